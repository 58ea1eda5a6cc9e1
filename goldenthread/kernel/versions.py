"""Saving without losing: a row is written only if nobody saved it since it was read.

``select_for_update`` does nothing on SQLite, so every change is one conditional
``UPDATE ... WHERE version = ?`` on either database.
"""

from typing import Any

from django.db.models import Model


def update_if_unchanged(row: Model, *, version: int, values: dict[str, Any]) -> bool:
    """Write the values and count the version up, if the row still has this version; say whether it was written."""
    manager = type(row)._default_manager
    changed = manager.filter(pk=row.pk, version=version).update(**values, version=version + 1)
    if changed:
        for name, value in values.items():
            setattr(row, name, value)
        row.version = version + 1  # type: ignore[attr-defined]
    return bool(changed)
