"""The texts of a plan's cells, as the product prints them in the columns officers know.

One text for each action and column: what an export writes, and what a paper that
comes back is compared with. Words that came from paper are printed as written
until somebody changes them here, so a plan taken from paper prints what the paper said.

Source: the columns of the plan printed with the report of 2 May 2018 to the
Safeguarding Sub Committee.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone

from goldenthread.intake.readers.cleaning import clean
from goldenthread.kernel.dates import PartialDate, Precision
from goldenthread.plan.models import Action, ActionLead, Plan, Update
from goldenthread.plan.reading.values import Column
from goldenthread.plan.states import BLUE, OUT, State

COLUMNS = (
    Column.AIM,
    Column.REF,
    Column.ACTION,
    Column.STARTS,
    Column.ENDS,
    Column.MEASURE,
    Column.LEADS,
    Column.SENIOR_LEAD,
    Column.COMMENTS,
    Column.STATUS,
    Column.KEY,
)
"""The columns of an export, in the order in which officers know them; the row's key comes last."""

AIM, REF, ACTION, STARTS, ENDS, MEASURE, LEADS, SENIOR_LEAD, COMMENTS, STATUS, KEY = (one.value for one in COLUMNS)
# The names alone: asked of the column for each cell, they would cost a tenth of a large export.

SET_ASIDE = {state: state.label for state in (*OUT, State.PAUSED, State.UNDER_WATCH)}
"""What stands in place of a rating while nothing is expected of an action here."""

DONE_IN_SOME_WAY = {State.REPORTED_COMPLETE: "Reported complete"} | {state: "Completed" for state in BLUE}
"""What stands where a plan has no rating word for an action that is done."""


@dataclass(frozen=True, slots=True)
class ActionCells:
    """One action as a row: its texts by column, and where in the plan the row stands.

    ``priority`` is the place of the priority in the plan, from 0. ``aim`` is the
    number of the aim's own row, so that two actions under one aim are told from
    two whose aims merely read alike; ``None`` without an aim.
    """

    key: str
    priority: int
    section: str
    aim: int | None
    aim_kind: str
    cells: dict[str, str] = field(default_factory=dict)


def canonical(text: str) -> str:
    """A text as any of our files gives it back: line breaks as newlines, trimmed, without what no file can hold."""
    # Nearly every text is lines of letters, in which there is nothing to clean.
    plain = text.replace("\n", "") if "\n" in text else text
    return text.strip() if plain.isprintable() else clean(text).strip()


def plan_cells(plan: Plan) -> list[ActionCells]:
    """The cells of every action of a plan, in the order of the paper, in four queries however long the plan."""
    found = (
        Action.objects.filter(plan=plan)
        .order_by("priority__position", "priority_id", "position", "pk")
        .values_list(
            "pk", "key", "priority_id", "aim_id", "aim__section", "aim__kind", "aim__text", "ref", "wording",
            "starts_written", "starts_on", "starts_precision", "ends_written", "ends_on", "ends_precision",
            "measure__text", "leads_written", "senior_lead_written", "senior_lead__initials", "senior_lead__name",
            "comments", "state", "rating__word",
        )
    )  # fmt: skip
    rows = list(found.iterator(chunk_size=2000))
    places = {pk: place for place, pk in enumerate(plan.priorities.values_list("pk", flat=True))}
    leads, updates = _leads(plan), _updates(plan)
    return [_row(row, places, leads, updates) for row in rows]


