"""What is on next time and what is to come of a committee: its forward plan and its work programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from goldenthread.committee.kinds import Governance, ItemState, MeetingState, Part
from goldenthread.committee.models import (
    AgendaItem,
    Committee,
    CommitteeMeeting,
    ForwardItem,
    Minute,
    Minutes,
    OwedReport,
    Promise,
    Resolution,
)
from goldenthread.committee.queries.register import constitution
from goldenthread.committee.readers import KEEPS_PAPERS
from goldenthread.committee.work_programme import is_overdue, next_due
from goldenthread.design.words import day
from goldenthread.identity.models import Person

MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class ExpectedShown:
    """Something expected, as one reader reads it."""

    number: int
    version: int
    title: str
    when: str
    report_of: str
    owner: str
    purpose: str
    is_public: bool
    key: str = ""
    also: Sequence[str] = ()
    comes_from: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What is expected on one meeting, in one month, or at some time."""

    heading: str
    items: Sequence[ExpectedShown]
    meeting: CommitteeMeeting | None = None
    on_agenda: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """When a report is due next: its month, and the first meeting in it or after it, where one is planned."""

    month: date
    meeting: CommitteeMeeting | None
    is_overdue: bool
    last: AgendaItem | None


@dataclass(frozen=True, slots=True)
class OwedShown:
    """A report that is owed, and when it is due next."""

    number: int
    title: str
    every: str
    by_whom: str
    due: Due
    last_on: date | None
    planned: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is to come of a committee."""

    groups: Sequence[Group]
    owed: Sequence[OwedShown]
    has_key_decisions: bool


def ahead_of(committee: Committee, reader: Person, *, at: datetime) -> Ahead:
    """What a committee takes next and what is to come, as one reader reads it."""
    today = timezone.localdate(at)
    rows = committee.forward_items.visible_to(reader).expected()
    rows = rows.select_related("meeting", "owner", "same_as__committee__body", "owed").prefetch_related(
        "also_for__committee__body", "same_as__also_for__committee__body"
    )
    listed = list(rows.order_by("number")[:MOST_SHOWN])
    meetings = list(committee.meetings.visible_to(reader).standing().filter(on__gte=today).order_by("on", "pk")[:12])
    owed = OwedReport.objects.visible_to(reader).running(on=today).filter(committee=committee)
    return Ahead(
        _groups(listed, meetings, reader, at=at),
        [_owed(one, on=today) for one in owed.select_related("owner")[:MOST_SHOWN]],
        constitution().governance == Governance.EXECUTIVE,
    )


def _groups(
    rows: Sequence[ForwardItem], meetings: Sequence[CommitteeMeeting], reader: Person, *, at: datetime
) -> list[Group]:
    """By meeting in the order of their days, then what was left over, by month, and what has no time."""
    found = [
        Group(
            day(meeting.on),
            [_shown(row, reader) for row in rows if row.meeting_id == meeting.pk],
            meeting,
            _on_agenda(meeting, reader, at=at) if place == 0 else (),
        )
        for place, meeting in enumerate(meetings)
    ]
    shown = {meeting.pk for meeting in meetings}
    late = [row for row in rows if row.meeting_id and row.meeting_id not in shown]
    if late:
        found.append(Group("Expected on a meeting that is over", [_shown(row, reader) for row in late]))
    for month in sorted({row.month for row in rows if row.month}):
        found.append(Group(f"{month:%B %Y}", [_shown(row, reader) for row in rows if row.month == month]))
    if some := [row for row in rows if not row.meeting_id and not row.month]:
        found.append(Group("No day yet", [_shown(row, reader) for row in some]))
    return found


def _on_agenda(meeting: CommitteeMeeting, reader: Person, *, at: datetime) -> list[str]:
    """The business of an agenda as far as the reader sees it: what every agenda takes is left out."""
    rows = AgendaItem.objects.visible_to(reader).filter(meeting=meeting, standing=None, state=ItemState.ON)
    rows = rows.order_by("part", "position", "pk")
    opened = set(AgendaItem.objects.opened_to(reader, at=at).filter(meeting=meeting).values_list("pk", flat=True))
    return [_line(row, is_open=row.pk in opened) for row in rows]


def _line(row: AgendaItem, *, is_open: bool) -> str:
    title = row.title if is_open else row.public_title or "Item not open to the public"
    by = row.presenters or row.report_of
    return f"{title} ({by})" if by and is_open else title


def _shown(row: ForwardItem, reader: Person) -> ExpectedShown:
    is_public = row.part == Part.PUBLIC
    reads = is_public or bool(reader.rights.roles & KEEPS_PAPERS) or row.owner_id == reader.pk
    return ExpectedShown(
        number=row.number,
        version=row.version,
        title=row.title if reads else row.public_title,
        when=day(row.meeting.on) if row.meeting else f"{row.month:%B %Y}" if row.month else "No day yet",
        report_of=row.report_of,
        owner=row.owner.name if row.owner else "",
        purpose=row.get_purpose_display() if row.purpose else "",
        is_public=is_public,
        key=_key(row),
        also=_also(row),
        comes_from="From its work programme" if row.owed_id else "",
    )


def _key(row: ForwardItem) -> str:
    if not row.is_key or row.noticed_on is None:
        return ""
    said = f"Key decision, noticed on {day(row.noticed_on)}. Documents: {row.documents}"
    return f"{said}. Shorter notice: {row.exception_why}" if row.exception_why else said


def _also(row: ForwardItem) -> list[str]:
    """The other bodies that get the same report."""
    first = row.same_as or row
    every = [first, *first.also_for.all()]
    return sorted(
        one.committee.body.name for one in every if one.committee_id != row.committee_id and not one.dropped_why
    )


def due_of(owed: OwedReport, *, on: date) -> Due:
    """When a report is due next, counted from the last meeting that took it."""
    taken = AgendaItem.objects.filter(
        was_planned__owed=owed, state=ItemState.ON, meeting__state__in=(MeetingState.UNDER_WAY, MeetingState.HELD)
    )
    last = taken.select_related("meeting").order_by("-meeting__on").first()
    month = next_due(owed.first_due, owed.every, last.meeting.on if last else None)
    coming = owed.committee.meetings.standing().filter(on__gte=max(month, on)).order_by("on", "pk")
    return Due(month, coming.first(), is_overdue(month, on=on), last)


def _owed(owed: OwedReport, *, on: date) -> OwedShown:
    due = due_of(owed, on=on)
    waits = owed.planned.expected().select_related("meeting").first()
    on_agenda = owed.planned.filter(item__meeting__on__gte=on).select_related("item__meeting").first()
    planned = ""
    if on_agenda is not None and on_agenda.item is not None:
        planned = f"On the agenda of {day(on_agenda.item.meeting.on)}"
    elif waits is not None:
        planned = f"Planned for {day(waits.meeting.on) if waits.meeting else f'{waits.month:%B %Y}'}"
    by = f"{owed.report_of}, {owed.owner.name}" if owed.owner else owed.report_of
    last = due.last.meeting.on if due.last else None
    return OwedShown(owed.number, owed.title, owed.get_every_display(), by, due, last, planned)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that could come onto an agenda: what it is, and how the press names it."""

    what: str
    key: str
    title: str
    told: str


