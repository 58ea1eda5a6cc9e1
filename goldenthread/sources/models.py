"""Tables of sources, their stages and their findings."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from goldenthread.bodies.models import Body, Kind
from goldenthread.documents.models import StoredFile
from goldenthread.identity.models import Person, Scope
from goldenthread.identity.roles import Role
from goldenthread.kernel.dates import PartialDate, Precision
from goldenthread.sources.kinds import Answer, FindingKind, SourceKind

READS_ALL = frozenset({Role.SERVICE_MANAGER, Role.QUALITY_ASSURANCE, Role.DIRECTOR, Role.AUDITOR})


KEEP_COMMITTEES = frozenset({Role.DEMOCRATIC_SERVICES, Role.MONITORING_OFFICER})
"""Roles that keep the meetings of committees."""


class SourceQuerySet(models.QuerySet["Source"]):
    """Ways to narrow sources."""

    def visible_to(self, person: Person) -> "SourceQuerySet":
        """Managers, assurance, directors and auditors read all; others what they entered or what a plan of theirs uses.

        A source is tied to plans by its scopes, which the app ``plan`` keeps. The clerk and the monitoring officer,
        who keep the meetings of committees, read what these asked for.
        """
        if person.is_system or person.rights.roles & READS_ALL:
            return self
        seen = Q(entered_by=person) | Q(scopes__in=person.rights.scopes(*Role.values))
        if person.rights.roles & KEEP_COMMITTEES:
            seen |= Q(kind=SourceKind.DIRECTION, body__kind__in=(Kind.COMMITTEE, Kind.SUB_COMMITTEE))
        return self.filter(seen).distinct()


class Source(models.Model):
    """Something that asks for improvement, with its title, date and address: a plan shows it without knowing more."""

    key = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=SourceKind.choices)
    title = models.CharField(max_length=300)
    written_on = models.CharField(max_length=60, blank=True)
    first_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=8, default=Precision.UNKNOWN.value)
    publisher = models.CharField(max_length=200, blank=True)
    address = models.URLField(blank=True, max_length=500)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True)
    scopes = models.ManyToManyField(Scope, blank=True, related_name="sources")
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="sources_entered")
    entered_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["-first_on", "title"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=SourceKind.values), name="sources_kind_is_known")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("source", args=[self.key])

    @property
    def dated(self) -> PartialDate:
        """The date of the source as known."""
        return PartialDate(self.written_on, Precision(self.precision), self.first_on)


class SourceStage(models.Model):
    """A stage a source has reached: announced, on site, draft received, published, answered."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="stages")
    name = models.CharField(max_length=120)
    on = models.DateField()

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.name} on {self.on}"


class FindingQuerySet(models.QuerySet["Finding"]):
    """Ways to narrow findings."""

    def visible_to(self, person: Person) -> "FindingQuerySet":
        """A finding is read by whoever reads its source."""
        return self.filter(source__in=Source.objects.visible_to(person))

    def asking(self) -> "FindingQuerySet":
        """Findings that ask for something: all but strengths and what was withdrawn."""
        return self.exclude(kind=FindingKind.STRENGTH).exclude(answer=Answer.WITHDRAWN)


class Finding(models.Model):
    """One numbered finding of a source: a recommendation, something for development, or a strength."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="findings")
    key = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=16, choices=FindingKind.choices, default=FindingKind.RECOMMENDATION)
    number = models.CharField(max_length=40, blank=True)
    paragraph = models.CharField(max_length=60, blank=True)
    theme = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.OPEN)
    answer_reason = models.TextField(blank=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="findings_owned")
    due_on = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="findings_entered")
    entered_at = models.DateTimeField()
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["source", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(answer=Answer.DECLINED) | ~Q(answer_reason=""), name="sources_declined_with_reason"
            )
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 120 else self.text[:117] + "…"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("finding", args=[self.source.key, self.key])
