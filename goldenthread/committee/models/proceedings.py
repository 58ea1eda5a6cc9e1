"""Tables of what happened while a meeting ran: recesses, the public excluded and let in, who was heard, later notes.

Sources: Local Government Act 1972, section 100A(2) to (5) (exclusion of the public) and Schedule 12; minutes of
6 February 2018 of the Safeguarding Sub (Community & Children's Services) Committee, items 13 to 21.
"""

from django.db import models
from django.db.models import Q, TextChoices

from goldenthread.committee.models.agenda import AgendaItem
from goldenthread.committee.models.minutes import Minute, Motion
from goldenthread.identity.models import Person


class Proceeding(models.Model):
    """Something that happened to the meeting itself under an item: a recess, another chair, more time, its adjournment.

    ``words`` say what the kind leaves open: who took the chair, until when the meeting goes on, why it stopped.
    """

    class Kind(TextChoices):
        """What happened."""

        RECESS = "recess", "The meeting paused"
        RESUMED = "resumed", "The meeting went on"
        CHAIR = "chair", "Somebody else took the chair"
        EXTENDED = "extended", "The meeting was given more time"
        ADJOURNED = "adjourned", "The meeting was adjourned"
        RULING = "ruling", "A point of order was ruled on"

    minute = models.ForeignKey(Minute, models.PROTECT, related_name="proceedings")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=9, choices=Kind.choices)
    at = models.TimeField(null=True, blank=True)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["minute", "position", "pk"]

    def __str__(self) -> str:
        return self.get_kind_display()


class Exclusion(models.Model):
    """That a motion was put to exclude the public for named items. It excludes only where the motion was carried.

    ``ended_at`` and ``ended_under`` say when, and before which item, the public was let in again.
    """

    motion = models.OneToOneField(Motion, models.PROTECT, related_name="exclusion")
    items = models.ManyToManyField(AgendaItem, related_name="exclusions")
    began_at = models.TimeField(null=True, blank=True)
    ended_at = models.TimeField(null=True, blank=True)
    ended_under = models.ForeignKey(Minute, models.PROTECT, null=True, blank=True, related_name="readmissions")

    class Meta:
        ordering = ["motion"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_under__isnull=True)
                | Q(ended_at__isnull=False, ended_under__isnull=False),
                name="committee_readmitted_at_and_before",
            )
        ]

    def __str__(self) -> str:
        return f"Exclusion of the public, {self.motion.outcome}"


class Representation(models.Model):
    """Somebody from outside who was heard under an item, or asked to be: a statement, a deputation, a petition."""

    class Kind(TextChoices):
        """In which form."""

        STATEMENT = "statement", "Statement"
        DEPUTATION = "deputation", "Deputation"
        PETITION = "petition", "Petition"

    class Outcome(TextChoices):
        """What became of it."""

        HEARD = "heard", "Heard"
        REFUSED = "refused", "Refused"
        ELSEWHERE = "elsewhere", "Taken elsewhere"

    minute = models.ForeignKey(Minute, models.PROTECT, related_name="representations")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    who = models.CharField(max_length=200)
    subject = models.CharField(max_length=500)
    ward = models.CharField(max_length=120, blank=True)
    on_paper = models.PositiveIntegerField(null=True, blank=True)
    online = models.PositiveIntegerField(null=True, blank=True)
    threshold = models.PositiveIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome.choices, default=Outcome.HEARD)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["minute", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(who="") & ~Q(subject=""), name="committee_heard_whom_on_what"),
            models.CheckConstraint(
                condition=Q(kind="petition") | Q(on_paper__isnull=True, online__isnull=True, threshold__isnull=True),
                name="committee_only_petitions_are_signed",
            ),
            models.CheckConstraint(
                condition=Q(outcome="heard") | ~Q(words=""), name="committee_not_heard_why_or_where"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.who}"


class LaterNote(models.Model):
    """A note put under a minute after it was put to the next meeting: what was said there stays as it was."""

    minute = models.ForeignKey(Minute, models.PROTECT, related_name="later_notes")
    number = models.PositiveIntegerField()
    text = models.TextField()
    on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["minute", "number"]
        constraints = [
            models.UniqueConstraint(fields=["minute", "number"], name="committee_later_note_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="committee_later_note_says_what"),
        ]

    def __str__(self) -> str:
        return self.text[:80]
