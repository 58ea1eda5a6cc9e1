"""Papers for a member: the agendas issued for her committees to come, and what changed since she looked.

What she has looked at is noted in the ledger, once for each edition of an agenda: an edition counts every issue,
move, withdrawn paper and item left out, none of which is ever undone. So a look on the same day as a change is told
from a look before it, though a sight is kept once a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from goldenthread.bodies.models import Membership
from goldenthread.committee.kinds import ItemState
from goldenthread.committee.models import (
    AgendaIssue,
    AgendaItem,
    CommitteeMeeting,
    ItemPaper,
    MeetingMove,
    Substitute,
)
from goldenthread.committee.queries.agenda import agenda_of
from goldenthread.committee.readers import SITS
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.kernel.prepared import Prepared
from goldenthread.ledger.models import Entry, Sight
from goldenthread.ledger.writing import note_sight

MOST = 8
MOST_TOLD = 6


@dataclass(frozen=True, slots=True)
class PapersFor:
    """An issued agenda of one of her committees, and what changed in it since she looked last."""

    meeting: CommitteeMeeting
    is_unread: bool
    changed: Sequence[str] = ()


def papers_for(reader: Actor, *, at: datetime) -> list[PapersFor]:
    """The agendas issued for the committees somebody sits on, or stands in on, to come; issued last first."""
    today = timezone.localdate(at)
    bodies = _bodies(reader.acting, at)
    if not bodies:
        return []
    rows = CommitteeMeeting.objects.visible_to(reader.acting).standing().select_related("committee__body")
    rows = rows.filter(committee__body__in=bodies, on__gte=today, issued_at__isnull=False)
    latest = rows.annotate(last_issue=Max("issues__at")).order_by("-last_issue", "-pk")[:MOST]
    return [_shown(one, reader, at=at) for one in latest]


def note_look(*, meeting: CommitteeMeeting, by: Actor, at: datetime) -> None:
    """Note that a member looked at an agenda as it stands now; of nobody else a look is needed."""
    if meeting.is_issued and meeting.committee.body_id in _bodies(by.acting, at):
        note_sight(by=by, subject=f"{meeting.subject}/edition-{edition_of(meeting)}", at=at)


def _edition(meeting: int) -> QuerySet[CommitteeMeeting, tuple[int, ...]]:
    """What an edition counts, each in a query of its own within the one: joined, they would multiply each other."""
    mine = OuterRef("pk")
    counted = (
        _counted(AgendaIssue.objects.filter(meeting=mine), "meeting"),
        _counted(MeetingMove.objects.filter(meeting=mine), "meeting"),
        _counted(ItemPaper.objects.filter(item__meeting=mine, withdrawn_at__isnull=False), "item__meeting"),
        _counted(AgendaItem.objects.filter(meeting=mine).exclude(state=ItemState.ON), "meeting"),
    )
    return CommitteeMeeting.objects.filter(pk=meeting).order_by().values_list(*counted)


def _counted(rows: QuerySet[Any], by: str) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values(by).annotate(number=Count("pk")).values("number")), 0)


EDITION = Prepared(_edition, int)
SEATS = Prepared(
    lambda person, on: (
        Membership.objects.current(on=on).filter(person=person, office__in=SITS).order_by().values_list("body")
    ),
    int,
    date,
)
STANDS_IN = Prepared(
    lambda person, on: (
        Substitute.objects.current(on=on).filter(person=person).order_by().values_list("committee__body")
    ),
    int,
    date,
)


def edition_of(meeting: CommitteeMeeting) -> int:
    """How often what an agenda says was issued, moved or left out; it only grows."""
    return sum(sum(row) for row in EDITION.rows(meeting.pk))


def _bodies(person: Person, at: datetime) -> set[int]:
    """The bodies whose agendas are somebody's papers: she sits on them as a member, or may stand in."""
    today = timezone.localdate(at)
    return {body for query in (SEATS, STANDS_IN) for (body,) in query.rows(person.pk, today)}


def _shown(meeting: CommitteeMeeting, reader: Actor, *, at: datetime) -> PapersFor:
    seen = Sight.objects.filter(
        who=reader.key, for_whom=reader.for_key, subject__startswith=f"{meeting.subject}/edition-"
    )
    last = seen.order_by("-at").values_list("at", "subject").first()
    if last is None:
        return PapersFor(meeting, is_unread=True)
    if last[1] == f"{meeting.subject}/edition-{edition_of(meeting)}":
        return PapersFor(meeting, is_unread=False)
    return PapersFor(meeting, is_unread=False, changed=_changes(meeting, reader.acting, since=last[0], at=at))


def _changes(meeting: CommitteeMeeting, reader: Person, *, since: datetime, at: datetime) -> list[str]:
    """What became different of an agenda since a moment, in the titles this reader reads."""
    new_items = set(meeting.items.filter(issued_at__gt=since).values_list("number", flat=True))
    behind = ItemPaper.objects.filter(item__meeting=meeting)
    new_papers = set(behind.filter(issued_at__gt=since).values_list("item__number", "number"))
    gone = set(behind.filter(withdrawn_at__gt=since).values_list("item__number", "number"))
    left_out = _left_out(meeting, since=since)
    found = [f"moved: it was {one.was}" for one in meeting.moves.filter(at__gt=since)]
    for item in agenda_of(meeting, reader, at=at).items:
        name = f"{item.printed}. {item.title}"
        if item.number in new_items:
            found.append(f"new item {name}")
        if item.number in left_out and item.note:
            found.append(f"item {name}: {item.note}")
        for paper in item.papers:
            if (item.number, paper.number) in gone:
                found.append(f"withdrawn: {paper.title}, item {item.printed}")
            elif (item.number, paper.number) in new_papers and item.number not in new_items:
                found.append(f"new paper: {paper.title}, item {item.printed}")
    more = len(found) - MOST_TOLD
    return [*found[:MOST_TOLD], f"and {more} more"] if more > 0 else found


def _left_out(meeting: CommitteeMeeting, *, since: datetime) -> set[int]:
    """The items left out since a moment: when that was stands in the ledger alone."""
    begins = f"{meeting.subject}/item-"
    rows = Entry.objects.filter(what="committee.item_left_out", subject__startswith=begins, at__gt=since)
    return {int(subject.removeprefix(begins)) for subject in rows.values_list("subject", flat=True)}
