"""Takes a plan out as a file: CSV, Excel or JSON, with a snapshot to compare it with when it comes back.

Whoever may read a plan may export it; that it was taken out is noted as a sight.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.writing import note_sight
from goldenthread.plan.cells import plan_cells
from goldenthread.plan.exporting.queries import plan_sheet
from goldenthread.plan.exporting.snapshots import take_snapshot
from goldenthread.plan.exporting.structure import to_json
from goldenthread.plan.exporting.table import to_csv
from goldenthread.plan.models import Plan


class Format(StrEnum):
    """The formats of an export, by the ending of the file."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"


MEDIA_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSON: "application/json",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Exported:
    """An export as a download: its bytes, the name of the file and its media type."""

    content: bytes
    filename: str
    media_type: str


def export_plan(plan: Plan, format: str, *, by: Actor, at: datetime) -> bytes:
    """The plan as a file of one format.

    Refused for whoever may not read the plan, and for a format that there is
    not. The snapshot holds the very cells that the file gets; the file is made
    outside the transaction, so that nobody waits for it.
    """
    if format not in set(Format):
        raise RuleBroken(f"A plan can be exported as {', '.join(Format)}; “{format[:20]}” is none of them.")
    if not Plan.objects.visible_to(by.acting).filter(pk=plan.pk).exists():
        raise NotAllowed("Only whoever may read this plan can export it.")
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

    return to_workbook(sheet, at=at)


def export_response(plan: Plan, format: str, by: Actor, at: datetime | None = None) -> Exported:
    """What a page sends for an export."""
    moment = at or timezone.now()
    content = export_plan(plan, format, by=by, at=moment)
    day = timezone.localdate(moment).isoformat()
    return Exported(content, f"{plan.key}-{day}.{format}", MEDIA_TYPES[Format(format)])
