"""The pages of rounds, as the service manager keeps them and a board member reads them."""

from datetime import UTC, date, datetime

import pytest

from goldenthread.boards.commands.rounds import RoundDates, close_round, open_round, plan_round
from goldenthread.boards.models import MonitoringRound
from goldenthread.bodies.models import Body, Kind
from goldenthread.identity.actor import Actor
from goldenthread.identity.roles import Role
from goldenthread.plan.models import PlanBoard
from tests.cast import give_role, make_person, make_scope
from tests.plan.makers import make_action, make_plan

pytestmark = pytest.mark.django_db
WHY = "Half of the leads were on leave."
MARCH = datetime(2026, 3, 6, 10, tzinfo=UTC)
DATES = RoundDates(period_starts_on=date(2025, 12, 1), period_ends_on=date(2026, 2, 28))
TYPED = {"period_starts_on": "2025-12-01", "period_ends_on": "2026-02-28", "closes_on": "2026-03-20"}


@pytest.fixture
def plan():
    plan = make_plan(key="sip")
    make_action(plan, ref="1.1")
    return plan


@pytest.fixture
def manager():
    return make_person("Miriam Bell", roles=["service manager"])


def test_a_round_is_planned_opened_and_closed_on_its_pages(page, plan, manager):
    page.sign_in(manager)
    page.send(page.get("/plans/sip/rounds/plan/"), TYPED)
    for step in ("open", "moderation", "closed"):
        shown = page.get("/plans/sip/rounds/1/")
        page.send(shown, press=f"to={step}", action="/plans/sip/rounds/1/move/")
    asked_why = page.get("/plans/sip/rounds/1/close/")
    assert "1 answer the round asked for is missing" in asked_why.html
    page.send(asked_why, {"missing_why": ""}, status=422)
    page.send(asked_why, {"missing_why": WHY})
    assert MonitoringRound.objects.get().state == "closed"
    assert "Nothing is frozen yet" not in page.get("/plans/sip/rounds/1/").html
    assert "As on" in page.get("/plans/sip/rounds/").html


def test_days_in_the_wrong_order_are_refused_with_what_was_typed(page, plan, manager):
    page.sign_in(manager)
    form = page.get("/plans/sip/rounds/plan/")
    answer = page.send(form, TYPED | {"opens_on": "2026-04-01"}, status=422)
    assert "follow one another" in answer.html
    assert "2026-04-01" in answer.html


def test_every_day_that_is_wrong_is_named_at_its_field_and_linked(page, plan, manager):
    page.sign_in(manager)
    form = page.get("/plans/sip/rounds/plan/")
    wrong = {"opens_on": "2026-04-01", "closes_on": "2026-03-20", "meets_on": "2026-03-10", "returns_due_on": "soon"}
    answer = page.send(form, TYPED | wrong | {"period_ends_on": "2025-01-01"}, status=422)
    for field in ("period_ends_on", "returns_due_on", "closes_on", "meets_on"):
        assert f"#id_{field}" in answer.all("//main//a/@href")
    assert "This lies before “Opens on”, 1 April 2026." in answer
    assert "The period ends before it starts." in answer


def test_a_closed_round_is_taken_up_with_a_reason(page, plan, manager):
    by = Actor(manager)
    made = plan_round(plan=plan, board=None, dates=DATES, by=by)
    open_round(round=made, by=by, at=MARCH)
    close_round(round=made, by=by, at=MARCH, missing_why=WHY)
    page.sign_in(manager)
    page.send(page.get("/plans/sip/rounds/1/correct/"), {"why": "The lead of 1.1 was mistaken."})
    assert MonitoringRound.objects.get().state == "moderation"


def test_who_does_not_manage_the_plan_is_offered_and_allowed_nothing(page, plan):
    page.sign_in(make_person("Ruth Lindqvist", roles=["director"]))
    assert "Plan a round" not in page.get("/plans/sip/rounds/").html
    page.get("/plans/sip/rounds/plan/", status=403)


def test_a_board_member_reads_a_round_of_her_board_once_it_is_closed(page, plan, manager):
    scope = make_scope("body", "quay-board", "Quay Board")
    board = Body.objects.create(key="quay-board", name="Quay Board", kind=Kind.BOARD, scope=scope)
    PlanBoard.objects.create(plan=plan, body=board, written="Quay Board")
    member, by = make_person("Harriet Coe"), Actor(manager)
    give_role(member, Role.BOARD_MEMBER, scope=scope)
    made = plan_round(plan=plan, board=board, dates=DATES, by=by)
    open_round(round=made, by=by, at=MARCH)
    page.sign_in(member).get("/plans/sip/rounds/1/", status=404)
    assert "Round 1" not in page.get("/plans/sip/rounds/").html
    close_round(round=made, by=by, at=MARCH, missing_why=WHY)
    page.get("/plans/sip/rounds/1/")


def test_the_start_page_leads_to_what_moved_last(page, plan, manager):
    page.sign_in(manager)
    assert "What moved" not in page.get("/").text
    by = Actor(manager)
    made = plan_round(plan=plan, board=None, dates=DATES, by=by)
    open_round(round=made, by=by, at=MARCH)
    close_round(round=made, by=by, at=MARCH, missing_why=WHY)
    assert page.get("/").links()["What moved in round 1"] == "/plans/sip/rounds/1/"
