"""The action and what hangs on it: leads, milestones, updates, evidence, findings, changes of its end date."""

from datetime import date

from django.db import models
from django.db.models import Q

from goldenthread.documents.models import StoredFile
from goldenthread.identity.models import Person, Post
from goldenthread.kernel.addresses import address
from goldenthread.kernel.dates import PartialDate, Precision
from goldenthread.plan.models.plan import Aim, Measure, Plan, Priority, RatingWord
from goldenthread.plan.states import BLUE, COMPLETE, FINISHED, State
from goldenthread.sources.models import Finding


class ActionQuerySet(models.QuerySet["Action"]):
    """Ways to narrow actions. Each reads as an adjective and returns a queryset."""

    def visible_to(self, person: Person) -> "ActionQuerySet":
        """The only door to actions for a page: whoever reads the plan reads its actions."""
        return self.filter(plan__in=Plan.objects.visible_to(person))

    def led_by(self, person: Person) -> "ActionQuerySet":
        """Actions of which the person, or a post the person holds, is a lead."""
        leads = ActionLead.objects.filter(Q(person=person) | Q(post__in=person.rights.posts))
        return self.filter(pk__in=leads.values("action"))

    def unfinished(self) -> "ActionQuerySet":
        """Actions on which something is still owed."""
        return self.exclude(state__in=FINISHED)

    def blue(self) -> "ActionQuerySet":
        """Actions that count as complete in declared figures."""
        return self.filter(state__in=BLUE)

    def overdue(self, *, on: date) -> "ActionQuerySet":
        """Unfinished actions whose last day has passed."""
        return self.unfinished().filter(ends_on__lt=on)

    def in_paper_order(self) -> "ActionQuerySet":
        """As the plan prints them: by priority, then by place."""
        return self.order_by("priority__position", "position", "pk")


class Action(models.Model):
    """One action. Its key never changes; its printed ref may repeat or be blank.

    The state says how far it is, the rating (a word of the plan) how it goes.
    ``ends_on`` is the last day of the last end date; ``original_ends_on`` and its
    words never change once the plan was agreed, so that a moved date stays visible.
    ``added_on`` is the day it was written here, from which silence counts; a row that came with a paper, or from the
    year before, has none: it was there already.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="actions")
    priority = models.ForeignKey(Priority, models.PROTECT, related_name="actions")
    aim = models.ForeignKey(Aim, models.PROTECT, null=True, blank=True, related_name="actions")
    key = models.CharField(max_length=80)
    ref = models.CharField(max_length=40, blank=True)
    wording = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)
    added_on = models.DateField(null=True, blank=True)
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="actions")

    starts_written = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    starts_precision = models.CharField(max_length=8, default=Precision.UNKNOWN.value)
    ends_written = models.CharField(max_length=300, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    ends_precision = models.CharField(max_length=8, default=Precision.UNKNOWN.value)
    original_ends_written = models.CharField(max_length=300, blank=True)
    original_ends_on = models.DateField(null=True, blank=True)
    recurrence = models.CharField(max_length=120, blank=True)
    is_standing = models.BooleanField(default=False)
    waits_for = models.CharField(max_length=200, blank=True)
    waits_since = models.DateField(null=True, blank=True)

    senior_lead = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="actions_overseen")
    senior_lead_written = models.CharField(max_length=120, blank=True)
    leads_written = models.CharField(max_length=300, blank=True)

    state = models.CharField(max_length=20, choices=State.choices, default=State.NOT_STARTED)
    rating = models.ForeignKey(RatingWord, models.PROTECT, null=True, blank=True, related_name="actions")
    reported_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="actions_reported")
    reported_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    assured_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="actions_assured")
    assured_on = models.DateField(null=True, blank=True)
    difference = models.TextField(blank=True)
    embedded_on = models.DateField(null=True, blank=True)

    comments = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    updated_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="plan_action_key_once"),
            models.CheckConstraint(
                condition=Q(state=State.ASSURED, assured_by__isnull=False, assured_on__isnull=False)
                | (~Q(state=State.ASSURED) & Q(assured_by__isnull=True, assured_on__isnull=True)),
                name="plan_action_assured_iff_assurer_and_date",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.ASSURED, State.DECLARED_COMPLETE]) | Q(completed_on__isnull=False),
                name="plan_action_completed_has_date_unless_on_paper",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.ASSURED, State.DECLARED_COMPLETE, State.COMPLETED_ON_PAPER])
                | Q(completed_on__isnull=True),
                name="plan_action_unfinished_has_no_completion",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REPORTED_COMPLETE) | Q(reported_by__isnull=False, reported_on__isnull=False),
                name="plan_action_reported_has_reporter",
            ),
        ]
        indexes = [models.Index(fields=["plan", "state"], name="plan_action_plan_state")]

    def __str__(self) -> str:
        return f"{self.ref or self.key}: {self.wording}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return address("action", self.plan.key, self.key)

    @property
    def is_embedded(self) -> bool:
        """Whether it is complete and two re-checks in a row found that it still holds. It is no colour of its own."""
        return self.embedded_on is not None and self.state in COMPLETE

    @property
    def subject(self) -> str:
        """How the ledger names this action."""
        return f"action:{self.plan.key}/{self.key}"

    @property
    def key_in_full(self) -> str:
        """The key with its plan's, unique among all actions."""
        return f"{self.plan.key}/{self.key}"

    @property
    def starts(self) -> PartialDate:
        """The start as written and as read."""
        return PartialDate(self.starts_written, Precision(self.starts_precision), self.starts_on)


