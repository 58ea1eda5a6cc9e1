"""The year's refresh waits for the open round: it leads to that round, and whoever closes it is led back."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from goldenthread.boards.commands.rounds import RoundDates, open_round, plan_round
from goldenthread.boards.models import MonitoringRound
from tests.boards.asking.asked import WHY
from tests.plan.refreshing import Year, make_year

pytestmark = pytest.mark.django_db

REFRESH = "/plans/harbour-plan-2025-26/refresh/"
BACK = f"{REFRESH}#all"


@pytest.fixture
def year(cast):
    return make_year(cast)


@pytest.fixture
def manager(page, cast):
    return page.sign_in(cast.service_manager)


def open_for(year: Year) -> MonitoringRound:
    """A round of the plan that was opened three days ago."""
    dates = RoundDates(date(2025, 12, 1), date(2026, 2, 28))
    made = plan_round(plan=year.plan, board=None, dates=dates, by=year.actor)
    open_round(round=made, by=year.actor, at=timezone.now() - timedelta(days=3))
    return made


def nothing_missing(found: MonitoringRound, year: Year) -> None:
    """Everything that was asked for is declined for a reason."""
    found.asked.update(declined_at=timezone.now(), declined_by=year.actor.person, declined_why="The year ends first.")


def test_close_it_leads_to_the_round_and_the_reason_leads_back_to_the_next_year(manager, year):
    found = open_for(year)
    year.prepared()
    asked = manager.get(REFRESH)
    shown = manager.get(asked.links()["Close it"])
    assert shown.heading.startswith("Round 1")
    why = manager.get(manager.send(shown, action="move/", press="to=closed").location)
    assert "Close round 1" in why.heading
    assert why.links()["Leave it open"] == BACK
    assert manager.send(why, {"missing_why": WHY}).location == BACK
    found.refresh_from_db()
    assert found.state == "closed"
    after = manager.get(REFRESH)
    assert "Round 1 is closed. You are back at the next year." in after
    assert "Close it" not in after.links()


def test_where_nothing_is_missing_one_press_closes_and_leads_back(manager, year):
    found = open_for(year)
    year.prepared()
    nothing_missing(found, year)
    shown = manager.get(manager.get(REFRESH).links()["Close it"])
    weighed = manager.send(shown, action="move/", press="to=moderation")
    shown = manager.get(weighed.location)
    assert manager.send(shown, action="move/", press="to=closed").location == BACK


def test_whoever_comes_from_elsewhere_stays_at_the_round_and_finds_the_next_year_there(manager, year):
    found = open_for(year)
    nothing_missing(found, year)
    year.prepared()
    closed = manager.send(manager.get(found), action="move/", press="to=closed")
    assert closed.location == found.get_absolute_url()
    assert manager.get(closed.location).links()["Go on with the plan’s next year"] == BACK


def test_without_a_next_year_in_preparation_the_round_offers_none(manager, year):
    found = open_for(year)
    nothing_missing(found, year)
    manager.send(manager.get(found), action="move/", press="to=closed")
    assert "Go on with the plan’s next year" not in manager.get(found).links()


def test_a_word_that_is_not_ours_in_the_address_leads_nowhere_else(manager, year):
    found = open_for(year)
    nothing_missing(found, year)
    shown = manager.get(f"{found.get_absolute_url()}?back=//elsewhere.example/")
    assert manager.send(shown, action="move/", press="to=closed").location == found.get_absolute_url()
