"""A paper as the desk reads it: the plan that stands in it, and beside it meetings, minutes, reports and findings.

``only`` narrows what a paper must hold: one that holds nothing of the kind is refused, and nothing else of it is taken.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from goldenthread.committee.reading.as_json import to_json
from goldenthread.committee.reading.pack import read_pack
from goldenthread.committee.reading.receipts import LOOKED_FOR, problems_of, receipt_of
from goldenthread.identity.actor import Actor
from goldenthread.intake.beside import Beside, Reader
from goldenthread.intake.document import Document
from goldenthread.intake.models import Import
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.intake import stage_paper
from goldenthread.plan.models import Plan


class Only(StrEnum):
    """What alone is looked for in a paper, and taken of it."""

    PLAN = "plan"
    MEETINGS = "meetings"
    REPORTS = "reports"


def stage(
    *, chunks: Iterable[bytes], name: str, by: Actor, at: datetime, into: Plan | None = None, only: Only | None = None
) -> Import:
    """Read a paper and keep it for review; one in which nothing known stands is refused and leaves nothing behind."""
    return stage_paper(chunks=chunks, name=name, by=by, at=at, into=into, beside=_reader(only))


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
