"""A paper as the desk reads it: the plan that stands in it, and beside it meetings, minutes, reports and findings.

``only`` narrows what a paper must hold: one that holds nothing of the kind is refused, and nothing else of it is taken.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from goldenthread.committee.policy import require_may_bring_papers
from goldenthread.committee.reading.as_json import to_json
from goldenthread.committee.reading.pack import read_pack
from goldenthread.committee.reading.receipts import LOOKED_FOR, problems_of, receipt_of
from goldenthread.identity.actor import Actor
from goldenthread.intake.beside import BESIDE, Beside, Reader, with_beside
from goldenthread.intake.commands import keep_import, laid_down
from goldenthread.intake.document import Document
from goldenthread.intake.models import Import
from goldenthread.intake.reading import read_in_child
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.intake import stage_paper
from goldenthread.plan.models import Plan
from goldenthread.plan.planless import no_plan_receipt
from goldenthread.plan.policy import may_make_plan

NOTHING_FOUND = (
    "No meeting and no report was found: looked for an agenda with items under its title, for minutes with who was "
    "present, and for a report's block with its subject and author. A plan is brought by a service manager."
)


class Only(StrEnum):
    """What alone is looked for in a paper, and taken of it."""

    PLAN = "plan"
    MEETINGS = "meetings"
    REPORTS = "reports"


def stage(
    *, chunks: Iterable[bytes], name: str, by: Actor, at: datetime, into: Plan | None = None, only: Only | None = None
) -> Import:
    """Read a paper and keep it for review; one in which nothing known stands is refused and leaves nothing behind.

    Who brings a paper and may not make plans brings the meetings and reports in it alone: a plan is not even read.
    """
    if may_make_plan(by.acting):
        return stage_paper(chunks=chunks, name=name, by=by, at=at, into=into, beside=_reader(only))
    return stage_pack(chunks=chunks, name=name, by=by, at=at, only=only)


def stage_pack(*, chunks: Iterable[bytes], name: str, by: Actor, at: datetime, only: Only | None = None) -> Import:
    """Read the meetings and reports of a paper and keep them for review, whatever else stands in it."""
    require_may_bring_papers(by)
    with laid_down(chunks, name) as upload:
        document = read_in_child(upload.path, upload.name)
        found = _reader(only)(document)
        if not found.stands_alone:
            raise RuleBroken(NOTHING_FOUND)
        receipt = with_beside(no_plan_receipt(), found.kept())
        return keep_import(
            upload=upload, document=document, reading={BESIDE: found.kept()}, receipt=receipt, by=by, at=at
        )


def _reader(only: Only | None) -> Reader:
    def read(document: Document) -> Beside:
        found = read_pack(document)
        if only is Only.MEETINGS and not found.has_meeting:
            raise RuleBroken(
                "No meeting was found: looked for an agenda with items under its title, and for minutes with who was "
                "present."
            )
        if only is Only.REPORTS and not found.reports:
            raise RuleBroken("No cover report was found: looked for a block with its subject and its author.")
        return Beside(
            reading=to_json(found),
            receipt=receipt_of(found),
            problems=problems_of(found),
            stands_alone=only is not Only.PLAN and bool(found.has_meeting or found.reports),
            looked_for="" if only is Only.PLAN else LOOKED_FOR,
        )

    return read
