"""What adds up over meetings: the register of decisions, and how often members were there.

Sources: Local Government Act 1972, section 100C (minutes open to inspection for six years) and section 85 (a member who
attends nothing for six months ceases to be one).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from goldenthread.committee.calling_in import call_in_ends
from goldenthread.committee.kinds import Governance, MeetingState
from goldenthread.committee.models import (
    Attendee,
    CallIn,
    ClosedDay,
    Committee,
    Constitution,
    Minute,
    Minutes,
    OfficerDecision,
    Resolution,
)
from goldenthread.committee.models.attendance import Presence
from goldenthread.committee.queries.officers import officer_decisions
from goldenthread.committee.queries.register import constitution
from goldenthread.design.words import day
from goldenthread.identity.models import Person

MOST_SHOWN = 500
SIX_MONTHS = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Decision:
    """One part of a resolution in the register, and what became of it."""

    text: str
    verb: str
    committee: str
    on: date
    item: str
    url: str
    owner: str = ""
    due_on: date | None = None
    became: str = ""
    is_key: bool = False
    call_in: str = ""
    officer: str = ""
    under: str = ""
    consulted: str = ""


def decisions(
    reader: Person, *, at: datetime, committee: Committee | None = None, words: str = ""
) -> Sequence[Decision]:
    """What committees resolved and officers decided for them, newest first, as far as the reader may read it.

    Drafts of minutes are left out.
    """
    opened = Minute.objects.opened_to(reader, at=at).order_by().values("pk")
    seen = Minutes.objects.visible_to(reader).order_by().values("pk")
    rows = Resolution.objects.filter(minute__in=opened, minute__minutes__in=seen)
    if committee is not None:
        rows = rows.filter(minute__minutes__meeting__committee=committee)
    if words:
        rows = rows.filter(Q(text__icontains=words) | Q(minute__item__title__icontains=words))
    rows = rows.select_related(
        "minute__item", "minute__minutes__meeting__committee__body", "owner", "finding", "call_in"
    )
    rows = rows.order_by("-minute__minutes__meeting__on", "minute__position", "number")
    found = list(rows[:MOST_SHOWN])
    settled = constitution()
    closures: dict[date, str] = {}
    if settled.governance == Governance.EXECUTIVE:
        closures = dict(ClosedDay.objects.values_list("on", "why"))
    on = timezone.localdate(at)
    resolved = [_decision(one, _call_in(one, settled, closures, on=on)) for one in found]
    officers = [_by_officer(one) for one in officer_decisions(reader, at=at, committee=committee, words=words)]
    return sorted([*resolved, *officers], key=lambda one: one.on, reverse=True)[:MOST_SHOWN]


def _by_officer(one: OfficerDecision) -> Decision:
    under = one.delegation
    if one.under is not None:
        meeting, item = one.under.minute.minutes.meeting, one.under.minute.item
        under = f"item {item.printed} of {day(meeting.on)}"
    return Decision(
        str(one), "Decided", one.committee.body.name, one.on, "", one.get_absolute_url(), officer=one.officer,
        under=under, consulted=one.consulted,
    )  # fmt: skip


def _call_in(one: Resolution, settled: Constitution, closures: Mapping[date, str], *, on: date) -> str:
    """Until when a decision of an executive can be called in, or what became of its call-in; blank for committees.

    Source: Local Government Act 2000, section 9F.
    """
    if settled.governance != Governance.EXECUTIVE:
        return ""
    called: CallIn | None = getattr(one, "call_in", None)
    if called is not None:
        heard = f" on {day(called.heard_on)}" if called.heard_on else ""
        return f"Called in on {day(called.on)} by {called.called_by}. {called.get_outcome_display()}{heard}."
    if one.not_called_in_why:
        return f"Urgent, cannot be called in: {one.not_called_in_why}"
    if one.published_on is None:
        return "Not published yet"
    last = call_in_ends(one.published_on, days=settled.call_in_days, closures=closures)
    return f"Can be called in until {day(last)}" if on <= last else f"Not called in by {day(last)}"


def _decision(one: Resolution, call_in: str) -> Decision:
    meeting = one.minute.minutes.meeting
    return Decision(
        one.text, one.get_verb_display(), meeting.committee.body.name, meeting.on, one.minute.item.title,
        f"{reverse('minutes', args=[meeting.key])}#item-{one.minute.item.number}",
        one.owner.name if one.owner else "", one.due_on, one.finding.get_answer_display() if one.finding else "",
        one.is_key, call_in,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attendance:
    """How often a member was there, of how many meetings that were held while they were expected."""

    name: str
    there: int
    of: int
    apologies: int
    last: date | None
    has_been_away: bool


def attendance_of(committee: Committee, *, on: date) -> list[Attendance]:
    """How often each member attended the meetings of the last year that were held; a cancelled one counts for nobody.

    ``has_been_away`` says that somebody was expected for six months and attended nothing of this committee.
    """
    rows = Attendee.objects.filter(
        meeting__committee=committee, meeting__state=MeetingState.HELD, capacity__in=("member", "co-opted"),
        meeting__on__gt=on - timedelta(days=366), meeting__on__lte=on,
    ).exclude(presence=Presence.EXPECTED)  # fmt: skip
    found: dict[str, list[tuple[date, str]]] = {}
    for name, held, presence in rows.order_by("meeting__on").values_list("name", "meeting__on", "presence"):
        found.setdefault(name, []).append((held, presence))
    return [_attendance(name, seen, on=on) for name, seen in sorted(found.items())]


def _attendance(name: str, seen: list[tuple[date, str]], *, on: date) -> Attendance:
    there = [held for held, presence in seen if presence == Presence.PRESENT]
    since = there[-1] if there else seen[0][0]
    return Attendance(
        name, len(there), len(seen), sum(presence == Presence.APOLOGIES for _, presence in seen),
        there[-1] if there else None, on - since > SIX_MONTHS,
    )  # fmt: skip
