"""The structure of a plan in place: priorities, aims and actions added, changed, moved, copied and deleted."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Model
from django.utils import timezone

from goldenthread.identity.actor import Actor
from goldenthread.kernel.dates import read_date, read_steps
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.plan import policy
from goldenthread.plan.commands.saving import index_action, require_under_way, save_changed, unindex_actions
from goldenthread.plan.examples import to_come
from goldenthread.plan.models import Action, Aim, Measure, Plan, Priority
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.numbering import Keys


def _end(rows: Any) -> int:
    last: int | None = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


@transaction.atomic
def add_priority(*, plan: Plan, number: str, title: str, by: Actor, notes: str = "") -> Priority:
    """Add a priority at the end. Without a number it gets the next whole one."""
    policy.require_manages(by, plan)
    if not title.strip():
        raise RuleBroken("Give the priority a title.")
    taken = set(plan.priorities.values_list("number", flat=True))
    number = number.strip() or next(str(n) for n in range(1, 10_000) if str(n) not in taken)
    if number in taken:
        raise RuleBroken(f"There is a priority {number} already.")
    priority = Priority.objects.create(
        plan=plan, number=number[:20], title=title.strip(), notes=notes.strip(), position=_end(plan.priorities)
    )
    record("plan.priority_added", by=by, subject=plan.subject, number=number, title=title)
    return priority


@transaction.atomic
def change_priority(*, priority: Priority, title: str, notes: str, by: Actor, version: int | None = None) -> Priority:
    """Change the words of a priority; its number is part of keys and stays."""
    policy.require_manages(by, priority.plan)
    if not title.strip():
        raise RuleBroken("Give the priority a title.")
    save_changed(
        priority,
        version=version,
        values={"title": title.strip(), "notes": notes.strip()},
        subject=priority.plan.subject,
        what="plan.priority_changed",
        by=by,
    )
    return priority


@transaction.atomic
def add_aim(*, priority: Priority, text: str, by: Actor, kind: str = Aim.Kind.AIM, section: str = "") -> Aim:
    """Add an aim, or a recommendation, at the end of a priority."""
    policy.require_manages(by, priority.plan)
    if not text.strip():
        raise RuleBroken("Write the aim.")
    aim = Aim.objects.create(
        priority=priority, text=text.strip(), kind=kind, section=section.strip()[:300], position=_end(priority.aims)
    )
    record("plan.aim_added", by=by, subject=priority.plan.subject, priority=priority.number, text=text)
    return aim


@transaction.atomic
def change_aim(*, aim: Aim, text: str, by: Actor, version: int | None = None) -> Aim:
    """Change the words of an aim, for all its actions."""
    policy.require_manages(by, aim.priority.plan)
    save_changed(
        aim,
        version=version,
        values={"text": text.strip()},
        subject=aim.priority.plan.subject,
        what="plan.aim_changed",
        by=by,
    )
    return aim


def date_values(starts: str | None, ends: str | None) -> dict[str, Any]:
    """The columns of start and end from their words; what cannot be read is refused when typed by a person."""
    values: dict[str, Any] = {}
    if starts is not None:
        start = read_date(starts)
        if start and not start.is_read:
            raise RuleBroken("Give the start as a month or a day, for example April 2026 or 13 April 2026.")
        values |= {"starts_written": start.written, "starts_on": start.first, "starts_precision": start.precision.value}
    if ends is not None:
        steps = read_steps(ends)
        end = steps[-1]
        if end and not end.is_read:
            raise RuleBroken(f"Give the end as a month or a day, for example {to_come(10)} or {to_come(10, 30)}.")
        values |= {"ends_written": ends.strip(), "ends_on": end.last, "ends_precision": end.precision.value}
    if starts and ends and values["starts_on"] and values["ends_on"] and values["ends_on"] < values["starts_on"]:
        raise RuleBroken("The end cannot be before the start.")
    return values


@transaction.atomic
def add_action(
    *,
    priority: Priority,
    wording: str,
    by: Actor,
    aim: Aim | None = None,
    ref: str = "",
    starts: str = "",
    ends: str = "",
    measure: str = "",
    after: Action | None = None,
    record_entry: bool = True,
    on: date | None = None,
) -> Action:
    """Add an action under a priority, behind another or at the end, with a key that never changes.

    ``on`` is the day it is added, today where none is given: its silence counts from then.
    """
    plan = priority.plan
    policy.require_manages(by, plan)
    require_under_way(plan)
    if not wording.strip():
        raise RuleBroken("Write the action: a verb and what will be done.")
    if aim is not None and aim.priority_id != priority.pk:
        raise RuleBroken("That aim belongs to another priority.")
    keys = Keys(set(plan.actions.values_list("key", flat=True)))
    position = _end(plan.actions)
    if after is not None:
        position = after.position + 1
        plan.actions.filter(position__gte=position).update(position=F("position") + 1)
    dates = date_values(starts, ends)
    action = Action.objects.create(
        plan=plan,
        priority=priority,
        aim=aim,
        key=keys.key(priority.number, ref),
        ref=ref.strip()[:40],
        wording=wording.strip(),
        measure=Measure.objects.create(plan=plan, text=measure.strip()) if measure.strip() else None,
        position=position,
        added_on=on or timezone.localdate(),
        original_ends_written=dates["ends_written"],
        original_ends_on=dates["ends_on"],
        **dates,
    )
    if record_entry:
        record("plan.action_added", by=by, subject=action.subject, wording=wording, ref=ref, ends=ends)
    index_action(action)
    return action


@transaction.atomic
def change_action(*, action: Action, by: Actor, version: int | None = None, **fields: str) -> Action:
    """Change the words of an action.

    ``fields`` are ``wording``, ``ref``, ``starts``, ``ends``, ``measure``, ``recurrence``, ``waits_for`` and ``notes``.
    Once the plan is agreed, an end date changes only through a request with a reason and an approver.
    The key stays whatever the ref becomes.
    """
    policy.require_manages(by, action.plan)
    unknown = set(fields) - {"wording", "ref", "starts", "ends", "measure", "recurrence", "waits_for", "notes"}
    if unknown:
        raise TypeError(f"An action has no {', '.join(sorted(unknown))}.")
    values: dict[str, Any] = {
        name: fields[name].strip() for name in ("wording", "ref", "recurrence", "waits_for", "notes") if name in fields
    }
    if "wording" in values and not values["wording"] and action.wording:
        raise RuleBroken("Write the action: a verb and what will be done.")
    ends = fields.get("ends")
    if ends is not None and ends.strip() == action.ends_written:
        ends = None
    starts = fields.get("starts")
    if starts is not None and starts.strip() == action.starts_written:
        starts = None
    if ends is not None and action.plan.stage != Stage.DRAFT and action.ends_written:
        raise RuleBroken("The plan is agreed: ask for a new end date, with the reason.")
    values |= date_values(starts, ends)
    if ends is not None and not action.came_from.exists():  # what came from an earlier year keeps its first date
        values |= {"original_ends_written": values["ends_written"], "original_ends_on": values["ends_on"]}
    if "measure" in fields:
        values |= _measure_values(action, fields["measure"].strip())
    if save_changed(action, version=version, values=values, subject=action.subject, what="plan.action_changed", by=by):
        index_action(action)
    return action


def _measure_values(action: Action, text: str) -> dict[str, Any]:
    """A changed measure is the action's own; one it shared stays with the others."""
    if action.measure is not None and action.measure.text == text:
        return {}
    if not text:
        return {"measure_id": None}
    return {"measure_id": Measure.objects.create(plan=action.plan, text=text).pk}


