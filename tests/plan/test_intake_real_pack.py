"""The real pack, from the file to the live plan and back: every row kept, every figure as counted."""

from collections import Counter
from pathlib import Path

import pytest

from goldenthread.documents.storing import read_chunks
from goldenthread.plan.commands.paper import accept_paper, undo_paper
from goldenthread.plan.export import export_plan
from goldenthread.plan.intake import compare_paper, reading_of, stage_paper
from goldenthread.plan.models import Action, Plan
from goldenthread.plan.states import State
from tests.conftest import SHARED
from tests.importing.papers import EVENING, NOON, desk

pytestmark = [pytest.mark.django_db, pytest.mark.shared]
PACK = SHARED / "seeds" / "002_a1c4b4f6bbec8876.txt"


def staged():
    return stage_paper(chunks=read_chunks(Path(PACK)), name=PACK.name, by=desk(), at=NOON)


@pytest.fixture
def of():
    return staged()


@pytest.fixture
def plan(of):
    return accept_paper(of=of, by=desk(), at=EVENING).plan


def test_the_receipt_counts_what_was_counted_by_hand(of):
    receipt = of.receipt
    assert receipt["actions"] == 114
    assert [one["actions"] for one in receipt["priorities"]] == [16, 13, 13, 17, 55]
    assert receipt["by_status"] == {"Completed": 66, "Blue": 1, "Green": 46, "Amber": 1}
    assert (receipt["plan"]["starts_on"], receipt["plan"]["ends_on"]) == ("2017-04", "2018-03")
    assert receipt["plan"]["boards"] == ["Service Improvement Board", "Executive Group", "DLT"]
    assert receipt["changes"] == {"new": 114, "changed": 0, "gone": 0, "same": 0}
    assert receipt["refused"] == []


def test_every_oddity_that_was_counted_by_hand_stands_under_its_code(of):
    codes = Counter(one["code"] for one in of.receipt["problems"])
    assert {
        code: codes[code]
        for code in (
            "aim-carried",
            "leads-several",
            "measure-shared",
            "ends-after-plan",
            "ref-missing",
            "date-in-steps",
            "dates-reversed",
            "date-unreadable",
            "action-empty",
            "lead-missing",
            "status-mixed",
            "ref-lost-zero",
            "text-cut",
            "heading-orphan",
        )
    } == {
        "aim-carried": 46,
        "leads-several": 28,
        "measure-shared": 28,
        "ends-after-plan": 18,
        "ref-missing": 5,
        "date-in-steps": 2,
        "dates-reversed": 2,
        "date-unreadable": 1,
        "action-empty": 2,
        "lead-missing": 1,
        "status-mixed": 1,
        "ref-lost-zero": 1,
        "text-cut": 3,
        "heading-orphan": 1,
    }


def test_every_action_is_in_the_plan_in_its_state(plan):
    assert plan.actions.count() == 114
    states = Counter(plan.actions.values_list("state", flat=True))
    assert states == {State.COMPLETED_ON_PAPER: 67, State.IN_PROGRESS: 47}
    assert plan.actions.filter(leads=None).count() == 1
    assert set(plan.actions.filter(ref="4.1").values_list("key", flat=True)) == {"p4-4.1", "p4-4.1-2", "p5-4.1"}


def test_nothing_of_any_row_is_dropped(of, plan):
    """Every cell of every action row stands somewhere in what was made of it."""
    related = ("aim", "measure", "rating", "senior_lead")
    actions = {action.key: action for action in Action.objects.filter(plan=plan).select_related(*related)}
    for read in reading_of(of).actions:
        action = actions[read.key]
        kept = [
            action.ref,
            action.wording,
            action.starts_written,
            action.ends_written,
            action.leads_written,
            action.senior_lead_written,
            action.comments,
            action.notes,
            action.aim.text,
            action.aim.section,
            action.measure.text if action.measure else "",
            action.rating.word,
        ]
        flat = " ".join("\n".join(kept).split())
        for column, text in read.cells.items():
            assert " ".join(text.split()) in flat, f"{read.key} lost its {column}"


def test_the_rows_between_the_first_and_the_last_action_are_all_accounted_for(of):
    """Whatever is no action is a title, a header or a separator: nothing with a ref and a lead is left over."""
    taken = {action.where for action in reading_of(of).actions}
    left = [row for row in of.rows.filter(kind="row") if row.where not in taken]
    lines = range(639, 802)
    inside = [row for row in left if row.where.startswith("line ") and int(row.where[5:]) in lines]
    assert all(sum(map(bool, row.texts)) in (1, 10) for row in inside)
    assert all(
        row.texts[-1].rstrip(":").casefold() in ("", "rag status", "---") or set(row.texts[0]) <= set("-: |")
        for row in inside
    )


def test_the_same_pack_again_is_all_the_same(plan):
    again = staged()
    assert again.receipt["changes"] == {"new": 0, "changed": 0, "gone": 0, "same": 114}
    assert compare_paper(again, reading_of(again), desk().acting).older == ()


@pytest.mark.parametrize("format", ["xlsx", "csv"])
def test_an_unedited_export_of_it_is_all_the_same(plan, format):
    content = export_plan(plan, format, by=desk(), at=EVENING)
    again = stage_paper(chunks=[content], name=f"plan.{format}", by=desk(), at=EVENING)
    assert again.receipt["changes"] == {"new": 0, "changed": 0, "gone": 0, "same": 114}


def test_it_is_undone_as_a_whole(of, plan):
    undo_paper(of=of, by=desk(), at=EVENING)
    assert (Plan.objects.count(), Action.objects.count()) == (0, 0)
