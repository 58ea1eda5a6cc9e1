"""Taking what was read of a pack: meetings that are over with their agendas and minutes, and reports behind items.

One command, one transaction. What it makes is marked with the paper it came from: nothing of it was drafted, issued or
approved here. People in minutes stay names and become no accounts.

Source: the pack of 2 May 2018, with the minutes of 6 February 2018.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from goldenthread.bodies.models import Body, Kind
from goldenthread.committee.commands.bringing_rows import Rows
from goldenthread.committee.commands.meetings import free_key
from goldenthread.committee.finding import index_agenda
from goldenthread.committee.formulae import BEGINNING
from goldenthread.committee.kinds import MeetingState
from goldenthread.committee.models import Committee, CommitteeMeeting, PackImport, TemplateItem
from goldenthread.committee.policy import require_may_bring_papers
from goldenthread.committee.queries.bringing import Fate, Paper, Wanted, place_papers
from goldenthread.committee.reading.as_json import from_json
from goldenthread.committee.reading.placing import folded
from goldenthread.committee.reading.values import AgendaRead, MinutesRead, PackReading, PersonRead
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import key_from
from goldenthread.identity.models import Scope
from goldenthread.intake.beside import beside_of
from goldenthread.intake.models import Import
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import hold_writing, record

MEETINGS, REPORTS = "meetings", "reports"
Facts = list[list[str]]


@dataclass(slots=True)
class Brought:
    """What was taken of a pack: the meetings that it made or added to, what was known, and what was left and why."""

    meetings: list[CommitteeMeeting] = field(default_factory=list)
    new: int = 0
    known: int = 0
    left: list[Paper] = field(default_factory=list)


def reading_of(of: Import) -> PackReading:
    """What was read of a pack beside its plan, as the import keeps it."""
    kept = beside_of(of.reading)
    return from_json(kept["reading"]) if kept else PackReading()


@transaction.atomic
def bring_papers(*, of: Import, parts: Collection[str], by: Actor, at: datetime) -> Brought:
    """Take the meetings, the reports or both that were read of a paper, once; what stands here already stays.

    The import itself is decided by whoever calls. What cannot be taken is left, with the reason.
    """
    require_may_bring_papers(by)
    hold_writing()
    if PackImport.objects.filter(of=of).exists():
        raise RuleBroken("The meetings and reports of this paper were taken already.")
    placed = place_papers(
        reading_of(of), meetings=MEETINGS in parts, reports=REPORTS in parts, today=timezone.localdate(at)
    )
    done = Brought(
        new=placed.counted(Fate.NEW),
        known=placed.counted(Fate.KNOWN),
        left=[paper for paper in placed.papers if paper.fate is Fate.LEFT],
    )
    outcome: dict[str, Any] = {}
    for wanted in placed.meetings:
        _find_made(wanted, done.meetings)
        if wanted.has_new:
            done.meetings.append(_bring(wanted, of, outcome, by=by, at=at))
    entry = record(
        "committee.papers_brought", by=by, subject=of.subject, at=at, name=of.name, sha256=of.sha256,
        meetings=[one.key for one in done.meetings], new=done.new, known=done.known, left=len(done.left),
    )  # fmt: skip
    PackImport.objects.create(of=of, by=by.acting, at=at, outcome=outcome | {"entry": entry.number})
    for meeting in done.meetings:
        index_agenda(meeting)
    return done


def _find_made(wanted: Wanted, made: Iterable[CommitteeMeeting]) -> None:
    """The committee of a meeting that an earlier meeting of the same paper has made known here."""
    if wanted.body is None:
        same = (one.committee for one in made if folded(one.committee.body.name) == folded(wanted.name))
        wanted.committee = next(same, None)


def _bring(wanted: Wanted, of: Import, outcome: dict[str, Any], *, by: Actor, at: datetime) -> CommitteeMeeting:
    """One meeting with the papers that are new of it."""
    committee = wanted.committee or _committee(wanted, of, outcome, at=at)
    meeting = wanted.meeting or _meeting(wanted, committee, of, outcome, by=by, at=at)
    rows = Rows(meeting, of, outcome, by=by, at=at)
    for paper in wanted.agendas:
        if paper.fate is Fate.NEW and isinstance(paper.read, AgendaRead):
            rows.add_agenda(paper.read)
            _tell(meeting, paper.read, outcome)
    for paper in wanted.minutes:
        if paper.fate is Fate.NEW and isinstance(paper.read, MinutesRead):
            rows.add_minutes(paper.read)
    for paper, item in wanted.reports:
        if paper.fate is Fate.NEW:
            rows.add_report(paper, item)
    record("committee.meeting_brought", by=by, subject=meeting.subject, at=at, paper=of.key)
    return meeting


def _committee(wanted: Wanted, of: Import, outcome: dict[str, Any], *, at: datetime) -> Committee:
    """The committee that the paper names, set up here where it was not: with a body of its name where none is."""
    body = wanted.body
    if body is None:
        kind = Kind.SUB_COMMITTEE if "sub" in wanted.name.casefold().replace("-", " ").split() else Kind.COMMITTEE
        key = key_from(wanted.name, Body)
        scope, _ = Scope.objects.get_or_create(kind="body", key=key, defaults={"title": wanted.name})
        body = Body.objects.create(key=key, name=wanted.name, kind=kind, scope=scope)
        outcome.setdefault("bodies", []).append(body.pk)
    known = Committee.objects.filter(body=body).select_related("body").first()
    if known is not None:
        return known
    issued = next(
        (one.read.issued_by for one in wanted.agendas if isinstance(one.read, AgendaRead) and one.read.issued_by), None
    )
    made = Committee.objects.create(
        body=body, set_up_on=timezone.localdate(at), brought=of,
        issued_by_name=issued.name[:200] if issued else "", issued_by_post=issued.department[:200] if issued else "",
    )  # fmt: skip
    TemplateItem.objects.bulk_create(
        TemplateItem(
            committee=made, number=place, position=place, part=one.part, kind=one.kind, title=one.title,
            rubric=one.rubric, purpose=one.purpose,
        )
        for place, one in enumerate(BEGINNING, start=1)
    )  # fmt: skip
    outcome.setdefault("committees", []).append(made.pk)
    return made


def _meeting(
    wanted: Wanted, committee: Committee, of: Import, outcome: dict[str, Any], *, by: Actor, at: datetime
) -> CommitteeMeeting:
    """A meeting that was held, with the head of the paper that says most of it."""
    heads = [paper.read.head for paper in wanted.papers if isinstance(paper.read, AgendaRead | MinutesRead)]
    written = next((head.time_written for head in heads if head.time_written), "")
    made = CommitteeMeeting.objects.create(
        committee=committee, key=free_key(committee, wanted.on), on=wanted.on, starts_at=wanted.starts_at,
        starts_words="" if wanted.starts_at else " ".join(written.split())[:200],
        place=next((" ".join(head.place.split())[:300] for head in heads if head.place), ""),
        state=MeetingState.HELD, issued_at=at, issued_by=by.acting, brought=of,
    )  # fmt: skip
    outcome.setdefault("meetings", []).append(made.pk)
    return made


def _tell(meeting: CommitteeMeeting, agenda: AgendaRead, outcome: dict[str, Any]) -> None:
    """Keep what the agenda prints and no row here holds: who is named as a member, whom to ask, who issued it."""
    contact = agenda.contact
    told: Facts = [
        ["Members as printed", "; ".join(_named(one) for one in agenda.members)],
        ["Enquiries", ", ".join(part for part in (contact.name, contact.telephone, contact.email) if part)],
        ["Issued by", _issuer(agenda.issued_by) if agenda.issued_by else ""],
    ]
    outcome.setdefault("told", {}).setdefault(str(meeting.pk), meeting.brought_says)
    known = {label for label, _ in meeting.brought_says}
    new = [fact for fact in told if fact[1] and fact[0] not in known]
    meeting.brought_says = [*meeting.brought_says, *new]
    CommitteeMeeting.objects.filter(pk=meeting.pk).update(brought_says=meeting.brought_says)


def _named(one: PersonRead) -> str:
    return f"{one.name} ({one.office})" if one.office else one.name


def _issuer(one: PersonRead) -> str:
    return ", ".join(part for part in (one.name, one.office or one.department) if part)
