"""Whether a report takes long to issue, and how far it is while the worker issues it."""

from goldenthread.boards.models import RoundLine
from goldenthread.plan.jobs import MANY_ACTIONS
from goldenthread.reports.models import Issuing, Report, ReportAppendix
from goldenthread.reports.states import ReportState


def takes_long(report: Report) -> bool:
    """Whether so much stands behind a report that its files are made by the worker: a plan of many actions."""
    if not report.appendices.filter(kind=ReportAppendix.Kind.PLAN).exists():
        return False
    return RoundLine.objects.filter(closing=report.closing_id).count() >= MANY_ACTIONS


def last_issuing(report: Report) -> Issuing | None:
    """The last press that had the worker issue a report, going on or ended."""
    return Issuing.objects.filter(report=report).select_related("by", "behalf_of").order_by("-pk").first()


def not_issued(report: Report, last: Issuing | None) -> str:
    """Why the last press did not issue a report that still waits to be issued; blank where none was refused."""
    if last is None or report.state != ReportState.CLEARED or last.is_going_on:
        return ""
    return last.refusal
