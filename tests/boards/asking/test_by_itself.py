"""A round opens, reminds and calls by itself, on its days and never twice for one."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from goldenthread.boards.commands.rounds import RoundDates, plan_round
from goldenthread.boards.jobs import keep_rounds
from goldenthread.identity.actor import Actor
from goldenthread.notices.models import Notice
from goldenthread.plan.commands.progress import confirm_unchanged
from tests.boards.asking.asked import DUE, action, states

pytestmark = pytest.mark.django_db


def kept(found, on):
    keep_rounds(at=datetime(on.year, on.month, on.day, 9, tzinfo=UTC))
    return list(Notice.objects.order_by("pk").values_list("kind", flat=True))


def test_a_round_opens_reminds_and_calls_by_itself_and_never_twice_for_one_day(plan, manager):
    days = RoundDates(
        date(2025, 12, 1), date(2026, 2, 28), opens_on=date(2026, 3, 2), returns_due_on=DUE, closes_on=date(2026, 3, 20)
    )
    found = plan_round(plan=plan, board=None, dates=days, by=manager)
    assert kept(found, date(2026, 3, 1)) == []
    assert kept(found, date(2026, 3, 2)) == ["round-asked"]
    assert kept(found, date(2026, 3, 9)) == ["round-asked"]
    assert kept(found, date(2026, 3, 10))[1:] == ["round-reminder"]
    assert kept(found, date(2026, 3, 12))[2:] == []
    assert kept(found, date(2026, 3, 14))[2:] == ["round-reminder", "round-senior"]
    assert kept(found, date(2026, 3, 18))[4:] == []
    assert kept(found, date(2026, 3, 19))[4:] == ["round-last-call", "round-senior"]
    assert kept(found, date(2026, 3, 19))[6:] == []


def test_the_days_of_a_round_hold_across_summer_time(plan, manager):
    days = RoundDates(date(2026, 1, 1), date(2026, 3, 28), opens_on=date(2026, 3, 29), returns_due_on=date(2026, 3, 30))
    plan_round(plan=plan, board=None, dates=days, by=manager)
    keep_rounds(at=datetime(2026, 3, 28, 23, 30, tzinfo=UTC))
    assert not Notice.objects.exists()
    keep_rounds(at=datetime(2026, 3, 29, 23, 30, tzinfo=UTC))  # half past midnight on the 30th, in summer time
    asked = plan.rounds.get().asked.first()
    assert timezone.localdate(asked.asked_at) == date(2026, 3, 30)
    late = action(plan, "1.1")
    confirm_unchanged(action=late, by=Actor(late.leads.get().person), at=datetime(2026, 3, 30, 22, 59, tzinfo=UTC))
    assert states(plan.rounds.get(), on=date(2026, 3, 31))["p1-1.1"] == "returned"
    other = action(plan, "1.2")
    confirm_unchanged(action=other, by=Actor(late.leads.get().person), at=datetime(2026, 3, 30, 23, 1, tzinfo=UTC))
    assert states(plan.rounds.get(), on=date(2026, 3, 31))["p1-1.2"] == "late"
