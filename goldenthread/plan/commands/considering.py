"""Choosing what becomes of each action in its plan's next year, one by one or several at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person, Post
from goldenthread.kernel.dates import read_date
from goldenthread.kernel.errors import Clash, Conflict, RuleBroken
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.writing import record
from goldenthread.plan.commands.refreshing import require_preparing
from goldenthread.plan.commands.successors import moved_end
from goldenthread.plan.examples import to_come
from goldenthread.plan.models import Action, Consideration, EndDateChange, Refresh, RefreshPriority
from goldenthread.plan.queries.kept_under_watch import kept_under_watch
from goldenthread.plan.queries.refresh_rows import asked_ends, first_day, late_end
from goldenthread.plan.refresh import GOES_ON, Choice, Considered, Stands, check_choice
from goldenthread.plan.states import FINISHED


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen for an action, as its form holds it.

    ``keeps_date`` says that an end which lies before the new plan begins was seen and stays; a new end outdoes it.
    """

    choice: Choice
    wording: str = ""
    ends: str = ""
    keeps_date: bool = False
    lead: Person | Post | None = None
    into: Action | None = None
    priority: RefreshPriority | None = None
    recheck_on: date | None = None
    reason: str = ""


@transaction.atomic
def consider(
    *, refresh: Refresh, action: Action, chosen: Chosen, by: Actor, at: datetime, version: int | None = None
) -> Consideration:
    """Say what becomes of one action. ``version`` is that of the choice the form was opened on, 0 where there was none.

    Who comes second is told what the other chose, and nothing is written.
    """
    require_preparing(refresh, by)
    beside = _Beside.read(refresh, only=[action.pk])
    chosen = _checked(refresh, action, chosen, beside)
    row = refresh.considerations.select_related("by").filter(action=action).first()
    values = _values(chosen, by, at)
    if version is not None and version != (row.version if row else 0):
        theirs = Choice(row.choice).label if row and row.choice else "Nothing yet"
        clash = Clash("choice", "What becomes of it", theirs, chosen.choice.label)
        raise Conflict(row.by.name if row else "Somebody", row.version if row else 0, [clash])
    if row is None:
        row = Consideration.objects.create(refresh=refresh, action=action, **values)
    elif not update_if_unchanged(row, version=row.version, values=values):
        raise Conflict(row.by.name, row.version + 1)
    _enter(refresh, [action], chosen, by)
    return row


@transaction.atomic
def consider_several(
    *,
    refresh: Refresh,
    actions: Sequence[Action],
    chosen: Chosen,
    by: Actor,
    at: datetime,
    only_ends_before: date | None = None,
) -> int:
    """Say the same of several actions, all or none: carry all greens of a priority, withdraw what nobody needs.

    With ``only_ends_before`` the new end is given only to those that end before that day; the others keep theirs.
    Where a lead asked for an end that is not late, the request goes along: the bulk end does not decide on it.
    What ends before the new plan begins is not carried over unasked, and the refusal names all such.
    """
    require_preparing(refresh, by)
    if not actions:
        raise RuleBroken("Tick at least one action.")
    beside = _Beside.read(refresh)
    _refuse_late(actions, chosen, beside)
    standing = {row.action_id: row for row in refresh.considerations.all()}
    new = []
    for action in actions:
        keeps = only_ends_before is not None and _keeps_end(action, beside, before=only_ends_before)
        own = _checked(refresh, action, replace(chosen, ends="") if keeps else chosen, beside)
        values, row = _values(own, by, at), standing.get(action.pk)
        if row is None:
            new.append(Consideration(refresh=refresh, action=action, **values))
        else:
            Consideration.objects.filter(pk=row.pk).update(**values, version=row.version + 1)
    Consideration.objects.bulk_create(new)
    _enter(refresh, actions, chosen, by)
    return len(actions)


def _keeps_end(action: Action, beside: "_Beside", *, before: date) -> bool:
    """Whether an end given to several is not for this one: its own is in time or no date, or another is asked for."""
    in_time = action.ends_on is None or action.ends_on >= before
    return in_time or waits_on_request(action, beside.asked, beside.first)


