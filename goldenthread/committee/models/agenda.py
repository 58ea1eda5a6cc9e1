"""Tables of an agenda: its items in two parts, and the papers behind them.

Sources: agenda of 2 May 2018 of the Safeguarding Sub (Community & Children's Services) Committee; Local Government Act
1972, section 100B(4)(b) (urgent items) and 100D (background papers).
"""

from datetime import datetime

from django.db import models
from django.db.models import Q

from goldenthread.bodies.models import Body
from goldenthread.committee.kinds import ItemKind, ItemPurpose, ItemState, PaperKind, Part
from goldenthread.committee.models.meetings import CommitteeMeeting
from goldenthread.committee.models.standing import TemplateItem
from goldenthread.committee.readers import Reader, drafts_read_by, items_opened_to, papers_opened_to
from goldenthread.documents.models import StoredFile
from goldenthread.identity.models import Person
from goldenthread.intake.models import Import
from goldenthread.kernel.addresses import address
from goldenthread.reports.models import Report


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    """Ways to narrow items."""

    def visible_to(self, person: Person) -> "AgendaItemQuerySet":
        """What was issued is seen by everyone signed in, under its public title; a draft by those who prepare it."""
        return self.seen_by(Reader.of(person))

    def seen_by(self, reader: Reader) -> "AgendaItemQuerySet":
        """``visible_to``, also for a query that is prepared."""
        if reader.standing.is_system:
            return self
        if not reader.standing.is_active:
            return self.none()
        return self.filter(Q(issued_at__isnull=False) | drafts_read_by(reader)).distinct()

    def opened_to(self, person: Person, *, at: datetime) -> "AgendaItemQuerySet":
        """Items of which a person reads everything: what is public, and what is restricted where she is entitled."""
        return self.opened_by(Reader.of(person, at=at))

    def opened_by(self, reader: Reader) -> "AgendaItemQuerySet":
        """``opened_to``, also for a query that is prepared."""
        return self.seen_by(reader).filter(items_opened_to(reader)).distinct()

    def taken(self) -> "AgendaItemQuerySet":
        """Items that stand on the agenda: not withdrawn, not deferred."""
        return self.filter(state=ItemState.ON)


