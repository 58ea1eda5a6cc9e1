"""Issuing an agenda, and what is added to it later: nothing is issued while a duty is unmet, and what was issued stays.

Source: Local Government Act 1972, section 100B(3) and (4).
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Prefetch

from goldenthread.committee.commands.agenda import check_open
from goldenthread.committee.finding import index_agenda
from goldenthread.committee.kinds import MeetingState
from goldenthread.committee.models import (
    AgendaIssue,
    AgendaItem,
    CommitteeMeeting,
    Exemption,
    ItemPaper,
    MemberQuestion,
)
from goldenthread.committee.policy import require_may_keep_meetings
from goldenthread.committee.queries.agenda import numbers_of, rubric_of, why_kept
from goldenthread.committee.queries.deadlines import counts_as_published_on, deadlines_of
from goldenthread.committee.queries.duties import duties_of
from goldenthread.committee.queries.questions import accepted_in_public, is_asked_since_issue
from goldenthread.committee.telling import tell_issued
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.writing import canonical, hold_writing, record


@transaction.atomic
def issue_agenda(*, meeting: CommitteeMeeting, by: Actor, at: datetime) -> AgendaIssue:
    """Issue the agenda, or, where it was issued, a supplement of what was added since; refused while a duty is unmet.

    Numbers, words, papers and the questions that members will ask in public are sealed as they stand, with a hash;
    from then on items keep their numbers.
    """
    require_may_keep_meetings(by)
    hold_writing()
    meeting.refresh_from_db()
    check_open(meeting)
    if duties := duties_of(meeting, at=at):
        more = f" {len(duties) - 1} more are listed on its page." if len(duties) > 1 else ""
        raise RuleBroken(f"{duties[0].says} {duties[0].do}{more}")
    items = list(meeting.items.order_by("part", "position", "pk"))
    fresh_items = [item for item in items if item.issued_at is None]
    fresh_papers = list(ItemPaper.objects.standing().filter(item__meeting=meeting, issued_at=None))
    if meeting.is_issued and not fresh_items and not fresh_papers and not is_asked_since_issue(meeting):
        raise RuleBroken("Nothing was added since the agenda was issued.")
    _freeze(meeting, items, fresh_items, fresh_papers, at=at)
    made = _seal(meeting, by=by, at=at)
    if not meeting.is_issued:
        values = {"state": MeetingState.ISSUED, "issued_at": at, "issued_by": by.acting}
        if not update_if_unchanged(meeting, version=meeting.version, values=values):
            raise RuleBroken("Somebody else changed this meeting in the meantime; look at it again.")
    record(
        "committee.agenda_issued", by=by, subject=meeting.subject, at=at, number=made.number, sha256=made.sha256,
        published_on=counts_as_published_on(at), publish_by=deadlines_of(meeting).publish_by,
        items=len(fresh_items), papers=len(fresh_papers),
    )  # fmt: skip
    index_agenda(meeting)
    tell_issued(meeting, number=made.number, by=by, at=at)
    return made


def _freeze(
    meeting: CommitteeMeeting,
    items: list[AgendaItem],
    fresh_items: list[AgendaItem],
    fresh_papers: list[ItemPaper],
    *,
    at: datetime,
) -> None:
    """Give every new item its number for good, write out what its formula says, and date what is issued."""
    parents = {item.pk: item.number for item in items}
    printed = numbers_of((item.number, parents.get(item.parent_id or 0), item.printed) for item in items)
    for item in fresh_items:
        item.printed, item.issued_at = printed[item.number], at
        item.rubric = rubric_of(item, meeting)
    AgendaItem.objects.bulk_update(fresh_items, ["printed", "issued_at", "rubric"])
    ItemPaper.objects.filter(pk__in=[paper.pk for paper in fresh_papers]).update(issued_at=at)


def _seal(meeting: CommitteeMeeting, *, by: Actor, at: datetime) -> AgendaIssue:
    """Keep the agenda as it is issued, as canonical JSON with its hash."""
    content = canonical(content_of(meeting))
    number = meeting.issues.count() + 1
    return AgendaIssue.objects.create(
        meeting=meeting, number=number, at=at, by=by.acting, content=content,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
    )  # fmt: skip


def content_of(meeting: CommitteeMeeting) -> dict[str, Any]:
    """The whole agenda as values, with what is restricted: what is sealed, and read by those who keep papers alone.

    Of the questions of members it has those alone that are asked in public.
    """
    committee = meeting.committee
    asked: dict[int | None, list[MemberQuestion]] = defaultdict(list)
    for question in accepted_in_public(meeting):
        asked[question.under_id].append(question)
    running = Exemption.objects.filter(lifted_at__isnull=True)
    papers = ItemPaper.objects.standing().filter(issued_at__isnull=False).select_related("report", "file")
    papers = papers.prefetch_related(Prefetch("exemptions", running, to_attr="running")).order_by("number")
    rows = meeting.items.prefetch_related(
        Prefetch("papers", papers, to_attr="behind"), Prefetch("exemptions", running, to_attr="running")
    ).order_by("part", "position", "pk")
    return {
        "committee": committee.body.name,
        "on": meeting.on,
        "starts_at": str(meeting.starts_at or meeting.starts_words),
        "place": meeting.place,
        "kind": meeting.kind,
        "officer": {"name": committee.issued_by_name, "post": committee.issued_by_post},
        "enquiries": committee.clerk.name if committee.clerk else "",
        "short_notice_why": meeting.short_notice_why,
        "items": [_item(row, asked[row.pk]) for row in rows],
    }


def _item(row: AgendaItem, asked: Sequence[MemberQuestion]) -> dict[str, Any]:
    names = ("number", "printed", "part", "kind", "title", "public_title", "rubric", "report_of", "purpose")
    more = ("presenters", "state", "state_why", "to_follow", "circumstances", "admitted_by")
    return {name: getattr(row, name) for name in (*names, *more)} | {
        "restricted": why_kept(row.running),  # type: ignore[attr-defined]
        "papers": [_paper(paper) for paper in row.behind],  # type: ignore[attr-defined]
        "questions": [_question(one) for one in asked],
    }


def _question(one: MemberQuestion) -> dict[str, Any]:
    about = one.about.number if one.about else None
    return {"number": one.number, "asked_by": one.asked_by.name, "to": one.to, "about": about, "text": one.text}


def _paper(paper: ItemPaper) -> dict[str, Any]:
    version = paper.report.versions.order_by("-number").first() if paper.report else None
    return {
        "number": paper.number,
        "title": paper.title,
        "public_title": paper.public_title,
        "kind": paper.kind,
        "report": paper.report.key if paper.report else "",
        "sha256": version.sha256 if version else (paper.file.sha256 if paper.file else ""),
        "restricted": why_kept(paper.running),  # type: ignore[attr-defined]
        "background": paper.background,
    }
