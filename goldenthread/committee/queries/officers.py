"""What officers decided between meetings, as one reader reads it, and what they can be delegated by and told under."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q, QuerySet

from goldenthread.committee.kinds import MeetingState
from goldenthread.committee.models import AgendaItem, Committee, Minute, Minutes, OfficerDecision, Resolution
from goldenthread.identity.models import Person

MOST_OFFERED = 200


def officer_decisions(
    reader: Person, *, at: datetime, committee: Committee | None = None, words: str = "", number: int | None = None
) -> Sequence[OfficerDecision]:
    """Decisions of officers that a person reads, newest first; the resolution behind one only where she reads it."""
    rows = OfficerDecision.objects.opened_to(reader, at=at)
    if committee is not None:
        rows = rows.filter(committee=committee)
    if number is not None:
        rows = rows.filter(number=number)
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(text__icontains=words) | Q(officer__icontains=words))
    rows = rows.select_related(
        "committee__body", "under__minute__item", "under__minute__minutes__meeting", "reported_under__meeting"
    )
    found = list(rows.order_by("-on", "-entered_at", "-number", "pk")[:MOST_OFFERED])
    seen = _put_to_a_meeting(reader, found)
    for one in found:
        if one.under is not None and one.under.minute.minutes_id not in seen:
            one.under = None
        if one.reported_under is not None and one.reported_under.issued_at is None:
            one.reported_under = None
    return found


def _put_to_a_meeting(reader: Person, rows: Sequence[OfficerDecision]) -> set[int]:
    """The minutes behind decisions that the reader sees: what a draft says is told once it was put to a meeting."""
    keys = [one.under.minute.minutes_id for one in rows if one.under is not None]
    return set(Minutes.objects.visible_to(reader).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()


def delegations(committee: Committee, reader: Person, *, at: datetime) -> QuerySet[Resolution]:
    """What a committee resolved, newest first: by one of these it delegated what an officer decided."""
    opened = Minute.objects.opened_to(reader, at=at).order_by().values("pk")
    rows = Resolution.objects.filter(minute__in=opened, minute__minutes__meeting__committee=committee)
    rows = rows.select_related("minute__item", "minute__minutes__meeting")
    return rows.order_by("-minute__minutes__meeting__on", "minute__position", "number")


def told_under(committee: Committee, reader: Person, *, on: date) -> QuerySet[AgendaItem]:
    """Items of the committee's meetings to come, under one of which it is told."""
    rows = AgendaItem.objects.visible_to(reader).filter(meeting__committee=committee, meeting__on__gte=on)
    rows = rows.exclude(meeting__state=MeetingState.CANCELLED).select_related("meeting")
    return rows.order_by("meeting__on", "part", "position", "pk")
