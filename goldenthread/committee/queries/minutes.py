"""Minutes as one reader reads them: the public part with its summary, and the non-public part for who is entitled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from goldenthread.committee.models import (
    AgendaItem,
    Attendee,
    CommitteeMeeting,
    Minute,
    Minutes,
    Motion,
    NamedVote,
    Proceeding,
    Promise,
    Representation,
    Resolution,
)
from goldenthread.committee.models.attendance import Capacity, Presence
from goldenthread.committee.queries.agenda import AgendaShown, ItemShown, agenda_of
from goldenthread.committee.queries.under_items import UnderItems
from goldenthread.committee.readers import PreparedFor
from goldenthread.design.words import clock, day
from goldenthread.identity.models import Person
from goldenthread.kernel.prepared import Prepared


@dataclass(frozen=True, slots=True)
class MotionShown:
    """A motion with its vote in words."""

    text: str
    by: str
    vote: str
    named: Sequence[str]
    is_amendment: bool


@dataclass(frozen=True, slots=True)
class ResolutionShown:
    """A part of what was resolved, and what became of it."""

    number: int
    lead: str
    text: str
    reason: str = ""
    owner: str = ""
    due_on: date | None = None
    asks: bool = False
    mark: str = ""
    came: str = ""
    alternatives: str = ""


@dataclass(frozen=True, slots=True)
class PromiseShown:
    """Something promised, by whom and until when, and what became of it."""

    pk: int
    number: int
    text: str
    owner: str
    due_on: date | None
    discharged_on: date | None = None
    discharged_by: str = ""


@dataclass(frozen=True, slots=True)
class MinuteShown:
    """What the minutes say under one item, to one reader; ``is_closed`` where she reads the public summary alone."""

    item: ItemShown
    number: str
    text: str
    summary: str
    is_closed: bool
    exchanges: Sequence[tuple[str, str, str]] = ()
    motions: Sequence[MotionShown] = ()
    resolutions: Sequence[ResolutionShown] = ()
    promises: Sequence[PromiseShown] = ()
    passages: Sequence[str] = ()
    proceedings: Sequence[str] = ()
    heard: Sequence[str] = ()
    later_notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Attended:
    """Who was there, in the groups minutes name them in."""

    members: Sequence[str]
    officers: Sequence[str]
    others: Sequence[str]
    absent: Sequence[str]
    is_quorate: bool


@dataclass(frozen=True, slots=True)
class MinutesShown:
    """The minutes of a meeting as one reader reads them."""

    stage: str
    attended: Attended
    entries: Sequence[MinuteShown]
    exclusion: AgendaShown
    closed_at: str = ""
    corrections: str = ""


MINUTES = PreparedFor(
    lambda reader, meeting: Minutes.objects.seen_by(reader).filter(meeting=meeting).select_related("approved_at"), int
)
OPENED = PreparedFor(
    lambda reader, minutes: Minute.objects.opened_by(reader).filter(minutes=minutes).order_by().values_list("pk"), int
)
ENTRIES = Prepared(
    lambda minutes: (
        Minute.objects.filter(minutes=minutes)
        .order_by("position")
        .values_list("pk", "item", "item__number", "number", "text", "summary")
    ),
    int,
)


class _Row(NamedTuple):
    """What is minuted under an item, by the item's key and its number."""

    pk: int
    item: int
    item_number: int
    number: str
    text: str
    summary: str


ATTENDEES = Prepared(
    lambda meeting: Attendee.objects.filter(meeting=meeting).select_related("stands_for").order_by("position"), int
)


def find_minutes(reader: Person, meeting: CommitteeMeeting) -> Minutes | None:
    """The minutes of a meeting, if the reader sees them."""
    found: list[Minutes] = MINUTES.objects(reader, meeting.pk)
    for one in found:
        one.meeting = meeting
    return found[0] if found else None


def has_minutes(reader: Person, meeting: CommitteeMeeting) -> bool:
    """Whether a meeting has minutes that the reader sees."""
    return find_minutes(reader, meeting) is not None


