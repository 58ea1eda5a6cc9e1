"""What moved as lists of actions, each with how it was and what else is to say; and counted under each lead."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from goldenthread.boards.movement import LATE, Extended
from goldenthread.boards.queries.movement_between import MovementBetween, values_in, written_of
from goldenthread.boards.values import Line, ThenLine
from goldenthread.plan.states import Colour
from goldenthread.plan.suggestion import disagrees

LABELS = {
    "newly_blue": "Newly blue",
    "reopened": "Reopened",
    "improved": "Improved",
    "worsened": "Worsened",
    "extended": "Extended",
    "brought_forward": "End brought forward",
    "newly_late": "Late for the first time",
    "late_again": "Late again",
    "late_still": "Late still",
    "new": "New",
    "left": "Left with the year, blue",
    "withdrawn": "Withdrawn or gone",
    "silent": "Silent",
}
"""The lists of a movement, in the order in which a board asks."""

GROUPINGS = {"senior": "senior lead", "lead": "lead", "priority": "priority", "source": "source"}
"""By what actions are grouped, in the words of the page."""

COUNTED = ("late", "red", "amber", "newly_blue", "reopened", "improved", "worsened", "extended", "newly_late", "silent")
"""The columns of the grouped table; ``newly_late`` counts those that are late again as well."""


_TROUBLED = frozenset({Colour.RED.value, Colour.AMBER.value})
_is_better = lru_cache(maxsize=64)(disagrees)


class Moved(NamedTuple):
    """One action in a list: its line, its line of the closing before where it had one, and a note."""

    line: Line
    was: ThenLine | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class MovedList:
    """A list of what moved in one way."""

    key: str
    label: str
    items: list[Moved]


@dataclass(frozen=True, slots=True)
class Held:
    """The actions that kept one colour for so many closings running."""

    colour: Colour
    closings: int
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class GroupCount:
    """The actions under one lead, senior lead, priority or source, counted; blank ``value`` is those without."""

    value: str
    label: str
    actions: int
    counts: tuple[int, ...]


def moved_lists(found: MovementBetween) -> list[MovedList]:
    """Every list of a movement, the empty ones too."""
    now = {line.action: line for line in (*found.gone, *found.lines)}
    moved = found.movement
    keys: dict[str, Iterable[str]] = {name: getattr(moved, name, ()) for name in LABELS}
    keys["extended"] = [one.action for one in moved.extended]
    keys["brought_forward"] = [one.action for one in moved.brought_forward]
    keys["late_still"] = late_still(found)
    extended, forward = found.extended, {one.action: one for one in moved.brought_forward}

    def why_late(key: str) -> str:
        more = f" {now[key].despite}" if now[key].despite else ""
        return f"{now[key].because}{more}"

    notes: dict[str, Callable[[str], str]] = {
        "reopened": lambda key: found.reopened_why.get(key, ""),
        "extended": lambda key: extension_in_words(extended[key]),
        "brought_forward": lambda key: forward_in_words(forward[key]),
        "newly_late": why_late,
        "late_again": why_late,
        "late_still": why_late,
        "left": lambda key: _where_to(found, key),
        "withdrawn": lambda key: _where_to(found, key),
    }

    def items(name: str) -> list[Moved]:
        note = notes.get(name)
        return [Moved(now[key], found.was.get(key), note(key) if note else "") for key in keys[name]]

    return [MovedList(name, label, items(name)) for name, label in LABELS.items()]


def _where_to(found: MovementBetween, key: str) -> str:
    """What became of a row of the year before that has none in this year's plan."""
    went = found.thread.went.get(key)
    return went.words if went else ""


def late_still(found: MovementBetween) -> list[str]:
    """What was late at both closings; all that is late where there is no earlier one."""
    became = {*found.movement.newly_late, *found.movement.late_again}
    return [line.action for line in found.late if line.action not in became]


def better_than_dates(lines: Iterable[Line]) -> MovedList:
    """What is declared better than its dates suggest, with the reason of the dates and the sentence that was owed."""
    items = [
        Moved(line, None, f"{line.because} {line.despite}".strip())
        for line in lines
        if _is_better(line.declared, line.derived)
    ]
    return MovedList("better_than_dates", "Rated better than the dates suggest", items)


