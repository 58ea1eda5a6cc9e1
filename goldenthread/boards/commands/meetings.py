"""A board's meetings: planned, moved, cancelled or held, with who was there; papers added and withdrawn."""

from collections.abc import Collection
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from goldenthread.boards.finding import index_meetings
from goldenthread.boards.models import (
    Attendance,
    Board,
    BoardMeeting,
    Closing,
    MeetingItem,
    MeetingPaper,
)
from goldenthread.boards.policy import require_may_keep_meetings
from goldenthread.boards.queries.boards import items_of, offices_of
from goldenthread.bodies.models import Membership
from goldenthread.design.words import day
from goldenthread.documents.models import StoredFile
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import save_changed, tidy
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.writing import record

MOST_PAPERS = 100
LABELS = {"on": "Day", "starts_at": "Time", "place": "Place"}
State = BoardMeeting.State


@transaction.atomic
def plan_meeting(*, board: Board, on: date, by: Actor, starts_at: time | None = None, place: str = "") -> BoardMeeting:
    """Plan a meeting of a board; its standing items are offered as its list. A board meets once a day."""
    require_may_keep_meetings(by, board)
    _check_day(board, on)
    last = board.meetings.aggregate(last=Max("number"))["last"] or 0
    made = BoardMeeting.objects.create(
        board=board, number=last + 1, on=on, starts_at=starts_at, place=" ".join(place.split())[:200]
    )
    record("boards.meeting_planned", by=by, subject=made.subject, on=on, starts_at=starts_at, place=made.place)
    index_meetings([made])
    return made


def _check_day(board: Board, on: date, *, but: int | None = None) -> None:
    same_day = board.meetings.filter(on=on).exclude(state=State.CANCELLED)
    if (same_day.exclude(pk=but) if but else same_day).exists():
        raise RuleBroken("The board has a meeting on that day already.")


@transaction.atomic
def change_meeting(
    *, meeting: BoardMeeting, on: date, starts_at: time | None, place: str, by: Actor, version: int | None = None
) -> bool:
    """Move a meeting that is planned to another day, time or place."""
    require_may_keep_meetings(by, meeting.board)
    _check_planned(meeting)
    _check_day(meeting.board, on, but=meeting.pk)
    values = {"on": on, "starts_at": starts_at, "place": " ".join(place.split())[:200]}
    changed = save_changed(
        meeting, version=version, values=values, labels=LABELS, subject=meeting.subject,
        what="boards.meeting_changed", by=by,
    )  # fmt: skip
    if changed:
        index_meetings([meeting])
    return changed


def _check_planned(meeting: BoardMeeting) -> None:
    if meeting.state != State.PLANNED:
        raise RuleBroken(f"This meeting is {meeting.get_state_display().lower()}; that stays as it is.")


@transaction.atomic
def cancel_meeting(*, meeting: BoardMeeting, why: str, by: Actor) -> None:
    """Cancel a meeting that is planned, with the reason; its number is not given again."""
    require_may_keep_meetings(by, meeting.board)
    why = tidy(why, what="the reason", most=500)
    _move(meeting, {"state": State.CANCELLED, "cancelled_why": why}, by=by, why=why)


def _move(meeting: BoardMeeting, values: dict[str, object], *, by: Actor, why: str = "") -> None:
    _check_planned(meeting)
    before = meeting.state
    if not update_if_unchanged(meeting, version=meeting.version, values=values):
        raise RuleBroken("Somebody else changed this meeting in the meantime; look at it again.")
    record(
        "boards.meeting_moved_on", by=by, subject=meeting.subject, why=why, changes={"state": (before, values["state"])}
    )
    index_meetings([meeting])


@transaction.atomic
def hold_meeting(
    *,
    meeting: BoardMeeting,
    there: Collection[Membership],
    apologies: Collection[Membership],
    by: Actor,
    at: datetime,
    others: str = "",
) -> None:
    """Say that a meeting was held and who was there; its items are kept as they were offered for it."""
    require_may_keep_meetings(by, meeting.board)
    if meeting.on > timezone.localdate(at):
        raise RuleBroken(f"This meeting is on {day(meeting.on)}; it cannot have been held yet.")
    if not there:
        raise RuleBroken("Say who was there: a meeting without anybody was not held.")
    items = items_of(meeting)
    _move(meeting, {"state": State.HELD}, by=by)
    MeetingItem.objects.bulk_create(
        MeetingItem(meeting=meeting, standing=item, position=place, title=item.title, brought_by=item.brought_by)
        for place, item in enumerate(items)
    )
    _write_attendance(meeting, there, apologies, others, by=by)


