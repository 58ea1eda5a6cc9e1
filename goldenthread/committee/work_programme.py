"""When a report that is owed again and again is due next, and since when it is late. Pure: dates in, dates out.

Source: work programmes of councils, in which a report is due in the same month of every year, half-year or quarter.
"""

from datetime import date

from goldenthread.committee.models.forward import Every

MONTHS = {Every.YEAR: 12, Every.HALF_YEAR: 6, Every.QUARTER: 3}


def next_due(first_due: date, every: str, last_taken: date | None) -> date:
    """The month in which a report is due next, as its first day.

    A report that was taken answers the due month it lies nearest to: one taken a little early or late is not owed
    twice. So the next one is the first due month more than half a period after it.
    """
    months = MONTHS[Every(every)]
    first = _counted(first_due)
    if last_taken is None:
        return first_due
    beyond = _counted(last_taken) + months // 2
    periods = max(0, (beyond - first) // months + 1)
    return _day(first + periods * months)


def is_overdue(due: date, *, on: date) -> bool:
    """Whether the month in which a report was due is over."""
    return _counted(on) > _counted(due)


def first_of(day: date) -> date:
    """The first day of a month."""
    return day.replace(day=1)


def _counted(day: date) -> int:
    return day.year * 12 + day.month - 1


def _day(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)
