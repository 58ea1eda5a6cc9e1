"""Tables of what a paper brought: which import made which meetings, and what was answered to a finding it offered."""

from django.db import models

from goldenthread.identity.models import Person
from goldenthread.intake.models import Import
from goldenthread.sources.models import Finding


class PackImport(models.Model):
    """The tie between an import and the meetings, minutes and reports it brought, so that it can be taken back.

    ``outcome`` names every row that was made and what was filled in; it is gone again once ``undone_at`` is set.
    """

    of = models.OneToOneField(Import, models.PROTECT, related_name="brought")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"What {self.of} brought"


class OfferAnswer(models.Model):
    """That a finding which a paper offers was taken or declined: remembered for the document, whoever brings it again.

    ``sha256`` is the document's, ``digest`` that of the offer, whose words may be kept from the public and so stand
    nowhere here. ``finding`` is what it became.
    """

    of = models.ForeignKey(Import, models.PROTECT, related_name="offer_answers")
    sha256 = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, db_index=True)
    taken = models.BooleanField()
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sha256", "digest"], name="committee_offer_answered_once"),
            models.CheckConstraint(
                condition=models.Q(taken=True, finding__isnull=False) | models.Q(taken=False, finding__isnull=True),
                name="committee_offer_taken_is_a_finding",
            ),
        ]

    def __str__(self) -> str:
        return "Taken" if self.taken else "Declined"
