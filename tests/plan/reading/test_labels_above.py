"""Labels as paragraphs directly above the plan's table: one is enough, and a dash may stand for its colon."""

from pathlib import Path

import pytest

from goldenthread.plan.reading.values import PlanReading
from tests.plan.reading.files import Word, plan_of

ROWS = [["Ref", "Action", "Lead", "By when", "RAG"], ["1.1", "Visit every home", "AB", "May 2024", "Green"]]
HEADER = [["Plan name:", "Help early"], ["Owner:", "Ann Low"]]


def plan_in(folder: Path, document: Word) -> PlanReading:
    return plan_of(document.table(ROWS).write(folder / "our plan.docx"))


@pytest.mark.parametrize("line", ["Owner: Ann Low", "Plan owner - Ann Low", "Plan owner – Ann Low", "SRO: Ann Low"])
def test_one_label_directly_above_the_table_is_the_header_block(tmp_path: Path, line: str) -> None:
    document = Word().heading("Early help improvement plan").text("We met in May and agreed this.", line)
    header = plan_in(tmp_path, document).header
    assert (header.owner, header.name) == ("Ann Low", "Early help improvement plan")


def test_several_labels_with_dashes_are_read_together(tmp_path: Path) -> None:
    lines = ["Plan owner - Ann Low", "Duration - April 2024 to March 2025", "Board: Improvement Board"]
    header = plan_in(tmp_path, Word().text(*lines)).header
    assert (header.owner, header.starts.iso, header.ends.iso) == ("Ann Low", "2024-04", "2025-03")
    assert header.boards == ("Improvement Board",)


def test_a_label_above_the_table_adds_to_the_table_of_labels_before_it(tmp_path: Path) -> None:
    document = Word().table(HEADER).text("What we said last year stands in the annex.", "Review date - May 2025")
    header = plan_in(tmp_path, document).header
    assert (header.name, header.owner, header.review) == ("Help early", "Ann Low", "May 2025")


def test_a_second_value_of_a_label_is_kept_among_the_others(tmp_path: Path) -> None:
    header = plan_in(tmp_path, Word().text("Owner: Ann Low", "Lead officer - Ben High")).header
    assert (header.owner, header.other) == ("Ann Low", (("Lead officer", "Ben High"),))


def test_a_title_of_a_priority_may_stand_between_the_label_and_the_table(tmp_path: Path) -> None:
    reading = plan_in(tmp_path, Word().text("Owner: Ann Low").heading("Priority 1: Help early"))
    assert (reading.header.owner, [one.title for one in reading.priorities]) == ("Ann Low", ["Help early"])


def test_a_label_under_the_title_of_a_priority_is_not_the_plans(tmp_path: Path) -> None:
    reading = plan_in(tmp_path, Word().heading("Priority 1: Help early").text("Owner: Ann Low"))
    assert (reading.header.owner, [one.title for one in reading.priorities]) == ("", ["Help early"])
    assert reading.priorities[0].notes == "Owner: Ann Low"


@pytest.mark.parametrize("line", ["Contact - Ann Low", "Early help - what we do", "Owner:", "The owner - she - is new"])
def test_a_line_without_a_known_label_or_a_value_is_no_header(tmp_path: Path, line: str) -> None:
    assert plan_in(tmp_path, Word().text(line)).header.owner == ""


def test_a_dash_in_running_text_far_above_is_no_label(tmp_path: Path) -> None:
    document = Word().text("Review - the board met in May.", "Then it rose.")
    assert plan_in(tmp_path, document).header.review == ""
