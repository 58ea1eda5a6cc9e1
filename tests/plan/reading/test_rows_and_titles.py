"""What is an action, what a title, and what neither: the traps that papers set, each in a small table."""

from pathlib import Path

import pytest

from goldenthread.plan.reading.reader import NoPlanFound
from goldenthread.plan.reading.values import Column, PlanReading, ProblemCode
from tests.plan.reading.files import Excel, Word, plan_of, write_csv, write_text

HEAD = ["Ref", "Action", "Lead", "By when", "Measure", "Progress", "RAG"]
AIMED = ["Aim", "Ref", "Action", "Lead", "By when", "Measure", "Progress", "RAG"]


def row(ref: str, action: str, **more: str) -> list[str]:
    texts = {"lead": "AB", "when": "May 2024", "measure": "Seen", "progress": "", "rag": "G"} | more
    return [ref, action, *texts.values()]


def aimed(aim: str, ref: str, action: str, **more: str) -> list[str]:
    return [aim, *row(ref, action, **more)]


def text_plan(folder: Path, *parts: str | list[list[str]]) -> PlanReading:
    return plan_of(write_text(folder / "plan.txt", *parts))


def keys(reading: PlanReading) -> list[str]:
    return [action.key for action in reading.actions]


def of(reading: PlanReading, code: ProblemCode) -> list[str | None]:
    return [problem.action for problem in reading.problems if problem.code is code]


def test_titles_merged_over_a_table_are_priorities_and_sections(tmp_path: Path) -> None:
    rows = [HEAD, ["Priority 1: Joint work", *[""] * 6], ["Leadership", *[""] * 6], row("1.1", "Write"),
            ["Priority 2: Waits", *[""] * 6], row("2.1", "Cut"), ["Total", "3", *[""] * 5]]  # fmt: skip
    merges = [(1, 0, 1, 6), (2, 0, 2, 6), (4, 0, 4, 6)]
    reading = plan_of(Word().heading("SEND plan").table(rows, merges).write(tmp_path / "plan.docx"))
    assert keys(reading) == ["p1-1.1", "p2-2.1"]
    assert [action.section for action in reading.actions] == ["Leadership", ""]


def test_titles_in_the_first_labelled_column_are_sections_behind_a_blank_column_too(tmp_path: Path) -> None:
    rows = [[None, *HEAD], [None, "Early help"], [None, *row("1.1", "Open")], [None, "Care leavers"],
            [None, *row("2.1", "Offer")]]  # fmt: skip
    reading = plan_of(Excel().sheet("Plan", rows, merges=["B2:H2"]).write(tmp_path / "plan.xlsx"))
    assert keys(reading) == ["p0-1.1", "p0-2.1"]
    assert [action.section for action in reading.actions] == ["Early help", "Care leavers"]


def test_sheets_are_priorities(tmp_path: Path) -> None:
    book = Excel().sheet("Priority 1", [HEAD, row("1.1", "a")]).sheet("Priority 2 - Voice", [HEAD, row("2.1", "b")])
    reading = plan_of(book.write(tmp_path / "plan.xlsx"))
    assert [(priority.number, priority.title) for priority in reading.priorities] == [("1", ""), ("2", "Voice")]
    assert keys(reading) == ["p1-1.1", "p2-2.1"]


def test_a_lower_kind_of_title_is_a_section_of_its_priority(tmp_path: Path) -> None:
    reading = text_plan(
        tmp_path, "Priority 1: X", "Objective 1: Do well", [HEAD, row("1.1", "a")], "Objective 2: Do better",
        [HEAD, row("1.2", "b")],
    )  # fmt: skip
    assert [priority.number for priority in reading.priorities] == ["1"]
    assert [action.section for action in reading.actions] == ["Objective 1: Do well", "Objective 2: Do better"]


