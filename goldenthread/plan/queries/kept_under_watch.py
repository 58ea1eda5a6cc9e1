"""Which actions of a plan stay under watch when they are complete: those that answer an inspection, standing duties."""

from collections import defaultdict
from collections.abc import Iterable

from goldenthread.plan.models import Action, ActionFinding, Plan
from goldenthread.plan.refresh import Answered, is_kept_under_watch


def kept_under_watch(plan: Plan, *, only: Iterable[int] | None = None) -> frozenset[int]:
    """The actions of a plan, or of those named, that stay under watch when complete: two queries."""
    actions = Action.objects.filter(plan=plan).order_by()
    ties = ActionFinding.objects.filter(action__plan=plan).order_by()
    if only is not None:
        wanted = list(only)
        actions, ties = actions.filter(pk__in=wanted), ties.filter(action__in=wanted)
    answers: dict[int, list[Answered]] = defaultdict(list)
    for action, kind, source in ties.values_list("action_id", "finding__kind", "finding__source__kind"):
        answers[action].append(Answered(kind, source))
    return frozenset(
        action
        for action, is_standing in actions.values_list("pk", "is_standing")
        if is_kept_under_watch(is_standing=is_standing, answers=answers[action])
    )
