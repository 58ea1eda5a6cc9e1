"""Small numbers in tables: shown in a cell, or hidden in one and given away by the total beside it.

Sources: DfE, "Characteristics of children in need" (values from 1 to 5 replaced by "c", and a second value where the
first could be worked out from a total); the survey printed on 2 May 2018, whose small cells, hidden alone, would come
back by subtraction.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from goldenthread.documents.gate.counting import SEVERAL, SINGLE
from goldenthread.documents.gate.findings import Code, Hit
from goldenthread.documents.gate.small_numbers import LARGEST_HIDDEN

MOST_CELLS = 20_000
"""A table of more cells than this is not laid out; its sentences are still read."""
_PEOPLE = re.compile(
    rf"\b(?:{SEVERAL}|{SINGLE}|cohort|looked after|protection plans?|in need|early help)\b", re.IGNORECASE
)
_TOTAL = re.compile(
    r"^(?:grand |sub-?)?totals?\b|^all\b|^eligible\b|\btotal$|^number of (?:children|young people)$", re.I
)
_NO_COUNT = re.compile(
    r"^(?:ref|reference|no\.?|number|nos?|#|para|paragraph|priority|year|quarter|page|rank|score|rating|weeks?"
    r"|days?|months?|target|aim|action|section|level|age|ages?|date|item|version|grade)\b|%|per cent|percentage"
    r"|average|rate\b",
    re.IGNORECASE,
)
_RULE = re.compile(r"^[\s|:+=-]+$")
_HIDDEN = re.compile(r"^(?:c|\*+|x|<\s?[56]|[<≤]\s?5|fewer than (?:5|6|five|six)|suppressed)$", re.IGNORECASE)
_COUNT = re.compile(r"^\d{1,3}(?:,\d{3})*$|^\d{1,6}$")
_SHOWN = "A count of {} may say who is meant."
_SAY = "Hide the figure (“c”), and a second one so that it cannot be worked out; or put groups together."
_WORKED_OUT = "The hidden figure can be worked out: {} less {} is {}."
_HIDE_MORE = "Hide a second figure of the same row or column, or put two groups together."
_REST = "{} of {} tells that there are {} others."


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words and where they stand in the passage."""

    text: str
    start: int

    @property
    def count(self) -> int | None:
        """The number that stands in it alone."""
        return int(self.text.replace(",", "")) if _COUNT.match(self.text) else None

    @property
    def is_hidden(self) -> bool:
        """Whether a figure was hidden here."""
        return bool(_HIDDEN.match(self.text))


def small_numbers_in_tables(text: str) -> Iterator[Hit]:
    """No cell that counts children shows 1 to 5, and none that hides it is given away by its row or column.

    A hidden figure is only hidden where the total and the other figures beside it do not leave it over; and a total
    beside one part tells the other part.

    Source: DfE, "Characteristics of children in need" (primary and secondary suppression).
    """
    for rows in tables_in(text):
        head, body = rows[0], rows[1:]
        columns = [place for place in range(1, len(head)) if _counts(head[place], [row[place] for row in body])]
        if not columns or not any(_PEOPLE.search(cell.text) for cell in (*head, *(row[0] for row in body))):
            continue
        counted = [row for row in body if not _NO_COUNT.search(row[0].text)]
        yield from _shown(counted, columns)
        for row in counted:
            yield from _given_away([(head[place].text, row[place]) for place in columns], is_row=True)
        for place in columns:
            yield from _given_away([(row[0].text, row[place]) for row in counted], is_row=False)


def tables_in(text: str) -> Iterator[list[list[Cell]]]:
    """The tables of a text: lines one after the other with the same number of cells, two or more."""
    rows: list[list[Cell]] = []
    at = cells = 0
    for line in text.splitlines(keepends=True):
        start, at = at, at + len(line)
        if ("\t" in line or "|" in line) and cells < MOST_CELLS:
            if _RULE.match(line):
                continue
            row = _cells(line, start)
            cells += len(row)
            if rows and len(row) != len(rows[0]):
                yield from _whole(rows)
                rows = []
            rows.append(row)
        else:
            yield from _whole(rows)
            rows = []
    yield from _whole(rows)


def _whole(rows: list[list[Cell]]) -> Iterator[list[list[Cell]]]:
    if len(rows) > 1 and len(rows[0]) > 1:
        yield rows


def _cells(line: str, start: int) -> list[Cell]:
    mark = "\t" if "\t" in line else "|"
    bare = line.rstrip("\r\n")
    edges = [-1, *(place for place, character in enumerate(bare) if character == mark), len(bare)]
    cells = [
        Cell(piece.strip(), start + left + 1 + len(piece) - len(piece.lstrip()))
        for left, right in pairwise(edges)
        for piece in (bare[left + 1 : right],)
    ]
    if mark == "|":
        cells = cells[bare.lstrip().startswith("|") :]
        cells = cells[: len(cells) - bare.rstrip().endswith("|")]
    return cells


def _counts(head: Cell, column: Sequence[Cell]) -> bool:
    """Whether a column counts somebody: its label numbers nothing, and most of its cells are figures."""
    figures = sum(1 for cell in column if cell.count is not None or cell.is_hidden)
    return figures * 2 > len(column) and not _NO_COUNT.search(head.text)


def _shown(rows: Sequence[Sequence[Cell]], columns: Sequence[int]) -> Iterator[Hit]:
    for row in rows:
        for place in columns:
            count = row[place].count
            if count is not None and 1 <= count <= LARGEST_HIDDEN:
                yield _hit(row[place], _SHOWN.format(count), _SAY, "c")


def _given_away(labelled: Sequence[tuple[str, Cell]], *, is_row: bool) -> Iterator[Hit]:
    """What a total and the parts beside it leave over, where it is small."""
    totals = [cell for label, cell in labelled if _TOTAL.search(label) and cell.count is not None]
    parts = [cell for label, cell in labelled if not _TOTAL.search(label)]
    if len(totals) != 1 or not parts:
        return
    total = totals[0].count or 0
    hidden = [cell for cell in parts if cell.is_hidden]
    shown = [cell.count for cell in parts if cell.count is not None]
    rest = total - sum(shown)
    if not 1 <= rest <= LARGEST_HIDDEN:
        return
    if len(hidden) == 1 and len(shown) == len(parts) - 1:
        yield _hit(hidden[0], _WORKED_OUT.format(total, sum(shown), rest), _HIDE_MORE)
    elif is_row and len(parts) == 1 and not hidden:
        yield _hit(parts[0], _REST.format(parts[0].text, total, rest), _HIDE_MORE)


def _hit(cell: Cell, why: str, suggestion: str, replacement: str | None = None) -> Hit:
    return Hit(Code.SMALL_NUMBER, cell.start, cell.start + len(cell.text), why, suggestion, replacement)
