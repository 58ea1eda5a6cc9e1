"""A plan as an Excel workbook: a sheet as the paper has it, to be read, printed, edited and brought back.

The header block, then each priority as a title row with its own header row.
Every text is a string cell, so no text is ever calculated. Nothing is hidden.
Printed on A4 across, as wide as the page, with the column names on every page.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension

from goldenthread.plan.cells import ActionCells
from goldenthread.plan.exporting.columns import LABELS, NOTES, RATING_KEY, escaped, pieces
from goldenthread.plan.exporting.further_sheets import FurtherSheet, write_further
from goldenthread.plan.exporting.sheet import Layout, PlanSheet, Stretch, stretches
from goldenthread.plan.reading.values import Column
from goldenthread.plan.states import Colour

SHEET = "Plan"
_WIDTHS = {
    Column.AIM: 24,
    Column.REF: 7,
    Column.ACTION: 32,
    Column.STARTS: 10,
    Column.ENDS: 11,
    Column.MEASURE: 28,
    Column.LEADS: 12,
    Column.SENIOR_LEAD: 9,
    Column.COMMENTS: 40,
    Column.STATUS: 12,
    Column.KEY: 10,
}
_AS_TYPED = frozenset(
    {Column.REF, Column.STARTS, Column.ENDS, Column.LEADS, Column.SENIOR_LEAD, Column.STATUS, Column.KEY}
)
"""Columns whose cells keep what is typed into them: "4.10" stays a ref and "Jul-26" words."""
_FILLS = {Colour.BLUE: "1F3F8F", Colour.RED: "A01B12", Colour.AMBER: "FFC043", Colour.GREEN: "1B8067"}
"""The ratings' colours of the light theme of ``design``."""
_QUOTED = frozenset("=+-@'")
_FONT = "Arial"
_SIZE = 10
_LINE_HEIGHT = 13.5
_LETTERS = 1.1
"""Letters on a line for each unit of a column's width, which is that of a nought."""
_MOST_LINES = 30
_LONGEST_LIST = 255
_A4 = 9
_THIN = Side(style="thin", color="B8B2A6")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TOP = Alignment(vertical="top", wrap_text=True)


def to_workbook(sheet: PlanSheet, *, at: datetime, beside: Iterable[FurtherSheet] = ()) -> bytes:
    """The whole file: the plan, and behind it the sheets that stand beside it."""
    book = Workbook(write_only=True)
    book.properties.title = sheet.name
    book.properties.creator = "Golden Thread"
    book.properties.created = book.properties.modified = at.astimezone(UTC).replace(tzinfo=None)
    _Writer(book.create_sheet(SHEET), sheet).write()
    write_further(book, beside)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


class _FittedRow(RowDimension):  # type: ignore[misc]
    """A row with the height its texts need, which Excel fits again when they change: not a height set by hand."""

    @property
    def customHeight(self) -> None:  # noqa: N802
        """Never: that word would keep the row as high as it is."""


