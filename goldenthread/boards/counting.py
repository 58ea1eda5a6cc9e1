"""How the lines of a closing are counted: by the colour that was declared, and what is under watch apart.

What was complete in an earlier year and is only looked at again is neither this year's blue nor without a rating: it
has a word of its own, the same on every page, and a share of blue is of this year's work.

Source: the plan of 2018-19, which keeps the six recommendations of the inspection though they were met; that they are
counted apart is our reading.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from goldenthread.design.parts import CountRow, Figure
from goldenthread.plan.challenge import COLOURS
from goldenthread.plan.queries.chips import NAMES, Category
from goldenthread.plan.queries.plan_table import APART
from goldenthread.plan.states import State

WATCH = Category.WATCH.value
WATCH_WORD = NAMES[Category.WATCH]


def counted_as(declared: str, state: str) -> str:
    """What one line counts as: its declared colour, or that it is under watch."""
    return WATCH if state == State.UNDER_WATCH else declared


def tally(lines: Iterable[tuple[str, str, int]]) -> Counter[str]:
    """Colours, states and how many lines have both, as one count."""
    found: Counter[str] = Counter()
    for declared, state, count in lines:
        found[counted_as(declared, state)] += count
    return found


def count_rows(counts: Mapping[str, int]) -> list[CountRow]:
    """A line for each colour, and one for what is under watch where anything is."""
    rows = [CountRow(colour.value, colour.label, [Figure(counts.get(colour.value, 0))]) for colour in COLOURS]
    if watched := counts.get(WATCH, 0):
        rows.append(CountRow("none", WATCH_WORD, [Figure(watched)], APART[Category.WATCH]))
    return rows