@transaction.atomic
def note_attendance(
    *,
    meeting: BoardMeeting,
    there: Collection[Membership],
    apologies: Collection[Membership],
    by: Actor,
    others: str = "",
) -> None:
    """Put right who was at a meeting that was held; the record keeps what was noted before."""
    require_may_keep_meetings(by, meeting.board)
    if meeting.state != State.HELD:
        raise RuleBroken("Who was there is noted once the meeting was held.")
    if not there:
        raise RuleBroken("Say who was there: a meeting without anybody was not held.")
    _write_attendance(meeting, there, apologies, others, by=by)


def _write_attendance(
    meeting: BoardMeeting, there: Collection[Membership], apologies: Collection[Membership], others: str, *, by: Actor
) -> None:
    both = {seat.person_id for seat in there} & {seat.person_id for seat in apologies}
    if both:
        twice = next(seat for seat in there if seat.person_id in both)
        raise RuleBroken(f"{twice.person} cannot have been there and have sent apologies.")
    if any(seat.body_id != meeting.board.body_id for seat in (*there, *apologies)):
        raise RuleBroken("Name those who sit on this board; anybody else stands under others.")
    before = _attended(meeting)
    others = " ".join(others.split())[:1000]
    was = meeting.others
    printed = offices_of([*there, *apologies])
    meeting.attendance.all().delete()
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            person=seat.person,
            was_there=seat in there,
            office=printed[seat.pk][0],
            capacity=printed[seat.pk][1],
        )
        for seat in (*there, *apologies)
    )
    BoardMeeting.objects.filter(pk=meeting.pk).update(others=others)
    meeting.others = others
    after = _attended(meeting)
    record(
        "boards.attendance_noted", by=by, subject=meeting.subject,
        changes={"there": (before[0], after[0]), "apologies": (before[1], after[1]), "others": (was, others)},
    )  # fmt: skip


def _attended(meeting: BoardMeeting) -> tuple[list[str], list[str]]:
    """The keys of who was there and of who sent apologies."""
    rows = list(meeting.attendance.order_by("pk").values_list("person__key", "was_there"))
    return [key for key, was_there in rows if was_there], [key for key, was_there in rows if not was_there]


@transaction.atomic
def add_paper(
    *,
    meeting: BoardMeeting,
    by: Actor,
    at: datetime,
    title: str = "",
    closing: Closing | None = None,
    address: str = "",
    file: StoredFile | None = None,
) -> MeetingPaper:
    """Add a paper: a closed round of a plan the board monitors, a link, or a file; a round names itself.

    The paper is the round as it was closed then; what is closed later in correction does not alter it.
    """
    require_may_keep_meetings(by, meeting.board)
    if meeting.state == State.CANCELLED:
        raise RuleBroken("This meeting is cancelled; it takes no papers.")
    if sum(bool(one) for one in (closing, address, file)) != 1:
        raise RuleBroken("Choose one closed round, or give one link, or one file.")
    if closing is not None:
        if not closing.round.plan.boards.filter(body=meeting.board.body_id).exists():
            raise RuleBroken(f"{meeting.board.body.name} does not monitor the plan of this round.")
        title = title or title_of(closing)
    if meeting.papers.count() >= MOST_PAPERS:
        raise RuleBroken(f"A meeting has at most {MOST_PAPERS} papers.")
    last = meeting.papers.aggregate(last=Max("number"))["last"] or 0
    paper = MeetingPaper.objects.create(
        meeting=meeting,
        number=last + 1,
        title=tidy(title, what="the paper a title", most=300),
        closing=closing,
        address=address,
        file=file,
        added_by=by.acting,
        added_at=at,
    )
    record(
        "boards.paper_added", by=by, subject=meeting.subject, at=at, paper=paper.title,
        round=closing.round.subject if closing else None, address=address, file=file.sha256 if file else None,
    )  # fmt: skip
    return paper


def title_of(closing: Closing) -> str:
    """A closed round as a paper names itself: its number, its plan, its period and the day it shows."""
    found = closing.round
    period = f"{day(found.period_starts_on)} to {day(found.period_ends_on)}"
    named = f"Round {found.number} of {closing.plan_name}"[:160]
    return f"{named}: {period}, as on {day(closing.position_on)}"


@transaction.atomic
def withdraw_paper(*, paper: MeetingPaper, why: str, by: Actor, at: datetime) -> None:
    """Withdraw a paper with the reason; it stays in the list, struck, and is handed out no more."""
    require_may_keep_meetings(by, paper.meeting.board)
    why = tidy(why, what="the reason", most=500)
    if not MeetingPaper.objects.filter(pk=paper.pk, withdrawn_at=None).update(withdrawn_at=at, withdrawn_why=why):
        raise RuleBroken("This paper has been withdrawn already.")
    paper.withdrawn_at, paper.withdrawn_why = at, why
    record("boards.paper_withdrawn", by=by, subject=paper.meeting.subject, at=at, why=why, paper=paper.title)
