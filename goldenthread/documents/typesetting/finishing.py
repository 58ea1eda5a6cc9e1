"""What a PDF must say that typst does not say yet: which cell of a row names the row.

Typst marks the names of columns. Each row of our tables has a cell that names
it, too, and a reader with a screen reader hears it at every other cell.

What is not mended: the Arabic font draws some letters as two signs, a body and
its dots, and typst says the letter for each of them, so that a program which
reads the text out of the file finds such a letter twice. Which of the two is to
be silent is not told in the file; guessing could silence a letter.

Source: PDF/UA-1 (ISO 14289-1), 7.5; ISO 32000-1, 14.8.5.7 (Scope), 14.8.4.3.4 (TH).
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String


@dataclass(frozen=True, slots=True)
class TableSaid:
    """What is said of a table: what it shows, and the place of the cell that names each row."""

    summary: str
    row_header: int


def finish(made: bytes, *, said: Sequence[TableSaid]) -> bytes:
    """The PDF with a row header in each row of its tables and a summary of each, in the order of the tables.

    The same bytes come of the same bytes.
    """
    with pikepdf.open(io.BytesIO(made)) as document:
        tables = list(_tables(document.Root.StructTreeRoot))
        if len(tables) != len(said):
            raise ValueError(f"{len(tables)} tables were set where {len(said)} were given.")
        for table, one in zip(tables, said, strict=True):
            _add_attributes(table, Dictionary(O=Name.Table, Summary=String(one.summary)))
            _name_rows(table, one.row_header)
        out = io.BytesIO()
        # The structure is most of a long table: packed, the file is half as long, and no slower to write.
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


_TABLE, _ROW, _BODY = (Name.Table,), (Name.TR,), (Name.TBody,)


def _kids(element: Any) -> list[Any]:
    found = element.get("/K")
    if found is None:
        return []
    every = found if isinstance(found, Array) else [found]
    return [kid for kid in every if isinstance(kid, Dictionary) and "/S" in kid]


def _tables(root: Any) -> Iterator[Any]:
    """Every table in reading order."""
    waiting = list(reversed(_kids(root)))
    while waiting:
        element = waiting.pop()
        if element.S in _TABLE:
            yield element
        else:
            waiting.extend(reversed(_kids(element)))


def _rows(table: Any) -> Iterator[Any]:
    for part in _kids(table):
        if part.S in _ROW:
            yield part
        elif part.S in _BODY:
            yield from (row for row in _kids(part) if row.S in _ROW)


def _name_rows(table: Any, place: int) -> None:
    """Make the cell at a place of each row its header; what typst says of cells beside their spans is left out.

    It names the headers of each cell one by one, and the row's would not be among them: a reader finds both by
    their scope. How a cell looks is on the page.
    """
    for row in _rows(table):
        # Nothing but cells stands in a row: to look at each costs more than all the rest.
        for at, cell in enumerate(row.K if isinstance(row.K, Array) else [row.K]):
            if at == place:
                cell.S = Name.TH
                cell.A = Dictionary({"/O": Name.Table, "/Scope": Name.Row} | _spans(cell))
            elif spans := _spans(cell):
                cell.A = Dictionary({"/O": Name.Table} | spans)
            elif "/A" in cell:
                del cell["/A"]


def _spans(cell: Any) -> dict[str, Any]:
    """How many columns a cell takes, where it is more than one; typst says it first."""
    given = cell.get("/A")
    if given is None:
        return {}
    first = given[0] if isinstance(given, Array) else given
    return {"/ColSpan": first["/ColSpan"]} if "/ColSpan" in first else {}


def _add_attributes(element: Any, attributes: Any) -> None:
    given = element.get("/A")
    before = list(given) if isinstance(given, Array) else [given] if given is not None else []
    element.A = Array([attributes, *before])