def waits_on_request(action: Action, asked: Mapping[int, EndDateChange], first: date | None) -> bool:
    """Whether somebody asked for an end that is in time for the new plan, so that nobody else has to give one."""
    found = asked.get(action.pk)
    return found is not None and (first is None or found.after_on >= first)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a choice is held against beside the action itself, read once for all of them."""

    keeps: frozenset[int]
    others: frozenset[int]
    asked: Mapping[int, EndDateChange]
    first: date | None

    @classmethod
    def read(cls, refresh: Refresh, *, only: Sequence[int] | None = None) -> "_Beside":
        """What stays under watch, what another can be merged into, which ends are asked for, the first day."""
        others = refresh.plan.actions.exclude(state__in=FINISHED).values_list("pk", flat=True)
        keeps = kept_under_watch(refresh.plan, only=only)
        return cls(keeps, frozenset(others), asked_ends(refresh.plan), first_day(refresh))


def _refuse_late(actions: Sequence[Action], chosen: Chosen, beside: _Beside) -> None:
    if chosen.choice not in GOES_ON or chosen.keeps_date or chosen.ends.strip():
        return
    late = [one for one in actions if late_end(one, "", first=beside.first, asked=beside.asked.get(one.pk))]
    if late:
        names = ", ".join(one.ref or one.key for one in late)
        raise RuleBroken(
            f"These end before the new plan begins: {names}. Consider each, or give a new end with the reason.",
            about="ends",
        )


def _checked(refresh: Refresh, action: Action, chosen: Chosen, beside: _Beside) -> Chosen:
    """The choice, where nothing refuses it; that the date is kept is said only of an end that is late."""
    if action.plan_id != refresh.plan_id:
        raise RuleBroken("That action belongs to another plan.")
    if chosen.priority is not None and (chosen.priority.refresh_id != refresh.pk or not chosen.priority.is_kept):
        raise RuleBroken("Choose one of the priorities of the new plan.", about="priority")
    goes_on = chosen.choice in GOES_ON
    if goes_on and chosen.ends.strip():
        end = read_date(chosen.ends)
        if end.last is None:
            raise RuleBroken(f"Give the new end as a month or a day, for example {to_come(3)}.", about="ends")
        if action.starts_on and end.last < action.starts_on:
            raise RuleBroken("The end cannot be before the start.", about="ends")
    made = Considered(
        chosen.choice, chosen.wording, chosen.ends, chosen.reason, chosen.into.pk if chosen.into else None
    )
    moves = goes_on and action.ends_on is not None and moved_end(action, chosen.ends) is not None
    late = late_end(action, chosen.ends, first=beside.first, asked=beside.asked.get(action.pk))
    keeps = goes_on and chosen.keeps_date and not chosen.ends.strip() and bool(late)
    stands = Stands(action.pk, action.state, action.wording, action.pk in beside.keeps, "" if keeps else late)
    check_choice(made, stands, moves_end=moves, others=beside.others)
    return replace(chosen, keeps_date=keeps)


def _values(chosen: Chosen, by: Actor, at: datetime) -> dict[str, Any]:
    """The columns of a choice; what does not belong to it is left out."""
    goes_on = chosen.choice in GOES_ON
    return {
        "choice": chosen.choice,
        "into_id": chosen.into.pk if chosen.choice == Choice.MERGE and chosen.into else None,
        "priority_id": chosen.priority.pk if chosen.priority and chosen.choice != Choice.WITHDRAW else None,
        "wording": chosen.wording.strip() if chosen.choice == Choice.REWORD else "",
        "ends": chosen.ends.strip()[:300] if goes_on else "",
        "keeps_date": chosen.keeps_date,
        "lead_id": chosen.lead.pk if goes_on and isinstance(chosen.lead, Person) else None,
        "lead_post_id": chosen.lead.pk if goes_on and isinstance(chosen.lead, Post) else None,
        "recheck_on": chosen.recheck_on if chosen.choice == Choice.WATCH else None,
        "reason": chosen.reason.strip(),
        "by_id": by.acting.pk,
        "at": at,
    }


def _enter(refresh: Refresh, actions: Sequence[Action], chosen: Chosen, by: Actor) -> None:
    record(
        "plan.refresh_considered",
        by=by,
        subject=refresh.subject,
        why=chosen.reason,
        actions=[action.ref or action.key for action in actions],
        choice=chosen.choice.label,
    )
