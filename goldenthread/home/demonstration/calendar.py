"""The days of the demonstration, counted back from the one it stands on."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta


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
