"""The plan behind a report as an Excel workbook: the rows as the round was closed, in the columns officers know."""

from collections.abc import Iterator, Sequence
from datetime import UTC
from io import BytesIO
from itertools import zip_longest

from goldenthread.documents.clearing import clear
from goldenthread.documents.paper import Cell, Facts, Heading, Landscape, RatingMark, Table, every_block, printed
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.exporting.columns import pieces
from goldenthread.plan.exporting.further_sheets import GLANCE, KEYS, FurtherSheet, write_further
from goldenthread.reports.appendix import glance
from goldenthread.reports.models import Report
from goldenthread.reports.queries.content import book_of_report, frozen_plan

WIDTH = 2.4
"""Characters for each part of the width of the paper: together what a wide screen shows."""


def appendix_workbook(report: Report) -> bytes:
    """The same as in the other formats, as text: the header block, a title row for each priority, its notes, its rows.

    The plan at a glance and the keys of ratings and initials have sheets of their own, which nobody reads back.
    A text longer than a cell of Excel goes on in the row beneath, and says so.
    """
    book = book_of_report(report)
    if book is None or report.closing is None:
        raise RuleBroken("This report is on no round, so there is no plan behind it.")
    plan = frozen_plan(report.closing)
    blocks = plan.blocks(book, at_a_glance=False, is_sheet=True)
    header = [fact for block in blocks if isinstance(block, Facts) for fact in block.pairs]
    tables = [
        one for block in blocks if isinstance(block, Landscape) for one in every_block(block.blocks)
        if isinstance(one, Table)
    ]  # fmt: skip
    lines = [("row", row) for fact in header for row in _whole([fact.label, clear(printed(fact.words))])]
    lines += [line for table in tables for line in _lines(table)]
    keys = [block for block in blocks if not isinstance(block, (Facts, Landscape))]
    beside = (FurtherSheet(GLANCE, glance(book)), FurtherSheet(KEYS, tuple(keys)))
    return _workbook(report, tables[0] if tables else None, lines, beside)


def _lines(table: Table) -> Iterator[tuple[str, list[str]]]:
    """The rows of a table with what each is: a title, a note, column names, a row."""
    for group in table.groups:
        for heading in group.headings:
            yield "title", [_heading(heading)]
        for note in group.notes:
            yield from (("row", row) for row in _whole([clear(printed(note.words))]))
        if group.rows:
            yield "names", list(group.labels or [column.label for column in table.columns])
        for cells in group.rows:
            yield from (("row", row) for row in _whole([_text(cell) for cell in cells]))


def _whole(texts: list[str]) -> Iterator[list[str]]:
    """A row as Excel can hold it: what is too long for its cell goes on in rows beneath."""
    return map(list, zip_longest(*map(pieces, texts), fillvalue=""))


def _heading(heading: Heading) -> str:
    return clear(printed(heading.words))


def _text(cell: Cell) -> str:
    return clear(cell.word if isinstance(cell, RatingMark) else printed(cell))


def _workbook(
    report: Report, table: Table | None, lines: list[tuple[str, list[str]]], beside: Sequence[FurtherSheet]
) -> bytes:
    # The writer of workbooks takes as long to load as all of our own code: only who takes one out waits for it.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    made = Workbook(write_only=True)
    made.properties.title, made.properties.creator = report.subject, "Golden Thread"
    made.properties.created = made.properties.modified = report.created_at.astimezone(UTC).replace(tzinfo=None)
    sheet = made.create_sheet("Plan")
    for place, column in enumerate(table.columns if table else (), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = max(8, WIDTH * column.weight)
    top = Alignment(vertical="top", wrap_text=True)
    for kind, cells in lines:
        row = []
        for text in cells:
            cell = WriteOnlyCell(sheet)
            cell.value = text
            cell.data_type = "s"  # every text is a string, so none is ever calculated
            cell.alignment = top
            if kind != "row":
                cell.font = Font(bold=True)
            row.append(cell)
        sheet.append(row)
    write_further(made, beside)
    out = BytesIO()
    made.save(out)
    return out.getvalue()
