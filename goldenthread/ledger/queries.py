"""Reading the ledger: the history of a thing, and who saved it last."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldenthread.ledger.models import Entry, Sight


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


def lines(entries: Iterable[Entry]) -> list[Line]:
    """Entries with their values; pass a queryset with ``prefetch_related("values")``."""
    return [_line(entry) for entry in entries]


def history(*subjects: str, most: int = 500) -> list[Line]:
    """The history of one or more things, newest first: two queries."""
    found = Entry.objects.filter(subject__in=subjects).order_by("-number").prefetch_related("values")[:most]
    return lines(found)


def last_saver(subject: str) -> str:
    """The key of whoever made the last entry on a thing; blank where there is none."""
    return Entry.objects.filter(subject=subject).order_by("-number").values_list("who", flat=True).first() or ""


def sights(subject: str, *, most: int = 200) -> list[Sight]:
    """Who saw a thing, latest first."""
    return list(Sight.objects.filter(subject=subject).order_by("-at")[:most])


def _line(entry: Entry) -> Line:
    changes, why = [], ""
    for value in entry.values.all():
        after = json.loads(value.after) if value.after else None
        if value.field == "why":
            why = after or ("(erased)" if value.erased_by_id else "")
            continue
        before = json.loads(value.before) if value.before else None
        changes.append(Change(value.field, before, after, value.erased_by_id is not None))
    return Line(
        entry.number, entry.at, entry.who, entry.for_whom, entry.what, entry.subject, why, tuple(changes), entry.hash
    )
