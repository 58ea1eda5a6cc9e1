"""The report itself: its block as the paper prints it, and the bodies it goes to.

Source: the report block of the pack of 2 May 2018: Committee(s) and Dated, Subject and Public, Report of, For
Information or For Decision, Report author.
"""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from goldenthread.boards.models import Closing, MonitoringRound
from goldenthread.bodies.models import Body, bodies_of
from goldenthread.bodies.schedule_12a import numbers_in
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from goldenthread.kernel.prepared import Prepared
from goldenthread.plan.models import Plan
from goldenthread.reports.models.writing import ReportTemplate
from goldenthread.reports.states import BEING_WRITTEN, WAS_ISSUED, Purpose, ReportState

READS_REPORTS = frozenset({Role.SERVICE_MANAGER, Role.DIRECTOR, Role.QUALITY_ASSURANCE, Role.AUDITOR})
"""Roles that read the reports on plans they read, in every state."""

READS_ALL_ALIKE = frozenset({Role.DIRECTOR, Role.QUALITY_ASSURANCE, Role.AUDITOR})
"""Roles that, held everywhere, also read reports that are on no plan."""

WITH_ITS_BODIES = (ReportState.ISSUED, ReportState.SUPERSEDED)
"""States in which those who sit on a body read what was issued to it."""


CALLED_BACK = (ReportState.RETURNED, ReportState.WITHDRAWN)
"""States in which what was issued is read by its makers and democratic services alone."""


class ReportQuerySet(models.QuerySet["Report"]):
    """Ways to narrow reports."""

    def visible_to(self, person: Person) -> "ReportQuerySet":
        """The only door to reports for a page: lists and single reports alike.

        Whoever writes it, is named as its chief officer or was asked to clear it reads it in every state; so do those
        who keep, direct, assure or audit the plan it is on. Democratic services read what was handed to them. Board
        members read what was issued to their bodies; elected members only what of it is public: the rest waits for
        the agenda. An administrator reads no case content.
        """
        if person.is_system:
            return self
        rights = person.rights
        found = Q(author=person) | Q(made_by=person) | Q(chief_officer=person)
        found |= Q(pk__in=Report.co_authors.through.objects.filter(person=person).values("report"))
        found |= Q(clearances__person=person)
        found |= Q(round__plan__in=plans_kept_by(person))
        if rights.everywhere & READS_ALL_ALIKE:
            found |= Q(round__isnull=True)
        if Role.DEMOCRATIC_SERVICES in rights.roles:
            found |= Q(issued_at__isnull=False)
        if (seats := from_her_seats(person)) is not None:
            found |= seats & Q(state__in=WITH_ITS_BODIES)
        return self.filter(found).distinct()

    def called_back_from(self, person: Person) -> "ReportQuerySet":
        """Issued reports that somebody could read from a seat until they were returned or withdrawn: that they were.

        Whoever may read one all the same is not among those it was called back from.
        """
        seats = from_her_seats(person)
        if seats is None:
            return self.none()
        gone = self.filter(seats, state__in=CALLED_BACK, issued_at__isnull=False).distinct()
        return gone.exclude(pk__in=Report.objects.visible_to(person).order_by().values("pk"))

    def being_written(self) -> "ReportQuerySet":
        """Reports that can still change."""
        return self.filter(state__in=BEING_WRITTEN)

    def issued(self) -> "ReportQuerySet":
        """Reports that were issued and still stand."""
        return self.filter(state=ReportState.ISSUED)


def from_her_seats(person: Person) -> Q | None:
    """What of the reports to her bodies somebody reads once it is issued; nothing for whoever reads from no seat."""
    roles = person.rights.roles
    if roles.isdisjoint({Role.BOARD_MEMBER, Role.ELECTED_MEMBER}):
        return None
    seats = Q(destinations__body__in=bodies_of(person, on=timezone.localdate()))
    return seats if Role.BOARD_MEMBER in roles else seats & Q(is_public=True)


def plans_kept_by(person: Person) -> models.QuerySet[Plan]:
    """The plans whose reports a person reads in every state: those she keeps, directs, assures or audits."""
    rights = person.rights
    if rights.everywhere & READS_REPORTS:
        return Plan.objects.order_by()
    own = Q(owner=person) | Q(owner_post__in=rights.posts) | Q(scope__in=rights.scopes(*READS_REPORTS))
    return Plan.objects.filter(own).order_by()


