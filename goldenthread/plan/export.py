"""Takes a plan out as a file: CSV, Excel or JSON, with a snapshot to compare it with when it comes back; PDF or Word.

Whoever may read a plan may export it; that it was taken out is noted as a sight. A PDF or Word file is the plan as
it is put on a table: a working copy, and marked as one on every page, since an export waits for no gate.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from goldenthread.documents.rendered import MEDIA_TYPES as RENDERED_TYPES
from goldenthread.documents.rendered import Output, Rendered
from goldenthread.documents.rendering import render
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.writing import note_sight
from goldenthread.plan.cells import plan_cells
from goldenthread.plan.exporting.further_sheets import GLANCE, KEYS, FurtherSheet
from goldenthread.plan.exporting.queries import plan_sheet
from goldenthread.plan.exporting.snapshots import take_snapshot
from goldenthread.plan.exporting.structure import to_json
from goldenthread.plan.exporting.table import to_csv
from goldenthread.plan.models import Plan
from goldenthread.plan.printed.at_a_glance import at_a_glance
from goldenthread.plan.printed.keys import keys
from goldenthread.plan.printed.paper import plan_paper
from goldenthread.plan.printed.rows import printed_rows


class Format(StrEnum):
    """The formats of an export, by the ending of the file."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"
    PDF = "pdf"
    WORD = "docx"


PRINTED = {Format.PDF: Output.PDF, Format.WORD: Output.WORD}
"""The formats that are rendered as a paper, and come back no more."""

MEDIA_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSON: "application/json",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} | {one: RENDERED_TYPES[output] for one, output in PRINTED.items()}


@dataclass(frozen=True, slots=True)
class Exported:
    """An export as a download: its bytes, the name of the file, its media type, and what no font holds."""

    content: bytes
    filename: str
    media_type: str
    replaced: tuple[str, ...] = ()


def export_plan(plan: Plan, format: str, *, by: Actor, at: datetime) -> bytes:
    """The plan as a file of one format."""
    return rendered_plan(plan, format, by=by, at=at).content


def rendered_plan(
    plan: Plan, format: str, *, by: Actor, at: datetime, stopped: Callable[[], bool] | None = None
) -> Rendered:
    """The plan as a file of one format, and the characters in it that no font holds.

    Refused for whoever may not read the plan, and for a format that there is
    not. The snapshot holds the very cells that the file gets; the file is made
    outside the transaction, so that nobody waits for it.
    """
    if format not in set(Format):
        raise RuleBroken(f"A plan can be exported as {', '.join(Format)}; “{format[:20]}” is none of them.")
    if not Plan.objects.visible_to(by.acting).filter(pk=plan.pk).exists():
        raise NotAllowed("Only whoever may read this plan can export it.")
    if format in PRINTED:
        note_sight(by=by, subject=f"export:{plan.key}", at=at)
        return render(plan_paper(plan, at=at), PRINTED[Format(format)], stopped=stopped)
    return Rendered(_sheet(plan, format, by=by, at=at))


def _sheet(plan: Plan, format: str, *, by: Actor, at: datetime) -> bytes:
    """The plan as a file that can be edited and brought back."""
    rows = plan_cells(plan)
    with transaction.atomic():
        export = take_snapshot(plan, rows, at=at)
        note_sight(by=by, subject=f"export:{plan.key}", at=at)
    if format == Format.JSON:
        return to_json(plan, export=export, at=at)
    sheet = plan_sheet(plan, rows, export=export)
    if format == Format.CSV:
        return to_csv(sheet)
    # The writer of workbooks takes as long to load as all of our own code: only who takes one out waits for it.
    from goldenthread.plan.exporting.workbook import to_workbook

    printed = printed_rows(plan, rows)
    beside = (FurtherSheet(GLANCE, at_a_glance(plan, printed)), FurtherSheet(KEYS, keys(plan, printed)))
    return to_workbook(sheet, at=at, beside=beside)


def export_response(plan: Plan, format: str, by: Actor, at: datetime | None = None) -> Exported:
    """What a page sends for an export."""
    moment = at or timezone.now()
    made = rendered_plan(plan, format, by=by, at=moment)
    return Exported(made.content, file_name(plan, format, moment), MEDIA_TYPES[Format(format)], made.replaced)


def file_name(plan: Plan, format: str, at: datetime) -> str:
    """The name of the file: the plan's key and the day."""
    return f"{plan.key}-{timezone.localdate(at).isoformat()}.{format}"
