"""A whole report that was written elsewhere and brought here: the file as it came, and what became of each piece."""

from django.db import models

from goldenthread.documents.models import StoredFile
from goldenthread.identity.models import Person
from goldenthread.reports.models.report import Report


class BroughtPaper(models.Model):
    """The file a report was read from, with its receipt: where each piece stood and what became of it.

    ``fitted`` says whether it was read into the parts of a report; one that was not stays an attached paper.
    """

    report = models.OneToOneField(Report, models.PROTECT, related_name="brought")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="brought_reports")
    fitted = models.BooleanField()
    receipt = models.JSONField(default=list)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.file.name

    @property
    def left(self) -> list[dict[str, str]]:
        """The pieces that stand in the file alone."""
        return [one for one in self.receipt if one["was_left"]]
