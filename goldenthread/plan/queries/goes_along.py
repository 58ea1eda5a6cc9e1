"""What the apps above take along when a plan goes into its next year: a register, filled by them.

Monitoring rounds keep what belongs to no action: pressures that were named, supplies by partners. The plan knows
nothing of them, and whoever presses the last button of a refresh is told what becomes of them all the same.
"""

from collections.abc import Callable
from dataclasses import dataclass

from goldenthread.plan.models import Plan


@dataclass(frozen=True, slots=True)
class GoesAlong:
    """Things of one kind that go along: what becomes of them, as a sentence, and each of them in words."""

    heading: str
    items: tuple[str, ...]


Told = Callable[[Plan], list[GoesAlong]]
_TOLD: list[Told] = []


def register(told: Told) -> None:
    """Let an app say what of its own goes along with a plan."""
    if told not in _TOLD:
        _TOLD.append(told)


def goes_along(plan: Plan) -> list[GoesAlong]:
    """What goes along into the next year of a plan, besides its actions."""
    return [one for told in _TOLD for one in told(plan)]
