"""The work programme: reports a committee is owed once a year, half-year or quarter, and the press that plans one."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from goldenthread.committee.commands.forward import plan_ahead
from goldenthread.committee.kinds import ItemPurpose
from goldenthread.committee.models import Committee, Every, ForwardItem, OwedReport
from goldenthread.committee.policy import require_may_keep_meetings
from goldenthread.committee.queries.ahead import due_of
from goldenthread.committee.work_programme import first_of
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import tidy
from goldenthread.identity.models import Person
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.writing import hold_writing, record


@transaction.atomic
def owe_report(
    *,
    committee: Committee,
    title: str,
    every: str,
    first_due: date,
    report_of: str,
    by: Actor,
    owner: Person | None = None,
    purpose: str = ItemPurpose.NONE,
) -> OwedReport:
    """Enter a report that the committee is owed again and again: how often, from which month on, and by whom."""
    require_may_keep_meetings(by)
    hold_writing()
    if every not in Every.values:
        raise RuleBroken("Choose how often it is owed.", about="every")
    if purpose not in ItemPurpose.values:
        raise RuleBroken("Choose whether it is for decision or information.", about="purpose")
    number = (committee.owed_reports.aggregate(last=Max("number"))["last"] or 0) + 1
    made = OwedReport.objects.create(
        committee=committee, number=number, title=tidy(title, what="the title", most=300), every=every,
        first_due=first_of(first_due), owner=owner, report_of=tidy(report_of, what="who owes it", most=200),
        purpose=purpose,
    )  # fmt: skip
    record(
        "committee.report_owed", by=by, subject=committee.subject, number=number, title=made.title, every=every,
        first_due=made.first_due, report_of=made.report_of, owner=owner.key if owner else None,
    )  # fmt: skip
    return made


@transaction.atomic
def end_owed(*, owed: OwedReport, on: date, by: Actor) -> None:
    """Say that a report is owed no more."""
    require_may_keep_meetings(by)
    if owed.ended_on is not None:
        raise RuleBroken("It is owed no more already.")
    if not update_if_unchanged(owed, version=owed.version, values={"ended_on": on}):
        raise RuleBroken("Somebody else changed this in the meantime; look at it again.")
    record("committee.owed_ended", by=by, subject=owed.committee.subject, number=owed.number, title=owed.title, on=on)


@transaction.atomic
def plan_owed(*, owed: OwedReport, by: Actor, at: datetime) -> ForwardItem:
    """Plan a report that is owed for the meeting at which it is due next, or for its month where none is planned."""
    require_may_keep_meetings(by)
    hold_writing()
    if owed.planned.expected().exists():
        raise RuleBroken("It is on the forward plan already.")
    due = due_of(owed, on=timezone.localdate(at))
    when = {"meeting": due.meeting} if due.meeting else {"month": due.month}
    return plan_ahead(
        committee=owed.committee, title=owed.title, report_of=owed.report_of, owner=owed.owner, purpose=owed.purpose,
        owed=owed, by=by, at=at, **when,
    )  # fmt: skip
