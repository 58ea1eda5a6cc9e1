"""What was said of an action, newest first, with the rating that came with each update."""

from datetime import date
from typing import Any

from goldenthread.design import marks
from goldenthread.design.parts import Said
from goldenthread.identity.models import Person
from goldenthread.kernel.dates import PartialDate, Precision
from goldenthread.kernel.prepared import Prepared
from goldenthread.plan.models import Action, Update
from goldenthread.plan.queries.chips import declared_chip
from goldenthread.plan.queries.history import Names
from goldenthread.plan.reading.remarks import is_personal_remark
from goldenthread.plan.states import State

FROM_PAPER = "from the paper"
MOST = 500
COLUMNS = (
    "by_id", "pk", "text", "dated_written", "dated_on", "dated_precision", "recorded_at", "rating__colour",
    "reports_complete", "rating__word", "rating_id",
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


def is_remark(row: tuple[Any, ...]) -> bool:
    """Whether a note of the paper is no update: a query to somebody, which the review of the paper names so too."""
    return row[0] is None and is_personal_remark(row[2])


def remarks_in(rows: list[tuple[Any, ...]]) -> list[Said]:
    """What a paper's comments hold beside updates, in the paper's own order."""
    return [_said(row, {}) for row in sorted(rows, key=_order) if is_remark(row)]


def in_order(rows: list[tuple[Any, ...]], names: Names) -> list[Said]:
    """Updates as the pages say them, newest day first; a paper's undated notes come last, and say so.

    A remark of the paper that is no update is left out: it stands among the notes.
    """
    return [_said(row, names) for row in sorted(rows, key=_order, reverse=True) if not is_remark(row)]


def said_of(action: Action, *, most: int) -> list[Said]:
    """The newest updates of an action, for beside a form: two queries."""
    rows = update_rows(action)
    people = Person.objects.filter(pk__in={row[0] for row in rows if row[0]}).values_list("pk", "name")
    names: Names = dict(people)
    return in_order(rows, names)[:most]


def _said(row: tuple[Any, ...], names: Names) -> Said:
    by, _, text, written, on, precision, _, colour, reports, word, _ = row
    is_day = on is not None and precision == Precision.DAY
    return Said(
        text=text,
        who=names.get(by, "") if by else FROM_PAPER,
        on=on if is_day else None,
        on_words="" if is_day else PartialDate(written, Precision(precision), on).in_words,
        note=_standing(colour, word, reports=reports) if by else "",
    )


def _standing(colour: str | None, word: str | None, *, reports: bool) -> str:
    """What an update was given with: that it reported its action complete, else the rating."""
    if reports:
        return declared_chip(State.REPORTED_COMPLETE, "", "", form="mark")
    return marks.rating(colour, word or "", form="mark") if colour else ""


def _order(row: tuple[Any, ...]) -> tuple[bool, date, float, int]:
    """Newest day first; among a paper's undated notes, the order in which they were read."""
    by, pk, _, _, on, _, recorded_at, *_ = row
    return (on is not None or by is not None, on or date.min, recorded_at.timestamp(), pk)