def minutes_of(minutes: Minutes, reader: Person, *, at: datetime) -> MinutesShown:
    """The minutes as one reader reads them now. Of an item kept from her she reads the public summary, nothing else."""
    meeting = minutes.meeting
    agenda = agenda_of(meeting, reader, at=at)
    shown = {item.number: item for item in agenda.items}
    opened = OPENED.keys(reader, minutes.pk, at=at)
    under = UnderItems(minutes)
    entries = [
        _entry(row, shown[row.item_number], under, is_open=row.pk in opened)
        for row in map(_Row._make, ENTRIES.rows(minutes.pk))
        if row.item_number in shown
    ]
    return MinutesShown(
        minutes.get_stage_display(), attended(meeting), entries, agenda,
        clock(minutes.closed_at) if minutes.closed_at else "", minutes.corrections,
    )  # fmt: skip


def _entry(row: _Row, item: ItemShown, under: UnderItems, *, is_open: bool) -> MinuteShown:
    number = row.number or item.printed
    if not is_open:
        return MinuteShown(item, number, "", row.summary, is_closed=True)
    return MinuteShown(
        item, number, row.text, row.summary, is_closed=False,
        exchanges=[(one.asked_by, one.question, one.answer) for one in under("exchanges", row.pk)],
        motions=[_motion(one, under("named", one.pk)) for one in under("motions", row.pk)],
        resolutions=[
            ResolutionShown(
                one.number, _lead(one.get_verb_display(), one.to_body), one.text, one.reason,
                one.owner.name if one.owner else "", one.due_on, one.asks,
                one.mark or f"({one.number})", one.get_came_display() if one.came else "", one.alternatives,
            )
            for one in under("resolutions", row.pk)
        ],
        promises=[promise_shown(one) for one in under("promises", row.pk)],
        passages=[
            _passage(one.attendee.name, one.way, one.why) for one in under("passages", row.item)
        ],
        proceedings=[
            *(f"The public was let in again at {clock(one.ended_at)}" for one in under("readmissions", row.pk)),
            *(happened(one) for one in under("proceedings", row.pk)),
        ],
        heard=[heard(one) for one in under("representations", row.pk)],
        later_notes=[f"Note of {day(one.on)}: {one.text}" for one in under("later_notes", row.pk)],
    )  # fmt: skip


def happened(one: Proceeding) -> str:
    """What happened to the meeting, in one sentence."""
    at = f" at {clock(one.at)}" if one.at else ""
    return f"{one.get_kind_display()}{at}{f': {one.words}' if one.words else ''}"


def heard(one: Representation) -> str:
    """Who was heard, or was not, with the signatures of a petition."""
    ward = f" ({one.ward})" if one.ward else ""
    counts = [
        f"{count} {where}" for count, where in ((one.on_paper, "on paper"), (one.online, "online")) if count is not None
    ]
    signed = f", with signatures: {' and '.join(counts)}" if counts else ""
    needed = f", {one.threshold} are needed for a debate" if one.threshold is not None else ""
    became = f"{one.get_outcome_display()}{f': {one.words}' if one.words else ''}"
    return f"{one.get_kind_display()} of {one.who}{ward} on {one.subject}{signed}{needed}. {became}"


def promise_shown(one: Promise) -> PromiseShown:
    """A promise as pages show it."""
    return PromiseShown(one.pk, one.number, one.text, one.owner_name, one.due_on, one.discharged_on, one.discharged_by)


def _lead(verb: str, to_body: str) -> str:
    """The words before what was resolved: "RESOLVED, that -", or to whom it is recommended."""
    if verb == Resolution.Verb.ELECTED.label:
        return f"{verb.upper()} -"
    return f"{verb.upper()} to {to_body}, that -" if to_body else f"{verb.upper()}, that -"


def _motion(one: Motion, votes: Iterable[NamedVote]) -> MotionShown:
    people = (("moved by", one.moved_by), ("seconded by", one.seconded_by))
    moved = [f"{said} {name}" for said, name in people if name]
    named = [f"{vote.attendee.name}: {vote.get_cast_display().lower()}" for vote in votes]
    return MotionShown(one.text, ", ".join(moved), _vote(one), named, one.amends_id is not None)


def _vote(one: Motion) -> str:
    counts = ""
    if one.votes_for is not None:
        counts = f" by {one.votes_for} votes to {one.votes_against}"
        counts += f", with {one.abstained} abstained" if one.abstained else ""
        counts += f", on the casting vote, which was {one.casting_vote}" if one.casting_vote else ""
    return f"{one.get_outcome_display()}{counts}"


def _passage(name: str, way: str, why: str) -> str:
    words = {"arrived": "arrived during this item", "left": "left during this item", "returned": "came back"}
    return f"{name} {words[way]}" + (f" ({why})" if why else "")


