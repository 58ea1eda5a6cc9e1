"""What the page of a closed round tells from its frozen lines: the stuck red, reasons, who declined, refs apart."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from goldenthread.boards.commands.asking import decline_answer
from goldenthread.boards.commands.rounds import RoundDates, close_round, open_round, plan_round
from goldenthread.boards.queries.rounds import round_shown
from goldenthread.identity.actor import Actor
from goldenthread.plan.commands.progress import UNCHANGED, reopen_action
from goldenthread.plan.models import Action
from goldenthread.plan.states import State
from tests.cast import make_person
from tests.plan.makers import make_action, make_plan, make_priority, make_rating, make_update
from tests.plan.pages.scene import make_finding

pytestmark = pytest.mark.django_db
DECEMBER, MARCH, JUNE = (datetime(year, month, 6, 10, tzinfo=UTC) for year, month in ((2025, 12), (2026, 3), (2026, 6)))
DATES = RoundDates(period_starts_on=date(2025, 12, 1), period_ends_on=date(2026, 2, 28))
WHY = "Half of the leads were on leave."
REASON = "The supplier has not answered our letters."


@pytest.fixture
def manager():
    return Actor(make_person("Miriam Bell", roles=["service manager"]))


@pytest.fixture
def lead():
    return make_person("Devika Rao", roles=["lead officer"])


@pytest.fixture
def plan(lead):
    plan = make_plan(key="sip")
    for number in (1, 2, 3):
        make_action(plan, ref=f"1.{number}", leads=[lead], ends_on=date(2027, 4, 30), ends_written="April 2027")
    return plan


def opened(plan, by, at):
    made = plan_round(plan=plan, board=None, dates=DATES, by=by)
    open_round(round=made, by=by, at=at - timedelta(days=5))
    return made


def closed(plan, by, at):
    made = opened(plan, by, at)
    close_round(round=made, by=by, at=at, missing_why=WHY)
    return made


def change(plan, ref, **values):
    plan.actions.filter(ref=ref).update(**values)


def test_the_red_that_is_stuck_longest_is_told_before_the_amber(page, plan, manager):
    change(plan, "1.1", rating=make_rating(plan, "Amber"))
    change(plan, "1.2", rating=make_rating(plan, "Red"))
    for at in (DECEMBER, MARCH, JUNE):
        closed(plan, manager, at)
    page.sign_in(manager.person)
    told = page.get("/plans/sip/rounds/3/")
    assert "Red longest, for 3 closings: 1.2. Amber longest, for 3 closings: 1.1." in told


def test_no_change_is_no_reason_so_the_last_sentence_stands_with_its_round(page, plan, manager, lead):
    for ref in ("1.1", "1.2"):
        change(plan, ref, rating=make_rating(plan, f"Red {ref}", colour="red"))
    make_update(plan.actions.get(ref="1.1"), REASON, by=lead, recorded_at=DECEMBER - timedelta(days=1))
    closed(plan, manager, DECEMBER)
    for ref in ("1.1", "1.2"):
        make_update(plan.actions.get(ref=ref), UNCHANGED, by=lead, recorded_at=MARCH - timedelta(days=1))
    closed(plan, manager, MARCH)
    page.sign_in(manager.person)
    told = page.get("/plans/sip/rounds/2/")
    assert f"Why: {REASON} Said by round 1; no change since." in told
    assert "Why: No reason is on record; it was said only that nothing had changed." in told
    assert f"Why: {UNCHANGED}" not in told


def test_a_reopened_action_tells_its_reason_and_its_finding(page, cast, plan, manager):
    change(plan, "1.1", state=State.COMPLETED_ON_PAPER)
    closed(plan, manager, DECEMBER)
    finding = make_finding(cast, plan, "Six files had no plan.", key="six-files")
    reopen_action(
        action=Action.objects.get(ref="1.1"), finding=finding, note="Look at every file again.", rating=None,
        by=manager, at=MARCH - timedelta(days=2),
    )  # fmt: skip
    make_update(plan.actions.get(ref="1.1"), "Half of them were seen.", recorded_at=MARCH - timedelta(days=1))
    closed(plan, manager, MARCH)
    page.sign_in(manager.person)
    because = f"Look at every file again. Because of: Six files had no plan. ({finding.source.title})"
    assert because in page.get("/plans/sip/rounds/2/")
    assert because in page.get("/plans/sip/movement/?after=2&before=1")


def test_who_declined_with_a_reason_was_not_silent(page, plan, manager, lead):
    closed(plan, manager, DECEMBER)
    made = opened(plan, manager, MARCH)
    decline_answer(asked=made.asked.get(action="p1-1.1"), why="It waits for the court.", by=Actor(lead), at=MARCH)
    close_round(round=made, by=manager, at=MARCH, missing_why=WHY)
    assert round_shown(made).movement.silent == ("p1-1.2", "p1-1.3")
    page.sign_in(manager.person)
    told = page.get("/plans/sip/rounds/2/")
    assert "1.1 declined" in told
    assert ": It waits for the court." in told
    assert "2 unfinished actions said nothing since round 1: 1.2, 1.3." in told


def test_figures_that_differ_on_one_page_say_why(page, plan, manager, lead):
    closed(plan, manager, DECEMBER)
    make_update(plan.actions.get(ref="1.1"), "Seen.", by=lead, recorded_at=DECEMBER + timedelta(days=9))
    closed(plan, manager, MARCH)
    page.sign_in(manager.person)
    told = page.get("/plans/sip/rounds/2/")
    assert "2 unfinished actions said nothing since round 1: 1.2, 1.3. 1 of those not answered said something" in told


def test_two_actions_of_one_ref_under_one_priority_are_told_apart_by_their_first_words(page, manager, lead):
    plan = make_plan(key="sip")
    for number in ("1", "5"):
        make_action(plan, ref="1.4", priority=make_priority(plan, number=number), leads=[lead])
    four = make_priority(plan, number="4")
    for wording in ("Ring every family within two days of a visit", "Write to schools"):
        make_action(plan, ref="4.1", priority=four, wording=wording, leads=[lead])
    for at in (DECEMBER, MARCH):
        made = opened(plan, manager, at)
        if at == MARCH:
            make_update(plan.actions.get(key="p1-1.4"), "Seen.", by=lead, recorded_at=at - timedelta(days=1))
        close_round(round=made, by=manager, at=at, missing_why=WHY)
    page.sign_in(manager.person)
    told = page.get("/plans/sip/rounds/2/")
    assert "4.1 of priority 4 (“Ring every family within two …”), 4.1 of priority 4 (“Write to schools”)" in told
    assert "said nothing since round 1: 1.4 of priority 5, " in told


def test_what_was_reported_complete_says_why_it_counts_as_rated(page, plan, manager):
    change(plan, "1.1", state=State.REPORTED_COMPLETE, reported_by=manager.person, reported_on=date(2025, 11, 3))
    closed(plan, manager, timezone.now())
    page.sign_in(manager.person)
    assert "1 of them was reported complete and waited for a second person" in page.get("/plans/sip/rounds/1/")
