"""Roles held on a plan alone, as it goes into its next year: which they are, who may give them, and what waits."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person, RoleHeld
from goldenthread.identity.policy import administers
from goldenthread.identity.roles import Role
from goldenthread.plan.models import Plan, Refresh, RoleOnward


@dataclass(frozen=True, slots=True)
class RolesToTake:
    """What is said of roles before the last press: those it gives, and how many an administrator is asked about."""

    given: list[RoleHeld]
    asked: int


def roles_alone_on(plan: Plan, *, made: Plan | None = None, on: date) -> QuerySet[RoleHeld]:
    """The roles that are or will be held on this plan and would not hold on the next: not by who has them everywhere.

    ``made`` is the next plan, where it is there already: what is held on it needs no giving.
    """
    same = RoleHeld.objects.not_over(on=on).filter(person=OuterRef("person"), role=OuterRef("role"))
    elsewhere = same.filter(Q(scope=None) | Q(scope=made.scope_id)) if made is not None else same.filter(scope=None)
    working = Person.objects.filter(Q(left_on=None) | Q(left_on__gte=on), is_active=True, is_system=False)
    begins = Q(person__left_on=None) | Q(person__left_on__gte=F("starts_on"))
    found = RoleHeld.objects.not_over(on=on).filter(begins, scope=plan.scope_id, person__in=working.values("pk"))
    return found.exclude(Exists(elsewhere)).select_related("person").order_by("person__name", "role", "pk")


def may_give(by: Actor, held: RoleHeld) -> bool:
    """Whether somebody may give this role anew: an administrator, to anybody but herself."""
    return administers(by) and by.person.pk != held.person_id


def roles_to_take(plan: Plan, reader: Actor, *, on: date) -> RolesToTake:
    """What the last press would do with the roles of a plan if this reader pressed today.

    Who holds which role is an administrator's business, so to others only the number is said. Whoever makes the new
    plan manages it, by whatever role she does so now.
    """
    own = (reader.acting.pk, Role.SERVICE_MANAGER)
    roles = [held for held in roles_alone_on(plan, on=on) if (held.person_id, held.role) != own]
    given = [held for held in roles if may_give(reader, held)]
    return RolesToTake(given, len(roles) - len(given))


def roles_that_wait(reader: Person, *, on: date) -> QuerySet[RoleOnward]:
    """The roles of old plans on which this reader, an administrator, is asked to decide, plan by plan."""
    found = RoleOnward.objects.visible_to(reader).waiting(on=on)
    found = found.select_related("held__person", "refresh__plan", "refresh__made__scope")
    return found.order_by("refresh__made__name", "refresh", "held__person__name", "held__role", "pk")


def count_roles_that_wait(reader: Person, *, on: date) -> int:
    """How many they are."""
    return RoleOnward.objects.visible_to(reader).waiting(on=on).count()


def count_roles_that_wait_for(refresh: Refresh, *, on: date) -> int:
    """How many of the roles of one old plan still wait for an administrator."""
    return RoleOnward.objects.filter(refresh=refresh).waiting(on=on).count()
