"""Dates as the rows of a plan print them: short where they were understood, in the paper's own words where not."""

from datetime import date
from functools import lru_cache

from goldenthread.kernel.dates import Precision, read_date
from goldenthread.plan.cells import first_day


@lru_cache(maxsize=8192)
def short_start(written: str, first: date | None, precision: str) -> str:
    """A start: ``Apr 2026``, ``13 Apr 2026``; the words as written where no day is known."""
    return _short(first, precision) if first else written.strip()


@lru_cache(maxsize=8192)
def short_end(written: str, last: date | None, precision: str) -> str:
    """An end, which is kept as its last day; a date in steps keeps its words, for its steps are all due."""
    if last is None or (written.strip() and not read_date(written).is_read):
        return written.strip()
    return _short(first_day(last, precision) or last, precision)


def _short(first: date, precision: str) -> str:
    match precision:
        case Precision.DAY:
            return f"{first.day}\xa0{first:%b}\xa0{first.year}"
        case Precision.MONTH:
            return f"{first:%b}\xa0{first.year}"
        case Precision.QUARTER:
            return f"{first:%b} to {date(first.year, first.month + 2, 1):%b}\xa0{first.year}"
        case _:
            return str(first.year)
