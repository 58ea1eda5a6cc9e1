"""What the pages of committees and meetings show: the calendar, a committee, a meeting for its clerk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from goldenthread.bodies.models import Body, Membership
from goldenthread.committee.clear_days import weekend_warning
from goldenthread.committee.duties import Duty, unmet, worth_a_look
from goldenthread.committee.models import Committee, CommitteeMeeting, CommitteeMeetingQuerySet, MeetingMove
from goldenthread.committee.models.meetings import sees_meetings
from goldenthread.committee.queries.deadlines import Broken, Deadlines, broken_by_holidays, deadlines_of
from goldenthread.committee.queries.duties import agenda_facts
from goldenthread.committee.queries.questions import is_asked_since_issue
from goldenthread.design.words import day
from goldenthread.identity.models import Person
from goldenthread.kernel.addresses import address
from goldenthread.kernel.prepared import Prepared

MOST_SHOWN = 200
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Due:
    """A meeting in the calendar, with the dates by which its papers are due."""

    meeting: CommitteeMeeting
    dates: Deadlines


@dataclass(frozen=True, slots=True)
class Calendar:
    """Meetings to come with their dates, those that were, and what is broken by a holiday."""

    to_come: Sequence[Due]
    before: Sequence[CommitteeMeeting]
    broken: Sequence[Broken]


MEETING = Prepared(
    lambda key: CommitteeMeeting.objects.filter(key=key).select_related("committee__body", "committee__clerk"), str
)
MOVES = Prepared(lambda meeting: MeetingMove.objects.filter(meeting=meeting).values_list("was", "why"), int)


def find_meeting(reader: Person, key: str) -> CommitteeMeeting | None:
    """A meeting with its committee and clerk, if the reader sees it."""
    found: list[CommitteeMeeting] = MEETING.objects(key) if sees_meetings(reader) else []
    return found[0] if found else None


def moves_of(meeting: CommitteeMeeting) -> list[tuple[str, str]]:
    """From what a meeting was moved, and why, each time."""
    return [(was, why) for was, why in MOVES.rows(meeting.pk)]


def meetings_of(person: Person, committee: Committee | None = None) -> CommitteeMeetingQuerySet:
    """The meetings a person sees, of one committee or of all."""
    found = CommitteeMeeting.objects.visible_to(person).select_related("committee__body")
    return found.filter(committee=committee) if committee else found


def calendar_of(person: Person, *, on: date, committee: Committee | None = None) -> Calendar:
    """A year to come and a year back, as the calendar of committees shows them."""
    rows = meetings_of(person, committee)
    coming = list(rows.standing().filter(on__gte=on, on__lte=on + YEAR)[:MOST_SHOWN])
    before = rows.filter(on__lt=on, on__gte=on - YEAR).order_by("-on", "-starts_at")
    return Calendar(
        [Due(meeting, deadlines_of(meeting)) for meeting in coming],
        list(before[:MOST_SHOWN]),
        broken_by_holidays(coming, on=on),
    )


@dataclass(frozen=True, slots=True)
class Desk:
    """What the clerk sees of a meeting: its dates, the duties that are not met, what is worth a look."""

    dates: Deadlines
    duties: Sequence[Duty]
    look: Sequence[str]
    has_new: bool


def desk_of(meeting: CommitteeMeeting, *, at: datetime) -> Desk:
    """The clerk's desk for a meeting at this moment."""
    facts = agenda_facts(meeting, at=at)
    new = any(not item.was_issued for item in facts.items)
    new = new or meeting.items.filter(papers__issued_at=None, papers__withdrawn_at=None, papers__isnull=False).exists()
    new = new or is_asked_since_issue(meeting)
    weekend = weekend_warning(meeting.on)
    look = [*([weekend] if weekend else []), *worth_a_look(facts.items)]
    return Desk(deadlines_of(meeting), unmet(facts), look, new)


@dataclass(frozen=True, slots=True)
class SeatShown:
    """Somebody who sits on a committee: name, office, ward and party, and what they vote on."""

    name: str
    url: str
    office: str
    ward: str = ""
    party: str = ""
    votes: str = ""
    key: str = ""


SEATS = Prepared(
    lambda body, on: Membership.objects.current(on=on).filter(body=body).select_related("person", "seat"), int, date
)
_ORDER = {
    office: place for place, office in enumerate(("chair", "co-chair", "vice-chair", "member", "co-opted", "officer"))
}


def seats_of(committee: Committee, *, on: date) -> list[SeatShown]:
    """Who sits on a committee on a day, chairs first."""
    rows: list[Membership] = SEATS.objects(committee.body_id, on)
    found = []
    for row in sorted(rows, key=lambda row: (_ORDER[row.office], row.person.name)):
        seat = getattr(row, "seat", None)
        votes = ""
        if seat is not None and seat.voting != "all":
            votes = f"Votes on {seat.votes_on}" if seat.votes_on else seat.get_voting_display()
        found.append(
            SeatShown(
                row.person.name,
                address("person", row.person.key),
                row.get_office_display(),
                seat.ward if seat else "",
                seat.party if seat else "",
                votes,
                row.person.key,
            )
        )
    return found


def days_of(body: Body, since: date) -> list[date]:
    """The days from one on, on which a body is planned to meet as a committee; that it meets is known to everyone."""
    standing = CommitteeMeeting.objects.standing().filter(committee__body=body, on__gte=since)
    return list(standing.order_by("on").values_list("on", flat=True))


def next_meeting(committee: Committee, *, on: date) -> str:
    """When a committee meets next, in words; blank where nothing is planned."""
    found = committee.meetings.standing().filter(on__gte=on).values_list("on", flat=True).first()
    return day(found) if found else ""
