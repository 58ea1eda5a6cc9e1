"""A round that is not closed yet is told as its plan stands today, with the figures a closing of today would freeze."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command

from goldenthread.boards.commands.rounds import RoundDates, close_round, open_round, plan_round
from goldenthread.boards.models import RoundLine
from goldenthread.boards.queries.round_now import as_it_stands
from goldenthread.boards.queries.rounds import round_as_json, round_shown
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.plan.states import State
from tests.cast import make_person
from tests.plan.makers import make_action, make_plan, make_rating, make_update
from tests.standing import made_once

pytestmark = pytest.mark.django_db
WHY = "Half of the leads were on leave."
MARCH, JUNE = datetime(2026, 3, 6, 10, tzinfo=UTC), datetime(2026, 6, 5, 10, tzinfo=UTC)
DATES = RoundDates(period_starts_on=date(2025, 12, 1), period_ends_on=date(2026, 2, 28))


def the_manager():
    """Whoever keeps the rounds of the plan; made where she is missing."""
    person = Person.objects.filter(name="Miriam Bell").first()
    return Actor(person or make_person("Miriam Bell", roles=["service manager"]))


@pytest.fixture
def manager():
    return the_manager()


@made_once
def plan():
    """A plan with one closed round, after which one action became blue, one worse, and of one something was said."""
    plan, manager = make_plan(key="sip"), the_manager()
    for number in range(1, 6):
        make_action(plan, ref=f"1.{number}", ends_on=date(2026, 4, 30), ends_written="April 2026")
    first = plan_round(plan=plan, board=None, dates=DATES, by=manager)
    open_round(round=first, by=manager, at=MARCH - timedelta(days=5))
    close_round(round=first, by=manager, at=MARCH, missing_why=WHY)
    plan.actions.filter(ref="1.1").update(state=State.COMPLETED_ON_PAPER)
    plan.actions.filter(ref="1.2").update(rating=make_rating(plan, "Red"))
    make_update(plan.actions.get(ref="1.3"), "The second day was held.", by=manager.person, recorded_at=JUNE)
    return plan


def second(plan, manager):
    return plan_round(plan=plan, board=None, dates=DATES, by=manager)


def test_an_open_round_has_the_figures_that_closing_it_at_once_would_freeze(plan, manager):
    made = second(plan, manager)
    open_round(round=made, by=manager, at=JUNE - timedelta(days=5))
    before = round_as_json(as_it_stands(made, on=JUNE.date()))
    assert before["closed_on"] is None
    assert before["counts"]["blue"] == 1
    assert before["movement"]["newly_blue"] == ["p1-1.1"]
    assert before["movement"]["worsened"] == ["p1-1.2"]
    assert "p1-1.3" not in before["movement"]["silent"]
    close_round(round=made, by=manager, at=JUNE, missing_why=WHY)
    after = round_as_json(round_shown(made))
    for figures in ("counts", "movement", "disagreements"):
        assert json.dumps(before[figures]) == json.dumps(after[figures])


def test_a_round_that_is_only_planned_is_told_as_its_plan_stands_and_saves_nothing(plan, manager, capsys):
    second(plan, manager)
    lines = RoundLine.objects.count()
    call_command("round", "show", "sip", "2", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["state"], told["closed_on"]) == ("planned", None)
    assert sum(told["counts"].values()) == 5
    assert told["movement"]["newly_blue"] == ["p1-1.1"]
    assert RoundLine.objects.count() == lines


def test_an_open_round_says_in_words_that_nothing_is_frozen(plan, manager, capsys):
    second(plan, manager)
    call_command("round", "show", "sip", "2")
    told = capsys.readouterr().out
    assert "not been closed yet" in told
    assert "blue 1" in told


def test_the_first_round_of_a_plan_moves_nothing_and_still_counts(manager):
    plan = make_plan(key="new")
    make_action(plan, ref="1.1", state=State.COMPLETED_ON_PAPER)
    told = round_as_json(as_it_stands(second(plan, manager), on=JUNE.date()))
    assert told["counts"]["blue"] == 1
    assert not any(told["movement"].values())
