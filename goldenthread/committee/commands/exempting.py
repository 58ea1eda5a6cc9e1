"""Keeping an item or a paper from the public, and releasing it: with the reasons the law asks for.

Source: Local Government Act 1972, sections 100A and 100B and Schedule 12A.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from goldenthread.bodies.schedule_12a import written
from goldenthread.committee.exempting import Reasons, check_reasons
from goldenthread.committee.models import AgendaItem, Exemption, ItemPaper
from goldenthread.committee.policy import require_may_exempt
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import tidy
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import hold_writing, record

FEWEST_WORDS = 4


@transaction.atomic
def exempt(
    *,
    reasons: Reasons,
    by: Actor,
    at: datetime,
    item: AgendaItem | None = None,
    paper: ItemPaper | None = None,
    public_title: str = "",
) -> Exemption:
    """Keep an item, or one paper, from the public; what was said before is lifted, and stays told.

    What is kept has a title that everybody may read.
    """
    require_may_exempt(by)
    hold_writing()
    of = item or paper
    if of is None or (item is not None and paper is not None):
        raise RuleBroken("Name one item or one paper.")
    check_reasons(reasons, on=timezone.localdate(at))
    title = " ".join(public_title.split())[:300] or of.public_title
    if not title:
        raise RuleBroken("Give it a public title: everybody reads that something is kept.", about="public_title")
    before = of.exemptions.filter(lifted_at__isnull=True).first()
    if before is not None:
        _lift(before, why="The reasons were given anew.", by=by, at=at)
    if title != of.public_title:
        type(of)._default_manager.filter(pk=of.pk).update(public_title=title)
        of.public_title = title
    made = Exemption.objects.create(
        item=item, paper=paper, ground=reasons.ground, paragraphs=written(reasons.paragraphs),
        public_interest=reasons.public_interest.strip(), confidential_because=reasons.confidential_because.strip(),
        must_be_registered=reasons.must_be_registered, own_planning=reasons.own_planning,
        has_contract_terms=reasons.has_contract_terms, open_to_members=reasons.opens_to_members,
        decided_by=by.acting, decided_at=at, review_on=reasons.review_on,
    )  # fmt: skip
    record(
        "committee.exempted", by=by, subject=of.subject, at=at, ground=str(made.ground), paragraphs=made.paragraphs,
        public_interest=made.public_interest, confidential_because=made.confidential_because,
        review_on=made.review_on,
    )  # fmt: skip
    return made


@transaction.atomic
def release(*, exemption: Exemption, why: str, by: Actor, at: datetime) -> None:
    """Release what was kept from the public, with the reason; everybody reads it from then on."""
    require_may_exempt(by)
    if len(why.split()) < FEWEST_WORDS:
        raise RuleBroken(
            "Say in a sentence why it no longer has to be kept: everybody reads it from then on.", about="why"
        )
    _lift(exemption, why=tidy(why, what="the reason", most=500), by=by, at=at)
    record("committee.released", by=by, subject=exemption.subject, at=at, why=exemption.lifted_why)


def _lift(exemption: Exemption, *, why: str, by: Actor, at: datetime) -> None:
    """End an exemption once."""
    rows = Exemption.objects.filter(pk=exemption.pk, lifted_at=None)
    if not rows.update(lifted_at=at, lifted_by=by.acting, lifted_why=why):
        raise RuleBroken("This was released already.")
    exemption.lifted_at, exemption.lifted_by, exemption.lifted_why = at, by.acting, why
