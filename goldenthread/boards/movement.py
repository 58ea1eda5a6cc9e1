"""What moved between two closings: blue, reopened, better, worse, an end that moved, new, withdrawn, late, silent.

Computed from the frozen lines of both and never typed: the report of May 2018
names ten newly completed actions from memory, one of which does not stand in
the plan. Pure functions; lines in, lists out.

Source: cover report of 2 May 2018 to the Safeguarding Sub Committee, paragraphs 3 and 4 (which actions
left amber, which became complete) and 7 (which were taken up again).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from goldenthread.boards.values import Line, ThenLine
from goldenthread.kernel.dates import read_date
from goldenthread.plan.states import COMPLETE, FINISHED, OUT, Colour, State
from goldenthread.plan.suggestion import BEST_TO_WORST

_PLACES = {colour.value: place for place, colour in enumerate(BEST_TO_WORST)}
_BLUE, _NONE = Colour.BLUE.value, Colour.NONE.value
_OUT = frozenset(state.value for state in OUT)
LATE = frozenset({Colour.AMBER.value, Colour.RED.value})
"""Colours that the dates suggest once an end has passed."""


@dataclass(frozen=True, slots=True)
class Extended:
    """An action whose end moved: from, to, how often it was extended by now, and the last reason."""

    action: str
    before: str
    after: str
    times: int
    why: str


@dataclass(frozen=True, slots=True)
class MeaningChanged:
    """A rating word that does not mean the same at two closings; blank where it was not a word of the plan."""

    word: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Movement:
    """What moved, by keys of actions in the order of the plan.

    ``unchanged`` maps an action to for how many closings running it has had its colour, this one included.
    ``brought_forward`` has an end that is earlier than it was: that is no extension.
    ``newly_late`` had never been late at a closing, ``late_again`` was late once and not at the closing before.
    ``left`` was complete and left the plan with its year: that is no withdrawal.
    """

    newly_blue: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()
    improved: tuple[str, ...] = ()
    worsened: tuple[str, ...] = ()
    unchanged: Mapping[str, int] | None = None
    new: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    extended: tuple[Extended, ...] = ()
    brought_forward: tuple[Extended, ...] = ()
    newly_late: tuple[str, ...] = ()
    late_again: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


def movement(
    after: Sequence[Line],
    before: Sequence[ThenLine],
    *,
    heard_of: Collection[str] = frozenset(),
    late_before: Collection[str] = frozenset(),
    left: Collection[str] = frozenset(),
) -> Movement:
    """Hold the lines of one closing against those of an earlier one.

    Better and worse go by the order blue, green, amber, red; without a rating on
    either side nothing is said. An action that comes in blue is new, not newly
    blue; one that was withdrawn and stands in the plan again is new as well.
    ``heard_of`` names the actions of which something was said since; what is
    unfinished and not among them is silent. ``late_before`` names those that were
    late at any closing before the earlier one. ``left`` names those that a year's refresh left behind, complete.
    """
    was = {line.action: line for line in before}
    standing = [line for line in after if line.state not in _OUT]
    stood = {line.action for line in before if line.state not in _OUT}
    moving = [(line, was[line.action]) for line in standing if line.action in stood]
    turned = [(line, old) for line, old in moving if line.declared != old.declared]
    were_late = {line.action for line in before if line.derived in LATE}
    late = [line.action for line in after if line.derived in LATE and line.action not in were_late]
    gone = _gone(after, before, stood)
    return Movement(
        newly_blue=tuple(line.action for line, _ in turned if line.declared == _BLUE),
        reopened=tuple(line.action for line, old in moving if _was_complete(old) and not _is_complete(line)),
        improved=tuple(line.action for line, old in turned if steps(line.declared, old.declared) < 0),
        worsened=tuple(line.action for line, old in turned if steps(line.declared, old.declared) > 0),
        unchanged={line.action: 2 for line, old in moving if line.declared == old.declared},
        new=tuple(line.action for line in standing if line.action not in stood),
        left=tuple(action for action in gone if action in left),
        withdrawn=tuple(action for action in gone if action not in left),
        extended=tuple(
            _moved_end(line, old)
            for line, old in moving
            if line.extensions > old.extensions and line.ends != old.ends and not is_earlier(line.ends, old.ends)
        ),
        brought_forward=tuple(
            _moved_end(line, old) for line, old in moving if line.ends != old.ends and is_earlier(line.ends, old.ends)
        ),
        newly_late=tuple(action for action in late if action not in late_before),
        late_again=tuple(action for action in late if action in late_before),
        silent=tuple(line.action for line, _ in moving if line.action not in heard_of and line.state not in FINISHED),
    )


def is_earlier(end: str, before: str) -> bool:
    """Whether an end, as printed, lies before another: one that moves forward is brought forward and not extended."""
    now, was = read_date(end).last, read_date(before).last
    return now is not None and was is not None and now < was


def _moved_end(line: Line, old: ThenLine) -> Extended:
    return Extended(line.action, old.ends, line.ends, line.extensions, line.extended_why)


def _was_complete(old: ThenLine) -> bool:
    """Whether a line was blue, or had been in an earlier year and was under watch: a dip in practice shows as this."""
    return old.declared == _BLUE or old.state == State.UNDER_WATCH


def _is_complete(line: Line) -> bool:
    return line.declared == _BLUE or line.state in COMPLETE


def _gone(after: Sequence[Line], before: Sequence[ThenLine], stood: Collection[str]) -> tuple[str, ...]:
    """What stood in the plan and does not any more: first what has a line still, in the order of the plan of now."""
    out = [line.action for line in after if line.state in _OUT and line.action in stood]
    there = {line.action for line in after}
    return (*out, *(line.action for line in before if line.action in stood and line.action not in there))


def meanings_changed(
    before: Sequence[Mapping[str, str]], after: Sequence[Mapping[str, str]]
) -> tuple[MeaningChanged, ...]:
    """The rating words whose colour or meaning is not the same at both closings, and those that only one has.

    Colours are not portable: what green meant at one closing it need not mean at
    the next, so a movement across such a change is told with it.

    Source: report of 2 May 2018 (three colours and "Completed") and report of 8 February 2019, paragraph 2
    (four colours, other meanings), on the plans of two years running.
    """
    was, now = ({one["word"]: f"{one['colour']}: {one['meaning']}" for one in words} for words in (before, after))
    words = [*was, *(word for word in now if word not in was)]
    return tuple(
        MeaningChanged(word, was.get(word, ""), now.get(word, "")) for word in words if was.get(word) != now.get(word)
    )


def steps(declared: str, before: str) -> int:
    """How many colours worse a colour is than before; blue on either side is told apart, as newly blue or reopened."""
    if _BLUE in (declared, before) or _NONE in (declared, before):
        return 0
    return _PLACES[declared] - _PLACES[before]
