"""The year's refresh, kept as it is prepared, and where an action went: the ties between the years.

Nothing of either plan changes while a refresh is prepared; the rows here hold
what was chosen, so that it can be left and taken up again. A ``Succession``
is what remains: the decision by which a row left its plan's work, and the row
in which the work goes on.

Sources: the plan of 2018-19 begins with the rows of the year before that were not complete, keeps the six
inspection recommendations under watch, and has four rating words where the year before had three colours and
"Completed" (reports of 2 May 2018 and 8 February 2019 to the Safeguarding Sub Committee).
"""

from django.db import models
from django.db.models import Q

from goldenthread.bodies.models import Body
from goldenthread.identity.models import Person, Post
from goldenthread.plan.models.action import Action
from goldenthread.plan.models.plan import Plan, Priority, RatingWord
from goldenthread.plan.refresh import Choice, Fate
from goldenthread.plan.states import Colour, State
from goldenthread.sources.models import Finding


class Refresh(models.Model):
    """One plan is taken into its next year: prepared, then done or given up. Done, it keeps its receipt."""

    class Stage(models.TextChoices):
        """How far it is."""

        PREPARING = "preparing", "Being prepared"
        DONE = "done", "Done"
        GIVEN_UP = "given_up", "Given up"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="refreshes")
    made = models.OneToOneField(Plan, models.PROTECT, null=True, blank=True, related_name="made_by")
    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.PREPARING)
    name = models.CharField(max_length=300)
    starts = models.CharField(max_length=60)
    ends = models.CharField(max_length=60)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    owner_post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    bodies = models.ManyToManyField(Body, blank=True, related_name="+")
    recheck_on = models.DateField()
    renumbers = models.BooleanField(default=True)
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="refreshes_begun")
    begun_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="refreshes_ended")
    ended_at = models.DateTimeField(null=True, blank=True)
    receipt = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-begun_at", "-pk"]
        verbose_name_plural = "refreshes"
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=Q(stage="preparing"), name="plan_one_refresh_prepared"),
            models.CheckConstraint(
                condition=Q(stage="preparing", ended_by__isnull=True, ended_at__isnull=True)
                | (~Q(stage="preparing") & Q(ended_by__isnull=False, ended_at__isnull=False)),
                name="plan_refresh_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(stage="done", made__isnull=False) | (~Q(stage="done") & Q(made__isnull=True)),
                name="plan_refresh_done_iff_plan_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} into {self.name}"

    @property
    def subject(self) -> str:
        """How the ledger names it: by the plan it starts from."""
        return self.plan.subject


class RefreshPriority(models.Model):
    """A priority of the new plan: one of the old plan's, kept or renamed, or a new one."""

    refresh = models.ForeignKey(Refresh, models.CASCADE, related_name="priorities")
    old = models.ForeignKey(Priority, models.CASCADE, null=True, blank=True, related_name="+")
    number = models.CharField(max_length=20)
    title = models.TextField()
    is_kept = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "refresh priorities"
        constraints = [models.UniqueConstraint(fields=["refresh", "old"], name="plan_refresh_priority_once")]

    def __str__(self) -> str:
        return f"Priority {self.number}: {self.title}"


class RefreshWord(models.Model):
    """A rating word of the new plan, with its neutral colour and meaning; ``made`` is the word once it stands there."""

    refresh = models.ForeignKey(Refresh, models.CASCADE, related_name="words")
    word = models.CharField(max_length=120)
    colour = models.CharField(max_length=5, choices=Colour.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.IN_PROGRESS)
    meaning = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)
    made = models.OneToOneField(RatingWord, models.CASCADE, null=True, blank=True, related_name="made_by")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["refresh", "word"], name="plan_refresh_word_once")]

    def __str__(self) -> str:
        return self.word


