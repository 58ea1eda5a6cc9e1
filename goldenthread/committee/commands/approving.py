"""Minutes put to the next meeting, approved there with corrections, signed, and fixed from then on.

Source: Local Government Act 1972, Schedule 12, paragraph 41 (minutes are signed at the same or the next suitable
meeting by whoever presides) and section 100C (inspection of minutes).
"""

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from goldenthread.committee.commands.questions import check_none_waits
from goldenthread.committee.commands.resolving import raise_what_was_asked
from goldenthread.committee.kinds import MeetingState
from goldenthread.committee.models import CommitteeMeeting, Minute, Minutes, MinutesIssue
from goldenthread.committee.models.minutes import Stage
from goldenthread.committee.numbering import minute_number
from goldenthread.committee.policy import require_may_keep_meetings
from goldenthread.committee.queries.excluding import left_open, public_is_still_there
from goldenthread.committee.queries.minutes import content_of
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import tidy
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.writing import canonical, hold_writing, record

YEAR_BEGINS = 5
"""The month in which a council's year begins: its annual meeting is in May."""


@transaction.atomic
def circulate(*, minutes: Minutes, by: Actor, at: datetime) -> MinutesIssue:
    """Put the draft to the next meeting: minutes get their numbers, and what is kept from the public its summary.

    Numbers run through the meeting, or on through the council's year where the committee counts so; they have no gap
    and none is given twice.

    Source: Local Government Act 1972, section 100C(2) (a written summary where minutes without their exempt part are
    no fair and coherent record).
    """
    require_may_keep_meetings(by)
    hold_writing()
    minutes.refresh_from_db()
    meeting = minutes.meeting
    if meeting.state != MeetingState.HELD:
        raise RuleBroken("The meeting is closed first.")
    if minutes.stage != Stage.DRAFT:
        raise RuleBroken("These minutes were put to the next meeting already.")
    check_none_waits(meeting)
    entries = list(minutes.entries.select_related("item").order_by("position"))
    blank = next((one for one in entries if not one.text and not one.exchanges.exists() and _says_nothing(one)), None)
    if blank is not None:
        raise RuleBroken(f"Nothing is minuted under item {blank.item.printed} yet.")
    for entry in entries:
        if (said := public_is_still_there(entry.item)) and not left_open(entry):
            raise RuleBroken(said)
    first = _first_number(meeting) if meeting.committee.minutes_run_on else 1
    for number, entry in enumerate(entries, start=first):
        written = minute_number(meeting.committee.minutes_pattern, number, meeting.on)
        Minute.objects.filter(pk=entry.pk).update(number=written, ordinal=number)
    raise_what_was_asked(minutes, by=by, at=at)
    return _move(minutes, Stage.CIRCULATED, by=by, at=at)


def _says_nothing(minute: Minute) -> bool:
    return not minute.resolutions.exists() and not minute.motions.exists()


def _first_number(meeting: CommitteeMeeting) -> int:
    """The number after the last one that the committee gave in this council's year."""
    year = meeting.on.year if meeting.on.month >= YEAR_BEGINS else meeting.on.year - 1
    given = Minute.objects.filter(
        minutes__meeting__committee=meeting.committee_id, minutes__meeting__on__gte=date(year, YEAR_BEGINS, 1),
        minutes__meeting__on__lt=date(year + 1, YEAR_BEGINS, 1),
    ).exclude(number="")  # fmt: skip
    counted = (
        ordinal or (int(number) if number.isdecimal() else 0)
        for number, ordinal in given.values_list("number", "ordinal")
    )
    return max(counted, default=0) + 1


@transaction.atomic
def approve(
    *, minutes: Minutes, at_meeting: CommitteeMeeting, by: Actor, at: datetime, corrections: str = ""
) -> MinutesIssue:
    """Approve minutes at a later meeting of the committee; corrections are kept beside the text they correct."""
    require_may_keep_meetings(by)
    hold_writing()
    minutes.refresh_from_db()
    if minutes.stage != Stage.CIRCULATED:
        raise RuleBroken("Minutes are approved once they were put to a meeting.")
    if at_meeting.committee_id != minutes.meeting.committee_id or at_meeting.on < minutes.meeting.on:
        raise RuleBroken("Minutes are approved at a later meeting of the same committee.", about="at_meeting")
    if at_meeting.pk == minutes.meeting_id or at_meeting.state not in (MeetingState.UNDER_WAY, MeetingState.HELD):
        raise RuleBroken("Minutes are approved at a later meeting that has begun.", about="at_meeting")
    return _move(minutes, Stage.APPROVED, by=by, at=at, approved_at=at_meeting, corrections=corrections.strip())


@transaction.atomic
def sign(*, minutes: Minutes, signed_by: str, on: date, by: Actor, at: datetime) -> MinutesIssue:
    """Note that whoever presided signed the minutes; nothing of them changes from then on."""
    require_may_keep_meetings(by)
    hold_writing()
    minutes.refresh_from_db()
    if minutes.stage != Stage.APPROVED:
        raise RuleBroken("Minutes are signed once they are approved.")
    if minutes.approved_at is not None and on < minutes.approved_at.on:
        raise RuleBroken("They cannot have been signed before the meeting that approved them.", about="on")
    if on > timezone.localdate(at):
        raise RuleBroken("They cannot have been signed on a day to come.", about="on")
    name = tidy(signed_by, what="the name of who presided and signed", most=200)
    return _move(minutes, Stage.SIGNED, by=by, at=at, signed_by=name, signed_on=on)


def _move(minutes: Minutes, stage: Stage, *, by: Actor, at: datetime, **values: object) -> MinutesIssue:
    """Take the minutes a step on and keep them as they now stand, with their hash."""
    before = str(minutes.stage)
    if not update_if_unchanged(minutes, version=minutes.version, values={"stage": stage, **values}):
        raise RuleBroken("Somebody else changed these minutes in the meantime; look at them again.")
    content = canonical(content_of(minutes))
    made = MinutesIssue.objects.create(
        minutes=minutes, number=minutes.issues.count() + 1, stage=stage, at=at, by=by.acting, content=content,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
    )  # fmt: skip
    record(
        "committee.minutes_moved_on", by=by, subject=minutes.meeting.subject, at=at, sha256=made.sha256,
        changes={"stage": (before, str(stage))},
    )  # fmt: skip
    return made
