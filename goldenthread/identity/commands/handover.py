"""Handing over everything a leaver owes, in one transaction; history keeps who it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from goldenthread.design.words import day
from goldenthread.identity import policy
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.accounts import require_another_administrator
from goldenthread.identity.handover import OwedKind, kinds
from goldenthread.identity.models import (
    EVERYTHING,
    Account,
    Delegation,
    HandOver,
    Invitation,
    Person,
    PostHolding,
    RoleHeld,
)
from goldenthread.identity.roles import Holding
from goldenthread.identity.signing_in import end_sessions
from goldenthread.kernel.dates import add_months
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record

MONTHS_AHEAD = 12


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What changed hands: the count of each kind by its name."""

    counts: dict[str, int]

    @property
    def total(self) -> int:
        """How many things changed hands."""
        return sum(self.counts.values())


@transaction.atomic
def hand_over_everything(
    *,
    person: Person,
    successors: Mapping[str, Person | None],
    by: Actor,
    on: date,
    at: datetime,
    closes_account: bool = True,
) -> HandedOver:
    """Give everything a person owes to successors at once, and end roles, posts, leave and account with the day ``on``.

    ``successors`` maps the key of each kind (``OwedKind.key``) to who takes it, and ``EVERYTHING`` to who takes
    what is not named. All of it happens or none. What the person did, said and led until now stays
    under their name. A person who hands over her own things keeps her account:
    ``closes_account`` is for an administrator, who closes it with the last day. What was planned for later is done
    with this. The day on which somebody left stays hers, whatever is handed over afterwards.
    """
    check_hand_over(person, successors, by=by, on=on, at=at, closes_account=closes_account)
    if person.left_on is not None and person.has_left(on=timezone.localdate(at)):
        on = person.left_on
    overtaken = HandOver.objects.planned().filter(person=person)
    if not closes_account:
        overtaken = overtaken.filter(closes_account=False)
    overtaken.update(state=HandOver.State.DONE, ended_at=at, version=F("version") + 1)
    return move_everything(person, successors, by=by, on=on, at=at, closes_account=closes_account)


def move_everything(
    person: Person,
    successors: Mapping[str, Person | None],
    *,
    by: Actor,
    on: date,
    at: datetime,
    closes_account: bool,
    **details: Any,
) -> HandedOver:
    """Move every kind of thing and close what is to be closed; a part of commands that asked the policy.

    ``on`` is the last day; ``details`` are entered beside what changed hands.
    """
    if closes_account:
        require_another_administrator(person)
    counts = {}
    for kind in kinds():
        if kind.count(person):
            counts[kind.name] = _hand_over_kind(kind, person, taker_of(kind, successors), by=by, on=on)
    if closes_account:
        _close(person, on=on, at=at)
    record(
        "identity.everything_handed_over",
        by=by,
        subject=person.subject,
        last_day=on,
        counts=counts,
        successors={key: successor.key for key, successor in successors.items() if successor},
        **details,
    )
    person.__dict__.pop("rights", None)
    return HandedOver(counts)


def check_hand_over(
    person: Person,
    successors: Mapping[str, Person | None],
    *,
    by: Actor,
    on: date,
    at: datetime,
    closes_account: bool,
) -> None:
    """Refuse what cannot be handed over, at once or later, before anything is asked once more or moved."""
    policy.require_may_hand_over(by, person)
    if closes_account:
        policy.require_administers(by)
        require_another_administrator(person)
    today = timezone.localdate(at)
    check_not_too_far(on, today=today)
    check_successors(person, successors, by=by, on=max(on, today))
    for kind in kinds():
        if kind.count(person):
            require_taker(kind, taker_of(kind, successors))


def check_not_too_far(on: date, *, today: date) -> None:
    """Refuse a last day more than a year ahead: a slip of the year, and nobody knows who will be here by then.

    Our reading; no source has a bound.
    """
    latest = add_months(today, MONTHS_AHEAD)
    if on > latest:
        raise RuleBroken(f"A hand-over is at most a year ahead: give a day until {day(latest)}.", about="on")


