"""What an action waits for, whether it comes again or goes on, and the steps on its way.

Source: the plan of 2 May 2018 ("June 2017 then December 2017" is a six-monthly duty; an action
that stays on the plan as a reminder is a standing one).
"""

from datetime import date

from django.db import transaction
from django.db.models import Max

from goldenthread.identity.actor import Actor
from goldenthread.kernel.dates import read_date
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.plan import policy
from goldenthread.plan.commands.saving import save_changed
from goldenthread.plan.models import Action, Milestone


@transaction.atomic
def set_duty(
    *,
    action: Action,
    waits_for: str,
    waits_since: str,
    recurrence: str,
    is_standing: bool,
    by: Actor,
    version: int | None = None,
) -> Action:
    """Say whom an action waits for and since when, whether it comes again, and whether it is a standing duty.

    Its leads know best whom they wait for, so they may say so; what comes again is for whoever manages the plan.
    """
    policy.require_may_update(by, action)
    if (recurrence.strip(), is_standing) != (action.recurrence, action.is_standing):
        policy.require_manages(by, action.plan)
    since = read_date(waits_since)
    if since and not since.is_read:
        raise RuleBroken("Give the day since when it waits, for example 3 March 2026.")
    if since and not waits_for.strip():
        raise RuleBroken("Say whom it waits for.")
    values = {
        "waits_for": waits_for.strip(),
        "waits_since": since.first,
        "recurrence": recurrence.strip(),
        "is_standing": is_standing,
    }
    save_changed(action, version=version, values=values, subject=action.subject, what="plan.duty_set", by=by)
    return action


@transaction.atomic
def add_milestone(*, action: Action, text: str, due: str, by: Actor) -> Milestone:
    """Add a step on the way of an action, with its own date where it has one."""
    policy.require_may_update(by, action)
    if not text.strip():
        raise RuleBroken("Say what the step is, for example: Rota agreed with both teams.")
    when = read_date(due)
    if when and not when.is_read:
        raise RuleBroken("Give the date as a month or a day, for example June 2026.")
    last = action.milestones.aggregate(last=Max("position"))["last"]
    milestone = Milestone.objects.create(
        action=action,
        text=text.strip(),
        due_written=when.written,
        due_on=when.last,
        due_precision=when.precision.value,
        position=0 if last is None else last + 1,
    )
    record("plan.step_added", by=by, subject=action.subject, step=text, due=when.written)
    return milestone


@transaction.atomic
def finish_milestone(*, milestone: Milestone, on: date, by: Actor) -> Milestone:
    """Mark a step as done on a day. Done once, it stays so."""
    policy.require_may_update(by, milestone.action)
    if Milestone.objects.filter(pk=milestone.pk, done_on=None).update(done_on=on):
        milestone.refresh_from_db()
        record("plan.step_done", by=by, subject=milestone.action.subject, step=str(milestone), on=on)
    return milestone


@transaction.atomic
def drop_milestone(*, milestone: Milestone, by: Actor) -> None:
    """Take out a step that is not wanted any more; one that was done stays."""
    policy.require_may_update(by, milestone.action)
    if milestone.done_on is not None:
        raise RuleBroken("This step was done and stays on record.")
    record("plan.step_dropped", by=by, subject=milestone.action.subject, step=str(milestone))
    milestone.delete()
