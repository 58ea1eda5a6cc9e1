"""The record as a reader may see it: which entries, and whose values.

Quality assurance, directors and auditors read all; whoever holds such a role,
or manages, on one plan reads what belongs to that plan. Administrators see that
something was done, by whom and when, and the values of what they keep
themselves; of everything else the values are withheld, since an administrator
sees no case content. What a reader is not known to see is not shown.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from goldenthread.design.words import day
from goldenthread.identity.handover import kinds as owed_kinds
from goldenthread.identity.models import Person, Scope
from goldenthread.identity.roles import Role
from goldenthread.identity.subjects import sought, told, word_of
from goldenthread.identity.values import called, label_of, leaves_of
from goldenthread.ledger.models import Entry, Sight
from goldenthread.ledger.queries import Change, Line, lines

READS_ALL = frozenset({Role.QUALITY_ASSURANCE, Role.DIRECTOR, Role.AUDITOR})
READS_RECORD = READS_ALL | {Role.ADMINISTRATOR, Role.SERVICE_MANAGER}
KEPT_BY_ADMINISTRATORS = ("person", "post", "body", "council")
OF_A_PLAN = ("plan", "action", "round")
OF_A_BODY = ("body", "meeting")
OF_A_SERVICE = (*OF_A_PLAN, "meeting", "source", "finding", "import", "report")
"""What a service manager of everything reads in the record: what she reads on its own pages, wherever it stands."""
KEPT_FROM_ALL = ("committee-meeting", "interest")
"""Subjects whose words stand in no record that is read here: they may be restricted or sensitive, and no role that
reads all opens them. Their own pages show them to whoever is entitled.

Sources: Local Government Act 1972, section 100B(2); Localism Act 2011, section 32.
"""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far somebody reads the record: everything, the subjects of some plans and bodies, and what of it in words."""

    sees_all: bool
    reads_all: bool
    keeps_people: bool
    kinds: frozenset[str]
    plans: frozenset[str]
    bodies: frozenset[str]

    def covers(self, subject: str) -> bool:
        """Whether a subject belongs to the plans and bodies this reader reads."""
        kind, _, rest = subject.partition(":")
        key = rest.partition("/")[0]
        if kind in self.kinds:
            return True
        return (kind in OF_A_PLAN and key in self.plans) or (kind in OF_A_BODY and key in self.bodies)

    def reads_values_of(self, subject: str) -> bool:
        """Whether the words before and after may be shown, and the reason."""
        if subject.partition(":")[0] in KEPT_FROM_ALL:
            return False
        if self.reads_all or self.covers(subject):
            return True
        return self.keeps_people and subject.partition(":")[0] in KEPT_BY_ADMINISTRATORS

    def narrows(self) -> Q:
        """The condition on subjects, for entries and sights alike."""
        if self.sees_all:
            return Q()
        found = Q(pk__in=[])
        for kind in self.kinds:
            found |= Q(subject__startswith=f"{kind}:")
        for key in self.plans:
            for kind in OF_A_PLAN:
                found |= Q(subject=f"{kind}:{key}") | Q(subject__startswith=f"{kind}:{key}/")
        for key in self.bodies:
            found |= Q(subject=f"body:{key}") | Q(subject__startswith=f"meeting:{key}/")
        return found


def reach_of(person: Person) -> Reach:
    """How far a person reads the record, from the roles held today."""
    rights = person.rights
    keys = Scope.objects.filter(pk__in=rights.scopes(*READS_ALL, Role.SERVICE_MANAGER)).values_list("kind", "key")
    by_kind = list(keys)
    reads_all = bool(rights.everywhere & READS_ALL)
    keeps_people = rights.has(Role.ADMINISTRATOR)
    return Reach(
        sees_all=reads_all or keeps_people,
        reads_all=reads_all,
        keeps_people=keeps_people,
        kinds=frozenset(OF_A_SERVICE) if rights.has(Role.SERVICE_MANAGER) else frozenset(),
        plans=frozenset(key for kind, key in by_kind if kind == "plan"),
        bodies=frozenset(key for kind, key in by_kind if kind == "body"),
    )


