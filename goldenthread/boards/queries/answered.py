"""What was said of actions since the round that asks opened: the answer that counts, and the sentence beside it."""

from collections.abc import Collection, Iterable
from datetime import datetime

from goldenthread.boards.models import MonitoringRound
from goldenthread.kernel.prepared import PreparedIn
from goldenthread.plan.models import Action, EndDateChange, Update

END_ASKED = "A new end date was asked for"

# Asked by every page and command of a round, so compiled once.
SAID = PreparedIn(
    lambda since, *plans: (
        Update.objects.filter(action__plan__in=plans, recorded_at__gte=since, by__isnull=False)
        .order_by("recorded_at", "pk")
        .values_list("action_id", "is_answer", "recorded_at", "text", "despite")
    ),
    int,
    others=[datetime],
)
ENDS_ASKED_FOR = PreparedIn(
    lambda *plans: (
        EndDateChange.objects.filter(action__plan__in=plans)
        .order_by("asked_at", "pk")
        .values_list("action_id", "asked_at", "decision", "reason", "action__plan__made_by__ended_at")
    ),
    int,
)


def answers_to(rounds: Collection[MonitoringRound], actions: Iterable[Action]) -> dict[int, tuple[datetime, str, str]]:
    """When each action was answered since the round of its plan opened, the note, and the sentence beside a rating.

    The reason of a new end date that was asked for, and not declined, is such a sentence as well. A request that came
    along from the plan of the year before answered a round of that year, and none of this one.
    """
    opened = {one.plan_id: one.opened_at for one in rounds if one.opened_at is not None}
    since = {action.pk: opened[action.plan_id] for action in actions if action.plan_id in opened}
    if not since:
        return {}
    last: dict[int, tuple[bool, datetime, str, str]] = {}
    plans = list(opened)
    for action, is_answer, at, text, despite in SAID.rows(plans, min(opened.values())):
        if action in since and at >= since[action]:
            last[action] = (is_answer, at, text, despite)
    answered = {action: (at, text, despite) for action, (is_answer, at, text, despite) in last.items() if is_answer}
    for action, at, decision, reason, plan_made_at in ENDS_ASKED_FOR.rows(plans):
        came_along = plan_made_at is not None and at < plan_made_at
        waits = decision == EndDateChange.Decision.ASKED and not came_along
        if action not in since or (at < since[action] and not waits):
            continue
        if action not in last or (action not in answered and at > last[action][1]):
            answered.setdefault(action, (at, f"{END_ASKED}: {reason}", ""))
        if action in answered and not answered[action][2] and decision != EndDateChange.Decision.DECLINED:
            answered[action] = (*answered[action][:2], reason)
    return answered
