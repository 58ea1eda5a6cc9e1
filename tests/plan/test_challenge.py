"""Declared against derived: the counts of each, and the actions on which they part."""

from datetime import date, timedelta

import pytest

from goldenthread.plan.challenge import COLOURS, challenge
from goldenthread.plan.states import Colour, State
from tests.plan.makers import make_action, make_plan, make_priority, make_rating

pytestmark = pytest.mark.django_db
MARCH_END = date(2026, 3, 31)


def test_every_action_is_counted_once_on_either_side():
    plan = make_plan()
    make_action(plan, rating="Green", ends_on=MARCH_END)
    make_action(plan, rating="Amber", ends_on=MARCH_END)
    make_action(plan, rating="Red", ends_on=None)
    make_action(plan, rating=None, state=State.NOT_STARTED, ends_on=MARCH_END)
    make_action(plan, rating="Blue", state=State.COMPLETED_ON_PAPER, ends_on=MARCH_END)
    found = challenge(plan, on=date(2026, 3, 1))
    assert list(found.declared) == list(COLOURS)
    assert found.declared == {"blue": 1, "red": 1, "amber": 1, "green": 1, "none": 1}
    assert found.derived == {"blue": 0, "red": 0, "amber": 0, "green": 3, "none": 2}
    assert found.disagreements == ()


@pytest.mark.parametrize(
    ("days", "derived"),
    [(0, None), (1, Colour.AMBER), (30, Colour.AMBER), (31, Colour.RED)],
    ids=["on its last day", "a day late", "a month late", "later"],
)
def test_a_green_action_is_challenged_once_its_end_has_passed(days, derived):
    action = make_action(ends_on=MARCH_END)
    found = challenge(action.plan, on=MARCH_END + timedelta(days=days))
    assert [one.derived for one in found.disagreements] == ([derived] if derived else [])


def test_a_disagreement_says_which_action_and_why():
    plan = make_plan()
    action = make_action(plan, priority=make_priority(plan, number="3"), ref="3.1", ends_on=MARCH_END)
    (one,) = challenge(plan, on=date(2026, 6, 2)).disagreements
    assert (one.action, one.ref, one.priority) == (action.key, "3.1", "3")
    assert (one.declared, one.derived) == (Colour.GREEN, Colour.RED)
    assert "31 March 2026" in one.because


def test_a_declared_rating_worse_than_the_dates_suggest_is_believed():
    action = make_action(rating="Red", ends_on=MARCH_END)
    assert challenge(action.plan, on=date(2026, 3, 1)).disagreements == ()


def test_a_blue_that_only_its_lead_declares_is_no_colour():
    action = make_action(rating="Blue", state=State.IN_PROGRESS, ends_on=MARCH_END)
    found = challenge(action.plan, on=date(2026, 6, 2))
    assert (found.declared["blue"], found.declared["none"]) == (0, 1)
    assert found.disagreements == ()


def test_a_plan_without_actions_has_nothing_to_challenge():
    found = challenge(make_plan(), on=MARCH_END)
    assert set(found.declared.values()) == set(found.derived.values()) == {0}


def test_a_plan_is_challenged_in_one_query(django_assert_num_queries):
    plan = make_plan()
    for _ in range(3):
        make_action(plan, ends_on=MARCH_END, rating=make_rating(plan, "Amber", colour=Colour.AMBER))
    with django_assert_num_queries(1):
        challenge(plan, on=date(2026, 6, 2))
