"""A hand-over planned for the end of a last day: planned, changed, withdrawn, carried out once, or refused.

Nothing moves before the last day is over: whoever leaves on Friday answers for her actions until Friday.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from goldenthread.design.words import day
from goldenthread.identity import policy
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.handover import (
    HandedOver,
    check_hand_over,
    check_successors,
    move_everything,
)
from goldenthread.identity.handover import kinds
from goldenthread.identity.models import HandOver, Person, Successor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.writing import record

Successors = Mapping[str, Person | None]
CHANGED = "Somebody else changed this hand-over in the meantime; look at it again."
PASSED = "That day has passed. Give today or a later day, or hand over at once."


@transaction.atomic
def plan_hand_over(
    *, person: Person, successors: Successors, by: Actor, on: date, at: datetime, closes_account: bool = True
) -> HandOver:
    """Plan that everything a person owes goes to successors when the day ``on`` is over, or change such a plan.

    An administrator's also ends roles, posts, leave and account with that day: from now on the person counts as
    leaving then, so that nobody can sign in after it even where the hand-over itself is late.
    """
    today = timezone.localdate(at)
    standing = HandOver.objects.planned().filter(person=person).first()
    if standing is not None:
        policy.require_may_change_hand_over(by, standing)
    _check_still_here(person, standing, closes_account=closes_account, today=today)
    if on < today:
        raise RuleBroken(PASSED, about="on")
    check_hand_over(person, successors, by=by, on=on, at=at, closes_account=closes_account)
    if not closes_account and not any(kind.count(person) for kind in kinds()):
        raise RuleBroken("There is nothing to hand over.")
    before = _as_entered(standing)
    wanted = {kind: successor.key for kind, successor in successors.items() if successor}
    asked = {"last_day": on, "successors": wanted, "closes_account": closes_account}
    if standing is not None and before == asked:
        return standing
    was_closing = standing is not None and standing.closes_account
    planned = _write(standing, person=person, by=by, on=on, at=at, closes_account=closes_account)
    planned.successors.all().delete()
    Successor.objects.bulk_create(
        Successor(hand_over=planned, kind=kind, person=successor) for kind, successor in successors.items() if successor
    )
    if closes_account or was_closing:
        _leaves_on(person, on if closes_account else None)
    record(
        "identity.hand_over_changed" if standing else "identity.hand_over_planned",
        by=by,
        subject=person.subject,
        at=at,
        changes={name: (before.get(name), value) for name, value in asked.items()},
    )
    return planned


def _check_still_here(person: Person, standing: HandOver | None, *, closes_account: bool, today: date) -> None:
    """Refuse to plan a last day for somebody who has had one, or whose last day was set without this hand-over."""
    if person.has_left(on=today):
        when = f" on {day(person.left_on)}" if person.left_on else ""
        raise RuleBroken(f"{person} has left{when}: what is still owed can only be handed over at once.")
    is_of_this = standing is not None and standing.closes_account
    if closes_account and person.left_on is not None and not is_of_this:
        raise RuleBroken(
            f"{person} leaves on {day(person.left_on)} already: what is still owed can only be handed over at once."
        )


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
    return {
        "last_day": planned.last_day,
        "successors": {one.kind: one.person.key for one in takers},
        "closes_account": planned.closes_account,
    }


def _leaves_on(person: Person, day: date | None) -> None:
    if person.left_on != day:
        Person.objects.filter(pk=person.pk).update(left_on=day, version=F("version") + 1)
        person.left_on = day


@transaction.atomic
def withdraw_hand_over(*, planned: HandOver, by: Actor, at: datetime) -> None:
    """Withdraw a planned hand-over: nothing has moved and nothing will, and whoever was to leave stays.

    Whoever's last day is over has left, and stays gone until an administrator opens the account again.
    """
    policy.require_may_change_hand_over(by, planned)
    if planned.state != HandOver.State.PLANNED:
        raise RuleBroken(f"This hand-over is {planned.get_state_display().lower()} already.")
    values = {"state": HandOver.State.WITHDRAWN, "ended_at": at}
    if not update_if_unchanged(planned, version=planned.version, values=values):
        raise RuleBroken(CHANGED)
    if planned.closes_account and not planned.person.has_left(on=timezone.localdate(at)):
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
