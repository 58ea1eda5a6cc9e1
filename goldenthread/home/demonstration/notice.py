"""When the council of the demonstration is closed: between Christmas and New Year."""

from datetime import date

from goldenthread.committee.commands.calendar import close_days
from goldenthread.home.demonstration.cast import Cast

FIRST, LAST = (12, 24), (12, 31)


def close_at_christmas(cast: Cast, *, day: date) -> None:
    """Democratic services close the council for the Christmas to come."""
    year = day.year if (day.month, day.day) < FIRST else day.year + 1
    close_days(
        first=date(year, *FIRST), last=date(year, *LAST), why="Christmas closure", by=cast.actor("Tom Hallworth")
    )