def _row(
    row: tuple[Any, ...], places: dict[int, int], leads: dict[int, str], updates: dict[int, list[str]]
) -> ActionCells:
    (
        pk, key, priority, aim, section, kind, aim_text, ref, wording,
        starts_written, starts_on, starts_precision, ends_written, ends_on, ends_precision,
        measure, leads_written, senior_written, senior_initials, senior_name, comments, state, word,
    ) = row  # fmt: skip
    return ActionCells(
        key=key,
        priority=places[priority],
        section=canonical(section) if section else "",
        aim=aim,
        aim_kind=kind or "",
        cells={
            AIM: canonical(aim_text) if aim_text else "",
            REF: canonical(ref),
            ACTION: canonical(wording),
            STARTS: canonical(starts_written) or date_in_words(starts_on, starts_precision),
            ENDS: canonical(ends_written) or end_in_words(ends_on, ends_precision),
            MEASURE: canonical(measure) if measure else "",
            LEADS: canonical(leads_written) or leads.get(pk, ""),
            SENIOR_LEAD: canonical(senior_written or senior_initials or senior_name or ""),
            COMMENTS: comments_cell(comments, updates.get(pk, [])),
            STATUS: status_cell(state, word or ""),
            KEY: key,
        },
    )


def date_in_words(first: date | None, precision: str) -> str:
    """A date that was never written on paper, in words of its precision: ``3 April 2026``, ``April 2026``, ``2026``."""
    return PartialDate("", Precision(precision), first).in_words if first else ""


def end_in_words(last: date | None, precision: str) -> str:
    """An end date that was never written on paper, in words: plans keep the last day, words are made from the first."""
    return date_in_words(first_day(last, precision), precision)


def first_day(last: date | None, precision: str) -> date | None:
    """The first day of the period that ends on a day."""
    if last is None:
        return None
    match precision:
        case Precision.MONTH:
            return last.replace(day=1)
        case Precision.QUARTER:
            return date(last.year, last.month - 2, 1) if last.month > 2 else last.replace(day=1)
        case Precision.YEAR:
            return date(last.year, 1, 1)
        case _:
            return last


@lru_cache(maxsize=1024)
def status_cell(state: str, word: str) -> str:
    """The word of the status column: the rating's own, except while the action is set aside.

    Where the plan has no word for what is done, the state says so.
    """
    return SET_ASIDE.get(State(state)) or canonical(word) or DONE_IN_SOME_WAY.get(State(state), "")


def comments_cell(comments: str, updates: list[str]) -> str:
    """The comments as the paper had them, under what was written here since, newest first.

    An update whose line already stands in the comments is not printed again: it
    came back with a paper that was made from an export of ours.
    """
    text = canonical(comments)
    if not updates:
        return text
    standing = f"\n{text}\n"
    fresh = [line for line in updates if f"\n{line}\n" not in standing]
    return "\n".join([*fresh, text] if text else fresh)


def update_line(text: str, dated: PartialDate, recorded_at: datetime) -> str:
    """An update as a line of the comments cell: ``Update 3 April 2026: ...``, which reading splits again."""
    recorded = timezone.localdate(recorded_at)
    words = dated.in_words or PartialDate("", Precision.DAY, recorded).in_words
    return f"Update {words}: {canonical(text)}"


def _updates(plan: Plan) -> dict[int, list[str]]:
    """The lines of updates written here, newest first, by action; notes that came with a paper stand in comments."""
    lines: dict[int, list[str]] = defaultdict(list)
    written_here = Update.objects.filter(action__plan=plan, by__isnull=False).order_by("-recorded_at", "-pk")
    for action, text, written, precision, day, recorded_at in written_here.values_list(
        "action_id", "text", "dated_written", "dated_precision", "dated_on", "recorded_at"
    ):
        if canonical(text):
            lines[action].append(update_line(text, PartialDate(written, Precision(precision), day), recorded_at))
    return lines


def _leads(plan: Plan) -> dict[int, str]:
    """The leads of actions whose leads no paper wrote: initials, else names or posts, in order, joined as papers do."""
    names: dict[int, list[str]] = defaultdict(list)
    unwritten = ActionLead.objects.filter(action__plan=plan, action__leads_written="").order_by("position", "pk")
    for action, initials, name, post in unwritten.values_list(
        "action_id", "person__initials", "person__name", "post__title"
    ):
        names[action].append(canonical(initials or name or post or ""))
    return {action: "/".join(found) for action, found in names.items()}
