"""Tables of what is to come: the forward plan of a committee, and the reports it is owed once a year or quarter.

Sources: Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England) Regulations 2012,
regulations 8 to 11 (key decisions); forward plans and work programmes of councils.
"""

from datetime import date

from django.db import models
from django.db.models import Q, TextChoices

from goldenthread.bodies.models import Body
from goldenthread.committee.kinds import ItemPurpose, Part
from goldenthread.committee.models.agenda import AgendaItem
from goldenthread.committee.models.meetings import CommitteeMeeting
from goldenthread.committee.models.minutes import Promise, Resolution
from goldenthread.committee.models.standing import Committee
from goldenthread.identity.models import Person
from goldenthread.reports.models import Report


class Every(TextChoices):
    """How often a report is owed."""

    YEAR = "year", "Once a year"
    HALF_YEAR = "half-year", "Twice a year"
    QUARTER = "quarter", "Once a quarter"


class OwedReportQuerySet(models.QuerySet["OwedReport"]):
    """Ways to narrow owed reports."""

    def visible_to(self, person: Person) -> "OwedReportQuerySet":
        """Which reports a committee is owed is known to everyone signed in."""
        return self if person.is_active else self.none()

    def running(self, *, on: date) -> "OwedReportQuerySet":
        """Reports that are still owed."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))


class OwedReport(models.Model):
    """A report that a committee is owed again and again, and who owes it. ``first_due`` is the first day of a month."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="owed_reports")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    every = models.CharField(max_length=9, choices=Every.choices, default=Every.YEAR)
    first_due = models.DateField()
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="reports_owed")
    report_of = models.CharField(max_length=200)
    purpose = models.CharField(max_length=11, choices=ItemPurpose.choices, default=ItemPurpose.NONE, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OwedReportQuerySet.as_manager()

    class Meta:
        ordering = ["committee", "first_due", "number"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="committee_owed_number_once"),
            models.CheckConstraint(condition=~Q(title=""), name="committee_owed_has_a_title"),
            models.CheckConstraint(condition=Q(first_due__day=1), name="committee_owed_in_a_month"),
        ]

    def __str__(self) -> str:
        return self.title


class ForwardItemQuerySet(models.QuerySet["ForwardItem"]):
    """Ways to narrow the forward plan."""

    def visible_to(self, person: Person) -> "ForwardItemQuerySet":
        """What is to come is known to everyone signed in, of what is not public its public title alone."""
        return self if person.is_active else self.none()

    def expected(self) -> "ForwardItemQuerySet":
        """Items that are on no agenda yet and were not dropped."""
        return self.filter(item__isnull=True, dropped_why="")


class ForwardItem(models.Model):
    """Something expected on a meeting of a committee, in a month, or at some time; once taken, ``item`` says where.

    ``part`` says whether it is expected in public; what is not has a ``public_title``. A key decision has the day its
    notice was given, and ``exception_why`` where fewer than 28 clear days were practicable. What it comes from is one
    of ``owed``, ``promise`` (matters arising), ``resolution`` (a reference from another body) and ``deferred``, or
    none. ``same_as`` is the entry of another body that gets the same report.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="forward_items")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    public_title = models.CharField(max_length=300, blank=True)
    meeting = models.ForeignKey(CommitteeMeeting, models.PROTECT, null=True, blank=True, related_name="expected")
    month = models.DateField(null=True, blank=True)
    report_of = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    purpose = models.CharField(max_length=11, choices=ItemPurpose.choices, default=ItemPurpose.NONE, blank=True)
    part = models.PositiveSmallIntegerField(choices=Part.choices, default=Part.PUBLIC)
    is_key = models.BooleanField(default=False)
    documents = models.CharField(max_length=500, blank=True)
    noticed_on = models.DateField(null=True, blank=True)
    exception_why = models.CharField(max_length=500, blank=True)
    owed = models.ForeignKey(OwedReport, models.PROTECT, null=True, blank=True, related_name="planned")
    promise = models.ForeignKey(Promise, models.PROTECT, null=True, blank=True, related_name="planned")
    resolution = models.ForeignKey(Resolution, models.PROTECT, null=True, blank=True, related_name="planned")
    deferred = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="planned")
    referred_by = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="planned_for")
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="also_for")
    item = models.OneToOneField(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="was_planned")
    dropped_why = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ForwardItemQuerySet.as_manager()

    class Meta:
        ordering = ["committee", "number"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="committee_forward_number_once"),
            models.CheckConstraint(condition=~Q(title=""), name="committee_forward_has_a_title"),
            models.CheckConstraint(
                condition=Q(meeting__isnull=True) | Q(month__isnull=True), name="committee_forward_one_time"
            ),
            models.CheckConstraint(
                condition=Q(part=Part.PUBLIC) | ~Q(public_title=""), name="committee_forward_has_a_public_title"
            ),
            models.CheckConstraint(
                condition=Q(is_key=False) | Q(noticed_on__isnull=False), name="committee_key_decision_noticed"
            ),
        ]

    def __str__(self) -> str:
        return self.public_title or self.title
