"""What reports do in the background: remind whoever was asked to clear one, and issue what takes long to render.

Safe to run as often as one likes, and on several machines: what was said on its day is not said again, and what was
issued is not issued twice. A reminder decides nothing.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate
from django_tasks import task

from goldenthread.identity.actor import Actor, system
from goldenthread.identity.models import Person
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.reports.commands.issuing import issue_report
from goldenthread.reports.models import Clearance, Report
from goldenthread.reports.states import ReportState
from goldenthread.reports.telling import remind

BEFORE_DUE = timedelta(days=2)
AGAIN_AFTER = timedelta(days=7)
"""After the day has passed it is said once a week: often enough to be heard, rarely enough to be read."""


def remind_of_clearances(*, at: datetime) -> int:
    """Remind everybody whose word is waited for and whose day is near or gone; returns how many were reminded."""
    on = localdate(at)
    waiting = Clearance.objects.waiting().filter(
        report__state=ReportState.IN_CLEARANCE, due_on__isnull=False, due_on__lte=on + BEFORE_DUE
    )
    due = [one for one in waiting.select_related("report", "person") if is_due(one, on=on)]
    if not due:
        return 0
    by = system("report-keeper", "The keeper of reports")
    count = 0
    for one in due:
        with transaction.atomic():
            if remind(one, by=by, at=at):
                Clearance.objects.filter(pk=one.pk).update(reminded_at=at)
                record(
                    "reports.clearance_reminded", by=by, subject=one.subject, at=at, report=one.report.key,
                    person=one.person.key,
                )  # fmt: skip
                count += 1
    return count


def is_due(clearance: Clearance, *, on: date) -> bool:
    """Whether a reminder's day has come: two days before, the day after, and a week after each."""
    due = clearance.due_on
    if due is None:
        return False
    if clearance.reminded_at is None:
        return on > localdate(clearance.asked_at)
    last = localdate(clearance.reminded_at)
    if last <= due < on:
        return True
    return on > due and on - last >= AGAIN_AFTER


Answer = dict[str, Any]


@task()
def issue_in_background(key: str, person: str, behalf_of: str, at: str = "") -> Answer:
    """Issue a report whose files take long to make; answers with its key, or with the sentence of a refusal.

    ``at`` is the moment it is issued, in ISO form; now where none is given.
    """
    report = Report.objects.get(key=key)
    if report.state == ReportState.ISSUED:
        return {"report": key}
    by = Actor(Person.objects.get(key=person), Person.objects.get(key=behalf_of) if behalf_of else None)
    try:
        issue_report(report=report, by=by, at=datetime.fromisoformat(at) if at else timezone.now())
    except (RuleBroken, NotAllowed) as refusal:
        return {"refused": str(refusal), "report": key}
    return {"report": key}
