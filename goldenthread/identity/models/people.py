"""The council, its people, their accounts, and what papers call them."""

import secrets
from datetime import date
from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from goldenthread.identity.models.rights import SEES_ALL_ROLES, Rights


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
        still_here = Q(left_on__isnull=True) | Q(left_on__gte=timezone.localdate())
        return self.filter(still_here, is_active=True, is_system=False)

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
        """Their page."""
        return reverse("person", args=[self.key])

    @property
    def subject(self) -> str:
        """How the ledger names this person."""
        return f"person:{self.key}"

    def has_left(self, *, on: date) -> bool:
        """Whether the person is no longer here on a day: the last day itself still counts as here."""
        return not self.is_active or (self.left_on is not None and self.left_on < on)

    @cached_property
    def rights(self) -> Rights:
        """The roles this person holds today, read once for each request."""
        return Rights.of(self, on=timezone.localdate())


class AccountQuerySet(models.QuerySet["Account"]):
    """Ways to narrow accounts."""

    def visible_to(self, person: "Person") -> "AccountQuerySet":
        """One's own account; all of them to administrators, who keep them, and to auditors."""
        return self if person.rights.everywhere & SEES_ALL_ROLES else self.filter(person=person)


class AccountManager(BaseUserManager["Account"]):
    """Accounts with their person, since no page needs the one without the other."""

    def get_queryset(self) -> AccountQuerySet:
        """Every account, its person joined."""
        return AccountQuerySet(self.model, using=self._db).select_related("person")

    def visible_to(self, person: "Person") -> AccountQuerySet:
        """One's own account; all of them to administrators and auditors."""
        return self.get_queryset().visible_to(person)


class Account(AbstractBaseUser):
    """How a person signs in: by e-mail address and password.

    ``is_demonstration`` marks an account made for a demonstration; it opens
    nothing in a council that is not one.
    """

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)

    objects = AccountManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.email

    def may_sign_in(self, *, on: date) -> bool:
        """Whether the account opens anything: it is not disabled, its person has not left, and it belongs here."""
        if not self.is_active or self.person.is_system or self.person.has_left(on=on):
            return False
        return not self.is_demonstration or Council.objects.filter(is_demonstration=True).exists()


class KnownAsQuerySet(models.QuerySet["KnownAs"]):
    """Ways to narrow the glossary of initials."""

    def visible_to(self, person: "Person") -> "KnownAsQuerySet":
        """Whom a paper means by its initials is no secret among those signed in."""
        return self if person.is_active else self.none()


class KnownAs(models.Model):
    """Initials or a name as papers print them, matched to a person or a post: the glossary, asked for once."""

    text = models.CharField(max_length=120, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="known_as")
    post = models.ForeignKey("identity.Post", models.PROTECT, null=True, blank=True, related_name="known_as")

    objects = KnownAsQuerySet.as_manager()

    class Meta:
        ordering = ["text"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, post__isnull=True) | Q(person__isnull=True, post__isnull=False),
                name="identity_known_as_person_or_post",
            )
        ]

    def __str__(self) -> str:
        return self.text


def new_key() -> str:
    """A random key for what has no name of its own."""
    return secrets.token_hex(8)
