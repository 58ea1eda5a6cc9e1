"""Until when a decision of an executive can be called in. Pure: days go in, a day comes out.

Source: Local Government Act 2000, section 9F(2)(a) and (4) (a decision made and not yet implemented); the number of
days is each council's own, often five working days after publication.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from goldenthread.committee.bank_holidays import bank_holiday
from goldenthread.committee.clear_days import SATURDAY
from goldenthread.kernel.errors import RuleBroken

FURTHEST = 400


def call_in_ends(published_on: date, *, days: int, closures: Mapping[date, str] | None = None) -> date:
    """The last day of so many working days after the day of publication.

    No Saturday, Sunday, bank holiday or day on which the council is closed counts. Source: Local Government Act 2000,
    section 9F; constitutions of councils.
    """
    left = days
    for ahead in range(1, FURTHEST + 1):
        day = published_on + timedelta(days=ahead)
        if day.weekday() >= SATURDAY or bank_holiday(day) or day in (closures or {}):
            continue
        left -= 1
        if left <= 0:
            return day
    raise RuleBroken(f"There are not {days} working days in the {FURTHEST} days after {published_on:%-d %B %Y}.")
