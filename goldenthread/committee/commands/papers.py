"""Papers behind an item: an issued report, or a file that was sent; withdrawn with a reason, never lost.

Source: Local Government Act 1972, sections 100B(1) and 100D (reports open to inspection, background papers).
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from goldenthread.committee.commands.agenda import check_open
from goldenthread.committee.kinds import PaperKind
from goldenthread.committee.models import AgendaItem, ItemPaper, Opening
from goldenthread.committee.paper_files import check_paper
from goldenthread.committee.policy import require_may_keep_meetings
from goldenthread.documents.models import StoredFile
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import tidy
from goldenthread.identity.models import Person
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import hold_writing, record
from goldenthread.reports.models import Report
from goldenthread.reports.states import ReportState, SectionKind

MOST_PAPERS = 60
MOST_LETTERS = 5_000


@transaction.atomic
def put_report(*, item: AgendaItem, report: Report, by: Actor, at: datetime) -> ItemPaper:
    """Put an issued report behind an item. One report may stand on the agendas of several committees in turn.

    Its background papers are those its author listed.
    """
    require_may_keep_meetings(by)
    if report.state != ReportState.ISSUED:
        raise RuleBroken("Only an issued report comes on an agenda; this one is not.", about="report")
    if ItemPaper.objects.filter(item__meeting=item.meeting, report=report, withdrawn_at=None).exists():
        raise RuleBroken("This report is on the agenda already.", about="report")
    listed = report.sections.filter(kind=SectionKind.BACKGROUND_PAPERS).exclude(text="").values_list("text", flat=True)
    return _put(
        item, PaperKind.REPORT, report.subject, by=by, at=at, report=report, supplied_by=report.author,
        background="\n".join(listed)[:MOST_LETTERS],
    )  # fmt: skip


@transaction.atomic
def put_file(
    *,
    item: AgendaItem,
    file: StoredFile,
    title: str,
    by: Actor,
    at: datetime,
    supplied_by: Person | None = None,
    kind: str = PaperKind.REPORT,
    public_title: str = "",
    background: str = "",
) -> ItemPaper:
    """Put a file that was sent behind an item: a PDF or a Word document, by its name and by its content."""
    require_may_keep_meetings(by)
    check_paper(file)
    title = tidy(title, what="the title of the paper", most=300)
    return _put(
        item, kind, title, by=by, at=at, file=file, supplied_by=supplied_by or by.acting,
        public_title=" ".join(public_title.split())[:300], background=background.strip()[:MOST_LETTERS],
    )  # fmt: skip


def _put(item: AgendaItem, kind: str, title: str, *, by: Actor, at: datetime, **more: object) -> ItemPaper:
    hold_writing()
    check_open(item.meeting)
    if item.papers.count() >= MOST_PAPERS:
        raise RuleBroken(f"An item holds {MOST_PAPERS} papers at the most.")
    last = item.papers.aggregate(last=Max("number"))["last"] or 0
    made = ItemPaper.objects.create(
        item=item, number=last + 1, kind=kind, title=title, added_by=by.acting, added_at=at, **more
    )
    report, file = made.report, made.file
    record(
        "committee.paper_added", by=by, subject=made.subject, at=at, title=title, kind=str(kind),
        report=report.ledger_name if report else None, sha256=file.sha256 if file else None,
        supplied_by=made.supplied_by.key,
    )  # fmt: skip
    return made


@transaction.atomic
def withdraw_paper(*, paper: ItemPaper, why: str, by: Actor, at: datetime) -> None:
    """Withdraw a paper, with the reason; it is handed out no more, and what was issued stays told."""
    require_may_keep_meetings(by)
    why = tidy(why, what="the reason", most=500)
    if not ItemPaper.objects.filter(pk=paper.pk, withdrawn_at=None).update(withdrawn_at=at, withdrawn_why=why):
        raise RuleBroken("This paper has been withdrawn already.")
    paper.withdrawn_at, paper.withdrawn_why = at, why
    record("committee.paper_withdrawn", by=by, subject=paper.subject, at=at, why=why, title=paper.title)


@transaction.atomic
def answer_background(*, paper: ItemPaper, background: str, by: Actor) -> None:
    """Say which background papers a paper relies on, or that there are none."""
    require_may_keep_meetings(by)
    background = background.strip()
    if not background:
        raise RuleBroken("List the background papers, or write that there are none.", about="background")
    if len(background) > MOST_LETTERS:
        raise RuleBroken(f"Keep the list to {MOST_LETTERS:,} letters.", about="background")
    before = paper.background
    ItemPaper.objects.filter(pk=paper.pk).update(background=background)
    paper.background = background
    record("committee.background_answered", by=by, subject=paper.subject, changes={"background": (before, background)})


def note_opening(*, paper: ItemPaper, by: Actor) -> None:
    """Note that somebody opened a restricted paper: every time, with both names where they act for another."""
    Opening.objects.create(paper=paper, person=by.person, behalf_of=by.behalf_of, at=timezone.now())
