"""Leave to act for somebody else: given by the person or an administrator, used, and taken back."""

from datetime import date, datetime, timedelta

from django.db import transaction

from goldenthread.identity import policy
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import tidy
from goldenthread.identity.models import Account, Delegation, Person
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record

LONGEST = timedelta(days=366)


@transaction.atomic
def allow_delegate(
    *, person: Person, delegate: Person, starts_on: date, ends_on: date, reason: str, by: Actor
) -> Delegation:
    """Give somebody leave to act for a person between two dates, a year at most, with the reason."""
    policy.require_may_lend(by, person)
    reason = tidy(reason, what="the reason", most=300)
    if person.pk == delegate.pk:
        raise RuleBroken("Nobody needs leave to act for themself.")
    policy.require_not_to_oneself(by, delegate, "Nobody can give themself leave to act for somebody else.")
    if ends_on < starts_on:
        raise RuleBroken("The last day cannot be before the first.")
    if ends_on - starts_on > LONGEST:
        raise RuleBroken("Leave to act for somebody else lasts a year at most; give it again after that.")
    if person.is_system or person.has_left(on=starts_on) or delegate.is_system or delegate.has_left(on=starts_on):
        raise RuleBroken("Both must be here on the first day.")
    if not Account.objects.filter(person=delegate, is_active=True).exists():
        raise RuleBroken(f"{delegate} has no account to act from.")
    same = Delegation.objects.not_over(on=starts_on).filter(person=person, delegate=delegate, starts_on__lte=ends_on)
    if same.exists():
        raise RuleBroken(f"{delegate} may act for {person} already in that time.")
    leave = Delegation.objects.create(
        person=person, delegate=delegate, starts_on=starts_on, ends_on=ends_on, reason=reason
    )
    record(
        "identity.leave_given",
        by=by,
        subject=person.subject,
        why=reason,
        delegate=delegate.key,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    return leave


@transaction.atomic
def end_delegation(*, delegation: Delegation, by: Actor, at: datetime) -> None:
    """Take leave back at once: a session that uses it acts for nobody from the next page on."""
    policy.require_may_lend(by, delegation.person)
    if not Delegation.objects.filter(pk=delegation.pk, ended_at=None).update(ended_at=at):
        raise RuleBroken("This leave was taken back already.")
    delegation.ended_at = at
    record("identity.leave_ended", by=by, subject=delegation.person.subject, delegate=delegation.delegate.key)


@transaction.atomic
def act_for(*, delegation: Delegation, by: Actor, on: date) -> Actor:
    """Begin to act for somebody: whose rights count changes, both names are entered from now on."""
    policy.require_holds_leave(by, delegation)
    if not Delegation.objects.current(on=on).filter(pk=delegation.pk).exists():
        raise RuleBroken("This leave does not hold today.")
    acting = Actor(by.person, delegation.person)
    record("identity.acting_begun", by=acting, subject=delegation.person.subject)
    return acting


@transaction.atomic
def stop_acting(*, by: Actor) -> Actor:
    """Act for nobody but oneself again."""
    if by.behalf_of is None:
        raise RuleBroken("You act for nobody but yourself.")
    policy.require_may_lend(Actor(by.person), by.person)
    record("identity.acting_ended", by=by, subject=by.behalf_of.subject)
    return Actor(by.person)
