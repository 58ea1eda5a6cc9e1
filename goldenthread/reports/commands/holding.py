"""Holding a report while it is changed, taking it back to its authors, and moving it from state to state.

Every command holds the report's row first, by an update that changes nothing: on either database a second command on
the same report waits, and then reads what the first one left.
"""

from datetime import datetime
from typing import Any

from django.db.models import F

from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.writing import record
from goldenthread.reports.models import Report
from goldenthread.reports.policy import require_may_write
from goldenthread.reports.states import ReportState, check_can_be_written, check_move
from goldenthread.reports.telling import stop_telling


def hold(report: Report) -> Report:
    """The report as it stands now, held until this transaction ends."""
    Report.objects.filter(pk=report.pk).update(version=F("version"))
    return Report.objects.select_related("round__plan", "closing", "template", "author", "chief_officer").get(
        pk=report.pk
    )


def hold_to_write(report: Report, *, by: Actor, at: datetime) -> Report:
    """Hold a report for a change to what it says; refused for whoever does not write it, and once it was issued.

    A report that was with others is taken back: what they cleared stays theirs, and they are asked again.
    """
    require_may_write(by, report)
    held = hold(report)
    check_can_be_written(held.state)
    if held.state != ReportState.DRAFT:
        stop_telling(held, by=by, at=at)
        move(held, ReportState.DRAFT, by=by, at=at)
    if not by.is_system:
        _note_writers(held, by)
    return held


def _note_writers(report: Report, by: Actor) -> None:
    """Whoever writes in a report is one of its authors, at the keyboard and acted for alike, and never clears it."""
    new = by.people - report.author_ids
    if new:
        report.co_authors.add(*new)


def move(
    report: Report, state: ReportState, *, by: Actor, at: datetime, why: str = "", values: dict[str, Any] | None = None
) -> None:
    """Take a report from its state into the next, with its entry."""
    before = report.state
    check_move(before, state)
    if not update_if_unchanged(report, version=report.version, values={"state": state} | (values or {})):
        raise RuleBroken("Somebody else changed this report in the meantime; look at it again.")
    record(
        "reports.report_moved", by=by, subject=report.ledger_name, at=at, why=why, changes={"state": (before, state)}
    )
