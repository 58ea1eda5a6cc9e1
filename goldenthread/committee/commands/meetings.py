"""A committee's meetings: planned with their agenda begun, moved, cancelled.

Source: Local Government Act 1972, section 100A(6) (public notice of time and place).
"""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from goldenthread.committee.bank_holidays import bank_holiday
from goldenthread.committee.kinds import MeetingKind, MeetingState, Part, Way
from goldenthread.committee.models import AgendaItem, ClosedDay, Committee, CommitteeMeeting, MeetingMove
from goldenthread.committee.policy import require_may_keep_meetings
from goldenthread.committee.telling import tell_cancelled, tell_moved
from goldenthread.design.words import clock, day
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import save_changed, tidy
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.writing import hold_writing, record

LABELS = {
    "on": "Day",
    "starts_at": "Time",
    "starts_words": "Or in words",
    "place": "Place",
    "kind": "Kind",
    "way": "How people attend",
    "note": "Note",
    "drafts_due": "Drafts are due",
    "cleared_by": "Papers are cleared",
    "publish_on": "The agenda is published",
    "short_notice_why": "Why at short notice",
}
LONGEST = {"starts_words": 200, "place": 300, "note": 500, "short_notice_why": 500}
CHANGES_NOTICE = ("on", "starts_at", "starts_words", "place")


@transaction.atomic
def plan_meeting(
    *,
    committee: Committee,
    on: date,
    by: Actor,
    at: datetime,
    starts_at: time | None = None,
    starts_words: str = "",
    place: str = "",
    kind: str = MeetingKind.ORDINARY,
    way: str = Way.IN_PERSON,
) -> CommitteeMeeting:
    """Plan a meeting; its agenda begins with the items that stand on every agenda of the committee and are due.

    Time and place are the committee's usual ones where none are given.
    """
    require_may_keep_meetings(by)
    hold_writing()
    if committee.body.ended_on is not None and on > committee.body.ended_on:
        raise RuleBroken(f"{committee} ended on {day(committee.body.ended_on)}.", about="on")
    if on < timezone.localdate(at):
        raise RuleBroken(f"{day(on)} is over; a meeting is planned for a day to come.", about="on")
    starts_at = starts_at or (None if starts_words else committee.usual_time)
    _check_day(committee, on, starts_at)
    values = _tidied({"starts_words": starts_words, "place": place or committee.usual_place})
    made = CommitteeMeeting.objects.create(
        committee=committee, key=free_key(committee, on), on=on, starts_at=starts_at, kind=kind, way=way, **values
    )
    AgendaItem.objects.bulk_create(_beginning(made, at))
    record("committee.meeting_planned", by=by, subject=made.subject, on=on, starts_at=starts_at, **values)
    return made


def _beginning(meeting: CommitteeMeeting, at: datetime) -> list[AgendaItem]:
    """The standing items that are due: those of every meeting, and those of every so many by the count of meetings."""
    committee = meeting.committee
    nth = committee.meetings.exclude(state=MeetingState.CANCELLED).filter(on__lt=meeting.on).count()
    due = [one for one in committee.template.filter(ended_on=None) if nth % one.every == 0]
    return [
        AgendaItem(
            meeting=meeting, number=place, position=place * 10, part=one.part, kind=one.kind, title=one.title,
            rubric=one.rubric, purpose=one.purpose, standing=one, added_at=at,
            public_title=one.title if one.part == Part.NON_PUBLIC else "",
        )
        for place, one in enumerate(due, start=1)
    ]  # fmt: skip


def free_key(committee: Committee, on: date) -> str:
    """A key of letters, digits and hyphens that nobody has: the committee and the day it was planned for."""
    stem = f"{slugify(committee.body.key)[:80]}-{on.isoformat()}"
    taken = set(CommitteeMeeting.objects.filter(key__startswith=stem).values_list("key", flat=True))
    return stem if stem not in taken else next(f"{stem}-{n}" for n in range(2, 1000) if f"{stem}-{n}" not in taken)


