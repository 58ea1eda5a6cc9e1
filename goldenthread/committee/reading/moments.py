"""Days and times as agendas and minutes write them, found wherever they stand in a line."""

import re
from datetime import time

from goldenthread.committee.reading.values import NO_DATE
from goldenthread.kernel.dates import MONTHS, PartialDate, Precision, read_date

_LONGEST = 600
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = re.compile(
    rf"\b(?:\d{{1,2}}\s?(?:st|nd|rd|th)?\s+(?:day of\s+|of\s+)?(?:{_MONTH})\.?,?\s+\d{{4}}|"
    rf"(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|"
    r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2})(?![\d/])",
    re.IGNORECASE,
)
_LOOSE_ORDINAL = re.compile(r"(?i)^(\d{1,2})\s(st|nd|rd|th)\b")
_DAY_OF = re.compile(r"(?i)\bday of\b")
_TIME = re.compile(
    r"(?i)(?<![\d/.:])(?:(?P<hour>\d{1,2})(?:\s?[.:]\s?(?P<minute>[0-5]\d))?\s?(?P<half>[ap]\.?\s?m\b\.?)|"
    r"(?P<hour24>[01]?\d|2[0-3])[.:](?P<minute24>[0-5]\d)(?![\d/%]|\.\d)(?:\s?(?:hours|hrs)\b)?|"
    r"(?P<hour4>[01]\d|2[0-3])(?P<minute4>[0-5]\d)\s?(?:hours|hrs)\b|(?:12\s)?(?P<noon>noon|mid-?day)\b)"
)
_RISING = re.compile(r"(?i)\b(?:at|on|upon) the (?:rising|conclusion|close) of [^.,;()]{2,60}")


def day_in(text: str) -> PartialDate:
    """The first day of the calendar that a line names, or no date; a month or a year alone is none."""
    for found in _DAY.finditer(text[:_LONGEST]):
        day = read_date(_DAY_OF.sub("", _LOOSE_ORDINAL.sub(r"\1\2", found[0])))
        if day.precision == Precision.DAY:
            return PartialDate(found[0], day.precision, day.first)
    return NO_DATE


def days_in(text: str) -> list[PartialDate]:
    """All days that a line names, in their order."""
    read = (read_date(_DAY_OF.sub("", _LOOSE_ORDINAL.sub(r"\1\2", one[0]))) for one in _DAY.finditer(text[:_LONGEST]))
    return [day for day in read if day.precision == Precision.DAY]


def time_in(text: str) -> tuple[str, time | None]:
    """The first time of day that a line names, as printed and as a time.

    "At the rising of Cabinet" is a time as printed and none of the clock.
    """
    found = _TIME.search(text[:_LONGEST])
    if found is None:
        rising = _RISING.search(text[:_LONGEST])
        return (rising[0].strip(), None) if rising else ("", None)
    written = found[0].strip()
    return written if written.casefold().endswith(".m.") else written.rstrip("."), _clock(found)


def _clock(found: re.Match[str]) -> time | None:
    if found["noon"]:
        return time(12)
    hour = int(found["hour"] or found["hour24"] or found["hour4"])
    minute = int(found["minute"] or found["minute24"] or found["minute4"] or 0)
    if not found["half"]:
        return time(hour, minute)
    if not 1 <= hour <= 12:
        return None
    return time(hour % 12 + (12 if found["half"][0] in "pP" else 0), minute)
