"""Changes to a round that meet at the same moment stand in line: neither stops the other, on either database."""

import threading
from datetime import timedelta

import pytest
from django.db import connections

from goldenthread.boards.commands import asking, rounds
from goldenthread.boards.models import MonitoringRound
from goldenthread.boards.states import RoundState
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.chain import verify
from goldenthread.notices.models import Notice
from goldenthread.plan.models import Action, Update
from tests.boards.killing import OPENED, WHY, make_large_round
from tests.plan.makers import make_action

ACTIONS = 24
LATER = OPENED + timedelta(days=1)


pytestmark = pytest.mark.load


@pytest.fixture
def opened(committed):
    yield make_large_round(ACTIONS)
    connections.close_all()


def fresh(round: MonitoringRound) -> MonitoringRound:
    return MonitoringRound.objects.select_related("plan", "board").get(pk=round.pk)


def close(round: MonitoringRound, by: Actor) -> None:
    rounds.close_round(round=round, by=by, at=LATER, missing_why=WHY)


def side_by_side(first, second, *, halted):
    """Run the second change once the first is halted in its middle, then let the first go on; what each raised."""
    found, middle, on = {}, threading.Event(), threading.Event()

    def run(name, change):
        try:
            change()
        except Exception as refusal:
            found[name] = refusal
        finally:
            connections.close_all()

    def halt(*_of_it, **_named):
        if threading.current_thread().name == "first" and not middle.is_set():
            middle.set()
            on.wait(1.0)

    with pytest.MonkeyPatch.context() as patch:
        module, name = halted
        wanted = getattr(module, name)
        patch.setattr(module, name, lambda *given, **named: (halt(), wanted(*given, **named))[1])
        one = threading.Thread(target=run, args=("first", first), name="first")
        one.start()
        assert middle.wait(20)
        other = threading.Thread(target=run, args=("second", second), name="second")
        other.start()
        other.join(0.6)  # it has come as far as it can
        on.set()
        one.join(30)
        other.join(30)
    return found


def test_a_round_is_closed_while_those_who_answered_are_thanked(opened):
    at_work, manager = opened
    for action in Action.objects.filter(plan=at_work.plan, updates=None):
        Update.objects.create(
            action=action, text="Visited.", dated_on=OPENED.date(), dated_precision="day", by=manager.person,
            is_answer=True, recorded_at=OPENED + timedelta(hours=2),
        )  # fmt: skip
    Update.objects.filter(action__key="p1-0").delete()
    asking.chase(round=fresh(at_work), by=manager, at=OPENED + timedelta(hours=3))
    Update.objects.create(
        action=Action.objects.get(key="p1-0"), text="Visited.", dated_on=OPENED.date(), dated_precision="day",
        by=manager.person, is_answer=True, recorded_at=OPENED + timedelta(hours=4),
    )  # fmt: skip
    found = side_by_side(
        lambda: asking.thank(round=fresh(at_work), by=manager, at=LATER),
        lambda: close(fresh(at_work), manager),
        halted=(asking, "record"),
    )
    assert found == {}
    assert fresh(at_work).state == RoundState.CLOSED
    assert verify().is_whole


def test_of_moderating_and_closing_at_once_one_happens_and_the_other_is_told_or_follows(opened):
    at_work, manager = opened
    seen, same = fresh(at_work), fresh(at_work)
    found = side_by_side(
        lambda: rounds.moderate_round(round=seen, by=manager, at=LATER),
        lambda: close(same, manager),
        halted=(rounds, "record"),
    )
    assert "first" not in found
    assert isinstance(found["second"], RuleBroken)
    assert fresh(at_work).state == RoundState.MODERATION
    assert not at_work.closings.exists()


def test_nobody_is_reminded_of_a_round_that_was_closed_in_the_meantime(opened):
    at_work, manager = opened
    seen = fresh(at_work)
    close(fresh(at_work), manager)
    before = Notice.objects.count()
    with pytest.raises(RuleBroken, match="Only an open round"):
        asking.chase(round=seen, by=manager, at=LATER)
    assert Notice.objects.count() == before


def test_what_came_to_the_plan_since_the_opening_is_asked_for_as_one_change(opened):
    at_work, manager = opened
    make_action(at_work.plan, ref="9.9")
    assert asking.ask_for_answers(round=fresh(at_work), by=manager, at=LATER) == 1
    assert at_work.asked.count() == ACTIONS + 1
    assert verify().is_whole
