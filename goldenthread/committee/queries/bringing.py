"""What of a pack is new here, what stands here already, and what cannot be taken and why: asked before and as it is
taken.

Only meetings that are over come from a paper. One that is still to come is prepared here, so that its notice is given
in time and nothing is issued while a duty is unmet; one that is kept here keeps the agenda and minutes it has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from goldenthread.bodies.models import Body, Kind
from goldenthread.committee.models import Committee, CommitteeMeeting, ItemPaper
from goldenthread.committee.reading.placing import MOST_ALIKE, folded, matching, titled
from goldenthread.committee.reading.values import AgendaItemRead, AgendaRead, CoverReportRead, MinutesRead, PackReading
from goldenthread.design.words import day

COMMITTEES = (Kind.COMMITTEE, Kind.SUB_COMMITTEE)


class Fate(StrEnum):
    """What becomes of a paper of a pack when it is taken."""

    NEW = "new"
    KNOWN = "known"
    LEFT = "left"


@dataclass(slots=True)
class Paper:
    """An agenda, minutes or a report of a pack: what it is called, what becomes of it, and why where it is left."""

    title: str
    read: AgendaRead | MinutesRead | CoverReportRead
    fate: Fate = Fate.NEW
    why: str = ""

    def leave(self, why: str) -> None:
        """Say that it is not taken."""
        self.fate, self.why = Fate.LEFT, why


@dataclass(slots=True)
class Wanted:
    """One meeting that papers of a pack are of, with those papers and the meeting here, where there is one."""

    name: str
    on: date
    starts_at: time | None
    body: Body | None = None
    committee: Committee | None = None
    meeting: CommitteeMeeting | None = None
    agendas: list[Paper] = field(default_factory=list)
    minutes: list[Paper] = field(default_factory=list)
    reports: list[tuple[Paper, AgendaItemRead | None]] = field(default_factory=list)

    @property
    def papers(self) -> list[Paper]:
        """All its papers."""
        return [*self.agendas, *self.minutes, *(paper for paper, _ in self.reports)]

    @property
    def has_new(self) -> bool:
        """Whether anything of it is taken."""
        return any(paper.fate is Fate.NEW for paper in self.papers)


@dataclass(frozen=True, slots=True)
class Placed:
    """Every paper of a pack in its place: by the meetings they are of, and those of no meeting."""

    meetings: Sequence[Wanted]
    nowhere: Sequence[Paper]

    @property
    def papers(self) -> list[Paper]:
        """All papers."""
        return [*(paper for one in self.meetings for paper in one.papers), *self.nowhere]

    def counted(self, fate: Fate) -> int:
        """How many papers have this fate."""
        return sum(paper.fate is fate for paper in self.papers)


def place_papers(reading: PackReading, *, meetings: bool, reports: bool, today: date) -> Placed:
    """Put the papers of a pack in their places; agendas with minutes, reports, or both, as it is asked.

    Reports go with the agenda that stands beside them also where that is not taken.
    """
    found: list[Wanted] = []
    nowhere: list[Paper] = []
    if meetings:
        for read, papers in ((one, "agendas") for one in reading.agendas):
            _put(read, papers, found, nowhere)
        for minutes in reading.minutes:
            _put(minutes, "minutes", found, nowhere)
    if reports:
        for at, report in enumerate(reading.reports):
            _put_report(report, reading.agendas, found, nowhere, nearly=at < MOST_ALIKE)
    committees = _Committees()
    for one in found:
        committees.find(one)
        _judge(one, today=today)
    return Placed(found, nowhere)


def find_meeting(minutes: MinutesRead) -> CommitteeMeeting | None:
    """The meeting here that minutes are of."""
    if minutes.on is None:
        return None
    wanted = Wanted(" ".join(minutes.committee.split())[:200], minutes.on, minutes.head.starts_at)
    _Committees().find(wanted)
    return wanted.meeting


def paper_title(read: AgendaRead | MinutesRead | CoverReportRead) -> str:
    """What a paper is called where it is named among others."""
    if isinstance(read, CoverReportRead):
        return f"Report: {read.subject}" if read.subject else "A report without a subject"
    what = "Agenda" if isinstance(read, AgendaRead) else "Minutes"
    return ", ".join(part for part in (what, read.committee, read.head.on.in_words) if part)


def _put(read: AgendaRead | MinutesRead, papers: str, found: list[Wanted], nowhere: list[Paper]) -> None:
    paper = Paper(paper_title(read), read)
    name = " ".join(read.committee.split())[:200]
    if not folded(name):
        paper.leave("The paper does not say of which committee it is.")
    elif read.on is None or read.head.on.first != read.head.on.last:
        paper.leave("The paper does not say on which day the committee met.")
    else:
        wanted = _wanted(found, name, read.on, read.head.starts_at)
        getattr(wanted, papers).append(paper)
        return
    nowhere.append(paper)


def _wanted(found: list[Wanted], name: str, on: date, starts_at: time | None) -> Wanted:
    """The meeting of a name and a day, of which there may be two at different times."""
    for one in found:
        at_once = one.starts_at == starts_at or not (one.starts_at and starts_at)
        if one.on == on and at_once and folded(one.name) == folded(name):
            one.starts_at = one.starts_at or starts_at
            return one
    found.append(Wanted(name, on, starts_at))
    return found[-1]


def _put_report(
    report: CoverReportRead,
    agendas: Iterable[AgendaRead],
    found: list[Wanted],
    nowhere: list[Paper],
    *,
    nearly: bool,
) -> None:
    """A report goes to the item of its name on the agenda of a day it names, else to the first body it names."""
    paper = Paper(paper_title(report), report)
    days = {body.on for body in report.bodies if body.on}
    for agenda in agendas:
        if agenda.on is None or not folded(agenda.committee) or (days and agenda.on not in days):
            continue
        item = titled(report.subject, agenda.items, nearly=nearly)
        if item is not None:
            wanted = _wanted(found, " ".join(agenda.committee.split())[:200], agenda.on, agenda.head.starts_at)
            wanted.reports.append((paper, item))
            return
    body = next((one for one in report.bodies if one.on and folded(one.name)), None)
    if body is None or body.on is None or not report.subject:
        paper.leave("The report does not say to which committee it goes, on which day, or what it is about.")
        nowhere.append(paper)
        return
    _wanted(found, " ".join(body.name.split())[:200], body.on, None).reports.append((paper, None))


class _Committees:
    """The bodies of the council by their folded names, asked once."""

    def __init__(self) -> None:
        self._bodies: dict[str, list[Body]] = {}
        for body in Body.objects.select_related("committee__body").order_by("pk"):
            self._bodies.setdefault(folded(body.name), []).append(body)

    def find(self, wanted: Wanted) -> None:
        """Find the committee of a meeting, and the meeting itself."""
        named = [body for body in self._bodies.get(folded(wanted.name), []) if not _ended(body, wanted.on)]
        exact = [body for body in named if body.name.casefold() == wanted.name.casefold()]
        meets = [body for body in named if body.kind in COMMITTEES]
        wanted.body = next(iter(exact or meets or named), None)
        wanted.committee = getattr(wanted.body, "committee", None) if wanted.body else None
        if wanted.committee is not None:
            wanted.meeting = _meeting_of(wanted.committee, wanted)


def _ended(body: Body, on: date) -> bool:
    return body.ended_on is not None and body.ended_on < on


def _meeting_of(committee: Committee, wanted: Wanted) -> CommitteeMeeting | None:
    rows = committee.meetings.standing().filter(on=wanted.on).order_by("starts_at", "pk")
    same = (one for one in rows if one.starts_at == wanted.starts_at or not (one.starts_at and wanted.starts_at))
    return next(same, None)


def _judge(one: Wanted, *, today: date) -> None:
    """Say of each paper of a meeting what becomes of it."""
    reason = _why_left(one, today)
    if reason:
        for paper in one.papers:
            paper.leave(reason)
    elif one.meeting is None:
        _judge_reports(one, set())
    elif one.meeting.brought_id is None:
        _judge_kept(one, one.meeting)
    else:
        _judge_brought(one, one.meeting)
    for paper in one.minutes[1:]:
        if paper.fate is Fate.NEW:
            paper.leave("Minutes of this meeting stand in the paper twice; the first of them are taken.")


def _why_left(one: Wanted, today: date) -> str:
    if one.on >= today:
        return (
            f"The meeting of {day(one.on)} is not over. Prepare it on the page of its committee, so that its notice is "
            "given in time."
        )
    if one.body is not None and one.committee is None and one.body.kind not in COMMITTEES:
        kind = one.body.get_kind_display().lower()
        return f"{one.body.name} is known here as a {kind}, whose meetings stand on its own page."
    return ""


def _judge_kept(one: Wanted, meeting: CommitteeMeeting) -> None:
    """A meeting that is kept here has its own agenda and minutes."""
    has_minutes = hasattr(meeting, "minutes")
    known = _papers_behind(meeting)
    for paper in one.agendas:
        paper.fate = Fate.KNOWN
    for paper in one.minutes:
        if has_minutes:
            paper.fate = Fate.KNOWN
        else:
            paper.leave("This meeting is kept here, and so are its minutes: begin it on its page.")
    for paper, _ in one.reports:
        if folded(_subject(paper)) in known:
            paper.fate = Fate.KNOWN
        else:
            paper.leave("This meeting is kept here: put the report behind its item.")


def _judge_brought(one: Wanted, meeting: CommitteeMeeting) -> None:
    """A meeting that came from a paper takes what that paper did not have."""
    there = list(meeting.items.order_by("part", "position").values_list("printed", "title", "pages"))
    among = [(printed, title) for printed, title, _ in there]
    for paper in one.agendas:
        assert isinstance(paper.read, AgendaRead)  # noqa: S101 - agendas alone are put there
        places = [matching(item.title, item.printed_number, among) for item in paper.read.items]
        fills = any(
            place is not None and item.pages and not there[place][2]
            for item, place in zip(paper.read.items, places, strict=True)
        )
        if None not in places and not fills:
            paper.fate = Fate.KNOWN
    if hasattr(meeting, "minutes"):
        for paper in one.minutes:
            paper.fate = Fate.KNOWN
    _judge_reports(one, _papers_behind(meeting))


def _judge_reports(one: Wanted, known: set[str]) -> None:
    """A report that stands behind its item already is known; one that is not public is kept behind Part 2 alone."""
    for paper, item in one.reports:
        assert isinstance(paper.read, CoverReportRead)  # noqa: S101 - reports alone are put there
        if folded(paper.read.subject) in known:
            paper.fate = Fate.KNOWN
        elif paper.read.is_public is False and item is not None and item.part == 1:
            paper.leave("The report says that it is not public, and its item stands in Part 1.")
        else:
            known.add(folded(paper.read.subject))


def _papers_behind(meeting: CommitteeMeeting) -> set[str]:
    rows = ItemPaper.objects.standing().filter(item__meeting=meeting).order_by()
    return {folded(title) for title in rows.values_list("title", flat=True)}


def _subject(paper: Paper) -> str:
    return paper.read.subject if isinstance(paper.read, CoverReportRead) else ""
