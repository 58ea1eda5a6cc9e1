"""The findings that a paper offers, and what was answered to each: by this import, or by an earlier one of the same
document. What was taken from another document in the same words is offered no more, either.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.committee.models import OfferAnswer
from goldenthread.committee.reading.values import OfferedFinding, OfferKind, PackReading
from goldenthread.intake.models import Import
from goldenthread.sources.kinds import FindingKind, SourceKind
from goldenthread.sources.models import Finding

KINDS = {
    OfferKind.PROMISE: (SourceKind.DIRECTION, FindingKind.RECOMMENDATION),
    OfferKind.PRIORITY: (SourceKind.SELF_EVALUATION, FindingKind.FOR_DEVELOPMENT),
    OfferKind.DEVELOPMENT: (SourceKind.OTHER, FindingKind.FOR_DEVELOPMENT),
    OfferKind.SURVEY: (SourceKind.SURVEY, FindingKind.RECOMMENDATION),
}
"""The kind of source that a finding is of, and of finding, by where in the pack it stands."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One finding that is offered, how it is named in a form, and what was answered."""

    key: str
    read: OfferedFinding
    answer: OfferAnswer | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered."""
        return self.answer is None

    @property
    def finding(self) -> Finding | None:
        """What it became."""
        return self.answer.finding if self.answer else None


def digest_of(one: OfferedFinding) -> str:
    """How an offer is known again: by its kind, its words and what they stand under."""
    words = "\n".join((one.kind.value, one.text.casefold(), one.of.casefold()))
    return hashlib.sha256(words.encode()).hexdigest()


def offers_of_paper(of: Import, reading: PackReading) -> Sequence[Offer]:
    """Every finding a paper offers, in its order, with what was answered to it."""
    digests = [digest_of(one) for one in reading.offered]
    answers: dict[str, OfferAnswer] = {}
    rows = OfferAnswer.objects.filter(digest__in=digests).select_related("finding__source", "by").order_by("pk")
    for row in rows:
        if row.sha256 == of.sha256 or (row.taken and row.digest not in answers):
            answers[row.digest] = row
    found: dict[str, Offer] = {}
    for digest, one in zip(digests, reading.offered, strict=True):
        found.setdefault(digest, Offer(digest, one, answers.get(digest)))
    return list(found.values())
