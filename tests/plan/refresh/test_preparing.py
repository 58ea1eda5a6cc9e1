"""Preparing a plan's next year: begun, described, considered, given up; neither plan changes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from goldenthread.kernel.errors import Conflict, NotAllowed, Refusals, RuleBroken
from goldenthread.plan.commands.considering import Chosen, consider
from goldenthread.plan.commands.refreshing import (
    NewYear,
    PriorityLine,
    begin_refresh,
    describe_new_plan,
    give_up_refresh,
)
from goldenthread.plan.models import Plan, Refresh
from goldenthread.plan.queries.refresh_rows import refresh_rows
from goldenthread.plan.refresh import Choice
from tests.cast import by
from tests.plan.makers import make_plan
from tests.plan.refreshing import APRIL


def test_a_refresh_begins_with_all_that_can_be_proposed(year):
    refresh = year.begin()

    assert (refresh.name, refresh.starts, refresh.ends) == ("Harbour Plan 2026-27", "April 2026", "March 2027")
    assert [priority.title for priority in refresh.priorities.all()] == ["Be heard early", "Care that lasts"]
    assert [word.word for word in refresh.words.all()] == ["Blue", "Red", "Amber", "Green"]
    found = {row.name: row.choice for row in refresh_rows(refresh).rows}
    assert found == {"1.1": None, "1.2": None, "1.3": "leave", "2.1": "watch", "2.2": None, "2.3": "watch"}


def test_one_refresh_of_a_plan_is_prepared_at_a_time(year):
    year.begin()
    with pytest.raises(RuleBroken, match="being prepared already"):
        year.begin()


def test_a_beginning_in_the_same_moment_is_refused_in_words(year, monkeypatch):
    year.begin()
    monkeypatch.setattr(Refresh.objects.all().__class__, "first", lambda _: None)
    with pytest.raises(RuleBroken, match="being prepared already"):
        year.begin()


@pytest.mark.parametrize("part", ["lead_officer", "quality_assurance", "director", "board_member", "auditor"])
def test_only_whoever_manages_the_plan_prepares_its_next_year(cast, year, part):
    with pytest.raises(NotAllowed):
        begin_refresh(plan=year.plan, by=by(getattr(cast, part)), at=APRIL)


def test_a_draft_has_no_next_year(cast):
    plan = make_plan(stage="draft", owner=cast.service_manager)
    with pytest.raises(RuleBroken, match="draft"):
        begin_refresh(plan=plan, by=by(cast.service_manager), at=APRIL)


def test_nothing_of_the_plan_changes_while_its_next_year_is_prepared(year):
    before = list(year.plan.actions.order_by("pk").values())
    refresh = year.prepared()
    year.choose(refresh, year.late, Choice.WITHDRAW, reason="Schools are written to by others.")
    assert list(year.plan.actions.order_by("pk").values()) == before
    assert Plan.objects.count() == 1


def test_the_second_of_two_people_is_told_what_the_first_chose(cast, year):
    refresh = year.begin()
    year.choose(refresh, year.late, Choice.WITHDRAW, reason="Schools are written to by others.")
    carried = Chosen(Choice.CARRY, keeps_date=True)
    with pytest.raises(Conflict) as found:
        consider(refresh=refresh, action=year.late, chosen=carried, by=year.actor, at=APRIL, version=0)
    assert found.value.by == cast.service_manager.name
    assert [clash.theirs for clash in found.value.clashes] == ["Withdraw it"]
    assert refresh.considerations.get().choice == Choice.WITHDRAW


def test_a_refresh_that_was_given_up_leaves_everything_as_it_was(year):
    refresh = year.prepared()
    give_up_refresh(refresh=refresh, reason="The board wants another quarter.", by=year.actor, at=APRIL)
    assert Plan.objects.count() == 1
    assert year.begin().stage == Refresh.Stage.PREPARING


def header(refresh, **fields):
    given = NewYear(refresh.name, refresh.starts, refresh.ends, refresh.owner, [], refresh.recheck_on)
    return replace(given, **fields)


def lines(refresh, **titles):
    return [
        PriorityLine(one.pk, one.number, titles.get(f"t{one.number}", one.title), titles.get(f"t{one.number}") != "")
        for one in refresh.priorities.all()
    ]


def test_priorities_are_renamed_dropped_and_added(year):
    refresh = year.begin()
    priorities = [*lines(refresh, t1="Heard at once", t2=""), PriorityLine(None, "3", "Homes that last")]
    describe_new_plan(refresh=refresh, header=header(refresh), priorities=priorities, by=year.actor)
    third = refresh.priorities.get(number="3")
    year.carry(refresh, year.green, year.late)
    year.choose(refresh, year.other, Choice.CARRY, priority=third)
    year.choose(refresh, year.met, Choice.WATCH, priority=third)
    with pytest.raises(Refusals) as refused:
        year.carry_out(refresh)
    assert "not kept" in str(refused.value.found[year.duty.key])
    year.choose(refresh, year.duty, Choice.WATCH, priority=third)
    new = year.carry_out(refresh)
    assert [(one.number, one.title, one.actions.count()) for one in new.priorities.all()] == [
        ("1", "Heard at once", 2),
        ("3", "Homes that last", 3),
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": " "}, "name"),
        ({"starts": "someday"}, "month or a day"),
        ({"starts": "", "ends": ""}, "from when to when"),
        ({"starts": "April 2025"}, "after the old one"),
        ({"recheck_on": APRIL.date() - timedelta(days=1)}, "day to come"),
    ],
)
def test_the_new_plans_header_is_checked(year, fields, said):
    refresh = year.begin()
    with pytest.raises(RuleBroken, match=said):
        describe_new_plan(refresh=refresh, header=header(refresh, **fields), priorities=lines(refresh), by=year.actor)
