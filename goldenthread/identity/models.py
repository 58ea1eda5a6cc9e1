"""Tables of people, posts, roles and signing in."""

import secrets
from datetime import date
from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from goldenthread.identity.roles import Holding, Role


class Council(models.Model):
    """The council that works here: one row. A demonstration says so on every page."""

    name = models.CharField(max_length=200)
    is_demonstration = models.BooleanField(default=False)
    made_on = models.DateField()

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(models.QuerySet["Person"]):
    """Ways to narrow people."""

    def working(self) -> "PersonQuerySet":
        """People who have not left and are not the system itself."""
        return self.filter(is_active=True, is_system=False)

    def visible_to(self, person: "Person") -> "PersonQuerySet":
        """Names of colleagues are no secret among those signed in; system persons show only in the record."""
        return self.filter(is_system=False) if person.is_active else self.none()


class Person(models.Model):
    """Somebody the papers name: by name and initials, with or without an account.

    ``key`` is part of addresses and of the ledger and never changes, whatever
    becomes of the name.
    """

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    initials = models.CharField(max_length=12, blank=True)
    job_title = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    is_system = models.BooleanField(default=False)
    left_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="identity_person_email_once"),
            models.CheckConstraint(condition=~Q(key=""), name="identity_person_has_key"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("person", args=[self.key])

    @cached_property
    def rights(self) -> "Rights":
        """The roles this person holds today, read once for each request."""
        return Rights.of(self, on=timezone.localdate())


class Account(AbstractBaseUser):
    """How a person signs in: by e-mail address and password."""

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)

    objects = BaseUserManager["Account"]()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    def __str__(self) -> str:
        return self.email


class KnownAs(models.Model):
    """Initials or a name as papers print them, matched to a person or a post: the glossary, asked for once."""

    text = models.CharField(max_length=120, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="known_as")
    post = models.ForeignKey("identity.Post", models.PROTECT, null=True, blank=True, related_name="known_as")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, post__isnull=True) | Q(person__isnull=True, post__isnull=False),
                name="identity_known_as_person_or_post",
            )
        ]

    def __str__(self) -> str:
        return self.text


class Post(models.Model):
    """A post in the structure: it owns plans and leads actions whoever holds it."""

    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class PostHolding(models.Model):
    """Who holds a post, how, and between which dates."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    kind = models.CharField(max_length=12, choices=Holding.choices, default=Holding.SUBSTANTIVE)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="identity_holding_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} as {self.post}"


class Scope(models.Model):
    """What a role can be held on: a plan or a body, which points here. No scope means everywhere."""

    kind = models.CharField(max_length=20)
    key = models.SlugField(max_length=120)
    title = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="identity_scope_once")]

    def __str__(self) -> str:
        return self.title


class RoleHeld(models.Model):
    """A role somebody holds, on a scope or everywhere, between dates."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="roles_held")
    role = models.CharField(max_length=40, choices=Role.choices)
    scope = models.ForeignKey(Scope, models.PROTECT, null=True, blank=True, related_name="roles_held")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(role__in=Role.values), name="identity_role_is_known")]

    def __str__(self) -> str:
        return f"{self.person}: {self.role}"


class Delegation(models.Model):
    """Leave for one person to act for another between dates. Both names stand in every entry."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="delegations_given")
    delegate = models.ForeignKey(Person, models.PROTECT, related_name="delegations_held")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=300)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(person=models.F("delegate")), name="identity_delegation_is_to_another"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="identity_delegation_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delegate} for {self.person}"


class Invitation(models.Model):
    """A link sent to one person, used once: to choose a first password or a new one. Only its hash is kept."""

    class Purpose(models.TextChoices):
        """Why the link was made."""

        INVITE = "invite", "Invitation"
        RESET = "reset", "New password"

    person = models.ForeignKey(Person, models.PROTECT, related_name="invitations")
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.purpose} for {self.person}"


class Draft(models.Model):
    """What somebody typed and has not sent: kept here, not in the browser, until it is sent or dropped."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=300)
    fields = models.JSONField(default=dict)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "form"], name="identity_draft_once_per_form")]

    def __str__(self) -> str:
        return f"{self.form} of {self.person}"


class FormSent(models.Model):
    """The mark of a form that was sent, so that the same form sent twice acts once."""

    token = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(db_index=True)
    answered_with = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.token


class Rights:
    """Which roles a person holds on one day, where, and which posts: what ``policy`` and ``visible_to`` ask."""

    __slots__ = ("everywhere", "on_scope", "posts")

    def __init__(self, everywhere: frozenset[str], on_scope: dict[str, frozenset[int]], posts: frozenset[int]) -> None:
        self.everywhere = everywhere
        self.on_scope = on_scope
        self.posts = posts

    @classmethod
    def of(cls, person: Person, *, on: date) -> "Rights":
        """Read the roles and posts a person holds on a day: two queries. Somebody who left holds none."""
        if not person.is_active:
            return cls(frozenset(), {}, frozenset())
        current = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        everywhere: set[str] = set()
        scoped: dict[str, set[int]] = {}
        for role, scope in person.roles_held.filter(current).values_list("role", "scope_id"):
            if scope is None:
                everywhere.add(role)
            else:
                scoped.setdefault(role, set()).add(scope)
        posts = frozenset(person.holdings.filter(current).values_list("post_id", flat=True))
        return cls(frozenset(everywhere), {role: frozenset(ids) for role, ids in scoped.items()}, posts)

    @property
    def roles(self) -> frozenset[str]:
        """Every role held anywhere."""
        return self.everywhere | frozenset(self.on_scope)

    def has(self, role: str, *, scope_id: int | None = None) -> bool:
        """Whether the role is held everywhere, or on this scope."""
        return role in self.everywhere or (scope_id is not None and scope_id in self.on_scope.get(role, ()))

    def scopes(self, *roles: str) -> frozenset[int]:
        """The scopes on which any of the roles is held."""
        return frozenset(scope for role in roles for scope in self.on_scope.get(role, ()))


def new_key() -> str:
    """A random key for what has no name of its own."""
    return secrets.token_hex(8)
