"""What somebody should know before issuing, and may do all the same.

A meeting that is over, a day on which no meeting is planned, a newer closed round.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goldenthread.boards.models import MonitoringRound
from goldenthread.boards.states import RoundState
from goldenthread.bodies.meeting_days import days_planned
from goldenthread.design.words import day, listed
from goldenthread.identity.actor import Actor
from goldenthread.reports.models import Report
from goldenthread.reports.policy import may_make, may_write


@dataclass(frozen=True, slots=True)
class Caution:
    """A sentence that says what is odd and what to do, and where; no link where the reader cannot do it herself."""

    sentence: str
    url: str = ""
    link: str = ""


def cautions_before_issuing(report: Report, by: Actor, *, on: date) -> list[Caution]:
    """What is odd about issuing this report on a day; nothing of it stands in the way."""
    return [*_meetings_over(report, by, on=on), *_meetings_not_planned(report, by, on=on), *_newer_round(report, by)]


def _meetings_over(report: Report, by: Actor, *, on: date) -> Iterator[Caution]:
    writes = may_write(by, report)
    for one in report.destinations.filter(on__lt=on).select_related("body"):
        who = "give" if writes else "ask its author to give"
        sentence = (
            f"The day on which the {_bare(one.body.name)} meets, {day(one.on)}, has passed: {who} the day of its next "
            "meeting, or issue it as it stands if the paper is late."
        )
        yield Caution(sentence, f"{report.get_absolute_url()}head/", "Change the head") if writes else Caution(sentence)


def _meetings_not_planned(report: Report, by: Actor, *, on: date) -> Iterator[Caution]:
    writes = may_write(by, report)
    for sentence in meetings_not_planned(report, on=on):
        yield Caution(sentence, f"{report.get_absolute_url()}head/", "Change the head") if writes else Caution(sentence)


def meetings_not_planned(report: Report, *, on: date) -> list[str]:
    """A sentence for each day to come on which its body does not meet by the calendar, with the nearest planned days.

    Of a body whose meetings nobody plans here there is nothing to hold a day against.
    """
    found = []
    for one in report.destinations.filter(on__gte=on).select_related("body"):
        planned = days_planned(one.body, since=on)
        if planned and one.on is not None and one.on not in planned:
            near = [*[each for each in planned if each < one.on][-1:], *[each for each in planned if each > one.on][:1]]
            found.append(
                f"No meeting of the {_bare(one.body.name)} is planned on {day(one.on)}. The nearest planned: "
                f"{listed(day(each) for each in near)}."
            )
    return found


def _bare(name: str) -> str:
    """The name of a body behind "the"."""
    return name.removeprefix("The ").removeprefix("the ")


def _newer_round(report: Report, by: Actor) -> Iterator[Caution]:
    held = report.round
    if held is None:
        return
    newer = (
        MonitoringRound.objects.filter(plan=held.plan_id, state=RoundState.CLOSED)
        .filter(period_ends_on__gt=held.period_ends_on)
        .select_related("plan")
        .order_by("-period_ends_on", "-number")
        .first()
    )
    if newer is None:
        return
    sentence = (
        f"It tells of round {held.number}, and round {newer.number} of {newer.plan.name} is closed by now: draft a "
        f"report on round {newer.number}, or issue this one as the account of round {held.number}."
    )
    has_way = may_make(by, newer)
    url = f"/reports/new/?round={newer.plan.key}/{newer.number}" if has_way else ""
    yield Caution(sentence, url, f"Draft a report on round {newer.number}" if has_way else "")
