"""A round that asks, for tests: its days, how it is opened, and what has become of what it asked for."""

from datetime import UTC, date, datetime

from goldenthread.boards.commands.rounds import RoundDates, open_round, plan_round
from goldenthread.boards.models import MonitoringRound
from goldenthread.boards.queries.returns import owed_to
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.notices.models import Notice
from goldenthread.plan.models import Action, Plan

MARCH = datetime(2026, 3, 2, 10, tzinfo=UTC)
DUE = date(2026, 3, 13)
DATES = RoundDates(date(2025, 12, 1), date(2026, 2, 28), returns_due_on=DUE)
SAID = "Nine in ten families were rung in February."
WHY = "The board meets tomorrow and two are on leave."


def opened(plan: Plan, manager: Actor, at: datetime = MARCH) -> MonitoringRound:
    """A round of the plan that has just been opened."""
    made = plan_round(plan=plan, board=None, dates=DATES, by=manager)
    open_round(round=made, by=manager, at=at)
    return made


def states(found: MonitoringRound, on: date = date(2026, 3, 10)) -> dict[str, str]:
    """What has become of each thing a round asked for: the key of the action, or the supply, to its state."""
    return {item.asked.action or item.what: item.state for item in owed_to(found, on=on)}


def action(plan: Plan, ref: str) -> Action:
    """The action of the plan with this ref."""
    return plan.actions.get(ref=ref)


def the_link(person: Person) -> str:
    """The address in the newest notice to a person."""
    return Notice.objects.filter(person=person).order_by("-pk").first().path