@dataclass(frozen=True, slots=True)
class Looked:
    """What somebody looks for in the record; blank and None look for everything."""

    who: str = ""
    subject: str = ""
    what: str = ""
    since: date | None = None
    until: date | None = None


def entries_for(reach: Reach, looked: Looked, *, reader: Person) -> QuerySet[Entry]:
    """The entries within reach that were looked for, the newest first."""
    found = Entry.objects.filter(reach.narrows()).filter(_named(looked, reader=reader)).order_by("-number")
    if looked.what:
        words = " ".join(looked.what.lower().replace("-", " ").split())
        printed = [what for what, name in NAMES_OF_ACTS.items() if words in name.lower().replace("-", " ")]
        found = found.filter(Q(what__icontains=words.replace(" ", "_")) | Q(what__in=printed))
    if looked.since:
        found = found.filter(at__gte=_midnight(looked.since))
    if looked.until:
        found = found.filter(at__lt=_midnight(looked.until, days=1))
    return found.prefetch_related("values")


def sights_for(reach: Reach, looked: Looked, *, reader: Person) -> QuerySet[Sight]:
    """Who saw what within reach, the latest first."""
    found = Sight.objects.filter(reach.narrows()).filter(_named(looked, reader=reader)).order_by("-at", "-pk")
    if looked.since:
        found = found.filter(on__gte=looked.since)
    if looked.until:
        found = found.filter(on__lte=looked.until)
    return found


def _named(looked: Looked, *, reader: Person) -> Q:
    found = Q()
    if looked.who:
        people = Person.objects.filter(Q(name__icontains=looked.who) | Q(key=looked.who)).values_list("key", flat=True)
        keys = list(people[:200])
        found &= Q(who__in=keys) | Q(for_whom__in=keys)
    if looked.subject:
        about = Q(subject__icontains=looked.subject.replace(" ", "-")) | Q(subject__icontains=looked.subject)
        for subject in sought(looked.subject, reader=reader):
            about |= Q(subject=subject) | Q(subject__startswith=f"{subject}/")
        found &= about
    return found


def _midnight(day: date, *, days: int = 0) -> datetime:
    moment = datetime(day.year, day.month, day.day, tzinfo=timezone.get_current_timezone())
    return moment + timedelta(days=days) if days else moment


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One field of an entry as text, before and after."""

    field: str
    before_text: str
    after_text: str
    is_erased: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry as it is shown: names for keys, the words or that they are withheld."""

    number: int
    at: datetime
    who: str
    for_whom: str
    what: str
    subject: str
    subject_url: str
    why: str
    changes: tuple[ShownChange, ...]
    withheld: bool


def shown(entries: list[Entry], reach: Reach, *, reader: Person) -> list[Shown]:
    """Entries with the names of people and things, values withheld from whoever may not read them.

    One query for the names, and one for each kind of thing: what this reader may open is named and led to.
    """
    read = lines(entries)
    names = names_of({key for line in read for key in _people_in(line) if key})
    about = told({line.subject for line in read}, reader=reader)
    readable = [line for line in read if reach.reads_values_of(line.subject)]
    values = called(
        pair
        for line in readable
        for change in line.changes
        for pair in leaves_of(change.field, change.before, change.after)
    )
    found = []
    for line in read:
        may_read = reach.reads_values_of(line.subject)
        has_words = bool(line.changes or line.why)
        found.append(
            Shown(
                number=line.number,
                at=line.at,
                who=names.get(line.who, line.who),
                for_whom=names.get(line.for_whom, line.for_whom),
                what=in_words(line.what),
                subject=about[line.subject].text if line.subject in about else subject_in_words(line.subject, names),
                subject_url=about[line.subject].url if line.subject in about else "",
                why=line.why if may_read else "",
                changes=tuple(_as_text(change, values) for change in line.changes) if may_read else (),
                withheld=has_words and not may_read,
            )
        )
    return found


