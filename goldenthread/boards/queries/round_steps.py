"""The days of a round on a line: done is what has happened, whatever was planned; and where it stands today."""

from datetime import date

from django.utils.timezone import localdate

from goldenthread.boards.models import MonitoringRound
from goldenthread.boards.states import RoundState
from goldenthread.design.parts import Step
from goldenthread.design.words import counted, day

DONE, HERE, AHEAD, SPARED = "done", "here", "to come", "not needed any more"
OPENS, DUE, MODERATION, CLOSES, MEETS = "Opens", "Returns due", "In moderation", "Closes", "The board meets"


def steps_of(round: MonitoringRound, *, closed_on: date | None, on: date) -> list[Step]:
    """The days of a round as they stand on a day: a day to come is never done, though the round was closed before it.

    A closed round leaves out what never had a day, and says of a day that lay after its closing that it is not needed
    any more. The step it waits for is marked, in words too.
    """
    days = _days(round, closed_on)
    done = {label for label in days if _has_happened(label, round, days, on)}
    here = _waited_for(round, days, done)
    return [
        Step(
            label,
            _note(label, days[label], round, is_here=label == here),
            SPARED if _is_spared(label, round, days) else _state(label, done, here),
        )
        for label in days
        if days[label] is not None or round.state != RoundState.CLOSED
    ]


def _days(round: MonitoringRound, closed_on: date | None) -> dict[str, date | None]:
    """The day of each step: when it happened where that is known, else when it was planned."""
    is_closed = round.state == RoundState.CLOSED
    return {
        OPENS: localdate(round.opened_at) if round.opened_at else round.opens_on,
        DUE: round.returns_due_on,
        MODERATION: round.moderated_until,
        CLOSES: closed_on if is_closed and closed_on else round.closes_on,
        MEETS: round.meets_on,
    }


def _has_happened(label: str, round: MonitoringRound, days: dict[str, date | None], on: date) -> bool:
    state, when = RoundState(round.state), days[label]
    if label == OPENS:
        return state != RoundState.PLANNED
    if label == CLOSES:
        return state == RoundState.CLOSED
    if label == MODERATION and state != RoundState.CLOSED:
        return False
    if state == RoundState.CLOSED and label in (DUE, MODERATION):
        # The day on which it was closed is the last on which anything was waited for, also while it lasts.
        closed_on = days[CLOSES]
        return when is not None and closed_on is not None and when <= closed_on
    return state != RoundState.PLANNED and when is not None and when < on


def _is_spared(label: str, round: MonitoringRound, days: dict[str, date | None]) -> bool:
    """Whether a step of the asking lay after the day on which the round was closed."""
    when, closed_on = days[label], days[CLOSES]
    if round.state != RoundState.CLOSED or label not in (DUE, MODERATION) or when is None or closed_on is None:
        return False
    return when > closed_on


def _waited_for(round: MonitoringRound, days: dict[str, date | None], done: set[str]) -> str:
    """The step a round is at, or waits for next."""
    if round.state == RoundState.CLOSED:
        return ""
    if round.state == RoundState.MODERATION:
        return MODERATION
    ahead = [label for label in days if label not in done]
    return next((label for label in ahead if days[label] is not None), ahead[0])


def _state(label: str, done: set[str], here: str) -> str:
    return HERE if label == here else DONE if label in done else AHEAD


def _note(label: str, when: date | None, round: MonitoringRound, *, is_here: bool) -> str:
    set_for = f"until {day(when)}" if label == MODERATION else day(when)
    note = "no day set" if when is None else set_for
    if not is_here:
        return note
    return f"{note}: now" if round.state == RoundState.MODERATION else f"{note}: next"


def today_in_words(round: MonitoringRound, *, on: date) -> str:
    """Where a round that is not closed stands on a day, in a sentence; blank where it is closed."""
    match RoundState(round.state):
        case RoundState.PLANNED:
            return f"Today, {day(on)}: planned{_how_far(round.opens_on, on, 'it opens', 'it was to open')}."
        case RoundState.OPEN:
            return f"Today, {day(on)}: open{_how_far(round.returns_due_on, on, 'answers are due', 'answers were due')}."
        case RoundState.MODERATION:
            told = _how_far(round.closes_on, on, "it closes", "it was to close")
            return f"Today, {day(on)}: in moderation, what was answered is weighed{told}."
        case _:
            return ""


def _how_far(when: date | None, on: date, ahead: str, behind: str) -> str:
    if when is None:
        return ""
    if when == on:
        return f"; {ahead} today"
    days = counted(abs((when - on).days), "day")
    return f"; {ahead} in {days}" if when > on else f"; {behind} {days} ago"
