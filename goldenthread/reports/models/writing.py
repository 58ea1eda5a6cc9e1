"""What a report is written in: templates, sections of Markdown, appendices and pictures."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from goldenthread.bodies.models import Body
from goldenthread.documents.models import StoredFile
from goldenthread.reports.states import SectionKind


class ReportTemplate(models.Model):
    """How the reports to a body are built, or all reports of the council where no body is named.

    ``sections`` lists what a new report begins with (``kind``, ``level``, ``heading``, ``text``, ``is_required``),
    ``wording`` what replaces a default formula, by its name, ``implications`` the implications that are wanted, and
    ``limits`` the most words of a kind of section.
    """

    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="report_templates")
    name = models.CharField(max_length=200)
    sections = models.JSONField(default=list)
    wording = models.JSONField(default=dict)
    implications = models.JSONField(default=list)
    limits = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Coalesce("body", models.Value(0)), name="reports_one_template_a_body"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """How the ledger names this template."""
        return f"report-template:{self.body.key if self.body else 'council'}"


class Section(models.Model):
    """One part of a report: its heading and its text as Markdown with facts in it.

    Paragraphs of the body, the implications and the conclusion are numbered by the system, running through. ``level``
    tells a heading of the body from one beneath it.
    """

    report = models.ForeignKey("reports.Report", models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=17, choices=SectionKind.choices, default=SectionKind.BODY)
    level = models.PositiveSmallIntegerField(default=1)
    heading = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["report", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=[1, 2]), name="reports_section_has_one_of_two_levels"),
            models.UniqueConstraint(
                fields=["report", "kind"],
                condition=Q(kind__in=["summary", "recommendations", "conclusion", "background_papers"]),
                name="reports_section_of_its_kind_once",
            ),
        ]

    def __str__(self) -> str:
        return self.heading or self.get_kind_display()

    @property
    def subject(self) -> str:
        """How the ledger names this section."""
        return f"{self.report.ledger_name}/section-{self.pk}"


class ReportAppendix(models.Model):
    """What stands behind a report: the plan as the round was closed, a file, or a text."""

    class Kind(models.TextChoices):
        """What it is."""

        PLAN = "plan", "The plan, as the round was closed"
        FILE = "file", "A file"
        TEXT = "text", "A text"

    report = models.ForeignKey("reports.Report", models.CASCADE, related_name="appendices")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=4, choices=Kind.choices, default=Kind.PLAN)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="report_appendices")
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["report", "number"]
        verbose_name_plural = "report appendices"
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="reports_appendix_number_once"),
            models.CheckConstraint(
                condition=Q(kind="file", file__isnull=False) | ~Q(kind="file") & Q(file__isnull=True),
                name="reports_appendix_of_a_file_has_one",
            ),
        ]

    def __str__(self) -> str:
        return f"Appendix {self.number} - {self.title}"

    @property
    def subject(self) -> str:
        """How the ledger names this appendix: by its row, since its number moves up when one before it goes."""
        return f"{self.report.ledger_name}/annex-{self.pk}"


class ReportPicture(models.Model):
    """A picture attached to a report: Markdown names it, and nothing else can be shown as one.

    ``description`` is what somebody who does not see it is told; none is shown without.
    """

    report = models.ForeignKey("reports.Report", models.CASCADE, related_name="pictures")
    name = models.SlugField(max_length=80)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="report_pictures")
    description = models.TextField()

    class Meta:
        ordering = ["report", "name"]
        constraints = [
            models.UniqueConstraint(fields=["report", "name"], name="reports_picture_name_once"),
            models.CheckConstraint(condition=~Q(description=""), name="reports_picture_is_described"),
        ]

    def __str__(self) -> str:
        return self.name
