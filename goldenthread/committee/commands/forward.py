"""The forward plan of a committee: what is expected when, and the press that takes it onto an agenda.

Matters arising, references from other bodies and items deferred without a day come onto an agenda the same way. No
title of what is not public stands in the ledger.

Source: Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England) Regulations 2012,
regulations 8 to 10 (key decisions, 28 clear days' notice, general exception).
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from goldenthread.committee.clear_days import Basis, notice_for
from goldenthread.committee.commands.agenda import add_item, carry_item, check_open
from goldenthread.committee.commands.papers import put_report
from goldenthread.committee.kinds import Governance, ItemKind, ItemPurpose, ItemState, Part
from goldenthread.committee.models import (
    AgendaItem,
    Committee,
    CommitteeMeeting,
    ForwardItem,
    Promise,
    Resolution,
)
from goldenthread.committee.policy import require_may_keep_meetings
from goldenthread.committee.queries.register import constitution
from goldenthread.design.words import day
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import tidy
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.writing import hold_writing, record
from goldenthread.reports.states import ReportState

KEY_NOTICE = 28
"""Clear days by which a key decision is told before it is taken, counted as calendar days."""
FIELDS = frozenset({
    "title", "public_title", "meeting", "month", "report_of", "owner", "purpose", "part", "is_key", "documents",
    "exception_why", "owed", "promise", "resolution", "deferred", "referred_by", "report", "same_as",
})  # fmt: skip
LONGEST = {"public_title": 300, "report_of": 200, "documents": 500, "exception_why": 500}


@transaction.atomic
def plan_ahead(*, committee: Committee, title: str, by: Actor, at: datetime, **more: Any) -> ForwardItem:
    """Enter what is expected: on a meeting, in a month, or at some time; what is not public has a public title.

    A key decision counts as noticed from the day on which it is entered as one.
    """
    require_may_keep_meetings(by)
    hold_writing()
    values = _checked(committee, {"title": title, **more}, at=at)
    number = (committee.forward_items.aggregate(last=Max("number"))["last"] or 0) + 1
    made = ForwardItem.objects.create(committee=committee, number=number, **values)
    record(
        "committee.planned_ahead", by=by, subject=committee.subject, at=at, number=number, title=str(made),
        meeting=made.meeting.subject if made.meeting else None, month=made.month, is_key=made.is_key,
    )  # fmt: skip
    return made


@transaction.atomic
def change_ahead(*, planned: ForwardItem, by: Actor, at: datetime, version: int | None = None, **values: Any) -> bool:
    """Change what is expected, as long as it is on no agenda."""
    require_may_keep_meetings(by)
    _check_expected(planned)
    was = {name: getattr(planned, name) for name in FIELDS}
    checked = _checked(planned.committee, was | values, at=at, noticed_on=planned.noticed_on)
    differing = {name: value for name, value in checked.items() if getattr(planned, name) != value}
    if not differing:
        return False
    if not update_if_unchanged(planned, version=planned.version if version is None else version, values=differing):
        raise RuleBroken("Somebody else changed this in the meantime; look at it again.")
    planned.refresh_from_db()
    record(
        "committee.changed_ahead", by=by, subject=planned.committee.subject, at=at, number=planned.number,
        title=str(planned), changed=", ".join(sorted(differing)),
    )  # fmt: skip
    return True


@transaction.atomic
def drop_ahead(*, planned: ForwardItem, why: str, by: Actor) -> None:
    """Drop what was expected, with the reason."""
    require_may_keep_meetings(by)
    _check_expected(planned)
    why = tidy(why, what="the reason", most=500)
    if not update_if_unchanged(planned, version=planned.version, values={"dropped_why": why}):
        raise RuleBroken("Somebody else changed this in the meantime; look at it again.")
    record("committee.dropped_ahead", by=by, subject=planned.committee.subject, number=planned.number, why=why)


@transaction.atomic
def plan_also(
    *,
    planned: ForwardItem,
    committee: Committee,
    by: Actor,
    at: datetime,
    meeting: CommitteeMeeting | None = None,
    month: date | None = None,
) -> ForwardItem:
    """Plan the same report for another committee besides; both entries name each other, the report is one."""
    require_may_keep_meetings(by)
    first = planned.same_as or planned
    there = ForwardItem.objects.filter(committee=committee, dropped_why="")
    if committee.pk == first.committee_id or there.filter(same_as=first).exists():
        raise RuleBroken(f"It goes to the {committee} already.", about="committee")
    names = ("title", "public_title", "report_of", "owner", "purpose", "part", "report")
    more = {name: getattr(first, name) for name in names if name != "title"}
    return plan_ahead(
        committee=committee, title=first.title, same_as=first, meeting=meeting, month=month, by=by, at=at, **more
    )


def _check_expected(planned: ForwardItem) -> None:
    planned.refresh_from_db()
    if planned.item_id is not None:
        raise RuleBroken("It is on an agenda already; change it there.")
    if planned.dropped_why:
        raise RuleBroken("It was dropped already.")


def _checked(
    committee: Committee, given: Mapping[str, Any], *, at: datetime, noticed_on: date | None = None
) -> dict[str, Any]:
    """What was typed of something expected, as it can be kept."""
    if unknown := given.keys() - FIELDS:
        raise RuleBroken(f"What is expected has no {sorted(unknown)[0]}.")
    found: dict[str, Any] = {
        name: " ".join(text.split())[: LONGEST[name]] if name in LONGEST else text for name, text in given.items()
    }
    found["title"] = tidy(given["title"], what="the title", most=300)
    meeting, month = found.get("meeting"), found.get("month")
    if meeting is not None and month is not None:
        raise RuleBroken("Choose a meeting or a month, not both.", about="month")
    if meeting is not None and meeting.committee_id != committee.pk:
        raise RuleBroken("Choose a meeting of this committee.", about="meeting")
    if month is not None:
        found["month"] = month.replace(day=1)
    if found.get("part", Part.PUBLIC) not in Part.values or found.get("purpose", "") not in ItemPurpose.values:
        raise RuleBroken("Choose the part, and whether it is for decision or information.", about="part")
    if found.get("part", Part.PUBLIC) == Part.NON_PUBLIC and not found.get("public_title"):
        raise RuleBroken("Give it a public title: everybody reads that something is to come.", about="public_title")
    return found | _as_key(found, at=at, noticed_on=noticed_on)


def _as_key(found: Mapping[str, Any], *, at: datetime, noticed_on: date | None) -> dict[str, Any]:
    """Since when a key decision is told; there are none where committees decide.

    Source: Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England) Regulations 2012,
    regulation 9(1) (what the document says of the decision, the documents to be submitted among it).
    """
    if not found.get("is_key"):
        return {"noticed_on": None, "is_key": False}
    if constitution().governance != Governance.EXECUTIVE:
        raise RuleBroken("There are key decisions only where the council has an executive.", about="is_key")
    if found.get("meeting") is None and found.get("month") is None:
        raise RuleBroken("Of a key decision the notice says when it is taken: choose a meeting or a month.")
    if not found.get("documents"):
        raise RuleBroken("Of a key decision the notice lists the documents that are put in.", about="documents")
    return {"noticed_on": noticed_on or timezone.localdate(at)}


def key_notice_by(on: date) -> date:
    """The last day on which a key decision is noticed for a meeting: 28 clear days before, counted by the calendar.

    Source: the same Regulations, regulation 9(1); that weekends count is practice, since the statute is silent.
    """
    return notice_for(on, days=KEY_NOTICE, basis=Basis.CALENDAR, closures={}).publish_by


@transaction.atomic
def take_on(*, planned: ForwardItem, meeting: CommitteeMeeting, by: Actor, at: datetime) -> AgendaItem:
    """Take what was expected onto an agenda, with its report where that is issued.

    A key decision comes on 28 clear days after its notice, or with why that was impracticable.
    """
    require_may_keep_meetings(by)
    hold_writing()
    check_open(meeting)
    _check_expected(planned)
    if meeting.committee_id != planned.committee_id:
        raise RuleBroken("It is expected by another committee.")
    late = planned.noticed_on is not None and planned.noticed_on > key_notice_by(meeting.on)
    if planned.is_key and late and not planned.exception_why:
        raise RuleBroken(
            f"Notice of this key decision had to be given by {day(key_notice_by(meeting.on))}. Take it at a later "
            "meeting, or say on the forward plan why that was impracticable."
        )
    made = _item(planned, meeting, by=by, at=at)
    if not update_if_unchanged(planned, version=planned.version, values={"item": made}):
        raise RuleBroken("Somebody else took it on in the meantime.")
    report = planned.report
    if report is not None and report.state == ReportState.ISSUED and planned.deferred is None:
        put_report(item=made, report=report, by=by, at=at)
    record(
        "committee.taken_on", by=by, subject=made.subject, at=at, number=planned.number, title=str(planned),
        committee=planned.committee.subject,
    )  # fmt: skip
    return made


def _item(planned: ForwardItem, meeting: CommitteeMeeting, *, by: Actor, at: datetime) -> AgendaItem:
    if planned.deferred is not None:
        return carry_item(planned.deferred, meeting, by=by, at=at)
    kind = ItemKind.REFERENCE if planned.resolution else ItemKind.REPORT
    if planned.promise is not None:
        kind = ItemKind.MATTERS_ARISING
    return add_item(
        meeting=meeting, title=planned.title, part=planned.part, kind=kind, public_title=planned.public_title,
        report_of=planned.report_of, purpose=planned.purpose, referred_by=planned.referred_by,
        rubric=planned.resolution.text if planned.resolution else "", by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def take_from(
    *,
    meeting: CommitteeMeeting,
    by: Actor,
    at: datetime,
    promise: Promise | None = None,
    resolution: Resolution | None = None,
    deferred: AgendaItem | None = None,
) -> AgendaItem:
    """Take a matter arising, a recommendation of another committee or a deferred item onto an agenda, once.

    What comes from behind closed doors comes onto Part 2, under its public title.
    """
    require_may_keep_meetings(by)
    hold_writing()
    source = deferred or (promise or resolution).minute.item  # type: ignore[union-attr]
    if ForwardItem.objects.filter(
        promise=promise, resolution=resolution, deferred=deferred, committee=meeting.committee, dropped_why=""
    ).exists():
        raise RuleBroken("It was taken onto an agenda, or planned, already.")
    kept = source.part == Part.NON_PUBLIC or source.exemptions.filter(lifted_at=None).exists()
    told = source.title if not kept else source.public_title or "Matter not open to the public"
    values: dict[str, Any] = {"title": source.title, "public_title": told if kept else ""}
    if promise is not None:
        values |= {"promise": promise, "title": f"Matters arising: {source.title}", "owner": promise.owner}
    if resolution is not None:
        body = resolution.minute.minutes.meeting.committee.body
        values |= {"resolution": resolution, "referred_by": body, "title": f"Reference from the {body.name}: {told}"}
    if deferred is not None:
        if deferred.state != ItemState.DEFERRED or deferred.deferred_to_id is not None:
            raise RuleBroken("Only an item deferred without a day comes on so.")
        values |= {"deferred": deferred, "report_of": deferred.report_of, "purpose": deferred.purpose}
    part = Part.NON_PUBLIC if kept else Part.PUBLIC
    planned = plan_ahead(committee=meeting.committee, part=part, meeting=meeting, by=by, at=at, **values)
    return take_on(planned=planned, meeting=meeting, by=by, at=at)
