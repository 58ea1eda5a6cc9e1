"""Several actions changed by one intention: all are changed, or none is and each refusal says which and why."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person, Post
from goldenthread.kernel.errors import Conflict, NotAllowed, Refusals, RuleBroken
from goldenthread.plan.commands.leads import set_leads
from goldenthread.plan.commands.placing import place_action
from goldenthread.plan.commands.together import Progress, say_progress
from goldenthread.plan.models import Action, Aim, Priority

Versions = dict[int, int]


@transaction.atomic
def change_several(*, actions: Sequence[Action], change: Callable[[Action], object]) -> int:
    """Run one change on each action, all or none; raises ``Refusals`` with a sentence for each that was refused.

    ``change`` is one of the plan's commands, which ask the policy and enter the ledger.
    """
    refused: dict[str, Exception] = {}
    for action in actions:
        try:
            with transaction.atomic():
                change(action)
        except (RuleBroken, NotAllowed, Conflict) as refusal:
            refused[action.key] = refusal
    if refused:
        raise Refusals(refused)
    return len(actions)


def update_several(*, actions: Sequence[Action], said: Progress, versions: Versions, by: Actor, at: datetime) -> int:
    """Give the same update, and rating where one is chosen, to several actions."""
    return change_several(
        actions=actions,
        change=lambda action: say_progress(action=action, said=said, by=by, at=at, version=versions.get(action.pk)),
    )


def give_several(*, actions: Sequence[Action], lead: Person | Post, versions: Versions, by: Actor) -> int:
    """Give several actions to one accountable lead; who led them before is in their history, senior leads stay."""
    return change_several(
        actions=actions,
        change=lambda action: set_leads(
            action=action,
            leads=[lead],
            accountable=lead,
            senior_lead=action.senior_lead,
            by=by,
            version=versions.get(action.pk),
        ),
    )


def move_several(*, actions: Sequence[Action], priority: Priority, aim: Aim | None, by: Actor) -> int:
    """Move several actions to the end of a priority or aim, in the order they have."""
    return change_several(
        actions=actions, change=lambda action: place_action(action=action, priority=priority, aim=aim, by=by)
    )
