"""By when what is due for a meeting, counted back from its day; and what bank holidays break in a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from goldenthread.committee.bank_holidays import bank_holiday
from goldenthread.committee.clear_days import FURTHEST, Basis, Notice, notice_for
from goldenthread.committee.models import ClosedDay, CommitteeMeeting
from goldenthread.committee.queries.notice import office_hours


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The dates before a meeting. ``publish_by`` is the last lawful day, ``publish_on`` the day that is meant."""

    drafts_due: date
    cleared_by: date
    publish_on: date
    publish_by: date
    notice: Notice

    @property
    def is_lawful(self) -> bool:
        """Whether the day that is meant is early enough."""
        return self.publish_on <= self.publish_by


def closures_before(last: date, first: date | None = None) -> dict[date, str]:
    """The days on which the council is closed, as far back as anybody looks."""
    start = first or date.fromordinal(max(1, last.toordinal() - FURTHEST))
    return dict(ClosedDay.objects.filter(on__range=(start, last)).values_list("on", "why"))


def deadlines_of(meeting: CommitteeMeeting, closures: dict[date, str] | None = None) -> Deadlines:
    """The dates before a meeting: as the clerk set them, or counted back in working days from the lawful notice.

    The day of publication comes first, ``cleared_before`` and ``drafts_before`` working days before it the others.
    """
    committee = meeting.committee
    closed = closures_before(meeting.on) if closures is None else closures
    notice = notice_for(meeting.on, days=committee.notice_days, basis=Basis(committee.notice_basis), closures=closed)
    publish_on = meeting.publish_on or notice.publish_by
    return Deadlines(
        drafts_due=meeting.drafts_due or _working_days_before(publish_on, committee.drafts_before, closed),
        cleared_by=meeting.cleared_by or _working_days_before(publish_on, committee.cleared_before, closed),
        publish_on=publish_on,
        publish_by=notice.publish_by,
        notice=notice,
    )


def _working_days_before(on: date, days: int, closed: dict[date, str]) -> date:
    """The day so many working days earlier; a day between two counts once."""
    return on if days == 0 else notice_for(on, days=days - 1, basis=Basis.WORKING, closures=closed).publish_by


def questions_due(meeting: CommitteeMeeting) -> date:
    """The last day on which members send questions in without their being late, as the committee has set it."""
    return _working_days_before(meeting.on, meeting.committee.questions_before, closures_before(meeting.on))


def counts_as_published_on(at: datetime) -> date:
    """The day a publishing at this moment counts as: the next one, once the office has closed."""
    here = timezone.localtime(at)
    late = here.time() > office_hours().closes_at
    return here.date() + timedelta(days=1) if late else here.date()


@dataclass(frozen=True, slots=True)
class Broken:
    """A meeting whose dates something breaks, and a sentence that says what."""

    meeting: CommitteeMeeting
    says: str


def broken_by_holidays(meetings: Sequence[CommitteeMeeting], *, on: date) -> list[Broken]:
    """Meetings to come on a day when nobody is there, or whose own date of publication is too late for the notice.

    Source: Local Government Act 1972, section 100A(6); the Easter meetings that Nuneaton and Bedworth moved in 2019.
    """

    found = []
    for meeting in meetings:
        if meeting.on < on or meeting.is_issued:
            continue
        if why := bank_holiday(meeting.on):
            found.append(Broken(meeting, f"It is on a bank holiday: {why}."))
        dates = deadlines_of(meeting)
        if not dates.is_lawful:
            found.append(
                Broken(
                    meeting,
                    f"It is to be published on {dates.publish_on:%d/%m/%Y}, which leaves fewer than "
                    f"{meeting.committee.notice_days} clear days: the last lawful day is {dates.publish_by:%d/%m/%Y}.",
                )
            )
    return found
