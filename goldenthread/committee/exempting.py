"""What the law asks of whoever keeps something from the public, as a check of what was said.

Sources: Local Government Act 1972, section 100A(2) to (5) and Schedule 12A as substituted by SI 2006/88, Part 1
(paragraphs 1 to 7), Part 2 paragraphs 8 (information that must be registered), 9 (own planning permission) and 10
(public interest), section 100F(2A) (what every member reads).
"""

from dataclasses import dataclass
from datetime import date

from goldenthread.bodies.schedule_12a import PARAGRAPHS, what_is_missing, written
from goldenthread.committee.kinds import Ground
from goldenthread.kernel.errors import RuleBroken

BUSINESS_AFFAIRS = 3
OPEN_TO_MEMBERS = frozenset(one.number for one in PARAGRAPHS if one.is_open_to_members)
FEWEST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Reasons:
    """What was said when something was kept from the public, as it was typed."""

    ground: Ground
    paragraphs: tuple[int, ...] = ()
    public_interest: str = ""
    confidential_because: str = ""
    must_be_registered: bool | None = None
    own_planning: bool | None = None
    has_contract_terms: bool = False
    review_on: date | None = None

    @property
    def opens_to_members(self) -> bool:
        """Whether every member of the council reads it: paragraphs 3 and 6 alone, without terms of a contract."""
        known = set(self.paragraphs)
        return (
            self.ground == Ground.EXEMPT
            and bool(known)
            and known <= OPEN_TO_MEMBERS
            and not (BUSINESS_AFFAIRS in known and self.has_contract_terms)
        )


def check_reasons(said: Reasons, *, on: date) -> None:
    """Refuse reasons that do not carry an exemption, each with one sentence."""
    if said.ground == Ground.CONFIDENTIAL:
        _check_confidential(said)
        return
    if said.confidential_because.strip():
        raise RuleBroken(
            "Exempt and confidential differ: leave the reason for confidence blank, or choose confidential.",
            about="confidential_because",
        )
    written(said.paragraphs)
    for about, sentence in zip(("paragraphs", "public_interest"), _missing(said), strict=True):
        if sentence:
            raise RuleBroken(sentence, about=about)
    if said.own_planning is None:
        raise RuleBroken(
            "Say whether it concerns planning permission the council grants itself; that is never exempt.",
            about="own_planning",
        )
    if said.own_planning:
        raise RuleBroken(
            "Development for which the council grants itself planning permission is not exempt under any paragraph.",
            about="own_planning",
        )
    _check_registered(said)
    if said.review_on is None:
        raise RuleBroken("Say when it is looked at again whether it still has to be kept.", about="review_on")
    if said.review_on <= on:
        raise RuleBroken("The day on which it is looked at again has to be to come.", about="review_on")


def _missing(said: Reasons) -> tuple[str, str]:
    """What lacks of the paragraphs and of the public interest, each blank where it is there."""
    paragraph = "" if said.paragraphs else what_is_missing((), said.public_interest)[0]
    weighed = what_is_missing((1,), said.public_interest)
    return paragraph, weighed[0] if weighed else ""


def _check_confidential(said: Reasons) -> None:
    if said.paragraphs:
        raise RuleBroken(
            "Confidential information is kept whatever Schedule 12A says: name no paragraph, or choose exempt.",
            about="paragraphs",
        )
    if len(said.confidential_because.split()) < FEWEST_WORDS:
        raise RuleBroken(
            "Say which government department gave it on what terms, or which enactment or order forbids disclosure.",
            about="confidential_because",
        )


def _check_registered(said: Reasons) -> None:
    if BUSINESS_AFFAIRS not in said.paragraphs:
        return
    if said.must_be_registered is None:
        raise RuleBroken(
            "Paragraph 3: say whether the information has to be registered, such as under the Companies Acts.",
            about="must_be_registered",
        )
    if said.must_be_registered:
        raise RuleBroken(
            "Information that has to be registered is not exempt under paragraph 3; name another paragraph or none.",
            about="must_be_registered",
        )
