"""Taking back what a paper brought of meetings, as a whole, as long as nobody has worked on it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.db.models.deletion import ProtectedError

from goldenthread.bodies.models import Body
from goldenthread.committee.finding import AGENDA, index_agenda
from goldenthread.committee.models import (
    AgendaItem,
    Attendee,
    Committee,
    CommitteeMeeting,
    Exchange,
    ItemPaper,
    Minute,
    Minutes,
    OfferAnswer,
    PackImport,
    Resolution,
    TemplateItem,
)
from goldenthread.committee.policy import require_may_bring_papers
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Scope
from goldenthread.intake.models import Import
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.models import Entry
from goldenthread.ledger.writing import hold_writing, record
from goldenthread.search.index import remove

_NO_WORK = ("committee.meeting_brought",)
WORKED_ON = "Somebody has worked on a meeting of this paper since, so it can no longer be taken back as a whole."


def brought_by(of: Import) -> PackImport | None:
    """What a paper brought of meetings and reports, where it was not taken back."""
    return PackImport.objects.filter(of=of, undone_at=None).first()


def meetings_of_paper(brought: PackImport) -> models.QuerySet[CommitteeMeeting]:
    """The meetings that a paper made or added to."""
    outcome = brought.outcome
    rows = (
        Q(pk__in=outcome.get("meetings", ()))
        | Q(items__in=[*outcome.get("items", ()), *map(int, outcome.get("filled", {}))])
        | Q(minutes__in=outcome.get("minutes", ()))
        | Q(items__papers__in=outcome.get("papers", ()))
        | Q(pk__in=[int(key) for key in outcome.get("told", {})])
    )
    return CommitteeMeeting.objects.filter(rows).distinct().order_by("on", "pk")


def why_not_take_back(of: Import) -> str:
    """Why what a paper brought of meetings cannot be taken back, in a sentence; blank where it can, or brought none."""
    brought = brought_by(of)
    if OfferAnswer.objects.filter(of=of, taken=True).exists():
        return "Findings that this paper offers were taken, so it can no longer be taken back as a whole."
    if brought is None:
        return ""
    meetings = list(meetings_of_paper(brought))
    later = PackImport.objects.filter(undone_at=None, pk__gt=brought.pk)
    keys = {one.pk for one in meetings}
    if any(keys & set(meetings_of_paper(one).values_list("pk", flat=True)) for one in later):
        return "A later paper brought more of these meetings; undo that one first."
    if any(_was_worked_on(one, brought) for one in meetings):
        return WORKED_ON
    return ""


def _was_worked_on(meeting: CommitteeMeeting, brought: PackImport) -> bool:
    """Any entry on the meeting, its items or its papers since, other than those of papers; and its own findings."""
    since = Entry.objects.filter(number__gt=brought.outcome.get("entry", 0))
    own = Q(subject=meeting.subject) | Q(subject__startswith=f"{meeting.subject}/")
    return meeting.source_id is not None or since.filter(own).exclude(what__in=_NO_WORK).exists()


@transaction.atomic
def take_back_papers(*, of: Import, by: Actor, at: datetime, why: str = "") -> None:
    """Take back the meetings, minutes and reports that a paper brought; a committee it made stays where it is used.

    The import itself is decided by whoever calls.
    """
    require_may_bring_papers(by)
    hold_writing()
    reason = why_not_take_back(of)
    if reason:
        raise RuleBroken(reason)
    brought = brought_by(of)
    if brought is None:
        return
    outcome = brought.outcome
    meetings = list(meetings_of_paper(brought))
    try:
        with transaction.atomic():
            _remove_rows(outcome)
    except ProtectedError:
        raise RuleBroken(WORKED_ON) from None
    gone = set(outcome.get("meetings", ()))
    remove(AGENDA, [one.key for one in meetings if one.pk in gone])
    for one in meetings:
        if one.pk not in gone:
            index_agenda(one)
    _remove_committees(outcome)
    PackImport.objects.filter(pk=brought.pk).update(undone_at=at)
    record(
        "committee.papers_taken_back", by=by, subject=of.subject, at=at, why=why, name=of.name,
        meetings=[one.key for one in meetings],
    )  # fmt: skip


def _remove_rows(outcome: Mapping[str, Any]) -> None:
    """Every row that was made, the last first; what was filled in is blank again."""
    minutes, items = outcome.get("minutes", ()), outcome.get("items", ())
    entries = Minute.objects.filter(minutes__in=minutes)
    Exchange.objects.filter(minute__in=entries).delete()
    Resolution.objects.filter(minute__in=entries).delete()
    entries.delete()
    Attendee.objects.filter(meeting__minutes__in=minutes).delete()
    Minutes.objects.filter(pk__in=minutes).delete()
    ItemPaper.objects.filter(pk__in=outcome.get("papers", ())).delete()
    made = AgendaItem.objects.filter(pk__in=items)
    made.update(parent=None, public_item=None)
    made.delete()
    for key, names in outcome.get("filled", {}).items():
        AgendaItem.objects.filter(pk=int(key)).update(**dict.fromkeys(names, ""))
    for key, told in outcome.get("told", {}).items():
        CommitteeMeeting.objects.filter(pk=int(key)).update(brought_says=told)
    CommitteeMeeting.objects.filter(pk__in=outcome.get("meetings", ())).delete()


def _remove_committees(outcome: Mapping[str, Any]) -> None:
    """Committees and bodies that the paper made known here and that nothing else uses."""
    for committee in Committee.objects.filter(pk__in=outcome.get("committees", ()), meetings=None, version=1):
        _unless_used(TemplateItem.objects.filter(committee=committee), Committee.objects.filter(pk=committee.pk))
    for body in Body.objects.filter(pk__in=outcome.get("bodies", ()), committee=None, version=1):
        _unless_used(Body.objects.filter(pk=body.pk), Scope.objects.filter(pk=body.scope_id))


def _unless_used(*rows: "models.QuerySet[Any]") -> Collection[int]:
    """Delete these rows in turn, or none of them where anything still points to one."""
    try:
        with transaction.atomic():
            return [found.delete()[0] for found in rows]
    except ProtectedError:
        return ()
