"""The plan of 2 May 2018, from the documents beside the checkout: challenged, checked, taken out and brought back."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest

from goldenthread.identity.actor import system
from goldenthread.intake.opening import read_stream
from goldenthread.plan.cells import COLUMNS, plan_cells
from goldenthread.plan.challenge import challenge
from goldenthread.plan.checks import run_checks
from goldenthread.plan.export import export_plan
from goldenthread.plan.exporting.returning import own_columns, restored
from goldenthread.plan.reading.reader import read_plan
from tests.plan.makers import plan_from_reading

PACK = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "002_a1c4b4f6bbec8876.txt"
MEETING = date(2018, 5, 2)
pytestmark = [pytest.mark.django_db, pytest.mark.shared]


@pytest.fixture(scope="module")
def reading():
    with PACK.open("rb") as stream:
        return read_plan(read_stream(stream, "pack.txt"))


@pytest.fixture
def plan(db, reading):
    return plan_from_reading(reading, key="sip-2017-18")


def test_29_of_46_greens_disagree_on_the_day_of_the_meeting(plan):
    found = challenge(plan, on=MEETING)
    assert found.declared == {"blue": 67, "red": 0, "amber": 1, "green": 46, "none": 0}
    assert sum(found.derived.values()) == 114
    assert found.derived["none"] == 68
    assert len(found.disagreements) == 29
    assert {one.declared for one in found.disagreements} == {"green"}


def test_the_checks_find_what_was_counted_by_hand(plan):
    found = {result.id: result.actions for result in run_checks(plan, on=MEETING)}
    counted = {name: len(actions) for name, actions in found.items()}
    assert counted["no-lead"] == 1
    assert counted["senior-lead-is-lead"] == 2
    assert counted["dates-reversed"] == 2
    assert counted["date-unreadable"] == 1
    assert counted["late-while-green"] == 29
    assert counted["remark-not-update"] == 10
    assert counted["complete-says-only-so"] == 13
    assert [one.ref for one in found["silent"]] == ["3.1", "3.11", "3.12", "4.15", "3.2"]
    assert counted["blue-without-evidence"] == 67
    assert "RG leads" in found["lead-with-too-many"][0].because


@pytest.mark.parametrize("format", ["xlsx", "csv"])
def test_the_real_plan_comes_back_the_same(plan, format):
    content = export_plan(plan, format, by=system("test", "Test"), at=datetime(2026, 4, 3, tzinfo=UTC))
    document = read_stream(BytesIO(content), f"plan.{format}")
    reading = read_plan(restored(document), columns=own_columns(document))
    after = [{column.value: action.cells.get(column, "") for column in COLUMNS} for action in reading.actions]
    assert after == [row.cells for row in plan_cells(plan)]
    assert len(after) == 114
    assert [one.title for one in reading.priorities] == list(plan.priorities.values_list("title", flat=True))


def test_even_without_knowing_our_layout_the_excel_is_read_the_same(plan):
    content = export_plan(plan, "xlsx", by=system("test", "Test"), at=datetime(2026, 4, 3, tzinfo=UTC))
    reading = read_plan(read_stream(BytesIO(content), "plan.xlsx"))
    after = [{column.value: action.cells.get(column, "") for column in COLUMNS} for action in reading.actions]
    assert after == [row.cells for row in plan_cells(plan)]
