"""What is under watch is counted apart, by one word and one figure wherever a plan or a closed round is counted."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from goldenthread.boards.commands.rounds import RoundDates, close_round, open_round, plan_round
from goldenthread.boards.queries.movement_between import movement_between
from goldenthread.boards.queries.rounds import round_as_json, round_shown
from goldenthread.boards.queries.year_by_year import year_by_year
from goldenthread.plan.challenge import challenge
from goldenthread.plan.models import Action
from goldenthread.plan.states import Colour
from tests.boards.asking.asked import WHY
from tests.cast import make_cast
from tests.plan.refreshing import APRIL, heir, make_year
from tests.standing import made_once

pytestmark = pytest.mark.django_db


def closed(plan, actor, at):
    made = plan_round(plan=plan, board=None, dates=RoundDates(date(2025, 12, 1), date(2026, 2, 28)), by=actor)
    open_round(round=made, by=actor, at=at - timedelta(days=1))
    close_round(round=made, by=actor, at=at, missing_why=WHY)
    return made


@made_once
def two_years():
    """A year, and the next one with two actions under watch, both with a closed round."""
    cast = make_cast()
    old = make_year(cast)
    closed(old.plan, old.actor, APRIL - timedelta(days=2))
    made = old.carry_out(old.prepared())
    return cast, old, made, closed(made, old.actor, APRIL + timedelta(days=90))


def test_a_closed_round_counts_what_is_under_watch_apart_from_blue_and_from_no_rating(page, two_years):
    cast, _, made, first = two_years
    shown = round_shown(first)
    assert (shown.counts[Colour.BLUE], shown.counts[Colour.NONE], shown.watched) == (0, 0, 2)
    assert sum(shown.counts.values()) + shown.watched == len(shown.lines) == 5
    page.sign_in(cast.service_manager)
    assert "Under watch" in page.get(first).text
    assert "2 under watch" in page.get(f"/plans/{made.key}/rounds/").text
    assert "Under watch" in page.get(f"/plans/{made.key}/rounds/over-time/").text


def test_the_data_of_a_round_keep_the_colours_and_tell_what_is_under_watch_beside_them(two_years):
    *_, first = two_years
    told = round_as_json(round_shown(first))
    assert set(told["counts"]) == {"blue", "red", "amber", "green", "none"}
    assert (told["counts"]["blue"], told["counts"]["none"], told["under_watch"]) == (0, 0, 2)
    out = StringIO()
    call_command("round", "show", first.plan.key, "--json", stdout=out)
    assert json.loads(out.getvalue())["under_watch"] == 2


def test_the_challenge_of_a_plan_counts_what_is_under_watch_apart(two_years):
    _, _, made, _ = two_years
    found = challenge(made, on=date(2026, 7, 1))
    assert (sum(found.declared.values()), found.declared[Colour.NONE], found.watched) == (3, 0, 2)
    assert sum(found.derived.values()) == 5, "by its dates a finished action has no rating, whatever was declared"


def test_the_start_page_and_year_by_year_say_the_same(page, two_years):
    cast, _, made, _ = two_years
    last = year_by_year(made, reader=cast.service_manager).years[-1]
    assert (last.counts.colours[Colour.BLUE], last.counts.colours[Colour.NONE], last.counts.watched) == (0, 0, 2)
    assert last.counts.actions == 5
    page.sign_in(cast.service_manager)
    assert "02 under watch in Harbour Plan 2026-27" in page.get("/").text, "none complete this year, two watched"
    assert "Under watch 2" in page.get(f"/plans/{made.key}/rounds/years/").text


def test_a_recommendation_under_watch_that_slips_shows_as_reopened(two_years):
    _, old, made, _ = two_years
    watched = heir(old.met, made)
    red = made.rating_words.get(colour="red")
    Action.objects.filter(pk=watched.pk).update(state="in_progress", rating=red)
    closed(made, old.actor, APRIL + timedelta(days=180))
    assert watched.key in movement_between(made).movement.reopened
