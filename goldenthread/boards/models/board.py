"""Tables of boards: terms, how often each plan is monitored, standing items, in what capacity members sit, lines.

A board is a body of any kind that has been set up as one; who sits on it, in
which office and between which dates stays in ``bodies``.

Sources: header block of the plan printed with the report of 2 May 2018 ("Board responsible", "Frequency of
monitoring/reporting"); the same report, paragraph 9 (which body reports to which).
"""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from goldenthread.bodies.models import Body, Membership, bodies_of
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from goldenthread.plan.models import Plan, PlanBoard

READS_EVERY_BOARD = frozenset(
    {Role.SERVICE_MANAGER, Role.QUALITY_ASSURANCE, Role.DIRECTOR, Role.AUDITOR, Role.DEMOCRATIC_SERVICES}
)
KEEPS_EVERY_BOARD = READS_EVERY_BOARD | {Role.ADMINISTRATOR}


class BoardQuerySet(models.QuerySet["Board"]):
    """Ways to narrow boards."""

    def visible_to(self, person: Person) -> "BoardQuerySet":
        """Terms and members are read by members, by whoever reads a plan of the board, and by whoever keeps boards."""
        if person.is_system:
            return self
        if not person.is_active:
            return self.none()
        return self if person.rights.everywhere & KEEPS_EVERY_BOARD else self._of(person)

    def read_by(self, person: Person) -> "BoardQuerySet":
        """Boards whose meetings a person reads: members, who reads a plan of it, and the clerk who keeps them.

        An administrator sees no case content, so as such reads no meeting.
        """
        if person.is_system:
            return self
        if not person.is_active:
            return self.none()
        return self if person.rights.everywhere & READS_EVERY_BOARD else self._of(person)

    def _of(self, person: Person) -> "BoardQuerySet":
        """Boards on which a person sits, and those that monitor a plan she reads."""
        monitored = PlanBoard.objects.filter(plan__in=Plan.objects.visible_to(person), body__isnull=False)
        seats = bodies_of(person, on=timezone.localdate()).order_by().values("pk")
        return self.filter(Q(body__in=seats) | Q(body__in=monitored.order_by().values("body_id")))


class Board(models.Model):
    """What a body undertakes as a board: its purpose in a sentence. How often it monitors which plan stands beside."""

    body = models.OneToOneField(Body, models.PROTECT, related_name="board")
    purpose = models.CharField(max_length=500)
    set_up_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    objects = BoardQuerySet.as_manager()

    class Meta:
        ordering = ["body__name", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(purpose=""), name="boards_board_has_a_purpose")]

    def __str__(self) -> str:
        return self.body.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("board", args=[self.body.key])

    @property
    def subject(self) -> str:
        """How the ledger names this board: as the body it is."""
        return self.body.subject


class MonitoringInterval(models.Model):
    """How often a board monitors a plan: in its own words, and as a number of months that can be counted with."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="intervals")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="monitoring_intervals")
    words = models.CharField(max_length=80)
    months = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["board", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["board", "plan"], name="boards_one_interval_a_plan"),
            models.CheckConstraint(condition=Q(months__gte=1, months__lte=24), name="boards_interval_of_months"),
        ]

    def __str__(self) -> str:
        return self.words


class StandingItem(models.Model):
    """Something a board takes at every meeting, every second one, and so on; an ended one is offered no more.

    Its number names it and never changes; its position is its place in the list.
    """

    board = models.ForeignKey(Board, models.PROTECT, related_name="standing_items")
    number = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    brought_by = models.CharField(max_length=200, blank=True)
    every = models.PositiveSmallIntegerField(default=1)
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["board", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["board", "number"], name="boards_standing_item_number_once"),
            models.CheckConstraint(condition=Q(every__gte=1, every__lte=12), name="boards_item_every_so_many_meetings"),
        ]

    def __str__(self) -> str:
        return self.title


class Capacity(models.Model):
    """In what capacity somebody sits on a body, beside the office the seat holds; a partner names its organisation."""

    class Kind(models.TextChoices):
        """For whom somebody sits there."""

        OFFICER = "officer", "Officer"
        ELECTED_MEMBER = "elected member", "Elected member"
        PARENT = "parent", "Parent or carer"
        YOUNG_PERSON = "young person", "Young person"
        PARTNER = "partner", "Partner agency"
        INDEPENDENT = "independent", "Independent"

    membership = models.OneToOneField(Membership, models.CASCADE, related_name="capacity")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    organisation = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "capacities"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="partner") & ~Q(organisation="") | ~Q(kind="partner") & Q(organisation=""),
                name="boards_partner_names_its_organisation",
            )
        ]

    def __str__(self) -> str:
        label = Capacity.Kind(self.kind).label
        return f"{label}: {self.organisation}" if self.organisation else label


class ReportingLineQuerySet(models.QuerySet["ReportingLine"]):
    """Ways to narrow reporting lines."""

    def visible_to(self, person: Person) -> "ReportingLineQuerySet":
        """That a body exists is known to all; that it reports to another, to whoever reads a board there is."""
        return self if Board.objects.visible_to(person).exists() else self.none()


class ReportingLine(models.Model):
    """That a body reports to another, of whatever kinds: what it reports and how often. Lines make no circle."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="reports_to")
    to = models.ForeignKey(Body, models.PROTECT, related_name="is_reported_to_by")
    what = models.CharField(max_length=300)
    how_often = models.CharField(max_length=80)
    version = models.PositiveIntegerField(default=1)

    objects = ReportingLineQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "to"], name="boards_line_drawn_once"),
            models.CheckConstraint(condition=~Q(body=F("to")), name="boards_line_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.body} reports to {self.to}"
