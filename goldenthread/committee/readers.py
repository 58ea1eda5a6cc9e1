"""Who reads what of a meeting, as conditions of a query: drafts, and what is kept from the public.

Nothing restricted is opened by a role that reads all, and a councillor is not cleared by being one. What stands in
Part 2 is restricted also while nobody has said why.

Sources: Local Government Act 1972, section 100F(1) to (2C) (every member reads what is exempt under paragraphs 3 and 6
of Schedule 12A alone, but for proposed terms of a contract); section 100A(2) (confidential information); Localism Act
2011, section 31 (disclosable pecuniary interests). That the members of a committee read what is put to it, and who
else does, is our reading of the common-law need to know.
"""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from goldenthread.bodies.models import Body, Membership, bodies_chaired_by
from goldenthread.committee.kinds import InterestKind, Part
from goldenthread.committee.models.exemption import Declaration, Exemption, Grant
from goldenthread.committee.models.standing import Constitution
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role

KEEPS_PAPERS = frozenset({Role.DEMOCRATIC_SERVICES, Role.MONITORING_OFFICER})
"""Roles that read drafts of agendas and what is restricted: who keeps the papers, and who advises on interests."""

SITS = tuple(office for office in Membership.Office if office != Membership.Office.OFFICER)
"""Offices of members; an officer in attendance is none."""


def drafts_read_by(person: Person) -> Q:
    """Items of an agenda that is not issued yet: who keeps the papers, who chairs, and who supplied a paper of it.

    An auditor reads drafts, too, but nothing restricted.
    """
    if person.rights.roles & (KEEPS_PAPERS | {Role.AUDITOR}):
        return Q(pk__isnull=False)
    return Q(meeting__committee__body__in=_chaired(person)) | Q(papers__supplied_by=person)


def items_opened_to(person: Person, *, at: datetime) -> Q:
    """Items of which a person reads everything: the public ones, and restricted ones she is entitled to."""
    active = Exists(_active().filter(item=OuterRef("pk")))
    lifted = Exists(Exemption.objects.filter(item=OuterRef("pk"), lifted_at__isnull=False))
    is_public = Q(~active) & (Q(part=Part.PUBLIC) | Q(lifted))
    if person.is_system or person.rights.roles & KEEPS_PAPERS:
        return Q(pk__isnull=False)
    seat = Q(meeting__committee__body__in=_seats(person, at))
    every_member = Q(Exists(_open_to_members().filter(item=OuterRef("pk")))) if _is_member(person) else Q(pk=None)
    granted = Q(Exists(Grant.objects.running(at=at).filter(person=person, item=OuterRef("pk"))))
    supplied = _supplied("papers__", person)
    withheld = Q(_declared(person, item=OuterRef("pk"), meeting=OuterRef("meeting")))
    return is_public | supplied | ((seat | every_member | granted) & ~withheld)


def papers_opened_to(person: Person, *, at: datetime) -> Q:
    """Papers that a person opens: public ones that were issued, and restricted ones she is entitled to."""
    if person.is_system or person.rights.roles & KEEPS_PAPERS:
        return Q(pk__isnull=False)
    supplied = _supplied("", person)
    seat = Q(item__meeting__committee__body__in=_seats(person, at)) & Q(issued_at__isnull=False)
    granted = Grant.objects.running(at=at).filter(person=person)
    known = Q(Exists(granted.filter(Q(item=OuterRef("item")) | Q(paper=OuterRef("pk")))))
    every_member = _every_member_reads() & Q(issued_at__isnull=False) if _is_member(person) else Q(pk=None)
    withheld = Q(_declared(person, item=OuterRef("item"), meeting=OuterRef("item__meeting")))
    return (
        (_is_public_paper() & (Q(issued_at__isnull=False) | Q(item__meeting__committee__body__in=_chaired(person))))
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


def _seats(person: Person, at: datetime) -> QuerySet[Membership, Any]:
    """The bodies a person sits on as a member at a moment."""
    seats = Membership.objects.current(on=timezone.localdate(at)).filter(person=person, office__in=SITS)
    return seats.order_by().values("body")


def _chaired(person: Person) -> QuerySet[Body, Any]:
    return bodies_chaired_by(person, on=timezone.localdate()).order_by().values("pk")


def _is_member(person: Person) -> bool:
    """Whether somebody is a member of the council: an elected member, by role."""
    return Role.ELECTED_MEMBER in person.rights.roles


def _supplied(path: str, person: Person) -> Q:
    """Whoever sent a paper, wrote the report, is named in it as chief officer, or was asked to clear it."""
    report = f"{path}report__"
    return (
        Q(**{f"{path}supplied_by": person})
        | Q(**{f"{report}author": person})
        | Q(**{f"{report}chief_officer": person})
        | Q(**{f"{report}co_authors": person})
        | Q(**{f"{report}clearances__person": person})
    )


def _declared(person: Person, *, item: OuterRef, meeting: OuterRef) -> Exists:
    """Whether a declared pecuniary interest withholds an item from a person, where the council's rule says so."""
    rows = Declaration.objects.standing().filter(Q(item=item) | Q(item__isnull=True, meeting=meeting), person=person)
    rows = rows.filter(kind=InterestKind.PECUNIARY, dispensation="")
    lenient = Constitution.objects.filter(withholds_for_interest=False)
    return Exists(rows.filter(~Exists(lenient)))
