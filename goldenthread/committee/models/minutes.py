"""Tables of minutes: what was said and asked under each item, what was moved, voted and resolved, what was promised.

Sources: minutes of 6 February 2018 of the Safeguarding Sub (Community & Children's Services) Committee; Local
Government Act 1972, section 100C and Schedule 12, paragraphs 39 to 41.
"""

import hashlib
import json
from typing import Any

from django.db import models
from django.db.models import Q, TextChoices
from django.urls import reverse

from goldenthread.committee.models.agenda import AgendaItem
from goldenthread.committee.models.attendance import Attendee
from goldenthread.committee.models.meetings import CommitteeMeeting
from goldenthread.committee.readers import Reader, items_opened_to
from goldenthread.identity.models import Person
from goldenthread.intake.models import Import
from goldenthread.sources.models import Finding


class Stage(TextChoices):
    """How far minutes are."""

    DRAFT = "draft", "Draft"
    CIRCULATED = "circulated", "Draft, put to the next meeting"
    APPROVED = "approved", "Approved"
    SIGNED = "signed", "Signed"
    PAPER = "paper", "From the paper"


class MinutesQuerySet(models.QuerySet["Minutes"]):
    """Ways to narrow minutes."""

    def visible_to(self, person: Person) -> "MinutesQuerySet":
        """Minutes that were put to a meeting are read by everyone signed in, a draft by those who keep papers.

        What was said behind closed doors passes a door of its own, ``Minute.objects.opened_to``.
        """
        return self.seen_by(Reader.of(person))

    def seen_by(self, reader: Reader) -> "MinutesQuerySet":
        """``visible_to``, also for a query that is prepared."""
        if reader.standing.is_system or reader.standing.keeps_papers:
            return self
        return self.exclude(stage=Stage.DRAFT) if reader.standing.is_active else self.none()


class Minutes(models.Model):
    """The minutes of a meeting: how far they are, when it closed, who approved them with which corrections.

    Once signed nothing of them changes, nor of those that a paper brought. ``approved_at`` is the later meeting
    that approved them.
    """

    meeting = models.OneToOneField(CommitteeMeeting, models.PROTECT, related_name="minutes")
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.DRAFT)
    began_at = models.TimeField(null=True, blank=True)
    closed_at = models.TimeField(null=True, blank=True)
    approved_at = models.ForeignKey(
        CommitteeMeeting, models.PROTECT, null=True, blank=True, related_name="minutes_approved"
    )
    corrections = models.TextField(blank=True)
    signed_by = models.CharField(max_length=200, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    brought = models.ForeignKey(Import, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=[Stage.DRAFT, Stage.CIRCULATED, Stage.PAPER]) | Q(approved_at__isnull=False),
                name="committee_minutes_approved_at_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.PAPER, brought__isnull=False) | ~Q(stage=Stage.PAPER) & Q(brought__isnull=True),
                name="committee_minutes_from_a_paper_name_it",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.SIGNED) | Q(signed_on__isnull=False) & ~Q(signed_by=""),
                name="committee_minutes_signed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Minutes of {self.meeting}"

    def get_absolute_url(self) -> str:
        """Their page."""
        return reverse("minutes", args=[self.meeting.key])

    @property
    def is_fixed(self) -> bool:
        """Whether nothing of them changes any more."""
        return self.stage in (Stage.SIGNED, Stage.PAPER)


class MinuteQuerySet(models.QuerySet["Minute"]):
    """Ways to narrow minutes of items."""

    def opened_to(self, person: Person, *, at: Any) -> "MinuteQuerySet":
        """What was said under items of which a person reads everything."""
        return self.opened_by(Reader.of(person, at=at))

    def opened_by(self, reader: Reader) -> "MinuteQuerySet":
        """``opened_to``, also for a query that is prepared."""
        items = AgendaItem.objects.filter(items_opened_to(reader)).order_by().values("pk")
        return self.filter(item__in=items)


