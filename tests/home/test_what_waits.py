"""What waits for somebody is one count with its list behind it; what was closed last is found through the years."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from goldenthread.boards.commands.rounds import RoundDates, close_round, open_round, plan_round
from goldenthread.identity.commands.leaving import plan_hand_over
from goldenthread.identity.models import EVERYTHING, Account
from goldenthread.plan.commands.progress import update_action
from goldenthread.plan.models import Plan, Refresh
from goldenthread.plan.models.plan import Stage
from tests.cast import by, make_person
from tests.plan.makers import make_action, make_plan

pytestmark = pytest.mark.django_db
MARCH = datetime(2026, 3, 6, 10, tzinfo=UTC)
DATES = RoundDates(period_starts_on=date(2025, 12, 1), period_ends_on=date(2026, 2, 28))


def test_what_only_says_how_it_stands_is_not_called_waiting(page, cast):
    page.sign_in(cast.administrator)
    shown = page.get("/").text
    assert "people can sign in" in shown.partition("How it stands")[2]
    assert "people can sign in" not in shown.partition("How it stands")[0]


def test_whoever_has_answered_for_all_is_not_asked_to_answer(page, cast):
    action = make_action(make_plan(), leads=[cast.lead_officer], ends_on=date(2099, 1, 31))
    page.sign_in(cast.lead_officer)
    assert page.get("/").links()["Answer for my actions"] == "/my-actions/"
    said = "Rang all forty families."
    update_action(action=action, note=said, rating=None, by=by(cast.lead_officer), at=timezone.now())
    shown = page.get("/")
    assert "You have answered for all your actions." in shown.text
    assert "Answer for my actions" not in shown.links()
    assert "You have answered for everything you lead" in page.get("/my-actions/").text


def test_answers_to_come_are_counted_apart_from_those_that_lack_a_word(page, cast):
    plan = make_plan(key="harbour", name="Harbour Plan")
    late, _ = (make_action(plan, ref=f"1.{n}", leads=[cast.lead_officer], ends_on=date(2020, 1, 31)) for n in (1, 2))
    now = timezone.now()
    made = plan_round(plan=plan, board=None, dates=DATES, by=by(cast.service_manager))
    open_round(round=made, by=by(cast.service_manager), at=now - timedelta(days=1))
    late.updates.create(text="Rang some.", by=cast.lead_officer, recorded_at=now, is_answer=True, rating=late.rating)
    page.sign_in(cast.service_manager)
    shown = page.get("/").text
    assert "1answer still to come in round 1 of Harbour Plan" in shown
    assert "1answer of round 1 came without the word it needs" in shown


def test_the_round_closed_last_stays_on_the_start_page_when_the_plan_goes_into_its_new_year(page, cast):
    old, manager = make_plan(key="sip", name="Harbour Plan 2025"), by(cast.service_manager)
    make_action(old, ref="1.1")
    made = plan_round(plan=old, board=None, dates=DATES, by=manager)
    open_round(round=made, by=manager, at=MARCH - timedelta(days=5))
    close_round(round=made, by=manager, at=MARCH, missing_why="Half of the leads were on leave.")
    new = make_plan(key="sip-2026", name="Harbour Plan 2026")
    done = {"begun_by": cast.service_manager, "begun_at": MARCH, "ended_by": cast.service_manager, "ended_at": MARCH}
    Refresh.objects.create(plan=old, made=new, stage="done", recheck_on=date(2026, 9, 1), **done)
    Plan.objects.filter(pk=old.pk).update(stage=Stage.CLOSED)
    page.sign_in(cast.director)
    shown = page.get("/")
    assert shown.links()["What moved in round 1 of Harbour Plan 2025"] == made.get_absolute_url()
    assert "What moved and what is late, in all plans and under each senior lead" in shown.links()
    later = plan_round(plan=new, board=None, dates=DATES, by=manager)
    make_action(new, ref="1.1")
    open_round(round=later, by=manager, at=MARCH + timedelta(days=30))
    close_round(round=later, by=manager, at=MARCH + timedelta(days=40), missing_why="Half of the leads were on leave.")
    assert page.get("/").links()["What moved in round 1"] == later.get_absolute_url()


def test_the_headline_counts_every_late_action_and_not_only_those_it_names(page, cast):
    plan = make_plan()
    for number in range(1, 12):
        make_action(plan, ref=f"1.{number}", leads=[cast.lead_officer], ends_on=date(2020, 1, number))
    page.sign_in(cast.lead_officer)
    shown = page.get("/")
    assert "11 of your actions are past their end." in shown.heading
    assert len(shown.all("//ul[@class='attention'][1]/li")) == 8
    make_action(plan, ref="2.1", leads=[cast.lead_officer], ends_on=date(2099, 1, 1))
    assert "11 of your actions are past their end." in page.get("/").heading


def test_a_planned_hand_over_that_lost_its_successor_says_why(page, cast):
    leaver, successor = cast.lead_officer, make_person("Owen Pascoe", roles=["lead officer"])
    make_action(make_plan(), leads=[leaver])
    now = timezone.now()
    plan_hand_over(
        person=leaver,
        successors={EVERYTHING: successor},
        by=by(leaver),
        on=timezone.localdate(now) + timedelta(days=20),
        at=now,
        closes_account=False,
    )
    page.sign_in(leaver)
    assert "cannot sign in" not in page.get("/").text
    Account.objects.filter(person=successor).update(is_active=False)
    assert "The account of Owen Pascoe is disabled." in page.get("/").text


def open_round_of(plan, manager):
    """A round of a plan that was opened yesterday."""
    made = plan_round(plan=plan, board=None, dates=DATES, by=manager)
    open_round(round=made, by=manager, at=timezone.now() - timedelta(days=1))
    return made


def test_more_plans_with_an_open_round_cost_the_start_page_no_more(page, cast):
    manager, costs = by(cast.service_manager), []
    for number in (1, 2, 3, 4):
        plan = make_plan(key=f"plan-{number}", name=f"Plan {number}")
        make_action(plan, ref="1.1", leads=[cast.lead_officer], ends_on=date(2099, 1, 31))
        open_round_of(plan, manager)
        costs.append([page.sign_in(person).cost("/") for person in (cast.service_manager, cast.lead_officer)])
    assert costs[1:] == costs[:-1]
    shown = page.sign_in(cast.service_manager).get("/").text
    for number in (1, 2, 3, 4):
        assert f"1answer still to come in round 1 of Plan {number}" in shown
    assert page.sign_in(cast.lead_officer).get("/").text.count("0 of 1 answered.") == 4


def test_an_end_that_is_past_is_told_in_the_past_and_one_ahead_is_not(page, cast):
    plan = make_plan()
    make_action(plan, ref="1.1", leads=[cast.lead_officer], ends_on=date(2020, 1, 31))
    make_action(plan, ref="1.2", leads=[cast.lead_officer], ends_on=date(2099, 1, 31))
    page.sign_in(cast.lead_officer)
    shown = page.get("/").text
    assert "ended 31 January 2020" in shown
    assert "ends 31 January 2099" in shown
