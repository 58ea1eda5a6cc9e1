"""A plan laid out for a table: its header lines, its rows under their priorities, and its rating words.

Values only; ``queries`` fills them, ``workbook`` and ``table`` write them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from goldenthread.plan.cells import COLUMNS, ActionCells
from goldenthread.plan.exporting.columns import (
    BOTH_KINDS,
    LABELS,
    RECOMMENDATIONS,
    SURE_TO_FIT,
    continued_label,
    pieces,
)
from goldenthread.plan.models.plan import Aim
from goldenthread.plan.reading.values import Column


@dataclass(frozen=True, slots=True)
class SheetPriority:
    """A priority as its title row prints it, and its notes."""

    title: str
    notes: str


@dataclass(frozen=True, slots=True)
class RatingLine:
    """A rating word with its colour and meaning."""

    word: str
    colour: str
    meaning: str


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """A plan as a table has it.

    ``header`` are labels with values, ``rows`` the actions in order, ``colours``
    the declared colour of each action by key.
    """

    name: str
    header: tuple[tuple[str, str], ...]
    priorities: tuple[SheetPriority, ...]
    rows: tuple[ActionCells, ...]
    colours: dict[str, str]
    ratings: tuple[RatingLine, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that stand together: of one priority and section, under one kind of aim."""

    priority: int
    section: str
    label: str
    rows: tuple[ActionCells, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a file. ``further`` are the cells beyond the first that the longest text of a column needs."""

    further: tuple[tuple[Column, int], ...]

    @classmethod
    def of(cls, rows: tuple[ActionCells, ...]) -> "Layout":
        """As many further columns as the longest text of each column needs; nearly always none."""
        return cls(
            tuple((column, number) for column in COLUMNS for number in range(1, _cells_needed(column.value, rows)))
        )

    @property
    def columns(self) -> list[Column]:
        """What each column holds: the further ones before the key, which comes last."""
        return [*COLUMNS[:-1], *(column for column, _ in self.further), COLUMNS[-1]]

    def labels(self, aim_label: str) -> list[str]:
        """The names of the columns."""
        first = [aim_label if column is Column.AIM else LABELS[column] for column in COLUMNS]
        further = [continued_label(LABELS[column], number) for column, number in self.further]
        return [*first[:-1], *further, first[-1]]

    def texts(self, row: ActionCells) -> list[str]:
        """The cells of an action."""
        if not self.further:
            return [row.cells[column] for column in COLUMNS]
        parts = {column: pieces(row.cells[column]) for column in COLUMNS}
        further = [parts[column][number] if number < len(parts[column]) else "" for column, number in self.further]
        first = [parts[column][0] for column in COLUMNS]
        return [*first[:-1], *further, first[-1]]


def _cells_needed(column: str, rows: tuple[ActionCells, ...]) -> int:
    return max((len(pieces(row.cells[column])) for row in rows if len(row.cells[column]) > SURE_TO_FIT), default=1)


def stretches(sheet: PlanSheet) -> Iterator[Stretch]:
    """The rows of a plan, a new stretch wherever the priority, the section or the kind of aim changes.

    A row without an aim stands under the label of the rows around it.
    """
    label = LABELS[Column.AIM]
    for (priority, section), together in groupby(sheet.rows, key=lambda row: (row.priority, row.section)):
        stretch: list[ActionCells] = []
        for row in together:
            wanted = aim_label(row) if row.aim is not None else label
            if wanted != label and stretch:
                yield Stretch(priority, section, label, tuple(stretch))
                stretch = []
            label = wanted
            stretch.append(row)
        yield Stretch(priority, section, label, tuple(stretch))


def aim_label(row: ActionCells) -> str:
    """The name of the first column over a row."""
    return RECOMMENDATIONS if row.aim_kind == Aim.Kind.RECOMMENDATION else LABELS[Column.AIM]


def whole_label(rows: tuple[ActionCells, ...]) -> str:
    """The name of the first column over all rows of one table, whatever their kinds."""
    labels = {aim_label(row) for row in rows if row.aim is not None}
    if len(labels) > 1:
        return BOTH_KINDS
    return labels.pop() if labels else LABELS[Column.AIM]
