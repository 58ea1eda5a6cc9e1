"""Roles: giving and ending them, on a plan, on a body or everywhere, between dates."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from goldenthread.identity import policy
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.accounts import require_another_administrator
from goldenthread.identity.models import Person, RoleHeld, Scope
from goldenthread.identity.roles import Role
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record

EVERYWHERE_ONLY = frozenset({Role.ADMINISTRATOR, Role.MONITORING_OFFICER, Role.DEMOCRATIC_SERVICES})


@transaction.atomic
def give_role(
    *,
    person: Person,
    role: str,
    starts_on: date,
    by: Actor,
    scope: Scope | None = None,
    ends_on: date | None = None,
) -> RoleHeld:
    """Give somebody a role, on one plan or body, or everywhere where no scope is named."""
    policy.require_administers(by)
    policy.require_gives_to_another(by, person)
    given = Role(role)
    if person.is_system or person.has_left(on=starts_on):
        raise RuleBroken(f"{person} is no longer here on that day.")
    if ends_on is not None and ends_on < starts_on:
        raise RuleBroken("The last day cannot be before the first.")
    if scope is not None and given in EVERYWHERE_ONLY:
        raise RuleBroken(f"The role of {given.label.lower()} is held everywhere, not on one plan or body.")
    same = RoleHeld.objects.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on), person=person, role=given, scope=scope)
    if ends_on is not None:
        same = same.filter(starts_on__lte=ends_on)
    if same.exists():
        raise RuleBroken(f"{person} holds this role already in that time.")
    held = RoleHeld.objects.create(person=person, role=given, scope=scope, starts_on=starts_on, ends_on=ends_on)
    record(
        "identity.role_given",
        by=by,
        subject=person.subject,
        role=given.value,
        on=_where(scope),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    person.__dict__.pop("rights", None)
    return held


@transaction.atomic
def end_role(*, held: RoleHeld, on: date, by: Actor) -> None:
    """End a role; the day named is the last on which it holds. One that had not begun is taken back altogether."""
    policy.require_administers(by)
    if held.ends_on is not None and held.ends_on < on:
        raise RuleBroken("This role has ended already.")
    if held.role == Role.ADMINISTRATOR:
        require_another_administrator(held.person)
    if held.starts_on > on:
        RoleHeld.objects.filter(pk=held.pk).delete()
    else:
        RoleHeld.objects.filter(pk=held.pk).update(ends_on=on)
    record(
        "identity.role_ended",
        by=by,
        subject=held.person.subject,
        changes={"ends_on": (held.ends_on, on)},
        role=held.role,
        on=_where(held.scope),
    )
    held.ends_on = on
    held.person.__dict__.pop("rights", None)


def _where(scope: Scope | None) -> str:
    return f"{scope.kind}:{scope.key}" if scope else "everywhere"
