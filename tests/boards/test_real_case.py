"""The real case: what the report of May 2018 claims to have moved, found from two frozen rounds of the real plan."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from goldenthread.boards.commands.rounds import RoundDates, close_round, open_round, plan_round
from goldenthread.boards.queries.rounds import latest_closed, round_as_json, round_shown
from goldenthread.identity.actor import system
from goldenthread.plan.commands.paper import accept_paper
from goldenthread.plan.intake import stage_paper
from goldenthread.plan.states import State

SEED = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "002_a1c4b4f6bbec8876.txt"
WHY = "Half of the leads were on leave."
pytestmark = [pytest.mark.django_db, pytest.mark.shared]
MARCH, MAY = datetime(2018, 3, 6, 10, tzinfo=UTC), datetime(2018, 5, 2, 10, tzinfo=UTC)
NEWLY_COMPLETE = [("1", "1.5"), ("2", "2.12"), ("4", "4.11"), ("4", "4.12"), ("5", "2.4"), ("5", "A5.1"), ("5", "A7"),
                  ("5", "4.5"), ("5", "7.1")]  # fmt: skip
TAKEN_UP = [("5", "1.4"), ("5", "2.3")]
OUT_OF_AMBER = [("2", "2.11"), ("4", "4.9"), ("5", "3.2")]


def keys_of(plan, refs):
    found = []
    for number, ref in refs:
        (action,) = plan.actions.filter(priority__number=number, ref=ref)
        found.append(action.key)
    return sorted(found)


def closed(plan, starts, ends, at, by):
    dates = RoundDates(period_starts_on=starts, period_ends_on=ends, meets_on=at.date())
    made = plan_round(plan=plan, board=None, dates=dates, by=by)
    open_round(round=made, by=by, at=at)
    close_round(round=made, by=by, at=at, missing_why=WHY)
    return made


def test_the_claims_of_may_2018_are_what_moved():
    by = system("import-desk", "The import desk")
    of = stage_paper(chunks=[SEED.read_bytes()], name=SEED.name, by=by, at=MARCH)
    plan = accept_paper(of=of, by=by, at=MARCH).plan
    now = {one.pk: (one.state, one.rating_id) for one in plan.actions.all()}
    green, amber = plan.rating_words.get(word="Green"), plan.rating_words.get(word="Amber")
    done, taken_up = keys_of(plan, NEWLY_COMPLETE), keys_of(plan, TAKEN_UP)
    was_amber = keys_of(plan, OUT_OF_AMBER)
    plan.actions.filter(key__in=done).update(state=State.IN_PROGRESS, rating=green)
    plan.actions.filter(key__in=taken_up).update(state=State.COMPLETED_ON_PAPER)
    plan.actions.filter(key__in=was_amber).update(rating=amber)
    closed(plan, date(2017, 12, 1), date(2018, 2, 28), MARCH, by)
    for pk, (state, rating) in now.items():
        plan.actions.filter(pk=pk).update(state=state, rating=rating)
    closed(plan, date(2018, 3, 1), date(2018, 4, 30), MAY, by)

    told = round_as_json(round_shown(latest_closed(plan)))

    assert sorted(told["movement"]["newly_blue"]) == done
    assert sorted(told["movement"]["reopened"]) == taken_up
    assert sorted(told["movement"]["improved"]) == was_amber
    assert told["movement"]["worsened"] == []
    assert told["counts"] == {"blue": 67, "red": 0, "amber": 1, "green": 46, "none": 0}
    assert (told["round"], told["state"], told["closed_on"]) == ("2", "closed", "2018-05-02")
    assert len([one for one in told["disagreements"] if one["declared"] == "green"]) == 29