def test_a_sentence_that_begins_with_the_word_priority_is_no_title(tmp_path: Path) -> None:
    reading = text_plan(
        tmp_path, "Priority 1: X", "Priority 2 was closed in May.", [HEAD, row("1.1", "a")], "Priority 3: Z",
        [HEAD, row("3.1", "b")],
    )  # fmt: skip
    assert [priority.number for priority in reading.priorities] == ["1", "3"]
    assert reading.priorities[0].notes == "Priority 2 was closed in May."


def test_a_flat_table_names_priority_and_section_in_columns(tmp_path: Path) -> None:
    rows = [["Priority", "Theme", *HEAD], ["1. Safe", "Front door", *row("1.1", "a")], ["", "", *row("1.2", "b")],
            ["2. Heard", "", *row("2.1", "c")], ["1. Safe", "Back office", *row("1.3", "d")]]  # fmt: skip
    reading = plan_of(write_csv(tmp_path / "plan.csv", rows))
    assert keys(reading) == ["p1-1.1", "p1-1.2", "p2-2.1", "p1-1.3"]
    assert [action.section for action in reading.actions] == ["Front door", "Front door", "", "Back office"]
    assert len(reading.priorities) == 2


def test_a_priority_column_that_ranks_is_a_note(tmp_path: Path) -> None:
    rows = [["Priority", *HEAD], ["High", *row("1", "a")], ["Low", *row("2", "b")]]
    reading = plan_of(write_csv(tmp_path / "plan.csv", rows))
    assert [action.notes for action in reading.actions] == [(("Priority", "High"),), (("Priority", "Low"),)]
    assert len(reading.priorities) == 1


def test_an_aim_may_stand_as_a_title_above_its_rows(tmp_path: Path) -> None:
    aim = "Families know whom to ask, and are answered on the same day."
    reading = text_plan(
        tmp_path, "Priority 1: X",
        [AIMED, [aim, *[""] * 7], aimed("", "1.1", "a"), aimed("", "1.2", "b"), aimed("Own aim", "1.3", "c")],
    )  # fmt: skip
    assert [action.aim for action in reading.actions] == [aim, aim, "Own aim"]


def test_a_recommendation_above_a_table_is_the_aim_of_its_rows(tmp_path: Path) -> None:
    reading = text_plan(
        tmp_path, "Serious case review: action plan", "Recommendation 1: Share concerns", [HEAD, row("1", "a")],
        "Recommendation 2: Hear the child", [HEAD, row("2", "b")],
    )  # fmt: skip
    assert [action.aim for action in reading.actions] == [
        "Recommendation 1: Share concerns", "Recommendation 2: Hear the child",
    ]  # fmt: skip
    assert {action.aim_kind for action in reading.actions} == {"recommendation"}
    assert [finding.number for finding in reading.findings] == ["1", "2"]
    assert of(reading, ProblemCode.AIM_CARRIED) == []


def test_an_empty_aim_goes_with_the_rows_below_where_the_refs_say_so(tmp_path: Path) -> None:
    rows = [AIMED, aimed("One", "1.1", "a"), aimed("", "1.2", "b"), aimed("", "2.1", "c"), aimed("Two", "2.2", "d"),
            aimed("", "2.3", "e")]  # fmt: skip
    reading = text_plan(tmp_path, "Priority 1: X", rows)
    assert [action.aim for action in reading.actions] == ["One", "One", "Two", "Two", "Two"]


def test_no_aim_is_carried_over_a_title(tmp_path: Path) -> None:
    rows = [AIMED, aimed("One", "1.1", "a")]
    reading = text_plan(tmp_path, "Priority 1: X", rows, "Priority 2: Y", [AIMED, aimed("", "x", "b")])
    assert [action.aim for action in reading.actions] == ["One", ""]
    assert of(reading, ProblemCode.AIM_CARRIED) == ["p2-x"]


