"""Tables of the intake: an import and its staged rows, frozen as they were read, and the corrections laid over them."""

from django.db import models
from django.urls import reverse

from goldenthread.documents.models import StoredFile
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role


class State(models.TextChoices):
    """How far an import is."""

    STAGED = "staged", "Waiting for review"
    ACCEPTED = "accepted", "Accepted"
    UNDONE = "undone", "Undone"
    DROPPED = "dropped", "Dropped"


class ImportQuerySet(models.QuerySet["Import"]):
    """Ways to narrow imports."""

    def visible_to(self, person: Person) -> "ImportQuerySet":
        """The only door to imports for a page: whoever brought the paper, and service managers of everything."""
        if person.is_system or Role.SERVICE_MANAGER in person.rights.everywhere:
            return self
        return self.filter(made_by=person)

    def staged(self) -> "ImportQuerySet":
        """Imports that wait on their review page."""
        return self.filter(state=State.STAGED)

    def accepted(self) -> "ImportQuerySet":
        """Imports that were taken."""
        return self.filter(state=State.ACCEPTED)


class Import(models.Model):
    """One reading of one file: frozen rows, what was understood, and what became of it.

    ``reading`` is the understanding as JSON, made again after each correction
    from the frozen rows; ``receipt`` is what the import printed; ``outcome`` is
    what acceptance made and changed, so that it can be undone as a whole. What
    the rows mean is the business of the app that takes them. ``hidden`` is where
    the file holds words that its paper does not show, and how many: the rows
    do not hold them.
    """

    key = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=255)
    format = models.CharField(max_length=10)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="imports")
    sha256 = models.CharField(max_length=64, db_index=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.STAGED)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="imports")
    made_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="imports_decided")
    decided_at = models.DateTimeField(null=True, blank=True)
    reading = models.JSONField(default=dict)
    receipt = models.JSONField(default=dict)
    outcome = models.JSONField(default=dict)
    hidden = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=State.STAGED, decided_at__isnull=True)
                | (~models.Q(state=State.STAGED) & models.Q(decided_at__isnull=False)),
                name="intake_import_decided_when_not_staged",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("import", args=[self.key])

    @property
    def subject(self) -> str:
        """How the ledger names this import."""
        return f"import:{self.key}"


class StagedRow(models.Model):
    """One row, paragraph or beginning of a table of the source with its place, as it was read. Never changed.

    ``block`` counts tables and paragraphs through the document; ``kind`` is
    ``row``, ``paragraph`` or ``table`` (whose rows follow, and whose ``title``
    it has). ``cells`` is a list of texts, or of [text, fill, continues] where a
    cell is more than its text; ``places`` names each cell where the format can.
    """

    of = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    block = models.PositiveIntegerField()
    kind = models.CharField(max_length=9)
    level = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=255, blank=True)
    where = models.CharField(max_length=80)
    cells = models.JSONField(default=list)
    places = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["of", "position"], name="intake_staged_row_once")]

    def __str__(self) -> str:
        return self.where

    @property
    def texts(self) -> list[str]:
        """The texts of the cells, trimmed, blank ones included."""
        return [(cell if isinstance(cell, str) else cell[0]).strip() for cell in self.cells]


class Correction(models.Model):
    """One correction laid over the frozen rows: read this cell, column, word or person so. The latest counts.

    ``kind`` is ``cell`` (target ``where|column``), ``column`` (target: the
    paper's label), ``status`` (target: the paper's word), ``person`` (target:
    initials), ``header`` (target: field), ``row`` (target: where; value
    ``skip`` or ``action``) or ``choice`` (target ``key|column`` of a proposed
    change; value ``paper`` or ``plan``).
    """

    of = models.ForeignKey(Import, models.CASCADE, related_name="corrections")
    kind = models.CharField(max_length=8)
    target = models.TextField()
    value = models.TextField(blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.target}"
