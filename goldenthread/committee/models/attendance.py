"""Tables of who was at a meeting: present, apologies, substitutes, and who came and left during which item.

Source: minutes of 6 February 2018 of the Safeguarding Sub (Community & Children's Services) Committee (members,
officers with their departments, apologies with a reason); Local Government Act 1972, Schedule 12, paragraph 40.
"""

from django.db import models
from django.db.models import Q, TextChoices

from goldenthread.committee.models.agenda import AgendaItem
from goldenthread.committee.models.meetings import CommitteeMeeting
from goldenthread.identity.models import Person


class Capacity(TextChoices):
    """As what somebody was at a meeting."""

    MEMBER = "member", "Member"
    SUBSTITUTE = "substitute", "Substitute"
    CO_OPTED = "co-opted", "Co-opted member"
    OFFICER = "officer", "Officer"
    OTHER = "other", "Somebody else"


class Presence(TextChoices):
    """Whether somebody was there."""

    EXPECTED = "expected", "Not noted yet"
    PRESENT = "present", "Present"
    APOLOGIES = "apologies", "Apologies"
    ABSENT = "absent", "Absent without apology"


class Attendee(models.Model):
    """Somebody who was at a meeting, was expected or sent apologies, with office and department as they then were.

    Somebody without an account is named in ``name`` alone. ``will_be_late`` says that apologies were for lateness.
    ``presided`` is who took the chair; ``votes`` is whether this attendee had a vote, ``votes_on`` on what alone.
    """

    meeting = models.ForeignKey(CommitteeMeeting, models.PROTECT, related_name="attendees")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="committee_meetings")
    name = models.CharField(max_length=200)
    position = models.PositiveIntegerField()
    capacity = models.CharField(max_length=10, choices=Capacity.choices, default=Capacity.MEMBER)
    office = models.CharField(max_length=120, blank=True)
    department = models.CharField(max_length=200, blank=True)
    presence = models.CharField(max_length=9, choices=Presence.choices, default=Presence.EXPECTED)
    stands_for = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="substituted_by")
    apology = models.CharField(max_length=500, blank=True)
    will_be_late = models.BooleanField(default=False)
    votes = models.BooleanField(default=True)
    votes_on = models.CharField(max_length=200, blank=True)
    presided = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=Q(person__isnull=False), name="committee_attendee_once"
            ),
            models.UniqueConstraint(
                fields=["stands_for"],
                condition=Q(stands_for__isnull=False),
                name="committee_one_substitute_for_a_member",
            ),
            models.CheckConstraint(
                condition=Q(capacity=Capacity.SUBSTITUTE) | Q(stands_for__isnull=True),
                name="committee_substitute_stands_for_a_member",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_presence_display()}"


class Passage(models.Model):
    """That somebody came or left during a meeting: at which item, when, and whether they came back."""

    class Way(TextChoices):
        """Which way they went."""

        ARRIVED = "arrived", "Arrived"
        LEFT = "left", "Left"
        RETURNED = "returned", "Returned"

    attendee = models.ForeignKey(Attendee, models.CASCADE, related_name="passages")
    way = models.CharField(max_length=8, choices=Way.choices)
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="passages")
    at = models.TimeField(null=True, blank=True)
    why = models.CharField(max_length=300, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["attendee", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.attendee.name} {self.way}"
