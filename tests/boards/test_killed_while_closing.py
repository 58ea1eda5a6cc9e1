"""The process killed at any moment of closing leaves the round open or closed, never between; on either database."""

import os
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection, connections

from goldenthread.boards.commands.asking import chase
from goldenthread.boards.commands.rounds import close_round, reopen_round
from goldenthread.boards.models import MonitoringRound, RoundLine
from goldenthread.boards.states import RoundState
from goldenthread.ledger.chain import verify
from tests.boards.killing import (
    ACTIONS,
    MODERATED,
    OPENED,
    WHY,
    Ended,
    Standing,
    close_in_child,
    make_large_round,
    standing,
)

pytestmark = [pytest.mark.probe, pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes")]
BY_STEP, BY_CLOCK = 22, 12
"""How many are killed at a step of the closing, and how many at a moment of the clock."""
MOST_TRIES = 40  # on a busy machine the clock may strike when all is over


class Closing:
    """A large round that is closed again and again, a day later each time, and taken up again in between."""

    def __init__(self) -> None:
        self.round, self.manager = make_large_round()
        self.at = OPENED

    def close(self) -> None:
        """Close it, in whichever process this is called."""
        found = MonitoringRound.objects.select_related("plan", "board").get(pk=self.round.pk)
        close_round(round=found, by=self.manager, at=self.at, missing_why=WHY)

    def make_ready(self) -> Standing:
        """The round at work, with notices waiting that a closing has to call back; a day later where it was closed."""
        found = MonitoringRound.objects.select_related("plan").get(pk=self.round.pk)
        if found.state == RoundState.CLOSED:
            self.at += timedelta(days=1)
            reopen_round(round=found, why="A figure was wrong.", by=self.manager, at=self.at)
            chase(round=found, by=self.manager, at=self.at)
        ready = standing(self.round)
        assert ready.waiting
        return ready

    def kill(self, **moment: float) -> tuple[str, Ended]:
        """Kill one closing at a moment: how the round stands after it, ``open``, ``closed`` or ``between``."""
        before = self.make_ready()
        ended = close_in_child(self.close, **moment)
        after = standing(self.round)
        if after == before:
            return "open", ended
        return ("closed" if after == before.closed(lines=ACTIONS) else "between"), ended

    def kill_by_clock(self, *, seconds: float) -> list[tuple[str, Ended]]:
        """Kill closings at moments spread over the duration of one, until enough were not over before."""
        found: list[tuple[str, Ended]] = []
        while sum(ended.was_killed for _, ended in found) < BY_CLOCK:
            assert len(found) < MOST_TRIES, "The closings were over before the clock struck."
            found.append(self.kill(after=seconds * (0.1 + 0.95 * (len(found) * 5 % BY_CLOCK) / BY_CLOCK)))
        return found


@pytest.fixture
def closing(committed):
    made = Closing()
    yield made
    connections.close_all()


def whole(closing):
    """The closing that nobody kills: how many steps it has and how long it takes; a first one warms up."""
    found = [closing.kill() for _ in range(2)]
    assert [(outcome, ended.was_killed) for outcome, ended in found] == [("closed", False)] * 2
    return found[-1][1].step, found[-1][1].seconds


def spread(count, whole):
    """So many places from the first to the last, the last four one by one: those about the commit."""
    late = [whole - 3, whole - 2, whole - 1, whole]
    return sorted({1 + round(place * (whole - 5) / (count - 5)) for place in range(count - 4)} | set(late))


def test_closing_killed_at_any_moment_leaves_the_round_open_or_closed_never_between(closing):
    steps, seconds = whole(closing)
    by_step = [closing.kill(before_step=step) for step in spread(BY_STEP, steps)]
    assert all(ended.was_killed for _, ended in by_step)
    # Up to the commit nothing has happened; the step after it is the last, and there everything has.
    assert [outcome for outcome, _ in by_step] == ["open"] * (len(by_step) - 1) + ["closed"]

    by_clock = closing.kill_by_clock(seconds=seconds)
    outcomes = Counter(outcome for outcome, _ in by_step + by_clock)
    assert set(outcomes) <= {"open", "closed"}, outcomes
    assert sum(ended.was_killed for _, ended in by_step + by_clock) >= 30
    in_the_middle = [ended.step for outcome, ended in by_clock if outcome == "open" and ended.step > 1]
    assert len(in_the_middle) >= 5, "The clock hit the middle too seldom."
    assert len(set(in_the_middle)) >= 3, "The clock always hit the same place."

    assert verify().is_whole, verify().faults
    closing.make_ready()
    closing.close()
    found = MonitoringRound.objects.get(pk=closing.round.pk)
    assert found.state == RoundState.CLOSED
    assert {each.lines.count() for each in found.closings.all()} == {ACTIONS}
    assert found.closings.count() == 2 + outcomes["closed"] + 1
    last = found.closings.order_by("number").last()
    returned = Counter(last.lines.values_list("returned", flat=True))
    assert returned == {"returned": ACTIONS * 2 // 3, "missing": ACTIONS // 3}
    assert last.lines.exclude(board_word="").count() == MODERATED
    assert len(last.notes) == 2


def test_a_closing_that_commits_half_of_its_lines_first_is_found_between(closing, monkeypatch):
    """The test above can fail: it would see a closing that is not one transaction."""
    steps, _ = whole(closing)
    at_once = RoundLine.objects.bulk_create

    def in_halves(lines, **options):
        made = at_once(lines[: len(lines) // 2], **options)
        connection._commit()
        return made + at_once(lines[len(lines) // 2 :], **options)

    monkeypatch.setattr(RoundLine.objects, "bulk_create", in_halves)
    outcomes = [closing.kill(before_step=step)[0] for step in range(steps - 4, steps - 1)]
    assert "between" in outcomes
