"""What an export looked like when it left, so that a file that comes back is compared with that and not with today.

Equal exports share one snapshot: whoever exports an unchanged plan twice has two files of one key.
"""

import hashlib
import json
from datetime import datetime

from goldenthread.identity.models import new_key
from goldenthread.plan.cells import ActionCells
from goldenthread.plan.exporting.queries import header_texts
from goldenthread.plan.models import ExportSnapshot, Plan
from goldenthread.plan.reading.values import Column


def take_snapshot(plan: Plan, rows: list[ActionCells], *, at: datetime) -> str:
    """The key of the snapshot of these cells: the latest one with the same texts, or a new one."""
    base = base_of(plan, rows)
    digest = hashlib.sha256(json.dumps(base, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    same = ExportSnapshot.objects.filter(plan=plan, digest=digest).order_by("-made_at", "-pk")
    key = same.values_list("key", flat=True).first()
    if key is None:
        key = new_key()
        ExportSnapshot.objects.create(key=key, plan=plan, digest=digest, made_at=at, base=base)
    return key


def base_of(plan: Plan, rows: list[ActionCells]) -> dict[str, dict[str, str]]:
    """The texts of each action by column, and under the empty key those of the header block by field.

    A priority is named by its number, or else by its title, so that an action which
    was moved in the file is told from one that was moved here since.
    """
    names = [number or title for number, title in plan.priorities.values_list("number", "title")]
    base = {row.key: row.cells | {Column.PRIORITY.value: names[row.priority]} for row in rows}
    return base | {"": header_texts(plan)}
