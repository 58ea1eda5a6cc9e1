"""What is asked of an agenda before it is issued, read from its rows."""

from datetime import datetime

from django.db.models import Prefetch
from django.urls import reverse

from goldenthread.committee.duties import AgendaFacts, Duty, ItemFacts, PaperFacts, unmet
from goldenthread.committee.kinds import ItemState, Part
from goldenthread.committee.models import AgendaItem, CommitteeMeeting, Exemption, ItemPaper
from goldenthread.committee.queries.agenda import numbers_of
from goldenthread.committee.queries.deadlines import counts_as_published_on, deadlines_of
from goldenthread.committee.readers import SITS


def agenda_facts(meeting: CommitteeMeeting, *, at: datetime) -> AgendaFacts:
    """What the duties ask of an agenda, were it issued at this moment."""
    committee = meeting.committee
    running = Exemption.objects.filter(lifted_at__isnull=True)
    papers = ItemPaper.objects.standing().select_related("report").order_by("number")
    papers = papers.prefetch_related(Prefetch("exemptions", running, to_attr="running"))
    rows = (
        meeting.items.filter(state=ItemState.ON)
        .prefetch_related(
            Prefetch("papers", papers, to_attr="behind"), Prefetch("exemptions", running, to_attr="running")
        )
        .order_by("part", "position", "pk")
    )
    places = meeting.items.order_by("part", "position", "pk").values_list("number", "parent__number", "printed")
    printed = numbers_of(places)
    url = meeting.get_absolute_url()
    return AgendaFacts(
        on=meeting.on,
        published_on=counts_as_published_on(at),
        publish_by=deadlines_of(meeting).publish_by,
        url=url,
        has_place=bool(meeting.place),
        has_time=bool(meeting.starts_at or meeting.starts_words),
        officer=committee.issued_by_name,
        members=committee.body.memberships.current(on=meeting.on).filter(office__in=SITS).count(),
        was_issued=meeting.is_issued,
        short_notice_why=meeting.short_notice_why,
        items=[_item(row, meeting, printed) for row in rows],
    )


def _item(row: AgendaItem, meeting: CommitteeMeeting, printed: dict[int, str]) -> ItemFacts:
    row.meeting = meeting
    return ItemFacts(
        printed=printed[row.number],
        part=row.part,
        kind=row.kind,
        title=row.title,
        url=row.get_absolute_url(),
        public_title=row.public_title,
        has_reasons=bool(row.running),  # type: ignore[attr-defined]
        purpose=row.purpose,
        to_follow=row.to_follow,
        circumstances=row.circumstances,
        was_issued=row.issued_at is not None,
        is_standing=row.standing_id is not None,
        papers=[_paper(paper, row) for paper in row.behind],  # type: ignore[attr-defined]
    )


def _paper(paper: ItemPaper, row: AgendaItem) -> PaperFacts:
    born_private = row.part == Part.NON_PUBLIC or (paper.report is not None and not paper.report.is_public)
    has_reasons = bool(paper.running)  # type: ignore[attr-defined]
    return PaperFacts(
        title=paper.title,
        url=reverse("agenda-item", args=[row.meeting.key, row.number]) + f"#paper-{paper.number}",
        is_restricted=born_private or has_reasons or bool(row.running),  # type: ignore[attr-defined]
        has_reasons=has_reasons,
        public_title=paper.public_title,
        background=paper.background,
    )


def duties_of(meeting: CommitteeMeeting, *, at: datetime) -> list[Duty]:
    """The duties that are not met, were the agenda issued at this moment."""
    return unmet(agenda_facts(meeting, at=at))
