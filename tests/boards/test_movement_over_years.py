"""What moved from a closed round of the year before to one of the plan that follows, along each action's thread."""

import json
from datetime import date, timedelta

import pytest

from goldenthread.boards.commands.rounds import plan_round, reopen_round
from goldenthread.boards.queries.movement_by_plan import movement_by_plan
from goldenthread.boards.queries.round_now import as_it_stands
from goldenthread.boards.queries.rounds import latest_closed, round_as_json, round_shown
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.commands.dates import ask_new_end, decide_new_end
from goldenthread.plan.models import Plan
from tests.boards.years import DATES, closed, make_years
from tests.cast import by, make_person
from tests.plan.refreshing import APRIL, heir

pytestmark = pytest.mark.django_db


@pytest.fixture
def years(cast):
    return make_years(cast)


def test_the_first_round_of_a_plan_is_held_against_the_last_one_of_the_year_before(years):
    old, made = years
    shown = round_shown(latest_closed(made))
    was = "harbour-plan-2025-26"
    assert (shown.before.round.plan_id, shown.before.round.number) == (old.plan.pk, 2)
    moved, other = shown.movement, heir(old.other, made)
    assert moved.worsened == (other.key,)
    assert (moved.new, moved.newly_blue, moved.reopened) == ((), (), ())
    assert moved.left == (f"{was}/{old.done.key}",)
    assert moved.withdrawn == (f"{was}/{old.late.key}",)
    assert moved.silent == (), "something was said of the first as the year ended, and of the second since"
    green = heir(old.green, made).key
    assert moved.unchanged == {green: 3}, "green at both closings of the year before, and now"
    told = round_as_json(shown)
    assert told["movement"]["withdrawn"] == [f"{was}/{old.late.key}"]
    assert "left" not in told["movement"]


def test_the_page_compares_any_round_with_any_of_the_year_before_and_says_where_rows_went(page, cast, years):
    old, made = years
    page.sign_in(cast.service_manager)
    shown = page.get(f"/plans/{made.key}/movement/")
    assert shown.tree.findtext(".//h1").strip() == (
        "What moved: round 2 of Harbour Plan 2025-26 (19 March 2026) to round 1"
    )
    offered = shown.tree.xpath("//select[@name='before']/option/@value")
    assert offered == ["", f"{old.plan.key}/2", f"{old.plan.key}/1"]
    assert "Left with the year, blue: 1" in shown.text
    assert "It was complete and left with its year." in shown.text
    assert "The letter goes with the first visit." in shown.text
    assert f"/plans/{old.plan.key}/actions/{old.done.key}/" in shown.tree.xpath("//section//a/@href")
    first = page.get(f"/plans/{made.key}/movement/?after=1&before={old.plan.key}/1")
    assert "round 1 of Harbour Plan 2025-26" in first.tree.findtext(".//h1")
    told = json.loads(page.get(f"/plans/{made.key}/movement/json/?after=1&before={old.plan.key}/1").html)
    assert (told["before"]["plan"], told["before"]["round"]) == (old.plan.key, "1")
    assert told["movement"]["worsened"] == [heir(old.other, made).key]
    round_page = page.get(f"/plans/{made.key}/rounds/1/")
    assert "Everything that moved since round 2 of Harbour Plan 2025-26" in round_page.text
    assert page.get(f"/plans/{made.key}/movement/?before={old.plan.key}/9", status=404)
    (one,) = movement_by_plan(Plan.objects.all(), by="senior").plans
    assert one.rounds == "round 2 of Harbour Plan 2025-26 (19 March 2026) to round 1"


def test_who_may_not_read_the_year_before_is_shown_nothing_of_it(page, years):
    _, made = years
    page.sign_in(make_person("Joan Whitlock", roles=["service manager"], scope=made.scope))
    assert "This is the first round that was closed" in page.get(f"/plans/{made.key}/movement/").text
    assert "Harbour Plan 2025-26" not in page.get(f"/plans/{made.key}/rounds/1/").tree.xpath("string(//main)")


def test_what_was_held_against_the_year_before_stays_whatever_becomes_of_either(years):
    old, made = years
    with pytest.raises(RuleBroken, match="later round was closed"):
        reopen_round(round=latest_closed(old.plan), why="The lead of 1.1 was mistaken.", by=old.actor, at=APRIL)
    before = round_as_json(round_shown(latest_closed(made)))
    made.actions.update(state="withdrawn", ref="x", wording="Reworded")
    old.plan.actions.update(wording="Reworded", state="in_progress")
    old.done.delete()
    assert round_as_json(round_shown(latest_closed(made))) == before


def test_an_extension_of_either_year_counts_and_a_third_year_is_read_back_through_both(cast, years):
    old, made = years
    row = heir(old.green, made)
    lead = by(cast.lead_officer)
    ask_new_end(action=row, end="October 2026", reason="Two schools are late.", by=lead, at=APRIL + timedelta(days=31))
    asked = row.end_date_changes.get()
    decide_new_end(change=asked, approve=True, by=old.actor, at=APRIL + timedelta(days=32), note="The board agreed.")
    second = plan_round(plan=made, board=None, dates=DATES, by=old.actor)
    (one,) = as_it_stands(second, on=date(2026, 6, 1)).movement.extended
    assert (one.action, one.times, one.after) == (row.key, 1, "October 2026")
    closed(made, old.actor, APRIL + timedelta(days=60))
    (one,) = round_shown(latest_closed(made)).movement.extended
    assert one.times == 1
