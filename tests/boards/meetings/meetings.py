"""A board's meeting for tests: its day, a closed round to lay before it, and what it decides."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from goldenthread.boards.commands.decisions import Wording, enter_decision
from goldenthread.boards.commands.rounds import RoundDates, close_round, open_round, plan_round
from goldenthread.boards.models import Board, BoardDecision, BoardMeeting, Closing
from goldenthread.boards.queries.decisions import DecisionLine, decision_lines
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.plan.models import Plan
from tests.cast import by

MARCH = date(2026, 3, 12)
EVENING = datetime(2026, 3, 12, 18, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>"


def closed_round(board: Board, plan: Plan, manager: Person, at: datetime = EVENING - timedelta(days=5)) -> Closing:
    """The closing of a round of the plan that was made for the board."""
    dates = RoundDates(period_starts_on=date(2025, 12, 1), period_ends_on=date(2026, 2, 28))
    made = plan_round(plan=plan, board=board.body, dates=dates, by=by(manager))
    open_round(round=made, by=by(manager), at=at)
    return close_round(round=made, by=by(manager), at=at, missing_why="The lead was on leave.")


def lines(meeting: BoardMeeting, reader: Person, on: date = MARCH) -> list[DecisionLine]:
    """The decisions of a meeting as a reader sees them on a day."""
    return decision_lines(meeting.decisions.select_related("finding__source", "plan"), reader, on=on)


def instruct(meeting: BoardMeeting, plan: Plan, chair: Actor, **fields: Any) -> BoardDecision:
    """A decision of the meeting that instructs on action 1.1."""
    wording = Wording(
        "Ring every family again.", BoardDecision.Becomes.INSTRUCTION, action=plan.actions.get(ref="1.1"), **fields
    )
    return enter_decision(meeting=meeting, wording=wording, by=chair, at=EVENING)
