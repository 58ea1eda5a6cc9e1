"""Meetings of a board: planned, moved, cancelled and held, who was there, and their standing items."""

from datetime import date, timedelta

import pytest

from goldenthread.boards.commands.boards import add_standing_item, end_standing_item
from goldenthread.boards.commands.decisions import Wording, correct_decision, enter_decision
from goldenthread.boards.commands.meetings import (
    add_paper,
    cancel_meeting,
    change_meeting,
    hold_meeting,
    note_attendance,
    plan_meeting,
    withdraw_paper,
)
from goldenthread.boards.models import BoardMeeting
from goldenthread.boards.queries.boards import board_lines, items_of
from goldenthread.bodies.models import CHAIRS, Membership
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.models import Entry
from tests.boards.boards import make_meeting, make_seat
from tests.boards.meetings.meetings import EVENING, MARCH
from tests.cast import by

pytestmark = pytest.mark.django_db


def test_meetings_are_numbered_and_a_board_meets_once_a_day(board, chair):
    first = plan_meeting(board=board, on=MARCH, by=chair)
    with pytest.raises(RuleBroken, match="on that day already"):
        plan_meeting(board=board, on=MARCH, by=chair)
    cancel_meeting(meeting=first, why="The chair is ill.", by=chair)
    second = plan_meeting(board=board, on=MARCH, place=" Room  2 ", by=chair)
    assert (first.number, second.number, second.place) == (1, 2, "Room 2")


def test_only_a_planned_meeting_is_moved_cancelled_or_held(board, chair):
    meeting = make_meeting(board)
    for act in (
        lambda: change_meeting(meeting=meeting, on=date(2026, 4, 1), starts_at=None, place="", by=chair),
        lambda: cancel_meeting(meeting=meeting, why="The chair is ill.", by=chair),
        lambda: hold_meeting(meeting=meeting, there=board.body.memberships.all(), apologies=[], by=chair, at=EVENING),
    ):
        with pytest.raises(RuleBroken, match="This meeting is held"):
            act()


def test_a_meeting_of_tomorrow_was_not_held_and_one_without_anybody_neither(board, chair):
    meeting = plan_meeting(board=board, on=MARCH, by=chair)
    seats = list(board.body.memberships.all())
    with pytest.raises(RuleBroken, match="12 March 2026; it cannot have been held yet"):
        hold_meeting(meeting=meeting, there=seats, apologies=[], by=chair, at=EVENING - timedelta(days=1))
    with pytest.raises(RuleBroken, match="without anybody"):
        hold_meeting(meeting=meeting, there=[], apologies=seats, by=chair, at=EVENING)
    with pytest.raises(RuleBroken, match="there and have sent apologies"):
        hold_meeting(meeting=meeting, there=seats, apologies=seats, by=chair, at=EVENING)
    meeting.refresh_from_db()
    assert meeting.state == BoardMeeting.State.PLANNED


def test_who_was_there_stays_as_it_was_and_is_put_right_with_an_entry(board, chair, cast):
    parent = make_seat(board, cast.parent, Membership.Office.CO_OPTED)
    seats = list(board.body.memberships.exclude(pk=parent.pk))
    meeting = plan_meeting(board=board, on=MARCH, by=chair)
    hold_meeting(meeting=meeting, there=seats, apologies=[parent], others="Two students", by=chair, at=EVENING)
    Membership.objects.filter(pk=parent.pk).update(office=Membership.Office.MEMBER)
    row = meeting.attendance.get(person=cast.parent)
    assert (row.was_there, row.office, meeting.others) == (False, "Co-opted member", "Two students")
    note_attendance(meeting=meeting, there=[*seats, parent], apologies=[], by=chair)
    assert meeting.attendance.filter(was_there=True).count() == 2
    assert Entry.objects.filter(what="boards.attendance_noted").count() == 2


def test_standing_items_are_offered_and_those_of_a_meeting_held_are_kept(board, chair, cast):
    admin = by(cast.administrator)
    risks = add_standing_item(board=board, title="Risks", by=admin)
    add_standing_item(board=board, title="Voice of children", every=2, by=admin)
    first = plan_meeting(board=board, on=MARCH, by=chair)
    later = plan_meeting(board=board, on=date(2026, 5, 12), by=chair)
    last = plan_meeting(board=board, on=date(2026, 4, 12), by=chair)
    assert [[item.title for item in items_of(one)] for one in (first, last, later)] == [
        ["Risks", "Voice of children"], ["Risks"], ["Risks", "Voice of children"],
    ]  # fmt: skip
    cancel_meeting(meeting=last, why="Nobody can come.", by=chair)
    assert [item.title for item in items_of(later)] == ["Risks"]
    hold_meeting(meeting=first, there=board.body.memberships.all(), apologies=[], by=chair, at=EVENING)
    end_standing_item(item=risks, on=MARCH, by=admin)
    assert [item.title for item in first.items.all()] == ["Risks", "Voice of children"]
    assert items_of(later) == []


@pytest.mark.parametrize("part", ["auditor", "director", "lead_officer", "administrator", "nobody"])
def test_who_does_not_keep_meetings_changes_nothing(board, chair, cast, part):
    other, meeting = by(getattr(cast, part)), make_meeting(board)
    planned = make_meeting(board, on=date(2026, 4, 1), held=False)
    paper = add_paper(meeting=meeting, title="Data", address="https://example.org/d", by=chair, at=EVENING)
    made = enter_decision(meeting=meeting, wording=Wording("Noted."), by=chair, at=EVENING)
    for act in (
        lambda: plan_meeting(board=board, on=MARCH, by=other),
        lambda: change_meeting(meeting=planned, on=MARCH, starts_at=None, place="", by=other),
        lambda: cancel_meeting(meeting=planned, why="Ill.", by=other),
        lambda: hold_meeting(meeting=planned, there=[], apologies=[], by=other, at=EVENING),
        lambda: note_attendance(meeting=meeting, there=[], apologies=[], by=other),
        lambda: add_paper(meeting=meeting, title="Other", address="https://example.org/", by=other, at=EVENING),
        lambda: withdraw_paper(paper=paper, why="Wrong one.", by=other, at=EVENING),
        lambda: enter_decision(meeting=meeting, wording=Wording("Noted."), by=other, at=EVENING),
        lambda: correct_decision(decision=made, wording=Wording("No."), why="It was wrong.", by=other, at=EVENING),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize("office", CHAIRS)
def test_whoever_speaks_for_a_board_keeps_its_meetings_and_is_named_with_it(board, cast, office):
    make_seat(board, cast.parent, office)
    assert plan_meeting(board=board, on=MARCH, by=by(cast.parent)).number == 1
    (line,) = board_lines([board], cast.director, on=MARCH)
    assert f"{cast.parent.name} ({Membership.Office(office).label.lower()})" in line.chairs


@pytest.mark.parametrize("office", sorted(set(Membership.Office.values) - set(CHAIRS)))
def test_any_other_seat_keeps_no_meetings(board, cast, office):
    make_seat(board, cast.parent, office)
    with pytest.raises(NotAllowed, match="whoever chairs this board"):
        plan_meeting(board=board, on=MARCH, by=by(cast.parent))
