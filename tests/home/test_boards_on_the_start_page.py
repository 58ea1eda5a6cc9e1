"""The start page of whoever sits on a board: the round at work, the next meeting, what was asked for and waits."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from goldenthread.boards.commands.decisions import Wording, enter_decision
from goldenthread.boards.commands.meetings import add_paper
from goldenthread.boards.commands.rounds import RoundDates, moderate_round, open_round, plan_round
from goldenthread.boards.models import BoardDecision, MonitoringRound
from goldenthread.bodies.models import Membership
from goldenthread.home.my_boards import MOST_NAMES, _whose
from goldenthread.identity.roles import Role
from goldenthread.plan.commands.progress import update_action
from tests.boards.boards import make_board, make_meeting, make_seat
from tests.cast import by, give_role, make_person
from tests.plan.makers import make_action, make_plan
from tests.plan.pages.scene import answer, make_finding

pytestmark = pytest.mark.django_db
Becomes = BoardDecision.Becomes


@pytest.fixture
def plan(cast):
    plan = make_plan(key="harbour", name="Harbour Plan")
    make_action(plan, ref="1.1", leads=[cast.lead_officer], ends_on=date(2099, 1, 31))
    make_action(plan, ref="1.2", leads=[cast.lead_officer], ends_on=date(2020, 1, 31))
    return plan


@pytest.fixture
def board(plan, cast):
    board = make_board(plans=(plan,))
    make_seat(board, cast.board_member, Membership.Office.CHAIR)
    return board


@pytest.fixture
def member(board):
    person = make_person("Wil Farrow", roles=[Role.BOARD_MEMBER], scope=board.body.scope)
    make_seat(board, person)
    return person


def opened(plan, board, cast):
    """A round that was opened yesterday and whose answers were due yesterday, with one of two answers come since."""
    now = timezone.now()
    day = timezone.localdate(now)
    dates = RoundDates(day - timedelta(days=90), day - timedelta(days=2), returns_due_on=day - timedelta(days=1))
    made = plan_round(plan=plan, board=board.body, dates=dates, by=by(cast.service_manager))
    open_round(round=made, by=by(cast.service_manager), at=now - timedelta(days=1))
    action = plan.actions.get(ref="1.1")
    update_action(action=action, note="Rang all forty families.", rating=None, by=by(cast.lead_officer), at=now)
    return made


def test_a_chair_is_told_how_many_answers_came_before_she_may_open_the_round(page, cast, plan, board):
    opened(plan, board, cast)
    page.sign_in(cast.board_member)
    shown = page.get("/")
    assert "Harbour Board Chair" in shown
    assert "Round 1 of Harbour Plan is open; answers are due by" in shown
    assert "returned late" in shown
    assert "missing, their day has passed: " in shown
    assert f"missing, their day has passed: {cast.lead_officer.name} 1" in shown
    assert "Rang all forty families." not in shown.text
    assert "The round's own page opens when it is closed." in shown
    assert not [url for url in shown.links().values() if "/rounds/" in url]


def test_a_member_is_told_that_a_round_is_open_and_not_what_came(page, cast, plan, board, member):
    opened(plan, board, cast)
    page.sign_in(member)
    shown = page.get("/")
    assert "Round 1 of Harbour Plan is open" in shown
    assert "The round's own page opens when it is closed." in shown
    assert "missing" not in shown.text


def test_a_director_who_sits_there_is_led_to_the_list_of_answers(page, cast, plan, board):
    opened(plan, board, cast)
    make_seat(board, cast.director)
    page.sign_in(cast.director)
    shown = page.get("/")
    assert shown.links()["1"] == "/plans/harbour/rounds/1/returns/"
    assert "The round's own page opens when it is closed." not in shown.text


def test_in_moderation_a_chair_is_told_what_waits_for_her_and_led_there(page, cast, plan, board):
    moderate_round(round=opened(plan, board, cast), by=by(cast.service_manager), at=timezone.now())
    page.sign_in(cast.board_member)
    shown = page.get("/")
    assert "One thing waits for you." in shown.html
    links = shown.links()
    assert (
        links["action is rated better than its dates: does the board agree?"] == "/plans/harbour/rounds/1/moderation/"
    )
    assert page.get(links["action is rated better than its dates: does the board agree?"])


def test_the_next_meeting_stands_there_with_its_papers(page, cast, board):
    page.sign_in(cast.board_member)
    assert "No meeting is planned." in page.get("/")
    make_meeting(board, on=date(2020, 1, 9), held=False)
    later = make_meeting(board, on=date(2099, 5, 7), held=False)
    soon = make_meeting(board, on=date(2099, 3, 12), held=False, place="Quay House")
    page.sign_in(cast.board_member)
    shown = page.get("/")
    assert shown.links()["12 March 2099, Quay House"] == soon.get_absolute_url()
    assert "no paper yet" in shown
    assert later.get_absolute_url() not in shown.links().values()
    paper = {"meeting": soon, "by": by(cast.board_member), "at": timezone.now()}
    add_paper(title="Waiting times", address="https://harbour.example/times", **paper)
    shown = page.get("/")
    assert shown.links()["Waiting times"] == soon.get_absolute_url()
    assert "no paper yet" not in shown.text


def test_what_the_board_asked_for_stands_there_until_it_is_answered(page, cast, plan, board, member):
    held = make_meeting(board, on=date(2026, 3, 12))
    at, chair = datetime(2026, 3, 12, 18, tzinfo=UTC), by(cast.board_member)
    action = plan.actions.get(ref="1.1")
    asks = Wording("Say which teams were briefed.", Becomes.INSTRUCTION, action=action, due_on=date(2026, 4, 1))
    enter_decision(meeting=held, wording=asks, by=chair, at=at)
    enter_decision(meeting=held, wording=Wording("The report was noted."), by=chair, at=at)
    for reader in (cast.board_member, member):
        page.sign_in(reader)
        shown = page.get("/")
        assert shown.links()["Say which teams were briefed."] == held.get_absolute_url()
        assert "was due on 1 April 2026" in shown
        assert "Decided at the last meeting, 12 March 2026" in shown.text
        assert "The report was noted." in shown.text
        assert "The report was noted." not in shown.text.partition("Decided at the last meeting")[0]
    update_action(
        action=action, note="All six teams were briefed.", rating=None, by=by(cast.lead_officer), at=timezone.now()
    )
    undone, _, decided = page.get("/").text.partition("Decided at the last meeting")
    assert "Say which teams were briefed." not in undone
    assert "Say which teams were briefed.Answered on" in decided


def test_a_chair_is_told_until_when_the_board_weighs_the_answers(page, cast, plan, board):
    made = opened(plan, board, cast)
    MonitoringRound.objects.filter(pk=made.pk).update(moderated_until=date(2099, 4, 2))
    page.sign_in(cast.board_member)
    assert "the board weighs them until 2 April 2099" in page.get("/").text


def test_whoever_sits_on_no_board_sees_none_and_it_costs_one_question(page, cast, plan, board):
    opened(plan, board, cast)
    outsider = make_person("Ola Brandt", roles=[Role.BOARD_MEMBER])
    for reader in (outsider, cast.clerk, cast.nobody):
        page.sign_in(reader)
        assert "Harbour Board" not in page.get("/").text


def test_a_seat_that_has_ended_shows_nothing(page, cast, board):
    gone = make_person("Pia Lund")
    give_role(gone, Role.BOARD_MEMBER, scope=board.body.scope, ends_on=date(2020, 1, 1))
    make_seat(board, gone, ends_on=date(2020, 1, 1))
    page.sign_in(gone)
    assert "Harbour Board" not in page.get("/").text


def test_the_page_asks_no_more_of_the_database_for_more_decisions(page, cast, plan, board):
    held = make_meeting(board, on=date(2026, 3, 12))
    at, chair = datetime(2026, 3, 12, 18, tzinfo=UTC), by(cast.board_member)

    def ask(number):
        wording = Wording(f"Say more of item {number}.", Becomes.FINDING)
        enter_decision(meeting=held, wording=wording, by=chair, at=at)

    ask(1)
    page.sign_in(cast.board_member)
    few = page.cost("/")
    for number in range(2, 12):
        ask(number)
    shown = page.get("/")
    assert page.cost("/") == few
    assert shown.links()["3 more"] == f"{board.get_absolute_url()}#waiting"


def test_a_chair_is_led_to_what_an_inspection_asked_for_with_its_evidence_and_to_no_other_page_of_sources(
    page, cast, plan, board
):
    finding = make_finding(cast, plan, "See each child alone.")
    answer(plan.actions.get(ref="1.1"), finding)
    page.sign_in(cast.board_member)
    url = f"{finding.source.get_absolute_url()}evidence/"
    assert page.get("/").links()[finding.source.title] == url
    shown = page.get(url)
    assert "See each child alone." in shown.text
    assert "1.1" in shown.links()
    assert not [one for one in shown.links().values() if one.startswith("/sources/")]
    page.get(finding.source.get_absolute_url(), status=404)
    finding.source.scopes.clear()
    assert finding.source.title not in page.get("/").text
    page.get(url, status=404)


def test_leads_that_are_not_named_are_counted_in_english():
    def told(people):
        owed = [SimpleNamespace(who_written=f"Lead {number}", state="") for number in range(people)]
        return _whose(owed, "")

    most = told(MOST_NAMES)
    assert "other" not in most
    assert told(MOST_NAMES + 1) == f"{most}, and 1 other lead"
    assert told(MOST_NAMES + 2).endswith(", and 2 other leads")
