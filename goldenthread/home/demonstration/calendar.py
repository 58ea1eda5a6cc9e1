"""The days of the demonstration, counted back from the one it stands on."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from goldenthread.committee.bank_holidays import bank_holiday
from goldenthread.committee.models import ClosedDay

TUESDAY = 1


@dataclass(frozen=True, slots=True)
class Calendar:
    """Moments of the demonstration, counted back from its day."""

    day: date

    def ago(self, days: int, hour: int = 10) -> datetime:
        """So many days before the day, at an hour."""
        return datetime.combine(self.day - timedelta(days=days), time(hour), tzinfo=UTC)

    def on(self, days: int) -> date:
        """The date so many days before the day."""
        return self.day - timedelta(days=days)


def working_day(first: date, weekday: int) -> date:
    """The first such day of the week from a day on, that is no bank holiday and on which the council is not closed."""
    closed = set(ClosedDay.objects.values_list("on", flat=True))
    found = first + timedelta(days=(weekday - first.weekday()) % 7)
    while bank_holiday(found) or found in closed:
        found += timedelta(days=7)
    return found


def day_of_committee(when: Calendar) -> date:
    """The day on which the committee meets next: a Tuesday some three weeks on."""
    return working_day(when.on(-23), TUESDAY)