_MOMENT = re.compile(r"^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d:\d\d)?$")
Names = Mapping[tuple[str, str], str]


def _as_text(change: Change, names: Names) -> ShownChange:
    before, after = _by_name(change.field, change.before, names), _by_name(change.field, change.after, names)
    return ShownChange(label_of(change.field), before, after, change.is_erased)


def _by_name(field: str, value: Any, names: Names) -> str:
    """A value as it is called, and each of several by what it was named for."""
    if isinstance(value, dict):
        kinds = {kind.key: kind.name for kind in owed_kinds()}
        return "; ".join(
            f"{kinds.get(what, label_of(what))}: {_by_name(field, one, names)}" for what, one in value.items()
        )
    if isinstance(value, list):
        return ", ".join(_by_name(field, one, names) for one in value)
    return names.get((field, str(value))) or shown_value(value)


def names_of(keys: set[str]) -> dict[str, str]:
    """The names of people by key, system persons included."""
    return dict(Person.objects.filter(key__in=keys).values_list("key", "name"))


def _people_in(line: Line) -> list[str]:
    """The keys of everybody an entry is by or about: who, for whom, about whom."""
    return [line.who, line.for_whom, _person_in(line.subject)]


def _person_in(subject: str) -> str:
    kind, _, key = subject.partition(":")
    return key if kind == "person" else ""


NAMES_OF_ACTS = {
    "boards.answers_asked": "Answers asked for",
    "boards.round_frozen": "Round closed",
    "boards.round_chased": "Reminders of the round sent",
    "identity.hand_over_changed": "Hand-over changed",
    "identity.hand_over_planned": "Hand-over planned",
    "identity.hand_over_refused": "Hand-over refused",
    "identity.hand_over_withdrawn": "Hand-over withdrawn",
    "identity.known_as": "Initials matched",
    "identity.known_as_forgotten": "Initials taken out of the glossary",
    "intake.dropped": "Paper put aside",
    "intake.staged": "Paper brought in",
    "ledger.chain_checked": "Record checked",
    "ledger.values_erased": "Words erased from the record",
    "plan.linked": "Plans tied together",
    "plan.made": "Plan made",
    "plan.moved": "Plan moved on",
    "plan.placed": "Place in the plan changed",
    "plan.unlinked": "Plans untied",
    "reports.explained": "Figure of the report explained",
}
"""Acts whose name in the ledger is not what pages call them; one name for each, which can be looked for."""


def in_words(what: str) -> str:
    """``plan.action_rated`` as "Action rated"; where the product says it otherwise, as it says it."""
    return NAMES_OF_ACTS.get(what) or what.partition(".")[2].replace("_", " ").capitalize() or what


def subject_in_words(subject: str, names: dict[str, str]) -> str:
    """``action:sip/p1-1.2`` as "action p1-1.2 of sip", where it has no name for this reader; a person by name."""
    kind, _, rest = subject.partition(":")
    if kind == "person":
        return names.get(rest, rest)
    first, _, second = rest.partition("/")
    word = word_of(subject)
    return f"{word} {second.replace('/', ', ')} of {first}" if second else f"{word} {rest}".strip()


def shown_value(value: Any) -> str:
    """A kept value as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {shown_value(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(shown_value(one) for one in value)
    return _moment_in_words(str(value))


def _moment_in_words(text: str) -> str:
    """A day or a moment as people read it; any other text as it is."""
    if not _MOMENT.match(text):
        return text
    try:
        if len(text) == len("2026-04-03"):
            return day(date.fromisoformat(text))
        at = timezone.localtime(datetime.fromisoformat(text))
    except ValueError:
        return text
    return f"{day(at.date())} at {at:%H:%M}"
