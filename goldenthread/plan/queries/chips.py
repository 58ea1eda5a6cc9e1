"""How an action's standing is printed: the chip of what was declared, and of what the dates suggest.

The category is what the counts of a plan count: a colour somebody declared, a
completion that only its lead reports, or an action set aside. So a chip on a
row and the figure above it never part.
"""

from enum import StrEnum
from functools import lru_cache

from django.utils.safestring import SafeString

from goldenthread.design import marks
from goldenthread.design.marks import Standing
from goldenthread.plan.states import BLUE, GONE_ON, Colour, State
from goldenthread.plan.suggestion import Suggestion


class Category(StrEnum):
    """What the counts of a plan count, in the order in which they are printed."""

    BLUE = "blue"
    REPORTED = "reported"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NONE = "none"
    WATCH = "watch"
    ASIDE = "aside"
    GONE = "gone"


NAMES = {
    Category.BLUE: "Blue",
    Category.REPORTED: "Reported complete",
    Category.GREEN: "Green",
    Category.AMBER: "Amber",
    Category.RED: "Red",
    Category.NONE: "No rating",
    Category.WATCH: "Under watch",
    Category.ASIDE: "Set aside",
    Category.GONE: "Gone on elsewhere",
}
"""What a category is called where the plan has no word of its own for it."""


def category(state: str, colour: str | None) -> Category:
    """What an action counts as: complete, reported, set aside, gone on, under watch, or the colour it was rated.

    A rating of blue on an action that is not complete counts as no rating until a second person gives it.
    """
    if state in BLUE:
        return Category.BLUE
    if state == State.REPORTED_COMPLETE:
        return Category.REPORTED
    if state in (State.PAUSED, State.WITHDRAWN):
        return Category.ASIDE
    if state in GONE_ON:
        return Category.GONE
    if state == State.UNDER_WATCH:
        return Category.WATCH
    if colour is None or colour in (Colour.BLUE, Colour.NONE):
        return Category.NONE
    return Category(colour)


def declared_standing(state: str) -> str:
    """Who says so: a person who assured it, a paper, or the lead alone."""
    if state == State.COMPLETED_ON_PAPER:
        return Standing.ON_PAPER
    return Standing.REPORTED if state == State.REPORTED_COMPLETE else Standing.DECLARED


@lru_cache(maxsize=512)
def declared_chip(state: str, word: str, colour: str, form: str = "chip") -> SafeString:
    """The chip of what was declared: shape and word, and for a completion who vouches for it."""
    kind = category(state, colour or None)
    if kind == Category.BLUE:
        shown = word if word and colour == Colour.BLUE else "Complete"
        because = "declared by its lead" if state == State.DECLARED_COMPLETE else ""
        return marks.rating("blue", shown, standing=declared_standing(state), because=because, form=form)
    if kind == Category.REPORTED:
        return marks.rating("none", "Reported", standing=Standing.REPORTED, meaning="complete, not assured", form=form)
    if kind in (Category.ASIDE, Category.GONE, Category.WATCH):
        return marks.rating("none", State(state).label, form=form)
    if kind == Category.NONE:
        return marks.rating("none", "Not started" if state == State.NOT_STARTED else "No rating", form=form)
    return marks.rating(colour, word, form=form)


@lru_cache(maxsize=2048)
def suggested_chip(suggestion: Suggestion) -> SafeString:
    """The dashed chip of what the dates suggest, with its reason."""
    return marks.rating(
        suggestion.colour,
        Colour(suggestion.colour).label,
        standing=Standing.SUGGESTED,
        because=suggestion.because,
    )
