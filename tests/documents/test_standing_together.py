"""What belongs together stands together on paper: lists with what leads into them, short tables, charts, contacts."""

import io
import re
import subprocess
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from goldenthread.documents.drawing import draw_chart
from goldenthread.documents.paper import (
    Chart,
    ChartRow,
    Column,
    Fact,
    Facts,
    Group,
    Heading,
    Item,
    Items,
    Mark,
    Paper,
    Paragraph,
    Run,
    Series,
    Table,
    words,
)
from goldenthread.documents.typesetting.compiling import to_pdf
from goldenthread.documents.word.writing import to_word
from tests.documents.papers import short_paper

COUNTS = tuple(f"{number} marked {word}" for number, word in ((57, "blue"), (1, "red"), (3, "amber"), (55, "green")))
LIST = Items(tuple(Item(words(one)) for one in COUNTS))
FILLED = (14, 18, 20, 22, 24, 26)
"""Lines above, so that the end of the first page falls before, into and after what stands together."""


def pages(paper: Paper, folder: Path) -> list[str]:
    """The words of each page of a paper."""
    file = folder / "paper.pdf"
    file.write_bytes(to_pdf(paper).content)
    done = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")


def pages_with(texts: tuple[str, ...], found: list[str]) -> set[int]:
    """The pages on which some texts stand; each stands on one."""
    on = {text: [number for number, page in enumerate(found) if text in page] for text in texts}
    assert all(len(numbers) == 1 for numbers in on.values()), on
    return {numbers[0] for numbers in on.values()}


def after(lines: int, *blocks: object) -> Paper:
    """A paper in which so many paragraphs stand before some blocks."""
    above = tuple(Paragraph(words(f"Line {number}.")) for number in range(lines))
    return short_paper("Counts", blocks=(Heading(1, words("Begins")), *above, *blocks))


@pytest.mark.parametrize("lines", FILLED)
def test_a_short_list_stays_whole_with_the_words_that_lead_into_it(lines, tmp_path):
    inside = after(lines, Paragraph(words("There are, in all:"), 1, (LIST,)))
    beside = after(lines, Paragraph(words("There are, in all:")), LIST)
    for paper in (inside, beside):
        assert len(pages_with(("There are, in all:", *COUNTS), pages(paper, tmp_path))) == 1


@pytest.mark.parametrize("lines", FILLED)
def test_a_long_list_is_divided_but_not_from_the_words_that_lead_into_it(lines, tmp_path):
    items = tuple(f"item number {number} of many" for number in range(30))
    long = Items(tuple(Item(words(one)) for one in items))
    for number in (1, None):
        found = pages(after(lines, Paragraph(words("There are, in all:"), number, (long,))), tmp_path)
        assert len(pages_with(("There are, in all:", items[0]), found)) == 1
        assert len(pages_with(items, found)) == 2


@pytest.mark.parametrize("lines", FILLED)
def test_a_short_table_and_a_chart_stay_whole_with_their_captions(lines, tmp_path):
    rows = tuple(f"Rating {number}" for number in range(6))
    table = Table(
        "What they mean", (Column("Word"), Column("Said")), (Group(tuple((words(one), words("x")) for one in rows)),)
    )
    found = pages(after(lines, table), tmp_path)
    assert len(pages_with(("What they mean", *rows), found)) == 1
    bars = tuple(ChartRow(f"Long label of priority {number}", (number, 2)) for number in range(1, 5))
    chart = Chart("How they stand", "Priority", (Series("Blue", Mark.BLUE), Series("Red", Mark.RED)), bars)
    found = pages(after(lines, chart), tmp_path)
    assert len(pages_with(("How they stand", *(bar.label for bar in bars)), found)) == 1


def test_a_date_beside_a_committee_stands_on_one_line(tmp_path):
    head = (Fact("Committee", words("Children and Young People Committee"), words("Dated: 30 September 2026")),)
    assert "Dated: 30 September 2026" in pages(short_paper("Counts", header=head), tmp_path)[0]


def test_the_bar_of_all_is_drawn_as_shares_and_does_not_dwarf_the_others():
    series = (Series("Blue", Mark.BLUE), Series("Green", Mark.GREEN))
    parts = (ChartRow("Priority 1", (13, 8)), ChartRow("Priority 2", (25, 8)))
    alone = draw_chart(Chart("Ratings", "Priority", series, parts))
    with_all = draw_chart(Chart("Ratings", "Priority", series, (*parts, ChartRow("All", (38, 16), is_total=True))))
    widest = alone[alone.index("<rect") :]
    assert "as shares" not in alone
    assert "All, as shares" in with_all
    assert [bar for bar in widest.split("<rect") if 'height="26.0"' in bar]
    for bar in widest.split("<rect"):
        if 'height="26.0"' in bar:
            assert bar.split("/>")[0] in with_all


