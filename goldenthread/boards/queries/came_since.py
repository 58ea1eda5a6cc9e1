"""What a round at work owes that it has not written down yet: actions that came to the plan, or back to work, since.

Opening writes down what is owed, and each reminder adds what came since. Between two reminders an action that was
sent back, reopened or added is owed all the same, so it is counted with the rest; a figure that moved when somebody
pressed a button would be wrong before or after.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime

from goldenthread.boards.models import Asked, MonitoringRound
from goldenthread.boards.states import AT_WORK
from goldenthread.identity.models import Person
from goldenthread.plan.models import Action
from goldenthread.plan.states import FINISHED, State

NOT_ASKED = frozenset({*FINISHED, State.REPORTED_COMPLETE, State.PAUSED})
"""States in which a lead owes no answer: finished, waiting for a second person, or resting."""


def asked_for(round: MonitoringRound, at: datetime, place: int, action: Action, who: Person | None) -> Asked:
    """What a round asks for of an action, not saved yet."""
    return Asked(
        round=round,
        position=place,
        action=action.key,
        what=action.wording,
        person=who,
        person_written=who.name if who else action.leads_written[:300],
        senior=action.senior_lead,
        asked_at=at,
        due_on=round.returns_due_on,
    )


def those_that_may_have_come(rounds: Iterable[MonitoringRound], against: Collection[int]) -> Callable[[Action], bool]:
    """Tells of an action whether rounds at work may owe it without having written it down."""
    plans = {one.plan_id for one in rounds if one.state in AT_WORK}
    resting = NOT_ASKED - {State.REPORTED_COMPLETE}
    return lambda action: action.plan_id in plans and (action.state not in resting or action.pk in against)


def came_since(
    round: MonitoringRound,
    actions: Iterable[Action],
    *,
    known: Collection[str],
    against: Collection[int],
    answered: Collection[int],
) -> Iterator[tuple[datetime, int, Action]]:
    """The actions of its plan that a round at work owes and has not written down: since when, its place, and itself.

    One that was sent back and reported complete once more has been answered, and counts as that.
    """
    if round.state not in AT_WORK or round.opened_at is None:
        return
    for place, action in enumerate(actions):
        if action.plan_id != round.plan_id or action.key in known:
            continue
        is_done_again = action.state == State.REPORTED_COMPLETE and action.pk in answered
        if action.state not in NOT_ASKED or action.pk in against or is_done_again:
            yield round.opened_at, place, action
