"""An agenda as one reader sees it: numbers, titles, papers, and what is kept from her with why."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from goldenthread.bodies.schedule_12a import by_virtue_of
from goldenthread.committee.formulae import (
    ALWAYS_THERE,
    MOTION,
    PART_HEADINGS,
    ExclusionLine,
    Kept,
    exclusion_lines,
    minutes_rubric,
)
from goldenthread.committee.kinds import Ground, ItemKind, ItemState, MeetingState, Part
from goldenthread.committee.models import AgendaItem, CommitteeMeeting, Exemption, ItemPaper
from goldenthread.committee.numbering import Place, printed_numbers
from goldenthread.committee.readers import PreparedFor
from goldenthread.design.words import day
from goldenthread.identity.models import Person
from goldenthread.kernel.addresses import address
from goldenthread.kernel.prepared import Prepared

MOST_A_DAY = 12
"""So many meetings of one committee on one day are looked through for the one before."""


@dataclass(frozen=True, slots=True)
class PaperShown:
    """A paper as a reader sees it: its title or its public one, where it opens, and why it is kept from the public."""

    number: int
    title: str
    kind: str
    url: str = ""
    restricted: str = ""
    opened: bool = False
    withdrawn: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item as a reader sees it."""

    number: int
    printed: str
    title: str
    part: int
    kind: str
    url: str
    is_under: bool = False
    rubric: str = ""
    report_of: str = ""
    pages: str = ""
    purpose: str = ""
    presenters: str = ""
    note: str = ""
    urgent: str = ""
    admitted_by: str = ""
    restricted: str = ""
    opened: bool = True
    to_follow: bool = False
    belongs_to: str = ""
    is_new: bool = False
    is_motion: bool = False
    papers: Sequence[PaperShown] = ()


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part of the agenda with its heading."""

    number: int
    heading: str
    items: Sequence[ItemShown]


@dataclass(frozen=True, slots=True)
class AgendaShown:
    """The whole agenda as a reader sees it, with the motion to exclude and its table."""

    parts: Sequence[PartShown]
    motion: str = ""
    exclusion: Sequence[ExclusionLine] = field(default=())

    @property
    def items(self) -> list[ItemShown]:
        """All items in their order."""
        return [item for part in self.parts for item in part.items]


def agenda_of(meeting: CommitteeMeeting, reader: Person, *, at: datetime) -> AgendaShown:
    """The agenda of a meeting as one reader sees it now: the one way in which an agenda is read.

    Of what is kept from her she reads the public title and the reason, nothing else.
    """
    rows = _rows(meeting, reader)
    printed = printed_in(meeting)
    opened = OPENED.keys(reader, meeting.pk, at=at)
    papers = PAPERS_OPENED.keys(reader, meeting.pk, at=at)
    shown = [_item(row, meeting, printed, opened=row.pk in opened, papers=papers) for row in rows]
    parts = [
        PartShown(part, PART_HEADINGS[Part(part)], [one for one in shown if one.part == part])
        for part in (Part.PUBLIC, Part.NON_PUBLIC)
        if any(one.part == part for one in shown)
    ]
    kept = kept_items(rows, printed)
    return AgendaShown(parts, MOTION if kept else "", exclusion_lines(kept))


SEEN = PreparedFor(
    lambda reader, meeting: (
        AgendaItem.objects.seen_by(reader)
        .filter(meeting=meeting)
        .select_related("public_item", "deferred_to")
        .order_by("part", "position", "pk")
    ),
    int,
)
OPENED = PreparedFor(
    lambda reader, meeting: AgendaItem.objects.opened_by(reader).filter(meeting=meeting).order_by().values_list("pk"),
    int,
)
PAPERS_OPENED = PreparedFor(
    lambda reader, meeting: (
        ItemPaper.objects.opened_by(reader).filter(item__meeting=meeting).order_by().values_list("pk")
    ),
    int,
)
PAPERS = Prepared(lambda meeting: ItemPaper.objects.filter(item__meeting=meeting).order_by("number"), int)
RUNNING = Prepared(
    lambda meeting: Exemption.objects.filter(
        Q(item__meeting=meeting) | Q(paper__item__meeting=meeting), lifted_at__isnull=True
    ),
    int,
)
PLACES = Prepared(
    lambda meeting: (
        AgendaItem.objects.filter(meeting=meeting)
        .order_by("part", "position", "pk")
        .values_list("number", "parent__number", "printed")
    ),
    int,
)
"""Every item's number, its parent's and what it is printed as: what a reader may not see counts all the same."""


def _rows(meeting: CommitteeMeeting, reader: Person) -> list[AgendaItem]:
    """The items a reader sees, in the order of the agenda, with what stands behind them."""
    rows: list[AgendaItem] = SEEN.objects(reader, meeting.pk)
    stand_behind(rows, meeting, PAPERS.objects(meeting.pk))
    return rows


def stand_behind(rows: Iterable[AgendaItem], meeting: CommitteeMeeting, papers: Iterable[ItemPaper]) -> None:
    """Put papers behind the items of a meeting, and beside both the exemptions that run: one query for all of them."""
    of_item: dict[int | None, list[Exemption]] = defaultdict(list)
    of_paper: dict[int | None, list[Exemption]] = defaultdict(list)
    for one in RUNNING.objects(meeting.pk):
        (of_item[one.item_id] if one.item_id else of_paper[one.paper_id]).append(one)
    behind = defaultdict(list)
    for paper in papers:
        paper.running = of_paper[paper.pk]  # type: ignore[attr-defined]
        behind[paper.item_id].append(paper)
    for row in rows:
        row.meeting = meeting
        row.running, row.behind = of_item[row.pk], behind[row.pk]  # type: ignore[attr-defined]


def printed_in(meeting: CommitteeMeeting) -> dict[int, str]:
    """What each item of a meeting is printed as, by its own number."""
    return numbers_of(PLACES.rows(meeting.pk))


def numbers_of(rows: Iterable[tuple[int, int | None, str]]) -> dict[int, str]:
    """The printed number of each item, from its own number, its parent's and what it is printed as already."""
    return printed_numbers(Place(number, parent, printed) for number, parent, printed in rows)


