"""Examples of dates that lie ahead, for hints and refusals: one that is past would teach what is refused next."""

from datetime import date

from django.utils.functional import lazy
from django.utils.timezone import localdate


def to_come(month: int, day: int = 0, *, on: date | None = None) -> str:
    """The next such month that has not begun, or a day of it: ``October 2027``, ``30 October 2027``."""
    today = on or localdate()
    year = today.year if month > today.month else today.year + 1
    return f"{f'{day} ' if day else ''}{date(year, month, 1):%B} {year}"


def _end() -> str:
    return f"For example: {to_come(10)}"


def _end_or_day() -> str:
    return f"For example: {to_come(10)}, or {to_come(10, 30)}"


def _look_at() -> str:
    return f"A month or a day, for example: {to_come(3)}. You are asked for it first once that has passed."


AN_END = lazy(_end, str)()
AN_END_OR_DAY = lazy(_end_or_day, str)()
LOOK_AT = lazy(_look_at, str)()
"""Hints of forms: made when a page is drawn, so that they never grow old."""
