"""What a paper is compared with: the export it is, the paper before it, or itself where it was taken before.

A paper is compared with the paper before it, and an export that came back is no such paper: it left here with what was
changed here, so whoever wrote the next paper need not know of it. A paper that was taken once and is brought again
changes nothing by itself; wherever the plan says otherwise by now, the plan was changed since.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform

from goldenthread.intake.models import State as ImportState
from goldenthread.plan.headings import base_of_headings, identity
from goldenthread.plan.matching import cells_of, fold
from goldenthread.plan.models import ExportSnapshot, Plan, PlanImport
from goldenthread.plan.reading.values import PlanReading

Cells = Mapping[str, Mapping[str, str]]
_MOST_LOOKED_AT = 12
"""So many papers of a plan are looked at to tell whether one of them is brought again: three years of quarters."""


@dataclass(frozen=True, slots=True)
class Before:
    """What the cells were: in the export a paper is, or in the paper before it; blank where there is neither.

    ``is_export`` says that every cell stands for itself. ``again`` is what the same paper said when it was taken
    before.
    """

    base: Cells
    is_export: bool
    again: Cells | None


def what_was_before(plan: Plan, reading: PlanReading, said: Cells, *, sha256: str) -> Before:
    """What a paper is compared with; ``said`` are its own texts, as ``base_to_keep`` gives them."""
    snapshot = ExportSnapshot.objects.filter(key=reading.snapshot, plan=plan).first() if reading.snapshot else None
    papers = _papers_of(plan)
    latest = _base(papers[0]) if papers else {}
    if sha256 and (same := _taken(plan).filter(of__sha256=sha256).order_by("of__decided_at", "pk").first()):
        return Before(snapshot.base if snapshot else latest, snapshot is not None, same.base)
    if snapshot is not None:
        return Before(snapshot.base, True, None)
    return Before(latest, False, _the_same_of(papers[1:_MOST_LOOKED_AT], said, latest))


def latest_base(plan: Plan) -> Cells:
    """What the latest paper of a plan said."""
    papers = _papers_of(plan)
    return _base(papers[0]) if papers else {}


def was_taken_before(plan: Plan, *, sha256: str) -> bool:
    """Whether this very file was taken into the plan."""
    return _taken(plan).filter(of__sha256=sha256).exists()


def base_to_keep(reading: PlanReading, keys: Mapping[int, str]) -> dict[str, dict[str, str]]:
    """The texts of a paper's cells by key and column, with its header block: what its next version is compared with."""
    numbers = [identity(priority.number, priority.title) for priority in reading.priorities]
    base = {
        keys[at]: cells_of(action, numbers[action.priority], carried=True)
        for at, action in enumerate(reading.actions)
        if at in keys
    }
    return base | base_of_headings(reading)


def _taken(plan: Plan) -> QuerySet[PlanImport]:
    return PlanImport.objects.filter(plan=plan, of__state=ImportState.ACCEPTED)


def _papers_of(plan: Plan) -> list[int]:
    """The papers taken into a plan, the latest first; exports that came back only where there is nothing else."""
    exports = set(ExportSnapshot.objects.filter(plan=plan).values_list("key", flat=True))
    rows = list(
        _taken(plan).order_by("-of__decided_at", "-pk").values_list("pk", KeyTextTransform("snapshot", "of__reading"))
    )
    papers = [pk for pk, snapshot in rows if not snapshot or snapshot not in exports]
    return papers or [pk for pk, _ in rows]


def _base(pk: int) -> Cells:
    kept: Cells = PlanImport.objects.values_list("base", flat=True).get(pk=pk)
    return kept


def _the_same_of(papers: Sequence[int], said: Cells, latest: Cells) -> Cells | None:
    """The earlier paper that says the same in every cell, where the latest does not: an old paper in another file."""
    mine = _folded(said)
    if not papers or _folded(latest) == mine:
        return None
    return next((base for base in map(_base, papers) if _folded(base) == mine), None)


def _folded(cells: Cells) -> dict[str, dict[str, str]]:
    return {key: {column: fold(text) for column, text in row.items()} for key, row in cells.items()}