def kept_items(rows: Iterable[AgendaItem], printed: dict[int, str]) -> list[Kept]:
    """The items for the resolution to exclude, each with the paragraphs of its own and of its papers.

    One item of several documents with different paragraphs is named with all of them; each document keeps its own.
    The headings of Part 2 that stand on every agenda are taken in private with the rest, so they are named, too: the
    non-public minutes under the paragraphs of the meeting they are of, questions and urgent business under those of
    the business they belong to.
    """
    found: list[Kept] = []
    headings: list[AgendaItem] = []
    for row in rows:
        if row.state != ItemState.ON:
            continue
        if is_heading(row) and not row.running and not row.behind:  # type: ignore[attr-defined]
            headings.append(row)
            continue
        running = [*row.running, *(one for paper in row.behind if not paper.withdrawn_at for one in paper.running)]  # type: ignore[attr-defined]
        if running:
            paragraphs = sorted({number for one in running for number in one.numbers})
            ground = Ground.EXEMPT if paragraphs else Ground.CONFIDENTIAL
            whole = bool(row.running)  # type: ignore[attr-defined]
            said = printed[row.number] + ("" if whole else " (in part)")
            found.append(Kept(said, ground, tuple(paragraphs), row.number))
    return _with_headings(found, headings, printed)


def is_heading(row: AgendaItem) -> bool:
    """Whether an item stands in Part 2 of every agenda, for what may come up under it."""
    return row.part == Part.NON_PUBLIC and row.standing_id is not None and row.kind in ALWAYS_THERE


def _with_headings(kept: list[Kept], headings: list[AgendaItem], printed: dict[int, str]) -> list[Kept]:
    """What is kept, with the headings of Part 2 in their places; a heading without any paragraph is not named."""
    if not headings:
        return kept
    order = {number: place for place, number in enumerate(printed)}
    named = tuple(sorted({number for one in kept for number in one.paragraphs}))
    before = _paragraphs_before(headings[0].meeting) if any(one.kind == ItemKind.MINUTES for one in headings) else ()
    for row in headings:
        paragraphs = (before or named) if row.kind == ItemKind.MINUTES else named
        if paragraphs:
            kept.append(Kept(printed[row.number], Ground.EXEMPT, paragraphs, row.number))
    return sorted(kept, key=lambda one: order[one.number])