class AgendaItem(models.Model):
    """One item of an agenda. Its number names it and never changes; ``printed`` is the number members read.

    ``printed`` is blank until the agenda is issued and stays from then on: what is added later is numbered behind the
    item it follows. A sub-item has a parent. ``public_title`` is what everybody reads of an item that is kept from
    the public. ``circumstances`` are the special circumstances of an item that is taken as a matter of urgency,
    ``admitted_by`` is who presided and admitted it. ``public_item`` ties an exempt appendix to the item it belongs to.
    ``pages`` are those of the pack it was printed in, where it comes
    from a paper. ``together_with`` names the item it is taken with; ``taken_at`` its place where the order is varied.
    """

    meeting = models.ForeignKey(CommitteeMeeting, models.PROTECT, related_name="items")
    number = models.PositiveIntegerField()
    part = models.PositiveSmallIntegerField(choices=Part.choices, default=Part.PUBLIC)
    position = models.PositiveIntegerField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    printed = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=15, choices=ItemKind.choices, default=ItemKind.REPORT)
    title = models.CharField(max_length=300)
    public_title = models.CharField(max_length=300, blank=True)
    rubric = models.TextField(blank=True)
    report_of = models.CharField(max_length=200, blank=True)
    pages = models.CharField(max_length=20, blank=True)
    purpose = models.CharField(max_length=11, choices=ItemPurpose.choices, default=ItemPurpose.NONE, blank=True)
    presenters = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=9, choices=ItemState.choices, default=ItemState.ON)
    state_why = models.CharField(max_length=500, blank=True)
    deferred_to = models.ForeignKey(CommitteeMeeting, models.PROTECT, null=True, blank=True, related_name="deferred")
    to_follow = models.BooleanField(default=False)
    circumstances = models.TextField(blank=True)
    admitted_by = models.CharField(max_length=200, blank=True)
    public_item = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="restricted_items")
    together_with = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="taken_together")
    taken_at = models.PositiveIntegerField(null=True, blank=True)
    standing = models.ForeignKey(TemplateItem, models.PROTECT, null=True, blank=True, related_name="taken")
    referred_by = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    added_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "part", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="committee_item_number_once"),
            models.UniqueConstraint(
                fields=["meeting", "printed"], condition=~Q(printed=""), name="committee_item_printed_once"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="committee_item_has_a_title"),
            models.CheckConstraint(
                condition=Q(state=ItemState.ON) | ~Q(state_why=""), name="committee_item_left_out_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.printed or self.number}. {self.public_title or self.title}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return address("agenda-item", self.meeting.key, str(self.number))

    @property
    def subject(self) -> str:
        """How the ledger names this item."""
        return f"{self.meeting.subject}/item-{self.number}"

    @property
    def is_urgent(self) -> bool:
        """Whether it is taken as a matter of urgency."""
        return bool(self.circumstances)


class ItemPaperQuerySet(models.QuerySet["ItemPaper"]):
    """Ways to narrow papers."""

    def visible_to(self, person: Person) -> "ItemPaperQuerySet":
        """That a paper was issued behind an item is seen by whoever sees the item; ``opened_to`` says who reads it."""
        return self.seen_by(Reader.of(person))

    def seen_by(self, reader: Reader) -> "ItemPaperQuerySet":
        """``visible_to``, also for a query that is prepared."""
        if reader.standing.is_system:
            return self
        items = AgendaItem.objects.seen_by(reader)
        drafts = items.filter(drafts_read_by(reader)).order_by().values("pk")
        seen = Q(issued_at__isnull=False, item__in=items.order_by().values("pk"))
        return self.filter(seen | Q(item__in=drafts))

    def opened_to(self, person: Person, *, at: datetime) -> "ItemPaperQuerySet":
        """The only door to a paper's words and file.

        A public paper is read by everyone signed in once it was issued, before that by those who prepare the agenda.
        A restricted one is read by who supplied or clears it, the clerk and the monitoring officer, the members that
        the law and the committee's business entitle, and whoever holds a grant; nobody else, whatever their role.

        Sources: Local Government Act 1972, sections 100B and 100F; ``readers`` says each rule.
        """
        return self.opened_by(Reader.of(person, at=at))

    def opened_by(self, reader: Reader) -> "ItemPaperQuerySet":
        """``opened_to``, also for a query that is prepared."""
        return self.seen_by(reader).filter(papers_opened_to(reader)).distinct()

    def standing(self) -> "ItemPaperQuerySet":
        """Papers that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class ItemPaper(models.Model):
    """A paper behind an item: an issued report, or a file that was sent. Its number never changes.

    ``background`` lists the background papers, or says that there are none; blank while nobody has answered.
    One that was read in a pack is recorded by what its block says, ``brought_says``, as labels and texts: the pack
    itself holds what is behind other items, and is not handed out for it.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="papers")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=PaperKind.choices, default=PaperKind.REPORT)
    title = models.CharField(max_length=300)
    public_title = models.CharField(max_length=300, blank=True)
    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="on_agendas")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="agenda_papers")
    background = models.TextField(blank=True)
    supplied_by = models.ForeignKey(Person, models.PROTECT, related_name="papers_supplied")
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)
    brought = models.ForeignKey(Import, models.PROTECT, null=True, blank=True, related_name="+")
    brought_says = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    objects = ItemPaperQuerySet.as_manager()

    class Meta:
        ordering = ["item", "number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="committee_paper_number_once"),
            models.CheckConstraint(
                condition=Q(report__isnull=False, file__isnull=True)
                | Q(report__isnull=True, file__isnull=False)
                | Q(report__isnull=True, file__isnull=True, brought__isnull=False),
                name="committee_paper_is_a_report_or_a_file",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why=""), name="committee_paper_withdrawn_why"
            ),
        ]

    def __str__(self) -> str:
        return self.public_title or self.title

    @property
    def subject(self) -> str:
        """How the ledger names this paper."""
        return f"{self.item.subject}/paper-{self.number}"


class Opening(models.Model):
    """That somebody opened a restricted paper: every time, with whom they acted for. Never changed."""

    paper = models.ForeignKey(ItemPaper, models.PROTECT, related_name="openings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="papers_opened")
    behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["paper", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.person} opened {self.paper}"
