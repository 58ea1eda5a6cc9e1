"""Who keeps the name of a body beside this app: a register, filled by the apps above.

A body is renamed here, and what others print or find it by must follow in the
same transaction. This app knows none of them.
"""

from collections.abc import Callable

from goldenthread.bodies.models import Body

Keeper = Callable[[Body], None]
_KEEPERS: list[Keeper] = []


def register(keeper: Keeper) -> None:
    """Be told of each body that got another name; called inside the transaction of the change."""
    if keeper not in _KEEPERS:
        _KEEPERS.append(keeper)


def tell_keepers(body: Body) -> None:
    """Tell everybody who keeps the name of a body that it changed."""
    for keeper in _KEEPERS:
        keeper(body)
