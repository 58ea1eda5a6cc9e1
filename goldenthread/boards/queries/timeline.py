"""The end dates of a plan by priority: where each action was first due, and where it ends now.

Of a closed round it is read from the frozen lines, of the live plan from its actions.

Source: new dates are the main way in which lateness disappears (Bromsgrove's exception reports count a quarter of
actions as re-scheduled or suspended with approval; North Devon puts requests for extension before a committee).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.safestring import SafeString

from goldenthread.boards.charts import EndMark, end_dates, span_of
from goldenthread.boards.models import Closing, RoundLine
from goldenthread.boards.rendering import mark
from goldenthread.plan.cells import end_in_words
from goldenthread.plan.models import Action, Plan
from goldenthread.plan.states import FINISHED
from goldenthread.plan.suggestion import declared_colour


class Dated(NamedTuple):
    """One action with both ends, as days and as words."""

    action: str
    ref: str
    wording: str
    priority: str
    first_on: date | None
    first: str
    ends_on: date | None
    ends: str
    times: int
    colour: str
    word: str
    is_owed: bool


class DatedRow(NamedTuple):
    """The same as the table prints it: ``moved`` says by how much the end moved, ``late`` whether it has passed."""

    dated: Dated
    url: str
    rating: str
    moved: str
    late: bool


@dataclass(frozen=True, slots=True)
class DatedPriority:
    """The actions of one priority: drawn on a line of time, and as a table."""

    label: str
    drawing: SafeString
    rows: list[DatedRow]
    moved: int
    late: int


def timeline_of_closing(closing: Closing) -> Iterator[Dated]:
    """The end dates of a plan as it was closed."""
    lines = RoundLine.objects.filter(closing=closing.pk).order_by("position")
    for action, ref, wording, number, title, first_on, first, ends_on, ends, times, colour, word, state in (
        lines.values_list(
            "action", "ref", "wording", "priority_number", "priority_title", "first_due_on", "first_due", "ends_on",
            "ends", "extensions", "declared", "word", "state",
        )
    ):  # fmt: skip
        yield Dated(
            action, ref, wording, _priority(number, title), first_on, first or ends, ends_on, ends, times, colour,
            word, state not in FINISHED,
        )  # fmt: skip


def timeline_of_plan(plan: Plan) -> Iterator[Dated]:
    """The end dates of a plan as it stands."""
    actions = Action.objects.filter(plan=plan).in_paper_order()
    for (
        action, ref, wording, number, title, first_on, first, ends_on, ends, precision, colour, word, state,
    ) in actions.values_list(
        "key", "ref", "wording", "priority__number", "priority__title", "original_ends_on", "original_ends_written",
        "ends_on", "ends_written", "ends_precision", "rating__colour", "rating__word", "state",
    ):  # fmt: skip
        declared = declared_colour(state=state, rating_colour=colour)
        yield Dated(
            action,
            ref,
            wording,
            _priority(number, title),
            first_on,
            first or end_in_words(first_on, precision),
            ends_on,
            ends or end_in_words(ends_on, precision),
            0,
            declared,
            (word or "") if declared == colour else "",
            state not in FINISHED,
        )


def timeline(actions: Iterable[Dated], *, plan: Plan, on: date) -> list[DatedPriority]:
    """The actions by priority, all drawn on one line of time so that priorities can be held against each other."""
    found = list(actions)
    days = [day for one in found for day in (one.first_on, one.ends_on) if day]
    start, end = span_of(days, around=on)
    groups: dict[str, list[Dated]] = {}
    for one in found:
        groups.setdefault(one.priority, []).append(one)
    base = plan.get_absolute_url()
    return [_drawn(label, group, base, start, end, on) for label, group in groups.items()]


def _drawn(label: str, group: list[Dated], base: str, start: date, end: date, on: date) -> DatedPriority:
    rows = [_row(one, base, on) for one in group]
    moved, late = sum(bool(row.moved) for row in rows), sum(row.late for row in rows)
    marks = [EndMark(one.ref or one.action, one.first_on, one.ends_on, one.colour, one.is_owed) for one in group]
    title = f"{label or 'Without a priority'}: {len(rows)} actions, {moved} with a moved end, {late} past their end."
    return DatedPriority(label, end_dates(marks, start=start, end=end, on=on, title=title), rows, moved, late)


def _row(one: Dated, base: str, on: date) -> DatedRow:
    late = one.is_owed and one.ends_on is not None and one.ends_on < on
    return DatedRow(one, f"{base}actions/{one.action}/", mark(one.colour, one.word), _moved(one), late)


def _moved(one: Dated) -> str:
    """By how much the end moved, in months, or in days where that is less than one; blank where it did not."""
    if not one.first_on or not one.ends_on or one.first_on == one.ends_on:
        return ""
    days = abs((one.ends_on - one.first_on).days)
    months = round(days / 30.44)
    much = f"{months} month{'' if months == 1 else 's'}" if months else f"{days} day{'' if days == 1 else 's'}"
    return f"{much} {'later' if one.ends_on > one.first_on else 'earlier'}"


def _priority(number: str, title: str) -> str:
    return f"Priority {number}: {title}" if number and title else f"Priority {number}" if number else title
