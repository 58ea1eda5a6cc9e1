"""What the page of a notice shows: the days before a meeting, as the calendar of the council has them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from goldenthread.bodies.models import Body, Kind
from goldenthread.committee.clear_days import FURTHEST, Basis, Notice, notice_for
from goldenthread.committee.models import ClosedDay, OfficeHours
from goldenthread.design.parts import Link
from goldenthread.identity.actor import Actor


@dataclass(frozen=True, slots=True)
class DayShown:
    """One day of a notice: its number among those that count, or why it does not."""

    date: date
    number: int | None = None
    because: str = ""
    said: str = ""


def notice_of_council(meeting: date, *, days: int = 5, basis: Basis = Basis.WORKING) -> Notice:
    """The notice of a meeting in this council, whose own closed days do not count."""
    first = date.fromordinal(max(1, meeting.toordinal() - FURTHEST))
    closed = ClosedDay.objects.filter(on__range=(first, meeting)).values_list("on", "why")
    return notice_for(meeting, days=days, basis=basis, closures=dict(closed))


def office_hours() -> OfficeHours:
    """When the office closes; a row that is not kept yet where nobody has said."""
    return OfficeHours.objects.order_by("pk").first() or OfficeHours()


def days_shown(notice: Notice) -> list[DayShown]:
    """Every day from publishing to the meeting, in its order."""
    number = {day: place for place, day in enumerate(notice.counted, start=1)}
    reasons = {one.date: one.because for one in notice.skipped}
    between = (notice.meeting - notice.publish_by).days
    found = [DayShown(notice.publish_by, said="published by then; the day itself does not count")]
    for n in range(1, between):
        day = notice.publish_by + timedelta(days=n)
        found.append(DayShown(day, number.get(day), reasons.get(day, "")))
    return [*found, DayShown(notice.meeting, said="the meeting; the day itself does not count")]


def way_to_notice(body: Body, _actor: Actor) -> Link | None:
    """The way from a committee to the days of its notice."""
    if body.ended_on is None and body.kind in (Kind.COMMITTEE, Kind.SUB_COMMITTEE):
        return Link("By when an agenda is published", reverse("notice"))
    return None
