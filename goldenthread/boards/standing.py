"""Which standing items a meeting takes: one for every meeting always, one for every second where the last had it not.

Pure functions: what each earlier meeting took goes in, what this one takes comes out.

Source: our reading of agendas that repeat ("at every second meeting"); no document states it as a rule.
"""

from collections.abc import Collection, Sequence
from typing import Protocol, TypeVar


class Repeats(Protocol):
    """A standing item."""

    pk: int
    every: int


Item = TypeVar("Item", bound=Repeats)


def items_due(items: Sequence[Item], earlier: Sequence[Collection[int]]) -> list[Item]:
    """The items that a meeting takes, in their order; ``earlier`` says what each meeting before took, oldest first.

    An item that was never taken is due. A cancelled meeting took nothing and is not counted.
    """
    return [item for item in items if _since(item, earlier) >= item.every]


def _since(item: Repeats, earlier: Sequence[Collection[int]]) -> int:
    """How many meetings ago it was taken last, this one counted; as many as it needs where it never was."""
    for back, taken in enumerate(reversed(earlier), start=1):
        if item.pk in taken:
            return back
    return item.every


def every_in_words(every: int) -> str:
    """How often, as it is said: "every meeting", "every second meeting"."""
    spelt = {1: "every", 2: "every second", 3: "every third", 4: "every fourth", 5: "every fifth", 6: "every sixth"}
    return f"{spelt.get(every, f'every {every}th')} meeting"
