"""The plan behind a report as an Excel workbook: the rows as the round was closed, in the columns officers know."""

from collections.abc import Iterator
from datetime import UTC
from io import BytesIO

from goldenthread.documents.clearing import clear
from goldenthread.documents.paper import Cell, Heading, Landscape, RatingMark, Table, every_block, printed
from goldenthread.kernel.errors import RuleBroken
from goldenthread.reports.models import Report
from goldenthread.reports.queries.content import book_of_report, frozen_plan

LONGEST_CELL = 32_000
"""Excel holds 32,767 characters in a cell; a longer text is cut, and says so."""
CUT = " […] (cut: the whole stands in the PDF)"


def appendix_workbook(report: Report) -> bytes:
    """The same table as in the other formats: a title row for each priority, its column names, its rows, as text."""
    book = book_of_report(report)
    if book is None or report.closing is None:
        raise RuleBroken("This report is on no round, so there is no plan behind it.")
    blocks = frozen_plan(report.closing).blocks(book)
    tables = [
        one for block in blocks if isinstance(block, Landscape) for one in every_block(block.blocks)
        if isinstance(one, Table)
    ]  # fmt: skip
    lines = [line for table in tables for line in _lines(table)]
    return _workbook(report, tables[0] if tables else None, lines)


def _lines(table: Table) -> Iterator[tuple[str, list[str]]]:
    """The rows of a table with what each is: a title, column names, a row."""
    for group in table.groups:
        for heading in group.headings:
            yield "title", [_heading(heading)]
        yield "names", list(group.labels or [column.label for column in table.columns])
        for row in group.rows:
            yield "row", [_text(cell) for cell in row]


def _heading(heading: Heading) -> str:
    return clear(printed(heading.words))


def _text(cell: Cell) -> str:
    found = clear(cell.word if isinstance(cell, RatingMark) else printed(cell))
    return found if len(found) <= LONGEST_CELL else found[:LONGEST_CELL] + CUT


def _workbook(report: Report, table: Table | None, lines: list[tuple[str, list[str]]]) -> bytes:
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
        sheet.column_dimensions[get_column_letter(place)].width = 8 + 14 * column.weight
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
    out = BytesIO()
    made.save(out)
    return out.getvalue()
