"""What members are told by e-mail of their meetings: an agenda issued or added to, a meeting moved or cancelled.

One message each, written in the transaction of the change. It leads to the page and carries nothing: no paper, no title
of an item, no reason, since a title or a reason may be about what is kept from the public.

Source: Local Government Act 1972, Schedule 12, paragraph 4(2)(b) (summons to members, who may have it sent by e-mail
since SI 2015/5).
"""

from datetime import datetime

from goldenthread.bodies.models import Membership
from goldenthread.committee.kinds import MeetingState
from goldenthread.committee.models import CommitteeMeeting, Substitute
from goldenthread.committee.readers import SITS
from goldenthread.design.words import clock, day
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.notices.commands import call_back, put_out

ISSUED, MOVED, CANCELLED = "agenda-issued", "meeting-moved", "meeting-cancelled"
"""The kinds of notices about meetings of committees."""


def members_told(meeting: CommitteeMeeting) -> list[Person]:
    """Who sits on the committee on the day of a meeting, and who is named to stand in, each once; with an account."""
    seats = Membership.objects.current(on=meeting.on).filter(body=meeting.committee.body_id, office__in=SITS)
    stands = Substitute.objects.current(on=meeting.on).filter(committee=meeting.committee_id)
    keys = {*seats.values_list("person", flat=True), *stands.values_list("person", flat=True)}
    return list(Person.objects.filter(pk__in=keys, is_active=True, account__isnull=False).order_by("pk"))


def may_be_told(person: Person, about: str) -> bool:
    """Whether somebody may still be told of a meeting: as long as they sit on its committee or stand in on it."""
    meeting = CommitteeMeeting.objects.filter(key=about.removeprefix("committee-meeting:")).first()
    return meeting is not None and any(one.pk == person.pk for one in members_told(meeting))


def tell_issued(meeting: CommitteeMeeting, *, number: int, by: Actor, at: datetime) -> None:
    """Tell members that the agenda was issued, or that something was added to it."""
    did = "The agenda is issued" if number == 1 else "Something was added to the agenda"
    said = f"{did} of the meeting of {_called(meeting)}. Its papers are read there."
    _tell(meeting, ISSUED, f"issued-{number}", did, said, by=by, at=at)


def tell_moved(meeting: CommitteeMeeting, *, became: str, by: Actor, at: datetime) -> None:
    """Tell members when and where a meeting now takes place; an earlier move that has not been told goes no more."""
    call_back(prefix=f"{meeting.subject}:moved-", by=by, at=at)
    said = f"The meeting of {meeting.committee.body.name} was moved. It is now: {became}."
    _tell(meeting, MOVED, f"moved-{meeting.version}", "Meeting moved", said, by=by, at=at)


def tell_cancelled(meeting: CommitteeMeeting, *, by: Actor, at: datetime) -> None:
    """Tell members that a meeting does not take place; an agenda or a move that has not been told goes no more."""
    for before in ("issued-", "moved-"):
        call_back(prefix=f"{meeting.subject}:{before}", by=by, at=at)
    said = f"The meeting of {_called(meeting)} is cancelled. Its page says why."
    _tell(meeting, CANCELLED, "cancelled", "Meeting cancelled", said, by=by, at=at)


def _called(meeting: CommitteeMeeting) -> str:
    start = f" at {clock(meeting.starts_at)}" if meeting.starts_at else ""
    return f"{meeting.committee.body.name} on {day(meeting.on)}{start}"


def _tell(meeting: CommitteeMeeting, kind: str, which: str, did: str, said: str, *, by: Actor, at: datetime) -> None:
    if meeting.state == MeetingState.HELD:
        return
    for person in members_told(meeting):
        put_out(
            to=person, kind=kind, about=meeting.subject, subject=f"{did}: {meeting.committee.body.name}, "
            f"{day(meeting.on)}", text=said, path=meeting.get_absolute_url(),
            once=f"{meeting.subject}:{which}-{person.key}", at=at, by=by, digest=kind == ISSUED,
        )  # fmt: skip
