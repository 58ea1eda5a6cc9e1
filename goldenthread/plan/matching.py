"""Which actions of a paper are which actions of a plan, and what the paper changes in them.

The same document again proposes changes, not duplicates. Three texts are
compared cell by cell: the *base* (what the paper said when it left us, or when
it was last taken), the *paper* and the *plan* as it stands. A cell is an edit
only where paper and base differ, and a conflict where the plan has moved on
from the base too. Pure functions; no database.

Sources: the plan of 2 May 2018, Priority 4 (two refs "4.1") and Priority 5 (five blank refs), which is why a
ref alone decides nothing; frePPLe's maintainers on round trips through Excel (nothing beats export, edit, re-import).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from goldenthread.plan.reading.values import Column, ReadAction

ALIKE = 0.6
"""How alike two wordings without a common ref must be (share of their words) to be one action."""
ALIKE_WITH_REF = 0.25
"""How alike two wordings under the same ref must be."""
MOST_COMPARED = 400_000
"""Pairs of wordings compared at most; what is left over counts as new and gone, and is asked about."""
NEVER_CONFLICTS = frozenset({Column.COMMENTS.value, Column.EVIDENCE.value, Column.SOURCE.value})
"""Columns whose edits add something and overwrite nothing."""
PRIORITY = Column.PRIORITY.value
_WORD = re.compile(r"[^\W_]+")
_MORE_COMMENTS = re.compile(rf"{Column.COMMENTS.value}-\d+$")


@dataclass(frozen=True, slots=True)
class Known:
    """An action of the plan as matching sees it."""

    key: str
    priority: str
    ref: str
    wording: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell that the paper changes: its text in base, paper and plan; a conflict where the plan moved on too.

    ``is_older`` marks a cell that the paper does not change: it says what it said before, and the plan was changed here
    since. Taking it would turn the later change back.
    """

    action: str
    column: str
    base: str
    paper: str
    plan: str
    is_conflict: bool
    is_older: bool = False

    @property
    def target(self) -> str:
        """How a choice about this edit names it."""
        return f"{self.action}|{self.column}"


@dataclass(frozen=True, slots=True)
class Changes:
    """What a paper changes in the plan it matches.

    ``keys`` maps the place of an action in the paper to the key of the plan's action that it is.
    """

    keys: Mapping[int, str]
    new: tuple[int, ...]
    gone: tuple[str, ...]
    edits: tuple[Edit, ...]

    @property
    def changed(self) -> frozenset[str]:
        """The actions in which the paper changes something."""
        return frozenset(edit.action for edit in self.edits)

    def counts(self) -> dict[str, int]:
        """How many actions are new, changed, gone and the same."""
        changed = len(self.changed)
        return {
            "new": len(self.new),
            "changed": changed,
            "gone": len(self.gone),
            "same": len(self.keys) - changed,
        }


def fold(text: str) -> str:
    """A text for comparing: spaces joined, so that a line broken elsewhere is no change."""
    return " ".join(text.split())


def match_actions(read: Sequence[ReadAction], numbers: Sequence[str], known: Sequence[Known]) -> dict[int, str]:
    """The key of the plan's action that each action of the paper is; those without one are new.

    First by the key column of our own exports, then by what the rows say, from the surest to the least sure:
    ref and wording, wording within the priority, wording alone, ref with a wording that is alike, and at last a
    wording that is much alike. A repeated ref is told apart by its wording, then by its order. ``numbers`` are the
    numbers of the priorities of the paper, in order.
    """
    matcher = _Matcher(read, numbers, known)
    matcher.by_key()
    matcher.by_same(lambda a: (a.priority, a.ref, a.words) if a.words else None)
    matcher.by_same(lambda a: (a.priority, a.words) if a.words else None)
    matcher.by_same(lambda a: a.words or None, only_once=True)
    matcher.by_alike(lambda a: (a.priority, a.ref) if a.ref else None, at_least=ALIKE_WITH_REF)
    matcher.by_alike(lambda a: a.priority, at_least=ALIKE)
    matcher.by_same(lambda a: (a.priority, a.ref) if a.ref and not a.words else None)
    return matcher.found


@dataclass(frozen=True, slots=True)
class _Side:
    """One action of either side, folded for comparing."""

    place: int
    key: str
    priority: str
    ref: str
    words: str
    bag: Counter[str]


Trait = Callable[[_Side], Hashable]
"""What two actions may have in common; ``None`` where an action has no such thing."""


