"""The plan and what structures it: priorities, aims, measures, rating words, boards and links.

Source: the header block and the headings of the plan printed with the report of 2 May 2018.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from goldenthread.bodies.models import Body, bodies_of
from goldenthread.identity.models import Person, Post, Scope
from goldenthread.identity.roles import Role
from goldenthread.kernel.addresses import address
from goldenthread.plan.states import Colour, State


class Stage(models.TextChoices):
    """How far a plan is in its own life."""

    DRAFT = "draft", "Draft"
    AGREED = "agreed", "Agreed"
    LIVE = "live", "Live"
    SIGNING_OFF = "signing_off", "Being signed off"
    CLOSED = "closed", "Closed"


READS_ALL_PLANS = frozenset({Role.SERVICE_MANAGER, Role.QUALITY_ASSURANCE, Role.DIRECTOR, Role.AUDITOR})


class PlanQuerySet(models.QuerySet["Plan"]):
    """Ways to narrow plans."""

    def visible_to(self, person: Person) -> "PlanQuerySet":
        """The only door to plans for a page: lists and single plans alike.

        Service managers read the plans they are given or own; quality
        assurance, directors and auditors read all they are given; a lead
        officer reads the whole of each plan she has an action in; a board
        member reads the plans her bodies monitor, but no drafts.
        """
        if reads_every_plan(person):
            return self
        rights = person.rights
        own = Q(owner=person) | Q(owner_post__in=rights.posts)
        own |= Q(scope__in=rights.scopes(*READS_ALL_PLANS, Role.LEAD_OFFICER))
        leads = Q(pk__in=_plans_led_by(person)) | Q(pk__in=_plans_overseen_by(person))
        boards = ~Q(stage=Stage.DRAFT) & (
            Q(boards__body__in=bodies_of(person, on=timezone.localdate()))
            | Q(scope__in=rights.scopes(Role.BOARD_MEMBER))
        )
        return self.filter(own | leads | (boards if Role.BOARD_MEMBER in rights.roles else Q(pk__in=[]))).distinct()


def reads_every_plan(person: Person) -> bool:
    """Whether somebody sees every plan there is: the system itself, and who was given such a role everywhere."""
    return person.is_system or bool(person.rights.everywhere & READS_ALL_PLANS)


def _plans_led_by(person: Person) -> models.QuerySet["Plan", int]:
    leads = Q(actions__leads__person=person) | Q(actions__leads__post__in=person.rights.posts)
    return Plan.objects.filter(leads).order_by().values_list("pk", flat=True)


def _plans_overseen_by(person: Person) -> models.QuerySet["Plan", int]:
    return Plan.objects.filter(actions__senior_lead=person).order_by().values_list("pk", flat=True)


class Plan(models.Model):
    """An improvement plan with its header block as the paper prints it and its own life beside it."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=300)
    scope = models.OneToOneField(Scope, models.PROTECT, related_name="plan")
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.LIVE)
    starts_on = models.DateField(null=True, blank=True)
    starts_precision = models.CharField(max_length=8, default="unknown")
    ends_on = models.DateField(null=True, blank=True)
    ends_precision = models.CharField(max_length=8, default="unknown")
    duration = models.CharField(max_length=300, blank=True)
    strategies = models.TextField(blank=True)
    previous_versions = models.TextField(blank=True)
    boards_written = models.TextField(blank=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="plans_owned")
    owner_post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="plans_owned")
    owner_written = models.CharField(max_length=300, blank=True)
    implementation = models.CharField(max_length=300, blank=True)
    review = models.CharField(max_length=300, blank=True)
    reporting = models.CharField(max_length=300, blank=True)
    aims = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    column_labels = models.JSONField(default=dict, blank=True)
    needs_assurance = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    objects = PlanQuerySet.as_manager()

    class Meta:
        # The two databases place what has no date at different ends unless they are told.
        ordering = [models.F("starts_on").desc(nulls_last=True), "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return address("plan", self.key)

    @property
    def subject(self) -> str:
        """How the ledger names this plan."""
        return f"plan:{self.key}"


class PlanMove(models.Model):
    """A step in a plan's life, decided by a named body (or person) on a date."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="moves")
    stage = models.CharField(max_length=12, choices=Stage.choices)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True)
    on = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.plan} {self.stage} on {self.on}"


class PlanBoard(models.Model):
    """A body that monitors the plan, as named by the plan; ``written`` where the body is not known here."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="boards")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="plans_monitored")
    written = models.CharField(max_length=200)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.written


class PlanLink(models.Model):
    """A tie between two plans: a strategy it serves, a plan it follows, a service plan beside it."""

    class Kind(models.TextChoices):
        """What the other plan is to this one."""

        STRATEGY = "strategy", "Serves the strategy"
        SERVICE_PLAN = "service plan", "Stands beside the service plan"
        FOLLOWS = "follows", "Follows"
        RELATED = "related", "Is related to"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="links")
    other = models.ForeignKey(Plan, models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.RELATED)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "other", "kind"], name="plan_link_once"),
            models.CheckConstraint(condition=~Q(plan=models.F("other")), name="plan_link_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.kind} {self.other}"


class RatingWord(models.Model):
    """A rating word of a plan: its neutral colour, the state it stands for, and its meaning, printed with the plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="rating_words")
    word = models.CharField(max_length=120)
    colour = models.CharField(max_length=5, choices=Colour.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.IN_PROGRESS)
    meaning = models.TextField(blank=True)
    is_offered = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "word"], name="plan_rating_word_once")]

    def __str__(self) -> str:
        return self.word


class Priority(models.Model):
    """A priority of the plan; ``number`` is text and part of each action's key."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="priorities")
    number = models.CharField(max_length=20, blank=True)
    title = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "priorities"

    def __str__(self) -> str:
        return f"Priority {self.number}: {self.title}" if self.number else self.title


class Aim(models.Model):
    """A specific aim, or a recommendation in its place: the words of the first column, shared by its actions.

    ``section`` is the title row under which it stood, where the paper has one.
    """

    class Kind(models.TextChoices):
        """What the first column held."""

        AIM = "aim", "Specific aim"
        RECOMMENDATION = "recommendation", "Recommendation"

    priority = models.ForeignKey(Priority, models.CASCADE, related_name="aims")
    kind = models.CharField(max_length=14, choices=Kind.choices, default=Kind.AIM)
    text = models.TextField(blank=True)
    section = models.CharField(max_length=300, blank=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text or "Without an aim"


class Measure(models.Model):
    """How one will know: the words of the measure column. Several actions may share one."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="measures")
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.text
