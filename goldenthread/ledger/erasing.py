"""Erasing words from the ledger: the values go, the entry and the chain stay.

Source: UK GDPR, Article 17 (erasure) and Article 5(2) (accountability): what
was said about a person can be taken out, that it was done must stay.
"""

from django.conf import settings
from django.db import transaction

from goldenthread.kernel.erasures import record_erasure
from goldenthread.ledger.models import Entry, Value
from goldenthread.ledger.writing import Who, record


@transaction.atomic
def erase_values(*, subject: str, fields: frozenset[str], by: Who, why: str) -> int:
    """Blank the kept values of a subject, for the named fields or for all where none is named.

    Returns how many values were blanked. The erasure is itself an entry, which
    names the fields and never the words, and stands on the list outside the
    backups, so that a restore brings nothing back.
    """
    count = _blank(subject, fields, by, why)
    record_erasure(settings.DATA, {"subject": subject, "fields": sorted(fields), "why": why})
    return count


def _blank(subject: str, fields: frozenset[str], by: Who, why: str) -> int:
    found = Value.objects.filter(entry__subject=subject, erased_by=None)
    if fields:
        found = found.filter(field__in=fields)
    keys = list(found.values_list("pk", flat=True))
    entry = record("ledger.values_erased", by=by, subject=subject, why=why, fields=sorted(fields), values=len(keys))
    Value.objects.filter(pk__in=keys).update(before="", after="", salt="", erased_by=entry)
    return len(keys)


@transaction.atomic
def reapply(erasures: list[dict[str, object]], *, by: Who) -> int:
    """Apply erasures again after a restore; those the restored ledger already holds change nothing."""
    count = 0
    for erasure in erasures:
        fields = frozenset(str(name) for name in list(erasure.get("fields") or []))  # type: ignore[call-overload]
        subject = str(erasure["subject"])
        still = Value.objects.filter(entry__subject=subject, erased_by=None).exclude(
            entry__in=Entry.objects.filter(what="ledger.values_erased")
        )
        if fields:
            still = still.filter(field__in=fields)
        if still.exists():
            count += _blank(subject, fields, by, str(erasure.get("why", "")))
    return count
