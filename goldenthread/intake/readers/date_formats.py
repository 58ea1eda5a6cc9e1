"""Dates of a workbook as text, with the precision that their format shows and no more.

A cell formatted ``mmm-yy`` says "April 2017" even though the file stores a
day: it is printed ``Apr-17``. Where the format shows a day, the date is
printed ``30/04/2017`` whatever the order of the format, because Excel itself
prints the same format in a different order on every desk.

Source: Office Open XML, part 1, 18.17.4 (serial dates: day 1 is 1 January
1900, and 29 February 1900, which never was, is day 60).
"""

from collections.abc import Callable
from datetime import datetime, timedelta

_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - a serial date has no time zone
_FIRST_TRUE_DAY = 61
_LEAP_DAY_THAT_NEVER_WAS = 60
_DAYS_BETWEEN_SYSTEMS = 1462
_LAST_DAY = 2_958_465
_LONGEST_TIME = 366
_SECOND = 1 / 86400
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def date_printer(letters: str, *, from_1904: bool) -> Callable[[float], str | None]:
    """How numbers are printed whose format has these date letters (``mmmyy``, ``ddmmyyyyhmm``), literals taken out.

    None is given for what is no date: a negative number, or one past the year 9999.
    """
    has_time = "h" in letters or "s" in letters
    if not any(letter in letters for letter in "yd") and has_time:
        return lambda serial: _print_time(serial) or _dated(serial, _day_and_time, from_1904=from_1904)
    shown: Callable[[datetime], str] = _day_and_time if has_time else _day
    if "d" not in letters and not has_time:
        shown = _month_or_year(letters)

    def printed(serial: float) -> str | None:
        if has_time and 0 <= serial < 1:
            return _print_time(serial)
        return _dated(serial, shown, from_1904=from_1904)

    return printed


def _dated(serial: float, shown: Callable[[datetime], str], *, from_1904: bool) -> str | None:
    """The date of a serial number; nought, which a link to an empty cell gives, is printed as Excel prints it."""
    serial += _DAYS_BETWEEN_SYSTEMS if from_1904 else 0
    if not 0 <= serial < _LAST_DAY + 1 - _SECOND:
        return None
    if serial < 1:
        return "00/01/1900"
    if int(serial) == _LEAP_DAY_THAT_NEVER_WAS:
        return "29/02/1900"
    return shown(moment_of(serial))


def moment_of(serial: float) -> datetime:
    """The day and time of a serial number of the 1900 system, to the second."""
    days = int(serial)
    seconds = round((serial - days) * 86400)
    return _EPOCH_1900 + timedelta(days=days if days >= _FIRST_TRUE_DAY else days + 1, seconds=seconds)


def serial_of(moment: datetime) -> float:
    """The serial number of a day and time, for cells that hold a date in words."""
    apart = moment - _EPOCH_1900
    return apart.days + apart.seconds / 86400 - (1 if apart.days < _FIRST_TRUE_DAY else 0)


def _print_time(serial: float) -> str | None:
    """A time of day, or a length of time in hours; a number of days past a year is a date whose day is not shown."""
    if not 0 <= serial < _LONGEST_TIME:
        return None
    minutes = round(serial * 1440)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _day(moment: datetime) -> str:
    return f"{moment.day:02d}/{moment.month:02d}/{moment.year:04d}"


def _day_and_time(moment: datetime) -> str:
    time = f" {moment.hour:02d}:{moment.minute:02d}" if (moment.hour, moment.minute) != (0, 0) else ""
    return _day(moment) + time


def _month_or_year(letters: str) -> Callable[[datetime], str]:
    """A month with its year (``Apr-17``, ``Apr-2017``, ``April 2017``), or a year alone.

    A month in figures is printed in letters, since 04/17 could be a day; a
    month in full takes a full year, since "April 17" could be one too.
    """
    if "m" not in letters:
        return lambda moment: f"{moment.year:04d}"
    if letters.count("m") == 4:
        return lambda moment: f"{MONTHS[moment.month - 1]} {moment.year:04d}"
    if letters.count("y") > 2:
        return lambda moment: f"{MONTHS[moment.month - 1][:3]}-{moment.year:04d}"
    return lambda moment: f"{MONTHS[moment.month - 1][:3]}-{moment.year % 100:02d}"
