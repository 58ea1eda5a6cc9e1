"""Writing in the ledger: one entry for each command, in the same transaction as the change.

``hash = sha256(previous + canonical JSON)``. Values are kept apart from the
entry, each behind a salted digest, so that an erasure can blank the words
without breaking the chain.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Protocol

from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from goldenthread.kernel.prepared import Prepared, PreparedInsert, PreparedUpdate
from goldenthread.ledger.models import Entry, Head, Sight, Value


class Who(Protocol):
    """Who acts and, where they act for somebody else, for whom: keys of people."""

    @property
    def key(self) -> str: ...  # noqa: D102

    @property
    def for_key(self) -> str: ...  # noqa: D102


Changes = Mapping[str, tuple[Any, Any]]
# What every command asks and writes, compiled once.
HEAD = Prepared(lambda: Head.objects.filter(pk=1))
NEXT = PreparedUpdate(lambda: (Head.objects.filter(pk=1), {"number": F("number") + 1}))
HOLD = PreparedUpdate(lambda: (Head.objects.filter(pk=1), {"number": F("number")}))
ENDS_WITH = PreparedUpdate(lambda last: (Head.objects.filter(pk=1), {"hash": last}), str)
ENTRIES, VALUES = PreparedInsert(Entry), PreparedInsert(Value)


def canonical(value: Any) -> str:
    """JSON that is the same for equal values: sorted keys, no spaces, dates in ISO form."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)


def _plain(value: Any) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)


def digest(salt: str, text: str) -> str:
    """The salted digest of one value; an absent value has none."""
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest() if text else ""


def entry_hash(entry: Entry) -> str:
    """The hash of an entry: over its predecessor's hash and its own canonical JSON."""
    body = canonical(
        {
            "number": entry.number,
            "at": entry.at.astimezone(UTC).isoformat(),
            "who": entry.who,
            "for_whom": entry.for_whom,
            "what": entry.what,
            "subject": entry.subject,
            "digests": entry.digests,
        }
    )
    return hashlib.sha256(f"{entry.previous}{body}".encode()).hexdigest()


def record(
    what: str,
    *,
    by: Who,
    subject: str,
    at: datetime | None = None,
    why: str = "",
    changes: Changes | None = None,
    **details: Any,
) -> Entry:
    """Enter what was done, by whom and why, with each value before and after.

    ``what`` is ``app.past_tense`` (``plan.action_rated``), ``subject`` the kind
    and key of the thing (``action:sip-2017-18/p1-1.2``). ``changes`` maps a
    field to its value before and after; ``details`` are values that have no
    before. Must run inside the command's transaction: the head of the chain is
    taken by an update, so two writers on either database stand in line.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A ledger entry belongs to the transaction of its command.")
    values = _values(dict(changes or {}) | {name: (None, after) for name, after in details.items()}, why)
    NEXT()
    (head,) = HEAD.objects()
    entry = Entry(
        number=head.number,
        at=at or timezone.now(),
        who=by.key,
        for_whom=by.for_key,
        what=what,
        subject=subject,
        digests={value.field: [digest(value.salt, value.before), digest(value.salt, value.after)] for value in values},
        previous=head.hash,
    )
    entry.hash = entry_hash(entry)
    ENTRIES.one(entry)
    for value in values:
        value.entry = entry
    VALUES.several(values)
    ENDS_WITH(entry.hash)
    return entry


def hold_writing() -> None:
    """Hold the head of the ledger until this transaction ends, so that nobody else completes a change meanwhile.

    Every change makes its entry in its own transaction and stands in line for the head. What reads a whole plan in
    several queries and must see each change wholly or not at all calls this first; on either database.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("The ledger is held within a transaction.")
    HOLD()


def _values(changes: dict[str, tuple[Any, Any]], why: str) -> list[Value]:
    if why:
        changes["why"] = (None, why)
    return [
        Value(
            field=name,
            before="" if before is None else canonical(before),
            after="" if after is None else canonical(after),
            salt=secrets.token_hex(16),
        )
        for name, (before, after) in changes.items()
        if before != after or name == "why"
    ]


SEEN = Prepared(
    lambda who, for_whom, subject, on: (
        Sight.objects.filter(who=who, for_whom=for_whom, subject=subject, on=on).order_by().values_list("pk")[:1]
    ),
    str,
    str,
    str,
    date,
)
"""Asked by every page of an action and a plan."""


def note_sight(*, by: Who, subject: str, at: datetime | None = None) -> None:
    """Note that somebody saw something, once a person, subject and day; cheap to call on every reading."""
    moment = at or timezone.now()
    day = timezone.localdate(moment)
    if SEEN.rows(by.key, by.for_key, subject, day):
        return
    try:
        with transaction.atomic():
            Sight.objects.create(who=by.key, for_whom=by.for_key, subject=subject, on=day, at=moment)
    except IntegrityError:
        return  # another page noted it in the same moment
