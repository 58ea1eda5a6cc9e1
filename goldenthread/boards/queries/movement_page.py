"""The page of what moved between two rounds: its lists drawn, what kept its colour, and the counts by group."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any, NamedTuple

from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from goldenthread.boards.choosing import FIELDS
from goldenthread.boards.models import Closing
from goldenthread.boards.queries.moved_lists import (
    GROUPINGS,
    LABELS,
    GroupCount,
    MovedList,
    grouped,
    held_colours,
    marks_of,
    moved_lists,
)
from goldenthread.boards.queries.movement_between import MovementBetween
from goldenthread.boards.queries.years_behind import address_of
from goldenthread.boards.refs import told_apart
from goldenthread.boards.rendering import draw_moved, draw_refs, mark
from goldenthread.design.parts import Attention, Chosen
from goldenthread.plan.exporting.columns import harmless
from goldenthread.plan.models import Plan
from goldenthread.plan.states import Colour

HEADS = {
    "late": "Late",
    "red": "Red",
    "amber": "Amber",
    "newly_blue": "Newly blue",
    "reopened": "Reopened",
    "improved": "Improved",
    "worsened": "Worsened",
    "extended": "Extended",
    "newly_late": "Newly late",
    "silent": "Silent",
}
"""The heads of the grouped table."""
LATE_LISTS = ("newly_late", "late_again", "late_still")
RUN_TOGETHER = frozenset({"silent"})
"""Lists in which there is nothing to say of each action but that it stands there."""


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list of the page: its items drawn, or their refs alone."""

    key: str
    label: str
    count: int
    items: SafeString
    refs: SafeString


@dataclass(frozen=True, slots=True)
class ShownHeld:
    """What kept one colour for so many closings."""

    mark: str
    closings: int
    count: int
    refs: SafeString


class ShownGroup(NamedTuple):
    """A line of the grouped table; the address leads to that part of the plan alone."""

    group: GroupCount
    url: str


@dataclass(frozen=True, slots=True)
class MovementPage:
    """Everything the page of a movement says."""

    found: MovementBetween
    summary: list[Attention]
    lists: list[ShownList]
    late: list[ShownList]
    held: list[ShownHeld]
    by: str
    by_words: str
    heads: list[str]
    groups: list[ShownGroup]
    chosen: list[Chosen]
    query: str
    clear_url: str


def movement_page(found: MovementBetween, *, by: str, closing: int | None = None) -> MovementPage:
    """The page of a movement. Its query names both rounds, the part and the grouping, so that it can be sent on.

    ``closing`` is the number of the later round's closing where an earlier one of it is asked for.
    """
    base = found.plan.get_absolute_url()
    rounds = _rounds(found) | ({"closing": str(closing)} if closing is not None else {})
    asked = rounds | {"by": by} | found.part.set
    lists, names = moved_lists(found), told_apart(found.whole)
    return MovementPage(
        found=found,
        summary=[
            *(Attention(len(one.items), one.label.lower(), url=f"#{one.key}" if one.items else "") for one in lists),
            Attention(len(found.late), "late in all", url="#late" if found.late else ""),
        ],
        lists=[_shown(one, base, names) for one in lists if one.items and one.key not in LATE_LISTS],
        late=[_shown(one, base, names) for one in lists if one.items and one.key in LATE_LISTS],
        held=[
            ShownHeld(mark(one.colour, ""), one.closings, len(one.lines), draw_refs(one.lines, base=base, names=names))
            for one in held_colours(found)
        ],
        by=by,
        by_words=GROUPINGS[by],
        heads=list(HEADS.values()),
        groups=[
            ShownGroup(one, f"?{urlencode(asked | {by: one.value})}" if one.value else "")
            for one in grouped([found], by)
        ],
        chosen=[
            Chosen(f"{FIELDS[name]}: {value}", f"?{urlencode(rounds | {'by': by} | found.part.without(name).set)}")
            for name, value in found.part.set.items()
        ],
        query=urlencode(asked),
        clear_url=f"?{urlencode(rounds | {'by': by})}",
    )


def movement_as_json(found: MovementBetween) -> dict[str, Any]:
    """A movement as data: both closings, the part, and each list by keys of actions."""
    moved = found.movement
    lists: dict[str, Any] = {name: list(getattr(moved, name)) for name in LABELS if hasattr(moved, name)}
    for name in ("extended", "brought_forward"):
        lists[name] = [
            {"action": one.action, "from": one.before, "to": one.after, "times": one.times, "why": one.why}
            for one in getattr(moved, name)
        ]
    return {
        "plan": found.plan.key,
        "after": _closing(found.after, found.plan),
        "before": _closing(found.before, found.plan) if found.before else None,
        "part": found.part.set,
        "actions": len(found.lines),
        "movement": lists,
        "unchanged": dict(moved.unchanged or {}),
        "late": [line.action for line in found.late],
        "meanings_changed": [
            {"word": one.word, "before": one.before, "after": one.after} for one in found.meanings
        ],
        "grouped": {
            by: [
                {"name": one.value, "actions": one.actions, **dict(zip(HEADS, one.counts, strict=True))}
                for one in grouped([found], by)
            ]
            for by in GROUPINGS
        },
    }  # fmt: skip


def movement_as_csv(found: MovementBetween) -> bytes:
    """A movement as one flat table: a row for each action of either closing, with the lists it stands in."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(
        ["Action", "Ref", "Priority", "Wording", "Leads", "Senior lead", "Sources", "Rating before", "Rating now",
         "By the dates", "End before", "End now", "Extended", "Why extended", "Moved", "Closings with this rating"]
    )  # fmt: skip
    marks = marks_of(found)
    gone = {line.action for line in found.gone}
    for line in (*found.lines, *found.gone):
        was, is_gone = found.was.get(line.action), line.action in gone
        labels = [label for name, label in LABELS.items() if name in marks.get(line.action, ())]
        record = [
            line.action, line.ref, line.priority, line.wording, line.leads, line.senior_lead, line.sources,
            (was.word or Colour(was.declared).label) if was else "",
            "" if is_gone else line.word or Colour(line.declared).label,
            "" if is_gone else Colour(line.derived).label,
            was.ends if was else "", "" if is_gone else line.ends, str(line.extensions), line.extended_why,
            "; ".join(labels), str((found.movement.unchanged or {}).get(line.action, "")),
        ]  # fmt: skip
        writer.writerow([harmless(text) for text in record])
    return out.getvalue().encode("utf-8-sig")


def _rounds(found: MovementBetween) -> dict[str, str]:
    numbers = {"after": str(found.after.round.number)}
    return numbers | ({"before": address_of(found.before, found.plan.pk)} if found.before else {})


def _shown(one: MovedList, base: str, names: Mapping[str, str]) -> ShownList:
    if one.key in RUN_TOGETHER:
        refs = draw_refs((item.line for item in one.items), base=base, names=names)
        return ShownList(one.key, one.label, len(one.items), SafeString(""), refs)
    return ShownList(one.key, one.label, len(one.items), draw_moved(one.items, base=base), SafeString(""))


def _closing(closing: Closing, plan: Plan) -> dict[str, Any]:
    return {
        "plan": plan.key if closing.round.plan_id == plan.pk else closing.round.plan.key,
        "round": str(closing.round.number),
        "closing": closing.number,
        "position_on": closing.position_on.isoformat(),
        "closed_on": localdate(closing.closed_at).isoformat(),
    }
