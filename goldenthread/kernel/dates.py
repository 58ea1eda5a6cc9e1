"""Dates as papers write them: the words are kept, the precision is known, nothing is guessed.

An improvement plan says "Apr-17", "June 2017 then December 2017" or "w". Each
is kept as written; what can be read has a precision of day, month, quarter or
year. The last day of a period counts when something ends in it, the first when
it starts.

Source: the plan printed as appendix to the report of 2 May 2018 to the
Safeguarding Sub Committee of the City of London, columns "Start" and "End
date": seven forms and one that cannot be read.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with the words it was written in and the precision they allow.

    ``first`` is the first day of the period, ``None`` where nothing could be
    read. ``written`` is never lost.
    """

    written: str
    precision: Precision = Precision.UNKNOWN
    first: date | None = None

    def __bool__(self) -> bool:
        return bool(self.written.strip())

    @property
    def is_read(self) -> bool:
        """Whether the words gave a date."""
        return self.first is not None

    @property
    def last(self) -> date | None:
        """The last day of the period: the day on which something that ends in it ends."""
        if self.first is None:
            return None
        match self.precision:
            case Precision.DAY:
                return self.first
            case Precision.MONTH:
                return end_of_month(self.first.year, self.first.month)
            case Precision.QUARTER:
                return end_of_month(self.first.year, self.first.month + 2)
            case _:
                return date(self.first.year, 12, 31)

    @property
    def iso(self) -> str:
        """The date with its precision: ``2017-04``, ``2017-04-30``, ``2017-Q2``, ``2017``, or nothing."""
        if self.first is None:
            return ""
        match self.precision:
            case Precision.DAY:
                return self.first.isoformat()
            case Precision.MONTH:
                return f"{self.first:%Y-%m}"
            case Precision.QUARTER:
                return f"{self.first.year}-Q{(self.first.month - 1) // 3 + 1}"
            case _:
                return str(self.first.year)

    @property
    def in_words(self) -> str:
        """The date as the product prints it: ``13 March 2026``, ``March 2026``, or the words as written."""
        if self.first is None:
            return self.written
        match self.precision:
            case Precision.DAY:
                return f"{self.first.day} {self.first:%B %Y}"
            case Precision.MONTH:
                return f"{self.first:%B %Y}"
            case Precision.QUARTER:
                last = self.last or self.first
                return f"{self.first:%B} to {last:%B %Y}"
            case _:
                return str(self.first.year)


def end_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where it is shorter."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    last = end_of_month(year, month + 1)
    return last if day.day > last.day else last.replace(day=day.day)


MONTHS = {
    name.lower(): number
    for table in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(table)
    if name
} | {"sept": 9}

_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_ORDINAL = r"(?:st|nd|rd|th)?"
_BEFORE = re.compile(
    r"^(?:by|from|before|due|during|in|at|the|early|mid|late|until|since|starting|start of|beginning of|end of|end)"
    r"(?:\s+|\s*-\s*)",
    re.IGNORECASE,
)
_FORMS = (
    re.compile(rf"^(?P<day>\d{{1,2}}){_ORDINAL}(?:\s+of)?[\s\-/.]+{_MONTH}[\s,\-/.]+{_YEAR}$", re.IGNORECASE),
    re.compile(rf"^{_MONTH}\s+(?P<day>\d{{1,2}}){_ORDINAL},?\s+(?P<year>\d{{4}})$", re.IGNORECASE),
    re.compile(rf"^{_MONTH}[\s,\-/.'’‘]*{_YEAR}$", re.IGNORECASE),
    re.compile(r"^(?P<day>\d{1,2})[/.\-](?P<number>\d{1,2})[/.\-](?P<year>\d{4}|\d{2})$"),
    re.compile(r"^(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?$"),
    re.compile(r"^(?P<year>\d{4})-(?P<number>\d{1,2})$"),
    re.compile(r"^(?P<number>\d{1,2})/(?P<year>\d{4})$"),
    re.compile(r"^(?:Q(?P<quarter>[1-4])[\s,/-]*(?P<year>\d{4})|(?P<year2>\d{4})[\s,/-]*Q(?P<quarter2>[1-4]))$", re.I),
    re.compile(r"^(?P<year>\d{4})$"),
)
_WEEKDAY = re.compile(r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+", re.IGNORECASE)


def read_date(text: str) -> PartialDate:
    """Read one date as papers write it; what cannot be read keeps its words and has no day.

    ``Apr-17``, ``Apr. 2017``, ``April 2017``, ``Dec 17``, ``30 April 2017``,
    ``30/04/2017`` (day first, as in England), ``2017-04-30``, ``Q2 2017`` and
    ``2017`` are read, also behind "by", "end of" and the like. A first of the
    month is a day here; that spreadsheets print a month so is for the reader
    of tables to know. ``w`` or "ongoing" is not read.
    """
    words = " ".join(text.replace("\u2013", "-").replace("\u2011", "-").replace("\xa0", " ").split())
    bare = _WEEKDAY.sub("", words).rstrip(".;,")
    for _ in range(3):
        bare = _BEFORE.sub("", bare)
    for form in _FORMS:
        found = form.match(bare)
        if found:
            read = _period(text.strip(), {name: value for name, value in found.groupdict().items() if value})
            if read:
                return read
    return PartialDate(text.strip())


def read_steps(text: str) -> tuple[PartialDate, ...]:
    """Read a cell that may hold several dates, such as "June 2017 then December 2017".

    One date gives one step. Where any step cannot be read, the whole text is
    one unread date, so that nothing is half understood.
    """
    single = read_date(text)
    if single.is_read or not text.strip():
        return (single,)
    parts = [
        part
        for part in re.split(r"\s*(?:\bthen\b|\band then\b|\band\b|;|&|\n|,(?!\s*\d{4}))\s*", text, flags=re.I)
        if part
    ]
    steps = tuple(read_date(part) for part in parts)
    if len(steps) > 1 and all(step.is_read for step in steps):
        return steps
    return (single,)


def _period(written: str, found: dict[str, str]) -> PartialDate | None:
    digits = found.get("year") or found["year2"]
    year = int(digits) + (2000 if len(digits) == 2 else 0)
    if not 1900 <= year <= 2199:
        return None
    quarter = found.get("quarter") or found.get("quarter2")
    if quarter:
        return PartialDate(written, Precision.QUARTER, date(year, int(quarter) * 3 - 2, 1))
    month = MONTHS.get(found["month"].lower()) if "month" in found else int(found.get("number", 0)) or None
    if "month" in found and month is None:
        return None
    if month is None:
        return PartialDate(written, Precision.YEAR, date(year, 1, 1))
    if not 1 <= month <= 12:
        return None
    if "day" not in found:
        return PartialDate(written, Precision.MONTH, date(year, month, 1))
    try:
        return PartialDate(written, Precision.DAY, date(year, month, int(found["day"])))
    except ValueError:
        return None
