"""What a PDF must say that typst does not say yet: which cell of a row names the row.

Typst marks the names of columns. Each row of our tables has a cell that names
it, too, and a reader with a screen reader hears it at every other cell.

An element of the structure is known by how it begins, up to its first text: so
no text, whatever it says, is taken for structure.

What is not mended: the Arabic font draws some letters as two signs, a body and
its dots, and typst says the letter for each of them, so that a program which
reads the text out of the file finds such a letter twice. Which of the two is to
be silent is not told in the file; guessing could silence a letter.

Source: PDF/UA-1 (ISO 14289-1), 7.5; ISO 32000-1, 14.8.5.7 (Scope), 14.8.4.3.4 (TH).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from goldenthread.documents.typesetting.objects import Objects

_ELEMENT = b"<</Type/StructElem/S/"
_ATTRIBUTES = rb"(?:/A\[((?:<<[^<>]*>>)*)\])?"
_HOLDER = re.compile(
    _ELEMENT + rb"(?:Table|THead|TBody|TFoot|TR)/P \d+ 0 R" + _ATTRIBUTES + rb"(?P<kids>/K\[[\d R]*\])>>"
)
_CELL = re.compile(_ELEMENT + rb"T[DH](/P \d+ 0 R(?:/ID\(\w+\))?)" + _ATTRIBUTES + rb"(?=/K\[)")
_SPANS = re.compile(rb"/ColSpan \d+")
_NUMBER = re.compile(rb"(\d+) 0 R")
_TABLE, _ROW, _BODY = _ELEMENT + b"Table/", _ELEMENT + b"TR/", _ELEMENT + b"TBody/"


class TableSaid(NamedTuple):
    """What is said of a table: what it shows, and the place of the cell that names each row."""

    summary: str
    row_header: int


def finish(made: bytes, *, said: Sequence[TableSaid]) -> bytes:
    """The PDF with a row header in each row of its tables and a summary of each, in the order of the tables.

    The same bytes come of the same bytes.
    """
    objects = Objects(made)
    bodies = objects.bodies
    # Typst numbers the structure in reading order, and no table of ours stands in another.
    tables = [number for number, body in bodies.items() if body.startswith(_TABLE)]
    if len(tables) != len(said):
        raise ValueError(f"{len(tables)} tables were set where {len(said)} were given.")
    for table, one in zip(tables, said, strict=True):
        for row in _rows(bodies, table):
            _name_row(bodies, row, one.row_header)
        _sum_up(bodies, table, one.summary)
    return objects.written()


def _kids(bodies: dict[int, bytes], number: int) -> list[int]:
    holder = _HOLDER.fullmatch(bodies[number])
    if holder is None:
        raise ValueError(f"Object {number} is no part of a table as typst writes it.")
    return [int(kid) for kid in _NUMBER.findall(holder["kids"])]


def _rows(bodies: dict[int, bytes], table: int) -> Iterator[int]:
    """The rows of a table but for those of its head."""
    for part in _kids(bodies, table):
        if bodies[part].startswith(_ROW):
            yield part
        elif bodies[part].startswith(_BODY):
            yield from (row for row in _kids(bodies, part) if bodies[row].startswith(_ROW))


def _name_row(bodies: dict[int, bytes], row: int, place: int) -> None:
    """Make the cell at a place of a row its header; what typst says of cells beside their spans is left out.

    It names the headers of each cell one by one, and the row's would not be among them: a reader finds both by
    their scope. How a cell looks is on the page.
    """
    for at, number in enumerate(_kids(bodies, row)):
        body = bodies[number]
        cell = _CELL.match(body)
        if cell is None:
            raise ValueError(f"Object {number} is no cell as typst writes it.")
        found = _SPANS.search(cell[2] or b"")
        spans = found[0] if found else b""
        if at == place:
            begins = _ELEMENT + b"TH" + cell[1] + b"/A<</O/Table/Scope/Row" + spans + b">>"
        else:
            begins = body[: cell.end(1)] + (b"/A<</O/Table" + spans + b">>" if spans else b"")
        bodies[number] = begins + body[cell.end() :]


def _sum_up(bodies: dict[int, bytes], table: int, summary: str) -> None:
    """Say of a table what it shows, before what typst says of how it lies."""
    body = bodies[table]
    holder = _HOLDER.fullmatch(body)
    if holder is None:
        raise ValueError(f"Object {table} is no table as typst writes it.")
    attributes = b"/A[<</O/Table/Summary" + _text(summary) + b">>" + (holder[1] or b"") + b"]"
    before = body.index(b"/A[") if holder[1] is not None else holder.start("kids")
    bodies[table] = body[:before] + attributes + body[holder.start("kids") :]


def _text(text: str) -> bytes:
    """A text as a PDF holds it. Source: ISO 32000-1, 7.3.4 and 7.9.2.2."""
    if text.isascii():
        return b"(" + re.sub(rb"[\\()]", rb"\\\g<0>", text.encode()) + b")"
    return b"<FEFF" + text.encode("utf-16-be").hex().encode() + b">"
