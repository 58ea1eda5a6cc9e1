"""The closings of a round before it was corrected: each keeps a page of its own, as it was closed then."""

from datetime import UTC, date, datetime

import pytest
from lxml.html import tostring

from goldenthread.boards.commands.rounds import RoundDates, close_round, open_round, plan_round, reopen_round
from goldenthread.identity.actor import Actor
from tests.cast import make_person
from tests.plan.makers import make_action, make_plan, make_rating, make_update

pytestmark = pytest.mark.django_db
FEBRUARY, MARCH, LATER = (datetime(2026, month, 6, 10, tzinfo=UTC) for month in (2, 3, 4))
DATES = RoundDates(period_starts_on=date(2025, 12, 1), period_ends_on=date(2026, 2, 28))
WHY, WRONG = "Half of the leads were on leave.", "The lead of 1.1 was mistaken."
FIRST = "/plans/sip/rounds/2/closings/1/"


@pytest.fixture
def manager():
    return Actor(make_person("Miriam Bell", roles=["service manager"]))


@pytest.fixture
def plan(manager):
    plan = make_plan(key="sip")
    for number in (1, 2, 3):
        make_action(plan, ref=f"1.{number}", ends_on=date(2026, 1, 31), ends_written="January 2026")
    for at in (FEBRUARY, MARCH):
        made = plan_round(plan=plan, board=None, dates=DATES, by=manager)
        open_round(round=made, by=manager, at=at)
        close_round(round=made, by=manager, at=at, missing_why=WHY)
    return plan


def correct(plan, manager):
    found = plan.rounds.get(number=2)
    reopen_round(round=found, why=WRONG, by=manager, at=LATER)
    plan.actions.filter(ref="1.1").update(rating=make_rating(plan, "Red"), wording="Other words.")
    make_update(plan.actions.get(ref="1.2"), "Seen again.", by=manager.person, recorded_at=LATER)
    close_round(round=found, by=manager, at=LATER, missing_why="Nobody else could be asked.")


def test_while_a_round_is_corrected_its_page_leads_to_the_closing_that_is_kept(page, plan, manager):
    page.sign_in(manager.person)
    before = page.get("/plans/sip/rounds/2/")
    reopen_round(round=plan.rounds.get(number=2), why=WRONG, by=manager, at=LATER)
    shown = page.get("/plans/sip/rounds/2/")
    assert f"taken up for a correction: {WRONG} What was closed is kept: Closing 1 as it was" in shown.text
    assert shown.links()["Closing 1 as it was, 6 March 2026"] == FIRST
    kept = page.get(FIRST)
    assert f"The round was taken up for a correction: {WRONG}" in kept.text
    assert frozen(kept) == frozen(before)


def frozen(answer):
    """What the page says of the closing, byte for byte, but for the addresses of what moved."""
    parts = answer.all("//main//section[@aria-labelledby != 'lines']")
    return [tostring(part, encoding="unicode").replace("&amp;closing=1", "") for part in parts]


def test_the_first_closing_of_a_corrected_round_stays_as_it_was_closed_byte_for_byte(page, plan, manager):
    page.sign_in(manager.person)
    before = page.get("/plans/sip/rounds/2/")
    rows = before.all("//section[@aria-labelledby='lines']//tbody")
    correct(plan, manager)
    first, second = page.get(FIRST), page.get("/plans/sip/rounds/2/")
    assert frozen(first) == frozen(before)
    assert len(frozen(first)) > 5
    assert frozen(second) != frozen(before)
    kept = first.all("//section[@aria-labelledby='lines']//tbody")
    assert [tostring(one) for one in kept] == [tostring(one) for one in rows]
    assert "Closing 2 took its place on 6 April 2026: The lead of 1.1 was mistaken." in first.text


def test_the_first_closing_is_reached_from_the_second_from_the_rounds_and_from_all_rounds(page, plan, manager):
    correct(plan, manager)
    page.sign_in(manager.person)
    for address in ("rounds/2/", "rounds/", "rounds/over-time/"):
        assert FIRST in page.get(f"/plans/sip/{address}").links().values(), address
    assert page.get("/plans/sip/rounds/2/closings/2/", status=302).location == "/plans/sip/rounds/2/"
    page.get("/plans/sip/rounds/2/closings/3/", status=404)


def test_what_moved_at_the_first_closing_is_told_of_that_closing(page, plan, manager):
    correct(plan, manager)
    page.sign_in(manager.person)
    moved = page.get(FIRST).links()["Everything that moved since round 1"]
    assert "closing=1" in moved
    assert "1 worsened" not in page.get(moved).text
    assert "Worsened: 1" in page.get(moved.replace("&closing=1", "")).text
    page.get(moved.replace("closing=1", "closing=9"), status=404)


def test_who_may_not_read_the_round_may_not_read_its_first_closing(page, plan, manager):
    correct(plan, manager)
    page.sign_in(make_person("Harriet Coe", roles=["board member"])).get(FIRST, status=404)
