"""What a report goes through: versions with their hash, clearances, remarks, explanations, and the files issued."""

import hashlib
import json
from typing import Any

from django.db import models
from django.db.models import Q

from goldenthread.documents.models import StoredFile
from goldenthread.identity.models import Person
from goldenthread.reports.models.report import Report
from goldenthread.reports.models.writing import Section
from goldenthread.reports.states import Cleared, Explained, Finding


class ReportVersion(models.Model):
    """A report as it stood when it was put to others or issued: never changed, the database itself refuses.

    ``content`` is canonical JSON, kept as text so that its hash can be taken again from the very bytes: the whole
    paper with every fact's value and the list behind it, and the Markdown of each section. ``says`` is the hash of
    what it says, however it is drawn: two versions with the same one ask nobody twice. It is empty on versions that
    were kept before there was one; whoever decided on such a version is asked once more.
    """

    class Made(models.TextChoices):
        """What it was made for."""

        CLEARANCE = "clearance", "Put to those who clear it"
        ISSUE = "issue", "Issued"

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    made_for = models.CharField(max_length=9, choices=Made.choices)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    # Empty rather than blank: adding a column with a value would write the rows anew, which the database refuses.
    says = models.CharField(max_length=64, null=True)  # noqa: DJ001

    class Meta:
        ordering = ["report", "number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="reports_version_number_once")]

    def __str__(self) -> str:
        return f"Version {self.number} of {self.report}"

    @property
    def value(self) -> dict[str, Any]:
        """Its content as values."""
        found: dict[str, Any] = json.loads(self.content)
        return found

    @property
    def is_whole(self) -> bool:
        """Whether its content still has the hash it was entered with."""
        return hashlib.sha256(self.content.encode()).hexdigest() == self.sha256


class ClearanceQuerySet(models.QuerySet["Clearance"]):
    """Ways to narrow clearances."""

    def visible_to(self, person: Person) -> "ClearanceQuerySet":
        """Whoever reads the report reads who was asked and what they said."""
        return self.filter(report__in=Report.objects.visible_to(person).order_by().values("pk"))

    def current(self) -> "ClearanceQuerySet":
        """What stands: not replaced by asking again."""
        return self.filter(replaced_at__isnull=True)

    def waiting(self) -> "ClearanceQuerySet":
        """What was asked and not yet decided."""
        return self.current().filter(decision=Cleared.NONE)


class Clearance(models.Model):
    """That somebody was asked to clear a version, in which capacity and by when, and what they said. Never silence.

    ``decided_by`` is who decided: the person, or somebody acting for them. A person who is asked again, or says
    otherwise, gets a further row; the earlier one is ``replaced`` and keeps what was said.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="clearances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="clearances")
    capacity = models.CharField(max_length=120, blank=True)
    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="clearances")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=9, choices=Cleared.choices, default=Cleared.NONE)
    words = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = ClearanceQuerySet.as_manager()

    class Meta:
        ordering = ["report", "asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "person"], condition=Q(replaced_at__isnull=True), name="reports_asked_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(decision=Cleared.NONE, decided_at__isnull=True, decided_by__isnull=True)
                | ~Q(decision=Cleared.NONE) & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="reports_decided_on_a_day_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(decision=Cleared.SENT_BACK) | ~Q(words=""), name="reports_sent_back_with_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} on {self.report}"

    @property
    def stand_in(self) -> str:
        """Who decided in the place of whoever was asked, acting for them; blank where they did so themselves."""
        return self.decided_by.name if self.decided_by and self.decided_by_id != self.person_id else ""

    @property
    def subject(self) -> str:
        """How the ledger names this clearance."""
        return f"{self.report.ledger_name}/clearance-{self.pk}"


class Remark(models.Model):
    """A remark beside the words it is on, and its answer. It stays when the section goes."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="remarks")
    section = models.ForeignKey(Section, models.SET_NULL, null=True, blank=True, related_name="remarks")
    quoted = models.TextField(blank=True)
    text = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["report", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="reports_remark_answered_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.text


class Explanation(models.Model):
    """What was decided of something a check found: kept, for a reason, or changed. ``key`` is the check's digest."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="explanations")
    of = models.CharField(max_length=5, choices=Finding.choices)
    key = models.CharField(max_length=128)
    decision = models.CharField(max_length=7, choices=Explained.choices)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["report", "at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "of", "key"], name="reports_explained_once"),
            models.CheckConstraint(
                condition=~Q(decision=Explained.KEEP) | ~Q(reason=""), name="reports_kept_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.of} {self.key[:12]}: {self.decision}"


class IssuedFile(models.Model):
    """A file of an issued report: its format, where it is kept and its hash. Never changed."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="files")
    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="files")
    format = models.CharField(max_length=4)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="issued_reports")
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["report", "format"]
        constraints = [models.UniqueConstraint(fields=["version", "format"], name="reports_file_of_a_format_once")]

    def __str__(self) -> str:
        return f"{self.report} ({self.format})"
