"""Tables of what a round asks for: what is owed by whom, the links of those without an account, moderation, notes."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from goldenthread.boards.models.rounds import MonitoringRound
from goldenthread.identity.models import Person
from goldenthread.plan.models import Plan
from goldenthread.plan.states import Colour


class AskedQuerySet(models.QuerySet["Asked"]):
    """Ways to narrow what is asked."""

    def visible_to(self, person: Person) -> "AskedQuerySet":
        """Whoever reads the round reads what it asks for."""
        return self.filter(round__in=MonitoringRound.objects.visible_to(person))

    def returns(self) -> "AskedQuerySet":
        """Answers for actions."""
        return self.filter(kind=Asked.Kind.RETURN)

    def supplies(self) -> "AskedQuerySet":
        """What partners and providers send."""
        return self.filter(kind=Asked.Kind.SUPPLY)


class Asked(models.Model):
    """One thing a round asks for: an answer for an action, or a supply by a partner or provider.

    The action is named by its key and not by its row, so that a round keeps what it asked whatever becomes of the
    plan. ``person`` is who owes it: the accountable lead, or whoever holds the post, at the opening; empty where
    nobody was known. Whether an answer for an action came is read from its updates; a supply holds its own answer.
    """

    class Kind(models.TextChoices):
        """What is asked for."""

        RETURN = "return", "An answer for an action"
        SUPPLY = "supply", "A supply by a partner"

    round = models.ForeignKey(MonitoringRound, models.CASCADE, related_name="asked")
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.RETURN)
    position = models.PositiveIntegerField(default=0)
    action = models.CharField(max_length=80, blank=True)
    what = models.TextField(blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="asked")
    person_written = models.CharField(max_length=300, blank=True)
    senior = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="asked_after_leads")
    asked_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    declined_why = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    chased_at = models.DateTimeField(null=True, blank=True)
    chased_times = models.PositiveIntegerField(default=0)
    senior_chased_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AskedQuerySet.as_manager()

    class Meta:
        ordering = ["round", "kind", "position", "pk"]
        verbose_name_plural = "asked"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "action"], condition=Q(kind="return"), name="boards_action_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="return") & ~Q(action="") | Q(kind="supply") & ~Q(what=""),
                name="boards_asked_for_an_action_or_a_supply",
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True) | ~Q(declined_why=""), name="boards_declined_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.action or self.what}"

    @property
    def subject(self) -> str:
        """How the ledger names this."""
        return f"{self.round.subject}/{self.action or f'supply-{self.position}'}"


class AnswerLink(models.Model):
    """A link by which somebody without an account answers once what a round asks of them, and sees nothing else.

    Only a digest of the link is kept. It opens until it was used, replaced, the round was closed, or its time has
    passed; a link that was made before links had an end has none.
    """

    round = models.ForeignKey(MonitoringRound, models.CASCADE, related_name="links")
    person = models.ForeignKey(Person, models.PROTECT, related_name="answer_links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"{self.person} for round {self.round_id}"

    def is_over(self, *, at: datetime) -> bool:
        """Whether its time has passed."""
        return self.ends_at is not None and at >= self.ends_at


class Moderation(models.Model):
    """The board's rating of an action beside the officer's, with the reason. Both stay, and both print."""

    round = models.ForeignKey(MonitoringRound, models.CASCADE, related_name="moderations")
    action = models.CharField(max_length=80)
    word = models.CharField(max_length=120)
    colour = models.CharField(max_length=5, choices=Colour.choices)
    why = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "action"], name="boards_one_moderation_an_action")]

    def __str__(self) -> str:
        return f"{self.action}: {self.word}"


class RoundNoteQuerySet(models.QuerySet["RoundNote"]):
    """Ways to narrow notes."""

    def visible_to(self, person: Person) -> "RoundNoteQuerySet":
        """Whoever reads the round reads its notes."""
        return self.filter(round__in=MonitoringRound.objects.visible_to(person))


class RoundNote(models.Model):
    """An achievement or a pressure of the period that is tied to no one action.

    A pressure named in one round is asked about in the next: ``follows`` is the note it answers, ``standing`` what
    has become of it.
    """

    class Kind(models.TextChoices):
        """Which it is."""

        ACHIEVEMENT = "achievement", "Achievement"
        PRESSURE = "pressure", "Pressure"

    class Theme(models.TextChoices):
        """What a pressure is about."""

        STAFFING = "staffing", "Staffing"
        CASELOAD = "caseload", "Caseload"
        PARTNERS = "partners", "Partners"
        DATA = "data", "Data"
        OTHER = "other", "Something else"

    class Standing(models.TextChoices):
        """What has become of a pressure that was named before."""

        STILL = "still", "Still there"
        EASED = "eased", "Eased"
        GONE = "gone", "Gone"

    round = models.ForeignKey(MonitoringRound, models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=11, choices=Kind.choices)
    theme = models.CharField(max_length=8, choices=Theme.choices, blank=True)
    text = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    standing = models.CharField(max_length=5, choices=Standing.choices, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = RoundNoteQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "follows"],
                condition=Q(follows__isnull=False, withdrawn_at__isnull=True),
                name="boards_pressure_answered_once_a_round",
            ),
            models.CheckConstraint(
                condition=Q(follows__isnull=True) & Q(standing="") | Q(follows__isnull=False) & ~Q(standing=""),
                name="boards_what_follows_says_how_it_stands",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Supply(models.Model):
    """What a partner or provider supplies for each round of a plan: who sends it, and what."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="supplies")
    person = models.ForeignKey(Person, models.PROTECT, related_name="supplies")
    what = models.TextField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.what}"
