"""Corrections laid over the frozen rows: the paper is read again with them, and itself stays as it was."""

import pytest

from goldenthread.intake.commands import Meant
from goldenthread.intake.rebuilding import document_of
from goldenthread.kernel.errors import Conflict, RuleBroken
from goldenthread.plan.intake import correct_paper, reading_of
from tests.importing.papers import NOON, as_text, as_workbook, desk, some_rows, staged

pytestmark = pytest.mark.django_db


def correct(of, *corrections):
    correct_paper(of=of, corrections=[Meant(*one) for one in corrections], by=desk(), at=NOON)
    return {action.key: action for action in reading_of(of).actions}


def where(of, key):
    return {action.key: action.where for action in reading_of(of).actions}[key]


def codes(of):
    return [one["code"] for one in of.receipt["problems"]]


@pytest.mark.parametrize("content", [as_text, as_workbook])
def test_a_cell_that_is_read_otherwise_counts_in_the_papers_place(content):
    of = staged(content(), name="plan.xlsx" if content is as_workbook else "plan.txt")
    before = document_of(of)
    assert codes(of).count("date-unreadable") == 1
    actions = correct(of, ("cell", f"{where(of, 'p1-1.4')}|ends", "March 2026"))
    assert actions["p1-1.4"].ends[0].iso == "2026-03"
    assert codes(of).count("date-unreadable") == 0
    assert document_of(of) == before


def test_a_corrected_ref_changes_the_key_that_will_be():
    of = staged()
    actions = correct(of, ("cell", f"{where(of, 'p2-2.1-2')}|ref", "2.10"))
    assert "p2-2.10" in actions
    assert "ref-repeated" not in codes(of)


def test_a_cell_beyond_the_columns_of_its_row_can_be_filled():
    content = (
        b"Ref\tAction\tEnd date\tLead\tStatus\n1.1\tRing families\tDec-25\n1.2\tWrite to schools\tDec-25\tQZ\tGreen\n"
    )
    of = staged(content)
    actions = correct(of, ("cell", f"{where(of, 'p0-1.1')}|status", "Green"))
    assert actions["p0-1.1"].status == "Green"


def test_a_row_can_be_left_out_and_taken_again():
    of = staged()
    place = where(of, "p1-1.2")
    assert "p1-1.2" not in correct(of, ("row", place, "skip"))
    assert of.receipt["actions"] == 6
    assert "p1-1.2" in correct(of, ("row", place, None))


def test_a_row_that_looks_like_a_title_can_be_taken_as_an_action():
    rows = {"Priority 1: One": some_rows()["Priority 1: Be heard early"], "Hold a learning day for everybody": []}
    of = staged(as_workbook(rows), name="plan.xlsx")
    title = next(row for row in of.rows.filter(kind="row") if row.texts[0].startswith("Hold"))
    assert of.receipt["actions"] == 4
    actions = correct(of, ("row", title.where, "action"), ("cell", f"{title.where}|action", "Hold a learning day."))
    assert len(actions) == 5
    assert "Hold a learning day." in {action.wording for action in actions.values()}


def test_a_row_that_heads_columns_cannot_be_an_action():
    of = staged()
    header = next(row for row in of.rows.filter(kind="row") if row.texts[0] == "Specific aim")
    with pytest.raises(RuleBroken, match="cannot be taken as an action"):
        correct(of, ("row", header.where, "action"))
    assert of.corrections.count() == 0


def test_a_column_can_mean_something_else():
    of = staged()
    assert reading_of(of).actions[0].measure
    actions = correct(of, ("column", "Measure/outcome", "evidence"))
    assert (actions["p1-1.1"].measure, actions["p1-1.1"].evidence) == ("", "Nine families in ten are rung.")


def test_a_status_word_can_mean_something_else():
    of = staged(
        as_text(
            {"Priority 1: One": [one | {"status": "Splendid"} for one in some_rows()["Priority 1: Be heard early"]]}
        )
    )
    assert "status-unknown" in codes(of)
    actions = correct(of, ("status", "Splendid", "blue|completed_on_paper"))
    assert (actions["p1-1.1"].colour, actions["p1-1.1"].state) == ("blue", "completed_on_paper")
    assert "status-unknown" not in codes(of)


def test_a_corrected_duration_moves_the_end_of_the_plan_and_its_problems():
    of = staged()
    assert "ends-after-plan" not in codes(of)
    correct(of, ("header", "duration", "April 2025 to June 2025"))
    assert of.receipt["plan"]["ends_on"] == "2025-06"
    assert "ends-after-plan" in codes(of)


def test_a_corrected_header_line_stands_in_the_receipt():
    of = staged()
    correct(
        of, ("header", "owner", "Head of Quays"), ("header", "boards", "Quay Board"), ("header", "name", "Quay Plan")
    )
    plan = of.receipt["plan"]
    assert (plan["owner"], plan["boards"], plan["name"], plan["key"]) == (
        "Head of Quays",
        ["Quay Board"],
        "Quay Plan",
        "qp-2025-26",
    )


@pytest.mark.parametrize(
    "correction",
    [
        ("cell", "line 9|nonsense", "x"), ("column", "Ref", "nonsense"), ("status", "Green", "green"),
        ("status", "Green", "purple|in_progress"), ("person", "QZ", "person:nobody"), ("person", "QZ", "new: "),
        ("person", "QZ", "post:none"), ("row", "line 9", "eat"), ("header", "key", "no-such-plan"),
        ("choice", "a|b", "mine"), ("nonsense", "a", "b"),
    ],
)  # fmt: skip
def test_a_correction_that_means_nothing_is_refused(correction):
    of = staged()
    with pytest.raises(RuleBroken):
        correct(of, correction)
    assert of.corrections.count() == 0


def test_leaving_out_every_row_is_refused_in_words():
    of = staged()
    places = [("row", action.where, "skip") for action in reading_of(of).actions]
    with pytest.raises(RuleBroken, match="looked for"):
        correct(of, *places)
    assert of.receipt["actions"] == 7


def test_two_people_who_correct_at_once_both_see_it():
    of = staged()
    seen = of.version
    correct(of, ("person", "QZ", "new:Quentin Zeal"))
    with pytest.raises(Conflict) as found:
        correct_paper(of=of, corrections=[Meant("person", "QZ", "new:Queenie Zola")], by=desk(), at=NOON, version=seen)
    assert [(one.theirs, one.yours) for one in found.value.clashes] == [("new:Quentin Zeal", "new:Queenie Zola")]