def test_an_aim_that_a_page_cut_in_two_is_joined(tmp_path: Path) -> None:
    rows = [AIMED, aimed("Families find help early and know whom to ask when", "1.1", "a"),
            aimed("things get worse (Paragraph 12)", "1.2", "b")]  # fmt: skip
    reading = text_plan(tmp_path, "Priority 1: X", rows)
    assert {action.aim for action in reading.actions} == {
        "Families find help early and know whom to ask when things get worse (Paragraph 12)"
    }
    assert of(reading, ProblemCode.HEADING_ORPHAN) == ["p1-1.2"]


def test_merged_cells_count_for_every_row_they_cover(tmp_path: Path) -> None:
    rows = [AIMED, aimed("Be safe", "1.1", "a"), aimed("", "1.2", "b", lead="", when="", rag=""),
            aimed("", "1.3", "c", lead="", when="June 2024", measure="")]  # fmt: skip
    merges = [(1, 0, 3, 0), (1, 3, 3, 3), (1, 4, 2, 4), (1, 7, 2, 7)]
    reading = plan_of(Word().table(rows, merges).write(tmp_path / "plan.docx"))
    assert [action.leads for action in reading.actions] == [("AB",)] * 3
    assert [action.ends[0].iso for action in reading.actions] == ["2024-05", "2024-05", "2024-06"]
    assert [action.status for action in reading.actions] == ["G", "G", "G"]
    assert of(reading, ProblemCode.LEAD_MISSING) == []
    assert of(reading, ProblemCode.MEASURE_SHARED) == ["p0-1.3"]


def test_prose_in_the_aim_cell_is_not_carried_to_other_rows(tmp_path: Path) -> None:
    prose = " ".join(["Families find help early."] * 300)
    reading = text_plan(tmp_path, "Priority 1: X", [AIMED, aimed(prose, "1.1", "a"), aimed("", "1.2", "b")])
    assert [len(action.aim) for action in reading.actions] == [len(prose), 0]
    assert of(reading, ProblemCode.AIM_CARRIED) == ["p1-1.2"]


def test_a_row_without_ref_or_words_is_still_an_action(tmp_path: Path) -> None:
    reading = text_plan(tmp_path, "Priority 1: X", [HEAD, row("1.1", "a"), row("", "", lead="CD"), row("", "b")])
    assert keys(reading) == ["p1-1.1", "p1-x1", "p1-x2"]
    assert of(reading, ProblemCode.ACTION_EMPTY) == ["p1-x1"]
    assert of(reading, ProblemCode.REF_MISSING) == ["p1-x1", "p1-x2"]


def test_a_key_of_ratings_under_the_table_is_no_action(tmp_path: Path) -> None:
    rows = [HEAD, row("1", "a"), ["Key", *[""] * 6], ["1", "Fully done", *[""] * 5], ["2", "Under way", *[""] * 5]]
    reading = text_plan(tmp_path, "Priority 1: X", rows)
    assert keys(reading) == ["p1-1"]


def test_a_ref_that_is_a_number_is_no_entry_of_a_key(tmp_path: Path) -> None:
    rows = [HEAD, ["1", "Write to all", *[""] * 5], ["2", "Train all", *[""] * 5]]
    assert keys(text_plan(tmp_path, "Priority 1: X", rows)) == ["p1-1", "p1-2"]


def test_a_table_of_another_width_is_refused_row_by_row_where_it_looks_like_actions(tmp_path: Path) -> None:
    wide = [*row("1.2", "b"), "x", "y"]
    reading = text_plan(tmp_path, "Priority 1: X", [HEAD, row("1.1", "a")], "More", [wide])
    assert keys(reading) == ["p1-1.1"]
    assert [refused.where for refused in reading.refused] == ["line 8"]
    assert reading.refused[0].reason.endswith(".")


def test_a_smaller_table_of_the_pack_is_left_out_and_named(tmp_path: Path) -> None:
    log = [["Action", "Owner", "Due"], ["Book a room", "AB", "May 2024"]]
    reading = text_plan(tmp_path, "Matters arising", log, "Priority 1: X", [AIMED, aimed("One", "1.1", "a")])
    assert keys(reading) == ["p1-1.1"]
    assert any("smaller table" in problem.text for problem in reading.problems)


