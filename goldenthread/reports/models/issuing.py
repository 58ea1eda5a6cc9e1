"""That a report is being issued in the background: who pressed, how far it is, and how it ended."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from goldenthread.documents.rendering import SECONDS
from goldenthread.identity.models import Person
from goldenthread.reports.models.report import Report

LONGEST = timedelta(seconds=3 * SECONDS + 300)
"""So long a worker may take: three files at the limit of each, and what is read and sealed around them."""


class Issuing(models.Model):
    """One press that issues a long report: its files are made by the worker, and it can be stopped until it is sealed.

    It goes on while ``ended_at`` is empty, and once at a time. ``refusal`` is the sentence of what stood in the way;
    blank where the report was issued.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="issuings")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField(null=True, blank=True)
    files = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    refusal = models.TextField(blank=True)

    class Meta:
        ordering = ["report", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(ended_at__isnull=True), name="reports_issued_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(refusal="") | Q(ended_at__isnull=False), name="reports_issuing_refused_has_ended"
            ),
        ]

    def __str__(self) -> str:
        return f"Issuing {self.report}"

    @property
    def is_going_on(self) -> bool:
        """Whether it has not ended yet, as this row was read."""
        return self.ended_at is None

    def has_stalled(self, *, at: datetime) -> bool:
        """Whether the worker began it and must have been ended meanwhile: it goes on longer than it can."""
        return self.ended_at is None and self.begun_at is not None and at - self.begun_at > LONGEST