class ActionLead(models.Model):
    """A lead of an action: a person or a post. One of them is accountable; the order is the paper's."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="leads")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="actions_led")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="actions_led")
    is_accountable = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, post__isnull=True) | Q(person__isnull=True, post__isnull=False),
                name="plan_lead_person_or_post",
            ),
            models.UniqueConstraint(
                fields=["action"], condition=Q(is_accountable=True), name="plan_one_accountable_lead"
            ),
            models.UniqueConstraint(fields=["action", "person"], name="plan_lead_person_once"),
        ]

    def __str__(self) -> str:
        return str(self.person or self.post)


class Milestone(models.Model):
    """A step on the way, with its own date; a date in steps gives one for each."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="milestones")
    text = models.TextField(blank=True)
    due_written = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_precision = models.CharField(max_length=8, default=Precision.UNKNOWN.value)
    done_on = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text or self.due_written


class Update(models.Model):
    """A note on an action: what changed, dated as known, by whom. Never altered; a correction is a further update.

    ``by`` is empty for a note that came with a paper. ``rating`` is the word given with it. ``is_answer`` is what
    tells a lead's answer from the words of others (sent back, reopened), ``reports_complete`` that it said the action
    is done, which outdoes the rating it had until then. With an answer may come the measure as a
    figure, the next step and when it is looked at, what is needed from the board, and, where the rating is better
    than the dates suggest, the sentence that says why.
    """

    action = models.ForeignKey(Action, models.CASCADE, related_name="updates")
    text = models.TextField(blank=True)
    dated_written = models.CharField(max_length=120, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    dated_precision = models.CharField(max_length=8, default=Precision.UNKNOWN.value)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="updates_written")
    rating = models.ForeignKey(RatingWord, models.PROTECT, null=True, blank=True)
    recorded_at = models.DateTimeField()
    is_answer = models.BooleanField(default=False)
    reports_complete = models.BooleanField(default=False)
    figure_written = models.CharField(max_length=40, blank=True)
    figure = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    next_step = models.TextField(blank=True)
    look_at_written = models.CharField(max_length=60, blank=True)
    look_at_on = models.DateField(null=True, blank=True)
    needs = models.TextField(blank=True)
    despite = models.TextField(blank=True)

    class Meta:
        ordering = ["recorded_at", "pk"]
        indexes = [models.Index(fields=["action", "recorded_at"], name="plan_update_action_time")]

    def __str__(self) -> str:
        return self.text

    @property
    def dated(self) -> PartialDate:
        """The date of the note as known."""
        return PartialDate(self.dated_written, Precision(self.dated_precision), self.dated_on)


class Evidence(models.Model):
    """What shows that something was done or made a difference: a text, a link or a file."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="evidence")
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    address = models.URLField(blank=True, max_length=500)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True)
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.title


class EndDateChange(models.Model):
    """A changed end date: from, to, why, who asked and who approved. The count of these is the count of extensions."""

    class Decision(models.TextChoices):
        """What became of the request."""

        ASKED = "asked", "Waiting for a decision"
        APPROVED = "approved", "Approved"
        DECLINED = "declined", "Declined"

    action = models.ForeignKey(Action, models.CASCADE, related_name="end_date_changes")
    before_written = models.CharField(max_length=300, blank=True)
    before_on = models.DateField(null=True, blank=True)
    after_written = models.CharField(max_length=300)
    after_on = models.DateField()
    after_precision = models.CharField(max_length=8)
    reason = models.TextField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="extensions_asked")
    asked_at = models.DateTimeField()
    decision = models.CharField(max_length=8, choices=Decision.choices, default=Decision.ASKED)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="extensions_decided")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="asked", decided_by__isnull=True)
                | (~Q(decision="asked") & Q(decided_by__isnull=False)),
                name="plan_end_date_change_decided_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.action_id}: {self.before_written} to {self.after_written}"


class ActionFinding(models.Model):
    """That an action answers a finding."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="action_findings")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="action_findings")
    reopened = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["action", "finding"], name="plan_action_finding_once")]

    def __str__(self) -> str:
        return f"{self.action_id} answers {self.finding_id}"
