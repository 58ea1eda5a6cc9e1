"""Who may still read what a notice speaks of: the register of kinds, filled by the apps above.

This app knows no plans. An app that tells people things registers each kind
once, in ``AppConfig.ready``::

    register("round-asked", may_answer, heading="What you are asked")

The door is asked when the e-mail is made and again before each later try; a
notice its reader may no longer see is withdrawn and never sent.
"""

from collections.abc import Callable
from dataclasses import dataclass

from goldenthread.identity.models import Person

Door = Callable[[Person, str], bool]
AddressDoor = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of notice: its heading in e-mails, and who may still be told.

    ``address_door`` is asked for notices to somebody who is no person here;
    without one such a notice stops only when it is called back.
    """

    name: str
    heading: str
    door: Door
    address_door: AddressDoor | None = None

    def is_open(self, reader: Person | str, about: str) -> bool:
        """Whether the reader may still be told of this."""
        if isinstance(reader, Person):
            return self.door(reader, about)
        return self.address_door is None or self.address_door(reader, about)


_KINDS: dict[str, Kind] = {}


def register(kind: str, door: Door, *, heading: str = "", address_door: AddressDoor | None = None) -> None:
    """Let notices of a kind be put out; the same kind twice means that two apps claim it, and is refused."""
    if kind in _KINDS:
        raise ValueError(f"Two kinds of notices are called {kind!r}.")
    _KINDS[kind] = Kind(kind, heading or kind.replace("-", " ").capitalize(), door, address_door)


def kind_of(name: str) -> Kind | None:
    """A kind by its name; nothing where no app registered it."""
    return _KINDS.get(name)


def heading_of(name: str) -> str:
    """How people read a kind."""
    kind = _KINDS.get(name)
    return kind.heading if kind else name.replace("-", " ").capitalize()


def is_open(name: str, reader: Person | str, about: str) -> bool:
    """Whether a reader may be told; of a kind that is no longer registered nobody is."""
    kind = _KINDS.get(name)
    return kind is not None and kind.is_open(reader, about)
