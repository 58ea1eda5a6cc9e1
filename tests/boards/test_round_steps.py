"""The days of a round: done is what has happened, and today is told in words."""

from datetime import UTC, date, datetime

import pytest

from goldenthread.boards.models import MonitoringRound
from goldenthread.boards.queries.round_steps import steps_of, today_in_words

DAYS = {
    "opens_on": date(2026, 3, 2),
    "returns_due_on": date(2026, 3, 13),
    "moderated_until": date(2026, 3, 17),
    "closes_on": date(2026, 3, 18),
    "meets_on": date(2026, 3, 25),
}


def a_round(state, **fields):
    opened = None if state == "planned" else datetime(2026, 3, 2, 9, tzinfo=UTC)
    return MonitoringRound(state=state, **({"opened_at": opened} | DAYS | fields))


def states(round, on, closed_on=None):
    return [step.state for step in steps_of(round, closed_on=closed_on, on=on)]


def test_a_planned_round_waits_for_its_opening_although_its_day_has_passed():
    found = a_round("planned")
    assert states(found, date(2026, 3, 5)) == ["here", *["to come"] * 4]
    assert today_in_words(found, on=date(2026, 3, 5)) == "Today, 5 March 2026: planned; it was to open 3 days ago."


def test_an_open_round_waits_for_returns_until_their_day_has_passed():
    found = a_round("open")
    assert states(found, date(2026, 3, 13)) == ["done", "here", "to come", "to come", "to come"]
    assert states(found, date(2026, 3, 14)) == ["done", "done", "here", "to come", "to come"]
    assert today_in_words(found, on=date(2026, 3, 12)) == "Today, 12 March 2026: open; answers are due in 1 day."
    assert today_in_words(found, on=date(2026, 3, 13)) == "Today, 13 March 2026: open; answers are due today."
    assert today_in_words(found, on=date(2026, 3, 15)) == "Today, 15 March 2026: open; answers were due 2 days ago."


def test_a_day_still_to_come_is_not_done_though_the_round_went_into_moderation_before_it():
    found = a_round("moderation")
    steps = steps_of(found, closed_on=None, on=date(2026, 3, 10))
    assert [step.state for step in steps] == ["done", "to come", "here", "to come", "to come"]
    assert steps[2].note == "until 17 March 2026: now"
    assert "in moderation, what was answered is weighed; it closes in 8 days." in today_in_words(
        found, on=date(2026, 3, 10)
    )


@pytest.mark.parametrize(("on", "met"), [(date(2026, 3, 25), "to come"), (date(2026, 3, 26), "done")])
def test_the_board_has_met_once_its_day_is_over(on, met):
    assert states(a_round("closed"), on, closed_on=date(2026, 3, 18))[-1] == met


def test_a_round_closed_early_shows_the_day_it_was_closed_and_not_its_later_days_as_done():
    steps = steps_of(a_round("closed"), closed_on=date(2026, 3, 5), on=date(2026, 3, 6))
    assert [(step.label, step.state) for step in steps] == [
        ("Opens", "done"), ("Returns due", "not needed any more"), ("In moderation", "not needed any more"),
        ("Closes", "done"),
        ("The board meets", "to come"),
    ]  # fmt: skip
    assert steps[3].note == "5 March 2026"
    assert states(a_round("closed"), date(2026, 4, 1), closed_on=date(2026, 3, 5))[1:3] == ["not needed any more"] * 2


def test_of_a_round_closed_on_the_day_its_returns_were_due_nothing_is_still_to_come():
    day = date(2026, 3, 13)
    found = a_round("closed", moderated_until=day, closes_on=day, meets_on=None)
    assert states(found, day, closed_on=day) == ["done"] * 4


def test_a_closed_round_leaves_out_what_had_no_day_and_says_nothing_of_today():
    found = a_round("closed", moderated_until=None, meets_on=None)
    steps = steps_of(found, closed_on=date(2026, 3, 18), on=date(2026, 4, 1))
    assert [step.label for step in steps] == ["Opens", "Returns due", "Closes"]
    assert today_in_words(found, on=date(2026, 4, 1)) == ""
