"""What somebody owes and how it goes to a successor: the register of kinds, filled by the apps above.

``identity`` knows neither plans nor boards. An app that lets people owe
something registers a kind once, in ``AppConfig.ready``::

    register(OwedKind(name="Actions led", count=..., items=..., hand_over=...))

``hand_over`` is called inside the one transaction of the hand-over, after the
policy of the hand-over was asked (an administrator, or the leaver herself); it
makes its own ledger entries and must leave what was reported and recorded
under the leaver's name as it was.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.text import slugify

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person


class HandsOver(Protocol):
    """Moves everything of one kind from a person to a successor and says how many moved.

    ``on`` is the leaver's last day. ``successor`` is ``None`` only where the
    kind can also simply end.
    """

    def __call__(self, *, person: Person, successor: Person | None, by: Actor, on: date) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class OwedKind:
    """One kind of thing people owe: its name, how many, which (title and address), and how they change hands.

    ``can_end`` says that without a successor the things end rather than stay
    with nobody: a seat on a board may lapse, an action may not.
    ``is_case_content`` says that the titles are words of plans: an administrator
    hands them over by their number and does not read them.
    """

    name: str
    count: Callable[[Person], int]
    items: Callable[[Person], Sequence[tuple[str, str]]]
    hand_over: HandsOver
    can_end: bool = False
    is_case_content: bool = False

    @property
    def key(self) -> str:
        """How forms name the kind."""
        return slugify(self.name)


_KINDS: dict[str, OwedKind] = {}


def register(kind: OwedKind) -> None:
    """Add a kind to every hand-over; the same name twice means that two apps claim it, and is refused."""
    if kind.key in _KINDS:
        raise ValueError(f"Two kinds of things owed are called {kind.name!r}.")
    _KINDS[kind.key] = kind


def kinds() -> tuple[OwedKind, ...]:
    """Every kind, in the order of registration: the lowest app first."""
    return tuple(_KINDS.values())


@dataclass(frozen=True, slots=True)
class OwedList:
    """What one person owes of one kind."""

    kind: OwedKind
    items: tuple[tuple[str, str], ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.items)


def owed_by(person: Person) -> list[OwedList]:
    """Everything a person owes, the kinds of which there is nothing left out."""
    found = [OwedList(kind, tuple(kind.items(person))) for kind in kinds() if kind.count(person)]
    return [owed for owed in found if owed.items]