class WordMapping(models.Model):
    """What a rating word of the old plan becomes in the new one; kept, because years are compared through it."""

    refresh = models.ForeignKey(Refresh, models.CASCADE, related_name="mappings")
    old = models.ForeignKey(RatingWord, models.CASCADE, related_name="went_into")
    new = models.ForeignKey(RefreshWord, models.CASCADE, related_name="came_from")

    class Meta:
        ordering = ["old__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["refresh", "old"], name="plan_word_mapped_once")]

    def __str__(self) -> str:
        return f"{self.old} becomes {self.new}"


class Consideration(models.Model):
    """What was chosen for one action of the old plan, by whom and when.

    ``into`` is the action of the old plan it is merged into. Words, ref, end, lead and priority are blank where they
    stay; without a choice the row holds a ref alone. ``keeps_date`` says that an end which lies before the new plan
    begins was seen and stays, so that the action begins the year late.
    """

    refresh = models.ForeignKey(Refresh, models.CASCADE, related_name="considerations")
    action = models.ForeignKey(Action, models.CASCADE, related_name="considerations")
    choice = models.CharField(max_length=8, choices=Choice.choices, blank=True)
    into = models.ForeignKey(Action, models.CASCADE, null=True, blank=True, related_name="+")
    priority = models.ForeignKey(RefreshPriority, models.SET_NULL, null=True, blank=True, related_name="+")
    wording = models.TextField(blank=True)
    ref = models.CharField(max_length=40, blank=True)
    ends = models.CharField(max_length=300, blank=True)
    keeps_date = models.BooleanField(default=False)
    lead = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lead_post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    recheck_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["action__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["refresh", "action"], name="plan_considered_once"),
            models.CheckConstraint(
                condition=Q(choice="merge", into__isnull=False) | (~Q(choice="merge") & Q(into__isnull=True)),
                name="plan_consideration_merges_into_one",
            ),
            models.CheckConstraint(
                condition=~Q(choice="withdraw") | ~Q(reason=""), name="plan_consideration_withdraws_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(keeps_date=False) | Q(choice__in=["carry", "reword"], ends=""),
                name="plan_consideration_keeps_or_moves_its_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id}: {self.choice or 'not considered'}"


class OfferedFinding(models.Model):
    """A finding nobody answers, taken up in the new plan: by a new action, or by one that comes from the old plan.

    A new action may have been given its ref, which is else the next in its priority, and its lead.
    """

    refresh = models.ForeignKey(Refresh, models.CASCADE, related_name="offered")
    finding = models.ForeignKey(Finding, models.CASCADE, related_name="+")
    answered_by = models.ForeignKey(Action, models.CASCADE, null=True, blank=True, related_name="+")
    priority = models.ForeignKey(RefreshPriority, models.CASCADE, null=True, blank=True, related_name="+")
    wording = models.TextField(blank=True)
    ref = models.CharField(max_length=40, blank=True)
    lead = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lead_post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["finding__source", "finding__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["refresh", "finding"], name="plan_finding_offered_once"),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=False, priority__isnull=True, wording="")
                | (Q(answered_by__isnull=True, priority__isnull=False) & ~Q(wording="")),
                name="plan_offered_finding_has_an_action",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} taken up"


class Succession(models.Model):
    """Where an action went, by a decision: how, into which row, who decided, when and why. Never altered.

    ``successor`` is empty for what was withdrawn. ``by`` entered it; a body or somebody else may have decided.
    """

    action = models.ForeignKey(Action, models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="came_from")
    how = models.CharField(max_length=8, choices=Fate.choices)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    decided_by = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    refresh = models.ForeignKey(Refresh, models.SET_NULL, null=True, blank=True, related_name="successions")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(how="withdraw", successor__isnull=True) | (~Q(how="withdraw") & Q(successor__isnull=False)),
                name="plan_succession_goes_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(action=models.F("successor")),
                name="plan_succession_not_into_itself",
            ),
            models.UniqueConstraint(fields=["action", "successor"], name="plan_succession_once"),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.how} {self.successor_id or ''}"
