"""Every change to bodies and who sits on them: keyword-only, ``policy`` asked, one ledger entry, one transaction."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from goldenthread.bodies.models import Body, Kind, Membership
from goldenthread.bodies.naming import tell_keepers
from goldenthread.identity import policy
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import key_from, save_changed, tidy
from goldenthread.identity.models import Person, Scope
from goldenthread.identity.roles import Role
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record

LABELS = {"name": "Name", "kind": "Kind", "parent_id": "Part of", "ended_on": "Ended on"}


@transaction.atomic
def make_body(*, name: str, kind: str, by: Actor, parent: Body | None = None, key: str = "") -> Body:
    """Make a board, committee, forum or group, with the scope on which roles can be held."""
    policy.require_may_keep_bodies(by)
    name = tidy(name, what="a name", most=200)
    if Body.objects.filter(name__iexact=name, ended_on=None).exists():
        raise RuleBroken("There is a body with this name already.")
    if key and Body.objects.filter(key=key).exists():
        raise RuleBroken(f"There is a body with the key {key} already.")
    key = key or key_from(name, Body)
    scope, _ = Scope.objects.get_or_create(kind="body", key=key, defaults={"title": name})
    body = Body.objects.create(key=key, name=name, kind=Kind(kind), parent=parent, scope=scope)
    record(
        "bodies.body_made",
        by=by,
        subject=body.subject,
        name=name,
        kind=str(kind),
        parent=parent.key if parent else None,
    )
    return body


@transaction.atomic
def change_body(*, body: Body, values: Mapping[str, Any], by: Actor, version: int | None = None) -> bool:
    """Change the name, the kind, what it is part of, or the day it ended."""
    policy.require_may_keep_bodies(by)
    cleaned = dict(values)
    if "name" in cleaned:
        cleaned["name"] = tidy(cleaned["name"], what="a name", most=200)
    if "parent" in cleaned:
        parent: Body | None = cleaned.pop("parent")
        _check_parent(body, parent)
        cleaned["parent_id"] = parent.pk if parent else None
    changed = save_changed(
        body, version=version, values=cleaned, labels=LABELS, subject=body.subject, what="bodies.body_changed", by=by
    )
    if changed and "name" in cleaned:
        Scope.objects.filter(pk=body.scope_id).update(title=cleaned["name"])
        tell_keepers(body)
    return changed


def _check_parent(body: Body, parent: Body | None) -> None:
    """A body is not part of itself, however long the way round."""
    seen = {body.pk}
    while parent is not None:
        if parent.pk in seen:
            raise RuleBroken("A body cannot be part of itself.")
        seen.add(parent.pk)
        parent = parent.parent


@transaction.atomic
def add_member(
    *,
    body: Body,
    person: Person,
    starts_on: date,
    by: Actor,
    office: str = Membership.Office.MEMBER,
    ends_on: date | None = None,
) -> Membership:
    """Let somebody sit on a body from a day on. A body has one chair at a time."""
    policy.require_may_keep_bodies(by)
    if Role.BOARD_MEMBER in person.rights.roles:
        # To a board member a seat opens the plans the body monitors; to anybody else it opens nothing.
        policy.require_not_to_oneself(by, person, "A board member cannot give themself a seat; somebody else must.")
    if ends_on is not None and ends_on < starts_on:
        raise RuleBroken("The last day cannot be before the first.")
    if person.is_system or person.has_left(on=starts_on):
        raise RuleBroken(f"{person} is no longer here on that day.")
    if body.ended_on is not None and body.ended_on < starts_on:
        raise RuleBroken("This body no longer exists on that day.")
    overlapping = body.memberships.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
    if ends_on is not None:
        overlapping = overlapping.filter(starts_on__lte=ends_on)
    if overlapping.filter(person=person).exists():
        raise RuleBroken(f"{person} sits on this body already in that time.")
    chair = overlapping.filter(office=Membership.Office.CHAIR).select_related("person").first()
    if office == Membership.Office.CHAIR and chair is not None:
        raise RuleBroken(f"{chair.person} is the chair in that time; end that first.")
    membership = Membership.objects.create(
        body=body, person=person, office=Membership.Office(office), starts_on=starts_on, ends_on=ends_on
    )
    record(
        "bodies.member_added",
        by=by,
        subject=body.subject,
        person=person.key,
        office=str(office),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, on: date, by: Actor) -> None:
    """End somebody's time on a body; the day named is the last."""
    policy.require_may_keep_bodies(by)
    if on < membership.starts_on:
        raise RuleBroken("The last day cannot be before the first.")
    if membership.ends_on is not None and membership.ends_on < on:
        raise RuleBroken("This has ended already.")
    Membership.objects.filter(pk=membership.pk).update(ends_on=on)
    record(
        "bodies.membership_ended",
        by=by,
        subject=membership.body.subject,
        changes={"ends_on": (membership.ends_on, on)},
        person=membership.person.key,
    )
    membership.ends_on = on


@transaction.atomic
def hand_over_seats(*, person: Person, successor: Person | None, by: Actor, on: date) -> int:
    """End a leaver's seats with the last day. Nobody inherits one: a body chooses its members itself."""
    del successor
    policy.require_may_hand_over(by, person)
    seats = list(Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), person=person).select_related("body"))
    for seat in seats:
        last = max(on, seat.starts_on)
        Membership.objects.filter(pk=seat.pk).update(ends_on=last)
        record(
            "bodies.membership_ended",
            by=by,
            subject=seat.body.subject,
            changes={"ends_on": (seat.ends_on, last)},
            person=person.key,
        )
    return len(seats)