def test_a_long_label_of_a_word_file_has_its_value_beside_it():
    label = "Board responsible for monitoring action plan"
    paper = short_paper("Counts", blocks=(Facts((Fact("Name", words("Plan")), Fact(label, words("The Board")))),))
    document = docx.Document(io.BytesIO(to_word(paper).content))
    line = next(one for one in document.paragraphs if one.text.startswith(label))
    assert line.text == f"{label}\tThe Board"
    stops = {
        stop.get(qn("w:pos"))
        for one in document.paragraphs
        if one.text.startswith((label, "Name"))
        for stop in one._p.iter(qn("w:tab"))
        if stop.get(qn("w:val")) == "left"
    }
    assert len(stops) == 1


def test_the_foot_of_a_word_file_names_the_council_and_the_subject_and_counts_the_pages():
    document = docx.Document(io.BytesIO(to_word(short_paper("Counts", kind="Report")).content))
    foot = document.sections[0].footer.paragraphs[0]
    assert foot.text == "Saltmarsh Borough Council: Counts\tPage 1 of 1"
    codes = [one.text.strip() for one in foot._p.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]
    assert document.sections[0].header.paragraphs[0].text.startswith("Report")


def test_a_long_subject_leaves_the_foot_its_one_line_with_the_number_of_the_page():
    subject = "The improvement plan and what was asked of it " * 6
    document = docx.Document(io.BytesIO(to_word(short_paper(subject)).content))
    said, page = document.sections[0].footer.paragraphs[0].text.split("\t")
    assert len(said) <= 100
    assert said.endswith("…")
    assert page == "Page 1 of 1"


def test_whom_to_ask_stands_apart_from_the_list_before():
    contact = Paragraph((Run("Ann Example", strong=True), Run("\nService Manager")))
    document = docx.Document(io.BytesIO(to_word(short_paper("Counts", blocks=(LIST, contact))).content))
    line = next(one for one in document.paragraphs if one.text.startswith("Ann Example"))
    assert line.paragraph_format.space_before.pt == 14


def test_the_items_of_a_short_list_of_a_word_file_keep_with_each_other():
    document = docx.Document(io.BytesIO(to_word(short_paper("Counts", blocks=(LIST,))).content))
    kept = [one.paragraph_format.keep_with_next for one in document.paragraphs if one.text in COUNTS]
    assert kept == [True, True, True, None]


def test_a_note_over_a_table_of_a_word_file_keeps_with_the_table():
    note = Paragraph(words("Children who need help"))
    group = Group(((words("1.1"), words("Ring every family")),), (Heading(2, words("Priority 5")),), (note,))
    table = Table("The actions", (Column("Ref"), Column("Action")), (group,))
    document = docx.Document(io.BytesIO(to_word(short_paper("Counts", blocks=(table,))).content))
    line = next(one for one in document.paragraphs if one.text == "Children who need help")
    assert line.paragraph_format.keep_with_next


def test_every_part_of_a_chart_has_its_figure_and_those_over_a_bar_keep_apart():
    series = (
        Series("Blue", Mark.BLUE),
        Series("Red", Mark.RED),
        Series("Amber", Mark.AMBER),
        Series("Green", Mark.GREEN),
    )
    drawn = draw_chart(Chart("Ratings", "Priority", series, (ChartRow("Priority 1", (90, 1, 2, 41)),)))
    figures = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*text-anchor="middle">(\d+)</text>', drawn)
    assert [figure for _, _, figure in figures] == ["90", "1", "2", "41"]
    over = [float(at) for at, top, _ in figures if float(top) < float(figures[0][1])]
    assert len(over) == 2
    assert over[1] - over[0] >= 8


def test_a_small_table_of_a_word_file_is_not_divided_and_no_row_of_a_long_one_begins_a_page_by_itself():
    columns = (Column("Rating"), Column("What it means"))

    def kept(count):
        rows = tuple((words(f"Word {number}"), words("Meaning")) for number in range(count))
        document = docx.Document(
            io.BytesIO(to_word(short_paper("Key", blocks=(Table("Key", columns, (Group(rows),)),))).content)
        )
        return [
            any(one.paragraphs[0].paragraph_format.keep_with_next for one in row.cells)
            for row in document.tables[-1].rows
        ]

    assert kept(6) == [True] * 6 + [False]
    assert kept(40) == [False] * 38 + [True] * 2 + [False]
