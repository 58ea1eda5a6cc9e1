"""What ends before the new plan begins is asked about, one by one: a new end with its reason, or that it stays late."""

from dataclasses import replace
from datetime import date

import pytest

from goldenthread.kernel.errors import Refusals, RuleBroken
from goldenthread.plan.commands.considering import Chosen, consider_several
from goldenthread.plan.commands.refreshing import NewYear, PriorityLine, describe_new_plan
from goldenthread.plan.models import Action, EndDateChange, Plan
from goldenthread.plan.queries.refresh_rows import refresh_rows
from goldenthread.plan.refresh import Choice, is_late_at_start
from goldenthread.plan.states import State
from tests.plan.refreshing import APRIL, heir

FIRST = date(2026, 4, 1)


@pytest.mark.parametrize(
    ("ends_on", "late"),
    [(date(2026, 3, 31), True), (FIRST, False), (None, False)],
)
def test_an_end_before_the_first_day_is_late(ends_on, late):
    assert is_late_at_start(state=State.IN_PROGRESS, ends_on=ends_on, first_day=FIRST, asked_for=None) is late


def test_nobody_is_asked_twice():
    common = {"ends_on": date(2026, 3, 31), "first_day": FIRST}
    assert not is_late_at_start(state=State.REPORTED_COMPLETE, asked_for=None, **common)
    assert not is_late_at_start(state=State.IN_PROGRESS, asked_for=date(2026, 5, 31), **common)
    assert is_late_at_start(state=State.IN_PROGRESS, asked_for=date(2026, 3, 30), **common)


@pytest.mark.parametrize("rating", ["Green", "Amber", "Red"])
def test_what_is_late_is_not_carried_over_unasked_whatever_its_rating(year, rating):
    Action.objects.filter(pk=year.late.pk).update(rating=year.plan.rating_words.get(word=rating))
    refresh = year.begin()
    with pytest.raises(RuleBroken, match=r"Mar.2026, lies before the new plan begins"):
        year.choose(refresh, year.late, Choice.CARRY)
    with pytest.raises(RuleBroken, match="lies before"):
        year.choose(refresh, year.late, Choice.REWORD, wording="Visit every school.")
    carried = Chosen(Choice.CARRY)
    with pytest.raises(RuleBroken, match=r"These end before the new plan begins: 1\.2"):
        consider_several(refresh=refresh, actions=[year.green, year.late], chosen=carried, by=year.actor, at=APRIL)
    assert not refresh.considerations.exists()


def test_a_new_end_that_is_late_as_well_is_refused(year):
    refresh = year.begin()
    with pytest.raises(RuleBroken, match="30 March 2026, lies before"):
        year.choose(refresh, year.late, Choice.CARRY, ends="30 March 2026", reason="It takes a day less.")


def test_the_date_is_kept_as_late_where_somebody_says_so(year):
    refresh = year.begin()
    year.choose(refresh, year.late, Choice.CARRY, keeps_date=True)
    year.carry(refresh, year.green, year.other)
    new = year.carry_out(refresh)
    found = heir(year.late, new)
    assert found.ends_on == date(2026, 3, 31)
    assert not found.end_date_changes.exists()
    assert year.late.successions.get().reason == "Its end stays as it was: late."


def test_a_plan_that_begins_later_after_all_holds_the_last_press_up_until_its_rows_are_asked_about(year):
    refresh = year.prepared()
    header = NewYear(refresh.name, refresh.starts, refresh.ends, refresh.owner, [], refresh.recheck_on)
    kept = [PriorityLine(one.pk, one.number, one.title) for one in refresh.priorities.all()]
    describe_new_plan(refresh=refresh, header=replace(header, starts="September 2026"), priorities=kept, by=year.actor)
    refresh.refresh_from_db()
    assert {row.name for row in refresh_rows(refresh).rows if row.unanswered} == {"1.1", "2.2"}
    with pytest.raises(Refusals) as refused:
        year.carry_out(refresh)
    assert set(refused.value.found) == {year.green.key, year.other.key}
    assert "Jul" in str(refused.value.found[year.green.key])
    assert Plan.objects.count() == 1


def test_where_a_later_end_is_asked_for_nobody_is_asked_again(cast, year):
    EndDateChange.objects.create(
        action=year.late, after_written="May 2026", after_on=date(2026, 5, 31), after_precision="month",
        reason="Two schools are late.", asked_by=cast.lead_officer, asked_at=APRIL,
    )  # fmt: skip
    refresh = year.begin()
    year.choose(refresh, year.late, Choice.CARRY)
    year.carry(refresh, year.green, year.other)
    assert year.carry_out(refresh).actions.count() == 5
