"""What the pages of the desk show: an import with its problems, its rows beside what was understood, its changes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.safestring import SafeString

from goldenthread.design import marks
from goldenthread.identity.models import Person
from goldenthread.importing.names import COLUMN_NAMES, column_in_words, column_of
from goldenthread.intake.models import Import, StagedRow
from goldenthread.intake.models import State as ImportState
from goldenthread.intake.queries import rows_at
from goldenthread.intake.rebuilding import ROW
from goldenthread.plan.comparing import Compared
from goldenthread.plan.edits import Proposal
from goldenthread.plan.glossary import Lead, read_glossary
from goldenthread.plan.intake import compare_paper, reading_of
from goldenthread.plan.reading.as_json import action_from_json, problems_from_json
from goldenthread.plan.reading.people import read_leads
from goldenthread.plan.reading.problems import EXPLANATIONS
from goldenthread.plan.reading.values import Column, PlanReading, Problem, ProblemCode, ReadAction
from goldenthread.plan.states import State

ROWS_A_PAGE = 200
LINES_A_GROUP = 12
ACTIONS, OTHERS = "actions", "others"
NEW, CHANGED = "new", "changed"


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One problem, and the row it stands in."""

    where: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """The problems of one kind with what they mean; the first of them, and a way to all."""

    code: str
    title: str
    meaning: str
    advice: str
    count: int
    lines: Sequence[ProblemLine]
    all_url: str


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled text of a row."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of the source beside what was understood from it."""

    where: str
    url: str
    source: Sequence[Part]
    ref: str
    wording: str
    understood: Sequence[Part]
    rating: SafeString
    problems: Sequence[str]
    change: str = ""
    is_action: bool = True


@dataclass(frozen=True, slots=True)
class RowPage:
    """A page of rows, with the filters that were asked for."""

    page: Any
    lines: Sequence[RowLine]


def problem_groups(of: Import) -> list[ProblemGroup]:
    """The problems of a paper, those of whole papers first, then the most frequent; each with the way to its row."""
    found: dict[ProblemCode, list[Problem]] = {}
    for problem in problems_from_json(of.reading):
        found.setdefault(problem.code, []).append(problem)
    where_of = {action["key"]: action["where"] for action in of.reading.get("actions", ())}
    shown = [one for problems in found.values() for one in problems[:LINES_A_GROUP]]
    rows = rows_at(of, {where_of.get(one.action or "", one.where) for one in shown})
    order = sorted(found, key=lambda code: (found[code][0].action is not None, -len(found[code]), code.value))
    return [_group(of, code, found[code], lambda one: _url_of(of, one, where_of, rows)) for code in order]


def _group(
    of: Import, code: ProblemCode, problems: Sequence[Problem], url_of: Callable[[Problem], str]
) -> ProblemGroup:
    explained = EXPLANATIONS[code]
    lines = [ProblemLine(one.where, one.text, url_of(one)) for one in problems[:LINES_A_GROUP]]
    is_of_rows = any(one.action for one in problems)
    url = f"{reverse('import-rows', args=[of.key])}?problem={code.value}" if is_of_rows else ""
    return ProblemGroup(code.value, explained.title, explained.meaning, explained.advice, len(problems), lines, url)


def _url_of(of: Import, problem: Problem, where_of: Mapping[str, str], rows: Mapping[str, StagedRow]) -> str:
    """The row a problem stands in; what belongs to no row leads to where it can be settled, while it can."""
    can_be_settled = of.state == ImportState.STAGED
    if problem.code == ProblemCode.LEAD_UNKNOWN and can_be_settled:
        return "#people"
    row = rows.get(where_of.get(problem.action or "", problem.where))
    if row is not None:
        return reverse("import-row", args=[of.key, row.position])
    return reverse("import-words", args=[of.key]) if can_be_settled else ""


