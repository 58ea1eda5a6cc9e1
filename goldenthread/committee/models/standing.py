"""Tables of committees: terms, seats with ward and vote, substitutes, the register of interests, agenda templates.

A committee is a body of its kind that has been set up as one; who sits on it, in which office and between which
dates stays in ``bodies``.

Sources: Local Government Act 1972, section 100G (register of members of committees) and Schedule 12, paragraphs 39 to
44; Localism Act 2011, section 29 (register of interests).
"""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from goldenthread.bodies.models import Body, Membership
from goldenthread.committee.clear_days import Basis
from goldenthread.committee.kinds import Governance, InterestKind, ItemKind, ItemPurpose, Part, Voting
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from goldenthread.intake.models import Import


class Constitution(models.Model):
    """What the council's constitution settles, one row: how it decides, and what a declared interest withholds.

    ``call_in_days`` are the working days after publication in which a decision of an executive can be called in.
    """

    governance = models.CharField(max_length=10, choices=Governance.choices, default=Governance.COMMITTEES)
    withholds_for_interest = models.BooleanField(default=True)
    call_in_days = models.PositiveSmallIntegerField(default=5)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return Governance(self.governance).label


class CommitteeQuerySet(models.QuerySet["Committee"]):
    """Ways to narrow committees."""

    def visible_to(self, person: Person) -> "CommitteeQuerySet":
        """Which committees there are, what they are for and who sits on them is known to everyone signed in."""
        return self if person.is_active else self.none()


class Committee(models.Model):
    """What a body undertakes as a committee, who serves it, and in whose name its agendas are issued.

    ``drafts_before`` and ``cleared_before`` are working days before the day of publication by which drafts of papers
    are due and papers are cleared; ``questions_before`` working days before the meeting is the last day on which its
    members send questions in without their being late. ``minutes_run_on`` says that minutes are numbered through the
    council's year instead of anew at each meeting, ``minutes_pattern`` how their number is written, such as
    "{dd}.{mm}.{n}". ``brought`` is the paper whose meeting made it known here.
    """

    body = models.OneToOneField(Body, models.PROTECT, related_name="committee")
    terms = models.TextField(blank=True)
    terms_agreed_on = models.DateField(null=True, blank=True)
    quorum = models.PositiveSmallIntegerField(default=3)
    clerk = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="committees_served")
    issued_by_name = models.CharField(max_length=200, blank=True)
    issued_by_post = models.CharField(max_length=200, blank=True)
    usual_place = models.CharField(max_length=200, blank=True)
    usual_time = models.TimeField(null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField(default=5)
    notice_basis = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in Basis], default=Basis.WORKING.value
    )
    drafts_before = models.PositiveSmallIntegerField(default=10)
    cleared_before = models.PositiveSmallIntegerField(default=3)
    questions_before = models.PositiveSmallIntegerField(default=3)
    minutes_run_on = models.BooleanField(default=False)
    minutes_pattern = models.CharField(max_length=40, blank=True)
    set_up_on = models.DateField()
    brought = models.ForeignKey(Import, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        ordering = ["body__name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quorum__gte=1, quorum__lte=200), name="committee_quorum_of_members"),
            models.CheckConstraint(condition=Q(notice_days__lte=60), name="committee_notice_of_days"),
            models.CheckConstraint(
                condition=Q(drafts_before__lte=60, cleared_before__lte=60), name="committee_deadlines_of_days"
            ),
            models.CheckConstraint(condition=Q(questions_before__lte=60), name="committee_questions_of_days"),
        ]

    def __str__(self) -> str:
        return self.body.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("committee", args=[self.body.key])

    @property
    def subject(self) -> str:
        """How the ledger names this committee: as the body it is."""
        return self.body.subject


class Seat(models.Model):
    """What a seat on a committee says beyond the membership: ward, party, and what its holder may vote on."""

    membership = models.OneToOneField(Membership, models.CASCADE, related_name="seat")
    ward = models.CharField(max_length=120, blank=True)
    party = models.CharField(max_length=120, blank=True)
    voting = models.CharField(max_length=7, choices=Voting.choices, default=Voting.ALL)
    votes_on = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(voting="limited") & ~Q(votes_on="") | ~Q(voting="limited") & Q(votes_on=""),
                name="committee_limited_vote_says_on_what",
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.get_voting_display()}"


class SubstituteQuerySet(models.QuerySet["Substitute"]):
    """Ways to narrow substitutes."""

    def visible_to(self, person: Person) -> "SubstituteQuerySet":
        """Who may stand in is known to everyone signed in."""
        return self if person.is_active else self.none()

    def current(self, *, on: date) -> "SubstituteQuerySet":
        """Who may stand in on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)


class Substitute(models.Model):
    """Somebody named to stand in on a committee, for one member or for any."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="substitutes")
    person = models.ForeignKey(Person, models.PROTECT, related_name="substitutes_on")
    stands_for = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = SubstituteQuerySet.as_manager()

    class Meta:
        ordering = ["committee", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="committee_substitute_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.stands_for or 'any member'}"


class InterestQuerySet(models.QuerySet["Interest"]):
    """Ways to narrow registered interests."""

    def visible_to(self, person: Person) -> "InterestQuerySet":
        """The register is open to everyone signed in; a sensitive interest to its member and the monitoring officer.

        Source: Localism Act 2011, sections 29(5) and 32.
        """
        if person.is_system or Role.MONITORING_OFFICER in person.rights.roles:
            return self
        if not person.is_active:
            return self.none()
        return self.filter(Q(is_sensitive=False) | Q(person=person))


class Interest(models.Model):
    """An interest in the register: a member's own words, its kind, since when and until when."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="interests")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=21, choices=InterestKind.choices, default=InterestKind.PECUNIARY)
    text = models.CharField(max_length=1000)
    is_sensitive = models.BooleanField(default=False)
    registered_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ["person", "number"]
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="committee_interest_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="committee_interest_says_what"),
        ]

    def __str__(self) -> str:
        return f"Interest {self.number} of {self.person}"

    @property
    def subject(self) -> str:
        """How the ledger names this interest."""
        return f"interest:{self.person.key}/{self.number}"


class TemplateItem(models.Model):
    """An item that stands on every agenda of a committee, or on every second one and so on, in its place and words."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="template")
    number = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    part = models.PositiveSmallIntegerField(choices=Part.choices, default=Part.PUBLIC)
    kind = models.CharField(max_length=15, choices=ItemKind.choices, default=ItemKind.OTHER)
    title = models.CharField(max_length=300)
    rubric = models.TextField(blank=True)
    purpose = models.CharField(max_length=11, choices=ItemPurpose.choices, default=ItemPurpose.NONE, blank=True)
    every = models.PositiveSmallIntegerField(default=1)
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["committee", "part", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="committee_template_number_once"),
            models.CheckConstraint(condition=Q(every__gte=1, every__lte=12), name="committee_template_every_so_many"),
        ]

    def __str__(self) -> str:
        return self.title
