"""A hand-over that was planned: of whom, when her last day is over, and who takes what."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from goldenthread.identity.models.people import Person
from goldenthread.identity.models.rights import SEES_ALL_ROLES
from goldenthread.identity.roles import Role

if TYPE_CHECKING:
    from datetime import date

EVERYTHING = "everything"
"""The kind that stands for whatever has no successor of its own."""


class HandOverQuerySet(models.QuerySet["HandOver"]):
    """Ways to narrow planned hand-overs."""

    def visible_to(self, person: Person) -> "HandOverQuerySet":
        """Who leaves and who takes over see it; all of them administrators, service managers and auditors.

        Whoever manages a plan must know who will answer for it; a hand-over names people and kinds, no words of plans.
        """
        rights = person.rights
        if rights.everywhere & SEES_ALL_ROLES or Role.SERVICE_MANAGER in rights.roles:
            return self
        return self.filter(Q(person=person) | Q(pk__in=Successor.objects.filter(person=person).values("hand_over")))

    def planned(self) -> "HandOverQuerySet":
        """Those that have neither been done nor withdrawn."""
        return self.filter(state=HandOver.State.PLANNED)

    def due(self, *, on: "date") -> "HandOverQuerySet":
        """Planned ones whose last day was over when the day ``on`` began."""
        return self.planned().filter(last_day__lt=on)


class HandOver(models.Model):
    """What somebody owes goes to successors when ``last_day`` is over; until then it can be changed or withdrawn.

    ``refused`` says why it could not be done although its day has passed; it is tried again until somebody changes it.
    """

    class State(models.TextChoices):
        """What became of it."""

        PLANNED = "planned", "Planned"
        DONE = "done", "Done"
        WITHDRAWN = "withdrawn", "Withdrawn"

    person = models.ForeignKey(Person, models.PROTECT, related_name="hand_overs")
    last_day = models.DateField()
    closes_account = models.BooleanField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="hand_overs_asked_for")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    ended_at = models.DateTimeField(null=True, blank=True)
    refused = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        ordering = ["last_day", "pk"]
        verbose_name = "hand-over"
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="planned"), name="identity_one_hand_over_planned"
            ),
            models.CheckConstraint(
                condition=Q(state="planned", ended_at__isnull=True) | ~Q(state="planned") & Q(ended_at__isnull=False),
                name="identity_hand_over_ended_when_not_planned",
            ),
        ]

    def __str__(self) -> str:
        return f"Hand-over of {self.person}"


class Successor(models.Model):
    """Who takes one kind of thing over, by the key of the kind, or everything that has no successor of its own."""

    hand_over = models.ForeignKey(HandOver, models.CASCADE, related_name="successors")
    kind = models.CharField(max_length=80)
    person = models.ForeignKey(Person, models.PROTECT, related_name="takes_over")

    class Meta:
        ordering = ["hand_over", "pk"]
        constraints = [models.UniqueConstraint(fields=["hand_over", "kind"], name="identity_successor_once_per_kind")]

    def __str__(self) -> str:
        return f"{self.person} takes {self.kind}"
