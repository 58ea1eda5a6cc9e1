"""The work around blue: what assurance said, when it looks again, and findings that contradict an action.

An action's own row holds what stands today; these rows keep every act, so that
reopening loses nothing of what was said before.

Sources: report of 2 May 2018 to the Safeguarding Sub Committee, paragraphs 6 and 7 (completed
actions taken up again when an audit shows the need); Sheffield Health and Social Care (blue after
a second person's inspection) and South London and Maudsley (checks again after sign-off).
"""

from datetime import date

from django.db import models
from django.db.models import Q

from goldenthread.identity.models import Person
from goldenthread.plan.assurance import Strength
from goldenthread.plan.models.action import Action
from goldenthread.plan.models.plan import Plan
from goldenthread.plan.states import COMPLETE, FINISHED
from goldenthread.sources.models import Finding


class AssuranceQuerySet(models.QuerySet["Assurance"]):
    """Ways to narrow acts of assurance."""

    def visible_to(self, person: Person) -> "AssuranceQuerySet":
        """Whoever reads the plan reads who assured its actions."""
        return self.filter(action__plan__in=Plan.objects.visible_to(person))

    def standing(self) -> "AssuranceQuerySet":
        """Blue that was given and has not ended."""
        return self.filter(outcome=Assurance.Outcome.GIVEN, ended_on=None)


class Assurance(models.Model):
    """One act of assurance: an action was given blue, or sent back. Never altered, but for the day a blue ended.

    ``strength`` is blank for what was assured before it was asked for.
    """

    class Outcome(models.TextChoices):
        """What assurance decided."""

        GIVEN = "given", "Assured"
        SENT_BACK = "sent_back", "Sent back"

    action = models.ForeignKey(Action, models.CASCADE, related_name="assurances")
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="assurances_given")
    on = models.DateField()
    difference = models.TextField(blank=True)
    strength = models.CharField(max_length=8, choices=Strength.choices, blank=True)
    why_no_evidence = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    reported_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reported_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.ForeignKey(Finding, models.PROTECT, null=True, blank=True, related_name="assurances_ended")

    objects = AssuranceQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(outcome="given", reason="") & ~Q(difference=""))
                | (Q(outcome="sent_back", difference="", ended_on__isnull=True) & ~Q(reason="")),
                name="plan_assurance_says_what_differs_or_is_missing",
            ),
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(outcome="given", ended_on__isnull=True),
                name="plan_one_assurance_stands",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id}: {self.get_outcome_display()} on {self.on}"


class RecheckQuerySet(models.QuerySet["Recheck"]):
    """Ways to narrow re-checks."""

    def visible_to(self, person: Person) -> "RecheckQuerySet":
        """Whoever reads the plan reads when its actions are looked at again."""
        return self.filter(action__plan__in=Plan.objects.visible_to(person))

    def to_come(self) -> "RecheckQuerySet":
        """Re-checks that nobody has done yet, of actions that are still complete."""
        return self.filter(result="", action__state__in=COMPLETE)

    def due(self, *, on: date) -> "RecheckQuerySet":
        """Re-checks to come whose day has passed or is today."""
        return self.to_come().filter(due_on__lte=on)