def _check_day(committee: Committee, on: date, starts_at: time | None, *, but: int | None = None) -> None:
    """Refuse a day on which nobody is there, and a second meeting at the same time; two on one day differ in it."""
    if holiday := bank_holiday(on):
        raise RuleBroken(f"{day(on)} is a bank holiday ({holiday}); choose another day.", about="on")
    if why := ClosedDay.objects.filter(on=on).values_list("why", flat=True).first():
        raise RuleBroken(f"The council is closed on {day(on)} ({why}); choose another day.", about="on")
    others = committee.meetings.exclude(state=MeetingState.CANCELLED).filter(on=on)
    others = others.exclude(pk=but) if but else others
    if any(other.starts_at == starts_at or not (other.starts_at and starts_at) for other in others):
        raise RuleBroken("The committee meets on that day already; a second meeting needs another time.", about="on")


def _tidied(values: dict[str, Any]) -> dict[str, Any]:
    """Texts on one line and no longer than they can be kept."""
    return {
        name: " ".join(value.split())[: LONGEST[name]] if name in LONGEST else value for name, value in values.items()
    }


@transaction.atomic
def change_meeting(
    *, meeting: CommitteeMeeting, by: Actor, at: datetime, why: str = "", version: int | None = None, **values: Any
) -> bool:
    """Change a meeting that is still to come; once its agenda was issued, moving it needs a reason that is printed."""
    require_may_keep_meetings(by)
    _check_to_come(meeting)
    if unknown := values.keys() - LABELS.keys():
        raise RuleBroken(f"A meeting has no {sorted(unknown)[0]}.")
    values = _tidied(values)
    on, starts_at = values.get("on", meeting.on), values.get("starts_at", meeting.starts_at)
    if (on, starts_at) != (meeting.on, meeting.starts_at):
        _check_day(meeting.committee, on, starts_at, but=meeting.pk)
    moved = any(name in values and values[name] != getattr(meeting, name) for name in CHANGES_NOTICE)
    was = when_and_where(meeting)
    if moved and meeting.is_issued:
        why = tidy(why, what="the reason why it is moved: it is printed with the agenda", most=500)
    changed = save_changed(
        meeting, version=version, values=values, labels=LABELS, subject=meeting.subject,
        what="committee.meeting_changed", by=by, why=why,
    )  # fmt: skip
    if changed:
        meeting.refresh_from_db()
    if changed and moved and meeting.is_issued:
        MeetingMove.objects.create(
            meeting=meeting, was=was, became=when_and_where(meeting), why=why, by=by.acting, at=at
        )
    if changed and moved:
        tell_moved(meeting, became=when_and_where(meeting), by=by, at=at)
    return changed


def when_and_where(meeting: CommitteeMeeting) -> str:
    """The day, time and place of a meeting in one line."""
    start = f"at {clock(meeting.starts_at)}" if meeting.starts_at else meeting.starts_words
    return ", ".join(part for part in (day(meeting.on), start, meeting.place) if part)[:500]


def _check_to_come(meeting: CommitteeMeeting) -> None:
    if meeting.state not in (MeetingState.PLANNED, MeetingState.ISSUED):
        raise RuleBroken(f"This meeting is {meeting.get_state_display().lower()}; that stays as it is.")


@transaction.atomic
def cancel_meeting(*, meeting: CommitteeMeeting, why: str, by: Actor) -> None:
    """Cancel a meeting that is still to come, with a reason that is printed; its key is not given again."""
    require_may_keep_meetings(by)
    _check_to_come(meeting)
    why = tidy(why, what="the reason", most=500)
    values = {"state": MeetingState.CANCELLED, "cancelled_why": why}
    if not update_if_unchanged(meeting, version=meeting.version, values=values):
        raise RuleBroken("Somebody else changed this meeting in the meantime; look at it again.")
    record(
        "committee.meeting_cancelled", by=by, subject=meeting.subject, at=timezone.now(), why=why,
        changes={"state": (str(meeting.state), str(MeetingState.CANCELLED))},
    )  # fmt: skip
    tell_cancelled(meeting, by=by, at=timezone.now())
