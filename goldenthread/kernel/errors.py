"""The refusals that every app understands."""

from dataclasses import dataclass, field


class RuleBroken(Exception):
    """A rule of the domain refuses the change; the message is one sentence the user may read.

    ``about`` names the field it is said of, where one form holds several; a page shows the sentence beside it.
    """

    def __init__(self, message: str, *, about: str = "") -> None:
        super().__init__(message)
        self.about = about


class NotAllowed(Exception):
    """This person may not do this; the message is one sentence the user may read."""


class Refusals(Exception):
    """Several things were to be done together and some were refused, so none was done; ``found`` says which and why."""

    def __init__(self, found: dict[str, Exception]) -> None:
        super().__init__(f"{len(found)} refused")
        self.found = found


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that two people changed: what stands now, and what was typed."""

    field: str
    label: str
    theirs: str
    yours: str


@dataclass(slots=True)
class Conflict(Exception):
    """Somebody saved the same thing first; nothing was written and nothing typed is lost.

    ``by`` names who saved, ``clashes`` holds both texts of every field that
    differs, and ``version`` is the one to send with a second try.
    """

    by: str
    version: int
    clashes: list[Clash] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.by} saved this while you were writing. Both texts are below."
