"""What a round asks for and what became of it: one by one, by person, and counted.

Source: as in ``returns``, which reads it from the plan.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldenthread.boards.models import Asked
from goldenthread.boards.states import Returned
from goldenthread.identity.models import Account, Person

UNEXPLAINED = "no sentence on why it is better than its dates"
CONTRADICTED = "no word on the finding that contradicts it"
NO_ANSWER = "no answer"


@dataclass(frozen=True, slots=True)
class Owes:
    """One thing that was asked for and what became of it.

    ``state`` is none of the four while the day it is due has not passed. ``who`` owes it today, which may be
    somebody else than at the opening. ``ref`` says under which priority it stands where two have the same.
    ``wants`` says what an answer that came still lacks: a sentence on a rating better than its dates, or a word on a
    finding that contradicts the action.
    """

    asked: Asked
    ref: str
    what: str
    url: str
    who: Person | None
    who_written: str
    senior: Person | None
    state: str
    at: datetime | None
    note: str
    wants: str = ""

    @property
    def is_unexplained(self) -> bool:
        """Whether an answer came and still lacks something."""
        return bool(self.wants)

    @property
    def is_open(self) -> bool:
        """Whether it is still waited for."""
        return self.state in ("", Returned.MISSING)

    @property
    def wants_sentence(self) -> bool:
        """Whether it came without a sentence on why it is better than its dates."""
        return self.wants == UNEXPLAINED

    @property
    def is_leaderless(self) -> bool:
        """Whether no lead is named, neither a person nor words of the paper: then somebody has to be chosen."""
        return self.who is None and not self.who_written

    @property
    def words(self) -> str:
        """How it stands, in words."""
        return Returned(self.state).label if self.state else "Waited for"


@dataclass(frozen=True, slots=True)
class OwesTogether:
    """What one person owes to a round, all of it; ``name`` is blank for the actions that have no lead."""

    name: str
    person: Person | None
    has_account: bool
    items: list[Owes]

    @property
    def waiting(self) -> list[Owes]:
        """What is still waited for."""
        return [item for item in self.items if item.is_open]

    @property
    def unexplained(self) -> list[Owes]:
        """What came and wants a sentence."""
        return [item for item in self.items if item.is_unexplained]

    @property
    def may_be_handed_link(self) -> bool:
        """Whether a link is all that reaches this person: something is waited for, without account and address."""
        if self.person is None or self.has_account or self.person.email:
            return False
        return any(item.is_open or item.wants_sentence for item in self.items)

    @property
    def still_to_come(self) -> int:
        """How many answers and sentences are still to come."""
        return len(self.waiting) + len(self.unexplained)

    @property
    def chased(self) -> datetime | None:
        """When this person was reminded last."""
        return max((item.asked.chased_at for item in self.items if item.asked.chased_at), default=None)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of what was asked for came, and how."""

    asked: int
    returned: int
    late: int
    missing: int
    waiting: int
    declined: int
    unexplained: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing that was asked for is still out."""
        return not (self.missing or self.waiting or self.unexplained)


def together(owed: Sequence[Owes]) -> list[OwesTogether]:
    """The same by person, those who owe most first; what nobody is known to owe stands at the beginning."""
    by_name: dict[tuple[int, str], list[Owes]] = defaultdict(list)
    for item in owed:
        by_name[item.who.pk if item.who else 0, item.who.name if item.who else item.who_written].append(item)
    people = [item.who.pk for item in owed if item.who]
    accounts = set(Account.objects.filter(person__in=people, is_active=True).values_list("person_id", flat=True))
    found = [OwesTogether(name, items[0].who, number in accounts, items) for (number, name), items in by_name.items()]
    return sorted(found, key=lambda one: (one.person is not None, -len(one.waiting), one.name))


def counted(owed: Sequence[Owes]) -> Counted:
    """How much came, and how."""
    states: dict[str, int] = defaultdict(int)
    for item in owed:
        states[item.state] += 1
    return Counted(
        asked=len(owed),
        returned=states[Returned.RETURNED],
        late=states[Returned.LATE],
        missing=states[Returned.MISSING],
        waiting=states[""],
        declined=states[Returned.DECLINED],
        unexplained=sum(item.is_unexplained for item in owed),
    )


def still_out(owed: Sequence[Owes]) -> list[dict[str, Any]]:
    """What was asked for and is not there, as text that a closing can keep: what, who, and why it counts as missing."""
    lines = []
    for item in owed:
        why = NO_ANSWER if item.is_open else item.wants
        if item.is_open or item.is_unexplained:
            what = " ".join(part for part in (item.ref, item.what) if part)
            lines.append({"action": item.asked.action, "what": what, "who": item.who_written, "why": why})
    return lines


def is_owed_by(item: Owes, person: Person) -> bool:
    """Whether something is owed by this person today: as the accountable lead, or as who supplies it."""
    return item.who is not None and item.who.pk == person.pk
