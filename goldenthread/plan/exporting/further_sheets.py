"""Sheets beside the plan in a workbook: the plan at a glance, and the keys of ratings and initials.

They are there to be read. Everything on them is made from the plan, so that nothing of them is taken when the file
comes back; the first line of each says so, and tells them from a sheet of somebody's own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from goldenthread.documents.clearing import clear
from goldenthread.documents.paper import (
    Block,
    Cell,
    Chart,
    Heading,
    Items,
    Paragraph,
    RatingMark,
    Runs,
    Table,
    printed,
)
from goldenthread.plan.exporting.columns import pieces
from goldenthread.plan.reading.not_read import NOT_READ

GLANCE, KEYS = "At a glance", "Keys"
_WIDTHS = (34, 60)
_WIDTH_OF_FIGURES = 12
_STRONG = frozenset({"title", "names"})


@dataclass(frozen=True, slots=True)
class FurtherSheet:
    """A sheet beside the plan: its name and what stands on it."""

    name: str
    blocks: tuple[Block, ...]


Line = tuple[str, list[str | int]]
"""What a row is (a title, the names of columns, a row) and its cells."""


def write_further(book: Any, sheets: Iterable[FurtherSheet]) -> None:
    """Add sheets to a workbook that is written row by row; one without anything on it is left out."""
    from openpyxl.utils import get_column_letter

    for sheet in sheets:
        lines = list(_lines(sheet.blocks))
        if not lines:
            continue
        paper = book.create_sheet(sheet.name)
        wide = 2 if any(len(cells) == 2 for _, cells in lines) else 1
        for place in range(1, max(len(cells) for _, cells in lines) + 1):
            width = _WIDTHS[place - 1] if place <= wide else _WIDTH_OF_FIGURES
            paper.column_dimensions[get_column_letter(place)].width = width
        paper.page_setup.fitToWidth, paper.page_setup.fitToHeight = 1, 0
        paper.sheet_properties.pageSetUpPr.fitToPage = True
        first: Line = ("row", [NOT_READ])
        for kind, cells in (first, *lines):
            paper.append([_cell(paper, kind, one, wraps=len(cells) > 1) for one in cells])


def _cell(paper: Any, kind: str, value: str | int, *, wraps: bool) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    made = WriteOnlyCell(paper)
    made.value = value
    if isinstance(value, str):
        made.data_type = "s"  # every text is a string, so none is ever calculated
    # A line that stands alone in its row runs over the cells beside it.
    made.alignment = Alignment(vertical="top", wrap_text=wraps)
    if kind in _STRONG:
        made.font = Font(bold=True, size=13 if kind == "title" else 11)
    return made


def _lines(blocks: Sequence[Block]) -> Iterator[Line]:
    for block in blocks:
        match block:
            case Heading():
                yield "row", [""]
                yield "title", [_text(block.words)]
            case Paragraph():
                for part in pieces(_text(block.words)):
                    yield "row", [part]
            case Items():
                for item in block.items:
                    yield "row", [*_parted(item.words)]
            case Table():
                yield from _table(block)
            case Chart():
                yield from _table(replace(block.table, is_caption_printed=True))
            case _:
                continue


def _parted(words: Runs) -> Iterator[str]:
    """An item: what is strong at its beginning, such as initials, in a cell of its own."""
    if words and words[0].strong:
        yield clear(words[0].printed)
        words = words[1:]
    yield _text(words).removeprefix(": ")


def _table(table: Table) -> Iterator[Line]:
    if table.is_caption_printed:
        yield "row", [""]
        yield "names", [clear(table.caption)]
    yield "names", [clear(column.label) for column in table.columns]
    for group in table.groups:
        for row in group.rows:
            yield (
                "row",
                [
                    _figure(cell) if column.is_figures else _said(cell)
                    for column, cell in zip(table.columns, row, strict=True)
                ],
            )


def _said(cell: Cell) -> str:
    return clear(cell.word) if isinstance(cell, RatingMark) else _text(cell)


def _figure(cell: Cell) -> str | int:
    """A number as Excel counts with it."""
    text = _said(cell)
    return int(text) if text.isascii() and text.isdecimal() else text


def _text(words: Runs) -> str:
    return clear(printed(words))
