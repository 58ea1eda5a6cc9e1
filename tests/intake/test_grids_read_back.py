"""Whatever grid of texts is written to a file of any format, the same texts are read back."""

import csv
import io
import os

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.intake.allowance import Allowance
from goldenthread.intake.document import Block, Table
from goldenthread.intake.readers.csv import read_csv
from goldenthread.intake.readers.excel import read_excel
from goldenthread.intake.readers.package import Package
from goldenthread.intake.readers.text import read_text
from goldenthread.intake.readers.word import read_word

Grid = list[list[str]]

UNKEPT = "\ufffe\uffff\r"
CHARACTERS = st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters=UNKEPT) | st.sampled_from(
    " \n,;\"'|-"
)
EXAMPLES = int(os.environ.get("GRIDS", "24"))
QUICK = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def grids(characters: st.SearchStrategy[str]) -> st.SearchStrategy[Grid]:
    """Grids of three to five columns under a header of plain words, each row with some text."""
    text = st.text(characters, max_size=8)

    def of_width(width: int) -> st.SearchStrategy[Grid]:
        row = st.lists(text, min_size=width, max_size=width).filter(lambda cells: any(cell.strip() for cell in cells))
        return st.lists(row, max_size=4).map(lambda rows: [["Ref", "Action", "Lead", "Start", "End"][:width], *rows])

    return st.integers(3, 5).flatmap(of_width)


def read_back(blocks: tuple[Block, ...]) -> Grid:
    return [list(row.texts) for block in blocks if isinstance(block, Table) for row in block.rows]


def expected(grid: Grid) -> Grid:
    return [[cell.strip() for cell in row] for row in grid]


def padded(rows: Grid, grid: Grid) -> Grid:
    """Rows of a sheet end at their last text."""
    return [row + [""] * (len(grid[0]) - len(row)) for row in rows]


@QUICK
@given(grids(CHARACTERS))
def test_a_workbook_gives_back_its_texts(grid):
    workbook = openpyxl.Workbook()
    for at, row in enumerate(grid, 1):
        for column, text in enumerate(row, 1):
            cell = workbook.active.cell(at, column)
            cell.value, cell.data_type = text, "s"
    out = io.BytesIO()
    workbook.save(out)
    assert padded(read_back(read_excel(Package(out, Allowance()), Allowance())), grid) == expected(grid)


@QUICK
@given(grids(CHARACTERS))
def test_a_word_table_gives_back_its_texts(grid):
    paper = docx.Document()
    table = paper.add_table(len(grid), len(grid[0]))
    for cells, row in zip(table.rows, grid, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    paper.save(out)
    assert read_back(read_word(Package(out, Allowance()), Allowance(), [])) == expected(grid)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t"])
@settings(QUICK, max_examples=EXAMPLES // 2)  # of each of six: what is in the cells is the same for all
@given(grids(CHARACTERS.filter(lambda character: character not in ";|")))
def test_a_csv_file_gives_back_its_texts(separator, encoding, grid):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(grid)
    data = out.getvalue().encode(encoding)
    given_as = "\t" if separator == "\t" else ""
    assert read_back(read_csv(data, Allowance(), separator=given_as)) == expected(grid)


@QUICK
@given(grids(CHARACTERS.filter(lambda character: character not in "\n*")))
def test_a_text_file_gives_back_its_texts(grid):
    text = "Our plan\n\n" + "\n".join("\t".join(row) for row in grid) + "\n\nThe end\n"
    assert read_back(read_text(text.encode(), Allowance())) == expected(grid)
