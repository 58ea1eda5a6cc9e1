"""Where the page of a body leads on: a register, filled by the apps above.

A body knows nothing of what it does as a board or a committee; the apps that
do put the way to their own page here.
"""

from collections.abc import Callable

from goldenthread.bodies.models import Body
from goldenthread.design.parts import Link
from goldenthread.identity.actor import Actor

Way = Callable[[Body, Actor], Link | None]
_WAYS: list[Way] = []


def register(way: Way) -> None:
    """Add a way from the page of a body; it answers None where there is nothing for this reader."""
    if way not in _WAYS:
        _WAYS.append(way)


def ways_from(body: Body, actor: Actor) -> list[Link]:
    """The ways from the page of a body that this reader is offered."""
    found = [way(body, actor) for way in _WAYS]
    return [link for link in found if link is not None]
