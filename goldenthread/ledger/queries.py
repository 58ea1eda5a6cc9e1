"""Reading the ledger: the history of a thing, and who saved it last."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldenthread.ledger.models import Entry, Sight, Value

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One field of an entry, before and after; ``is_erased`` where its words were blanked."""

    field: str
    before: Any
    after: Any
    is_erased: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as read: when, who (keys), what, about what, why, and each change."""

    number: int
    at: datetime
    who: str
    for_whom: str
    what: str
    subject: str
    why: str
    changes: tuple[Change, ...]
    hash: str


_HEAD = ("number", "at", "who", "for_whom", "what", "subject", "hash")
_VALUE = ("field", "before", "after", "erased_by_id")


def lines(entries: Iterable[Entry]) -> list[Line]:
    """Entries with their values; pass a queryset with ``prefetch_related("values")``."""
    return [
        _line(
            tuple(getattr(entry, name) for name in _HEAD),
            [tuple(getattr(value, name) for name in _VALUE) for value in entry.values.all()],
        )
        for entry in entries
    ]


def history(*subjects: str, most: int = 500) -> list[Line]:
    """The history of one or more things, newest first: two queries, read as plain values because pages wait for it."""
    entries = Entry.objects.filter(subject__in=subjects).order_by("-number")
    heads = list(entries.values_list("pk", *_HEAD)[:most])
    values: dict[int, list[Row]] = {pk: [] for pk, *_ in heads}
    for pk, *value in Value.objects.filter(entry__in=list(values)).order_by("pk").values_list("entry_id", *_VALUE):
        values[pk].append(tuple(value))
    return [_line(tuple(head), values[pk]) for pk, *head in heads]


def last_saver(subject: str) -> str:
    """The key of whoever made the last entry on a thing; blank where there is none."""
    return Entry.objects.filter(subject=subject).order_by("-number").values_list("who", flat=True).first() or ""


def who_did(subject: str, what: str) -> frozenset[str]:
    """The keys of whoever made the last such entry on a thing: who sat at the keyboard, and for whom they acted.

    A rule that keeps two duties apart asks here, since a row names one person and two may have done it.
    """
    found = Entry.objects.filter(subject=subject, what=what).order_by("-number").values_list("who", "for_whom").first()
    return frozenset(found or ()) - {""}


def sights(subject: str, *, most: int = 200) -> list[Sight]:
    """Who saw a thing, latest first."""
    return list(Sight.objects.filter(subject=subject).order_by("-at")[:most])


def _line(head: Row, values: Iterable[Row]) -> Line:
    changes, why = [], ""
    for field, old, new, erased_by in values:
        after = json.loads(new) if new else None
        if field == "why":
            why = after or ("(erased)" if erased_by else "")
            continue
        changes.append(Change(field, json.loads(old) if old else None, after, erased_by is not None))
    number, at, who, for_whom, what, subject, digest = head
    return Line(number, at, who, for_whom, what, subject, why, tuple(changes), digest)
