"""Whether the round of a report was closed again since its figures were taken, and what was decided about that."""

from copy import copy

from goldenthread.boards.models import Closing
from goldenthread.reports.commands.writing import last_closing
from goldenthread.reports.models import Explanation, Report
from goldenthread.reports.states import Explained, Finding


def newer_closing(report: Report) -> Closing | None:
    """The last closing of its round, where that is not the one its figures are from."""
    if report.round is None:
        return None
    last = last_closing(report.round)
    return last if last.pk != report.closing_id else None


def key_of_closing(closing: Closing) -> str:
    """The key under which it is decided that a report does without the figures of a closing."""
    return f"closing-{closing.number}"


def kept_closing(report: Report, newer: Closing) -> Explanation | None:
    """That the report knowingly stays on its earlier closing, with the reason; none where nobody decided so."""
    found = Explanation.objects.filter(report=report, of=Finding.ROUND, key=key_of_closing(newer))
    return found.filter(decision=Explained.KEEP).select_related("by").first()


def on_closing(report: Report, closing: Closing) -> Report:
    """The report as it would stand on another closing; nothing is saved."""
    other = copy(report)
    other.closing = closing
    return other
