"""What was said of an action, newest first, with the rating that came with each update."""

from datetime import date
from typing import Any

from goldenthread.design import marks
from goldenthread.design.parts import Said
from goldenthread.identity.models import Person
from goldenthread.kernel.dates import PartialDate, Precision
from goldenthread.kernel.prepared import Prepared
from goldenthread.plan.models import Action, Update
from goldenthread.plan.queries.history import Names

FROM_PAPER = "from the paper"
MOST = 500
COLUMNS = (
    "by_id", "pk", "text", "dated_written", "dated_on", "dated_precision", "recorded_at", "rating__colour",
    "rating__word", "rating_id",
)  # fmt: skip


UPDATES = Prepared(
    lambda action: Update.objects.filter(action=action).order_by("-recorded_at", "-pk").values_list(*COLUMNS)[:MOST],
    int,
)


def update_rows(action: Action) -> list[tuple[Any, ...]]:
    """The updates of an action as plain rows, the last written first: one query."""
    return UPDATES.rows(action.pk)


def ratings_in(rows: list[tuple[Any, ...]]) -> dict[int, str]:
    """The rating words that updates were given with, by number."""
    return {row[-1]: row[-2] for row in rows if row[-1]}


def in_order(rows: list[tuple[Any, ...]], names: Names) -> list[Said]:
    """Updates as the pages say them, newest day first; a paper's undated notes come last, and say so."""
    return [_said(row, names) for row in sorted(rows, key=_order, reverse=True)]


def said_of(action: Action, *, most: int) -> list[Said]:
    """The newest updates of an action, for beside a form: two queries."""
    rows = update_rows(action)
    people = Person.objects.filter(pk__in={row[0] for row in rows if row[0]}).values_list("pk", "name")
    names: Names = dict(people)
    return in_order(rows, names)[:most]


def _said(row: tuple[Any, ...], names: Names) -> Said:
    by, _, text, written, on, precision, _, colour, word, _ = row
    is_day = on is not None and precision == Precision.DAY
    return Said(
        text=text,
        who=names.get(by, "") if by else FROM_PAPER,
        on=on if is_day else None,
        on_words="" if is_day else PartialDate(written, Precision(precision), on).in_words,
        note=marks.rating(colour, word, form="mark") if by and colour else "",
    )


def _order(row: tuple[Any, ...]) -> tuple[bool, date, float, int]:
    """Newest day first; among a paper's undated notes, the order in which they were read."""
    by, pk, _, _, on, _, recorded_at, *_ = row
    return (on is not None or by is not None, on or date.min, recorded_at.timestamp(), pk)
