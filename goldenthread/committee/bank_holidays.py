"""The bank and public holidays of England, the one-off ones among them.

Those that Parliament or a proclamation has not settled yet are foreseen by the rule of their kind, so a count years
ahead can change when an extra one is announced.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache

from goldenthread.kernel.errors import RuleBroken

FIRST_YEAR, LAST_YEAR = 1972, 2100
"""From the Local Government Act 1972 on; Easter is foreseen well beyond the last."""


@cache
def _in_year(year: int) -> Mapping[date, str]:
    # A program that counts no days need not know a calendar of a hundred countries.
    import holidays

    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year).items())


def bank_holiday(on: date) -> str:
    """What a day is called if it is a bank or public holiday in England, else nothing."""
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise RuleBroken(f"Bank holidays are known here from {FIRST_YEAR} to {LAST_YEAR}, not those of {on.year}.")
    return _in_year(on.year).get(on, "")
