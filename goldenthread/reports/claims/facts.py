"""What a claim can be compared with: one closed round of a plan as plain values, and what moved since the one before.

Built by whoever has the round; nothing here asks for anything. Counts are not given but counted, so that a figure and
the list behind it cannot differ.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from goldenthread.kernel.dates import PartialDate

_RECOMMENDATION = re.compile(
    r"^(?P<source>[^:]{0,80}?)\s*\brec(?:ommendation)?s?\.?\s*(?:no\.?\s*)?(?P<number>\d{1,3}[a-z]?)\b(?!\.\d)",
    re.IGNORECASE,
)
LONGEST_NAME = 60
NO_DATE = PartialDate("")
OUT = frozenset({"withdrawn", "carried_over", "merged", "handed_over"})
"""States of a row that is no part of its plan's work any more, by a decision; the values of ``plan.states.OUT``."""


def name_of_aim(aim: str) -> str:
    """How a reader names an aim or recommendation: "Ofsted recommendation 3", else its first words.

    A paper prints the whole sentence behind the number; nobody says it.

    Source: the first column of the plan of 2 May 2018 and the way in which the cover report of that day names it.
    """
    words = " ".join(aim.split())
    numbered = _RECOMMENDATION.match(words)
    if numbered:
        return words[: numbered.end()].strip()
    if len(words) <= LONGEST_NAME:
        return words
    return words[:LONGEST_NAME].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """An action as the round has it.

    ``colour`` and ``before`` are declared colours ("blue", "green", "amber", "red", "none"); ``before`` is ``None``
    where the round before has no line of it. ``state`` is a value of ``plan.states.State``. ``under`` are the
    names of its aim or of the recommendations it answers (see ``name_of_aim``). ``late`` says that its end had passed
    on the day of the position, as the dates suggest; ``late_before`` the same of the round before, ``None`` where that
    is not kept.
    """

    key: str
    ref: str
    priority: str
    priority_title: str
    colour: str
    state: str
    under: tuple[str, ...] = ()
    before: str | None = None
    state_before: str = ""
    ends: PartialDate = NO_DATE
    ends_before: PartialDate | None = None
    leads: tuple[str, ...] = ()
    senior_lead: str = ""
    late: bool = False
    late_before: bool | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved since the round before, as keys of actions; as ``boards.movement`` computes it.

    ``newly_late`` are those that had never been late before, ``None`` where that was not asked.
    """

    newly_blue: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()
    improved: tuple[str, ...] = ()
    worsened: tuple[str, ...] = ()
    extended: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    newly_late: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """The closed round that this one is held against, named as a sentence names it."""

    named: str
    position_on: date


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation that actions answer, by its number: who made it, and the keys of those actions."""

    name: str
    source: str
    number: str
    actions: tuple[str, ...]


@dataclass(frozen=True)
class RoundFacts:
    """One closed round.

    ``actions`` are all its lines in the order of the plan. ``position_on`` is the day whose position it prints.
    ``before`` and ``moved`` are ``None`` where no round was closed before: what is claimed to have moved is then not
    checkable. ``words`` are the plan's own rating words with their colours ("Completed" → "blue"), ``meanings`` what
    the plan prints beside a colour ("green" → "in progress, no barriers").
    """

    plan: str
    round: int
    position_on: date
    actions: tuple[ActionFacts, ...]
    starts_on: date | None = None
    ends_on: date | None = None
    before: Before | None = None
    moved: Moved | None = None
    words: dict[str, str] = field(default_factory=dict)
    meanings: dict[str, str] = field(default_factory=dict)

    @cached_property
    def standing(self) -> tuple[ActionFacts, ...]:
        """The actions that are part of the plan's work: not withdrawn, merged, carried over or handed to another."""
        return tuple(one for one in self.actions if one.state not in OUT)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of what stands in the plan."""
        return frozenset(one.key for one in self.standing)

    @cached_property
    def by_key(self) -> dict[str, ActionFacts]:
        """Every action under its key."""
        return {one.key: one for one in self.actions}

    @cached_property
    def by_ref(self) -> dict[str, tuple[ActionFacts, ...]]:
        """The actions under their printed refs, which may repeat."""
        found: dict[str, list[ActionFacts]] = defaultdict(list)
        for one in self.actions:
            if one.ref:
                found[one.ref.casefold()].append(one)
        return {ref: tuple(actions) for ref, actions in found.items()}

    @cached_property
    def by_priority(self) -> dict[str, frozenset[str]]:
        """The keys of what stands under each number of a priority."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in self.standing:
            found[one.priority.casefold()].add(one.key)
        return {number: frozenset(keys) for number, keys in found.items()}

    @cached_property
    def by_colour(self) -> dict[str, frozenset[str]]:
        """The keys of what stands at each colour."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in self.standing:
            found[one.colour].add(one.key)
        return {colour: frozenset(keys) for colour, keys in found.items()}

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each action in the plan."""
        return {one.key: place for place, one in enumerate(self.actions)}

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many stand at each colour; a colour without an action counts nought."""
        found = dict.fromkeys(("blue", "green", "amber", "red", "none"), 0)
        for one in self.standing:
            found[one.colour] = found.get(one.colour, 0) + 1
        return found

    @cached_property
    def recommendations(self) -> tuple[Recommendation, ...]:
        """The numbered recommendations that actions answer, in the order of the plan."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        names: dict[tuple[str, str], str] = {}
        for one in self.standing:
            for name in one.under:
                numbered = _RECOMMENDATION.match(name)
                if numbered:
                    source, number = " ".join(numbered["source"].split()), numbered["number"]
                    found[source.casefold(), number].append(one.key)
                    names.setdefault((source.casefold(), number), f"{source} recommendation {number}".strip())
        return tuple(Recommendation(names[key], key[0], key[1], tuple(keys)) for key, keys in found.items())

    def in_order(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Keys in the order of the plan."""
        return tuple(sorted(keys, key=lambda key: self.places.get(key, len(self.places))))

    def name(self, key: str) -> str:
        """How a sentence names an action: by its ref, and by its priority too where the ref repeats."""
        one = self.by_key[key]
        if not one.ref:
            return key
        many = len(self.by_ref[one.ref.casefold()]) > 1
        return f"{one.ref} of Priority {one.priority}" if many and one.priority else one.ref

    def names(self, keys: Sequence[str], most: int = 12) -> str:
        """A list of actions in words, cut after so many."""
        named = [self.name(key) for key in self.in_order(keys)]
        if len(named) > most:
            return f"{', '.join(named[:most])} and {len(named) - most} more"
        return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
