"""The record as a reader may see it: which entries, and whose values.

Quality assurance, directors and auditors read all; whoever holds such a role,
or manages, on one plan reads what belongs to that plan. Administrators see that
something was done, by whom and when, and the values of what they keep
themselves; of everything else the values are withheld, since an administrator
sees no case content. What a reader is not known to see is not shown.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from goldenthread.design.words import day
from goldenthread.identity.models import Person, Scope
from goldenthread.identity.roles import Role
from goldenthread.identity.subjects import told, word_of
from goldenthread.ledger.models import Entry, Sight
from goldenthread.ledger.queries import Change, Line, lines

READS_ALL = frozenset({Role.QUALITY_ASSURANCE, Role.DIRECTOR, Role.AUDITOR})
READS_RECORD = READS_ALL | {Role.ADMINISTRATOR, Role.SERVICE_MANAGER}
KEPT_BY_ADMINISTRATORS = ("person", "post", "body", "council")
OF_A_PLAN = ("plan", "action", "round")
OF_A_BODY = ("body", "meeting")
OF_A_SERVICE = (*OF_A_PLAN, "meeting", "source", "finding", "import", "report")
"""What a service manager of everything reads in the record: what she reads on its own pages, wherever it stands."""


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


def entries_for(reach: Reach, looked: Looked) -> QuerySet[Entry]:
    """The entries within reach that were looked for, the newest first."""
    found = Entry.objects.filter(reach.narrows()).filter(_named(looked)).order_by("-number")
    if looked.what:
        found = found.filter(what__icontains=looked.what.replace(" ", "_"))
    if looked.since:
        found = found.filter(at__gte=_midnight(looked.since))
    if looked.until:
        found = found.filter(at__lt=_midnight(looked.until, days=1))
    return found.prefetch_related("values")


def sights_for(reach: Reach, looked: Looked) -> QuerySet[Sight]:
    """Who saw what within reach, the latest first."""
    found = Sight.objects.filter(reach.narrows()).filter(_named(looked)).order_by("-at", "-pk")
    if looked.since:
        found = found.filter(on__gte=looked.since)
    if looked.until:
        found = found.filter(on__lte=looked.until)
    return found


def _named(looked: Looked) -> Q:
    found = Q()
    if looked.who:
        people = Person.objects.filter(Q(name__icontains=looked.who) | Q(key=looked.who)).values_list("key", flat=True)
        keys = list(people[:200])
        found &= Q(who__in=keys) | Q(for_whom__in=keys)
    if looked.subject:
        found &= Q(subject__icontains=looked.subject.replace(" ", "-")) | Q(subject__icontains=looked.subject)
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
    called = told({line.subject for line in read}, reader=reader)
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
                subject=called[line.subject].text if line.subject in called else subject_in_words(line.subject, names),
                subject_url=called[line.subject].url if line.subject in called else "",
                why=line.why if may_read else "",
                changes=tuple(_as_text(change, names) for change in line.changes) if may_read else (),
                withheld=has_words and not may_read,
            )
        )
    return found


_MOMENT = re.compile(r"^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d:\d\d)?$")
NAMES_PEOPLE = frozenset({"person", "delegate", "successor", "successors", "asked_by", "to", "from_"})


def _as_text(change: Change, names: dict[str, str]) -> ShownChange:
    words = change.field.strip("_").replace("_", " ").capitalize()
    before, after = shown_value(change.before), shown_value(change.after)
    if change.field in NAMES_PEOPLE:
        before, after = _by_name(change.before, names), _by_name(change.after, names)
    return ShownChange(words, before, after, change.is_erased)


def _by_name(value: Any, names: dict[str, str]) -> str:
    """A person by name for a key, and each of several by what they were named for."""
    if isinstance(value, dict):
        return "; ".join(f"{what}: {_by_name(one, names)}" for what, one in value.items())
    text = shown_value(value)
    return names.get(text, text)


def names_of(keys: set[str]) -> dict[str, str]:
    """The names of people by key, system persons included."""
    return dict(Person.objects.filter(key__in=keys).values_list("key", "name"))


def _people_in(line: Line) -> list[str]:
    """The keys of everybody an entry names: who, for whom, about whom, and those among its values."""
    values = [
        value for change in line.changes if change.field in NAMES_PEOPLE for value in (change.before, change.after)
    ]
    named = [shown_value(one) for value in values for one in (value.values() if isinstance(value, dict) else [value])]
    return [line.who, line.for_whom, _person_in(line.subject), *named]


def _person_in(subject: str) -> str:
    kind, _, key = subject.partition(":")
    return key if kind == "person" else ""


def in_words(what: str) -> str:
    """``plan.action_rated`` as "Action rated"."""
    return what.partition(".")[2].replace("_", " ").capitalize() or what


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
