"""Facts as pages show them: those an author can insert, and the list behind one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from goldenthread.reports.facts.asking import Offered, ask, offered
from goldenthread.reports.facts.linked import linked_facts
from goldenthread.reports.facts.values import FactItem, FactValue, NoFact
from goldenthread.reports.models import Report, ReportVersion
from goldenthread.reports.queries.content import FrozenFact, book_of_report, facts_at, facts_of_version


def facts_offered(report: Report) -> list[Offered]:
    """What can be inserted in a report, with what it says now; nothing where it is on no round."""
    book = book_of_report(report)
    return offered(book) if book else []


def fact_shown(report: Report, name: str) -> FactValue:
    """A fact of a report with the list behind it; ``NoFact`` says in a sentence what cannot be told."""
    return ask(book_of_report(report), name)


@dataclass(frozen=True, slots=True)
class IssuedFact:
    """A fact of an issued report: what it is, how it was told, and the list behind it as it then was."""

    label: str
    text: str
    items: tuple[FactItem, ...]


def fact_as_issued(version: ReportVersion, name: str) -> IssuedFact | None:
    """A fact of the paper that was issued, for everybody who reads it; none where the paper does not lead to it.

    Versions that were kept before the lists behind the numbers in a sentence were have these from their closing,
    which never changes.
    """
    report = version.report
    facts = {one.name: one for one in facts_of_version(version)}
    # A list or the refs alone may stand in the paper: what is behind their number is the same.
    found = facts.get(name) or facts.get(f"{name}.list") or facts.get(f"{name}.refs")
    if found is not None:
        return IssuedFact(found.label, found.text, _items(found, report))
    if name not in linked_facts(version.value["paper"], at=facts_at(report)):
        return None
    try:
        value = fact_shown(report, name)
    except NoFact:
        return None
    return IssuedFact(value.label, value.text, value.items)


def _items(found: FrozenFact, report: Report) -> tuple[FactItem, ...]:
    at = f"/plans/{report.plan.key}/actions/" if report.plan else ""
    return tuple(FactItem(key, label, words, note, f"{at}{key}/") for key, label, words, note in found.items)


def actions_offered(report: Report) -> list[tuple[str, str, str]]:
    """The actions a report can name: key, printed name, wording."""
    book = book_of_report(report)
    return [(line.action, book.name_of(line), line.wording) for line in book.standing] if book else []


def as_the_paper_says(name: str, items: Sequence[FactItem]) -> Sequence[FactItem]:
    """The list behind a fact for whoever reads the paper alone: of what was missing, not who did not answer.

    The paper counts the answers; whose they were is between the board and its officers.
    """
    return [replace(one, note="") for one in items] if name.partition(".")[0] == "missing" else items
