"""A large round to close, and children that close it and are killed: by the clock, or at a step of the closing."""

import contextlib
import mmap
import os
import signal
import struct
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection, connections

from goldenthread.boards.commands import rounds
from goldenthread.boards.commands.moderation import moderate_rating
from goldenthread.boards.commands.notes import add_note
from goldenthread.boards.models import MonitoringRound, RoundLine, RoundNote
from goldenthread.identity.actor import Actor
from goldenthread.ledger.models import Entry, Head
from goldenthread.notices.models import Notice
from goldenthread.plan.models import Action, ActionLead, Plan, Update
from goldenthread.plan.states import State
from tests.cast import make_person
from tests.plan.makers import make_aim, make_plan, make_priority, make_rating

ACTIONS, LEADS, MODERATED = 300, 12, 3
OPENED = datetime(2026, 3, 2, 9, tzinfo=UTC)
WHY = "Half of the leads were on leave."
DATES = rounds.RoundDates(period_starts_on=date(2025, 12, 1), period_ends_on=date(2026, 2, 28))
NEVER = 1_000_000  # a step that no closing reaches


def make_large_round(size: int = ACTIONS) -> tuple[MonitoringRound, Actor]:
    """An open round of so many actions: two in three answered, three moderated, an achievement and a pressure named."""
    manager = Actor(make_person("Miriam Bell", roles=["service manager"]))
    leads = [make_person(f"Lead Officer {number}", key=f"lead-{number}") for number in range(LEADS)]
    plan = make_plan(key="large")
    actions = _actions(plan, size)
    ActionLead.objects.bulk_create(
        ActionLead(action=action, person=leads[place % LEADS], is_accountable=True)
        for place, action in enumerate(actions)
    )
    made = rounds.plan_round(plan=plan, board=None, dates=DATES, by=manager)
    rounds.open_round(round=made, by=manager, at=OPENED)
    Update.objects.bulk_create(
        Update(
            action=action, text=f"Visit {place} was made and written up.", dated_on=OPENED.date(),
            dated_precision="day", by=leads[place % LEADS], rating=action.rating, is_answer=True,
            recorded_at=OPENED + timedelta(hours=1), figure_written=f"{place} of 300", figure=place,
            next_step=f"Visit {place + 1}.",
        )
        for place, action in enumerate(actions)
        if place % 3
    )  # fmt: skip
    red = make_rating(plan, "Red")
    for action in actions[:MODERATED]:
        moderate_rating(
            round=made, action=action, word=red, why="The board has seen no visit yet.", by=manager, at=OPENED
        )
    for kind, theme in ((RoundNote.Kind.ACHIEVEMENT, ""), (RoundNote.Kind.PRESSURE, "staffing")):
        add_note(round=made, kind=kind, theme=theme, text=f"The {kind} of this quarter.", by=manager, at=OPENED)
    return made, manager


def _actions(plan: Plan, size: int) -> list[Action]:
    priorities = [make_priority(plan, number=str(number), title=f"Priority {number}") for number in (1, 2, 3)]
    aims = [make_aim(priority) for priority in priorities]
    green = make_rating(plan, "Green")
    return Action.objects.bulk_create(
        Action(
            plan=plan, priority=priorities[place % 3], aim=aims[place % 3], key=f"p{place % 3 + 1}-{place}",
            ref=f"{place % 3 + 1}.{place}", wording=f"Make visit {place} and write it up.", rating=green,
            state=State.IN_PROGRESS, position=place, ends_on=date(2028, 3, 31), ends_written="March 2028",
        )
        for place in range(size)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """All that closing a round changes: as one value, so that half of a closing differs from none and from a whole."""

    state: str
    version: int
    lines: tuple[int, ...]
    entries: int
    head: int
    waiting: int

    def closed(self, *, lines: int) -> "Standing":
        """The same after a closing: one more, all its lines, two entries, and no notice left that waits."""
        return Standing("closed", self.version + 1, (*self.lines, lines), self.entries + 2, self.head + 2, 0)


def standing(round: MonitoringRound) -> Standing:
    """How a round stands in the database now."""
    found = MonitoringRound.objects.get(pk=round.pk)
    lines = tuple(RoundLine.objects.filter(closing=closing).count() for closing in found.closings.order_by("number"))
    waiting = Notice.objects.filter(about=round.subject, state="waiting").count()
    return Standing(found.state, found.version, lines, Entry.objects.count(), Head.objects.get(pk=1).number, waiting)


class Counter:
    """The step a child has reached, in memory that it shares with its parent and that outlives it."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 8)

    @property
    def value(self) -> int:
        """The step reached."""
        return int(struct.unpack("q", self._memory[:8])[0])

    @value.setter
    def value(self, number: int) -> None:
        self._memory[:8] = struct.pack("q", number)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child that closed a round came to its end: the step it had reached, and the seconds from its start."""

    was_killed: bool
    step: int
    seconds: float


def close_in_child(work: Callable[[], object], *, before_step: int = NEVER, after: float | None = None) -> Ended:
    """Do the work in a child that is killed before one of its steps, or so many seconds after it began.

    A step is a statement, or a commit, or (the last) what would follow the commit. The child is loaded and connected
    before it says that it begins. Returns once the database, too, has done with it.
    """
    connections.close_all()
    counter, (heard, said) = Counter(), os.pipe()
    child = os.fork()
    if child == 0:
        _be_the_child(work, counter, said, before_step)
    os.close(said)
    with open(heard, "rb", buffering=0) as begun:  # noqa: PTH123 - a pipe has no path
        assert begun.read(1) == b"!"
    start = time.perf_counter()
    if after is not None:
        time.sleep(after)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    seconds = time.perf_counter() - start
    was_killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    assert was_killed or status == 0, "The closing failed; what it said stands above."
    _wait_for_the_server()
    return Ended(was_killed, counter.value, seconds)


def _be_the_child(work: Callable[[], object], counter: Counter, said: int, last: int) -> None:
    """Work step by step, be killed before the one that is not to come, and never return."""
    status = 1
    try:
        connection.ensure_connection()
        commit = connection.commit

        def step() -> None:
            counter.value += 1
            if counter.value == last:
                os.kill(os.getpid(), signal.SIGKILL)

        def statement(execute: Any, *of_it: Any) -> Any:
            step()
            return execute(*of_it)

        def committing() -> None:
            step()
            commit()
            step()

        connection.commit = committing
        with connection.execute_wrapper(statement):
            os.write(said, b"!")
            work()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _wait_for_the_server() -> None:
    """PostgreSQL ends what it was told by somebody who is gone; until then nothing is known of its outcome."""
    if connection.vendor != "postgresql":
        return
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    latest = time.monotonic() + 20
    with connection.cursor() as cursor:
        while True:
            cursor.execute(f"{others} AND backend_type = 'client backend'")
            if cursor.fetchone() == (0,):
                return
            assert time.monotonic() < latest, "The server still works for a killed process."
            time.sleep(0.002)
