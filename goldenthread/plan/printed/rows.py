"""The rows of a plan as they are printed: their cells, what each counts as, and what asked for each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.documents.paper import Mark
from goldenthread.plan.cells import STATUS, ActionCells, canonical, plan_cells
from goldenthread.plan.exporting.queries import priority_title
from goldenthread.plan.models import Action, Plan
from goldenthread.plan.queries.chips import NAMES, Category, category
from goldenthread.plan.queries.plan_rows import sources_of

MARKS = {
    Category.BLUE: Mark.BLUE,
    Category.REPORTED: Mark.REPORTED,
    Category.GREEN: Mark.GREEN,
    Category.AMBER: Mark.AMBER,
    Category.RED: Mark.RED,
}


def mark_of(kind: Category) -> Mark:
    """The shape of a category; what is set aside or not rated has none."""
    return MARKS.get(kind, Mark.NONE)


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """An action: its cells, its state, what it counts as, and the titles of the sources it answers."""

    cells: ActionCells
    state: str
    kind: Category
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedPriority:
    """A priority as it is printed above its rows: its title on one line, and its notes."""

    title: str
    notes: str = ""


NOT_RATED = "Not rated"


def status_word(row: PrintedRow) -> str:
    """The word that stands in the column of ratings, as the paper wrote it.

    What a lead reports complete is no colour until a second person confirms it, whatever it was rated before.
    """
    return NAMES[row.kind] if row.kind == Category.REPORTED else row.cells.cells[STATUS] or NOT_RATED


def printed_priorities(plan: Plan) -> tuple[PrintedPriority, ...]:
    """Every priority of a plan, in the order of the paper; one without a name by its place."""
    return tuple(
        PrintedPriority(priority_title(one) or f"Priority {place}", canonical(one.notes))
        for place, one in enumerate(plan.priorities.all(), start=1)
    )


def printed_rows(plan: Plan, cells_of: Sequence[ActionCells] | None = None) -> tuple[PrintedRow, ...]:
    """Every action of a plan, in the order of the paper; from cells that were read already, where they were."""
    standing = {
        key: (number, state, category(state, colour))
        for number, key, state, colour in Action.objects.filter(plan=plan)
        .order_by()
        .values_list("pk", "key", "state", "rating__colour")
    }
    titles: dict[int, dict[str, None]] = defaultdict(dict)
    for action, _, title in sources_of(plan):
        titles[action][canonical(title)] = None
    found = []
    for cells in plan_cells(plan) if cells_of is None else cells_of:
        number, state, kind = standing[cells.key]
        found.append(PrintedRow(cells, state, kind, tuple(titles.get(number, ()))))
    return tuple(found)