@dataclass(frozen=True, slots=True)
class NamedLead:
    """A lead as the paper prints it, on how many actions, and whom it stands for where that is known or answered.

    ``says`` is what the paper itself says; ``answer`` is what was answered for this paper.
    """

    text: str
    actions: int
    known: Lead | None
    answer: str
    says: str

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to say who is meant."""
        return self.known is None and not self.answer


def named_leads(of: Import, answers: Mapping[str, str]) -> list[NamedLead]:
    """Everybody the paper names: those nobody knows first, then the most frequent."""
    counts: dict[str, int] = {}
    for action in of.reading.get("actions", ()):
        for lead in dict.fromkeys((*action.get("leads", ()), *read_leads(action.get("senior_lead", "")))):
            counts[lead] = counts.get(lead, 0) + 1
    glossary, printed = read_glossary(), of.reading.get("glossary", {})
    found = [
        NamedLead(text, counts.get(text, 0), glossary.find(text), answers.get(text, ""), printed.get(text, ""))
        for text in of.reading.get("initials", ())
    ]
    return sorted(found, key=lambda one: (not one.is_open, -one.actions, one.text))


def row_page(of: Import, asked: Mapping[str, str], person: Person) -> RowPage:
    """The rows of a paper that fit the filters, at most two hundred at once."""
    if asked.get("show") == OTHERS:
        return _other_rows(of, asked)
    kept = of.reading
    problems: dict[str, list[Problem]] = {}
    for problem in problems_from_json(kept):
        if problem.action:
            problems.setdefault(problem.action, []).append(problem)
    changes = _changes(of, person) if asked.get("change") else {}
    numbered = [
        (at, action) for at, action in enumerate(kept.get("actions", ())) if _fits(at, action, asked, problems, changes)
    ]
    page = Paginator(numbered, ROWS_A_PAGE).get_page(asked.get("page"))
    actions = [action_from_json(action) for _, action in page]
    rows = rows_at(of, {action.where for action in actions})
    findings = kept.get("findings", ())
    lines = [
        _row_line(of, action, rows.get(action.where), kept["column_labels"], problems.get(action.key, ()), findings)
        for action in actions
    ]
    return RowPage(page, lines)


def _changes(of: Import, person: Person) -> dict[int, str]:
    compared = compare_paper(of, reading_of(of), person)
    if compared is None:
        return {}
    changed = compared.changes.changed
    return {at: CHANGED for at, key in compared.changes.keys.items() if key in changed} | dict.fromkeys(
        compared.changes.new, NEW
    )


def _fits(
    at: int, action: Mapping[str, Any], asked: Mapping[str, str], problems: Mapping[str, Sequence[Problem]],
    changes: Mapping[int, str],
) -> bool:  # fmt: skip
    wanted = asked.get("problem")
    if wanted and not any(one.code == wanted for one in problems.get(action["key"], ())):
        return False
    if asked.get("priority") and str(action["priority"]) != asked["priority"]:
        return False
    if "status" in asked and asked["status"] != "" and action.get("status", "") != asked["status"].removeprefix("="):
        return False
    if asked.get("lead") and asked["lead"] not in {*action.get("leads", ()), action.get("senior_lead", "")}:
        return False
    return not asked.get("change") or changes.get(at) == asked["change"]


def _row_line(
    of: Import,
    action: ReadAction,
    row: StagedRow | None,
    labels: Mapping[str, str],
    problems: Iterable[Problem],
    findings: Sequence[Mapping[str, str]],
) -> RowLine:
    standing = marks.Standing.ON_PAPER if action.state == State.COMPLETED_ON_PAPER else marks.Standing.DECLARED
    return RowLine(
        where=action.where,
        url=reverse("import-row", args=[of.key, row.position]) if row else "",
        source=source_parts(row, action.cells, labels) if row else (),
        ref=action.ref,
        wording=action.wording,
        understood=understood_parts(action, findings),
        rating=marks.rating(action.colour, action.status or "No rating", standing=standing),
        problems=[f"{EXPLANATIONS[one.code].title}. {one.text}" for one in problems],
    )


def source_parts(row: StagedRow, cells: Mapping[str, str], labels: Mapping[str, str]) -> list[Part]:
    """The filled cells of a source row in their order, with the labels of their columns where they are known."""
    names = {text: name for name, text in cells.items()}
    return [Part(labels.get(names.get(text, ""), ""), text) for text in row.texts if text]


def understood_parts(action: ReadAction, findings: Sequence[Mapping[str, str]]) -> list[Part]:
    """What was made of a row, apart from its ref, its words and its rating."""
    end = action.ends[-1] if action.ends else None
    parts = [
        Part("Key", action.key),
        Part(COLUMN_NAMES[Column.AIM] if action.aim_kind == "aim" else "Recommendation", action.aim),
        Part("Section", action.section),
        Part("Start", action.starts.in_words),
        Part("End", end.in_words if end else ""),
        Part("Steps", ", then ".join(day.in_words for day in action.ends) if len(action.ends) > 1 else ""),
        Part("Comes round", action.recurrence),
        Part("Measure", action.measure),
        Part("Lead", ", ".join(action.leads)),
        Part("Senior lead", action.senior_lead),
        *(Part(_update_label(one.dated.in_words if one.dated else ""), one.text) for one in action.updates),
        *(Part("Milestone", text) for text, _ in action.milestones),
        Part("Evidence", action.evidence),
        *(Part("Finding", " ".join(_finding_words(findings[at]))) for at in action.findings if at < len(findings)),
        *(Part(f"Note, {label}" if label else "Note", text) for label, text in action.notes),
    ]
    return [part for part in parts if part.text]


def _update_label(day: str) -> str:
    return f"Update, {day}" if day else "Undated note"


def _finding_words(finding: Mapping[str, str]) -> list[str]:
    number = [f"Number {finding['number']}."] if finding.get("number") else []
    paragraph = [f"Paragraph {finding['paragraph']}."] if finding.get("paragraph") else []
    return [*number, *paragraph, finding.get("text", "")]


def _other_rows(of: Import, asked: Mapping[str, str]) -> RowPage:
    """Rows of tables that are no actions: headers, titles, separators, what was refused and what was left out."""
    taken = {action["where"] for action in of.reading.get("actions", ())}
    refused = {one["where"]: one["reason"] for one in of.reading.get("refused", ())}
    rows = [row for row in of.rows.filter(kind=ROW) if row.where not in taken and any(row.texts)]
    page = Paginator(rows, ROWS_A_PAGE).get_page(asked.get("page"))
    lines = [
        RowLine(
            where=row.where,
            url=reverse("import-row", args=[of.key, row.position]),
            source=source_parts(row, {}, {}),
            ref="",
            wording="",
            understood=(),
            rating=SafeString(""),
            problems=[refused[row.where]] if row.where in refused else [],
            is_action=False,
        )
        for row in page
    ]
    return RowPage(page, lines)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One cell that the paper changes."""

    target: str
    column: str
    before: str
    after: str
    plan: str
    refused: str
    is_conflict: bool
    choice: str


