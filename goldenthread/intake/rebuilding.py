"""From the frozen rows of an import back to the very same document.

A correction never touches the rows: the document is built again from them and
understood again with the corrections laid over.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from goldenthread.intake.document import Block, Cell, Document, Hidden, Paragraph, Row, Table
from goldenthread.intake.models import Import

ROW, PARAGRAPH, TABLE = "row", "paragraph", "table"
_KNOWN_SHORT = 60


def document_of(of: Import) -> Document:
    """The document whose rows were frozen with this import: one query."""
    found = of.rows.order_by("position").values_list("block", "kind", "level", "title", "where", "cells", "places")
    hidden = tuple(Hidden.of_row(row) for row in of.hidden)
    return Document(of.name, of.format, tuple(_blocks(found.iterator(chunk_size=2000))), hidden)


def _blocks(found: Iterable[tuple[Any, ...]]) -> Iterator[Block]:
    known: dict[str, Cell] = {}
    where, title, rows, in_table = "", "", [], False
    for _, kind, level, its_title, its_where, cells, places in found:
        if kind == ROW:
            rows.append(Row(its_where, tuple([_cell(cell, known) for cell in cells]), tuple(places)))
            continue
        if in_table:
            yield Table(where, tuple(rows), title)
        in_table = kind == TABLE
        where, title, rows = its_where, its_title, []
        if not in_table:
            yield Paragraph(its_where, cells[0], level)
    if in_table:
        yield Table(where, tuple(rows), title)


def kept(cell: Cell) -> Any:
    """A cell as it is kept: its text alone, or with its fill and whether it continues another."""
    return [cell.text, cell.fill, cell.continues] if cell.fill or cell.continues else cell.text


def _cell(found: Any, known: dict[str, Cell]) -> Cell:
    """The cell; short texts repeat a thousand times in a big plan, so equal plain cells are one object."""
    if not isinstance(found, str):
        text, fill, continues = found
        return Cell(text, fill, continues)
    if len(found) > _KNOWN_SHORT:
        return Cell(found)
    cell = known.get(found)
    if cell is None:
        cell = known[found] = Cell(found)
    return cell
