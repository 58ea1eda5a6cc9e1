"""The cells of one sheet while they are gathered, and the rows that come of them.

Kept sparse: a file may colour a million cells and write in ten. A row ends at
its last cell that has text, a fill or a part of a merged cell, and no row
goes further right than the last column that has text in any row.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from goldenthread.intake.allowance import Allowance
from goldenthread.intake.document import Cell, Row
from goldenthread.intake.refusals import FileRefused, Reason

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_LAST_COLUMN = 16_384
_SPANS_NAMED = 20
HIDDEN = "Hidden in the sheet"
"""How the sentence begins that names what is hidden; it is the reader's own, not the paper's."""

_EMPTY = Cell("")
_columns: dict[str, int] = {}


def column_of(place: str) -> int:
    """The number of the column of a place such as ``C7``, counted from nought."""
    letters = place.rstrip("0123456789")
    column = _columns.get(letters)
    if column is None:
        column = 0
        for letter in letters.replace("$", "").upper():
            column = column * 26 + ord(letter) - 64
        column -= 1
        if not letters.isascii() or not 0 <= column < _LAST_COLUMN:
            raise FileRefused(Reason.DAMAGED)
        _columns[letters] = column
    return column


def column_letters(column: int) -> str:
    """The letters of a column counted from nought: A, B, ... Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(slots=True)
class _GridRow:
    number: int
    hidden: bool
    texts: dict[int, str]
    fills: dict[int, str]
    continues: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Merge:
    top: int
    left: int
    bottom: int
    right: int


class Grid:
    """Gathers the rows, merged cells and hidden parts of one sheet."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._rows: list[_GridRow] = []
        self._merges: list[_Merge] = []
        self._hidden_columns: list[tuple[int, int]] = []
        self._number = 0

    def next_number(self, written: str | None) -> int:
        """The number of the row that begins: the one it names, or that after the row before."""
        self._number = self._number + 1 if written is None else int(written)
        return self._number

    def put_row(self, number: int, texts: dict[int, str], fills: dict[int, str], *, hidden: bool) -> None:
        """Put a row into the grid; one without text does not count."""
        if not texts:
            return
        self._allowance.take_row(0)
        self._allowance.take_text(sum(map(len, texts.values())))
        self._rows.append(_GridRow(number, hidden, texts, fills))

    def merge(self, area: str) -> None:
        """Note that the cells of an area such as ``A3:A6`` are one."""
        first, _, last = area.partition(":")
        start, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
        if start is None or end is None:
            raise FileRefused(Reason.DAMAGED)
        self._merges.append(
            _Merge(int(start.group(2)), column_of(start.group(1)), int(end.group(2)), column_of(end.group(1)))
        )

    def hide_columns(self, first: int, last: int) -> None:
        """Note that these columns are hidden."""
        self._hidden_columns.append((first, last))

    def rows(self, sheet: str) -> Iterator[Row]:
        """The rows that have text, each cell with its place."""
        width = 1 + max((column for row in self._rows for column in row.texts), default=-1)
        self._apply_merges(width)
        named = [f"{sheet}!{column_letters(column)}" for column in range(width)]
        known: dict[tuple[str, str], Cell] = {("", ""): _EMPTY}
        plain: dict[str, Cell] = {"": _EMPTY}
        for row in self._rows:
            texts = row.texts
            if all(map(str.isspace, texts.values())):
                continue
            if row.fills or row.continues:
                used = (column for columns in (texts, row.fills, row.continues) for column in columns)
                end = 1 + max(column for column in used if column < width)
                self._allowance.take_cells(end)
                cells = [_cell(row, column, known) for column in range(end)]
            else:
                end = 1 + max(texts)
                self._allowance.take_cells(end)
                own = [texts.get(column, "") for column in range(end)]
                cells = [plain.get(text) or plain.setdefault(text, Cell(text)) for text in own]
            number = str(row.number)
            yield Row(f"{sheet}!{number}", tuple(cells), tuple([place + number for place in named[:end]]))

    def _apply_merges(self, width: int) -> None:
        """Mark every part of a merged cell but the first, and give it the fill of the first.

        A covered part with a text of its own keeps it: where a program moved the cells and not the merge, that is where
        the titles stand.
        """
        if not self._merges:
            return
        by_number = {row.number: row for row in self._rows}
        numbers = sorted(by_number)
        for merge in self._merges:
            first = by_number.get(merge.top)
            fill = first.fills.get(merge.left, "") if first else ""
            text = first.texts.get(merge.left, "") if first else ""
            for number in numbers[bisect_left(numbers, merge.top) : bisect_right(numbers, merge.bottom)]:
                row = by_number[number]
                for column in range(merge.left, min(merge.right + 1, width)):
                    if (number, column) != (merge.top, merge.left):
                        own = row.texts.get(column, "")
                        if own.strip() and own != text:
                            continue
                        row.texts.pop(column, None)
                        row.continues.add(column)
                        row.fills.pop(column, None)
                        if fill:
                            row.fills[column] = fill

    def hidden_remark(self, sheet: str, *, sheet_hidden: bool) -> str:
        """A sentence naming what is hidden of a sheet and holds text; empty where all is shown."""
        written = [row for row in self._rows if row.texts]
        rows = [row.number for row in written if row.hidden]
        columns = sorted(
            column
            for column in set().union(*(row.texts for row in written))
            if any(first <= column <= last for first, last in self._hidden_columns)
        )
        parts = ["the whole sheet"] if sheet_hidden else []
        parts += _spans("row", rows, str)
        parts += _spans("column", columns, column_letters)
        named, more = parts[:_SPANS_NAMED], len(parts) - _SPANS_NAMED
        named += [f"{more} more"] if more > 0 else []
        return f"{HIDDEN} {sheet}: {', '.join(named)}." if parts else ""


def _cell(row: _GridRow, column: int, known: dict[tuple[str, str], Cell]) -> Cell:
    """The cell at a column; equal cells are one object, as a plan repeats its colours, dates and initials."""
    key = (row.texts.get(column, ""), row.fills.get(column, ""))
    if column in row.continues:
        return Cell("", key[1], continues=True)
    cell = known.get(key)
    if cell is None:
        cell = known[key] = Cell(*key)
    return cell


def _spans(word: str, numbers: Iterable[int], written: Callable[[int], str]) -> list[str]:
    """Neighbouring numbers in words: ``row 3``, ``rows 7 to 9``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return [
        f"{word} {written(first)}" if first == last else f"{word}s {written(first)} to {written(last)}"
        for first, last in runs
    ]
