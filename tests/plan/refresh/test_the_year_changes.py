"""One press changes both plans: until then the old one is worked on, from then on the new one is."""

from datetime import date, timedelta

import pytest

from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.challenge import challenge
from goldenthread.plan.commands.refreshed import Agreed
from goldenthread.plan.models import Plan
from goldenthread.plan.queries import asking
from goldenthread.plan.queries.mine import owed_by
from goldenthread.plan.queries.plan_header import next_year
from tests.plan.pages.scene import make_body
from tests.plan.refreshing import APRIL, DIRECTOR


def test_while_the_next_year_is_prepared_the_old_plan_is_the_one_that_is_worked_on(cast, year):
    before = challenge(year.plan, on=APRIL.date()).declared
    refresh = year.prepared()
    assert next_year(year.plan).startswith("Next year’s plan is being prepared")
    assert challenge(year.plan, on=APRIL.date()).declared == before
    assert list(owed_by(cast.lead_officer)) == [year.green]
    year.plan.refresh_from_db()
    assert year.plan.stage == "live"
    assert refresh.made is None


def test_the_press_makes_the_new_plan_live_and_closes_the_old_one(cast, year):
    body = make_body(cast)
    agreed = Agreed(body=body, on=date(2026, 4, 2))
    new = year.carry_out(year.prepared(), agreed=agreed)
    year.plan.refresh_from_db()
    assert (new.stage, year.plan.stage) == ("live", "closed")
    assert [(move.stage, move.body, move.on) for move in new.moves.all()] == [
        ("agreed", body, date(2026, 4, 2)), ("live", body, date(2026, 4, 8)),
    ]  # fmt: skip
    assert year.plan.moves.get().body == body
    assert [action.plan for action in owed_by(cast.lead_officer)] == [new]
    assert next_year(year.plan) == ""


@pytest.mark.parametrize(
    ("agreed", "said"),
    [(Agreed(), "Name the body"), (Agreed(note="The director.", on=APRIL.date() + timedelta(days=1)), "future")],
)
def test_the_press_needs_who_agreed_the_new_plan_and_not_on_a_day_to_come(year, agreed, said):
    refresh = year.prepared()
    with pytest.raises(RuleBroken, match=said):
        year.carry_out(refresh, agreed=agreed)
    assert Plan.objects.count() == 1


def test_the_year_does_not_change_while_a_round_of_the_plan_is_open(year, monkeypatch):
    refresh = year.prepared()
    monkeypatch.setattr(asking, "_SINCE", [lambda plans: dict.fromkeys(plans, APRIL)])
    with pytest.raises(RuleBroken, match="A round of this plan is open"):
        year.carry_out(refresh, agreed=DIRECTOR)
    year.plan.refresh_from_db()
    assert year.plan.stage == "live"
    assert Plan.objects.count() == 1


def test_an_old_plan_that_was_closed_before_stays_closed(year):
    Plan.objects.filter(pk=year.plan.pk).update(stage="closed")
    year.plan.refresh_from_db()
    new = year.carry_out(year.prepared(), agreed=DIRECTOR)
    year.plan.refresh_from_db()
    assert (new.stage, year.plan.stage) == ("live", "closed")
