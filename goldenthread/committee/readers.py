"""Who reads what of a meeting, as conditions of a query: drafts, and what is kept from the public.

Nothing restricted is opened by a role that reads all, and a councillor is not cleared by being one. What stands in
Part 2 is restricted also while nobody has said why.

Sources: Local Government Act 1972, section 100F(1) to (2C) (every member reads what is exempt under paragraphs 3 and 6
of Schedule 12A alone, but for proposed terms of a contract); section 100A(2) (confidential information); Localism Act
2011, section 31 (disclosable pecuniary interests). That the members of a committee read what is put to it, and who
else does, is our reading of the common-law need to know.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from goldenthread.bodies.models import CHAIRS, Membership
from goldenthread.committee.kinds import InterestKind, Part
from goldenthread.committee.models.exemption import Declaration, Exemption, Grant
from goldenthread.committee.models.standing import Constitution
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from goldenthread.kernel.prepared import Prepared, Value

KEEPS_PAPERS = frozenset({Role.DEMOCRATIC_SERVICES, Role.MONITORING_OFFICER})
"""Roles that read drafts of agendas and what is restricted: who keeps the papers, and who advises on interests."""

SITS = tuple(office for office in Membership.Office if office != Membership.Office.OFFICER)
"""Offices of members; an officer in attendance is none."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rules ask of a reader beside who she is: whether she is here, and which roles she holds."""

    is_active: bool
    is_system: bool
    keeps_papers: bool
    reads_drafts: bool
    is_member: bool

    @classmethod
    def of(cls, person: Person) -> "Standing":
        """The standing of a person today. A system person, and somebody who has left, is asked for no role."""
        roles = person.rights.roles if person.is_active and not person.is_system else frozenset()
        return cls(
            is_active=person.is_active,
            is_system=person.is_system,
            keeps_papers=bool(roles & KEEPS_PAPERS),
            reads_drafts=bool(roles & (KEEPS_PAPERS | {Role.AUDITOR})),
            is_member=Role.ELECTED_MEMBER in roles,
        )


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads and when, in the words the rules are written in; in a prepared query all but the standing are marks.

    ``on`` is the day of the moment that is asked about, ``today`` the day on which it is asked.
    """

    standing: Standing
    person: int
    at: datetime
    on: date
    today: date

    @classmethod
    def of(cls, person: Person, *, at: datetime | None = None) -> "Reader":
        """A person who reads at a moment, or now."""
        return cls(Standing.of(person), person.pk, *_when(at))


def _when(at: datetime | None) -> tuple[datetime, date, date]:
    moment = at or timezone.now()
    return moment, timezone.localdate(moment), timezone.localdate()


class PreparedFor:
    """A query that begins at a door, prepared once for each standing of a reader: ``PreparedFor(lambda reader, ...)``.

    The function is given a ``Reader`` and marks for values of ``kinds``, as in ``Prepared``. So a page asks the
    very rules of this module, and they are put into SQL once and not for each page.
    """

    def __init__(self, build: Callable[..., "QuerySet[Any, Any]"], *kinds: type) -> None:
        self._build = build
        self._kinds = kinds
        self._known: dict[Standing, Prepared] = {}

    def rows(self, person: Person, *values: Value, at: datetime | None = None) -> list[tuple[Any, ...]]:
        """The rows of a query of values, for this reader."""
        query, filled = self._for(person, values, at)
        try:
            return query.rows(*filled)
        except EmptyResultSet:  # such a reader reads nothing
            return []

    def objects(self, person: Person, *values: Value, at: datetime | None = None) -> list[Any]:
        """The objects of a query of models, for this reader."""
        query, filled = self._for(person, values, at)
        try:
            return query.objects(*filled)
        except EmptyResultSet:  # such a reader reads nothing
            return []

    def keys(self, person: Person, *values: Value, at: datetime | None = None) -> set[Any]:
        """The first column of a query of values, for this reader."""
        return {row[0] for row in self.rows(person, *values, at=at)}

    def _for(self, person: Person, values: Sequence[Value], at: datetime | None) -> tuple[Prepared, tuple[Value, ...]]:
        standing = Standing.of(person)
        query = self._known.get(standing)
        if query is None:
            query = self._known[standing] = Prepared(
                lambda who, moment, on, today, *marks: self._build(Reader(standing, who, moment, on, today), *marks),
                int, datetime, date, date, *self._kinds,
            )  # fmt: skip
        return query, (person.pk, *_when(at), *values)


def drafts_read_by(reader: Reader) -> Q:
    """Items of an agenda that is not issued yet: who keeps the papers, who chairs, and who supplied a paper of it.

    An auditor reads drafts, too, but nothing restricted.
    """
    if reader.standing.reads_drafts:
        return Q(pk__isnull=False)
    return Q(meeting__committee__body__in=_chaired(reader)) | Q(papers__supplied_by=reader.person)


def items_opened_to(reader: Reader) -> Q:
    """Items of which a person reads everything: the public ones, and restricted ones she is entitled to."""
    active = Exists(_active().filter(item=OuterRef("pk")))
    lifted = Exists(Exemption.objects.filter(item=OuterRef("pk"), lifted_at__isnull=False))
    is_public = Q(~active) & (Q(part=Part.PUBLIC) | Q(lifted))
    if _keeps_all(reader):
        return Q(pk__isnull=False)
    seat = Q(meeting__committee__body__in=_seats(reader))
    every_member = (
        Q(Exists(_open_to_members().filter(item=OuterRef("pk")))) if reader.standing.is_member else Q(pk=None)
    )
    granted = Q(Exists(_granted(reader).filter(item=OuterRef("pk"))))
    supplied = _supplied("papers__", reader)
    withheld = Q(_declared(reader, item=OuterRef("pk"), meeting=OuterRef("meeting")))
    return is_public | supplied | ((seat | every_member | granted) & ~withheld)


def officer_decisions_opened_to(reader: Reader) -> Q:
    """Decisions of officers that a person reads: the public ones, and others of a committee on which she sits."""
    if _keeps_all(reader):
        return Q(pk__isnull=False)
    return Q(part=Part.PUBLIC) | Q(committee__body__in=_seats(reader))


def papers_opened_to(reader: Reader) -> Q:
    """Papers that a person opens: public ones that were issued, and restricted ones she is entitled to."""
    if _keeps_all(reader):
        return Q(pk__isnull=False)
    supplied = _supplied("", reader)
    seat = Q(item__meeting__committee__body__in=_seats(reader)) & Q(issued_at__isnull=False)
    known = Q(Exists(_granted(reader).filter(Q(item=OuterRef("item")) | Q(paper=OuterRef("pk")))))
    every_member = _every_member_reads() & Q(issued_at__isnull=False) if reader.standing.is_member else Q(pk=None)
    withheld = Q(_declared(reader, item=OuterRef("item"), meeting=OuterRef("item__meeting")))
    return (
        (_is_public_paper() & (Q(issued_at__isnull=False) | Q(item__meeting__committee__body__in=_chaired(reader))))
        | supplied
        | ((seat | known | every_member) & ~withheld)
    )


def papers_restricted() -> Q:
    """Papers that are kept from the public, or of which nobody has said yet why they should be."""
    return ~_is_public_paper()


def _is_public_paper() -> Q:
    """Neither the paper nor its item is exempt; in Part 2, and of a report that is not public, only once released."""
    of_item = Exists(_active().filter(item=OuterRef("item")))
    of_paper = Exists(_active().filter(paper=OuterRef("pk")))
    lifted = Exemption.objects.filter(lifted_at__isnull=False)
    released = Exists(lifted.filter(Q(item=OuterRef("item")) | Q(paper=OuterRef("pk"))))
    born_public = Q(item__part=Part.PUBLIC) & (Q(report__isnull=True) | Q(report__is_public=True))
    return ~Q(of_item) & ~Q(of_paper) & (born_public | Q(released))


def _every_member_reads() -> Q:
    """Papers whose every running exemption, their own and their item's, is open to every member of the council."""
    running = _active().filter(Q(item=OuterRef("item")) | Q(paper=OuterRef("pk")))
    return Q(Exists(running)) & ~Q(Exists(running.filter(open_to_members=False)))


