"""Accounts: the council, inviting, new passwords, disabling, and accounts of a demonstration.

A link is made once, shown once and used once; only the hash of its token is
kept, so that a copy of the database opens nothing.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from goldenthread.identity import policy
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Account, Council, Invitation, Person, RoleHeld
from goldenthread.identity.roles import Role
from goldenthread.identity.signing_in import end_sessions
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record


@dataclass(frozen=True, slots=True)
class Link:
    """A link that was just made: the path to send, shown this once, and until when it works."""

    path: str
    ends_at: datetime


@transaction.atomic
def make_council(*, name: str, by: Actor, on: date, demonstration: bool = False) -> Council:
    """Make the council that works here. There is one, and whether it is a demonstration never changes."""
    policy.require_administers(by)
    if Council.objects.exists():
        raise RuleBroken("There is a council here already.")
    council = Council.objects.create(name=name.strip(), is_demonstration=demonstration, made_on=on)
    record("identity.council_made", by=by, subject="council", name=council.name, demonstration=demonstration)
    return council


@transaction.atomic
def invite_person(*, person: Person, by: Actor, at: datetime) -> Link:
    """Give a person an account and a link with which they choose their password. Earlier links stop working."""
    policy.require_administers(by)
    if person.is_system or person.has_left(on=timezone.localdate(at)):
        raise RuleBroken(f"{person} is no longer here and cannot be invited.")
    if not person.email:
        raise RuleBroken(f"Enter the e-mail address of {person} first; it is what one signs in with.")
    account = Account.objects.filter(person=person).first()
    if account is None:
        account = Account.objects.create(person=person, email=person.email, password=make_password(None))
    elif account.has_usable_password():
        raise RuleBroken(f"{person} has chosen a password already; send a link for a new one.")
    elif not account.is_active:
        raise RuleBroken(f"The account of {person} is disabled; enable it first.")
    return _make_link(person, Invitation.Purpose.INVITE, by=by, at=at, what="identity.person_invited")


@transaction.atomic
def reset_password(*, person: Person, by: Actor, at: datetime, authenticator_too: bool = False) -> Link:
    """Make a link with which a person chooses a new password; the old one works until then.

    ``authenticator_too`` takes away a lost authenticator app and its recovery codes.
    """
    policy.require_administers(by)
    account = _account_of(person)
    if not account.may_sign_in(on=timezone.localdate(at)):
        raise RuleBroken(f"The account of {person} is disabled; enable it first.")
    if authenticator_too:
        Authenticator.objects.filter(user=account).delete()
        record("identity.authenticator_removed", by=by, subject=person.subject)
    return _make_link(person, Invitation.Purpose.RESET, by=by, at=at, what="identity.new_password_offered")


def _make_link(person: Person, purpose: Invitation.Purpose, *, by: Actor, at: datetime, what: str) -> Link:
    Invitation.objects.filter(person=person, used_at=None, ends_at__gt=at).update(ends_at=at)
    token = secrets.token_urlsafe(32)
    ends_at = at + settings.INVITATION_LASTS
    Invitation.objects.create(person=person, purpose=purpose, token_hash=hash_of(token), made_at=at, ends_at=ends_at)
    record(what, by=by, subject=person.subject, until=ends_at)
    return Link(reverse("welcome", args=[token]), ends_at)


def hash_of(token: str) -> str:
    """What is kept of a token: it is long and random, so one plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_for(token: str, *, at: datetime) -> Invitation | None:
    """The unused, unexpired invitation of a token, if its person may still sign in."""
    found = (
        Invitation.objects.filter(token_hash=hash_of(token), used_at=None, ends_at__gt=at)
        .select_related("person__account")
        .first()
    )
    if found is None or not found.person.account.may_sign_in(on=timezone.localdate(at)):
        return None
    return found


@transaction.atomic
def accept_invitation(*, invitation: Invitation, password: str, by: Actor, at: datetime) -> Account:
    """Choose the password a link was made for. The link is used up, and every session of the account ends."""
    account = invitation.person.account
    policy.require_own_account(by, account)
    validate_password(password, account)
    used = Invitation.objects.filter(pk=invitation.pk, used_at=None, ends_at__gt=at).update(used_at=at)
    if not used:
        raise RuleBroken("This link was used already.")
    _set_password(account, password)
    end_sessions(account)
    record("identity.password_chosen", by=by, subject=invitation.person.subject, link=invitation.purpose)
    return account


