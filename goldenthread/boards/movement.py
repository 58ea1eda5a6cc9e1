"""What moved between two closings: newly blue, reopened, improved, worsened, extended, new, withdrawn, silent.

Computed from the frozen lines of both and never typed: the report of May 2018
names ten newly completed actions from memory, one of which does not stand in
the plan. Pure functions; lines in, lists out.

Source: cover report of 2 May 2018 to the Safeguarding Sub Committee, paragraphs 3 and 4 (which actions
left amber, which became complete) and 7 (which were taken up again).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from goldenthread.plan.states import FINISHED, Colour, State
from goldenthread.plan.suggestion import BEST_TO_WORST

_PLACES = {colour.value: place for place, colour in enumerate(BEST_TO_WORST)}


class Line(Protocol):
    """An action as a closing holds it."""

    action: str
    state: str
    declared: str
    derived: str
    ends: str
    ends_on: date | None
    extensions: int
    extended_why: str
    said_at: datetime | None


@dataclass(frozen=True, slots=True)
class Extended:
    """An action whose end moved: from, to, how often by now, and the last reason."""

    action: str
    before: str
    after: str
    times: int
    why: str


@dataclass(frozen=True, slots=True)
class Movement:
    """What moved, by keys of actions in the order of the plan.

    ``unchanged`` maps an action to for how many closings running it has had its colour, this one included.
    """

    newly_blue: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()
    improved: tuple[str, ...] = ()
    worsened: tuple[str, ...] = ()
    unchanged: Mapping[str, int] | None = None
    new: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    extended: tuple[Extended, ...] = ()
    newly_late: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


def movement(after: Sequence[Line], before: Sequence[Line], *, since: datetime) -> Movement:
    """Hold the lines of one closing against those of the one before it, which was made at ``since``.

    Better and worse go by the order blue, green, amber, red; without a rating on
    either side nothing is said. An action that comes in blue is new, not newly
    blue. Silent is what is unfinished and has no update since.
    """
    was = {line.action: line for line in before}
    both = [(line, was[line.action]) for line in after if line.action in was]
    now = {line.action for line in after}
    withdrawn = [line.action for line, old in both if _is_out(line) and not _is_out(old)]
    moving = [(line, old) for line, old in both if not _is_out(line) and not _is_out(old)]
    return Movement(
        newly_blue=tuple(line.action for line, old in moving if _is_blue(line) and not _is_blue(old)),
        reopened=tuple(line.action for line, old in moving if _is_blue(old) and not _is_blue(line)),
        improved=tuple(line.action for line, old in moving if _steps(line, old) < 0),
        worsened=tuple(line.action for line, old in moving if _steps(line, old) > 0),
        unchanged={line.action: 2 for line, old in moving if line.declared == old.declared},
        new=tuple(line.action for line in after if line.action not in was and not _is_out(line)),
        withdrawn=(*withdrawn, *(line.action for line in before if line.action not in now and not _is_out(line))),
        extended=tuple(
            Extended(line.action, old.ends, line.ends, line.extensions, line.extended_why)
            for line, old in moving
            if line.extensions > old.extensions
        ),
        newly_late=tuple(line.action for line, old in moving if _is_late(line) and not _is_late(old)),
        silent=tuple(line.action for line, _ in moving if _is_silent(line, since)),
    )


def rounds_unchanged(histories: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """For how many closings running each action has had its present colour; colours come newest first."""
    found: dict[str, int] = {}
    for action, colours in histories.items():
        count, present = 0, None
        for colour in colours:
            if present is not None and colour != present:
                break
            present, count = colour, count + 1
        found[action] = count
    return found


def _steps(line: Line, old: Line) -> int:
    """How many colours worse a line is than before; blue on either side is told apart, as newly blue or reopened."""
    if _is_blue(line) or _is_blue(old) or Colour.NONE in (line.declared, old.declared):
        return 0
    return _PLACES[line.declared] - _PLACES[old.declared]


def _is_blue(line: Line) -> bool:
    return line.declared == Colour.BLUE


def _is_out(line: Line) -> bool:
    return line.state == State.WITHDRAWN


def _is_late(line: Line) -> bool:
    return line.derived in (Colour.AMBER, Colour.RED)


def _is_silent(line: Line, since: datetime) -> bool:
    return line.state not in FINISHED and (line.said_at is None or line.said_at <= since)