class _Matcher:
    """Takes pairs off both sides, rule after rule."""

    def __init__(self, read: Sequence[ReadAction], numbers: Sequence[str], known: Sequence[Known]) -> None:
        self.found: dict[int, str] = {}
        self._compared = 0
        self._paper = {
            place: _side(place, one.cells.get(Column.KEY.value, ""), numbers[one.priority], one.ref, one.wording)
            for place, one in enumerate(read)
        }
        self._plan = {
            place: _side(place, one.key, one.priority, one.ref, one.wording) for place, one in enumerate(known)
        }

    def _pair(self, paper: _Side, plan: _Side) -> None:
        self.found[paper.place] = plan.key
        del self._paper[paper.place], self._plan[plan.place]

    def by_key(self) -> None:
        """By the key column; a key that stands twice in the paper (a copied row) belongs to the row more alike."""
        by_key = {side.key: side for side in self._plan.values()}
        claims: dict[str, list[_Side]] = defaultdict(list)
        for side in self._paper.values():
            if side.key in by_key:
                claims[side.key].append(side)
        for key, sides in claims.items():
            plan = by_key[key]
            self._pair(max(sides, key=lambda side: (_alike(side.bag, plan.bag), -side.place)), plan)

    def by_same(self, trait: Trait, *, only_once: bool = False) -> None:
        """Pair what has the same trait, in order; ``only_once`` leaves alone what stands several times."""
        paper, plan = _grouped(self._paper.values(), trait), _grouped(self._plan.values(), trait)
        for value, sides in paper.items():
            others = plan.get(value, [])
            if only_once and (len(sides) > 1 or len(others) > 1):
                continue
            for one, other in zip(sides, others, strict=False):
                self._pair(one, other)

    def by_alike(self, trait: Trait, *, at_least: float) -> None:
        """Among what has the same trait, pair the wordings most alike first."""
        paper, plan = _grouped(self._paper.values(), trait), _grouped(self._plan.values(), trait)
        for value, sides in paper.items():
            others = plan.get(value, [])
            if self._compared + len(sides) * len(others) > MOST_COMPARED:
                continue
            self._compared += len(sides) * len(others)
            pairs = [(_alike(one.bag, other.bag), one, other) for one in sides for other in others]
            pairs.sort(key=lambda pair: (-pair[0], pair[1].place, pair[2].place))
            for likeness, one, other in pairs:
                if likeness < at_least:
                    break
                if one.place in self._paper and other.place in self._plan:
                    self._pair(one, other)


def _side(place: int, key: str, priority: str, ref: str, wording: str) -> _Side:
    words = fold(wording).casefold()
    return _Side(
        place, key.strip(), fold(priority).casefold(), fold(ref).casefold(), words, Counter(_WORD.findall(words))
    )


def _grouped(sides: Iterable[_Side], trait: Trait) -> dict[Hashable, list[_Side]]:
    groups: dict[Hashable, list[_Side]] = defaultdict(list)
    for side in sides:
        value = trait(side)
        if value is not None:
            groups[value].append(side)
    return groups


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """The share of words two wordings have in common, from 0 to 1 (Dice's coefficient over words)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def cells_of(action: ReadAction, number: str, *, carried: bool) -> dict[str, str]:
    """What an action's row says, by column, for comparing.

    With ``carried``, aims and measures count as they were understood, carried over the rows they belong to, so that a
    paper whose cells are merged in another way is no change; in our own exports every cell stands for itself. Columns
    of which a paper may have several keep their own names beside each other (``notes-2``), but for comments, which
    are read as one. A status may be given by a fill alone.
    """
    texts = {name: text for name, text in action.cells.items() if not _MORE_COMMENTS.match(name)}
    texts |= {Column.COMMENTS.value: action.comments, PRIORITY: number}
    if carried:
        texts |= {Column.AIM.value: action.aim, Column.MEASURE.value: action.measure}
        texts.setdefault(Column.STATUS.value, action.status)
    texts.pop(Column.KEY.value, None)
    return {column: text for column, text in texts.items() if text}


def compared_columns(read: Iterable[ReadAction], headed: Iterable[str] = ()) -> tuple[str, ...]:
    """The columns that a paper has: one that stands in no row says nothing about any.

    ``headed`` are columns of one of our own exports, which say something where they are blank from top to bottom.
    """
    names = {name for action in read for name in action.cells} | set(headed)
    names = {name for name in names if not _MORE_COMMENTS.match(name)}
    if any(action.status for action in read):
        names.add(Column.STATUS.value)
    return tuple(sorted(names - {Column.KEY.value, Column.SECTION.value} | {PRIORITY}))


def compare(
    *, key: str, columns: Iterable[str], base: Mapping[str, str], paper: Mapping[str, str], plan: Mapping[str, str]
) -> list[Edit]:
    """The cells of one action that the paper changes. What the plan says already is no edit."""
    edits: list[Edit] = []
    for column in columns:
        after, before = paper.get(column, ""), base.get(column, "")
        now = plan.get(column, before)
        if fold(after) in (fold(before), fold(now)):
            continue
        moved_on = column in plan and fold(now) != fold(before)
        edits.append(Edit(key, column, before, after, now, moved_on and column not in NEVER_CONFLICTS))
    return edits


def left_behind(
    *,
    read: ReadAction,
    key: str,
    columns: Iterable[str],
    base: Mapping[str, str],
    paper: Mapping[str, str],
    plan: Mapping[str, str],
) -> list[Edit]:
    """The cells of one action in which the paper says what it said before, and the plan was changed here since.

    They are no changes of the paper. A blank cell says nothing that could be behind, and neither does one of which the
    plan keeps the ref or the status that was understood.
    """
    understood = {Column.REF.value: read.ref, Column.STATUS.value: read.status}
    found: list[Edit] = []
    for column in columns:
        said, now = paper.get(column, ""), plan.get(column, "")
        if not said or column not in plan or column in NEVER_CONFLICTS or fold(said) != fold(base.get(column, "")):
            continue
        if fold(now) not in (fold(said), fold(understood.get(column, said))):
            found.append(Edit(key, column, said, said, now, is_conflict=False, is_older=True))
    return found
