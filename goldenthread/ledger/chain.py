"""Checking the ledger: every entry against its hash and its predecessor, every value against its digest."""

from dataclasses import dataclass

from goldenthread.ledger.models import Entry, Head, Value
from goldenthread.ledger.writing import digest, entry_hash


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What the check found: how many entries and values, how many erased, and each fault in one sentence."""

    entries: int
    values: int
    erased: int
    faults: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was altered, left out or added."""
        return not self.faults


def has_entries(count: int) -> bool:
    """Whether the ledger holds at least so many entries, as its head says."""
    return Head.objects.filter(number__gte=count).exists()


def verify() -> ChainReport:
    """Walk the whole chain in bounded memory and name each entry or value that does not fit.

    An erased value is one whose words and salt are blank and whose erasure is
    itself an entry; its digest stays in the chain and needs no words to verify.
    What others enter meanwhile is left to the next check.
    """
    faults: list[str] = []
    previous, number = "0" * 64, 0
    head = Head.objects.filter(pk=1).first()
    last = head.number if head else 0
    for entry in Entry.objects.filter(number__lte=last).order_by("number").iterator(2000):
        number += 1
        if entry.number != number:
            faults.append(f"Entry {number} is missing.")
            number = entry.number
        if entry.previous != previous:
            faults.append(f"Entry {entry.number} does not follow the entry before it.")
        if entry_hash(entry) != entry.hash:
            faults.append(f"Entry {entry.number} was altered.")
        previous = entry.hash
    if head is None or (head.number, head.hash) != (number, previous):
        faults.append("The last entries of the ledger are missing.")
    if Entry.objects.filter(number__gt=Head.objects.filter(pk=1).values("number")[:1]).exists():
        faults.append("Entries stand behind the end of the ledger.")
    values, erased = _verify_values(faults, last)
    return ChainReport(number, values, erased, tuple(faults))


def _is_erasure(erasure: Entry | None, entry: Entry) -> bool:
    """Whether an entry is a later erasure of the same subject."""
    return (
        erasure is not None
        and erasure.what == "ledger.values_erased"
        and erasure.subject == entry.subject
        and erasure.number > entry.number
    )


def _verify_values(faults: list[str], last: int) -> tuple[int, int]:
    count = erased = 0
    kept: dict[int, int] = {}
    found = Value.objects.filter(entry__number__lte=last).select_related("entry", "erased_by").order_by("pk")
    for value in found.iterator(2000):
        count += 1
        kept[value.entry.number] = kept.get(value.entry.number, 0) + 1
        stated = value.entry.digests.get(value.field)
        if value.erased_by_id is not None:
            erased += 1
            if value.before or value.after or value.salt or stated is None:
                faults.append(f"The erased value {value.field} of entry {value.entry.number} is not blank.")
            if not _is_erasure(value.erased_by, value.entry):
                faults.append(f"The value {value.field} of entry {value.entry.number} was blanked without an erasure.")
        elif stated != [digest(value.salt, value.before), digest(value.salt, value.after)]:
            faults.append(f"The value {value.field} of entry {value.entry.number} was altered.")
    entries = Entry.objects.filter(number__lte=last).values_list("number", "digests").order_by("number")
    for number, digests in entries.iterator(2000):
        if len(digests) != kept.get(number, 0):
            faults.append(f"Values of entry {number} are missing.")
    return count, erased
