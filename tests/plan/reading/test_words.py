"""The words in the cells: leads, dated comments, status words, fills, labels, header blocks."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.plan.reading.columns import LONGEST_REF
from goldenthread.plan.reading.comments import read_updates
from goldenthread.plan.reading.header import split_boards
from goldenthread.plan.reading.labels import read_label
from goldenthread.plan.reading.people import read_leads
from goldenthread.plan.reading.periods import read_span
from goldenthread.plan.reading.statuses import colour_of_fill, read_status
from goldenthread.plan.reading.values import Column, PlanReading, ProblemCode
from goldenthread.plan.states import State
from tests.plan.reading.files import Word, plan_of, write_csv, write_text


@pytest.mark.parametrize(
    ("cell", "leads"),
    [
        ("JF/RG", ("JF", "RG")),
        ("RL/RdP", ("RL", "RdP")),
        ("DM/PL/KL", ("DM", "PL", "KL")),
        ("JF, RG", ("JF", "RG")),
        ("JF, RG and IA", ("JF", "RG", "IA")),
        ("JF & RG", ("JF", "RG")),
        ("JF\nRG", ("JF", "RG")),
        ("• JF\n• RG", ("JF", "RG")),
        ("Ann Low and Ben High", ("Ann Low", "Ben High")),
        ("Ann Low, Service Manager", ("Ann Low, Service Manager",)),
        ("Ann Low, Service Manager, Ben High, Team Manager", ("Ann Low, Service Manager", "Ben High, Team Manager")),
        ("Ann Low (Head of Service) and Ben High (Nurse)", ("Ann Low (Head of Service)", "Ben High (Nurse)")),
        ("Head of Safeguarding and Quality", ("Head of Safeguarding and Quality",)),
        ("Director of Children and Young People", ("Director of Children and Young People",)),
        ("Director of Services and Head of Education", ("Director of Services", "Head of Education")),
        ("Head of Service and JF", ("Head of Service", "JF")),
        ("Service Manager & Team Manager", ("Service Manager", "Team Manager")),
        ("LAC/CL Practice Group", ("LAC/CL Practice Group",)),
        ("Police / Health", ("Police", "Health")),
        ("JF/JF", ("JF",)),
        ("tbc/RG", ("RG",)),
        ("TBC", ()),
        ("N/A", ()),
        ("", ()),
    ],
)
def test_a_cell_names_its_leads(cell: str, leads: tuple[str, ...]) -> None:
    assert read_leads(cell) == leads


@pytest.mark.parametrize(
    ("cell", "updates"),
    [
        ("Feb 2018: done", [("2018-02", "done")]),
        ("Feb. 2018: done", [("2018-02", "done")]),
        ("FEB 2018 - This is done", [("2018-02", "This is done")]),
        ("Update Feb 18: done", [("2018-02", "done")]),
        ("Update Feb-18 Tool is used", [("2018-02", "Tool is used")]),
        ("Update Feb-18 - tool is used", [("2018-02", "tool is used")]),
        ("February 2018: done", [("2018-02", "done")]),
        ("12/03/2018 – done", [("2018-03-12", "done")]),
        ("12.03.18: done", [("2018-03-12", "done")]),
        ("(Feb 2018) Done", [("2018-02", "Done")]),
        ("As at June 2015 training was held", [("2015-06", "training was held")]),
        ("Begun. Feb 2018: half. March 2018: done", [("", "Begun."), ("2018-02", "half."), ("2018-03", "done")]),
        ("Feb 2018 - Held. March 2018 Action closed", [("2018-02", "Held."), ("2018-03", "Action closed")]),
        ("Feb 2018:\nMar 2018: done", [("2018-02", ""), ("2018-03", "done")]),
        ("Strategy updated April 17. All fine", [("", "Strategy updated April 17. All fine")]),
        ("Audit (NOV 2017) done", [("", "Audit (NOV 2017) done")]),
        ("March 2018 saw more referrals", [("", "March 2018 saw more referrals")]),
        ("Launched in Feb 2018: it went well", [("", "Launched in Feb 2018: it went well")]),
        ("complete", [("", "complete")]),
        ("", []),
    ],
)  # fmt: skip
def test_comments_are_parted_at_their_dates(cell: str, updates: list[tuple[str, str]]) -> None:
    found = read_updates(cell)
    assert [(update.dated.iso if update.dated else "", update.text) for update in found] == updates
    assert " ".join(update.written for update in found).split() == cell.split()


@given(
    st.text(max_size=80), st.sampled_from(("Feb 2018: ", "Update 3/4/18 - ", ". March 2018 ", "")), st.text(max_size=80)
)
def test_no_comment_loses_a_word(before: str, date: str, after: str) -> None:
    cell = before + date + after
    assert "".join("".join(update.written.split()) for update in read_updates(cell)) == "".join(cell.split())


@pytest.mark.parametrize(
    ("word", "colour", "state"),
    [
        *((word, "blue", State.COMPLETED_ON_PAPER) for word in
          ("Completed", "Complete", "Done", "Closed", "Achieved", "Delivered", "Blue", "B", "1", "completed.")),
        ("Green", "green", State.IN_PROGRESS),
        ("g", "green", State.IN_PROGRESS),
        ("Amber", "amber", State.IN_PROGRESS),
        ("Red", "red", State.IN_PROGRESS),
        ("4", "red", State.IN_PROGRESS),
        ("Amber/Green", "amber", State.IN_PROGRESS),
        ("Amber - waits for the panel", "amber", State.IN_PROGRESS),
        ("Some issues (rooms)", "amber", State.IN_PROGRESS),
        ("In progress", "none", State.IN_PROGRESS),
        ("Not started", "none", State.NOT_STARTED),
        ("On hold", "none", State.PAUSED),
        ("Superseded", "none", State.WITHDRAWN),
    ],
)  # fmt: skip
def test_a_status_word_has_a_common_meaning(word: str, colour: str, state: State) -> None:
    read = read_status(word, {}, {})
    assert (read.colour, read.state, read.is_known) == (colour, state, True)


def test_a_word_nobody_knows_counts_as_in_progress_without_a_colour() -> None:
    read = read_status("Puce", {}, {})
    assert (read.word, read.colour, read.state, read.is_known) == ("Puce", "none", "in_progress", False)


@pytest.mark.parametrize(
    ("word", "sentence", "colour", "state"),
    [
        ("green", "Complete", "blue", "completed_on_paper"),
        ("g", "Complete", "blue", "completed_on_paper"),
        ("green", "Achieved, stop monitoring", "blue", "completed_on_paper"),
        ("green", "In progress, no barriers", "green", "in_progress"),
        ("amber", "On track", "green", "in_progress"),
        ("amber", "More work needed", "amber", "in_progress"),
        ("red", "Not started", "red", "not_started"),
        ("red", "Not started or seriously delayed", "red", "in_progress"),
        ("blue", "Achieved or on target", "green", "in_progress"),
        ("grey", "Some delay", "amber", "in_progress"),
    ],
)
def test_the_papers_own_key_comes_before_the_common_meaning(word: str, sentence: str, colour: str, state: str) -> None:
    legend = {"green" if word == "g" else word: sentence}
    read = read_status(word.upper(), legend, {})
    assert (read.colour, read.state, read.is_known) == (colour, state, True)


def test_a_correction_comes_before_everything() -> None:
    read = read_status("Puce", {"puce": "On track"}, {"puce": ("red", "paused")})
    assert (read.colour, read.state, read.is_known) == ("red", "paused", True)


@pytest.mark.parametrize(
    ("fill", "colour"),
    [("FF0000", "red"), ("C00000", "red"), ("FFC000", "amber"), ("FFFF00", "amber"), ("92D050", "green"),
     ("00B050", "green"), ("00B0F0", "blue"), ("0070C0", "blue"), ("C6EFCE", "green"), ("FFC7CE", "red"),
     ("FFFFFF", ""), ("D9D9D9", ""), ("000000", ""), ("DCE6F1", ""), ("", ""), ("zz", "")],
)  # fmt: skip
def test_a_fill_has_a_traffic_light_colour_or_none(fill: str, colour: str) -> None:
    assert colour_of_fill(fill) == colour


@pytest.mark.parametrize(
    ("label", "column"),
    [
        ("No.", Column.REF), ("Ref:", Column.REF), ("Ofsted para no.", Column.SOURCE), ("Specific aim:", Column.AIM),
        ("Area for improvement", Column.AIM), ("Recommendations:", Column.AIM), ("Required outcome", Column.AIM),
        ("ACTION(S) REQUIRED", Column.ACTION), ("What will we do?", Column.ACTION), ("By when?", Column.ENDS),
        ("Timescale / target", Column.ENDS), ("Target date", Column.ENDS), ("End", Column.ENDS),
        ("Completion date and outcome", Column.COMPLETED), ("Measure/outcome:", Column.MEASURE),
        ("Impact and how measured", Column.MEASURE), ("Output/outcome measure", Column.MEASURE),
        ("Monitoring and evaluation", Column.MEASURE), ("Lead officer/EM", Column.LEADS), ("Responsible", Column.LEADS),
        ("Lead Agency", Column.LEADS), ("Person", Column.LEADS), ("DLT lead:", Column.SENIOR_LEAD),
        ("Progress December 2017", Column.COMMENTS), ("Progress presented December 2017", Column.COMMENTS),
        ("Agency response", Column.COMMENTS), ("Action taken", Column.COMMENTS), ("RAG status:", Column.STATUS),
        ("R/A/G", Column.STATUS), ("BRAG", Column.STATUS), ("Assessment category", Column.STATUS),
        ("Progress indicator\nRed\nAmber\nGreen", Column.STATUS), ("Key milestones", Column.MILESTONES),
        ("Key documents", Column.EVIDENCE), ("Origin", Column.SOURCE), ("Scope", Column.NOTES), ("Key", Column.KEY),
    ],
)  # fmt: skip
def test_a_label_is_known_by_its_words(label: str, column: Column) -> None:
    assert read_label(label).wants[0][0] is column


def test_a_label_may_name_a_period_or_hold_content() -> None:
    period = read_label("Progress October 2003").period
    assert period is not None
    assert period.iso == "2003-10"
    held = read_label("Specific aim: Reach every family")
    assert (held.text, held.content) == ("Specific aim", "Reach every family")
    assert read_label("We will reach every family by calling at each door in the ward").wants == ()


def test_a_duration_is_read_as_two_dates_or_kept_in_words() -> None:
    assert [day.iso for day in read_span("April 2017 to March 2018")] == ["2017-04", "2018-03"]
    assert [day.iso for day in read_span("1 April 2017 – 31 March 2018")] == ["2017-04-01", "2018-03-31"]
    assert [day.iso for day in read_span("Apr-17 - Mar-18")] == ["2017-04", "2018-03"]
    assert [day.iso for day in read_span("2017/18")] == ["", ""]
    assert split_boards("Health and Wellbeing Board/Executive; DLT") == (
        "Health and Wellbeing Board",
        "Executive",
        "DLT",
    )


HEAD = ["Ref", "Action", "Lead", "By when", "RAG"]


def with_block(folder: Path, *block: str | list[list[str]]) -> PlanReading:
    return plan_of(write_text(folder / "our plan.txt", *block, [HEAD, ["1", "a", "AB", "May 2024", "G"]]))


def test_a_header_block_may_be_lines_of_text(tmp_path: Path) -> None:
    header = with_block(
        tmp_path, "Plan name: Help early", "Period: April 2024 to March 2025", "Owner: Ann Low", "Contact: Ben High",
    ).header  # fmt: skip
    assert (header.name, header.owner, header.ends.iso) == ("Help early", "Ann Low", "2025-03")
    assert header.other == (("Contact", "Ben High"),)


def test_a_header_block_may_have_several_pairs_in_a_row(tmp_path: Path) -> None:
    rows = [["Owner:", "Ann Low", "", "Review date:", "May 2024"], ["Board:", "Board A\nBoard B"], HEAD,
            ["1", "a", "AB", "May 2024", "G"]]  # fmt: skip
    header = plan_of(write_csv(tmp_path / "plan.csv", rows)).header
    assert (header.owner, header.review, header.boards) == ("Ann Low", "May 2024", ("Board A", "Board B"))


def test_a_plan_without_a_label_for_its_name_takes_its_title_or_the_files(tmp_path: Path) -> None:
    assert with_block(tmp_path, "Early help improvement plan").header.name == "Early help improvement plan"
    assert with_block(tmp_path).header.name == "our plan"
    titled = Word().heading("Neglect action plan").text("Words.").table([HEAD, ["1", "a", "AB", "May 2024", "G"]])
    assert plan_of(titled.write(tmp_path / "x.docx")).header.name == "Neglect action plan"


def test_a_front_of_a_report_is_no_header_block(tmp_path: Path) -> None:
    header = with_block(tmp_path, [["Committee:", "Dated:"], ["Sub Committee", "03/05/2024"]], "A plan for all").header
    assert header.name == "A plan for all"
    assert header.other == ()


def test_a_duration_in_words_is_said_to_be_unclear(tmp_path: Path) -> None:
    reading = with_block(tmp_path, [["Name:", "Our plan"], ["Duration:", "2017/18"]])
    assert not reading.header.ends.is_read
    assert reading.header.duration == "2017/18"
    assert any("2017/18" in problem.text for problem in reading.problems if problem.code is ProblemCode.HEADER_UNCLEAR)


def test_texts_too_long_for_their_column_stand_whole_in_the_notes(tmp_path: Path) -> None:
    long = " ".join(["word"] * 90)
    rows = [HEAD, ["1.1", "a", long, long, "G"], ["R" * (LONGEST_REF + 1), "b", "AB", "May 2024", "G"],
            *[[f"1.{number}", "c", "AB", "May 2024", "G"] for number in range(2, 9)]]  # fmt: skip
    reading = plan_of(write_csv(tmp_path / "plan.csv", rows))
    first, second = reading.actions[:2]
    assert {text for _, text in first.notes} == {long}
    assert len(first.ends[0].written) <= 120
    assert (second.ref, second.notes[0][1]) == ("", "R" * (LONGEST_REF + 1))
