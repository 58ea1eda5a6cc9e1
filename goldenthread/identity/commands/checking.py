"""Checking the chain of the record, and entering who checked it, when, and whether it was whole."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from goldenthread.identity import policy
from goldenthread.identity.actor import Actor
from goldenthread.ledger.chain import ChainReport, verify
from goldenthread.ledger.queries import Line, history
from goldenthread.ledger.writing import record

SUBJECT = "record:chain"
MOST_FAULTS = 20
"""So many faults are entered in words; the count says how many there are."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the record as it was entered: by whom (a key), when, of how many entries, and what it found."""

    who: str
    for_whom: str
    at: datetime
    entries: int
    faults: tuple[str, ...]
    fault_count: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing was altered, left out or added."""
        return not self.fault_count


def check_record(*, by: Actor, at: datetime) -> ChainReport:
    """Check every entry and value, then enter what was found: the check itself is part of the record.

    The walk stands outside the transaction, so that nobody who writes waits for it.
    """
    policy.require_may_check_record(by)
    report = verify()
    with transaction.atomic():
        record(
            "ledger.chain_checked",
            by=by,
            subject=SUBJECT,
            at=at,
            entries=report.entries,
            values=report.values,
            fault_count=len(report.faults),
            faults=list(report.faults[:MOST_FAULTS]),
        )
    return report


def last_check() -> Check | None:
    """The last check that was entered, if there ever was one."""
    for line in history(SUBJECT, most=1):
        return _check(line)
    return None


def _check(line: Line) -> Check:
    told = {change.field: change.after for change in line.changes}
    return Check(
        who=line.who,
        for_whom=line.for_whom,
        at=line.at,
        entries=int(told.get("entries") or 0),
        faults=tuple(told.get("faults") or ()),
        fault_count=int(told.get("fault_count") or 0),
    )