@transaction.atomic
def move(*, row: Action | Priority | Aim, before: Action | Priority | Aim | None, by: Actor) -> None:
    """Move an action, aim or priority before another of its kind, or to the end; an action takes the other's aim."""
    plan = row.plan if isinstance(row, (Action, Priority)) else row.priority.plan
    policy.require_manages(by, plan)
    rows = _siblings(row)
    order = [other.pk for other in rows if other.pk != row.pk]
    order.insert(order.index(before.pk) if before is not None and before.pk in order else len(order), row.pk)
    model = type(row)
    for position, key in enumerate(order):
        model._default_manager.filter(pk=key).exclude(position=position).update(position=position)
    if isinstance(row, Action) and isinstance(before, Action):
        Action.objects.filter(pk=row.pk).update(priority=before.priority, aim=before.aim, version=F("version") + 1)
    record(
        "plan.moved",
        by=by,
        subject=getattr(row, "subject", plan.subject),
        kind=model.__name__,
        before=str(before or ""),
    )


def _siblings(row: Action | Priority | Aim) -> Iterable[Model]:
    if isinstance(row, Action):
        return row.plan.actions.order_by("position", "pk")
    if isinstance(row, Priority):
        return row.plan.priorities.order_by("position", "pk")
    return row.priority.aims.order_by("position", "pk")


@transaction.atomic
def copy_action(*, action: Action, by: Actor) -> Action:
    """Copy an action's words, start, measure and leads behind it; the copy starts afresh, without ref or updates."""
    policy.require_manages(by, action.plan)
    copy = add_action(
        priority=action.priority,
        aim=action.aim,
        wording=action.wording or "(copied)",
        by=by,
        starts=action.starts_written if action.starts_on else "",
        ends="",
        after=action,
    )
    Action.objects.filter(pk=copy.pk).update(
        measure=action.measure,
        leads_written=action.leads_written,
        senior_lead=action.senior_lead,
        senior_lead_written=action.senior_lead_written,
    )
    for lead in action.leads.all():
        lead.pk, lead.action = None, copy
        lead._state.adding = True
        lead.save(force_insert=True)
    copy.refresh_from_db()
    return copy


@transaction.atomic
def delete_action(*, action: Action, by: Actor) -> None:
    """Delete an action that nobody has worked on; one with updates, evidence or findings is withdrawn instead."""
    policy.require_manages(by, action.plan)
    if action.came_from.exists():
        raise RuleBroken("This action came from an earlier year. Withdraw it with a reason, so that its line holds.")
    hanging = (action.updates, action.evidence, action.action_findings, action.contradictions, action.rechecks)
    if any(rows.exists() for rows in hanging):
        raise RuleBroken(
            "Somebody has worked on this action. Withdraw it with a reason instead, so that its history stays."
        )
    record("plan.action_deleted", by=by, subject=action.subject, wording=action.wording, ref=action.ref)
    unindex_actions([action])
    action.delete()


@transaction.atomic
def delete_priority(*, priority: Priority, by: Actor) -> None:
    """Delete a priority that has no actions."""
    policy.require_manages(by, priority.plan)
    if priority.actions.exists():
        raise RuleBroken("This priority has actions. Move or withdraw them first.")
    record("plan.priority_deleted", by=by, subject=priority.plan.subject, number=priority.number, title=priority.title)
    priority.delete()
