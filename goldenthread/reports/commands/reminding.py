"""Reminding those whose word on a report is waited for: by a press of its authors, and by itself when a day has come.

A reminder decides nothing: silence is not consent. Nobody is reminded of the same report twice on one day, and what is
said of several on one day goes in one e-mail.
"""

from datetime import datetime

from django.db import transaction

from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.reports.commands.holding import hold
from goldenthread.reports.models import Clearance, Report
from goldenthread.reports.policy import require_may_remind
from goldenthread.reports.states import ReportState
from goldenthread.reports.telling import remind


@transaction.atomic
def remind_clearance(*, report: Report, by: Actor, at: datetime) -> int:
    """Remind everybody who was asked to clear a report and has not answered; returns how many were reminded.

    Refused where nobody is waited for, and where all of them were reminded today already.
    """
    require_may_remind(by, report)
    held = hold(report)
    waiting = []
    if held.state == ReportState.IN_CLEARANCE:
        waiting = list(held.clearances.waiting().select_related("report", "person"))
    if not waiting:
        raise RuleBroken("Nobody is waited for: everybody who was asked has answered, or the report was taken back.")
    count = sum(remind_one(clearance=one, by=by, at=at) for one in waiting)
    if not count:
        raise RuleBroken("Everybody who has not answered was reminded today already.")
    return count


@transaction.atomic
def remind_one(*, clearance: Clearance, by: Actor, at: datetime) -> bool:
    """Remind one person, with its entry; false where they were reminded of it today already."""
    require_may_remind(by, clearance.report)
    if not remind(clearance, by=by, at=at):
        return False
    Clearance.objects.filter(pk=clearance.pk).update(reminded_at=at)
    record(
        "reports.clearance_reminded", by=by, subject=clearance.subject, at=at, report=clearance.report.key,
        person=clearance.person.key,
    )  # fmt: skip
    return True