def attendees_of(meeting: CommitteeMeeting) -> list[Attendee]:
    """Everybody who is on the list of a meeting, there or not, in its order."""
    found: list[Attendee] = ATTENDEES.objects(meeting.pk)
    return found


def attended(meeting: CommitteeMeeting) -> Attended:
    """Who was there, in the order of the list: members with substitutes, officers with departments, others."""
    rows = attendees_of(meeting)
    there = [row for row in rows if row.presence == Presence.PRESENT]
    members = [row for row in there if row.capacity in (Capacity.MEMBER, Capacity.SUBSTITUTE, Capacity.CO_OPTED)]
    voters = sum(row.votes for row in members)
    return Attended(
        [_named(row) for row in members],
        [_named(row) for row in there if row.capacity == Capacity.OFFICER],
        [_named(row) for row in there if row.capacity == Capacity.OTHER],
        [row.name for row in rows if row.presence == Presence.ABSENT],
        voters >= meeting.committee.quorum,
    )


def _named(row: Attendee) -> str:
    """A name as minutes print it, with office, department, or for whom somebody stood in."""
    office = f" ({row.office})" if row.office else ""
    chair = " (in the chair)" if row.presided and row.office != "Chair" else ""
    place = f" - {row.department}" if row.department else ""
    for_whom = f" (substitute for {row.stands_for.name})" if row.stands_for else ""
    return f"{row.name}{office}{chair}{for_whom}{place}"


def content_of(minutes: Minutes) -> dict[str, Any]:
    """The whole minutes as values, both parts: what is sealed, and read by those who keep papers alone."""
    meeting = minutes.meeting
    seen = attended(meeting)
    rows = minutes.entries.select_related("item").prefetch_related(
        "exchanges", "resolutions", "promises", "motions__named__attendee"
    )
    return {
        "committee": meeting.committee.body.name,
        "on": meeting.on,
        "place": meeting.place,
        "closed_at": str(minutes.closed_at or ""),
        "stage": minutes.stage,
        "corrections": minutes.corrections,
        "signed_by": minutes.signed_by,
        "signed_on": minutes.signed_on,
        "members": list(seen.members),
        "officers": list(seen.officers),
        "others": list(seen.others),
        "absent": list(seen.absent),
        "entries": [_sealed(row) for row in rows.order_by("position")],
    }


def _sealed(row: Minute) -> dict[str, Any]:
    return {
        "number": row.number,
        "item": row.item.printed,
        "part": row.item.part,
        "title": row.item.title,
        "public_title": row.item.public_title,
        "text": row.text,
        "summary": row.summary,
        "exchanges": [[one.asked_by, one.question, one.answer] for one in row.exchanges.all()],
        "motions": [[one.text, _vote(one)] for one in row.motions.all()],
        "resolutions": [[one.number, one.verb, one.text, one.to_body] for one in row.resolutions.all()],
        "promises": [[one.number, one.text, one.owner_name, str(one.due_on or "")] for one in row.promises.all()],
        "proceedings": [happened(one) for one in row.proceedings.all()],
        "heard": [heard(one) for one in row.representations.all()],
    }


@dataclass(frozen=True, slots=True)
class Arising:
    """Something of an earlier meeting that is not discharged: which, of whom, and by when."""

    meeting: CommitteeMeeting
    item: AgendaItem
    promise: PromiseShown
    is_overdue: bool


ARISING = PreparedFor(
    lambda reader, committee, before: (
        Promise.objects.filter(
            minute__in=Minute.objects.opened_by(reader).order_by().values("pk"),
            minute__minutes__meeting__committee=committee,
            minute__minutes__meeting__on__lt=before,
            discharged_on=None,
        )
        .select_related("minute__item", "minute__minutes__meeting")
        .order_by("minute__minutes__meeting__on", "pk")
    ),
    int,
    date,
)


def matters_arising(meeting: CommitteeMeeting, reader: Person, *, at: datetime) -> list[Arising]:
    """What earlier meetings of the committee were promised and is not discharged, as far as the reader may read it."""
    rows = ARISING.objects(reader, meeting.committee_id, meeting.on, at=at)
    return [_arising(one, meeting.on) for one in rows]


def _arising(one: Promise, on: date) -> Arising:
    earlier = one.minute.minutes.meeting
    return Arising(earlier, one.minute.item, promise_shown(one), one.due_on is not None and one.due_on < on)
