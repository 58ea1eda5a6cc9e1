"""Spans and months: a plan's duration, dates named in running words, and months that spreadsheets print as days.

Source: the header block of the plan printed with the report of 2 May 2018 (its duration is a
month "to" a month) and its end dates, where two cells hold a spreadsheet's first of the month.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from goldenthread.kernel.dates import PartialDate, Precision, read_date

MONTH_NAMES = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
DATE_WORDS = (
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s\-]+)?{MONTH_NAMES}\.?(?:\s*[\-–/'’]\s*|\s+)?(?:\d{{4}}|\d{{2}})(?!\d)"
    r"|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})(?!\d)|\d{4}-\d{2}-\d{2}(?!\d)|Q[1-4][\s,/-]*\d{4}(?!\d))"
)
_PERIOD = re.compile(rf"(?<![\w/]){DATE_WORDS}", re.IGNORECASE)
_SPAN = re.compile(r"\s+(?:to|until|till|through)\s+|\s+[-–—]\s+|\s*[–—]\s*", re.IGNORECASE)
_DIGITS = re.compile(r"^[\d/.\-: T]+$")
FEWEST_FIRSTS = 3


def find_period(text: str) -> PartialDate | None:
    """The first date named inside other words, such as ``Progress October 2003``; ``None`` where there is none."""
    found = _PERIOD.search(text)
    if not found:
        return None
    read = read_date(found[0])
    return read if read.is_read else None


def read_span(text: str) -> tuple[PartialDate, PartialDate]:
    """Start and end of ``April 2017 to March 2018``; both unread, with the words kept, where either is not a date."""
    parts = [part for part in _SPAN.split(text) if part.strip()]
    if len(parts) == 2:
        starts, ends = read_date(parts[0]), read_date(parts[1])
        if starts.is_read and ends.is_read:
            return starts, ends
    return PartialDate(text.strip()), PartialDate(text.strip())


def prints_months_as_days(dates: Iterable[PartialDate]) -> bool:
    """Whether a column's firsts of the month are months that a spreadsheet printed as days.

    They are where the column otherwise holds months, or where every one of at
    least three days is a first. A column in which other days stand is left alone.
    """
    months = firsts = others = 0
    for read in dates:
        if read.precision is Precision.MONTH:
            months += 1
        elif read.precision is Precision.DAY:
            firsts += _is_printed_first(read)
            others += not _is_printed_first(read)
    if not firsts:
        return False
    return months > others if months else not others and firsts >= FEWEST_FIRSTS


def as_month(read: PartialDate) -> PartialDate:
    """A first of the month printed in digits as that month, its words kept; "1 May 2019" is meant as a day."""
    return replace(read, precision=Precision.MONTH) if _is_printed_first(read) else read


def _is_printed_first(read: PartialDate) -> bool:
    is_first = read.precision is Precision.DAY and read.first is not None and read.first.day == 1
    return is_first and bool(_DIGITS.match(read.written.strip()))
