"""A board with its chair, and the plan it monitors."""

import pytest

from goldenthread.bodies.models import Membership
from tests.boards.boards import make_board, make_seat
from tests.cast import by, give_role
from tests.plan.makers import make_action, make_plan


@pytest.fixture
def plan():
    plan = make_plan(key="harbour", name="Harbour Plan")
    make_action(plan, ref="1.1")
    return plan


@pytest.fixture
def board(plan, cast):
    board = make_board(plans=(plan,))
    make_seat(board, cast.board_member, Membership.Office.CHAIR)
    give_role(cast.board_member, "board member", scope=board.body.scope)
    return board


@pytest.fixture
def chair(cast, board):
    return by(cast.board_member)
