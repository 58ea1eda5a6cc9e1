"""Declared against derived: what people say of each action beside what its dates suggest, counted and listed.

Sources: the appendix to the report of 2 May 2018 to the Safeguarding Sub Committee (46 actions
green, none red, though the end of 29 had passed); requests of members elsewhere for the detail
behind ratings (Cheshire East, Children and Families Committee, 23 May 2022).
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from goldenthread.plan.models import Action, Plan
from goldenthread.plan.queries.chips import Category, category
from goldenthread.plan.states import Colour
from goldenthread.plan.suggestion import Suggestion, declared_colour, disagrees, suggest

COLOURS = (Colour.BLUE, Colour.RED, Colour.AMBER, Colour.GREEN, Colour.NONE)
"""The order in which the committee's paper of February 2019 counts its colours, and none."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An action whose declared colour is better than its dates suggest, and why they suggest another.

    ``kind`` is what it counts as on the plan's own page: a green one that was reported complete is no green there.
    """

    action: str
    ref: str
    priority: str
    state: str
    kind: Category
    declared: Colour
    derived: Colour
    because: str


@dataclass(frozen=True, slots=True)
class Challenge:
    """A plan's colours on one day: as declared, as derived from dates, and where the two part.

    Both counts hold every colour. What is under watch was complete in an earlier
    year: ``declared`` counts it apart, as ``watched``, and with it adds up to the
    number of actions, as ``derived`` does by itself. A finished action is derived
    as none: its dates suggest nothing. ``kinds``
    counts the same actions as the plan's own page does, where what was reported
    complete or set aside stands apart from the rating it had.
    """

    on: date
    declared: dict[Colour, int]
    derived: dict[Colour, int]
    kinds: dict[Category, int]
    disagreements: tuple[Disagreement, ...]

    @property
    def watched(self) -> int:
        """How many are under watch."""
        return self.kinds[Category.WATCH]

    @property
    def past_end(self) -> tuple[int, int]:
        """How many greens are past their end, of how many, as the plan's own page counts them."""
        past = sum(one.kind == Category.GREEN for one in self.disagreements)
        return past, self.kinds[Category.GREEN]


def challenge(plan: Plan, *, on: date) -> Challenge:
    """Hold the colours of a plan against its dates, in one query."""
    rows = Action.objects.filter(plan=plan).in_paper_order()
    suggestion = _remembered(on)
    declared_counts: Counter[Colour] = Counter()
    derived_counts: Counter[Colour] = Counter()
    kinds: Counter[Category] = Counter()
    found: list[Disagreement] = []
    for key, ref, number, state, ends_on, rating in rows.values_list(
        "key", "ref", "priority__number", "state", "ends_on", "rating__colour"
    ):
        declared = declared_colour(state=state, rating_colour=rating)
        suggested = suggestion(state, ends_on)
        kind = category(state, rating)
        kinds[kind] += 1
        declared_counts[declared] += kind != Category.WATCH
        derived_counts[suggested.colour] += 1
        if disagrees(declared, suggested.colour):
            found.append(Disagreement(key, ref, number, state, kind, declared, suggested.colour, suggested.because))
    return Challenge(
        on=on,
        declared={colour: declared_counts[colour] for colour in COLOURS},
        derived={colour: derived_counts[colour] for colour in COLOURS},
        kinds={kind: kinds[kind] for kind in Category},
        disagreements=tuple(found),
    )


def _remembered(on: date) -> Callable[[str, date | None], Suggestion]:
    """``suggest`` on one day, asked once for each state and date: a plan has few of either."""

    @cache
    def suggestion(state: str, ends_on: date | None) -> Suggestion:
        return suggest(state=state, ends_on=ends_on, on=on)

    return suggestion
