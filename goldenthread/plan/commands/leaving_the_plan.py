"""An action leaves its plan's work by a decision: withdrawn, merged into another, or handed to another plan.

Its row stays where it was and says where the work went. Evidence, updates and
findings stay with it; the thread of the action it went into shows them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from goldenthread.bodies.models import Body
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.plan import policy
from goldenthread.plan.commands.going_along import Onward, disowned_go_along
from goldenthread.plan.commands.plans import answer_finding
from goldenthread.plan.commands.progress import set_aside
from goldenthread.plan.commands.saving import save_changed
from goldenthread.plan.commands.successors import Heir, write_heirs
from goldenthread.plan.models import Action, Aim, Plan, Priority, RatingWord, Recheck, Refresh, Succession
from goldenthread.plan.refresh import Fate, says_enough
from goldenthread.plan.states import COMPLETE, FINISHED, OUT, State


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision: why, and by which body or which person on which day; without them, by whoever enters it, today."""

    reason: str
    body: Body | None = None
    person: str = ""
    on: date | None = None


def check_decided(decided: Decided, *, at: datetime) -> None:
    """Refuse a decision without a reason, or of a day to come."""
    if not says_enough(decided.reason):
        raise RuleBroken("Say why in a sentence: the row keeps it, and the board will read it.", about="reason")
    if decided.on is not None and decided.on > localdate(at):
        raise RuleBroken("A decision cannot be dated in the future.", about="on")


def succession(
    action: Action,
    how: Fate,
    decided: Decided,
    *,
    by: Actor,
    at: datetime,
    successor: Action | None = None,
    refresh: Refresh | None = None,
) -> Succession:
    """The row, unsaved, that says where an action went and who decided so; a part of commands that send it there."""
    return Succession(
        action=action,
        successor=successor,
        how=how,
        body=decided.body,
        decided_by=(decided.person.strip() or ("" if decided.body else by.acting.name))[:200],
        on=decided.on or localdate(at),
        reason=decided.reason.strip(),
        by=by.acting,
        at=at,
        refresh=refresh,
    )


@transaction.atomic
def withdraw_action(
    *, action: Action, decided: Decided, by: Actor, at: datetime, version: int | None = None
) -> Succession:
    """Withdraw an action by a decision; what it answers waits for an answer again, and its watch ends."""
    policy.require_manages(by, action.plan)
    check_decided(decided, at=at)
    if action.state == State.WITHDRAWN:
        raise RuleBroken("This action was withdrawn already.")
    set_aside(action=action, state=State.WITHDRAWN, reason=decided.reason, by=by, at=at, version=version)
    end_watch([action], why=decided.reason, by=by, at=at)
    made = succession(action, Fate.WITHDRAW, decided, by=by, at=at)
    made.save(force_insert=True)
    return made


def end_watch(actions: Sequence[Action], *, why: str, by: Actor, at: datetime) -> dict[int, date]:
    """Call off the open re-checks of actions that leave; returns when each was due. A part of commands."""
    found = Recheck.objects.filter(action__in=[action.pk for action in actions], result="")
    due = dict(found.values_list("action_id", "due_on"))
    if due:
        found.update(result=Recheck.Result.CALLED_OFF, done_by=by.acting, done_on=localdate(at), said=why)
    return due


@transaction.atomic
def merge_action(
    *, action: Action, into: Action, decided: Decided, by: Actor, at: datetime, version: int | None = None
) -> Succession:
    """Merge an action into another: the work goes on there, its row says so, and the other answers its findings too."""
    policy.require_manages(by, action.plan)
    policy.require_manages(by, into.plan)
    check_decided(decided, at=at)
    _check_leaves(action)
    if into.pk == action.pk:
        raise RuleBroken("An action cannot be merged into itself.", about="into")
    if into.state in FINISHED:
        raise RuleBroken("It can only be merged into an action that is still worked on.", about="into")
    _leave(action, State.MERGED, "plan.action_merged", decided, by=by, at=at, version=version, into=into.key_in_full)
    for tie in action.action_findings.select_related("finding__source"):
        answer_finding(action=into, finding=tie.finding, by=by)
    made = succession(action, Fate.MERGE, decided, by=by, at=at, successor=into)
    made.save(force_insert=True)
    disowned_go_along([Onward(action, into, Fate.MERGE)], by=by, at=at)
    return made


@transaction.atomic
def hand_over_action(
    *,
    action: Action,
    priority: Priority,
    aim: Aim | None = None,
    decided: Decided,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Action:
    """Hand an action to another plan, under one of its priorities: it goes on there with words, dates and leads.

    Its rating becomes that plan's word of the same colour. Whoever manages both plans may do so.
    """
    plan = priority.plan
    policy.require_manages(by, action.plan)
    policy.require_manages(by, plan)
    check_decided(decided, at=at)
    _check_leaves(action)
    if plan.pk == action.plan_id:
        raise RuleBroken("Choose a priority of another plan; within its own plan an action is moved.", about="priority")
    if plan.stage == "closed":
        raise RuleBroken("That plan is closed and takes no action.", about="priority")
    state = action.state
    _leave(action, State.HANDED_OVER, "plan.action_handed_over", decided, by=by, at=at, version=version, into=plan.key)
    heir = Heir(old=action, how=Fate.HAND, priority=priority, ref="", state=state, aim=aim)
    (made,) = write_heirs(plan, [heir], words={action.rating_id: same_colour(plan, action.rating)}, by=by, at=at)
    succession(action, Fate.HAND, decided, by=by, at=at, successor=made).save(force_insert=True)
    disowned_go_along([Onward(action, made, Fate.HAND)], by=by, at=at)
    record("plan.action_taken_over", by=by, subject=made.subject, at=at, why=decided.reason, into=action.key_in_full)
    return made


def same_colour(plan: Plan, word: RatingWord | None) -> RatingWord | None:
    """The word of another plan for the colour of a rating: the one it offers, else any; none where it has none."""
    if word is None:
        return None
    return plan.rating_words.filter(colour=word.colour).order_by("-is_offered", "position").first()


def _check_leaves(action: Action) -> None:
    if action.state in OUT:
        raise RuleBroken("This action has left the plan's work already.")
    if action.state in COMPLETE:
        raise RuleBroken("This action is complete; reopen it first and name the finding that shows why.")


def _leave(
    action: Action,
    state: State,
    what: str,
    decided: Decided,
    *,
    by: Actor,
    at: datetime,
    version: int | None,
    into: str,
) -> None:
    values = {"state": state, "updated_at": at, "reported_by_id": None, "reported_on": None}
    save_changed(
        action,
        version=version,
        values=values,
        subject=action.subject,
        what=what,
        by=by,
        why=decided.reason,
        into=into,
        decided_by=decided.body.name if decided.body else decided.person or None,
    )