def test_ratings_in_three_columns_are_one_status(tmp_path: Path) -> None:
    rows = [["No", "Action", "Who", "When", "R", "A", "G"], ["1", "a", "AB", "May 2024", "", "x", ""],
            ["2", "b", "AB", "May 2024", "", "", "x"]]  # fmt: skip
    reading = plan_of(write_csv(tmp_path / "plan.csv", rows))
    assert [action.status for action in reading.actions] == ["Amber", "Green"]


def test_what_is_hidden_in_a_sheet_is_read_and_said(tmp_path: Path) -> None:
    path = Excel().sheet("Plan", [HEAD, row("1", "a"), row("2", "b")]).write(tmp_path / "plan.xlsx")
    from openpyxl import load_workbook

    book = load_workbook(path)
    book["Plan"].row_dimensions[3].hidden = True
    book.save(path)
    reading = plan_of(path)
    assert keys(reading) == ["p0-1", "p0-2"]
    assert any("hidden" in problem.text.casefold() for problem in reading.problems)


def test_a_column_nobody_knows_is_noted_once_and_kept(tmp_path: Path) -> None:
    rows = [[*HEAD, "Zeta score"], [*row("1", "a"), "high"], [*row("2", "b"), "low"]]
    reading = plan_of(write_csv(tmp_path / "plan.csv", rows))
    assert [action.notes for action in reading.actions] == [(("Zeta score", "high"),), (("Zeta score", "low"),)]
    assert len([problem for problem in reading.problems if "Zeta" in problem.text]) == 1


def test_a_correction_says_what_a_column_holds(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "plan.csv", [[*HEAD, "Zeta score"], [*row("1", "a"), "Report on file"]])
    reading = plan_of(path, columns={"Zeta score": Column.EVIDENCE})
    assert reading.actions[0].evidence == "Report on file"
    assert not any("Zeta" in problem.text for problem in reading.problems)
    moved = plan_of(path, columns={"Progress": Column.NOTES})
    assert moved.actions[0].comments == ""


def test_a_column_that_nobody_calls_action_is_guessed_and_said_or_corrected(tmp_path: Path) -> None:
    rows = [["Ref", "Deliverable", "Lead", "By when", "RAG"], ["1", "Write a long guide for all", "AB", "May-24", "G"]]
    path = write_csv(tmp_path / "plan.csv", rows)
    guessed = plan_of(path)
    assert guessed.actions[0].wording == "Write a long guide for all"
    assert any("Deliverable" in problem.text for problem in guessed.problems)
    corrected = plan_of(path, columns={"Deliverable": Column.ACTION})
    assert not any("Deliverable" in problem.text for problem in corrected.problems)


def test_our_own_export_is_known_by_its_keys(tmp_path: Path) -> None:
    rows = [
        ["Name", "Improvement Plan"], ["Plan key", "improvement-plan"], ["Export", "abc123"], [],
        ["Priority 4: X"], [*HEAD, "Key"], [*row("4.1", "a"), "p4-4.1"], [*row("4.1", "b"), "p4-4.1-2"],
        [*row("4.2", "new"), ""], [*row("4.1", "copied"), "p4-4.1"],
    ]  # fmt: skip
    reading = plan_of(Excel().sheet("Plan", rows).write(tmp_path / "plan.xlsx"))
    assert (reading.header.key, reading.snapshot) == ("improvement-plan", "abc123")
    assert keys(reading) == ["p4-4.1", "p4-4.1-2", "p4-4.2", "p4-4.1-3"]


def test_no_plan_says_what_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(NoPlanFound, match=r"header names an action or recommendation.*\.$"):
        text_plan(tmp_path, "Minutes", [["Present", "Apologies"], ["A Low", "B High"]])
    with pytest.raises(NoPlanFound, match=r"line 3 .*in vain\.$"):
        text_plan(tmp_path, "Priority 1: X", [HEAD])
