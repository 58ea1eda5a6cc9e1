"""Out and back, against the plan: an unedited export changes nothing, an edited one proposes exactly the edits."""

from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goldenthread.identity.actor import system
from goldenthread.intake.opening import read_stream
from goldenthread.intake.queries import by_kind
from goldenthread.plan.cells import canonical, plan_cells
from goldenthread.plan.comparing import compare_with_plan
from goldenthread.plan.export import export_plan
from goldenthread.plan.intake import understand
from goldenthread.plan.matching import fold
from goldenthread.plan.models import Aim
from goldenthread.plan.states import State
from tests.plan.test_export_round_trip import EDITS, NOW, PLANS, PRIORITIES, actions, build, in_csv, in_workbook

pytestmark = pytest.mark.django_db
NOTHING = by_kind({})
ROW = {
    "ref": "1.1", "wording": "Ring each family.", "aim": "Be heard.", "kind": Aim.Kind.AIM, "section": "",
    "measure": None, "starts_written": "", "ends_on": None, "leads": 0, "senior_lead_written": "", "comments": "",
    "updates": [], "rating": None, "state": State.IN_PROGRESS, "priority": 0,
}  # fmt: skip


def came_back(plan, content, ending):
    document = read_stream(BytesIO(content), f"plan.{ending}")
    return compare_with_plan(plan, understand(document, NOTHING), NOTHING)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@PLANS
@given(rows=st.lists(actions(), min_size=1, max_size=4), titles=PRIORITIES)
@example(rows=[ROW], titles=(("", "Priority 2: not a title", ""), ("2", "Be heard early", ""), ("3", "", "x")))
@example(rows=[ROW, ROW | {"priority": 2}], titles=(("", "Be heard", ""), ("", "Be safe", ""), ("", "Be heard", "")))
@example(rows=[ROW], titles=(("Early help", "", ""), ("2", "Early help", ""), ("2a", "Priority 2", "")))
@example(rows=[ROW, ROW | {"priority": 2}], titles=(("1", "Be heard", ""), ("2", "Be safe", ""), ("", "", "")))
@example(
    rows=[ROW, ROW | {"priority": 1}, ROW | {"priority": 2}], titles=(("", "Be heard", ""), ("", "", "x"), ("", "", ""))
)
def test_an_export_that_nobody_edited_changes_nothing(ending, rows, titles):
    plan = build(rows, titles)
    content = export_plan(plan, ending, by=system("test", "Test"), at=NOW)
    found = came_back(plan, content, ending)
    assert found.changes.counts() == {"new": 0, "changed": 0, "gone": 0, "same": len(rows)}
    assert found.header == ()


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@PLANS
@given(rows=st.lists(actions(), min_size=1, max_size=4), edits=EDITS)
def test_an_edited_export_proposes_exactly_the_edits(ending, rows, edits):
    plan = build(rows, [("1", "Be heard", ""), ("2", "Be safe", "x"), ("3", "Be well", "")])
    before = {row.key: row.cells for row in plan_cells(plan)}
    keys = list(before)
    wanted = {(keys[at % len(keys)], column): canonical(text) for at, column, text in edits}
    content = export_plan(plan, ending, by=system("test", "Test"), at=NOW)
    found = came_back(plan, in_workbook(content, wanted) if ending == "xlsx" else in_csv(content, wanted), ending)
    proposed = {(one.edit.action, one.edit.column): one.edit.paper for one in found.proposals}
    assert proposed == {
        (key, column): text for (key, column), text in wanted.items() if fold(text) != fold(before[key][column])
    }
    assert (found.changes.new, found.changes.gone) == ((), ())