def _paragraphs_before(meeting: CommitteeMeeting) -> tuple[int, ...]:
    """The paragraphs under which the meeting before this one took its business in private."""
    earlier = earlier_meeting(meeting)
    rows = (
        Exemption.objects.filter(lifted_at__isnull=True, item__meeting=earlier) if earlier else Exemption.objects.none()
    )
    return tuple(sorted({number for one in rows for number in one.numbers}))


def why_kept(running: Sequence[Exemption]) -> str:
    """Why something is kept from the public, in the formula that stands on it."""
    if not running:
        return ""
    if numbers := sorted({number for one in running for number in one.numbers}):
        return by_virtue_of(numbers)
    return "Confidential information within the meaning of section 100A(3) of the Local Government Act 1972."


def _item(
    row: AgendaItem, meeting: CommitteeMeeting, printed: dict[int, str], *, opened: bool, papers: set[int]
) -> ItemShown:
    restricted = why_kept(row.running)  # type: ignore[attr-defined]
    closed = not opened
    return ItemShown(
        number=row.number,
        printed=printed[row.number],
        title=(row.public_title or "Item not open to the public") if closed else row.title,
        part=row.part,
        kind=row.kind,
        url=row.get_absolute_url(),
        is_under=row.parent_id is not None,
        rubric="" if closed else rubric_of(row, meeting),
        report_of="" if closed else row.report_of,
        pages=row.pages,
        purpose=row.get_purpose_display() if row.purpose else "",
        presenters="" if closed else row.presenters,
        note=_note(row, closed=closed),
        urgent="" if closed else row.circumstances,
        admitted_by="" if closed else row.admitted_by,
        restricted=restricted or ("Not open to the public." if closed else ""),
        opened=opened,
        to_follow=row.to_follow,
        belongs_to=printed.get(row.public_item.number, "") if row.public_item else "",
        is_new=meeting.is_issued and row.issued_at is None,
        is_motion=row.kind == ItemKind.EXCLUSION,
        papers=[
            _paper(paper, row, opened=paper.pk in papers)
            for paper in row.behind  # type: ignore[attr-defined]
            if paper.issued_at or paper.pk in papers
        ],
    )


def rubric_of(row: AgendaItem, meeting: CommitteeMeeting) -> str:
    """What members are asked under an item: as written, or the formula of its kind."""
    if row.rubric or row.kind != ItemKind.MINUTES:
        return row.rubric
    earlier = earlier_meeting(meeting)
    return minutes_rubric(Part(row.part), earlier.on) if earlier else ""


EARLIER = Prepared(
    lambda committee, on: (
        CommitteeMeeting.objects.filter(committee=committee, on__lte=on)
        .exclude(state__in=(MeetingState.PLANNED, MeetingState.CANCELLED))
        .order_by("-on", "-starts_at")[:MOST_A_DAY]
    ),
    int,
    date,
)


def earlier_meeting(meeting: CommitteeMeeting) -> CommitteeMeeting | None:
    """The meeting of the committee before this one, whose minutes it approves."""
    for one in EARLIER.objects(meeting.committee_id, meeting.on):
        found: CommitteeMeeting = one
        is_before = found.starts_at and meeting.starts_at and found.starts_at < meeting.starts_at
        if found.on < meeting.on or is_before:
            return found
    return None


def _note(row: AgendaItem, *, closed: bool) -> str:
    """That an item is not taken, and why."""
    if row.state == ItemState.ON:
        return ""
    why = "" if closed else f": {row.state_why}"
    to = f" to {day(row.deferred_to.on)}" if row.deferred_to else ""
    return f"{row.get_state_display()}{to}{why}"


def _paper(paper: ItemPaper, row: AgendaItem, *, opened: bool) -> PaperShown:
    running = [*paper.running, *row.running]  # type: ignore[attr-defined]
    restricted = why_kept(running)
    is_public_title = not opened and (bool(running) or row.part == Part.NON_PUBLIC or not paper.issued_at)
    return PaperShown(
        number=paper.number,
        title=(paper.public_title or "Paper not open to the public") if is_public_title else paper.title,
        kind=paper.get_kind_display(),
        url=address("agenda-paper", row.meeting.key, str(row.number), str(paper.number)) if opened else "",
        restricted=restricted or ("Not open to the public." if is_public_title else ""),
        opened=opened,
        withdrawn=("" if is_public_title else paper.withdrawn_why) or ("Withdrawn" if paper.withdrawn_at else ""),
        waits=paper.issued_at is None,
    )
