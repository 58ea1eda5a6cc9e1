"""Erasing words from the ledger, and from rows that no page changes: the words go, the entry and the chain stay.

Source: UK GDPR, Article 17 (erasure) and Article 5(2) (accountability): what
was said about a person can be taken out, that it was done must stay.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction

from goldenthread.kernel.erasures import record_erasure
from goldenthread.ledger.models import Entry, Value
from goldenthread.ledger.writing import Who, record

ERASED = "(erased)"
TEXTS = "texts"
"""The subject of an erasure that took words out of rows."""


@dataclass(frozen=True, slots=True)
class RowText:
    """One text of a row: its table, number and field, the time that tells the row from a later one of that number.

    ``left`` is what stays of the text.
    """

    table: str
    number: int
    field: str
    time_field: str
    time: datetime
    left: Any


@transaction.atomic
def erase_values(
    *, subject: str, fields: frozenset[str], by: Who, why: str, entries: frozenset[str] = frozenset()
) -> int:
    """Blank the kept values of a subject, for the named fields or for all where none is named.

    ``entries`` are the hashes of the entries that are meant, all of the subject's where none is given. Returns how
    many values were blanked. The erasure is itself an entry, which names the fields and never the words, and stands on
    the list outside the backups, so that a restore brings nothing back.
    """
    count = _blank(subject, fields, entries, by, why)
    listed = {"subject": subject, "fields": sorted(fields), "why": why}
    record_erasure(settings.DATA, listed | ({"entries": sorted(entries)} if entries else {}))
    return count


@transaction.atomic
def erase_texts(texts: Sequence[RowText], *, by: Who, why: str) -> int:
    """Take words out of rows that no page changes; how many texts were changed.

    The list outside the backups names table, number, field and time, so that a restore blanks those texts whole.
    """
    count = 0
    for one in texts:
        rows = apps.get_model(one.table)._default_manager.filter(pk=one.number, **{one.time_field: one.time})
        count += rows.update(**{one.field: one.left})
    record("ledger.values_erased", by=by, subject=TEXTS, why=why, texts=count)
    rows_listed = [[one.table, one.number, one.field, one.time_field, one.time.isoformat()] for one in texts]
    record_erasure(settings.DATA, {"subject": TEXTS, "fields": ["words"], "rows": rows_listed, "why": why})
    return count


def values_of(subject: str, fields: frozenset[str], entries: frozenset[str] = frozenset()) -> models.QuerySet[Value]:
    """The values of a subject that still have their words; the reasons of erasures stay whatever is asked."""
    erasures = Entry.objects.filter(what="ledger.values_erased")
    found = Value.objects.filter(entry__subject=subject, erased_by=None).exclude(entry__in=erasures)
    if fields:
        found = found.filter(field__in=fields)
    return found.filter(entry__hash__in=entries) if entries else found


def _blank(subject: str, fields: frozenset[str], entries: frozenset[str], by: Who, why: str) -> int:
    keys = list(values_of(subject, fields, entries).values_list("pk", flat=True))
    entry = record("ledger.values_erased", by=by, subject=subject, why=why, fields=sorted(fields), values=len(keys))
    Value.objects.filter(pk__in=keys).update(before="", after="", salt="", erased_by=entry)
    return len(keys)


@transaction.atomic
def reapply(erasures: list[dict[str, Any]], *, by: Who) -> int:
    """Apply erasures again after a restore; those the restored data already holds change nothing."""
    count = 0
    for erasure in erasures:
        fields, entries = (frozenset(map(str, erasure.get(name) or ())) for name in ("fields", "entries"))
        subject = str(erasure["subject"])
        if values_of(subject, fields, entries).exists():
            count += _blank(subject, fields, entries, by, str(erasure.get("why", "")))
        count += _blank_rows(erasure)
    return count


def _blank_rows(erasure: Mapping[str, Any]) -> int:
    rows: Iterable[Sequence[Any]] = erasure.get("rows") or ()
    count = 0
    for table, number, field, time_field, time in rows:
        model = apps.get_model(table)
        blank: Any = {} if isinstance(model._meta.get_field(field), models.JSONField) else ERASED
        found = model._default_manager.filter(pk=number, **{time_field: datetime.fromisoformat(time)})
        count += found.exclude(**{field: blank}).update(**{field: blank})
    return count
