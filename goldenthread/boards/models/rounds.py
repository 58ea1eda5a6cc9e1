"""Tables of rounds. A closing and its lines point at no row of a plan: they are what was reported, as text."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from goldenthread.boards.states import Returned, RoundState
from goldenthread.bodies.models import Body, bodies_chaired_by
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from goldenthread.plan.models import Plan
from goldenthread.plan.states import Colour

WORKS_ON_PLANS = frozenset(
    {Role.LEAD_OFFICER, Role.SERVICE_MANAGER, Role.QUALITY_ASSURANCE, Role.DIRECTOR, Role.AUDITOR}
)


class MonitoringRoundQuerySet(models.QuerySet["MonitoringRound"]):
    """Ways to narrow rounds."""

    def visible_to(self, person: Person) -> "MonitoringRoundQuerySet":
        """Whoever reads the plan reads its rounds; who only sits on a board reads those that were closed.

        Who chairs the board a round is for also reads it while it is in moderation, to set the board's ratings.
        """
        found = self.filter(plan__in=Plan.objects.visible_to(person))
        if person.is_system or person.rights.roles & WORKS_ON_PLANS or Role.BOARD_MEMBER not in person.rights.roles:
            return found
        weighed = Q(state=RoundState.MODERATION, board__in=bodies_chaired_by(person, on=timezone.localdate()))
        return found.filter(Q(closings__isnull=False) | weighed).distinct()


class MonitoringRound(models.Model):
    """One round of monitoring: a period of a plan, for a board, with its dates. Its number never changes."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="rounds")
    board = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="rounds")
    number = models.PositiveIntegerField()
    period_starts_on = models.DateField()
    period_ends_on = models.DateField()
    opens_on = models.DateField(null=True, blank=True)
    returns_due_on = models.DateField(null=True, blank=True)
    moderated_until = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    meets_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=RoundState.choices, default=RoundState.PLANNED)
    correction = models.TextField(blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = MonitoringRoundQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="boards_round_number_once"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state__in=[RoundState.OPEN, RoundState.MODERATION]),
                name="boards_one_round_at_work",
            ),
            models.CheckConstraint(
                condition=Q(period_ends_on__gte=models.F("period_starts_on")), name="boards_period_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"Round {self.number} of {self.plan}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("round", args=[self.plan.key, self.number])

    @property
    def subject(self) -> str:
        """How the ledger names this round."""
        return f"round:{self.plan.key}/{self.number}"


class Closing(models.Model):
    """What a round was closed with, as text: the plan's name, the board, the words and their meanings, who closed it.

    A round reopened for a correction gets a further closing; the earlier ones stay as they are. ``missing`` holds
    what was asked for and had not come, ``missing_why`` why the round was closed without it, ``notes`` the
    achievements and pressures. ``header`` is the header block as the plan printed it, a label and a text for each
    line, ``priorities`` every priority with its notes, one without an action too; both are empty where the round was
    closed before they were kept.
    """

    round = models.ForeignKey(MonitoringRound, models.PROTECT, related_name="closings")
    number = models.PositiveIntegerField(default=1)
    position_on = models.DateField()
    closed_at = models.DateTimeField()
    closed_by = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    plan_name = models.CharField(max_length=300)
    board_name = models.CharField(max_length=200, blank=True)
    words = models.JSONField(default=list)
    missing_why = models.TextField(blank=True)
    missing = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    header = models.JSONField(default=list)
    priorities = models.JSONField(default=list)

    class Meta:
        ordering = ["round", "number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="boards_closing_number_once")]

    def __str__(self) -> str:
        return f"Closing {self.number} of round {self.round_id}"

    def get_absolute_url(self) -> str:
        """Its page: of the last one the page of its round, of an earlier one a page of its own leads there."""
        return reverse("round-closing", args=[self.round.plan.key, self.round.number, self.number])


class RoundLine(models.Model):
    """One action as it stood when a round was closed, with what was returned for it and the board's own rating.

    ``returned`` is blank where nothing was asked for. ``comments`` is the whole cell as the plan printed it, with the
    dates of its entries, while ``said`` is the last entry alone. ``aim_number`` tells two rows under one aim from two
    whose aims merely read alike. ``owed_by`` is who owed the answer at the closing, who may be another than at the
    opening; ``reopened_why`` is the reason and the finding for which a completed action was taken up again. Both are
    blank where the round was closed before they were kept. ``said_at`` is when something was said of this row, and
    ``heard_before_at`` when something was said last of the row it was in the plan of the year before.
    """

    closing = models.ForeignKey(Closing, models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    action = models.CharField(max_length=80)
    ref = models.CharField(max_length=40, blank=True)
    priority_number = models.CharField(max_length=20, blank=True)
    priority_title = models.TextField(blank=True)
    section = models.CharField(max_length=300, blank=True)
    aim = models.TextField(blank=True)
    wording = models.TextField(blank=True)
    starts = models.CharField(max_length=120, blank=True)
    ends = models.CharField(max_length=300, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    first_due = models.CharField(max_length=300, blank=True)
    measure = models.TextField(blank=True)
    leads = models.TextField(blank=True)
    senior_lead = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=20)
    declared = models.CharField(max_length=5, choices=Colour.choices)
    word = models.CharField(max_length=120, blank=True)
    derived = models.CharField(max_length=5, choices=Colour.choices)
    because = models.TextField(blank=True)
    said = models.TextField(blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    heard_before_at = models.DateTimeField(null=True, blank=True)
    extensions = models.PositiveIntegerField(default=0)
    extended_why = models.TextField(blank=True)
    sources = models.TextField(blank=True)
    first_due_on = models.DateField(null=True, blank=True)
    figure = models.CharField(max_length=40, blank=True)
    figure_number = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    next_step = models.TextField(blank=True)
    look_at = models.CharField(max_length=60, blank=True)
    needs = models.TextField(blank=True)
    despite = models.TextField(blank=True)
    returned = models.CharField(max_length=8, choices=Returned.choices, blank=True)
    declined_why = models.TextField(blank=True)
    owed_by = models.CharField(max_length=300, blank=True)
    reopened_why = models.TextField(blank=True)
    board_word = models.CharField(max_length=120, blank=True)
    board_colour = models.CharField(max_length=5, choices=Colour.choices, blank=True)
    board_why = models.TextField(blank=True)
    board_by = models.CharField(max_length=200, blank=True)
    comments = models.TextField(blank=True)
    aim_kind = models.CharField(max_length=14, blank=True)
    aim_number = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["closing", "position"]
        constraints = [models.UniqueConstraint(fields=["closing", "action"], name="boards_line_once")]

    def __str__(self) -> str:
        return f"{self.ref or self.action}: {self.wording}"