@dataclass(frozen=True, slots=True)
class ChangedAction:
    """An action with the cells that the paper changes in it."""

    key: str
    url: str
    name: str
    lines: Sequence[ChangeLine]


@dataclass(frozen=True, slots=True)
class ChangePage:
    """What a paper changes in its plan: cells by action, new actions, and those that are gone."""

    compared: Compared
    page: Any
    actions: Sequence[ChangedAction]
    new: Sequence[Part]
    gone: Sequence[ChangedAction]
    header: Sequence[ChangeLine]


ACTIONS_A_PAGE = 100


def change_page(of: Import, person: Person, asked: Mapping[str, str]) -> ChangePage | None:
    """The changes of a paper that waits; nothing where it is a plan of its own."""
    reading: PlanReading = reading_of(of)
    compared = compare_paper(of, reading, person)
    if compared is None:
        return None
    by_action: dict[str, list[Proposal]] = {}
    for proposal in compared.proposals:
        by_action.setdefault(proposal.edit.action, []).append(proposal)
    page = Paginator(list(by_action.items()), ACTIONS_A_PAGE).get_page(asked.get("page"))
    known = dict(compared.plan.actions.values_list("key", "wording"))
    return ChangePage(
        compared=compared,
        page=page,
        actions=[_changed(compared, key, known, [_change_line(one) for one in found]) for key, found in page],
        new=[Part(compared.key_of(at), reading.actions[at].wording) for at in compared.changes.new[:ROWS_A_PAGE]],
        gone=[_changed(compared, key, known, ()) for key in compared.changes.gone[:ROWS_A_PAGE]],
        header=[
            ChangeLine(
                edit.column, column_in_words(edit.column), edit.base, edit.paper, edit.plan, "", edit.is_conflict, ""
            )
            for edit in compared.header
        ],
    )


def _changed(compared: Compared, key: str, known: Mapping[str, str], lines: Sequence[ChangeLine]) -> ChangedAction:
    return ChangedAction(key, reverse("action", args=[compared.plan.key, key]), known.get(key, ""), lines)


def _change_line(proposal: Proposal) -> ChangeLine:
    edit = proposal.edit
    return ChangeLine(
        edit.target, column_in_words(edit.column), edit.base, edit.paper, edit.plan, proposal.refused, edit.is_conflict,
        proposal.choice,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowView:
    """One source row with the actions that were made of it and the cells that can be read otherwise."""

    row: StagedRow
    source: Sequence[Part]
    actions: Sequence[RowLine]
    columns: Sequence[tuple[Column, str, str]]
    decision: str


def row_view(of: Import, row: StagedRow, cells: Mapping[str, str], rows: Mapping[str, str]) -> RowView:
    """A source row for correcting: its columns each with the label and the text that counts now."""
    labels = of.reading.get("column_labels", {})
    found = [action_from_json(one) for one in of.reading.get("actions", ()) if one["where"] == row.where]
    problems = [one for one in problems_from_json(of.reading) if one.action in {action.key for action in found}]
    lines = [
        _row_line(
            of, action, row, labels, [one for one in problems if one.action == action.key], of.reading["findings"]
        )
        for action in found
    ]
    own = found[0].cells if found else {}
    columns = []
    for name in labels:
        column = column_of(name)
        if column is None or column.value != name or column is Column.KEY:
            continue
        text = cells.get(f"{row.where}|{column.value}", own.get(name, ""))
        columns.append((column, labels[name] or COLUMN_NAMES[column], text))
    return RowView(row, source_parts(row, own, labels), lines, columns, rows.get(row.where, ""))
