"""Changed lines of the header block and of priorities written into the plan, and put back."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import F

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Scope
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.writing import record
from goldenthread.plan.commands.paper.making import write_boards
from goldenthread.plan.commands.saving import conflict, index_plan
from goldenthread.plan.headings import Heading
from goldenthread.plan.models import Plan, PlanBoard, Priority
from goldenthread.plan.reading.values import ReadHeader

_LINE = 300
_LONG = frozenset({"strategies", "previous_versions", "boards_written", "aims"})


def write_headings(
    plan: Plan, headings: Iterable[Heading], header: ReadHeader, *, by: Actor, at: datetime, why: str
) -> dict[str, Any]:
    """Write the lines that are taken; gives what stood there before. The plan's dates follow its duration."""
    taken = [one for one in headings if one.is_taken]
    own = {one.edit.column: one.edit.paper for one in taken if one.priority is None}
    before: dict[str, Any] = {}
    if own:
        before["header"] = _write_header(plan, own, header)
    if "boards_written" in own:
        before["boards"] = list(plan.boards.values_list("body_id", "written", "position"))
        plan.boards.all().delete()
        write_boards(plan, header)
    for one in taken:
        if one.priority is not None:
            kept = before.setdefault("priority_texts", {}).setdefault(str(one.priority.pk), {})
            kept[one.edit.column] = getattr(one.priority, one.edit.column)
            Priority.objects.filter(pk=one.priority.pk).update(
                **{one.edit.column: one.edit.paper, "version": F("version") + 1}
            )
    if taken:
        changes = {_name(one): (one.edit.plan, one.edit.paper) for one in taken}
        record("plan.paper_changed", by=by, subject=plan.subject, at=at, why=why, changes=changes)
        _show_again(plan)
    return before


def _write_header(plan: Plan, own: Mapping[str, str], header: ReadHeader) -> dict[str, Any]:
    values: dict[str, Any] = {
        "owner_written" if name == "owner" else name: text if name in _LONG else text[:_LINE]
        for name, text in own.items()
    }
    if "duration" in own and header.starts.first and header.ends.last:
        values |= {"starts_on": header.starts.first, "starts_precision": header.starts.precision.value}
        values |= {"ends_on": header.ends.last, "ends_precision": header.ends.precision.value}
    before = {name: getattr(plan, name) for name in values}
    if not update_if_unchanged(plan, version=plan.version, values=values):
        raise conflict(plan.subject, version=plan.version, before={}, after={})
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in before.items()}


def _name(heading: Heading) -> str:
    """How the ledger names a line: a priority's by its number."""
    if heading.priority is None:
        return heading.edit.column
    return f"priority {heading.priority.number} {heading.edit.column}"[:80]


def put_headings_back(plan: Plan, before: Mapping[str, Any]) -> None:
    """Put back what stood before a paper changed it."""
    if header := before.get("header"):
        Plan.objects.filter(pk=plan.pk).update(**header, version=F("version") + 1)
        plan.refresh_from_db()
    if (boards := before.get("boards")) is not None:
        plan.boards.all().delete()
        PlanBoard.objects.bulk_create(
            PlanBoard(plan=plan, body_id=body, written=written, position=position) for body, written, position in boards
        )
    for pk, texts in before.get("priority_texts", {}).items():
        Priority.objects.filter(pk=pk).update(**texts, version=F("version") + 1)
    if header:
        _show_again(plan)


def _show_again(plan: Plan) -> None:
    """The plan's name stands in its scope, and its words in the search."""
    Scope.objects.filter(pk=plan.scope_id).update(title=plan.name)
    index_plan(plan)
