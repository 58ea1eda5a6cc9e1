"""A closed round as the check of figures reads it."""

from datetime import timedelta

import pytest

from goldenthread.boards.commands.rounds import RoundDates, plan_round
from goldenthread.reports.queries.book import book_of
from goldenthread.reports.queries.round_facts import round_facts
from tests.reports.makers import JUNE, LATER, close, draft

pytestmark = pytest.mark.django_db


def facts_on(closing):
    return round_facts(closing, book_of(closing))


def test_a_round_is_held_against_the_closed_one_before_it_although_a_number_was_skipped(world):
    on = LATER.date()
    skipped = plan_round(plan=world.plan, board=None, by=world.manager,
                         dates=RoundDates(period_starts_on=on, period_ends_on=on + timedelta(days=30)))  # fmt: skip
    assert skipped.number == 3
    later = close(world.plan, world.manager, JUNE + timedelta(days=120))
    assert later.number == 4
    before = facts_on(draft(world, round=later).closing).before
    assert (before.named, before.position_on) == ("round 2", JUNE.date())


def test_the_first_round_that_was_closed_is_held_against_none(world):
    first = world.plan.rounds.get(number=1).closings.get()
    found = facts_on(first)
    assert (found.before, found.moved) == (None, None)