def taker_of(kind: OwedKind, successors: Mapping[str, Person | None]) -> Person | None:
    """Who takes a kind: its own successor, else whoever takes everything."""
    return successors.get(kind.key) or successors.get(EVERYTHING)


def check_successors(person: Person, successors: Mapping[str, Person | None], *, by: Actor, on: date) -> None:
    """Refuse a successor who is the leaver, who acts, or who is gone by the last day."""
    for successor in successors.values():
        if successor is None:
            continue
        if successor.pk == person.pk:
            raise RuleBroken("Choose somebody else as successor.")
        policy.require_not_to_oneself(by, successor, "Nobody can hand over to themself; choose somebody else.")
        if successor.is_system or successor.has_left(on=on):
            raise RuleBroken(f"{successor} is no longer here on that day.")


def require_taker(kind: OwedKind, successor: Person | None) -> None:
    """Refuse to leave to nobody what cannot simply end."""
    if successor is None and not kind.can_end:
        raise RuleBroken(f"Choose who takes over: {kind.name.lower()}.")


def _hand_over_kind(kind: OwedKind, person: Person, successor: Person | None, *, by: Actor, on: date) -> int:
    require_taker(kind, successor)
    return kind.hand_over(person=person, successor=successor, by=by, on=on)


def _close(person: Person, *, on: date, at: datetime) -> None:
    """End roles, leave, links and account with the last day; a last day in the past closes the account at once."""
    RoleHeld.objects.filter(person=person, starts_on__gt=on).delete()
    RoleHeld.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), person=person).update(ends_on=on)
    Delegation.objects.filter(Q(person=person) | Q(delegate=person), ended_at=None, starts_on__gt=on).update(
        ended_at=at
    )
    Delegation.objects.filter(Q(person=person) | Q(delegate=person), ended_at=None, ends_on__gt=on).update(ends_on=on)
    Invitation.objects.filter(person=person, used_at=None, ends_at__gt=at).update(ends_at=at)
    is_here = on >= timezone.localdate(at)
    Person.objects.filter(pk=person.pk).update(left_on=on, is_active=is_here, version=F("version") + 1)
    person.left_on, person.is_active = on, is_here
    account = Account.objects.filter(person=person).first()
    if account is not None and not person.is_active:
        Account.objects.filter(pk=account.pk).update(is_active=False)
        end_sessions(account)


def count_holdings(person: Person) -> int:
    """How many posts a person holds or is going to hold."""
    return PostHolding.objects.filter(person=person, ends_on=None).count()


def list_holdings(person: Person) -> list[tuple[str, str]]:
    """The posts a person holds, with their pages."""
    found = PostHolding.objects.filter(person=person, ends_on=None).select_related("post")
    return [
        (f"{holding.post} ({holding.get_kind_display().lower()})", holding.post.get_absolute_url()) for holding in found
    ]


@transaction.atomic
def hand_over_holdings(*, person: Person, successor: Person | None, by: Actor, on: date) -> int:
    """End a person's posts with the last day; a successor holds them as interim from the next day.

    Interim, because a substantive appointment is somebody else's decision.
    """
    policy.require_may_hand_over(by, person)
    found = list(PostHolding.objects.filter(person=person, ends_on=None).select_related("post"))
    for holding in found:
        last = max(on, holding.starts_on)
        PostHolding.objects.filter(pk=holding.pk).update(ends_on=last)
        taker = None
        if successor is not None and not holding.post.holdings.filter(person=successor, ends_on=None).exists():
            taker = successor
            PostHolding.objects.create(
                post=holding.post, person=taker, kind=Holding.INTERIM, starts_on=last + timedelta(days=1)
            )
        record(
            "identity.post_handed_over",
            by=by,
            subject=holding.post.subject,
            changes={"ends_on": (None, last)},
            person=person.key,
            successor=taker.key if taker else None,
        )
    return len(found)
