"""What the dates suggest, beside what a person declares.

In the plan of 2 May 2018 all lateness was green: of 46 green actions 29 had an
end month that had passed. The suggestion shows that and always says why; it
never changes a rating.

Sources: the appendix to the report of 2 May 2018 (46 green, 0 red); the
convention "one month behind is amber, more is red" of Bromsgrove's exception
reports (the threshold is ours to choose; it is printed with the reason).
"""

from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.dates import add_months
from goldenthread.plan.states import BLUE, FINISHED, OUT, Colour, State

BEST_TO_WORST = (Colour.BLUE, Colour.GREEN, Colour.AMBER, Colour.RED)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A colour the dates suggest, with its reason in words; no colour where nothing can be said."""

    colour: Colour
    because: str


def suggest(*, state: str, ends_on: date | None, on: date) -> Suggestion:
    """Suggest a colour from the last end date: in time green, up to a month late amber, later red.

    ``ends_on`` is the last day of a month or quarter, or the day itself. A month later is the same
    day of the next month, or its last day where it is shorter. A finished action has no
    suggestion, nor has one whose date could not be read.
    """
    if state in FINISHED:
        return Suggestion(Colour.NONE, "It is finished, so its dates suggest nothing.")
    if ends_on is None:
        return Suggestion(Colour.NONE, "Its end date cannot be read, so the dates suggest nothing.")
    if on <= ends_on:
        return Suggestion(Colour.GREEN, f"It ends on {words(ends_on)}, which has not passed on {words(on)}.")
    if on <= add_months(ends_on, 1):
        return Suggestion(Colour.AMBER, f"Its end, {words(ends_on)}, passed {late(ends_on, on)} before {words(on)}.")
    return Suggestion(Colour.RED, f"Its end, {words(ends_on)}, passed {late(ends_on, on)} before {words(on)}.")


def disagrees(declared: str, suggested: str) -> bool:
    """Whether a declared colour is better than the suggested one. No rating and no suggestion disagree with nothing."""
    if Colour.NONE in (declared, suggested):
        return False
    order = [colour.value for colour in BEST_TO_WORST]
    return order.index(declared) < order.index(suggested)


def declared_colour(*, state: str, rating_colour: str | None) -> Colour:
    """The colour somebody declared: blue where the action counts as complete, else the rating's, else none.

    An action withdrawn or gone on elsewhere has none, nor has one under watch, which was blue in an earlier year
    and is counted apart. A rating of blue on an action that is not complete (a lead's
    word awaiting assurance) is not blue: it counts as no rating until a second person gives it.
    """
    if state in BLUE:
        return Colour.BLUE
    if state in OUT or state == State.UNDER_WATCH or rating_colour in (None, Colour.BLUE):
        return Colour.NONE
    return Colour(rating_colour)


def words(day: date) -> str:
    """A day as printed: 2 May 2018."""
    return f"{day.day} {day:%B %Y}"


def late(ends_on: date, on: date) -> str:
    """How long ago, in days up to two months, in whole months up to a year, in years and months beyond."""
    days = (on - ends_on).days
    if days < 62:
        return f"{days} day" if days == 1 else f"{days} days"
    months = (on.year - ends_on.year) * 12 + on.month - ends_on.month - (on.day < ends_on.day)
    years, rest = divmod(months, 12)
    parts = (f"{years} year{'' if years == 1 else 's'}" if years else "", f"{rest} month{'' if rest == 1 else 's'}")
    return " and ".join(part for part, number in zip(parts, (years, rest), strict=True) if number)
