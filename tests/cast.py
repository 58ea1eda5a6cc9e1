"""People for tests: ``make_person`` for anybody, ``make_cast`` for one person in every role. All invented.

from tests.cast import make_person, give_role, sign_in
ruth = make_person("Ruth Amadi", roles=["lead officer"])
sign_in(client, ruth)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils.text import slugify

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Account, Council, Person, Post, PostHolding, RoleHeld, Scope
from goldenthread.identity.roles import Role
from goldenthread.identity.sessions import SessionStore
from goldenthread.kernel.prepared import Prepared

PASSWORD = "eleven grey herons wade"
LONG_AGO = date(2015, 4, 1)
ACCOUNT_OF = Prepared(lambda person: Account.objects.filter(person=person), int)


@cache
def _hashed() -> str:
    return make_password(PASSWORD)


def make_person(
    name: str = "Ruth Amadi",
    *,
    roles: Iterable[str] = (),
    scope: Scope | None = None,
    initials: str | None = None,
    account: bool = True,
    email: str | None = None,
    key: str | None = None,
    **fields: Any,
) -> Person:
    """A person with an account (password ``PASSWORD``) and the roles, on the scope or everywhere."""
    key = key or slugify(name)
    email = f"{key}@council.example" if email is None and account else email or ""
    if initials is None:
        initials = "".join(word[0] for word in name.split()).upper()
    person = Person.objects.create(key=key, name=name, initials=initials, email=email, **fields)
    if account:
        Account.objects.create(person=person, email=email, password=_hashed())
    for role in roles:
        give_role(person, role, scope=scope)
    return person


def give_role(
    person: Person, role: str, *, scope: Scope | None = None, starts_on: date = LONG_AGO, ends_on: date | None = None
) -> RoleHeld:
    """Let a person hold a role; what was read of the person's rights before is forgotten."""
    held = RoleHeld.objects.create(person=person, role=Role(role), scope=scope, starts_on=starts_on, ends_on=ends_on)
    person.__dict__.pop("rights", None)
    return held


def make_scope(kind: str = "plan", key: str = "sip", title: str = "Service Improvement Plan") -> Scope:
    """What a role can be held on."""
    scope, _ = Scope.objects.get_or_create(kind=kind, key=key, defaults={"title": title})
    return scope


def make_post(title: str = "Head of Service", *, holder: Person | None = None, starts_on: date = LONG_AGO) -> Post:
    """A post and, where given, who holds it."""
    post = Post.objects.create(key=slugify(title), title=title)
    if holder is not None:
        PostHolding.objects.create(post=post, person=holder, starts_on=starts_on)
        holder.__dict__.pop("rights", None)
    return post


def make_council(name: str = "Wexmoor Council", *, demonstration: bool = False) -> Council:
    """The council that works here."""
    return Council.objects.create(name=name, is_demonstration=demonstration, made_on=LONG_AGO)


def by(person: Person, behalf_of: Person | None = None) -> Actor:
    """The actor of a command."""
    return Actor(person, behalf_of)


def sign_in(client: Client, person: Person) -> Client:
    """Sign a person in without the form, which has tests of its own.

    At a client that nobody used yet the session is written as signing in leaves
    it, in one statement; Django writes it four times over.
    """
    (account,) = ACCOUNT_OF.objects(person.pk)
    if settings.SESSION_COOKIE_NAME in client.cookies:
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client
    session = SessionStore()
    session[SESSION_KEY] = account._meta.pk.value_to_string(account)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME].update({"path": "/", "secure": settings.SESSION_COOKIE_SECURE or None})
    return client


NAMES = {
    "lead_officer": ("Ruth Amadi", Role.LEAD_OFFICER, "Team manager, Assessment"),
    "service_manager": ("Joan Fairley", Role.SERVICE_MANAGER, "Head of Service Improvement"),
    "quality_assurance": ("Nell Okafor", Role.QUALITY_ASSURANCE, "Quality assurance manager"),
    "director": ("Piers Halloran", Role.DIRECTOR, "Director of Children's Services"),
    "board_member": ("Dilys Penhale", Role.BOARD_MEMBER, "Independent chair"),
    "clerk": ("Tamsin Orde", Role.DEMOCRATIC_SERVICES, "Democratic services officer"),
    "councillor": ("Councillor Ewan Brathwaite", Role.ELECTED_MEMBER, "Member for Sallow Ward"),
    "monitoring_officer": ("Hester Quill", Role.MONITORING_OFFICER, "Monitoring officer"),
    "auditor": ("Marek Dolan", Role.AUDITOR, "Internal auditor"),
    "administrator": ("Asha Verity", Role.ADMINISTRATOR, "Systems administrator"),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """One person in every role, each held everywhere; ``nobody`` has an account and no role, ``parent`` no account."""

    lead_officer: Person
    service_manager: Person
    quality_assurance: Person
    director: Person
    board_member: Person
    clerk: Person
    councillor: Person
    monitoring_officer: Person
    auditor: Person
    administrator: Person
    nobody: Person
    parent: Person

    def everyone(self) -> dict[str, Person]:
        """All who can sign in, by their part."""
        return {part: getattr(self, part) for part in (*NAMES, "nobody")}


def make_cast() -> Cast:
    """Make everybody, in three statements."""
    parts = {part: _unsaved(name, job_title=title) for part, (name, _, title) in NAMES.items()}
    parts["nobody"] = _unsaved("Colm Varley", job_title="Trainee")
    parts["parent"] = _unsaved("Bridie Tolland", email="")
    Person.objects.bulk_create(parts.values())
    Account.objects.bulk_create(
        Account(person=person, email=person.email, password=_hashed()) for person in parts.values() if person.email
    )
    RoleHeld.objects.bulk_create(
        RoleHeld(person=parts[part], role=role, starts_on=LONG_AGO) for part, (_, role, _) in NAMES.items()
    )
    return Cast(**parts)


def _unsaved(name: str, *, job_title: str = "", email: str | None = None) -> Person:
    key = slugify(name)
    return Person(
        key=key,
        name=name,
        initials="".join(word[0] for word in name.removeprefix("Councillor ").split()),
        job_title=job_title,
        email=f"{key}@council.example" if email is None else email,
    )
