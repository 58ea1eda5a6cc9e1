"""Tables of what is kept from the public and from whom: exemptions with their reasons, grants, declared interests.

Sources: Local Government Act 1972, sections 100A(2) to (5), 100B(2) and (5), 100F and Schedule 12A as substituted by
SI 2006/88; Localism Act 2011, section 31.
"""

from datetime import datetime

from django.db import models
from django.db.models import Q

from goldenthread.bodies.schedule_12a import numbers_in
from goldenthread.committee.kinds import Consequence, Ground, InterestKind
from goldenthread.committee.models.meetings import CommitteeMeeting
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role


class Exemption(models.Model):
    """Why an item, or one paper of it, is kept from the public; it runs until it is lifted.

    ``paragraphs`` are numbers of Part 1 of Schedule 12A as text ("1, 2"), blank where the ground is confidential.
    ``public_interest`` says why keeping it outweighs disclosing it, ``review_on`` when that is looked at again.
    ``must_be_registered`` and ``own_planning`` answer what Part 2 of the Schedule asks: information that has to be
    registered is not exempt under paragraph 3, and the council's own planning permission never is.
    ``has_contract_terms`` and ``open_to_members`` say whether every member of the council may read it.
    """

    item = models.ForeignKey("committee.AgendaItem", models.PROTECT, null=True, blank=True, related_name="exemptions")
    paper = models.ForeignKey("committee.ItemPaper", models.PROTECT, null=True, blank=True, related_name="exemptions")
    ground = models.CharField(max_length=12, choices=Ground.choices, default=Ground.EXEMPT)
    paragraphs = models.CharField(max_length=30, blank=True)
    public_interest = models.TextField(blank=True)
    confidential_because = models.TextField(blank=True)
    must_be_registered = models.BooleanField(null=True, blank=True)
    own_planning = models.BooleanField(null=True, blank=True)
    has_contract_terms = models.BooleanField(default=False)
    open_to_members = models.BooleanField(default=False)
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    review_on = models.DateField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_why = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["decided_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, paper__isnull=True) | Q(item__isnull=True, paper__isnull=False),
                name="committee_exemption_of_an_item_or_a_paper",
            ),
            models.UniqueConstraint(
                fields=["item"], condition=Q(lifted_at__isnull=True), name="committee_item_exempted_once"
            ),
            models.UniqueConstraint(
                fields=["paper"], condition=Q(lifted_at__isnull=True), name="committee_paper_exempted_once"
            ),
            models.CheckConstraint(
                condition=Q(ground=Ground.EXEMPT) & ~Q(paragraphs="")
                | Q(ground=Ground.CONFIDENTIAL, paragraphs="", open_to_members=False),
                name="committee_exempt_by_a_paragraph",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | ~Q(lifted_why=""), name="committee_exemption_lifted_why"
            ),
        ]

    def __str__(self) -> str:
        return f"Paragraph(s) {self.paragraphs}" if self.paragraphs else "Confidential"

    @property
    def numbers(self) -> tuple[int, ...]:
        """The paragraphs of Part 1 of Schedule 12A, in their order."""
        return numbers_in(self.paragraphs)

    @property
    def subject(self) -> str:
        """How the ledger names it: as what it keeps from the public."""
        return self.item.subject if self.item else self.paper.subject if self.paper else ""


class GrantQuerySet(models.QuerySet["Grant"]):
    """Ways to narrow grants."""

    def running(self, *, at: datetime) -> "GrantQuerySet":
        """Grants that open something now."""
        return self.filter(ended_at__isnull=True, from_at__lte=at, until__gt=at)


class Grant(models.Model):
    """That somebody may read something restricted, because they need to know it: for a reason, and for a time.

    It opens one item with its papers, or one paper. Source: the common-law need to know of members, beside section
    100F of the Local Government Act 1972.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="grants")
    item = models.ForeignKey("committee.AgendaItem", models.PROTECT, null=True, blank=True, related_name="grants")
    paper = models.ForeignKey("committee.ItemPaper", models.PROTECT, null=True, blank=True, related_name="grants")
    reason = models.CharField(max_length=1000)
    granted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=500, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["from_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, paper__isnull=True) | Q(item__isnull=True, paper__isnull=False),
                name="committee_grant_of_an_item_or_a_paper",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="committee_grant_has_a_reason"),
            models.CheckConstraint(condition=Q(until__gt=models.F("from_at")), name="committee_grant_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.person} until {self.until:%d/%m/%Y}"


def sees_declarations(person: Person) -> bool:
    """Whether somebody sees what was declared: everyone signed in, and all of it."""
    return person.is_system or person.is_active or Role.MONITORING_OFFICER in person.rights.roles


class DeclarationQuerySet(models.QuerySet["Declaration"]):
    """Ways to narrow declarations."""

    def visible_to(self, person: Person) -> "DeclarationQuerySet":
        """What was declared is read by everyone signed in; the nature of a sensitive interest by few.

        Source: Localism Act 2011, section 32.
        """
        return self if sees_declarations(person) else self.none()

    def standing(self) -> "DeclarationQuerySet":
        """Declarations that were not taken back."""
        return self.filter(taken_back_at__isnull=True)


class Declaration(models.Model):
    """That somebody declared an interest in an item, or in the whole meeting: its kind, nature and consequence.

    ``dispensation`` says by whom leave was given to take part although the interest is pecuniary.
    """

    meeting = models.ForeignKey(CommitteeMeeting, models.PROTECT, related_name="declarations")
    item = models.ForeignKey("committee.AgendaItem", models.PROTECT, null=True, blank=True, related_name="declarations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="declarations")
    kind = models.CharField(max_length=21, choices=InterestKind.choices)
    nature = models.CharField(max_length=1000, blank=True)
    is_sensitive = models.BooleanField(default=False)
    consequence = models.CharField(max_length=6, choices=Consequence.choices)
    dispensation = models.CharField(max_length=500, blank=True)
    declared_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_why = models.CharField(max_length=500, blank=True)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "declared_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_sensitive=True) | ~Q(nature=""), name="committee_declaration_says_its_nature"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | ~Q(taken_back_why=""),
                name="committee_declaration_taken_back_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"
