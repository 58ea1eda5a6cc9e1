"""Meetings that are under way or held, for tests of what happens at them. All invented."""

from datetime import UTC, datetime, time

from goldenthread.committee.commands.excluding import exclude_public
from goldenthread.committee.commands.issuing import issue_agenda
from goldenthread.committee.commands.meetings import plan_meeting
from goldenthread.committee.commands.minuting import begin_meeting, close_meeting, note_presence, write_minute
from goldenthread.committee.models import CommitteeMeeting, Minute, Minutes
from tests.committee.makers import IN_TIME, Chamber, exempt_item, public_item

THEN = datetime(2026, 12, 9, 15, tzinfo=UTC)
AFTER = datetime(2027, 2, 10, 15, tzinfo=UTC)
NEXT_ON = AFTER.date()


def begin(chamber: Chamber, *, private: bool = False, present: bool = True) -> Minutes:
    """A meeting under way on a public item, and an exempt one where it is asked for; everybody is there."""
    public_item(chamber, report_of="Director of Children's Services")
    if private:
        exempt_item(chamber, 1, 2)
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    minutes = begin_meeting(meeting=chamber.meeting, by=chamber.clerk, at=THEN)
    chamber.meeting.refresh_from_db()
    minutes.meeting = chamber.meeting
    if present:
        everybody_there(chamber, minutes)
    return minutes


def everybody_there(chamber: Chamber, minutes: Minutes) -> None:
    """Everybody who was expected is there, and the chair presides."""
    for one in minutes.meeting.attendees.all():
        note_presence(attendee=one, presence="present", presided=one.office == "Chair", by=chamber.clerk)


def entry(minutes: Minutes, title: str) -> Minute:
    """What is minuted under the item whose title begins so, read anew."""
    rows = Minute.objects.select_related("item__meeting", "minutes__meeting__committee__body")
    return rows.get(minutes=minutes, item__title__startswith=title)


def excluded(chamber: Chamber, minutes: Minutes) -> None:
    """The public is excluded for everything that is kept from it."""
    exclude_public(minute=entry(minutes, "Exclusion of"), outcome="carried", by=chamber.clerk)


def write_and_close(chamber: Chamber, minutes: Minutes) -> None:
    """Something is minuted under every item, and the meeting is closed."""
    for one in minutes.entries.filter(text=""):
        write_minute(minute=one, text="It was noted.", by=chamber.clerk)
    close_meeting(meeting=minutes.meeting, closed_at=time(16, 5), by=chamber.clerk, at=THEN)
    minutes.refresh_from_db()


def begin_next(chamber: Chamber) -> CommitteeMeeting:
    """The next meeting of the committee, in February, begun."""
    later = plan_meeting(committee=chamber.committee, on=NEXT_ON, by=chamber.clerk, at=THEN)
    issue_agenda(meeting=later, by=chamber.clerk, at=datetime(2027, 1, 20, 10, tzinfo=UTC))
    begin_meeting(meeting=later, by=chamber.clerk, at=AFTER)
    later.refresh_from_db()
    return later