class Minute(models.Model):
    """What the minutes say under one item. ``number`` is the minute's own, which may run through the council's year.

    It is blank until the minutes are put to the next meeting, and stays from then on. ``ordinal`` is what it counts,
    however the council writes it.
    ``summary`` is what the public record says of an item that was taken while the public was excluded.
    """

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="entries")
    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="minute")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=20, blank=True)
    ordinal = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = MinuteQuerySet.as_manager()

    class Meta:
        ordering = ["minutes", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "number"], condition=~Q(number=""), name="committee_minute_number_once"
            ),
            models.UniqueConstraint(fields=["minutes", "position"], name="committee_minute_place_once"),
        ]

    def __str__(self) -> str:
        return f"Minute {self.number}"


class Exchange(models.Model):
    """A question and its answer under an item, with who asked where it is minuted."""

    minute = models.ForeignKey(Minute, models.PROTECT, related_name="exchanges")
    position = models.PositiveIntegerField()
    asked_by = models.CharField(max_length=200, blank=True)
    question = models.TextField()
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["minute", "position", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(question=""), name="committee_exchange_asks")]

    def __str__(self) -> str:
        return self.question[:80]


class Motion(models.Model):
    """A motion or an amendment: its words, who moved and seconded it, how it was voted on, and what became of it.

    ``business`` is named where somebody there has a vote on some business alone.
    """

    class Outcome(TextChoices):
        """What became of it."""

        CARRIED = "carried", "Carried"
        LOST = "lost", "Lost"
        WITHDRAWN = "withdrawn", "Withdrawn"
        NOT_PUT = "not put", "Not put to the vote"

    class How(TextChoices):
        """How it was voted on."""

        VOICE = "voice", "By general assent"
        COUNTED = "counted", "By show of hands"
        NAMED = "named", "By name"

    minute = models.ForeignKey(Minute, models.PROTECT, related_name="motions")
    position = models.PositiveIntegerField()
    amends = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="amendments")
    text = models.TextField()
    moved_by = models.CharField(max_length=200, blank=True)
    seconded_by = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=7, choices=How.choices, default=How.VOICE)
    votes_for = models.PositiveIntegerField(null=True, blank=True)
    votes_against = models.PositiveIntegerField(null=True, blank=True)
    abstained = models.PositiveIntegerField(null=True, blank=True)
    casting_vote = models.CharField(max_length=7, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    business = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["minute", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="committee_motion_says_what"),
            models.CheckConstraint(
                condition=Q(how="voice", votes_for__isnull=True, votes_against__isnull=True)
                | ~Q(how="voice") & Q(votes_for__isnull=False, votes_against__isnull=False),
                name="committee_counted_vote_has_counts",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class NamedVote(models.Model):
    """How one member voted where votes were taken by name."""

    class Cast(TextChoices):
        """How."""

        FOR = "for", "For"
        AGAINST = "against", "Against"
        ABSTAINED = "abstained", "Abstained"
        NOT_CAST = "not cast", "Present, no vote cast"
        INTEREST = "interest", "Took no part because of an interest"

    motion = models.ForeignKey(Motion, models.PROTECT, related_name="named")
    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="named_votes")
    cast = models.CharField(max_length=9, choices=Cast.choices)

    class Meta:
        ordering = ["motion", "attendee__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["motion", "attendee"], name="committee_votes_once")]

    def __str__(self) -> str:
        return f"{self.attendee.name}: {self.cast}"


class Resolution(models.Model):
    """What was resolved under an item, in a numbered part; one that asks for something is a finding of the meeting.

    ``asks`` says that it asks for something; the finding is raised when the minutes are put to the next meeting.
    ``number`` runs through the item; ``mark`` is how the part is marked where the council does not write "(1)".
    ``verb`` is how it is put: resolved, recommended to another body, noted. ``is_key`` says that it is a key decision
    of an executive; ``published_on`` begins the days in which it can be called in, ``not_called_in_why`` says why it
    is urgent and cannot be.
    """

    class Verb(TextChoices):
        """How it is put."""

        RESOLVED = "resolved", "Resolved"
        RECOMMENDED = "recommended", "Recommended"
        AGREED = "agreed", "Agreed"
        NOTED = "noted", "Noted"
        RECEIVED = "received", "Received"
        APPROVED = "approved", "Approved"
        ENDORSED = "endorsed", "Endorsed"
        ELECTED = "elected", "Declared elected"

    class Came(TextChoices):
        """How it came about, beside what the report recommended."""

        UNSAID = "", "Not said"
        AS_RECOMMENDED = "recommended", "As recommended"
        AMENDED = "amended", "The recommendation amended"
        REPLACED = "replaced", "In place of the recommendation"
        ADDED = "added", "Added at the meeting"

    minute = models.ForeignKey(Minute, models.PROTECT, related_name="resolutions")
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=11, choices=Verb.choices, default=Verb.RESOLVED)
    text = models.TextField()
    mark = models.CharField(max_length=12, blank=True)
    came = models.CharField(max_length=11, choices=Came.choices, default=Came.UNSAID, blank=True)
    to_body = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    alternatives = models.TextField(blank=True)
    is_key = models.BooleanField(default=False)
    published_on = models.DateField(null=True, blank=True)
    not_called_in_why = models.CharField(max_length=500, blank=True)
    asks = models.BooleanField(default=False)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="resolutions_owned")
    due_on = models.DateField(null=True, blank=True)
    finding = models.OneToOneField(Finding, models.PROTECT, null=True, blank=True, related_name="resolution")

    class Meta:
        ordering = ["minute", "number"]
        constraints = [
            models.UniqueConstraint(fields=["minute", "number"], name="committee_resolution_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="committee_resolution_says_what"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Promise(models.Model):
    """A promise, an answer that is owed, or a direction given at a meeting: a finding with an owner, until discharged.

    Source: minutes of 6 February 2018, items 3, 7 and 9 (matters arising; what officers agreed to tell members).
    """

    minute = models.ForeignKey(Minute, models.PROTECT, related_name="promises")
    number = models.PositiveIntegerField()
    text = models.TextField()
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="promises_owned")
    owner_name = models.CharField(max_length=200)
    due_on = models.DateField(null=True, blank=True)
    finding = models.OneToOneField(Finding, models.PROTECT, null=True, blank=True, related_name="promise")
    discharged_on = models.DateField(null=True, blank=True)
    discharged_by = models.TextField(blank=True)
    discharged_under = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="promises_discharged"
    )

    class Meta:
        ordering = ["minute", "number"]
        constraints = [
            models.UniqueConstraint(fields=["minute", "number"], name="committee_promise_number_once"),
            models.CheckConstraint(
                condition=Q(discharged_on__isnull=True, discharged_by="")
                | Q(discharged_on__isnull=False) & ~Q(discharged_by=""),
                name="committee_promise_discharged_by_words",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class MinutesIssue(models.Model):
    """Minutes as they were put to the next meeting, approved or signed: never changed, the database itself refuses.

    ``content`` is canonical JSON with both parts, kept as text with its hash.
    """

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="issues")
    number = models.PositiveIntegerField()
    stage = models.CharField(max_length=10, choices=Stage.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    content = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["minutes", "number"]
        constraints = [models.UniqueConstraint(fields=["minutes", "number"], name="committee_minutes_issue_once")]

    def __str__(self) -> str:
        return f"{self.minutes}, {self.stage}"

    @property
    def value(self) -> dict[str, Any]:
        """Its content as values."""
        found: dict[str, Any] = json.loads(self.content)
        return found

    @property
    def is_whole(self) -> bool:
        """Whether its content still has the hash it was entered with."""
        return hashlib.sha256(self.content.encode()).hexdigest() == self.sha256
