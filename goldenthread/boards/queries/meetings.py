"""One meeting as its page tells it: its items, its papers as they were, who was there, and its decisions."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from goldenthread.boards.models import Board, BoardMeeting, Closing, MonitoringRound
from goldenthread.boards.queries.boards import items_of
from goldenthread.boards.queries.decisions import DecisionLine, decision_lines
from goldenthread.design.words import day
from goldenthread.identity.models import Person
from goldenthread.plan.models import Plan
from goldenthread.plan.models.plan import Stage


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper of a meeting; ``note`` says what is known about it, ``withdrawn`` why it went."""

    number: int
    title: str
    url: str
    note: str
    withdrawn: str


@dataclass(frozen=True, slots=True)
class ItemOffered:
    """An item on the list of a meeting."""

    title: str
    brought_by: str


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who was at a meeting, or sent apologies, in office and capacity of that day."""

    name: str
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """Everything the page of a meeting says."""

    items: list[ItemOffered]
    papers: list[PaperLine]
    there: list[Present]
    apologies: list[Present]
    decisions: list[DecisionLine]
    waiting: int


def meeting_page(meeting: BoardMeeting, reader: Person, *, on: date) -> MeetingPage:
    """The page of a meeting for one reader; a round she may not read is named without the way to it."""
    is_held = meeting.state == BoardMeeting.State.HELD
    rows = meeting.items.all() if is_held else items_of(meeting)
    seats: dict[bool, list[Present]] = {True: [], False: []}
    for seat in meeting.attendance.select_related("person").order_by("pk"):
        words = ", ".join(part[:1].lower() + part[1:] for part in (seat.office, seat.capacity) if part)
        seats[seat.was_there].append(Present(seat.person.name, seat.person.get_absolute_url(), words))
    decisions = meeting.decisions.select_related(
        "finding__source", "plan", "paper", "entered_by", "corrects", "meeting__board__body"
    )
    lines = decision_lines(decisions.order_by("number"), reader, on=on)
    return MeetingPage(
        items=[ItemOffered(row.title, row.brought_by) for row in rows],
        papers=_papers(meeting, reader),
        there=seats[True],
        apologies=seats[False],
        decisions=lines,
        waiting=sum(line.waits for line in lines),
    )


def _papers(meeting: BoardMeeting, reader: Person) -> list[PaperLine]:
    papers = list(meeting.papers.select_related("closing__round__plan", "file").order_by("number"))
    rounds = {paper.closing.round_id for paper in papers if paper.closing}
    readable = set(MonitoringRound.objects.visible_to(reader).filter(pk__in=rounds).values_list("pk", flat=True))
    later = _corrected(rounds)
    lines = []
    for paper in papers:
        url, notes = paper.address, []
        if paper.closing is not None:
            url = paper.closing.round.get_absolute_url() if paper.closing.round_id in readable else ""
            if later.get(paper.closing.round_id, 0) > paper.closing.number:
                notes.append("closed again since, in correction; this paper is as it was closed then")
        elif paper.file is not None:
            url = reverse("board-paper", args=[meeting.board.body.key, meeting.number, paper.number])
            notes.append(f"{paper.file.name}, {_size(paper.file.size)}")
        notes.append(f"added on {day(paper.added_at)}")
        withdrawn = f"Withdrawn on {day(paper.withdrawn_at)}: {paper.withdrawn_why}" if paper.withdrawn_at else ""
        shown = "" if paper.withdrawn_at else url
        lines.append(PaperLine(paper.number, paper.title, shown, "; ".join(notes), withdrawn))
    return lines


def _corrected(rounds: set[int]) -> dict[int, int]:
    """The number of the last closing of each round."""
    rows = Closing.objects.filter(round__in=rounds).order_by("number")
    return dict(rows.values_list("round_id", "number"))


def _size(count: int) -> str:
    return f"{count / 2**20:.1f} MB" if count >= 2**20 else f"{max(count // 1024, 1)} kB"


def instructed_plans(board: Board) -> "QuerySet[Plan]":
    """The plans on whose actions a board may give an instruction: those it monitors that are no drafts.

    Whoever keeps a board's meetings is offered their names, which the board knows, and nothing else of them.
    """
    return Plan.objects.filter(boards__body=board.body_id).exclude(stage=Stage.DRAFT).order_by("name").distinct()
