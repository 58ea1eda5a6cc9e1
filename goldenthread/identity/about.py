"""What the page of a person shows that other apps know: a register of parts, filled by the apps above.

``bodies`` registers memberships; an app that knows more about people adds its
part in ``AppConfig.ready``. Each part decides for itself what the reader may see.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from goldenthread.identity.models import Person


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a part: its words, where they lead, and what else is to be said."""

    text: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page of a person: its heading, its lines for a reader, what it says when there are none."""

    name: str
    lines: Callable[[Person, Person], Sequence[Line]]
    none: str


_PARTS: list[Part] = []


def register(part: Part) -> None:
    """Add a part to the page of every person."""
    if any(known.name == part.name for known in _PARTS):
        raise ValueError(f"Two parts of the page of a person are called {part.name!r}.")
    _PARTS.append(part)


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part with the lines one reader may see."""

    name: str
    lines: tuple[Line, ...]
    none: str


def parts_of(person: Person, *, reader: Person) -> list[PartShown]:
    """Every part, as this reader may see it."""
    return [PartShown(part.name, tuple(part.lines(person, reader)), part.none) for part in _PARTS]
