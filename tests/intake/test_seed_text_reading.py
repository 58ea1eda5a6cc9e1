"""The real pack, as text: its tables and lines are where a reader of the paper would count them."""

from pathlib import Path

import pytest

from goldenthread.intake.document import Paragraph, Table
from goldenthread.intake.reading import read_in_child

PACK = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "002_a1c4b4f6bbec8876.txt"

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def pack():
    return read_in_child(PACK, PACK.name)


def test_every_line_with_a_tab_is_a_row_and_every_other_line_with_text_a_paragraph(pack):
    lines = PACK.read_text(encoding="utf-8").split("\n")
    tabbed = [number for number, line in enumerate(lines, 1) if "\t" in line]
    other = [number for number, line in enumerate(lines, 1) if line.strip() and "\t" not in line]
    rows = [row for block in pack.blocks if isinstance(block, Table) for row in block.rows]
    found = [block for block in pack.blocks if isinstance(block, Paragraph)]
    assert [row.where for row in rows] == [f"line {number}" for number in tabbed]
    assert [paragraph.where for paragraph in found] == [f"line {number}" for number in other]


def test_the_plan_begins_with_its_header_block_and_has_ten_columns(pack):
    tables = {table.where: table for table in pack.tables}
    assert {len(row.cells) for row in tables["line 622"].rows} == {2}
    plan = [table for table in pack.tables if 639 <= int(table.where.split()[1]) <= 801]
    assert {len(row.cells) for table in plan for row in table.rows} == {10}
    assert sum(len(table.rows) for table in plan) == 136
