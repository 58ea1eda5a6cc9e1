"""Tables of meetings: when, where and how far; what was moved after notice; and each agenda as it was issued.

Source: Local Government Act 1972, sections 100A(6), 100B and 100C.
"""

import hashlib
import json
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from goldenthread.committee.kinds import MeetingKind, MeetingState, Way
from goldenthread.committee.models.standing import Committee
from goldenthread.identity.models import Person
from goldenthread.intake.models import Import
from goldenthread.sources.models import Source


def sees_meetings(person: Person) -> bool:
    """Whether somebody sees meetings: everyone signed in sees them all."""
    return person.is_active


class CommitteeMeetingQuerySet(models.QuerySet["CommitteeMeeting"]):
    """Ways to narrow meetings."""

    def visible_to(self, person: Person) -> "CommitteeMeetingQuerySet":
        """That, when and where a committee meets is known to everyone signed in; its papers pass doors of their own."""
        return self if sees_meetings(person) else self.none()

    def standing(self) -> "CommitteeMeetingQuerySet":
        """Meetings that were not cancelled."""
        return self.exclude(state=MeetingState.CANCELLED)


class CommitteeMeeting(models.Model):
    """One meeting of a committee. Its key stands in addresses and never changes, also when it is moved.

    ``starts_words`` says when it begins where that is no time of day ("at the rising of Council"). The dates by
    which papers are due are computed from the day; ``drafts_due``, ``cleared_by`` and ``publish_on`` hold what the
    clerk set instead. ``short_notice_why`` says why it is convened at shorter notice. ``source`` is what its
    resolutions and promises are findings of.

    A meeting that is over may come from a paper, ``brought``; ``brought_says`` are labels and texts of what that paper
    says of it and nothing else here holds, such as who is printed as a member. It was issued elsewhere: ``issued_at``
    is then when it came here.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings")
    key = models.SlugField(max_length=100, unique=True)
    on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    starts_words = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=13, choices=MeetingKind.choices, default=MeetingKind.ORDINARY)
    way = models.CharField(max_length=9, choices=Way.choices, default=Way.IN_PERSON)
    state = models.CharField(max_length=9, choices=MeetingState.choices, default=MeetingState.PLANNED)
    drafts_due = models.DateField(null=True, blank=True)
    cleared_by = models.DateField(null=True, blank=True)
    publish_on = models.DateField(null=True, blank=True)
    short_notice_why = models.CharField(max_length=500, blank=True)
    note = models.CharField(max_length=500, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_why = models.CharField(max_length=500, blank=True)
    source = models.OneToOneField(Source, models.PROTECT, null=True, blank=True, related_name="committee_meeting")
    brought = models.ForeignKey(Import, models.PROTECT, null=True, blank=True, related_name="+")
    brought_says = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    objects = CommitteeMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["on", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=MeetingState.CANCELLED) | ~Q(cancelled_why=""), name="committee_cancelled_why"
            ),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True, issued_by__isnull=True)
                | Q(issued_at__isnull=False, issued_by__isnull=False),
                name="committee_agenda_issued_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[MeetingState.PLANNED, MeetingState.CANCELLED]) | Q(issued_at__isnull=False),
                name="committee_met_on_an_agenda",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee}, {self.on.day} {self.on:%B %Y}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("meeting", args=[self.key])

    @property
    def subject(self) -> str:
        """How the ledger names this meeting."""
        return f"committee-meeting:{self.key}"

    @property
    def is_issued(self) -> bool:
        """Whether its agenda was issued."""
        return self.issued_at is not None


class MeetingMove(models.Model):
    """That a meeting was moved to another day, time or place after its notice: from what, to what, and why."""

    meeting = models.ForeignKey(CommitteeMeeting, models.PROTECT, related_name="moves")
    was = models.CharField(max_length=500)
    became = models.CharField(max_length=500)
    why = models.CharField(max_length=500)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["meeting", "at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="committee_moved_why")]

    def __str__(self) -> str:
        return f"{self.was} → {self.became}"


class AgendaIssue(models.Model):
    """An agenda as it was issued, or a supplement to it: never changed, the database itself refuses.

    ``content`` is canonical JSON, kept as text so that its hash can be taken again from the very bytes. Number 1 is
    the agenda, what follows are supplements.
    """

    meeting = models.ForeignKey(CommitteeMeeting, models.PROTECT, related_name="issues")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    content = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="committee_issue_number_once")]

    def __str__(self) -> str:
        return f"Issue {self.number} of {self.meeting}"

    @property
    def value(self) -> dict[str, Any]:
        """Its content as values."""
        found: dict[str, Any] = json.loads(self.content)
        return found

    @property
    def is_whole(self) -> bool:
        """Whether its content still has the hash it was entered with."""
        return hashlib.sha256(self.content.encode()).hexdigest() == self.sha256