def extension_in_words(one: Extended) -> str:
    """From when to when, how often by now, and why."""
    often = "once" if one.times == 1 else "twice" if one.times == 2 else f"{one.times} times"
    return f"from {one.before or 'no date'} to {one.after or 'no date'}, extended {often} by now: {one.why}"


def forward_in_words(one: Extended) -> str:
    """From when to when, and why."""
    why = f": {one.why}" if one.why else ""
    return f"from {one.before} to {one.after}{why}"


def held_colours(found: MovementBetween) -> list[Held]:
    """What kept its colour, and for how long: red first, then amber, the longest first."""
    order = (Colour.RED, Colour.AMBER, Colour.NONE, Colour.GREEN, Colour.BLUE)
    unchanged = found.movement.unchanged or {}
    lines: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for line in found.lines:
        if line.action in unchanged:
            lines[line.declared, unchanged[line.action]].append(line)
    places = {colour.value: place for place, colour in enumerate(order)}
    ordered = sorted(lines, key=lambda key: (places[key[0]], -key[1]))
    return [Held(Colour(colour), closings, lines[colour, closings]) for colour, closings in ordered]


def marks_of(found: MovementBetween) -> dict[str, set[str]]:
    """For each action the names of the lists it stands in, and whether it is late, red or amber."""
    marks: dict[str, set[str]] = defaultdict(set)
    for name in LABELS:
        for one in getattr(found.movement, name, ()):
            marks[one.action if isinstance(one, Extended) else one].add(name)
    for line in found.lines:
        if line.derived in LATE:
            marks[line.action].add("late")
        if line.declared in _TROUBLED:
            marks[line.action].add(line.declared)
    for key in found.movement.late_again:
        marks[key].add("newly_late")
    for key in late_still(found):
        marks[key].add("late_still")
    return marks


def grouped(found: Sequence[MovementBetween], by: str) -> list[GroupCount]:
    """The lines of later closings under each lead, senior lead, priority or source, each with its counts.

    An action with two leads, or from two sources, counts under both. Groups stand in the order of the plan by
    priority, else by name; those without come last. Several movements are those of several plans.
    """
    totals: dict[str, Counter[str]] = {}
    labels: dict[str, str] = {}
    for one in found:
        for written, (counts, label) in _as_written(one, by).items():
            for value in values_in(written, by) or ("",):
                totals.setdefault(value, Counter()).update(counts)
                labels.setdefault(value, label if by == "priority" else value)
    order = list(totals) if by == "priority" else sorted(totals, key=str.casefold)
    order.sort(key=lambda value: not value)
    return [
        GroupCount(one, labels[one] or f"No {GROUPINGS[by]}", totals[one]["actions"], _counted(totals[one]))
        for one in order
    ]


def _as_written(found: MovementBetween, by: str) -> dict[str, tuple[Counter[str], str]]:
    """The counts by the text of a field as it is written: few stand down a plan, and each is taken apart once."""
    marks, written_by, nothing = marks_of(found), written_of(by), frozenset[str]()
    counted: dict[str, tuple[Counter[str], str]] = {}
    for line in found.lines:
        written = written_by(line)
        if written not in counted:
            counted[written] = Counter(), line.priority
        counts = counted[written][0]
        counts["actions"] += 1
        for name in marks.get(line.action, nothing):
            counts[name] += 1
    return counted


def counted_whole(found: MovementBetween) -> tuple[int, ...]:
    """The same counts for all lines of a movement together."""
    counts: Counter[str] = Counter()
    for marks in marks_of(found).values():
        counts.update(marks)
    return _counted(counts)


def _counted(counts: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(counts.get(name, 0) for name in COUNTED)


def offered(lines: Iterable[Line], name: str) -> list[tuple[str, str]]:
    """The values of one field that lines have, each with its label: what a filter offers."""
    written_by = written_of(name)
    if name == "priority":
        return [(value, label) for value, label in {written_by(line): line.priority for line in lines}.items() if value]
    found = {value: value for written in dict.fromkeys(map(written_by, lines)) for value in values_in(written, name)}
    return sorted(found.items(), key=lambda pair: pair[1].casefold())
