"""What was declared in a meeting, as one reader reads it; what was opened before; who may read by a grant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from goldenthread.bodies.models import Membership
from goldenthread.committee.minuting import Declared, declarations
from goldenthread.committee.models import (
    AgendaItem,
    CommitteeMeeting,
    Declaration,
    Grant,
    Opening,
    Substitute,
)
from goldenthread.committee.models.exemption import GrantQuerySet, sees_declarations
from goldenthread.committee.queries.agenda import AgendaShown, printed_in
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from goldenthread.kernel.prepared import Prepared

MOST_OPENINGS = 500


@dataclass(frozen=True, slots=True)
class OpeningShown:
    """A restricted paper that somebody opened before they declared an interest, and when."""

    paper: str
    at: datetime
    by: str = ""
    """Who opened it in their name, where that was somebody else."""


@dataclass(frozen=True, slots=True)
class DeclaredShown:
    """A declaration as one reader reads it."""

    pk: int
    name: str
    kind: str
    where: str
    nature: str
    is_sensitive: bool
    consequence: str
    dispensation: str
    declared_at: datetime
    entered_by: str = ""
    """Who entered it, where that was somebody else."""
    taken_back: str = ""
    opened_before: Sequence[OpeningShown] = ()


def declares_at(person: Person, meeting: CommitteeMeeting) -> bool:
    """Whether somebody has a part in a meeting: a member of the council, who sits on the committee or attends it."""
    if Role.ELECTED_MEMBER in person.rights.roles or meeting.attendees.filter(person=person).exists():
        return True
    body = meeting.committee.body_id
    if Membership.objects.current(on=meeting.on).filter(person=person, body=body).exists():
        return True
    return Substitute.objects.current(on=meeting.on).filter(person=person, committee=meeting.committee_id).exists()


def concerned(meeting: CommitteeMeeting) -> list[int]:
    """The keys of everybody who may have something to declare in a meeting."""
    sits = Membership.objects.current(on=meeting.on).filter(body=meeting.committee.body_id)
    stands = Substitute.objects.current(on=meeting.on).filter(committee=meeting.committee_id)
    members = Person.objects.filter(roles_held__role=Role.ELECTED_MEMBER)
    there = meeting.attendees.filter(person__isnull=False)
    found = [
        *sits.values_list("person", flat=True), *stands.values_list("person", flat=True),
        *members.values_list("pk", flat=True), *there.values_list("person", flat=True),
    ]  # fmt: skip
    return sorted({one for one in found if one is not None})


def sentence_of(meeting: CommitteeMeeting) -> str:
    """What the minutes say of the declarations that stand."""
    rows = list(meeting.declarations.standing().select_related("person", "item").order_by("declared_at", "pk"))
    printed = printed_in(meeting) if rows else {}
    return declarations(
        Declared(
            one.person.name, one.kind, one.consequence, printed[one.item.number] if one.item else "", one.nature,
            one.dispensation, one.is_sensitive,
        )
        for one in rows
    )  # fmt: skip


DECLARED = Prepared(
    lambda meeting: Declaration.objects.filter(meeting=meeting).select_related("person", "item", "entered_by"), int
)


def declared_in(
    meeting: CommitteeMeeting, reader: Person, agenda: AgendaShown, *, item: AgendaItem | None = None, keeps: bool
) -> list[DeclaredShown]:
    """What was declared in a meeting, or in one item of it, in the order it was declared.

    An item is named as this reader reads it on the agenda. Whoever ``keeps`` declarations sees those that were taken
    back, too, and which restricted papers had been opened before.
    """
    rows: list[Declaration] = DECLARED.objects(meeting.pk) if sees_declarations(reader) else []
    shown = {one.number: f"{one.printed}. {one.title}" for one in agenda.items} if rows else {}
    return [
        _shown(one, "Everything the meeting takes" if one.item is None else shown[one.item.number], keeps=keeps)
        for one in rows
        if (keeps or one.taken_back_at is None)
        and (one.item is None or one.item.number in shown)
        and (item is None or one.item_id in (None, item.pk))
    ]


def _shown(one: Declaration, where: str, *, keeps: bool) -> DeclaredShown:
    return DeclaredShown(
        pk=one.pk,
        name=one.person.name,
        kind=one.get_kind_display(),
        where=where,
        nature=one.nature,
        is_sensitive=one.is_sensitive,
        consequence=one.get_consequence_display(),
        dispensation=one.dispensation,
        declared_at=one.declared_at,
        entered_by=one.entered_by.name if one.entered_by_id != one.person_id else "",
        taken_back=one.taken_back_why,
        opened_before=opened_before(one) if keeps else (),
    )


def opened_before(declaration: Declaration) -> list[OpeningShown]:
    """Which restricted papers somebody had opened before they declared an interest in their item, or had opened."""
    rows = Opening.objects.filter(Q(person=declaration.person) | Q(behalf_of=declaration.person))
    rows = rows.filter(at__lt=declaration.declared_at, paper__item__meeting=declaration.meeting_id)
    if declaration.item_id is not None:
        rows = rows.filter(paper__item=declaration.item_id)
    return [
        OpeningShown(one.paper.title, one.at, one.person.name if one.person_id != declaration.person_id else "")
        for one in rows.select_related("paper", "person").order_by("at", "pk")
    ]


@dataclass(frozen=True, slots=True)
class GrantShown:
    """A grant: who reads what until when and why, who gave it, and whether it runs still."""

    pk: int
    name: str
    of: str
    reason: str
    granted_by: str
    from_at: datetime
    until: datetime
    is_running: bool
    ended_at: datetime | None
    ended_why: str


def grant_rows(item: AgendaItem) -> GrantQuerySet:
    """The grants of an item and of its papers, for whoever reads everything of it and may see who else does."""
    rows = Grant.objects.filter(Q(item=item) | Q(paper__item=item))
    return rows.select_related("person", "item", "paper", "granted_by")


def grants_of(item: AgendaItem, *, at: datetime) -> list[GrantShown]:
    """The grants of an item and of its papers, those that run first."""
    rows = grant_rows(item)
    running = set(Grant.objects.running(at=at).filter(pk__in=rows.order_by().values("pk")).values_list("pk", flat=True))
    found = [
        GrantShown(
            one.pk, one.person.name, one.paper.title if one.paper else "The item with its papers", one.reason,
            one.granted_by.name, one.from_at, one.until, one.pk in running, one.ended_at, one.ended_why,
        )
        for one in rows.order_by("-from_at", "-pk")
    ]  # fmt: skip
    return sorted(found, key=lambda one: not one.is_running)


def openings_of(item: AgendaItem) -> list[OpeningShown]:
    """Every opening of the restricted papers of an item, latest first."""
    rows = Opening.objects.filter(paper__item=item).select_related("paper", "person", "behalf_of")
    return [
        OpeningShown(
            one.paper.title, one.at, f"{one.person.name} for {one.behalf_of.name}" if one.behalf_of else one.person.name
        )
        for one in rows.order_by("-at", "-pk")[:MOST_OPENINGS]
    ]
