"""Roles that were held on a plan when it went into its next year, and what became of each.

A role is held on one plan. The plan of the next year is another one, so nothing of the old plan's roles holds there
until somebody who may give roles has given them.
"""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q

from goldenthread.identity.models import Person, RoleHeld
from goldenthread.identity.roles import Role
from goldenthread.plan.models.refresh import Refresh


class RoleOnwardQuerySet(models.QuerySet["RoleOnward"]):
    """Ways to narrow roles of old plans."""

    def visible_to(self, person: Person) -> "RoleOnwardQuerySet":
        """Administrators decide on them, so they alone see them all; everybody sees their own."""
        return self if Role.ADMINISTRATOR in person.rights.everywhere else self.filter(held__person=person)

    def waiting(self, *, on: date) -> "RoleOnwardQuerySet":
        """Those nobody has decided on: the role still holds on the old plan and not yet on the new one."""
        same = RoleHeld.objects.not_over(on=on).filter(person=OuterRef("held__person"), role=OuterRef("held__role"))
        has_new = same.filter(Q(scope=None) | Q(scope=OuterRef("refresh__made__scope")))
        here = Q(held__person__left_on=None) | Q(held__person__left_on__gte=on)
        holds = Q(held__ends_on=None) | Q(held__ends_on__gte=on)
        found = self.filter(here, holds, outcome=RoleOnward.Outcome.WAITING, held__person__is_active=True)
        return found.exclude(Exists(has_new))


class RoleOnward(models.Model):
    """A role that was held on the old plan alone when its next year was made: given there, left, or still to decide."""

    class Outcome(models.TextChoices):
        """What became of it."""

        WAITING = "", "Waits for an administrator"
        GIVEN = "given", "Given on the new plan"
        LEFT = "left", "Left behind with the old plan"

    refresh = models.ForeignKey(Refresh, models.CASCADE, related_name="roles")
    held = models.ForeignKey(RoleHeld, models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=5, choices=Outcome.choices, default=Outcome.WAITING, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)

    objects = RoleOnwardQuerySet.as_manager()

    class Meta:
        ordering = ["refresh", "held__person__name", "held__role", "pk"]
        verbose_name_plural = "roles onward"
        constraints = [
            models.UniqueConstraint(fields=["refresh", "held"], name="plan_role_onward_once"),
            models.CheckConstraint(
                condition=Q(outcome="", by__isnull=True, at__isnull=True)
                | (~Q(outcome="") & Q(by__isnull=False, at__isnull=False)),
                name="plan_role_onward_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.held} of {self.refresh_id}"
