"""Which actions of a plan stay under watch when they are complete: those that answer an inspection, standing duties."""

from collections import defaultdict
from collections.abc import Iterable

from goldenthread.plan.models import Action, ActionFinding, Plan
from goldenthread.plan.refresh import Answered, is_kept_under_watch
from goldenthread.sources.models import Finding


def kept_under_watch(plan: Plan, *, only: Iterable[int] | None = None) -> frozenset[int]:
    """The actions of a plan, or of those named, that stay under watch when complete: three queries."""
    actions = Action.objects.filter(plan=plan).order_by()
    ties = ActionFinding.objects.filter(action__plan=plan).order_by()
    if only is not None:
        wanted = list(only)
        actions, ties = actions.filter(pk__in=wanted), ties.filter(action__in=wanted)
    rows = list(
        ties.values_list("action_id", "finding__kind", "finding__number", "finding__source_id", "finding__source__kind")
    )
    numbered = set(
        Finding.objects.filter(source__in={row[3] for row in rows})
        .exclude(number="")
        .order_by()
        .values_list("source_id", flat=True)
    )
    answers: dict[int, list[Answered]] = defaultdict(list)
    for action, kind, number, source, source_kind in rows:
        answers[action].append(Answered(kind, source_kind, bool(number), source in numbered))
    return frozenset(
        action
        for action, is_standing in actions.values_list("pk", "is_standing")
        if is_kept_under_watch(is_standing=is_standing, answers=answers[action])
    )
