"""The years of a plan side by side: counts of each year's last closing, priorities followed through their names."""

from datetime import date, timedelta

import pytest

from goldenthread.boards.commands.rounds import RoundDates, close_round, open_round, plan_round
from goldenthread.boards.queries.movement_by_plan import movement_by_plan
from goldenthread.boards.queries.year_by_year import year_by_year
from goldenthread.plan.commands.refreshing import begin_refresh
from goldenthread.plan.models import Action, RefreshPriority
from goldenthread.plan.states import Colour
from tests.boards.asking.asked import WHY
from tests.cast import make_cast, make_person
from tests.plan.makers import make_action
from tests.plan.refreshing import APRIL, make_year
from tests.standing import made_once

pytestmark = pytest.mark.django_db


def closed(plan, actor, at):
    """A round of the plan that was opened and closed at one moment."""
    made = plan_round(plan=plan, board=None, dates=RoundDates(date(2025, 12, 1), date(2026, 2, 28)), by=actor)
    open_round(round=made, by=actor, at=at - timedelta(days=1))
    close_round(round=made, by=actor, at=at, missing_why=WHY)
    return made


@pytest.fixture
def old(cast):
    return make_year(cast)


@made_once
def two_years():
    """Everybody, a year, and the next year, its second priority renamed; both years with a closed round."""
    cast = make_cast()
    old = make_year(cast)
    closed(old.plan, old.actor, APRIL - timedelta(days=60))
    Action.objects.filter(pk=old.green.pk).update(rating=old.other.rating)
    closed(old.plan, old.actor, APRIL - timedelta(days=2))
    refresh = old.prepared()
    RefreshPriority.objects.filter(refresh=refresh, number="2").update(number="7", title="Homes that last")
    made = old.carry_out(refresh)
    closed(made, old.actor, APRIL + timedelta(days=90))
    return cast, old, made


def test_each_year_counts_its_last_closing_in_the_order_of_the_years(two_years):
    cast, old, new = two_years
    for plan in (old.plan, new):
        page = year_by_year(plan, reader=cast.service_manager)
        assert [year.plan for year in page.years] == [old.plan, new]
    first, second = (year.counts for year in page.years)
    assert first.closing.round.number == 2
    assert (first.colours[Colour.BLUE], first.colours[Colour.AMBER], first.actions) == (3, 2, 6)
    assert second.actions == 5


def test_a_priority_that_was_renamed_stands_on_one_line(two_years):
    cast, _, new = two_years
    page = year_by_year(new, reader=cast.service_manager)
    labels = [label for label, _ in page.rows]
    assert len(labels) == 2
    assert "Priority 7: Homes that last" in labels
    for _, cells in page.rows:
        assert None not in cells


def test_until_the_first_closing_of_a_new_plan_its_priorities_are_not_said_to_be_missing(page, cast, old):
    closed(old.plan, old.actor, APRIL - timedelta(days=2))
    made = old.carry_out(old.prepared())
    page.sign_in(cast.service_manager)
    text = page.get(f"/plans/{made.key}/rounds/years/").text
    assert "Not in the plan" not in text
    assert text.count("No round closed yet") == 2


def test_what_became_of_the_plan_since_changes_no_figure(page, two_years):
    cast, old, new = two_years
    page.sign_in(cast.service_manager)
    at = f"/plans/{new.key}/rounds/years/"
    before = page.get(at).text
    make_action(new, ref="9.9")
    Action.objects.filter(plan__in=[old.plan, new]).update(rating=None)
    assert page.get(at).text == before
    assert "Year by year" in page.get(f"/plans/{new.key}/rounds/").links()
    assert "Year by year" in page.get(f"/plans/{old.plan.key}/rounds/").links()


def test_a_year_that_the_reader_may_not_read_is_not_named(page, two_years):
    _, old, new = two_years
    reader = make_person("Pat Old", roles=["lead officer"])
    make_action(old.plan, ref="1.8", leads=[reader])
    page.sign_in(reader)
    shown = page.get(f"/plans/{old.plan.key}/rounds/years/").text
    assert new.name not in shown
    assert "Homes that last" not in shown
    assert "Year by year" not in page.get(f"/plans/{old.plan.key}/rounds/").links()
    page.get(f"/plans/{new.key}/rounds/years/", status=404)


def test_more_years_cost_no_more(page, two_years):
    cast, old, new = two_years
    page.sign_in(cast.service_manager)
    two = page.cost(f"/plans/{new.key}/rounds/years/")
    new.actions.update(state="completed_on_paper")
    made = old.carry_out(begin_refresh(plan=new, by=old.actor, at=APRIL))
    assert page.cost(f"/plans/{made.key}/rounds/years/") == two


def test_a_year_without_a_closed_round_says_so(page, cast, old):
    made = old.carry_out(old.prepared())
    page.sign_in(cast.service_manager)
    shown = page.get(f"/plans/{made.key}/rounds/years/").text
    assert shown.count("No round was closed") == 2


def test_over_all_plans_a_year_that_went_on_is_counted_in_its_next_year_alone(two_years):
    _, old, new = two_years
    found = movement_by_plan([old.plan, new], by="senior")
    assert [one.plan for one in found.found] == [new]
    assert not found.unclosed
    assert [one.plan for one in movement_by_plan([old.plan], by="senior").found] == [old.plan], "its own page stays"
