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
from goldenthread.boards.queries.frozen_lines import HEARD, earlier_lines
from goldenthread.boards.queries.moved_lists import better_than_dates
from goldenthread.boards.queries.movement_between import closings_of, moved_since
from goldenthread.boards.queries.returns import owed_to
from goldenthread.boards.queries.rounds import RoundShown
from goldenthread.boards.values import Line
from goldenthread.plan.challenge import COLOURS


def as_it_stands(round: MonitoringRound, *, on: date) -> RoundShown:
    """An open round, or one that is only planned, with the counts and the movement of a day; nothing is saved."""
    rows = lines_of(Closing(round=round), round.plan, owed=owed_to(round, on=on), on=on)
    lines = [Line(*(getattr(row, name) for name in Line._fields)) for row in rows]
    earlier = [one for one in closings_of(round.plan) if one.round.number < round.number]
    before = earlier[0] if earlier else None
    moved = Movement()
    if before is not None:
        heard = {row.action for row in rows if _is_heard_of(row, before)}
        moved = moved_since(lines, earlier_lines(before.pk), heard=heard, before=before, earlier=earlier)
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
    return row.returned in HEARD or (row.said_at is not None and row.said_at > before.closed_at)
