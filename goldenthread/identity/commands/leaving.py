"""A hand-over planned for the end of a last day: planned, changed, withdrawn, carried out once, or refused.

Nothing moves before the last day is over: whoever leaves on Friday answers for her actions until Friday.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from goldenthread.identity import policy
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.accounts import require_another_administrator
from goldenthread.identity.commands.handover import (
    HandedOver,
    check_successors,
    move_everything,
    require_taker,
    taker_of,
)
from goldenthread.identity.handover import kinds
from goldenthread.identity.models import HandOver, Person, Successor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.writing import record

Successors = Mapping[str, Person | None]
CHANGED = "Somebody else changed this hand-over in the meantime; look at it again."


@transaction.atomic
def plan_hand_over(
    *, person: Person, successors: Successors, by: Actor, on: date, at: datetime, closes_account: bool = True
) -> HandOver:
    """Plan that everything a person owes goes to successors when the day ``on`` is over, or change such a plan.

    An administrator's also ends roles, posts, leave and account with that day: from now on the person counts as
    leaving then, so that nobody can sign in after it even where the hand-over itself is late.
    """
    policy.require_may_hand_over(by, person)
    if on < timezone.localdate(at):
        raise RuleBroken("That day has passed: hand over at once instead.", about="on")
    standing = HandOver.objects.planned().filter(person=person).first()
    if standing is not None:
        policy.require_may_change_hand_over(by, standing)
    if closes_account:
        policy.require_administers(by)
        require_another_administrator(person)
    check_successors(person, successors, by=by, on=on)
    _check_all_taken(person, successors, closes_account=closes_account)
    before = _as_entered(standing)
    planned = _write(standing, person=person, by=by, on=on, at=at, closes_account=closes_account)
    planned.successors.all().delete()
    Successor.objects.bulk_create(
        Successor(hand_over=planned, kind=kind, person=successor) for kind, successor in successors.items() if successor
    )
    if closes_account:
        _leaves_on(person, on)
    after = _as_entered(planned)
    record(
        "identity.hand_over_changed" if standing else "identity.hand_over_planned",
        by=by,
        subject=person.subject,
        at=at,
        changes={name: (before.get(name), after[name]) for name in after},
    )
    return planned


def _check_all_taken(person: Person, successors: Successors, *, closes_account: bool) -> None:
    owed = [kind for kind in kinds() if kind.count(person)]
    if not owed and not closes_account:
        raise RuleBroken("There is nothing to hand over.")
    for kind in owed:
        require_taker(kind, taker_of(kind, successors))


def _write(
    standing: HandOver | None, *, person: Person, by: Actor, on: date, at: datetime, closes_account: bool
) -> HandOver:
    if standing is None:
        return HandOver.objects.create(
            person=person, last_day=on, closes_account=closes_account, asked_by=by.person, asked_at=at
        )
    values = {"last_day": on, "closes_account": closes_account, "asked_by_id": by.person.pk, "asked_at": at}
    if not update_if_unchanged(standing, version=standing.version, values={**values, "refused": ""}):
        raise RuleBroken(CHANGED)
    return standing


def _as_entered(planned: HandOver | None) -> dict[str, object]:
    """The day and the successors as the record keeps them."""
    if planned is None:
        return {}
    takers = planned.successors.select_related("person").order_by("kind")
    return {"last_day": planned.last_day, "successors": {one.kind: one.person.key for one in takers}}


def _leaves_on(person: Person, day: date | None) -> None:
    if person.left_on != day:
        Person.objects.filter(pk=person.pk).update(left_on=day, version=F("version") + 1)
        person.left_on = day


@transaction.atomic
def withdraw_hand_over(*, planned: HandOver, by: Actor, at: datetime) -> None:
    """Withdraw a planned hand-over: nothing has moved and nothing will, and whoever was to leave stays."""
    policy.require_may_change_hand_over(by, planned)
    if planned.state != HandOver.State.PLANNED:
        raise RuleBroken(f"This hand-over is {planned.get_state_display().lower()} already.")
    values = {"state": HandOver.State.WITHDRAWN, "ended_at": at}
    if not update_if_unchanged(planned, version=planned.version, values=values):
        raise RuleBroken(CHANGED)
    if planned.closes_account:
        _leaves_on(planned.person, None)
    record(
        "identity.hand_over_withdrawn",
        by=by,
        subject=planned.person.subject,
        at=at,
        changes={"last_day": (planned.last_day, None)},
    )


@transaction.atomic
def carry_out_hand_over(*, planned: HandOver, by: Actor, at: datetime) -> HandedOver | None:
    """Hand over what was planned once its last day is over; ``None`` where that was done, changed or withdrawn before.

    Whoever comes second, on whatever machine, finds it done; whoever comes days late does what was planned. The
    record says who asked for it and when.
    """
    policy.require_may_hand_over(by, planned.person)
    due = HandOver.objects.due(on=timezone.localdate(at)).filter(pk=planned.pk)
    if not due.update(state=HandOver.State.DONE, ended_at=at, refused="", version=F("version") + 1):
        return None
    found = HandOver.objects.select_related("person", "asked_by").get(pk=planned.pk)
    successors: dict[str, Person | None] = {
        one.kind: one.person for one in found.successors.select_related("person").order_by("pk")
    }
    check_successors(found.person, successors, by=by, on=max(found.last_day, timezone.localdate(at)))
    return move_everything(
        found.person,
        successors,
        by=by,
        on=found.last_day,
        at=at,
        closes_account=found.closes_account,
        asked_by=found.asked_by.key,
        asked_at=found.asked_at,
    )


@transaction.atomic
def note_refused_hand_over(*, planned: HandOver, why: str, by: Actor, at: datetime) -> bool:
    """Keep why a hand-over that is due could not be done, once: whoever keeps it reads it and chooses anew."""
    policy.require_may_hand_over(by, planned.person)
    why = why[:500]
    if not HandOver.objects.planned().filter(pk=planned.pk).exclude(refused=why).update(refused=why):
        return False
    record("identity.hand_over_refused", by=by, subject=planned.person.subject, at=at, why=why)
    return True
