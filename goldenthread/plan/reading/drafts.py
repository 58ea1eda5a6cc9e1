"""A row of the plan on its way to becoming an action: its texts by column, before anything is carried or judged."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from goldenthread.intake.document import Row
from goldenthread.kernel.dates import PartialDate
from goldenthread.plan.reading.columns import Columns, Slot
from goldenthread.plan.reading.lines import Line
from goldenthread.plan.reading.statuses import colour_of_fill, is_pale
from goldenthread.plan.reading.values import Column

_UNFINISHED = re.compile(
    r"(?:\b(?:a|an|the|to|of|for|with|by|from|at|and|or|that|which|who|their|its|our|this|these|those|is|are|be|as"
    r"|into|"
    r"between|including|than|will|not|any|all|each|every)|[,(\-–—&/])$",
    re.IGNORECASE,
)


Filled = Sequence[tuple[int, Slot]]
"""The filled cells of a row that have a column: their places and columns, in the order of the columns' names."""
END_LOOKED_AT = 200
MOST_JOINED = 12
"""More rows than a page can have split are rows of their own."""


@dataclass(slots=True)
class Place:
    """Where a row stands in the plan. ``scope`` counts the titles before it: nothing is carried over a title."""

    priority: int
    section: str
    scope: int
    table_status: str
    standing_aim: str


@dataclass(slots=True)
class Draft:
    """One action to be.

    ``texts`` are the row's own texts by meaning, ``cells`` the same under the
    names that also tell several columns of one meaning apart.
    """

    line: Line
    columns: Columns
    at: Place
    texts: dict[Column, str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    comments: list[tuple[PartialDate | None, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    merged: frozenset[Column] = frozenset()
    fill: str = ""
    ref: str = ""
    paragraphs: str = ""
    joined: int = 0
    split_from: str = ""
    number: int = 0
    key: str = ""
    aim: str = ""
    aim_group: int = 0
    aim_was_tail: bool = False
    aim_was_carried: bool = False
    measure: str = ""
    measure_group: int | None = None
    measure_was_carried: bool = False

    @property
    def where(self) -> str:
        """Where the row stands in the source."""
        return self.line.where

    def text(self, column: Column) -> str:
        """The row's own text in a column."""
        return self.texts.get(column, "")

    def place(self, column: Column) -> str:
        """Where the row's cell of a column stands; the row where the format does not name cells."""
        places = [at for at, slot in self.columns.ordered if slot.column is column]
        holding = (at for at in places if at < len(self.line.texts) and (self.line.texts[at] or self.line.fill(at)))
        at = next(holding, places[0] if places else next(iter(self.line.filled), 0))
        return self.line.place(at)


def goes_on(before: str, text: str) -> bool:
    """Whether a text goes on with the one above it: it begins in the middle, or that one ends in the middle."""
    if not before or not text:
        return False
    if text[0].islower() or text[0] in ",;)]":
        return before[-1] not in ".!?"
    end = before[-END_LOOKED_AT:]
    return bool(_UNFINISHED.search(end)) or end.count("(") > end.count(")")


def joined(before: str, text: str) -> str:
    """Two parts of one text that a page had split; on a new line where the first was finished."""
    if not before or not text:
        return before or text
    if not goes_on(before, text):
        return f"{before}\n{text}"
    return before + text if before.endswith(("-", "/")) and text[0].islower() else f"{before} {text}"


def make_draft(line: Line, columns: Columns, at: Place, filled: Filled, lists: Collection[int]) -> Draft:
    """A row as a draft. ``lists`` are places beside the table where lists to choose from stand."""
    draft = Draft(line, columns, at)
    for place, slot in filled:
        _put(draft, place, slot)
    if len(line.filled) > len(filled):
        _look_beside(draft, lists)
    if line.row is not None and len(line.texts) > len(filled):
        _look_at_empty(draft, line.row)
    return draft


def join_row(draft: Draft, line: Line, filled: Filled) -> None:
    """Join a row that merely goes on to the draft above it."""
    draft.joined += 1
    for place, slot in filled:
        text = line.texts[place]
        draft.cells[slot.name] = joined(draft.cells.get(slot.name, ""), text)
        if slot.column is Column.COMMENTS:
            period, before = draft.comments[-1] if draft.comments else (slot.period, "")
            draft.comments[-1:] = [(period, joined(before, text))]
        elif slot.column is Column.NOTES:
            draft.notes.append((slot.label, text))
        else:
            draft.texts[slot.column] = joined(draft.text(slot.column), text)


def _put(draft: Draft, place: int, slot: Slot) -> None:
    text = slot.word or draft.line.texts[place]
    draft.cells[slot.name] = draft.line.texts[place]
    if slot.column is Column.COMMENTS:
        draft.comments.append((slot.period, text))
    elif slot.column is Column.NOTES:
        draft.notes.append((slot.label, text))
    elif slot.column in draft.texts:
        draft.texts[slot.column] = f"{draft.texts[slot.column]}\n{text}"
    else:
        draft.texts[slot.column] = text


def _look_beside(draft: Draft, lists: Collection[int]) -> None:
    """Texts beside the columns of the table are notes without a label."""
    slots = draft.columns.slots
    for place in draft.line.filled:
        if (place >= len(slots) or slots[place] is None) and place not in lists:
            draft.notes.append(("", draft.line.texts[place]))


def _look_at_empty(draft: Draft, row: Row) -> None:
    """What empty cells say: that they belong to a merged one, or a status by their fill."""
    if not any(cell.continues or cell.fill for cell in row.cells):
        return
    merged: set[Column] = set()
    for place, slot in draft.columns.ordered:
        if place >= len(row.cells) or draft.line.texts[place]:
            continue
        if row.cells[place].continues:
            merged.add(slot.column)
        elif slot.column is Column.STATUS and row.cells[place].fill:
            _take_fill(draft, place, slot)
    draft.merged = frozenset(merged)


def _take_fill(draft: Draft, place: int, slot: Slot) -> None:
    """A status given by the cell's fill alone, unless the whole row is banded in the same pale fill."""
    line = draft.line
    fill = line.fill(place)
    colour = colour_of_fill(fill)
    others = [line.fill(other) for other in range(len(line.texts)) if other != place]
    if colour and not (is_pale(fill) and others.count(fill) * 2 >= len(others)):
        draft.fill = slot.word or colour.capitalize()
