"""What facts are asked of, and what they answer: plain values."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from goldenthread.boards.movement import Extended, MeaningChanged, Movement
from goldenthread.boards.values import Line, ThenLine
from goldenthread.documents.paper import Block, Runs
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.states import FINISHED, OUT


class NoFact(RuleBroken):
    """A fact that cannot be told; the message is the sentence that stands in its place."""


@dataclass(frozen=True, slots=True)
class FactItem:
    """One action in the list behind a fact: its key, its printed name, what it is, a note, and its page."""

    action: str
    name: str
    words: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class FactValue:
    """A fact as told: words in a sentence, or blocks that stand by themselves, and the list behind it.

    ``number`` is what is counted, where something is. ``runs`` is empty where ``blocks`` is not. ``is_sentence`` says
    that its words are the plan's own, a sentence or a list of refs, and are not held against it as if typed.
    """

    name: str
    label: str
    runs: Runs = ()
    blocks: tuple[Block, ...] = ()
    items: tuple[FactItem, ...] = ()
    number: int | None = None
    is_sentence: bool = False

    @property
    def text(self) -> str:
        """The words as printed; blank where it stands by itself."""
        return "".join(run.printed for run in self.runs)


def _formula(name: str) -> str:
    return name.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Book:
    """One closed round as facts read it.

    ``lines`` is every row of the closing in the order of the plan, ``gone`` those of actions that had one at the
    closing before and have none now. ``before_on`` is the position of the closing it is held against, ``before_named``
    that round as a sentence names it, which may be of the plan of the year before; empty where it is the first of all,
    and then nothing moved. ``notes`` are the achievements and pressures, ``words`` the ratings with their meanings.
    ``facts_at`` is the address under which a report shows the list behind a fact; ``said`` gives a formula by its name.
    """

    plan_key: str
    plan_name: str
    board_name: str
    round_number: int
    period_starts_on: date
    period_ends_on: date
    position_on: date
    lines: tuple[Line, ...]
    before_on: date | None = None
    before_named: str = ""
    gone: tuple[Line, ...] = ()
    was: Mapping[str, ThenLine] = field(default_factory=dict)
    movement: Movement = field(default_factory=Movement)
    meanings: tuple[MeaningChanged, ...] = ()
    late: tuple[Line, ...] = ()
    disagreements: tuple[Line, ...] = ()
    words: tuple[Mapping[str, str], ...] = ()
    notes: tuple[Mapping[str, str], ...] = ()
    missing: tuple[Mapping[str, str], ...] = ()
    missing_why: str = ""
    facts_at: str = ""
    said: Callable[[str], str] = _formula
    twice: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Which refs the plan prints more than once is asked of every row, and so is looked up once."""
        refs = Counter(line.ref for line in self.lines)
        object.__setattr__(self, "twice", frozenset(ref for ref, count in refs.items() if ref and count > 1))

    @property
    def standing(self) -> list[Line]:
        """The rows that are part of the plan's work: not withdrawn, merged, carried over or handed over."""
        return [line for line in self.lines if line.state not in OUT]

    @property
    def unfinished(self) -> list[Line]:
        """The rows on which something is still owed."""
        return [line for line in self.lines if line.state not in FINISHED]

    @property
    def extended(self) -> dict[str, Extended]:
        """The moved ends by action."""
        return {one.action: one for one in self.movement.extended}

    def marked(self, colour: str) -> list[Line]:
        """The rows an officer declared to have a colour."""
        return [line for line in self.lines if line.declared == colour]

    def named(self, keys: tuple[str, ...]) -> list[Line]:
        """Rows by the keys of their actions, of this closing or the one before."""
        known = {line.action: line for line in (*self.gone, *self.lines)}
        return [known[key] for key in keys if key in known]

    def name_of(self, line: Line) -> str:
        """How a sentence names an action: by its ref, with its priority where the plan prints that ref twice."""
        if not line.ref:
            return line.action
        is_twice = line.ref in self.twice and line.priority_number
        return f"{line.ref} (Priority {line.priority_number})" if is_twice else line.ref

    def address(self, name: str) -> str:
        """Where the list behind a fact stands; blank outside a report."""
        return f"{self.facts_at}?{urlencode({'name': name})}" if self.facts_at else ""

    def item(self, line: Line, note: str = "") -> FactItem:
        """A row in the list behind a fact."""
        url = f"/plans/{self.plan_key}/actions/{line.action}/"
        return FactItem(line.action, self.name_of(line), line.wording, note, url)
