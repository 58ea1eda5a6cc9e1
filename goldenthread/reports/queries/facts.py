"""Facts as pages show them: those an author can insert, and the list behind one."""

from goldenthread.reports.facts.asking import Offered, ask, offered
from goldenthread.reports.facts.values import FactValue
from goldenthread.reports.models import Report
from goldenthread.reports.queries.content import book_of_report


def facts_offered(report: Report) -> list[Offered]:
    """What can be inserted in a report, with what it says now; nothing where it is on no round."""
    book = book_of_report(report)
    return offered(book) if book else []


def fact_shown(report: Report, name: str) -> FactValue:
    """A fact of a report with the list behind it; ``NoFact`` says in a sentence what cannot be told."""
    return ask(book_of_report(report), name)


def actions_offered(report: Report) -> list[tuple[str, str, str]]:
    """The actions a report can name: key, printed name, wording."""
    book = book_of_report(report)
    return [(line.action, book.name_of(line), line.wording) for line in book.standing] if book else []
