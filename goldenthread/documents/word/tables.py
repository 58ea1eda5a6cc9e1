"""Tables of a Word file: a head that repeats on each page, rows that stay whole, a description, and ratings drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from goldenthread.documents.paper import Cell, Column, RatingMark
from goldenthread.documents.word.looks import DENSE, TABLE
from goldenthread.documents.word.markup import HAIRLINE, INK, paragraph, run, runs_of

MANY = 8
LONG = 1200
"""Characters of a cell from which its row may be divided by the end of a page."""
MOST_KEPT, MOST_CHARACTERS_KEPT = 10, 1500
"""The rows of a table that the end of a page does not divide, and the characters they may have together."""
LAST_TOGETHER = 3
"""The last rows of a table that stand on one page, so that none begins a page by itself."""
_KEPT = "<w:keepNext/>"
_BORDERS = (
    '<w:tblBorders><w:top w:val="nil"/><w:left w:val="nil"/><w:bottom w:val="single" w:sz="4" w:space="0" '
    f'w:color="{HAIRLINE}"/><w:right w:val="nil"/><w:insideH w:val="single" w:sz="4" w:space="0" '
    f'w:color="{HAIRLINE}"/><w:insideV w:val="nil"/></w:tblBorders>'
)
_MARGINS = (
    '<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
    '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
)
_HEAD_LINE = f'<w:tcBorders><w:bottom w:val="single" w:sz="12" w:space="0" w:color="{INK}"/></w:tcBorders>'
_LOW = '<w:vAlign w:val="bottom"/>'
_RIGHT = '<w:jc w:val="right"/>'


@dataclass(frozen=True, slots=True)
class TableLook:
    """How a table is set: its columns and what they are called here, the column that names rows, what it shows in
    words, its width in twentieths of a point, and what draws the shape of a rating."""

    columns: tuple[Column, ...]
    labels: tuple[str, ...]
    row_header: int
    caption: str
    width: int
    shape: Callable[[RatingMark], str]


def table(rows: tuple[tuple[Cell, ...], ...], look: TableLook) -> str:
    """A table with its head."""
    columns, shape = look.columns, look.shape
    whole = sum(column.weight for column in columns)
    widths = [int(look.width * column.weight / whole) for column in columns]
    style = DENSE if len(columns) > MANY else TABLE
    kept = _KEPT if _is_small(rows, columns) else ""
    said = escape(look.caption, quote=True)
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    places = [
        (f'<w:tc><w:tcPr><w:tcW w:w="{one}" w:type="dxa"/>', _RIGHT if column.is_figures else "", at == look.row_header)
        for at, (one, column) in enumerate(zip(widths, columns, strict=True))
    ]
    head = "".join(
        f"{begin}{_HEAD_LINE}{_LOW}</w:tcPr>{paragraph(run(label, strong=True), style, kept + right)}</w:tc>"
        for (begin, right, _), label in zip(places, look.labels, strict=True)
    )
    last = len(rows) - 1
    first_kept = 0 if kept else last + 1 - LAST_TOGETHER
    body = "".join(
        [_row(row, places, style, shape, _KEPT if first_kept <= at < last else "") for at, row in enumerate(rows)]
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{_BORDERS}<w:tblLayout w:type="fixed"/>{_MARGINS}'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val="{said}"/><w:tblDescription w:val="{said}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{body}</w:tbl>"
    )


def _row(
    row: tuple[Cell, ...],
    places: list[tuple[str, str, bool]],
    style: str,
    shape: Callable[[RatingMark], str],
    kept: str = "",
) -> str:
    cells = [
        f"{begin}</w:tcPr>{paragraph(_inside(cell, shape, strong=names), style, kept + right)}</w:tc>"
        for cell, (begin, right, names) in zip(row, places, strict=True)
    ]
    whole = "" if any(_length(cell) > LONG for cell in row) else "<w:trPr><w:cantSplit/></w:trPr>"
    return f"<w:tr>{whole}{''.join(cells)}</w:tr>"


def _is_small(rows: tuple[tuple[Cell, ...], ...], columns: tuple[Column, ...]) -> bool:
    """Whether a table stays together: few rows with few words; a dense table is never small."""
    if len(rows) > MOST_KEPT or len(columns) > MANY:
        return False
    return sum(_length(cell) for row in rows for cell in row) <= MOST_CHARACTERS_KEPT


def _inside(cell: Cell, shape: Callable[[RatingMark], str], *, strong: bool) -> str:
    if isinstance(cell, RatingMark):
        return f"{shape(cell)}{run(cell.word, strong=True)}"
    return runs_of(cell, strong=strong)


def _length(cell: Cell) -> int:
    return 0 if isinstance(cell, RatingMark) else sum(len(one.text) for one in cell)
