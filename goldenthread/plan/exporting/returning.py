"""A file of ours that comes back: its document as it would be if the formats could hold everything.

A CSV file gives up its apostrophes, a text that went on in further columns is
whole again, and the title rows of the Excel sheet become two columns, priority
and section, so that nothing of our own layout has to be guessed. Any other
document is given back untouched.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from goldenthread.intake.document import Block, Cell, Document, Row, Table
from goldenthread.plan.exporting.altered import is_export, is_header, put_back, told
from goldenthread.plan.exporting.columns import (
    BOTH_KINDS,
    EXPORT,
    LABELS,
    NOTES,
    PRIORITY,
    RATING_KEY,
    RECOMMENDATIONS,
    SECTION,
    as_meant,
    read_continued,
    rejoined,
)
from goldenthread.plan.reading.values import Column, Problem

COLUMNS_OF_OURS: dict[str, Column] = {
    **{label: column for column, label in LABELS.items()},
    RECOMMENDATIONS: Column.AIM,
    BOTH_KINDS: Column.AIM,
    PRIORITY: Column.PRIORITY,
    SECTION: Column.SECTION,
}
"""What the columns of our exports hold, by label."""
_MARKS = (LABELS[Column.KEY], LABELS[Column.ACTION])
"""What tells the row of an action from the others: its key, or its words where the keys were taken away."""
_USUAL = {LABELS[Column.REF]: 20, LABELS[Column.STATUS]: 40}


def is_ours(document: Document) -> bool:
    """Whether a document is an export of ours, by the keys in its header block."""
    return any(is_export(table.rows) for table in document.tables)


def own_columns(document: Document) -> dict[str, Column]:
    """What the columns of an export of ours hold, by label, where the texts under a label could say otherwise.

    The reading of papers takes a column of long refs for something else. Nothing
    is known beforehand of a document that is not ours, and nothing need be said
    of one whose refs and statuses are short: to be told columns costs time.
    """
    ours = [table for table in document.tables if is_export(table.rows)]
    return COLUMNS_OF_OURS if any(_misleads(table) for table in ours) else {}


def oddities_of_ours(document: Document) -> list[Problem]:
    """What is told of an export of ours whose keys were taken away or renamed; nothing of any other document."""
    return [problem for table in document.tables if is_export(table.rows) for problem in told(table.rows)]


def _misleads(table: Table) -> bool:
    """Whether the ref or the status of an action is longer than such texts usually are."""
    places: dict[int, int] = {}
    key = 0
    for row in table.rows:
        if is_header(row):
            places = {at: _USUAL[label] for at, label in enumerate(row.texts) if label in _USUAL}
            key = next((row.texts.index(label) for label in _MARKS if label in row.texts), 0)
        elif any(len(text) > places[at] for at, text in _texts_at(row, places) if _texts_at(row, (key,))):
            return True
    return False


def _texts_at(row: Row, places: Iterable[int]) -> list[tuple[int, str]]:
    """The texts that stand at some places of a row."""
    return [(at, row.cells[at].text) for at in places if at < len(row.cells) and row.cells[at].text]


def restored(document: Document) -> Document:
    """The document with its texts as they were exported; the same document where it is no export of ours."""
    if not is_ours(document):
        return document
    return replace(document, blocks=tuple(_restored(block, document.format) for block in document.blocks))


def _restored(block: Block, format: str) -> Block:
    if not isinstance(block, Table) or not is_export(block.rows):
        return block
    rows: Iterable[Row] = block.rows
    if format == "csv":
        rows = [_with_texts(row, [as_meant(cell.text) for cell in row.cells]) for row in rows]
    rows = _joined(put_back(tuple(rows)))
    if _is_flat(rows) or not any(map(is_header, rows)):
        return replace(block, rows=tuple(rows))
    return replace(block, rows=tuple(_Flattening(rows).flat()))


def _is_flat(rows: Sequence[Row]) -> bool:
    return any(is_header(row) and PRIORITY in row.texts for row in rows)


def _with_texts(row: Row, texts: Sequence[str]) -> Row:
    if all(cell.text == text for cell, text in zip(row.cells, texts, strict=True)):
        return row
    cells = [
        cell if cell.text == text else replace(cell, text=text) for cell, text in zip(row.cells, texts, strict=True)
    ]
    return replace(row, cells=tuple(cells))


def _joined(rows: Iterable[Row]) -> list[Row]:
    """Rows in which texts that went on in further columns stand whole in their own; the further columns are empty."""
    joined: list[Row] = []
    parts: dict[int, list[int]] = {}
    for row in rows:
        if is_header(row):
            parts = _parts(row.texts)
        joined.append(_with_whole_texts(row, parts) if parts else row)
    return joined


def _parts(labels: Sequence[str]) -> dict[int, list[int]]:
    """The places of the further columns of each column that has some, in order."""
    found: dict[int, list[tuple[int, int]]] = {}
    for place, label in enumerate(labels):
        further = read_continued(label)
        if further is not None and further[0] in labels:
            found.setdefault(labels.index(further[0]), []).append((further[1], place))
    return {place: [at for _, at in sorted(further)] for place, further in found.items()}


def _with_whole_texts(row: Row, parts: dict[int, list[int]]) -> Row:
    texts = [cell.text for cell in row.cells]
    for place, further in parts.items():
        there = [at for at in further if at < len(texts)]
        if place < len(texts) and there:
            if not is_header(row):
                texts[place] = rejoined([texts[place], *(texts[at] for at in there)])
            for at in there:
                texts[at] = ""
    return _with_texts(row, texts)


@dataclass(slots=True)
class _Flattening:
    """Goes through the rows of our sheet and gives each action its priority and section in columns of their own.

    A row with one text is the title of a priority where a header row follows
    (its notes may stand between), else the title of a section.
    """

    rows: Sequence[Row]
    priority: str = ""
    section: str = ""
    width: int = 0
    labels: tuple[str, ...] = ()
    top: list[Row] = field(default_factory=list)
    body: list[Row] = field(default_factory=list)

    def flat(self) -> list[Row]:
        """The header block, then one table."""
        at = self._begin()
        # A remark beside the table may stand further right than any label.
        self.width = max((len(row.cells) for row in self.rows[at:]), default=0)
        self.top.extend(self.rows[:at])
        while at < len(self.rows):
            row = self.rows[at]
            if is_header(row):
                self._take_header(row)
            elif _single(row) == RATING_KEY:
                return [*self.top, *self.body, *self.rows[at:]]
            elif _single(row):
                at += self._take_title(at)
            else:
                self.body.append(self._placed(row, self.priority, self.section))
            at += 1
        return [*self.top, *self.body]

    def _begin(self) -> int:
        """The place after the header block, which ends with the key of the export."""
        for at, row in enumerate(self.rows):
            if next(iter(row.texts), "").rstrip(" :") == EXPORT:
                return at + 1
        return 0

    def _take_header(self, row: Row) -> None:
        self.section = ""
        if row.texts != self.labels:
            self.labels = row.texts
            self.body.append(self._placed(row, PRIORITY, SECTION))

    def _take_title(self, at: int) -> int:
        """Take a title; how many further rows were taken with it."""
        text = _single(self.rows[at])
        under = self.rows[at + 1 : at + 3]
        has_notes = len(under) == 2 and _single(under[0]).startswith(f"{NOTES}: ") and is_header(under[1])
        if has_notes or (under and is_header(under[0])):
            self.priority, self.section = text, ""
        else:
            self.section = text
        if has_notes:
            notes = _single(under[0]).removeprefix(f"{NOTES}: ")
            self.top.append(Row(under[0].where, (Cell(f"{NOTES} on {text}:"), Cell(notes))))
        return int(has_notes)

    def _placed(self, row: Row, priority: str, section: str) -> Row:
        cells = [*row.cells, *(Cell("") for _ in range(self.width - len(row.cells))), Cell(priority), Cell(section)]
        places = [*row.cell_places, *("" for _ in range(len(cells) - len(row.cell_places)))] if row.cell_places else ()
        return Row(row.where, tuple(cells), tuple(places))


def _single(row: Row) -> str:
    """The text of a row that has one in its first cell and in no other."""
    texts = row.texts
    return texts[0] if texts and texts[0] and not any(texts[1:]) else ""
