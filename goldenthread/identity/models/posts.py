"""Posts and who holds them between which dates."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from goldenthread.identity.roles import Holding

if TYPE_CHECKING:
    from goldenthread.identity.models.people import Person


class PostQuerySet(models.QuerySet["Post"]):
    """Ways to narrow posts."""

    def visible_to(self, person: "Person") -> "PostQuerySet":
        """The structure of the council and who holds which post are known to everyone signed in."""
        return self if person.is_active else self.none()

    def standing(self) -> "PostQuerySet":
        """Posts that still exist."""
        return self.filter(ended_on__isnull=True)


class Post(models.Model):
    """A post in the structure: it owns plans and leads actions whoever holds it."""

    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    ended_on = models.DateField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("post", args=[self.key])

    @property
    def subject(self) -> str:
        """How the ledger names this post."""
        return f"post:{self.key}"


class PostHoldingQuerySet(models.QuerySet["PostHolding"]):
    """Ways to narrow holdings."""

    def visible_to(self, person: "Person") -> "PostHoldingQuerySet":
        """Who holds which post is known to everyone signed in."""
        return self if person.is_active else self.none()

    def current(self, *, on: date) -> "PostHoldingQuerySet":
        """Holdings that run on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


class PostHolding(models.Model):
    """Who holds a post, how, and between which dates."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    person = models.ForeignKey("identity.Person", models.PROTECT, related_name="holdings")
    kind = models.CharField(max_length=12, choices=Holding.choices, default=Holding.SUBSTANTIVE)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = PostHoldingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="identity_holding_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} as {self.post}"

    @property
    def end_url(self) -> str:
        """The page on which the last day is entered."""
        return reverse("end-holding", args=[self.post.key, self.person.key, self.starts_on.isoformat()])
