"""A round as its page tells it: steps with their days, groups of what moved, the table from colour to colour."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from goldenthread.boards.models import MonitoringRound, RoundLine
from goldenthread.boards.queries.rounds import RoundShown, last_closings
from goldenthread.boards.rendering import draw_lines
from goldenthread.boards.states import RoundState
from goldenthread.design.parts import Column, CountRow, Figure, Step
from goldenthread.design.words import day
from goldenthread.plan.challenge import COLOURS
from goldenthread.plan.states import Colour

_REACHED = {RoundState.PLANNED: 0, RoundState.OPEN: 1, RoundState.MODERATION: 3, RoundState.CLOSED: 5}


@dataclass(frozen=True, slots=True)
class Moved:
    """One action in a list of what moved; ``was`` is its line of the closing before, ``note`` what else is to say."""

    line: RoundLine
    url: str
    was: RoundLine | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A list of what moved in one way."""

    label: str
    items: list[Moved]


@dataclass(frozen=True, slots=True)
class RoundPage:
    """Everything the page of a round says."""

    shown: RoundShown
    steps: list[Step]
    counts: list[CountRow]
    groups: list[Group]
    silent: list[Moved]
    stays: str
    matrix: list[tuple[Colour, list[tuple[int, bool]], int]]
    columns: list[Column]
    rows: SafeString


@dataclass(frozen=True, slots=True)
class RoundInList:
    """A round in the list of a plan's rounds, with its counts where it was closed."""

    round: MonitoringRound
    closed_on: date | None
    counts: list[CountRow]


def rounds_of(rounds: Iterable[MonitoringRound]) -> list[RoundInList]:
    """Rounds, newest first, each with the counts of its last closing."""
    found = sorted(rounds, key=lambda one: -one.number)
    closings = last_closings(found)
    counted: dict[int, Counter[str]] = {closing.pk: Counter() for closing in closings.values()}
    for number, declared in RoundLine.objects.filter(closing__in=counted).values_list("closing_id", "declared"):
        counted[number][declared] += 1
    lines = []
    for one in found:
        closing = closings.get(one.pk)
        rows = _count_rows(counted[closing.pk]) if closing else []
        lines.append(RoundInList(one, closing.position_on if closing else None, rows))
    return lines


def round_page(shown: RoundShown) -> RoundPage:
    """The page of a round, from what was frozen alone: an action is linked by its key, which never changes."""
    base = shown.round.plan.get_absolute_url()
    now = {line.action: line for line in shown.lines}
    was = {line.action: line for line in shown.before.lines.all()} if shown.before else {}

    def item(key: str, note: str = "") -> Moved:
        return Moved(now.get(key) or was[key], f"{base}actions/{key}/", was.get(key) if key in now else None, note)

    moved = shown.movement
    late = {line.action: line.because for line in shown.lines}
    lists = [
        ("Newly blue", [item(key) for key in moved.newly_blue]),
        ("Reopened", [item(key) for key in moved.reopened]),
        ("Improved", [item(key) for key in moved.improved]),
        ("Worsened", [item(key) for key in moved.worsened]),
        (
            "Extended",
            [item(one.action, _extension(one.before, one.after, one.times, one.why)) for one in moved.extended],
        ),
        ("Late for the first time", [item(key, late[key]) for key in moved.newly_late]),
        ("New", [item(key) for key in moved.new]),
        ("Withdrawn or gone", [item(key) for key in moved.withdrawn]),
        ("Declared better than the dates suggest", [item(line.action, line.because) for line in shown.disagreements]),
    ]
    return RoundPage(
        shown=shown,
        steps=_steps(shown.round),
        counts=_count_rows(Counter(line.declared for line in shown.lines)),
        groups=[Group(label, items) for label, items in lists if items],
        silent=[item(key) for key in moved.silent],
        stays=_stays(shown),
        matrix=_matrix(now, was),
        columns=[Column("Ref", "ref"), Column("Action"), Column("End date", "dates"), Column("Lead", "lead"),
                 Column("Last said", "say"), Column("Rating", "rate")],
        rows=draw_lines(shown.lines, base=base),
    )  # fmt: skip


def _extension(before: str, after: str, times: int, why: str) -> str:
    often = "once" if times == 1 else "twice" if times == 2 else f"{times} times"
    return f"from {before or 'no date'} to {after}, extended {often} by now: {why}"


def _count_rows(counted: Counter[str]) -> list[CountRow]:
    return [CountRow(colour.value, colour.label, [Figure(counted[colour])]) for colour in COLOURS]


def _stays(shown: RoundShown) -> str:
    """How many kept their colour, and what has been red or amber longest."""
    unchanged = shown.movement.unchanged or {}
    if not unchanged:
        return ""
    held = [line for line in shown.lines if line.declared in (Colour.RED, Colour.AMBER) and line.action in unchanged]
    text = f"{len(unchanged)} kept their colour."
    if held:
        longest = max(held, key=lambda line: unchanged[line.action])
        text += (
            f" Longest, for {unchanged[longest.action]} closings: {longest.ref or longest.action}, {longest.declared}."
        )
    return text


def _matrix(now: dict[str, RoundLine], was: dict[str, RoundLine]) -> list[tuple[Colour, list[tuple[int, bool]], int]]:
    """From each colour before (down) to each colour now (across): how many, and whether the cell is one that stayed."""
    if not was:
        return []
    pairs = Counter((was[key].declared, line.declared) for key, line in now.items() if key in was)
    rows = []
    for before in COLOURS:
        cells = [(pairs[before.value, after.value], before == after) for after in COLOURS]
        total = sum(count for count, _ in cells)
        rows.append((before, cells, total))
    return rows


def _steps(round: MonitoringRound) -> list[Step]:
    days = [
        ("Opens", round.opens_on),
        ("Returns due", round.returns_due_on),
        ("In moderation", round.moderated_until),
        ("Closes", round.closes_on),
        ("The board meets", round.meets_on),
    ]
    reached = _REACHED[RoundState(round.state)]
    here = reached - 1 if round.state in (RoundState.OPEN, RoundState.MODERATION) else None
    steps = []
    for place, (label, on) in enumerate(days):
        state = "here" if place == here else "done" if place < reached and place < 4 else "to come"
        until = "until " if label == "In moderation" and on else ""
        steps.append(Step(label, f"{until}{day(on)}" if on else "no day set", state))
    return steps