class _Writer:
    """Writes the rows of one sheet from the top, counting them."""

    def __init__(self, paper: Any, sheet: PlanSheet) -> None:
        self._paper = paper
        self._sheet = sheet
        self._layout = Layout.of(sheet.rows)
        self._columns = self._layout.columns
        self._last = get_column_letter(len(self._columns))
        self._row = 0
        self._status_rows: list[tuple[int, int]] = []
        self._prepare()
        self._plain = [self._cell(column) for column in self._columns]
        self._quoted = [self._cell(column, quoted=True) for column in self._columns]
        self._heads = [self._head(column) for column in self._columns]
        self._ratings = {colour: self._rating(colour) for colour in _FILLS}

    def write(self) -> None:
        """Write everything."""
        for label, value in self._sheet.header:
            self._write_pair(label, value)
        groups = self._grouped()
        for place, priority in enumerate(self._sheet.priorities):
            self._append([])
            self._write_title(priority.title, size=13)
            if priority.notes:
                self._write_title(f"{NOTES}: {priority.notes}", size=_SIZE)
            self._write_groups(groups.get(place, []))
        self._write_rating_key()
        self._offer_ratings()

    # The page

    def _prepare(self) -> None:
        """What must be known before the first row is written."""
        paper = self._paper
        for number, column in enumerate(self._columns, start=1):
            paper.column_dimensions[get_column_letter(number)].width = _WIDTHS[column]
        paper.page_setup.orientation = "landscape"
        paper.page_setup.paperSize = _A4
        paper.page_setup.fitToWidth, paper.page_setup.fitToHeight = 1, 0
        paper.sheet_properties.pageSetUpPr.fitToPage = True
        paper.page_margins.left = paper.page_margins.right = 0.4
        paper.page_margins.top = paper.page_margins.bottom = 0.6
        paper.oddFooter.left.text = self._sheet.name[:100].replace("&", "&&")
        paper.oddFooter.right.text = "Page &P of &N"
        paper.sheet_view.zoomScale = 90
        if self._sheet.priorities:
            head = len(self._sheet.header) + 3 + bool(self._sheet.priorities[0].notes)
            paper.print_title_rows = f"{head}:{head}"

    def _offer_ratings(self) -> None:
        """Offer the plan's rating words as a list in the status cells, without refusing other words."""
        words = ",".join(rating.word for rating in self._sheet.ratings)
        if not words or len(words) > _LONGEST_LIST or any(sign in words for sign in '"\n'):
            return
        if words.count(",") >= len(self._sheet.ratings):
            return
        offered = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=False)
        letter = get_column_letter(self._columns.index(Column.STATUS) + 1)
        for first, last in self._status_rows:
            offered.add(f"{letter}{first}:{letter}{last}")
        if self._status_rows:
            self._paper.data_validations.append(offered)

    # Rows

    def _append(self, cells: Any, *, lines: float = 1) -> None:
        """Write the next row, so many lines high."""
        self._row += 1
        height = min(lines, _MOST_LINES) * _LINE_HEIGHT
        self._paper.row_dimensions[self._row] = _FittedRow(self._paper, index=self._row, ht=height)
        self._paper.append(cells)

    def _write_pair(self, label: str, value: str) -> None:
        """A line of the header block: the label, and its value over the rest of the row."""
        room = sum(_WIDTHS[column] for column in self._columns[1:])
        lines = max(_lines(label, _WIDTHS[Column.AIM]), _lines(value, room))
        parts = pieces(value)
        if len(parts) == 1:
            self._paper.merged_cells.add(f"B{self._row + 1}:{self._last}{self._row + 1}")
        self._append([self._text(label, bold=True), *(self._text(part) for part in parts)], lines=lines)

    def _write_title(self, text: str, *, size: int) -> None:
        """A text over the whole row; one that is longer than a cell goes on in the next row."""
        room = sum(_WIDTHS[column] for column in self._columns) * _SIZE / size
        for part in pieces(text):
            self._paper.merged_cells.add(f"A{self._row + 1}:{self._last}{self._row + 1}")
            self._append([self._text(part, bold=size > _SIZE, size=size)], lines=_lines(part, room) * size / _SIZE)

    def _grouped(self) -> dict[int, list[Stretch]]:
        groups: dict[int, list[Stretch]] = {}
        for stretch in stretches(self._sheet):
            groups.setdefault(stretch.priority, []).append(stretch)
        return groups

    def _write_groups(self, groups: list[Stretch]) -> None:
        """The rows of a priority: a section's title where it changes, a header row first and where its names change."""
        section, label = "", ""
        if not groups:
            self._append(self._fill(self._heads, self._layout.labels(LABELS[Column.AIM])))
        for group in groups:
            if group.label != label or (section and not group.section):
                self._append(self._fill(self._heads, self._layout.labels(group.label)))
            if group.section != section and group.section:
                self._write_title(group.section, size=11)
            section, label = group.section, group.label
            begin = self._row + 1
            for row in group.rows:
                self._write_action(row)
            self._status_rows.append((begin, self._row))

    def _write_action(self, row: ActionCells) -> None:
        texts = self._layout.texts(row)
        lines = max(_lines(text, _WIDTHS[column]) for text, column in zip(texts, self._columns, strict=True))
        self._append(self._action(texts, self._sheet.colours.get(row.key, "")), lines=lines)

    def _write_rating_key(self) -> None:
        """The rating words and what they mean in this plan, since colours are not portable."""
        meant = [rating for rating in self._sheet.ratings if rating.meaning]
        if not meant:
            return
        self._append([])
        self._write_title(RATING_KEY, size=11)
        for rating in meant:
            self._write_pair(rating.word, rating.meaning)

    # Cells

    def _action(self, texts: list[str], colour: str) -> Iterator[Any]:
        for number, text in enumerate(texts):
            if self._columns[number] is Column.STATUS and colour in self._ratings and text:
                cell = self._ratings[Colour(colour)]
            else:
                cell = self._quoted[number] if text[:1] in _QUOTED and text else self._plain[number]
            yield _put(cell, text)

    def _fill(self, cells: list[Any], texts: list[str]) -> Iterator[Any]:
        for cell, text in zip(cells, texts, strict=True):
            yield _put(cell, text)

    def _cell(self, column: Column, *, quoted: bool = False) -> Any:
        cell = WriteOnlyCell(self._paper)
        cell.font, cell.alignment, cell.border = Font(name=_FONT, size=_SIZE), _TOP, _BORDER
        if column in _AS_TYPED:
            cell.number_format = "@"
        cell.quotePrefix = quoted
        return cell

    def _head(self, column: Column) -> Any:
        cell = self._cell(column)
        cell.font, cell.fill = Font(name=_FONT, size=_SIZE, bold=True), PatternFill("solid", fgColor="EFEBE2")
        return cell

    def _rating(self, colour: Colour) -> Any:
        cell = self._cell(Column.STATUS)
        ink = "0B0C0C" if colour == Colour.AMBER else "FFFFFF"
        cell.font = Font(name=_FONT, size=_SIZE, bold=True, color=ink)
        cell.fill = PatternFill("solid", fgColor=_FILLS[colour])
        return cell

    def _text(self, text: str, *, bold: bool = False, size: int = _SIZE) -> Any:
        cell = WriteOnlyCell(self._paper)
        cell.font, cell.alignment = Font(name=_FONT, size=size, bold=bold), _TOP
        cell.quotePrefix = text[:1] in _QUOTED if text else False
        return _put(cell, text)


def _put(cell: Any, text: str) -> Any:
    """Put a text into a cell as a string, whatever it looks like."""
    cell.value = escaped(text) or None
    if text:
        cell.data_type = "s"
    return cell


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a cell so many characters wide."""
    if len(text) <= width and "\n" not in text:
        return 1
    return sum(max(1, ceil(len(line) / (width * _LETTERS))) for line in text.split("\n"))
