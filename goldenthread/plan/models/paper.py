"""What ties a plan to its papers: imports taken into it, exports made from it, and filters people saved."""

from django.db import models

from goldenthread.identity.models import Person
from goldenthread.intake.models import Import
from goldenthread.plan.models.plan import Plan


class PlanImport(models.Model):
    """An import and the plan it made or changed.

    ``base`` holds the texts of each action's cells as the paper had them, by
    key and column, so that the next version of the paper is compared with this
    one and not with what was worked on since.
    """

    of = models.OneToOneField(Import, models.CASCADE, related_name="plan_import")
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, blank=True, related_name="imports")
    made_the_plan = models.BooleanField(default=False)
    base = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.of} into {self.plan}"


class ExportSnapshot(models.Model):
    """The texts of an export as they left, by key and column: what a file that comes back is compared with."""

    key = models.CharField(max_length=16, unique=True)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="snapshots")
    digest = models.CharField(max_length=64, db_index=True)
    made_at = models.DateTimeField()
    base = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.key


class SavedFilter(models.Model):
    """A filter of a plan page that somebody keeps by name: the query of its address."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="saved_filters")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="saved_filters")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["person", "plan", "name"], name="plan_saved_filter_once")]

    def __str__(self) -> str:
        return self.name
