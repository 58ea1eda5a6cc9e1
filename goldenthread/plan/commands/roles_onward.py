"""Roles held on a plan go along into its next year, where somebody gives them who may.

Only an administrator gives roles, acting for nobody else and never to herself. Managing a plan does not carry that
power, and if the last press gave the roles anyway, whoever prepares a year could hand out rights on a plan that no
administrator has seen. So the press gives what its actor may give, by the same command as on a person's page; the
rest waits on the start page of the administrators, who give each or leave it behind. Until then the new plan is read
by fewer people than the old one, which can be mended, and never by more, which cannot.

This follows the separation of duties in ``identity.policy``; that a role is asked about anew for each year's plan is
our reading.
"""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.roles import give_role
from goldenthread.identity.policy import require_administers, require_gives_to_another
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.plan.models import Plan, Refresh, RoleOnward
from goldenthread.plan.queries.roles_onward import may_give, roles_alone_on


def take_roles_along(*, refresh: Refresh, made: Plan, by: Actor, at: datetime) -> None:
    """Give on the new plan each role of the old one that the actor may give, and let the others wait.

    A part of the last press.
    """
    on = localdate(at)
    roles = roles_alone_on(refresh.plan, made=made, on=on)
    rows = RoleOnward.objects.bulk_create(RoleOnward(refresh=refresh, held=held) for held in roles)
    for row in rows:
        if may_give(by, row.held):
            _give(row, made, by=by, at=at)


@transaction.atomic
def give_role_onward(*, onward: RoleOnward, by: Actor, at: datetime) -> None:
    """Give a role of the old plan on the one that follows it, from today or from when it was to begin, to its end."""
    require_administers(by)
    require_gives_to_another(by, onward.held.person)
    _give(onward, _follower(onward), by=by, at=at)


@transaction.atomic
def leave_role_behind(*, onward: RoleOnward, by: Actor, at: datetime) -> None:
    """Decide that a role stays with the old plan: it goes on holding there, and is asked about no more."""
    require_administers(by)
    _decide(onward, _follower(onward), RoleOnward.Outcome.LEFT, by=by, at=at)


def _give(onward: RoleOnward, made: Plan, *, by: Actor, at: datetime) -> None:
    held = onward.held
    _decide(onward, made, RoleOnward.Outcome.GIVEN, by=by, at=at)
    starts_on = max(localdate(at), held.starts_on)
    give_role(person=held.person, role=held.role, scope=made.scope, starts_on=starts_on, ends_on=held.ends_on, by=by)


def _follower(onward: RoleOnward) -> Plan:
    made = onward.refresh.made
    if made is None:
        raise RuleBroken("The plan that follows was not made.")
    return made


def _decide(onward: RoleOnward, made: Plan, outcome: str, *, by: Actor, at: datetime) -> None:
    waiting = RoleOnward.objects.filter(pk=onward.pk, outcome=RoleOnward.Outcome.WAITING)
    if not waiting.update(outcome=outcome, by=by.acting, at=at):
        raise RuleBroken("Somebody has decided on this role in the meantime.")
    held = onward.held
    record(
        "plan.role_went_along" if outcome == RoleOnward.Outcome.GIVEN else "plan.role_left_behind",
        by=by,
        subject=held.person.subject,
        at=at,
        role=held.role,
        on=f"plan:{onward.refresh.plan.key}",
        into=made.key,
    )