def _active() -> QuerySet[Exemption]:
    return Exemption.objects.filter(lifted_at__isnull=True)


def _open_to_members() -> QuerySet[Exemption]:
    return _active().filter(open_to_members=True)


def _keeps_all(reader: Reader) -> bool:
    """Whether somebody reads everything: who keeps the papers, who advises on interests, and a system person."""
    return reader.standing.is_system or reader.standing.keeps_papers


def _granted(reader: Reader) -> QuerySet[Grant]:
    return Grant.objects.running(at=reader.at).filter(person=reader.person)


def _seats(reader: Reader) -> QuerySet[Membership, Any]:
    """The bodies a person sits on as a member at a moment."""
    seats = Membership.objects.current(on=reader.on).filter(person=reader.person, office__in=SITS)
    return seats.order_by().values("body")


def _chaired(reader: Reader) -> QuerySet[Membership, Any]:
    """The bodies a person chairs today, alone or with others."""
    held = Membership.objects.current(on=reader.today).filter(person=reader.person, office__in=CHAIRS)
    return held.order_by().values("body")


def _supplied(path: str, reader: Reader) -> Q:
    """Whoever sent a paper, wrote the report, is named in it as chief officer, or was asked to clear it."""
    report = f"{path}report__"
    return (
        Q(**{f"{path}supplied_by": reader.person})
        | Q(**{f"{report}author": reader.person})
        | Q(**{f"{report}chief_officer": reader.person})
        | Q(**{f"{report}co_authors": reader.person})
        | Q(**{f"{report}clearances__person": reader.person})
    )


def _declared(reader: Reader, *, item: OuterRef, meeting: OuterRef) -> Exists:
    """Whether a declared pecuniary interest withholds an item from a person, where the council's rule says so."""
    of_item = Q(item=item) | Q(item__isnull=True, meeting=meeting)
    rows = Declaration.objects.standing().filter(of_item, person=reader.person)
    rows = rows.filter(kind=InterestKind.PECUNIARY, dispensation="")
    lenient = Constitution.objects.filter(withholds_for_interest=False)
    return Exists(rows.filter(~Exists(lenient)))
