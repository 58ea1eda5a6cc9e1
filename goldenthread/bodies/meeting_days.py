"""On which days a body is planned to meet: a register, filled by the app above that plans its meetings.

A body knows nothing of its meetings; whoever writes a day down for one asks here whether there is such a meeting.
"""

from collections.abc import Callable, Sequence
from datetime import date

from goldenthread.bodies.models import Body

Days = Callable[[Body, date], Sequence[date]]
_DAYS: list[Days] = []


def register(days: Days) -> None:
    """Add who knows the planned days of some bodies from a day on; none of a body whose meetings are not planned."""
    if days not in _DAYS:
        _DAYS.append(days)


def days_planned(body: Body, *, since: date) -> list[date]:
    """The days from one on, in their order, on which a body is planned to meet; none where nobody plans them here."""
    return sorted({day for days in _DAYS for day in days(body, since)})
