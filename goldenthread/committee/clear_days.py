"""Clear days: which days stand between the publishing of an agenda and its meeting, and why others do not count."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from goldenthread.committee.bank_holidays import bank_holiday
from goldenthread.kernel.errors import RuleBroken

MOST_DAYS = 100
FURTHEST = 400
"""Days back from a meeting beyond which nobody looks: a council that is closed for longer gives no notice."""
SATURDAY, SUNDAY = 5, 6


class Basis(StrEnum):
    """Which days count."""

    WORKING = "working"
    CALENDAR = "calendar"


def weekend_warning(on: date) -> str:
    """What is said of a meeting at a weekend: the law allows it, and few mean it. Nothing on other days."""
    if on.weekday() not in (SATURDAY, SUNDAY):
        return ""
    return f"{on:%-d %B %Y} is a {on:%A}: make sure that the meeting is meant for that day."


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day that does not count, and why."""

    date: date
    because: str


@dataclass(frozen=True, slots=True)
class Notice:
    """The last day on which an agenda can be published, with the days that count after it, each in its order.

    ``skipped`` are the days between publishing and meeting that do not count.
    """

    meeting: date
    days: int
    basis: Basis
    publish_by: date
    counted: tuple[date, ...]
    skipped: tuple[Skipped, ...] = field(default=())


def notice_for(
    meeting: date, *, days: int = 5, basis: Basis = Basis.WORKING, closures: Mapping[date, str] | None = None
) -> Notice:
    """The latest lawful publishing of what is put to a meeting: so many clear days before it.

    Neither the day of publishing nor the day of the meeting counts. On the basis of working days no Saturday, Sunday,
    bank or public holiday counts, nor a day on which the council is closed (``closures``, each with its reason); an
    agenda is also published on a day that counts. On the basis of calendar days every day counts.

    Source: Local Government Act 1972 s.100A(6)(a), s.100B(3), five clear days in England by SI 2002/715; R v Swansea
    City Council, ex parte Elitestone Ltd (1993) on what counts.
    """
    if not 0 <= days <= MOST_DAYS:
        raise RuleBroken(f"Clear days are counted from 0 to {MOST_DAYS}; {days} is not among them.")
    counted: list[date] = []
    skipped: list[Skipped] = []
    for back in range(1, FURTHEST + 1):
        day = _before(meeting, back)
        why = _why_not(day, basis, closures or {})
        if why:
            skipped.append(Skipped(day, why))
        elif len(counted) < days:
            counted.append(day)
        else:
            return Notice(meeting, days, basis, day, tuple(reversed(counted)), tuple(reversed(skipped)))
    raise RuleBroken(f"There are not {days} clear days in the {FURTHEST} days before {meeting:%-d %B %Y}.")


def _before(meeting: date, back: int) -> date:
    try:
        return meeting - timedelta(days=back)
    except OverflowError:
        raise RuleBroken("No calendar reaches as far back as this.") from None


def _why_not(day: date, basis: Basis, closures: Mapping[date, str]) -> str:
    """Why a day does not count; nothing where it does."""
    if basis == Basis.CALENDAR:
        return ""
    if name := bank_holiday(day):
        return f"{name}, a bank or public holiday in England"
    if day.weekday() in (SATURDAY, SUNDAY):
        return f"a {day:%A}"
    if day in closures:
        return f"the council is closed: {closures[day]}"
    return ""