def candidates_for(meeting: CommitteeMeeting, reader: Person, *, at: datetime) -> list[Candidate]:
    """What could come onto an agenda: what is expected by then, matters arising, references, and what was deferred."""
    return [
        *_expected_by(meeting, reader),
        *_arising(meeting, reader, at=at),
        *_references(meeting, reader, at=at),
        *_deferred(meeting, reader, at=at),
    ]


def _expected_by(meeting: CommitteeMeeting, reader: Person) -> list[Candidate]:
    rows = meeting.committee.forward_items.visible_to(reader).expected().select_related("meeting", "owner")
    found = []
    for row in rows.order_by("number")[:MOST_SHOWN]:
        until = row.meeting.on if row.meeting else row.month
        if until is None or until <= meeting.on:
            shown = _shown(row, reader)
            found.append(Candidate("planned", str(row.number), shown.title, f"Forward plan: {shown.when}"))
    return found


def promises_open_to(meeting: CommitteeMeeting, reader: Person, *, at: datetime) -> list[Promise]:
    """What earlier meetings of the committee were promised, is not discharged and comes on no agenda yet."""
    opened = Minute.objects.opened_to(reader, at=at).order_by().values("pk")
    rows = Promise.objects.filter(
        minute__in=opened, discharged_on=None, minute__minutes__meeting__committee=meeting.committee_id,
        minute__minutes__meeting__on__lt=meeting.on,
    ).exclude(planned__dropped_why="")  # fmt: skip
    return list(rows.select_related("minute__item", "minute__minutes__meeting", "owner").order_by("pk")[:MOST_SHOWN])


def _arising(meeting: CommitteeMeeting, reader: Person, *, at: datetime) -> list[Candidate]:
    return [
        Candidate(
            "promise", str(one.pk), one.text, f"Matters arising: {one.owner_name}, {day(one.minute.minutes.meeting.on)}"
        )
        for one in promises_open_to(meeting, reader, at=at)
    ]


def references_open_to(meeting: CommitteeMeeting, reader: Person, *, at: datetime) -> list[Resolution]:
    """What other committees recommended to this one in minutes that were put to a meeting, and no agenda has yet."""
    opened = Minute.objects.opened_to(reader, at=at).order_by().values("pk")
    rows = Resolution.objects.filter(
        minute__in=opened, verb=Resolution.Verb.RECOMMENDED, to_body__iexact=meeting.committee.body.name,
        minute__minutes__in=Minutes.objects.exclude(stage="draft").values("pk"),
        minute__minutes__meeting__on__lte=meeting.on,
    ).exclude(planned__dropped_why="")  # fmt: skip
    return list(
        rows.select_related("minute__item", "minute__minutes__meeting__committee__body").order_by("pk")[:MOST_SHOWN]
    )


def _references(meeting: CommitteeMeeting, reader: Person, *, at: datetime) -> list[Candidate]:
    found = []
    for one in references_open_to(meeting, reader, at=at):
        earlier = one.minute.minutes.meeting
        told = f"Reference from the {earlier.committee.body.name}, {day(earlier.on)}"
        found.append(Candidate("resolution", str(one.pk), one.text, told))
    return found


def deferred_open_to(meeting: CommitteeMeeting, reader: Person, *, at: datetime) -> list[AgendaItem]:
    """Items of earlier meetings that were deferred without a day and no agenda has yet."""
    rows = AgendaItem.objects.opened_to(reader, at=at).filter(
        meeting__committee=meeting.committee_id, meeting__on__lt=meeting.on, state=ItemState.DEFERRED, deferred_to=None
    )
    rows = rows.exclude(planned__dropped_why="")
    return list(rows.select_related("meeting").order_by("pk")[:MOST_SHOWN])


def _deferred(meeting: CommitteeMeeting, reader: Person, *, at: datetime) -> list[Candidate]:
    return [
        Candidate("deferred", str(one.pk), one.title, f"Deferred without a day, {day(one.meeting.on)}")
        for one in deferred_open_to(meeting, reader, at=at)
    ]
