"""Every change to what notices depend on: keyword-only, ``policy`` asked, one ledger entry, one transaction."""

from datetime import date, time, timedelta

from django.db import transaction

from goldenthread.committee.models import ClosedDay, OfficeHours
from goldenthread.committee.policy import require_may_keep_notice
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import save_changed, tidy
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record

SUBJECT = "notice:council"
"""How the ledger names what the council's notices depend on."""
MOST_AT_ONCE = 31


@transaction.atomic
def close_days(*, first: date, last: date, why: str, by: Actor) -> list[ClosedDay]:
    """Say that the council is closed from one day to another; days that are closed already keep their reason."""
    require_may_keep_notice(by)
    why = tidy(why, what="the reason", most=200)
    number = (last - first).days + 1
    if number < 1:
        raise RuleBroken("The last day cannot be before the first.", about="last")
    if number > MOST_AT_ONCE:
        raise RuleBroken(f"Close {MOST_AT_ONCE} days at once at the most; these are {number}.", about="last")
    there = set(ClosedDay.objects.filter(on__range=(first, last)).values_list("on", flat=True))
    days = [day for n in range(number) if (day := first + timedelta(days=n)) not in there]
    if not days:
        raise RuleBroken("The council is closed then already.", about="first")
    made = ClosedDay.objects.bulk_create([ClosedDay(on=day, why=why) for day in days])
    record("committee.days_closed", by=by, subject=SUBJECT, first=first, last=last, reason=why)
    return made


@transaction.atomic
def open_day(*, day: ClosedDay, by: Actor) -> None:
    """Take a day off the list: the council is not closed after all."""
    require_may_keep_notice(by)
    if not ClosedDay.objects.filter(pk=day.pk).delete()[0]:
        raise RuleBroken("It was taken off the list already.")
    record("committee.day_opened", by=by, subject=SUBJECT, first=day.on, last=day.on, reason=day.why)


@transaction.atomic
def keep_office_hours(*, closes_at: time, by: Actor, version: int | None = None) -> bool:
    """Say when the office closes; what is published later in a day counts as published on the next."""
    require_may_keep_notice(by)
    found = OfficeHours.objects.order_by("pk").first() or OfficeHours.objects.create()
    return save_changed(
        found, version=version, values={"closes_at": closes_at}, labels={"closes_at": "The office closes at"},
        subject=SUBJECT, what="committee.office_hours_changed", by=by,
    )  # fmt: skip
