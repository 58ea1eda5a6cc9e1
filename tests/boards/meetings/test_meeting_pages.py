"""The pages of meetings: a chair plans, holds and decides on them, and others read what was decided."""

import pytest

from goldenthread.boards.commands.boards import add_standing_item
from goldenthread.boards.commands.decisions import Wording, enter_decision
from goldenthread.boards.models import BoardDecision
from tests.boards.boards import make_meeting, make_seat
from tests.boards.meetings.meetings import EVENING, HOSTILE, closed_round, instruct
from tests.cast import by, make_person

pytestmark = pytest.mark.django_db
Becomes = BoardDecision.Becomes


def test_a_chair_plans_holds_and_decides_on_the_pages(page, board, chair, plan, cast):
    add_standing_item(board=board, title="What is stuck", by=by(cast.administrator))
    closing = closed_round(board, plan, cast.service_manager)
    page.sign_in(cast.board_member)
    page.send(page.get("/boards/harbour-board/meetings/add/"), {"on": "2026-03-12", "starts_at": "14:30"})
    shown = page.get("/boards/harbour-board/meetings/1/")
    assert "What is stuck" in shown.text
    assert "14:30" in shown.text
    page.send(page.get("/boards/harbour-board/meetings/1/papers/add/"), {"closing": str(closing.pk)})
    seat = board.body.memberships.get()
    page.send(page.get("/boards/harbour-board/meetings/1/held/"), {"there": [str(seat.pk)], "others": "Two students"})
    form = page.get("/boards/harbour-board/meetings/1/decisions/add/")
    wrong = {"text": "Ring again.", "becomes": "instruction", "plan": "harbour", "action": "9.9"}
    assert "no action 9.9" in page.send(form, wrong, status=422).text
    assert "Give the ref" in page.send(form, {"text": "Ring.", "becomes": "instruction"}, status=422).text
    page.send(form, {**wrong, "action": "1.1", "due_on": "2026-06-01", "paper": "1"})
    page.send(page.get("/boards/harbour-board/meetings/1/decisions/add/"), {"text": "Noted with thanks."})
    shown = page.get("/boards/harbour-board/meetings/1/")
    assert "Decided: 1 waits for an answer" in shown.text
    assert plan.actions.get().get_absolute_url() in shown.html
    assert closing.round.get_absolute_url() in shown.html
    form = page.get("/boards/harbour-board/meetings/1/decisions/2/correct/")
    page.send(form, {"text": "Noted.", "why": "Nobody was thanked there."})
    assert "Nobody was thanked there." in page.get("/boards/harbour-board/meetings/1/").text
    assert "Ring again." in page.get("/boards/harbour-board/").text


def test_the_clerk_enters_an_instruction_on_a_plan_she_does_not_read(page, board, plan, cast):
    make_meeting(board)
    page.sign_in(cast.clerk)
    form = page.get("/boards/harbour-board/meetings/1/decisions/add/")
    page.send(form, {"text": "Ring again.", "becomes": "instruction", "plan": "harbour", "action": "1.1"})
    shown = page.get("/boards/harbour-board/meetings/1/")
    assert "Ring again." in shown.text
    assert "/plans/" not in shown.html.partition("<main")[2]


def test_an_instruction_is_seen_on_the_page_of_its_action(page, board, chair, plan, cast):
    instruct(make_meeting(board), plan, chair)
    page.sign_in(cast.director)
    shown = page.get(plan.actions.get())
    assert "Ring every family again." in shown.text
    assert "Harbour Board, meeting of 12 March 2026" in shown.text


def test_words_of_people_are_escaped_on_the_pages(page, board, chair, cast):
    meeting = make_meeting(board, place=HOSTILE)
    enter_decision(meeting=meeting, wording=Wording(HOSTILE, Becomes.FINDING), by=chair, at=EVENING)
    page.sign_in(cast.director)
    for address in (meeting.get_absolute_url(), "/boards/harbour-board/", "/boards/"):
        assert HOSTILE not in page.get(address).html


def test_a_meeting_asks_as_much_of_the_database_for_twelve_decisions_as_for_two(page, board, chair, plan, cast):
    meeting = make_meeting(board)

    def more(count):
        for number in range(count):
            text = f"Ring again {meeting.decisions.count()}.{number}"
            wording = Wording(text, Becomes.INSTRUCTION, action=plan.actions.get(ref="1.1"))
            enter_decision(meeting=meeting, wording=wording, by=chair, at=EVENING)

    page.sign_in(cast.director)
    more(2)
    few = page.cost(meeting)
    more(10)
    assert page.cost(meeting) == few
    assert few < 30


def test_another_person_of_a_partner_reads_what_the_board_decided(page, board, chair):
    partner = make_person("Jo Marsh")
    make_seat(board, partner)
    meeting = make_meeting(board)
    enter_decision(meeting=meeting, wording=Wording("Noted with thanks."), by=chair, at=EVENING)
    page.sign_in(partner)
    assert "Noted with thanks." in page.get(meeting).text
    assert "Enter a decision" not in page.get(meeting).text
