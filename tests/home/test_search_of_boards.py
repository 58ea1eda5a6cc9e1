"""Boards, their meetings and what they decided are found by whoever may read them, and by nobody else."""

from datetime import date, time

import pytest
from django.utils import timezone

from goldenthread.boards.commands.boards import change_terms, set_up_board
from goldenthread.boards.commands.decisions import Wording, enter_decision
from goldenthread.boards.commands.meetings import change_meeting, plan_meeting
from goldenthread.boards.finding import scopes_found_by
from goldenthread.boards.models import BoardMeeting
from goldenthread.bodies.commands import change_body
from goldenthread.identity.roles import Role
from tests.boards.boards import make_body, make_seat
from tests.cast import by, make_person

pytestmark = pytest.mark.django_db
HELD = date(2026, 3, 12)


@pytest.fixture
def board(cast):
    body = make_body("Lantern Board")
    board = set_up_board(body=body, purpose="To see that children are heard.", by=by(cast.administrator), on=HELD)
    make_seat(board, cast.board_member, "chair")
    return board


@pytest.fixture
def meeting(board, cast):
    made = plan_meeting(board=board, on=HELD, starts_at=time(14), place="Quay House", by=by(cast.board_member))
    BoardMeeting.objects.filter(pk=made.pk).update(state="held")
    made.refresh_from_db()
    wording = Wording("Every foster carer is rung within a week.")
    enter_decision(meeting=made, wording=wording, by=by(cast.board_member), at=timezone.now())
    return made


def found(page, words):
    shown = page.get(f"/search/?q={words}")
    return [" ".join(link.text_content().split()) for link in shown.all("//ol[@class='results']//h2/a")]


def test_a_board_is_found_by_its_name_and_leads_to_its_page(page, cast, board):
    page.sign_in(cast.director)
    assert found(page, "lantern") == ["Lantern Board"]
    assert page.get("/search/?q=lantern&kind=board").links()["Lantern Board"] == board.get_absolute_url()
    assert found(page, "children+heard") == ["Lantern Board"]


def test_a_meeting_is_found_by_its_board_and_its_day(page, cast, meeting):
    page.sign_in(cast.director)
    assert "Lantern Board, meeting of 12 March 2026" in found(page, "lantern+12+march")
    assert found(page, "quay+house") == ["Lantern Board, meeting of 12 March 2026"]


def test_a_decision_is_found_by_its_words_and_leads_to_its_meeting(page, cast, meeting):
    page.sign_in(cast.director)
    shown = page.get("/search/?q=foster+carer")
    assert shown.links()["Decision 1 of Lantern Board, 12 March 2026"] == meeting.get_absolute_url()
    assert found(page, "foster+carer&kind=decision")
    assert not found(page, "foster+carer&kind=meeting")


def test_who_may_not_read_a_board_finds_nothing_of_it(page, cast, meeting):
    outsider = make_person("Ola Brandt", roles=[Role.BOARD_MEMBER])
    for reader in (outsider, cast.lead_officer, cast.nobody, cast.councillor):
        page.sign_in(reader)
        assert not found(page, "lantern")
        assert not found(page, "foster")
        assert scopes_found_by(reader) == frozenset()


def test_an_administrator_finds_the_board_she_keeps_and_not_what_it_decided(page, cast, meeting):
    page.sign_in(cast.administrator)
    assert found(page, "lantern") == ["Lantern Board"]
    assert not found(page, "foster")


def test_members_and_the_clerk_find_what_was_decided(page, cast, board, meeting):
    member = make_person("Wil Farrow")
    make_seat(board, member)
    for reader in (member, cast.board_member, cast.clerk):
        page.sign_in(reader)
        assert found(page, "foster") == ["Decision 1 of Lantern Board, 12 March 2026"]


def test_what_is_changed_is_found_as_it_is_now(page, cast, board):
    chair, keeper = by(cast.board_member), by(cast.administrator)
    made = plan_meeting(board=board, on=date(2099, 3, 12), by=chair)
    change_meeting(meeting=made, on=date(2099, 6, 4), starts_at=None, place="Mill Lane", by=chair)
    change_terms(board=board, purpose="To ask what practice became.", by=keeper)
    change_body(body=board.body, values={"name": "Beacon Board"}, by=keeper)
    page.sign_in(cast.director)
    assert not found(page, "lantern")
    assert found(page, "practice") == ["Beacon Board"]
    assert found(page, "mill") == ["Beacon Board, meeting of 4 June 2099"]
    assert len(found(page, "beacon")) == 2
