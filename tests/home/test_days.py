"""What the program does by itself when its day has come."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError

from goldenthread.boards.commands.rounds import RoundDates, plan_round
from goldenthread.boards.models import Asked
from goldenthread.home import days
from goldenthread.identity.commands.leaving import plan_hand_over
from goldenthread.identity.models import EVERYTHING
from tests.cast import by
from tests.plan.makers import make_action, make_plan

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 16, 10, tzinfo=UTC)
FRIDAY = date(2026, 3, 20)
SATURDAY = datetime(2026, 3, 21, 6, tzinfo=UTC)


def test_a_round_that_opens_the_morning_after_asks_the_successor(cast):
    plan = make_plan()
    action = make_action(plan, leads=[cast.lead_officer], ends_on=date(2026, 12, 31))
    plan_hand_over(
        person=cast.lead_officer,
        successors={EVERYTHING: cast.director},
        by=by(cast.lead_officer),
        on=FRIDAY,
        at=MONDAY,
        closes_account=False,
    )
    dates = RoundDates(date(2025, 12, 1), date(2026, 2, 28), opens_on=date(2026, 3, 21))
    plan_round(plan=plan, board=None, dates=dates, by=by(cast.service_manager))
    days.keep_days(at=SATURDAY)
    assert action.leads.get().person == cast.director
    assert Asked.objects.get().person == cast.director


def test_what_the_database_cannot_do_now_holds_up_nothing_else(monkeypatch, caplog):
    done = []

    def fails(*, at):
        raise DatabaseError("it rests")

    def works(*, at):
        done.append(at)
        return 1

    monkeypatch.setattr(days, "JOBS", (fails, works))
    days.keep_days(at=SATURDAY)
    assert done == [SATURDAY]
    assert "fails was not done this time." in caplog.text
