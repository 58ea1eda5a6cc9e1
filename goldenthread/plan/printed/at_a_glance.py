"""The plan on one page: how many actions stand at each rating, noughts included, and how each priority stands.

Source: the counts of the report of 8 February 2019, paragraph 3, which prints "0 tasks marked red".
"""

from collections import Counter

from goldenthread.documents.paper import (
    Block,
    Cell,
    Chart,
    ChartRow,
    Column,
    Group,
    Heading,
    Paragraph,
    RatingMark,
    Run,
    Series,
    Table,
    words,
)
from goldenthread.plan.cells import canonical
from goldenthread.plan.exporting.queries import priority_title
from goldenthread.plan.models import Plan, Priority, RatingWord
from goldenthread.plan.printed.keys import MEANT, NO_MEANING, vouched
from goldenthread.plan.printed.rows import PrintedRow, mark_of
from goldenthread.plan.queries.chips import Category
from goldenthread.plan.queries.plan_table import words_of

IN_ORDER = (Category.BLUE, Category.RED, Category.AMBER, Category.GREEN)
"""The four colours in the order in which reports count them."""


def at_a_glance(plan: Plan, rows: tuple[PrintedRow, ...]) -> tuple[Block, ...]:
    """The page in front."""
    declared = Counter(row.kind for row in rows)
    shown = (*IN_ORDER, *(kind for kind in Category if kind not in IN_ORDER and declared[kind]))
    rating_words = list(plan.rating_words.all())
    priorities = list(plan.priorities.all())
    total = len(rows)
    said = "1 action" if total == 1 else f"{total} actions"
    under = "1 priority" if len(priorities) == 1 else f"{len(priorities)} priorities"
    return (
        Heading(1, words("The plan at a glance")),
        Paragraph((Run(f"{said} under {under}."),)),
        _counts(shown, declared, rating_words, rows),
        *_by_priority(shown, priorities, rating_words, rows),
    )


def _counts(
    shown: tuple[Category, ...],
    declared: Counter[Category],
    rating_words: list[RatingWord],
    rows: tuple[PrintedRow, ...],
) -> Table:
    lines: list[tuple[Cell, ...]] = []
    for kind in shown:
        word, meaning = words_of(rating_words, kind)
        noted = vouched(rows) if kind == Category.BLUE and declared[kind] else ""
        meaning = MEANT.get(kind) or canonical(meaning) or ("" if noted else NO_MEANING)
        meant = "; ".join(part for part in (meaning, noted) if part)
        lines.append((RatingMark(mark_of(kind), canonical(word)), words(str(declared[kind])), words(meant)))
    columns = (Column("Rating", 2.4), Column("Actions", 1, is_figures=True), Column("What it means", 6))
    return Table("Actions at each rating", columns, (Group(tuple(lines)),))


def _short(priority: Priority, place: int) -> str:
    number = " ".join(canonical(priority.number).split())
    return f"Priority {number or place + 1}"


def _by_priority(
    shown: tuple[Category, ...],
    priorities: list[Priority],
    rating_words: list[RatingWord],
    rows: tuple[PrintedRow, ...],
) -> tuple[Block, ...]:
    if not priorities:
        return ()
    counts: dict[int, Counter[Category]] = {}
    for row in rows:
        counts.setdefault(row.cells.priority, Counter())[row.kind] += 1
    bars = tuple(
        ChartRow(
            priority_title(priority) or f"Priority {place + 1}",
            tuple(counts.get(place, Counter())[kind] for kind in shown),
            _short(priority, place),
        )
        for place, priority in enumerate(priorities)
    )
    series = tuple(Series(canonical(words_of(rating_words, kind)[0]), mark_of(kind)) for kind in shown)
    return (Chart("Actions of each priority, by rating", "Priority", series, bars),)