class Recheck(models.Model):
    """A look at a completed action again: when it falls due, and what was found. One is open at a time.

    It needs no assurance before it: an action that came complete with a paper can be put under watch
    too. ``is_earlier`` marks one of a completion that has ended: it counts no more towards embedded.
    """

    class Result(models.TextChoices):
        """What a re-check found; blank while it is still to come."""

        HOLDS = "holds", "Still holds"
        SLIPPED = "slipped", "Has slipped"
        CALLED_OFF = "called_off", "Called off"

    action = models.ForeignKey(Action, models.CASCADE, related_name="rechecks")
    due_on = models.DateField()
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="rechecks_set")
    set_on = models.DateField()
    why = models.TextField(blank=True)
    result = models.CharField(max_length=10, choices=Result.choices, blank=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="rechecks_done")
    done_on = models.DateField(null=True, blank=True)
    looked_at = models.TextField(blank=True)
    records = models.PositiveIntegerField(null=True, blank=True)
    said = models.TextField(blank=True)
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, blank=True, related_name="rechecks")
    is_earlier = models.BooleanField(default=False)

    objects = RecheckQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = "re-check"
        constraints = [
            models.CheckConstraint(
                condition=Q(result="", done_on__isnull=True, done_by__isnull=True)
                | (~Q(result="") & Q(done_on__isnull=False, done_by__isnull=False) & ~Q(said="")),
                name="plan_recheck_done_by_somebody_with_words",
            ),
            models.CheckConstraint(
                condition=~Q(result__in=["holds", "slipped"]) | ~Q(looked_at=""),
                name="plan_recheck_says_what_was_looked_at",
            ),
            models.CheckConstraint(
                condition=Q(result="slipped", finding__isnull=False) | (~Q(result="slipped") & Q(finding__isnull=True)),
                name="plan_recheck_slipped_iff_finding",
            ),
            models.UniqueConstraint(fields=["action"], condition=Q(result=""), name="plan_one_recheck_open"),
        ]
        indexes = [models.Index(fields=["result", "due_on"], name="plan_recheck_due")]

    def __str__(self) -> str:
        what = self.get_result_display() if self.result else "due"
        return f"{self.action_id}: {what} on {self.done_on or self.due_on}"


class ContradictionQuerySet(models.QuerySet["Contradiction"]):
    """Ways to narrow contradictions."""

    def visible_to(self, person: Person) -> "ContradictionQuerySet":
        """Whoever reads the plan reads what contradicts its actions."""
        return self.filter(action__plan__in=Plan.objects.visible_to(person))

    def unanswered(self) -> "ContradictionQuerySet":
        """Those nobody has answered, of actions that are still part of their plan."""
        return self.filter(outcome="").filter(Q(action__state__in=COMPLETE) | ~Q(action__state__in=FINISHED))

    def of_complete(self) -> "ContradictionQuerySet":
        """Those against an action that is complete: it waits to be reopened, or for somebody to say that it stands."""
        return self.filter(action__state__in=COMPLETE)

    def of_unfinished(self) -> "ContradictionQuerySet":
        """Those against an action under way: its lead answers them in an update."""
        return self.exclude(action__state__in=FINISHED)


class Contradiction(models.Model):
    """That a finding contradicts what is said of an action, and what became of it.

    Apart from ``ActionFinding``: to contradict an action is not to be answered by it, and the same
    finding may first contradict an action and then be what it was taken up again for.
    """

    class Outcome(models.TextChoices):
        """What became of it; blank while nobody has answered."""

        REOPENED = "reopened", "The action was reopened"
        ANSWERED = "answered", "Answered by an update"
        STANDS = "stands", "The action stands"

    action = models.ForeignKey(Action, models.CASCADE, related_name="contradictions")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="contradictions")
    said = models.TextField(blank=True)
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="contradictions_raised")
    raised_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="contradictions_settled")
    settled_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    objects = ContradictionQuerySet.as_manager()

    class Meta:
        ordering = ["raised_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", settled_by__isnull=True, settled_at__isnull=True)
                | (~Q(outcome="") & Q(settled_by__isnull=False, settled_at__isnull=False)),
                name="plan_contradiction_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="stands") | ~Q(reason=""), name="plan_contradiction_stands_with_reason"
            ),
            models.UniqueConstraint(
                fields=["action", "finding"], condition=Q(outcome=""), name="plan_contradiction_open_once"
            ),
        ]
        indexes = [models.Index(fields=["outcome", "action"], name="plan_contradiction_open")]

    def __str__(self) -> str:
        return f"{self.finding_id} contradicts {self.action_id}"