class Report(models.Model):
    """A cover report: what stands in its block, how far it is, and the closing of a round its facts are from.

    ``closing`` is what its facts are frozen on: a round that is closed again by a correction does not move it. A
    report may be on no round; it then has no facts. ``author`` is who is printed, with post, telephone and e-mail
    as they were when it was written; ``co_authors`` is whoever wrote in it, too. ``why`` says why it was returned or
    withdrawn. A returned report stays as it is, and a new draft ``supersedes`` it. ``exempt_under`` holds under which
    paragraphs of Part 1 of Schedule 12A one is not public, as in ``1, 3``, and ``public_interest`` why keeping it
    weighs more than telling it.
    """

    key = models.SlugField(max_length=80, unique=True)
    subject = models.CharField(max_length=300)
    round = models.ForeignKey(MonitoringRound, models.PROTECT, null=True, blank=True, related_name="reports")
    closing = models.ForeignKey(Closing, models.PROTECT, null=True, blank=True, related_name="reports")
    template = models.ForeignKey(ReportTemplate, models.PROTECT, null=True, blank=True, related_name="reports")
    is_public = models.BooleanField(default=True)
    exempt_under = models.CharField(max_length=30, blank=True)
    public_interest = models.TextField(blank=True)
    purpose = models.CharField(max_length=11, choices=Purpose.choices, default=Purpose.INFORMATION)
    state = models.CharField(max_length=12, choices=ReportState.choices, default=ReportState.DRAFT)
    report_of = models.CharField(max_length=200, blank=True)
    report_of_post = models.CharField(max_length=200, blank=True)
    chief_officer = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="reports_in_name_of")
    author = models.ForeignKey(Person, models.PROTECT, related_name="reports_written")
    author_name = models.CharField(max_length=200, blank=True)
    author_post = models.CharField(max_length=200, blank=True)
    author_telephone = models.CharField(max_length=40, blank=True)
    author_email = models.CharField(max_length=254, blank=True)
    co_authors = models.ManyToManyField(Person, blank=True, related_name="reports_co_written")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="reports_made")
    created_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="reports_issued")
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=WAS_ISSUED, issued_at__isnull=False, issued_by__isnull=False)
                | Q(state__in=BEING_WRITTEN, issued_at__isnull=True, issued_by__isnull=True)
                | Q(state=ReportState.WITHDRAWN),
                name="reports_issued_on_a_day_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ReportState.RETURNED, ReportState.WITHDRAWN]) | ~Q(why=""),
                name="reports_returned_or_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(closing__isnull=True) | Q(round__isnull=False), name="reports_closing_is_of_a_round"
            ),
            models.CheckConstraint(condition=~Q(key="") & ~Q(subject=""), name="reports_has_key_and_subject"),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(exempt_under="", public_interest=""),
                name="reports_public_is_under_no_paragraph",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("report", args=[self.key])

    @property
    def ledger_name(self) -> str:
        """How the ledger names this report; ``subject`` is what the paper prints."""
        return f"report:{self.key}"

    @property
    def plan(self) -> Plan | None:
        """The plan it is on."""
        return self.round.plan if self.round else None

    @property
    def is_being_written(self) -> bool:
        """Whether it can still change."""
        return self.state in BEING_WRITTEN

    @property
    def exempt_paragraphs(self) -> tuple[int, ...]:
        """The paragraphs of Part 1 of Schedule 12A under which it is not public."""
        return numbers_in(self.exempt_under)

    @property
    def author_ids(self) -> frozenset[int]:
        """Everybody who wrote it: the author who is printed and whoever else wrote in it. None of them clears it."""
        return frozenset({self.author_id, *(person for (person,) in _WROTE_TOO.rows(self.pk))})


_WROTE_TOO = Prepared(
    lambda report: Report.co_authors.through.objects.filter(report_id=report).values_list("person_id"), int
)


class Destination(models.Model):
    """A body a report goes to, and the day of its meeting; ``on`` is empty while the day is not known."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="destinations")
    body = models.ForeignKey(Body, models.PROTECT, related_name="reports_received")
    on = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "body"], name="reports_body_once")]

    def __str__(self) -> str:
        return f"{self.body} on {self.on}"
