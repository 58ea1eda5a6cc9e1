"""Saving rows of people and bodies: the conditional update, its conflict and its entry; keys made from names."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.utils.text import slugify

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.kernel.errors import Clash, Conflict, RuleBroken
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.queries import last_saver
from goldenthread.ledger.writing import record


def save_changed(
    row: Model,
    *,
    version: int | None,
    values: Mapping[str, Any],
    labels: Mapping[str, str],
    subject: str,
    what: str,
    by: Actor,
    why: str = "",
) -> bool:
    """Write what differs, once, with its entry; nothing differs, nothing is written and False is returned.

    With a ``version`` that is no longer the row's, raises ``Conflict`` holding
    both texts of each field that differs, and writes nothing. ``None`` says
    that the caller read the row in this transaction.
    """
    current = type(row)._default_manager.get(pk=row.pk)
    now: int = current.version  # type: ignore[attr-defined]
    before = {name: getattr(current, name) for name in values}
    differing = {name: value for name, value in values.items() if before[name] != value}
    if not differing:
        return False
    if (version is not None and version != now) or not update_if_unchanged(row, version=now, values=differing):
        # Read once more: on PostgreSQL somebody else's change may have come in since the row was read above.
        current = type(row)._default_manager.get(pk=row.pk)
        now, before = current.version, {name: getattr(current, name) for name in values}  # type: ignore[attr-defined]
        name = Person.objects.filter(key=last_saver(subject)).values_list("name", flat=True).first()
        clashes = [
            Clash(field, labels.get(field, field), _text(before[field]), _text(value))
            for field, value in differing.items()
        ]
        raise Conflict(name or "Somebody", now, clashes)
    record(what, by=by, subject=subject, why=why, changes={name: (before[name], differing[name]) for name in differing})
    return True


def _text(value: Any) -> str:
    return "" if value is None else str(value)


RESERVED = frozenset({"add"})
"""What addresses use in the place of a key."""


def key_from(name: str, model: type[Model]) -> str:
    """A key made from a name, with a number behind it where the key is taken or means something in an address."""
    stem = slugify(name)[:70].strip("-") or model._meta.model_name or "key"
    taken = set(model._default_manager.filter(key__startswith=stem).values_list("key", flat=True)) | RESERVED
    if stem not in taken:
        return stem
    return next(f"{stem}-{n}" for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)


def tidy(text: str, *, what: str, most: int) -> str:
    """A short text without spaces at its ends and doubled ones within; refused where it is blank or too long."""
    found = " ".join(text.split())
    if not found:
        raise RuleBroken(f"Give {what}.")
    if len(found) > most:
        raise RuleBroken(f"Keep {what} to {most} letters.")
    return found
