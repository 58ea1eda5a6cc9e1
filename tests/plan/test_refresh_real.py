"""The real plan goes into its next year in a few presses: blues leave, the recommendations stay, greens are carried."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from goldenthread.identity.actor import system
from goldenthread.plan.commands.considering import Chosen, consider, consider_several
from goldenthread.plan.commands.paper import accept_paper
from goldenthread.plan.commands.refreshed import carry_out_refresh
from goldenthread.plan.commands.refreshing import begin_refresh
from goldenthread.plan.intake import stage_paper
from goldenthread.plan.models import Recheck, Succession
from goldenthread.plan.queries.refresh_rows import refresh_rows
from goldenthread.plan.refresh import Choice
from goldenthread.plan.states import Colour
from tests.plan.refreshing import DIRECTOR

SEED = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "002_a1c4b4f6bbec8876.txt"
pytestmark = [pytest.mark.django_db, pytest.mark.shared]
MARCH, MAY = datetime(2018, 3, 6, 10, tzinfo=UTC), datetime(2018, 5, 2, 10, tzinfo=UTC)
SIX = ["1", "2", "3", "4", "5", "6"]


def test_the_real_plan_clears_its_blues_keeps_the_six_recommendations_and_carries_its_greens():
    by = system("import-desk", "The import desk")
    of = stage_paper(chunks=[SEED.read_bytes()], name=SEED.name, by=by, at=MARCH)
    plan = accept_paper(of=of, by=by, at=MARCH).plan

    refresh = begin_refresh(plan=plan, by=by, at=MAY)
    left = refresh_rows(refresh).unconsidered
    assert len(left) == 47
    greens = [row.action for row in left if row.action.rating.colour == Colour.GREEN]
    late = [row.action for row in left if row.late]
    assert (len(late), refresh.starts) == (29, "April 2018")
    together = [row.action for row in left if not row.late]
    consider_several(refresh=refresh, actions=together, chosen=Chosen(Choice.CARRY), by=by, at=MAY)
    as_late = Chosen(Choice.CARRY, keeps_date=True)
    for action in late:
        consider(refresh=refresh, action=action, chosen=as_late, by=by, at=MAY)
    amber = [row.action for row in left if row.action not in greens]
    started = time.process_time()
    new = carry_out_refresh(refresh=refresh, agreed=DIRECTOR, by=by, at=MAY)
    assert time.process_time() - started < 10

    assert refresh.receipt["figures"] == {
        "carried": 47, "reworded": 0, "merged": 0, "withdrawn": 0, "watched": 22, "left": 45, "out": 0,
    }  # fmt: skip
    assert (len(greens), len(amber)) == (46, 1)
    watched = new.actions.filter(state="under_watch")
    numbers = watched.values_list("action_findings__finding__number", flat=True)
    assert sorted(set(numbers)) == SIX
    assert Recheck.objects.filter(action__plan=new, result="").count() == 22
    assert new.actions.count() == 69
    assert Succession.objects.filter(refresh=refresh).count() == 69
    kept = {one.old.word: one.new.made.word for one in refresh.mappings.select_related("old", "new__made")}
    assert kept == {"Completed": "Blue", "Blue": "Blue", "Amber": "Amber", "Green": "Green", "Red": "Red"}
    assert len(set(new.actions.values_list("ref", flat=True))) == 69
