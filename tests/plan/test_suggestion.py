"""What dates suggest: the edges of a day, a month and a year, and when they suggest nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.plan.states import BLUE, FINISHED, Colour, State
from goldenthread.plan.suggestion import declared_colour, disagrees, late, suggest, words

DAYS = st.dates(date(2010, 1, 1), date(2040, 12, 31))


def suggested(ends_on: date | None, on: date, state: str = State.IN_PROGRESS) -> Colour:
    return suggest(state=state, ends_on=ends_on, on=on).colour


@pytest.mark.parametrize(
    ("on", "colour"),
    [
        (date(2018, 3, 31), Colour.GREEN),
        (date(2018, 4, 1), Colour.AMBER),
        (date(2018, 4, 30), Colour.AMBER),
        (date(2018, 5, 1), Colour.RED),
    ],
)
def test_the_end_of_a_month_is_amber_until_the_end_of_the_next(on, colour):
    assert suggested(date(2018, 3, 31), on) == colour


@pytest.mark.parametrize(
    ("ends_on", "last_amber"),
    [
        (date(2026, 1, 15), date(2026, 2, 15)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2025, 12, 31), date(2026, 1, 31)),
        (date(2026, 2, 28), date(2026, 3, 28)),
    ],
)
def test_a_month_later_is_the_same_day_of_the_next_month_or_its_last(ends_on, last_amber):
    assert suggested(ends_on, last_amber) == Colour.AMBER
    assert suggested(ends_on, last_amber + timedelta(days=1)) == Colour.RED


@pytest.mark.parametrize("state", sorted(FINISHED))
def test_a_finished_action_has_no_suggestion(state):
    found = suggest(state=state, ends_on=date(2018, 3, 31), on=date(2020, 1, 1))
    assert found.colour == Colour.NONE
    assert "finished" in found.because


@pytest.mark.parametrize("state", sorted(set(State) - FINISHED))
def test_an_action_on_which_something_is_owed_is_late_whatever_its_state(state):
    assert suggested(date(2018, 3, 31), date(2020, 1, 1), state) == Colour.RED


def test_a_date_that_cannot_be_read_suggests_nothing_and_says_so():
    found = suggest(state=State.IN_PROGRESS, ends_on=None, on=date(2018, 5, 2))
    assert found.colour == Colour.NONE
    assert "cannot be read" in found.because


@settings(derandomize=True)
@given(DAYS, DAYS)
def test_time_only_ever_makes_a_suggestion_worse(ends_on, on):
    order = [Colour.GREEN, Colour.AMBER, Colour.RED]
    today, tomorrow = suggested(ends_on, on), suggested(ends_on, on + timedelta(days=1))
    assert order.index(tomorrow) >= order.index(today)


@settings(derandomize=True)
@given(DAYS, DAYS)
def test_the_reason_names_both_days(ends_on, on):
    because = suggest(state=State.IN_PROGRESS, ends_on=ends_on, on=on).because
    assert words(ends_on) in because
    assert words(on) in because


@pytest.mark.parametrize(
    ("declared", "derived", "parts"),
    [
        ("green", "red", True),
        ("green", "amber", True),
        ("amber", "red", True),
        ("green", "green", False),
        ("red", "green", False),
        ("amber", "green", False),
        ("none", "red", False),
        ("green", "none", False),
        ("blue", "none", False),
        ("none", "none", False),
    ],
)
def test_only_a_declared_colour_better_than_the_suggested_disagrees(declared, derived, parts):
    assert disagrees(declared, derived) is parts


@pytest.mark.parametrize("state", sorted(BLUE))
@pytest.mark.parametrize("rating", [None, "green", "blue"])
def test_a_completed_action_is_declared_blue_whatever_its_word(state, rating):
    assert declared_colour(state=state, rating_colour=rating) == Colour.BLUE


@pytest.mark.parametrize(
    ("state", "rating", "declared"),
    [
        (State.IN_PROGRESS, "green", Colour.GREEN),
        (State.REPORTED_COMPLETE, "amber", Colour.AMBER),
        (State.REPORTED_COMPLETE, "blue", Colour.NONE),
        (State.PAUSED, "red", Colour.RED),
        (State.WITHDRAWN, "green", Colour.NONE),
        (State.NOT_STARTED, None, Colour.NONE),
        (State.IN_PROGRESS, "none", Colour.NONE),
    ],
)
def test_an_unfinished_action_is_declared_what_its_rating_says_but_never_blue(state, rating, declared):
    assert declared_colour(state=state, rating_colour=rating) == declared


@pytest.mark.parametrize(
    ("on", "said"),
    [(date(2018, 4, 1), "1 day"), (date(2018, 5, 31), "61 days"), (date(2018, 6, 1), "2 months"),
     (date(2019, 3, 30), "11 months"), (date(2019, 3, 31), "1 year"), (date(2019, 5, 1), "1 year and 1 month"),
     (date(2026, 7, 1), "8 years and 3 months")],
)  # fmt: skip
def test_lateness_is_said_in_days_then_in_whole_months_then_in_years_and_months(on, said):
    assert late(date(2018, 3, 31), on) == said
