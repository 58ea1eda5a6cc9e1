"""Tables of bodies and memberships."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from goldenthread.identity.models import Person, Scope
from goldenthread.identity.roles import Role


class Kind(models.TextChoices):
    """What sort of body it is."""

    BOARD = "board", "Board"
    COMMITTEE = "committee", "Committee"
    SUB_COMMITTEE = "sub-committee", "Sub-committee"
    FORUM = "forum", "Forum"
    GROUP = "group", "Group"
    MANAGEMENT_TEAM = "management team", "Management team"


class BodyQuerySet(models.QuerySet["Body"]):
    """Ways to narrow bodies."""

    def visible_to(self, person: Person) -> "BodyQuerySet":
        """That a body exists and who sits on it is known to everyone signed in."""
        return self if person.is_active else self.none()


class Body(models.Model):
    """A board, committee or forum."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    scope = models.OneToOneField(Scope, models.PROTECT, related_name="body")
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = BodyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("body", args=[self.key])

    @property
    def subject(self) -> str:
        """How the ledger names this body."""
        return f"body:{self.key}"


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Ways to narrow memberships."""

    def visible_to(self, person: Person) -> "MembershipQuerySet":
        """Who sits on a body is known to everyone signed in."""
        return self if person.is_active else self.none()

    def current(self, *, on: date) -> "MembershipQuerySet":
        """Memberships that run on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


class Membership(models.Model):
    """Who sits on a body, in which office, between which dates."""

    class Office(models.TextChoices):
        """The office a member holds."""

        CHAIR = "chair", "Chair"
        CO_CHAIR = "co-chair", "Co-chair"
        VICE_CHAIR = "vice-chair", "Vice-chair"
        MEMBER = "member", "Member"
        CO_OPTED = "co-opted", "Co-opted member"
        OFFICER = "officer", "Officer in attendance"

    body = models.ForeignKey(Body, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    office = models.CharField(max_length=12, choices=Office.choices, default=Office.MEMBER)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="bodies_membership_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} on {self.body}"

    @property
    def end_url(self) -> str:
        """The page on which the last day is entered."""
        return reverse("end-membership", args=[self.body.key, self.person.key, self.starts_on.isoformat()])


def bodies_of(person: Person, *, on: date) -> BodyQuerySet:
    """The bodies a person sits on at a date, or holds a board member's or elected member's role on."""
    current = Q(memberships__starts_on__lte=on) & (
        Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gte=on)
    )
    scopes = person.rights.scopes(Role.BOARD_MEMBER, Role.ELECTED_MEMBER)
    return Body.objects.filter((Q(memberships__person=person) & current) | Q(scope__in=scopes)).distinct()


CHAIRS = (Membership.Office.CHAIR, Membership.Office.CO_CHAIR, Membership.Office.VICE_CHAIR)
"""Offices whose holder speaks for the body."""


def bodies_chaired_by(person: Person, *, on: date) -> BodyQuerySet:
    """The bodies a person chairs at a date, alone or with others."""
    held = Membership.objects.current(on=on).filter(person=person, office__in=CHAIRS)
    return Body.objects.filter(pk__in=held.values("body"))
