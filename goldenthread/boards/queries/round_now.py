"""A round that is not closed yet, as its plan stands on a day: the figures it would be closed with.

The lines are made by the function that closing makes them with, and held against the closed round before by the one
that holds two closings against each other, so the figures of today and those of a closing on the same day agree.
"""

from collections import Counter
from datetime import date

from goldenthread.boards.counting import WATCH, counted_as
from goldenthread.boards.freezing import lines_of
from goldenthread.boards.models import Closing, MonitoringRound, RoundLine
from goldenthread.boards.movement import Movement
from goldenthread.boards.queries.frozen_lines import HEARD
from goldenthread.boards.queries.moved_lists import better_than_dates
from goldenthread.boards.queries.movement_between import closings_of, moved_since
from goldenthread.boards.queries.returns import owed_to
from goldenthread.boards.queries.rounds import RoundShown
from goldenthread.boards.queries.years_behind import before_round, thread_to
from goldenthread.boards.values import Line
from goldenthread.plan.challenge import COLOURS


def as_it_stands(round: MonitoringRound, *, on: date) -> RoundShown:
    """An open round, or one that is only planned, with the counts and the movement of a day; nothing is saved."""
    rows = lines_of(Closing(round=round), round.plan, owed=owed_to(round, on=on), on=on)
    lines = [Line(*(getattr(row, name) for name in Line._fields)) for row in rows]
    earlier = before_round(round.plan, round.number, closings_of(round.plan))
    before = earlier[0] if earlier else None
    moved = Movement()
    if before is not None:
        heard = {row.action for row in rows if _is_heard_of(row, before)}
        thread = thread_to(round.plan, earlier)
        then = thread.lines_then(before)
        moved = moved_since(lines, then, heard=heard, before=before, earlier=earlier, thread=thread)
    counted = Counter(counted_as(line.declared, line.state) for line in lines)
    return RoundShown(
        round=round,
        closing=None,
        before=before,
        lines=lines,
        counts={colour: counted[colour] for colour in COLOURS},
        watched=counted[WATCH],
        movement=moved,
        disagreements=[one.line for one in better_than_dates(lines).items],
    )


def _is_heard_of(row: RoundLine, before: Closing) -> bool:
    said = (row.said_at, row.heard_before_at if before.round.plan_id != row.closing.round.plan_id else None)
    return row.returned in HEARD or any(at is not None and at > before.closed_at for at in said)
