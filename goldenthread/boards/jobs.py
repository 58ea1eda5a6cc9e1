"""What rounds do by themselves: open on their day, remind before and after the due day, thank who has answered.

Safe to run as often as one likes, and on several machines: what was done on its day is not done again.
"""

import logging
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from goldenthread.boards.asking_words import LAST_CALL, REMINDER
from goldenthread.boards.commands.asking import ask_for_answers, chase, thank
from goldenthread.boards.commands.rounds import open_round
from goldenthread.boards.models import MonitoringRound
from goldenthread.boards.states import AT_WORK, RoundState
from goldenthread.identity.actor import Actor, system
from goldenthread.kernel.errors import RuleBroken

_log = logging.getLogger(__name__)
BEFORE_DUE = timedelta(days=3)
"""A first reminder goes so long before answers are due: late enough to be news, early enough to act on."""


def keep_rounds(*, at: datetime) -> int:
    """Open, remind and thank as the days of each round say; returns how many rounds something was done for."""
    on = localdate(at)
    due = MonitoringRound.objects.filter(
        state=RoundState.PLANNED, opens_on__lte=on, period_ends_on__gte=on - _LONG_OVER
    )
    found = [*due.select_related("plan", "board"), *_at_work()]
    if not found:
        return 0
    by = system("round-keeper", "The keeper of rounds")
    return sum(_keep(one, by=by, at=at) for one in found)


_LONG_OVER = timedelta(days=62)
"""A round whose period ended two months ago and that nobody opened is left alone."""


def _at_work() -> list[MonitoringRound]:
    return list(MonitoringRound.objects.filter(state__in=AT_WORK).select_related("plan", "board"))


def _keep(round: MonitoringRound, *, by: Actor, at: datetime) -> bool:
    try:
        if round.state == RoundState.PLANNED:
            open_round(round=round, by=by, at=at)
            return True
        kind = _kind_due(round, on=localdate(at))
        if kind:
            ask_for_answers(round=round, by=by, at=at)
            chase(round=round, by=by, at=at, kind=kind)
        return bool(thank(round=round, by=by, at=at)) or bool(kind)
    except RuleBroken as refusal:
        _log.info("Round %s was left as it is: %s", round.subject, refusal)
        return False


def _kind_due(round: MonitoringRound, *, on: date) -> str:
    """The reminder whose day has come and after which nobody was reminded yet; none where there is none."""
    days: list[tuple[date, str]] = []
    if round.returns_due_on:
        days += [(round.returns_due_on - BEFORE_DUE, REMINDER), (round.returns_due_on + timedelta(days=1), REMINDER)]
    if round.closes_on:
        days.append((round.closes_on - timedelta(days=1), LAST_CALL))
    passed = [(day, kind) for day, kind in sorted(days) if day <= on]
    if not passed:
        return ""
    day, kind = passed[-1]
    last = (
        round.asked.filter(chased_at__isnull=False).order_by("-chased_at").values_list("chased_at", flat=True).first()
    )
    opened = localdate(round.opened_at) if round.opened_at else on
    return "" if opened >= day or (last is not None and localdate(last) >= day) else kind
