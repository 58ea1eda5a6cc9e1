"""What reports do in the background: remind whoever was asked to clear one, and issue what takes long to render.

Safe to run as often as one likes, and on several machines: what was said on its day is not said again, and what was
issued is not issued twice. A reminder decides nothing.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate
from django_tasks import task

from goldenthread.identity.actor import Actor, system
from goldenthread.identity.models import Person
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.reports.characters import as_codes, from_codes
from goldenthread.reports.commands.going_on import STOPPED, begin_files, begin_issuing, refuse_issuing
from goldenthread.reports.commands.issuing import issue_report, ready_to_issue
from goldenthread.reports.commands.reminding import remind_one
from goldenthread.reports.models import Clearance, Issuing, Report
from goldenthread.reports.policy import require_may_issue
from goldenthread.reports.states import ReportState

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
    by = keeper()
    return sum(remind_one(clearance=one, by=by, at=at) for one in due)


def keeper() -> Actor:
    """Who reminds, and says that nothing was issued, where nobody presses."""
    return system("report-keeper", "The keeper of reports")


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
FAILED = "This could not be made, and the fault is ours. Nothing was issued; it has been noted."


def issue_soon(*, report: Report, by: Actor, at: datetime, seen: Collection[str] = ()) -> Issuing:
    """Have the worker issue a report whose files take long; what stands in the way is refused at once."""
    require_may_issue(by, report)
    ready_to_issue(report, seen=seen)
    with transaction.atomic():
        going = begin_issuing(report=report, by=by, at=at)
        issue_in_background.enqueue(report.key, by.key, by.for_key, "", going.pk, as_codes(seen))
    return going


@task()
def issue_in_background(
    key: str, person: str, behalf_of: str, at: str = "", issuing: int = 0, seen: str = ""
) -> Answer:
    """Issue a report whose files take long to make; answers with its key, or with the sentence of a refusal.

    ``at`` is the moment it is issued, in ISO form; now where none is given. ``issuing`` is the press it is done for:
    it says how far it is, and what was stopped or has ended already is not done. ``seen`` are the numbers of the
    characters without a shape that may go out so.
    """
    report = Report.objects.get(key=key)
    going = Issuing.objects.filter(pk=issuing).select_related("report").first() if issuing else None
    by = Actor(Person.objects.get(key=person), Person.objects.get(key=behalf_of) if behalf_of else None)
    if report.state == ReportState.ISSUED:
        if going is not None:
            refuse_issuing(issuing=going, why="Somebody else has issued it.", by=keeper(), at=timezone.now())
        return {"report": key}
    if going is not None and not begin_files(going):
        return {"refused": STOPPED, "report": key}
    try:
        now = datetime.fromisoformat(at) if at else timezone.now()
        issue_report(report=report, by=by, at=now, going=going, seen=from_codes(seen))
    except (RuleBroken, NotAllowed) as refusal:
        if going is not None:
            refuse_issuing(issuing=going, why=str(refusal), by=keeper(), at=timezone.now())
        return {"refused": str(refusal), "report": key}
    except Exception:
        if going is not None:
            refuse_issuing(issuing=going, why=FAILED, by=keeper(), at=timezone.now())
        raise
    return {"report": key}
