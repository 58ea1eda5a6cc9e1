"""Boards for tests, made row by row with readable defaults: no commands, no policy, no ledger."""

from datetime import date
from itertools import count
from typing import Any

from goldenthread.boards.models import Board, BoardMeeting
from goldenthread.bodies.models import Body, Kind, Membership
from goldenthread.identity.models import Person
from goldenthread.plan.models import Plan, PlanBoard
from tests.cast import LONG_AGO, make_scope

_numbers = count(1)


def make_body(name: str = "", *, kind: str = Kind.BOARD) -> Body:
    """A body that is not set up as a board."""
    name = name or f"Body {next(_numbers)}"
    key = name.lower().replace(" ", "-")
    return Body.objects.create(key=key, name=name, kind=kind, scope=make_scope("body", key, name))


def make_board(name: str = "Harbour Board", *, body: Body | None = None, plans: tuple[Plan, ...] = ()) -> Board:
    """A board that monitors these plans."""
    body = body or make_body(name)
    for plan in plans:
        PlanBoard.objects.create(plan=plan, body=body, written=body.name)
    return Board.objects.create(body=body, purpose="To see that children are heard.", set_up_on=LONG_AGO)


def make_seat(board: Board, person: Person, office: str = Membership.Office.MEMBER, **fields: Any) -> Membership:
    """Somebody who sits on the board."""
    values: dict[str, Any] = {"starts_on": LONG_AGO} | fields
    return Membership.objects.create(body=board.body, person=person, office=office, **values)


def make_meeting(board: Board, *, on: date = date(2026, 3, 12), held: bool = True, **fields: Any) -> BoardMeeting:
    """A meeting of the board, held unless said otherwise."""
    number = board.meetings.count() + 1
    state = BoardMeeting.State.HELD if held else BoardMeeting.State.PLANNED
    return BoardMeeting.objects.create(board=board, number=number, on=on, state=state, **fields)
