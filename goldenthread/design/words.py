"""Dates, times and counts as the pages say them.

Dates as 13 March 2026, with the weekday when someone must act; times as 14:32
in the council's own zone; a count with its word; a list with "and" before its
last member. Where a value is missing the result is blank, so that the page can
say in words what is owed.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import lru_cache

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

MOST_LETTERS_OF_A_TITLE = 70
MOST_LETTERS_OF_A_LONG_TITLE = 170
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def _here(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def day(value: date | datetime | None) -> str:
    """``13 March 2026``."""
    if not value:
        return ""
    value = _here(value)
    return f"{value.day} {value:%B %Y}"


def short_day(value: date | datetime | None) -> str:
    """``13 Mar 2026``, for tables."""
    if not value:
        return ""
    value = _here(value)
    return f"{value.day} {value:%b %Y}"


def weekday(value: date | datetime | None) -> str:
    """``Friday 13 March 2026``, where someone must act."""
    if not value:
        return ""
    return f"{_here(value):%A} {day(value)}"


def clock(value: datetime | time | None) -> str:
    """``14:32``."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{value:%H:%M}"


def moment(value: datetime | None) -> str:
    """``13 March 2026 at 14:32``."""
    return f"{day(value)} at {clock(value)}" if value else ""


def when(value: date | datetime | None) -> SafeString | str:
    """The day, with the same day for machines: ``<time datetime="2026-03-13">13 March 2026</time>``."""
    if not value:
        return ""
    value = _here(value)
    return _when(value.date() if isinstance(value, datetime) else value)


@lru_cache(maxsize=2048)
def _when(value: date) -> SafeString:
    """A page names the same few days over and over: each is written once."""
    return format_html('<time datetime="{}">{}</time>', f"{value:%Y-%m-%d}", day(value))


def counted(count: int | None, words: str) -> str:
    """``1 action``, ``2 actions``, ``1,204 replies``; give an odd plural after a comma: ``"reply,replies"``."""
    one, _, many = words.partition(",")
    number = count or 0
    return f"{number:,} {one if number == 1 else many.strip() or one + 's'}"


def figure(count: int | None) -> str:
    """``1,204``."""
    return f"{count or 0:,}"


def spelt(count: int | None) -> str:
    """``four`` up to twelve, then figures: for sentences."""
    number = count or 0
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else f"{number:,}"


def listed(values: Iterable[object]) -> str:
    """``1.3, 2.2 and 3.2``."""
    *first, last = [str(value) for value in values] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def beside(firsts: Iterable[object], seconds: Iterable[object]) -> list[tuple[object, object]]:
    """Two lists walked together, such as the heads of a table and the cells of one of its rows."""
    return list(zip(firsts, seconds, strict=False))


def title_size(text: str) -> str:
    """The class of a page title by its length: an action may be a paragraph, and a page has one screen."""
    if len(text) <= MOST_LETTERS_OF_A_TITLE:
        return ""
    return "long" if len(text) <= MOST_LETTERS_OF_A_LONG_TITLE else "longest"
