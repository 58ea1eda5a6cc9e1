"""Tables of the council's calendar: the days it is closed, and when its office closes."""

from datetime import time

from django.db import models
from django.urls import reverse

from goldenthread.identity.models import Person


class ClosedDayQuerySet(models.QuerySet["ClosedDay"]):
    """Ways to narrow closed days."""

    def visible_to(self, person: Person) -> "ClosedDayQuerySet":
        """When the council is closed is known to everyone signed in."""
        return self if person.is_active else self.none()


class ClosedDay(models.Model):
    """A day other than a weekend or bank holiday on which the council is closed, so that it is no clear day."""

    on = models.DateField(unique=True)
    why = models.CharField(max_length=200)

    objects = ClosedDayQuerySet.as_manager()

    class Meta:
        ordering = ["on"]

    def __str__(self) -> str:
        return f"{self.on.day} {self.on:%B %Y}"

    @property
    def remove_url(self) -> str:
        """The page on which it is taken off the list."""
        return reverse("remove-closed-day", args=[self.on.isoformat()])


class OfficeHours(models.Model):
    """When the office closes: one row. What is published later counts as published on the next day."""

    closes_at = models.TimeField(default=time(17))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "office hours"

    def __str__(self) -> str:
        return f"until {self.closes_at:%H:%M}"
