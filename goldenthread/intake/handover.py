"""A document on its way from the reading process, as JSON.

The reading process has handled a stranger's file, so what it says is data and
nothing else: JSON can hold no object that runs, unlike pickle, and a broken
stream cannot crash the reader of it, unlike marshal.
"""

import json
from collections.abc import Sequence
from typing import Any

from goldenthread.intake.document import Block, Cell, Document, Hidden, Paragraph, Row, Table
from goldenthread.intake.refusals import FileRefused, Reason

_EMPTY = Cell("")
_TEXTS_ONLY = frozenset((str,))
Known = dict[str, dict[str, Cell]]
"""The cells met so far by their text, for each fill."""


def pack_document(document: Document) -> bytes:
    """The document in the form in which it is handed over."""
    blocks = [_packed_block(block) for block in document.blocks]
    hidden = [one.row for one in document.hidden]
    return _dumped({"format": document.format, "blocks": blocks, "hidden": hidden})


def pack_refusal(refusal: FileRefused) -> bytes:
    """The refusal in the form in which it is handed over: its code and what fills its sentence."""
    return _dumped({"refused": refusal.code, "details": refusal.details})


def unpack(data: bytes, name: str) -> Document:
    """The document that was handed over, under the name of the file; raises the refusal if it is one.

    ``ValueError``, ``TypeError`` or ``KeyError`` says that it is neither.
    """
    answer = json.loads(data)
    if "refused" in answer:
        raise FileRefused(Reason(answer["refused"]), **{key: str(text) for key, text in answer["details"].items()})
    known: Known = {"": {"": _EMPTY}}
    blocks = tuple(_block(packed, known) for packed in answer["blocks"])
    hidden = tuple(Hidden.of_row(row) for row in answer["hidden"])
    return Document(name, _text(answer["format"]), blocks, hidden)


def _dumped(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"), check_circular=False).encode()


def _packed_block(block: Block) -> list[Any]:
    if isinstance(block, Paragraph):
        return [block.where, block.text, block.level, block.depth, block.is_strong]
    return [block.where, block.title, [_packed_row(row) for row in block.rows], "table"]


def _packed_row(row: Row) -> list[Any]:
    """Place, texts, fills (where any cell has one), which cells continue, places of cells."""
    cells = row.cells
    fills = [cell.fill for cell in cells]
    return [
        row.where,
        [cell.text for cell in cells],
        fills if any(fills) else [],
        [at for at, cell in enumerate(cells) if cell.continues],
        row.cell_places,
    ]


def _block(packed: Sequence[Any], known: Known) -> Block:
    if len(packed) == 5:
        where, text, level, depth, is_strong = packed
        return Paragraph(_text(where), _text(text), int(level), int(depth), bool(is_strong))
    where, title, rows, _ = packed
    return Table(_text(where), tuple([_row(row, known) for row in rows]), _text(title))


def _row(packed: Sequence[Any], known: Known) -> Row:
    """The row; equal cells are one object, which halves the memory of a real plan."""
    where, texts, fills, continues, places = packed
    _check_texts(texts, fills, places)
    if fills:
        cells = [_cell(text, fill, known) for text, fill in zip(texts, fills, strict=True)]
    else:
        plain = known[""]
        cells = [plain.get(text) or plain.setdefault(text, Cell(text)) for text in texts]
    for at in continues:
        cells[at] = Cell("", cells[at].fill, continues=True)
    return Row(_text(where), tuple(cells), tuple(places))


def _cell(text: str, fill: str, known: Known) -> Cell:
    alike = known.setdefault(fill, {})
    return alike.get(text) or alike.setdefault(text, Cell(text, fill))


def _check_texts(*lists: list[Any]) -> None:
    for values in lists:
        if not _TEXTS_ONLY.issuperset(map(type, values)):
            raise TypeError


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError
    return value