@transaction.atomic
def change_password(*, account: Account, password: str, by: Actor, session_key: str = "") -> None:
    """Change one's own password; every other session of the account ends."""
    policy.require_own_account(by, account)
    validate_password(password, account)
    _set_password(account, password)
    end_sessions(account, but=session_key)
    _void_links(account.person)
    record("identity.password_changed", by=by, subject=account.person.subject)


def _void_links(person: Person) -> None:
    """A link that was sent and not used opens nothing any more, not even once a disabled account is open again."""
    Invitation.objects.filter(person=person, used_at=None).delete()


def _set_password(account: Account, password: str) -> None:
    account.set_password(password)
    Account.objects.filter(pk=account.pk).update(password=account.password)


@transaction.atomic
def note_authenticator(*, account: Account, what: str, by: Actor) -> None:
    """Enter that somebody added or removed an authenticator app, or made new recovery codes: never the codes."""
    policy.require_own_account(by, account)
    record(f"identity.{what}", by=by, subject=account.person.subject)


@transaction.atomic
def end_sign_ins(*, account: Account, by: Actor, only: str = "", but: str = "") -> int:
    """End sessions of an account at once: all, all but one's own, or one."""
    policy.require_own_or_administers(by, account)
    count = end_sessions(account, only=only, but=but)
    if count:
        record("identity.sign_ins_ended", by=by, subject=account.person.subject, count=count)
    return count


@transaction.atomic
def disable_account(*, person: Person, by: Actor, why: str = "") -> None:
    """Close an account at once, with every session. The person and all they did stay in the record."""
    policy.require_administers(by)
    account = _account_of(person)
    require_another_administrator(person)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    end_sessions(account)
    _void_links(person)
    record(
        "identity.account_disabled", by=by, subject=person.subject, why=why, changes={"account": ("open", "disabled")}
    )


@transaction.atomic
def enable_account(*, person: Person, by: Actor) -> None:
    """Open a disabled account again, with the roles the person still holds; somebody who had left is back."""
    policy.require_administers(by)
    account = _account_of(person)
    if person.is_system:
        raise RuleBroken("The system itself has no account.")
    Account.objects.filter(pk=account.pk).update(is_active=True)
    changes = {"account": ("disabled", "open"), "left_on": (person.left_on, None)}
    if person.left_on is not None or not person.is_active:
        Person.objects.filter(pk=person.pk).update(is_active=True, left_on=None, version=F("version") + 1)
        person.is_active, person.left_on = True, None
    record("identity.account_enabled", by=by, subject=person.subject, changes=changes)


def require_another_administrator(person: Person, *, on: date | None = None) -> None:
    """Refuse what would leave nobody who can let others in."""
    held = RoleHeld.objects.filter(role=Role.ADMINISTRATOR, scope=None, ends_on=None)
    if not held.filter(person=person).exists():
        return
    others = held.exclude(person=person).filter(
        person__is_active=True, person__left_on=None, person__account__is_active=True
    )
    if on is not None:
        others = others.filter(starts_on__lte=on)
    if not others.exists():
        raise RuleBroken(f"{person} is the only administrator; make another one first.")


def _account_of(person: Person) -> Account:
    account = Account.objects.filter(person=person).first()
    if account is None:
        raise RuleBroken(f"{person} has no account.")
    return account


def hash_for_demonstration(password: str) -> str:
    """The hash all accounts of a demonstration share: one, since each costs a fifth of a second."""
    return make_password(password)


@transaction.atomic
def make_demonstration_account(*, person: Person, hashed: str, by: Actor) -> Account:
    """Give an invented person an account, in a demonstration and nowhere else; marked, so that it opens nothing else.

    ``hashed`` comes from ``hash_for_demonstration``.
    """
    policy.require_administers(by)
    if not Council.objects.filter(is_demonstration=True).exists():
        raise RuleBroken("Accounts of a demonstration cannot exist in a real council.")
    if not person.email:
        raise RuleBroken(f"{person} needs an e-mail address.")
    account = Account.objects.create(person=person, email=person.email, password=hashed, is_demonstration=True)
    record("identity.demonstration_account_made", by=by, subject=person.subject)
    return account
