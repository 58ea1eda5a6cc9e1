"""The last press: refused with its reasons or done once, with a receipt that adds up."""

import random

import pytest

from goldenthread.kernel.errors import Conflict, Refusals, RuleBroken
from goldenthread.ledger.models import Entry
from goldenthread.plan.commands.progress import reopen_action
from goldenthread.plan.commands.refreshed import carry_out_refresh
from goldenthread.plan.commands.refreshing import give_refs
from goldenthread.plan.models import Action, Plan, Refresh, Succession
from goldenthread.plan.queries.refresh_rows import refresh_rows
from goldenthread.plan.refresh import Choice
from goldenthread.plan.states import State
from tests.plan.makers import make_action
from tests.plan.pages.scene import make_finding
from tests.plan.refreshing import APRIL, DIRECTOR, make_year


def test_the_last_press_is_refused_with_the_list_of_what_was_not_considered(year):
    refresh = year.begin()
    year.carry(refresh, year.green)
    with pytest.raises(Refusals) as refused:
        year.carry_out(refresh)
    assert set(refused.value.found) == {year.late.key, year.other.key}
    assert Plan.objects.count() == 1


def test_a_row_merged_into_what_does_not_go_on_holds_the_last_press_up(year):
    refresh = year.begin()
    year.carry(refresh, year.other)
    year.choose(refresh, year.late, Choice.MERGE, into=year.green)
    year.choose(refresh, year.green, Choice.WITHDRAW, reason="Others ring families now.")
    with pytest.raises(Refusals) as refused:
        year.carry_out(refresh)
    assert "not carried over itself" in str(refused.value.found[year.late.key])


def test_what_was_reopened_meanwhile_must_be_considered_again(cast, year):
    refresh = year.prepared()
    finding = make_finding(cast, year.plan, "The leaflet is out of date.", key="leaflet")
    reopen_action(action=year.done, finding=finding, note="Print it anew.", rating=None, by=year.actor, at=APRIL)
    with pytest.raises(Refusals) as refused:
        year.carry_out(refresh)
    assert set(refused.value.found) == {year.done.key}


def test_of_two_last_presses_one_is_done(year):
    refresh = year.prepared()
    again = Refresh.objects.get(pk=refresh.pk)
    year.carry_out(refresh)
    with pytest.raises((RuleBroken, Conflict, Refusals)):
        carry_out_refresh(refresh=again, agreed=DIRECTOR, by=year.actor, at=APRIL)
    assert Plan.objects.count() == 2


def test_a_press_on_a_page_that_was_overtaken_is_refused(year):
    refresh = year.prepared()
    give_refs(refresh=refresh, refs={}, renumbers=False, by=year.actor, at=APRIL)
    with pytest.raises(Conflict):
        carry_out_refresh(refresh=refresh, agreed=DIRECTOR, by=year.actor, at=APRIL, version=refresh.version - 1)
    assert Plan.objects.count() == 1
    assert not Action.objects.filter(state=State.CARRIED_OVER).exists()


def test_a_plan_goes_into_its_next_year_once(year):
    refresh = year.prepared()
    year.carry_out(refresh)
    with pytest.raises(RuleBroken, match="already"):
        year.begin()
    with pytest.raises(RuleBroken, match="over"):
        year.choose(refresh, year.late, Choice.CARRY)


def test_blue_leaves_greens_are_carried_and_the_recommendation_stays_under_watch(year):
    refresh = year.prepared()
    new = year.carry_out(refresh)

    assert [(action.ref, action.state) for action in new.actions.order_by("priority__position", "position")] == [
        ("1.1", "in_progress"),
        ("1.2", "in_progress"),
        ("2.1", "in_progress"),
        ("2.2", "under_watch"),
        ("2.3", "under_watch"),
    ]
    assert new.stage == "live"
    assert refresh.receipt["figures"] == {
        "carried": 3, "reworded": 0, "merged": 0, "withdrawn": 0, "watched": 2, "left": 1, "out": 0,
    }  # fmt: skip
    assert sum(refresh.receipt["figures"].values()) == refresh.receipt["actions"] == 6
    assert new.links.get().other == year.plan
    assert new.links.get().kind == "follows"


def test_the_old_rows_say_where_they_went_and_the_blue_ones_stay_blue(gone_on):
    year, new = gone_on
    states = dict(year.plan.actions.values_list("ref", "state"))
    assert states == {
        "1.1": "carried_over", "1.2": "carried_over", "2.2": "carried_over",
        "1.3": "completed_on_paper", "2.1": "completed_on_paper", "2.3": "completed_on_paper",
    }  # fmt: skip
    went = {tie.action.ref: (tie.how, tie.successor.ref) for tie in Succession.objects.select_related()}
    assert went == {
        "1.1": ("carry", "1.1"), "1.2": ("carry", "1.2"), "2.2": ("carry", "2.1"),
        "2.1": ("watch", "2.2"), "2.3": ("watch", "2.3"),
    }  # fmt: skip
    assert set(new.actions.values_list("came_from__action__plan", flat=True)) == {year.plan.pk}


def test_every_row_that_leaves_is_entered(year):
    before = Entry.objects.filter(subject__startswith="action:").count()
    year.carry_out(year.prepared())
    entries = Entry.objects.filter(subject__startswith="action:").order_by("number")[before:]
    assert {entry.what for entry in entries} == {"plan.action_carried_over", "plan.action_put_under_watch"}
    assert len(entries) == 5


@pytest.mark.parametrize("seed", range(5))
def test_the_receipts_figures_add_up_whatever_was_chosen(cast, seed):
    chance = random.Random(seed)  # noqa: S311 - for variety, the same each time
    year = make_year(cast)
    states = ["not_started", "in_progress", "paused", "withdrawn", "completed_on_paper", "under_watch"]
    for number in range(20):
        state = chance.choice(states)
        make_action(year.plan, ref=f"1.{number + 10}", state=state, is_standing=chance.random() < 0.3)
    refresh = year.prepared()
    target = year.green
    for row in refresh_rows(refresh).unconsidered:
        choice = chance.choice([Choice.CARRY, Choice.REWORD, Choice.MERGE, Choice.WITHDRAW])
        year.choose(
            refresh, row.action, choice, wording=f"Anew {row.name}", into=target, reason="It was chosen by chance."
        )
    new = year.carry_out(refresh)
    figures = refresh.receipt["figures"]
    assert sum(figures.values()) == refresh.receipt["actions"] == year.plan.actions.count() == 26
    assert new.actions.count() == figures["carried"] + figures["reworded"] + figures["watched"]
    assert Succession.objects.count() == 26 - figures["left"] - figures["out"]
    assert new.actions.filter(state="under_watch").count() == figures["watched"]
