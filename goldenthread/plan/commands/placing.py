"""Where an action stands: under another priority or aim, at the end of it; and aims that are no longer wanted."""

from django.db import transaction
from django.db.models import F, Max

from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.plan import policy
from goldenthread.plan.models import Action, Aim, Priority


@transaction.atomic
def place_action(*, action: Action, priority: Priority, aim: Aim | None, by: Actor) -> Action:
    """Put an action at the end of a priority, under one of its aims or none. Its key stays what it was.

    The key names the priority it was made under, because a key that changed would break every link to it.
    """
    policy.require_manages(by, action.plan)
    if priority.plan_id != action.plan_id:
        raise RuleBroken("That priority belongs to another plan.")
    if aim is not None and aim.priority_id != priority.pk:
        raise RuleBroken("That aim belongs to another priority.")
    if (action.priority_id, action.aim_id) == (priority.pk, aim.pk if aim else None):
        return action
    before = f"{action.priority} / {action.aim or ''}"
    last = Action.objects.filter(plan=action.plan_id).aggregate(last=Max("position"))["last"] or 0
    Action.objects.filter(pk=action.pk).update(priority=priority, aim=aim, position=last + 1, version=F("version") + 1)
    action.refresh_from_db()
    record("plan.placed", by=by, subject=action.subject, changes={"place": (before, f"{priority} / {aim or ''}")})
    return action


@transaction.atomic
def delete_aim(*, aim: Aim, by: Actor) -> None:
    """Delete an aim that no action stands under."""
    plan = aim.priority.plan
    policy.require_manages(by, plan)
    if aim.actions.exists():
        raise RuleBroken("Actions stand under this aim. Move or withdraw them first.")
    record("plan.aim_deleted", by=by, subject=plan.subject, priority=aim.priority.number, text=aim.text)
    aim.delete()
