"""The boards somebody sits on, as her start page shows them: the round at work, the next meeting, what is not done.

Composed from queries of ``boards``. Who only sits on a board opens a round once it is closed; whoever chairs it is
told before that how many answers came and whose are still to come, and not what was said.

Source: cover report of 2 May 2018 to the Safeguarding Sub Committee, paragraphs 3 and 9 (a board asks each quarter
and is told what came).
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from goldenthread.boards.models import Board, BoardDecision, BoardMeeting, MeetingPaper, MonitoringRound
from goldenthread.boards.policy import may_moderate
from goldenthread.boards.queries.boards import SEATS
from goldenthread.boards.queries.decisions import DecisionLine, decision_lines, waiting_decisions
from goldenthread.boards.queries.moderation import to_moderate
from goldenthread.boards.queries.owed import Owes, counted
from goldenthread.boards.queries.returns import owed_to_each
from goldenthread.boards.states import AT_WORK, Returned, RoundState
from goldenthread.bodies.models import Membership, bodies_chaired_by, bodies_of
from goldenthread.design.parts import Attention, Link
from goldenthread.design.words import clock, day
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.plan.models import Plan, PlanBoard
from goldenthread.plan.queries.sources import shown_with_evidence_to
from goldenthread.plan.refresh import INSPECTIONS

MOST_DECISIONS = 8
MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class RoundOfBoard:
    """A round at work: how it stands in words, how many answers came, and how many ratings wait for this reader."""

    text: str
    url: str
    lines: list[Attention]
    waits: int = 0


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The meeting that comes next, with the papers it has so far; a paper leads to the meeting, which hands it out."""

    text: str
    url: str
    papers: list[Link]


@dataclass(frozen=True, slots=True)
class LastMeeting:
    """The meeting that was held last, with what it decided and what has become of each."""

    text: str
    url: str
    decisions: list[Attention]


@dataclass(frozen=True, slots=True)
class MyBoard:
    """One board as its member finds it on the start page."""

    name: str
    url: str
    office: str
    rounds: list[RoundOfBoard]
    next: NextMeeting | None
    decisions: list[Attention]
    more_decisions: int
    last: LastMeeting | None = None
    inspections: list[Link] = field(default_factory=list)


def my_boards(reader: Actor, *, on: date) -> list[MyBoard]:
    """The boards on which somebody sits today, by name; none costs one query."""
    person = reader.acting
    if not SEATS.rows(person.pk, on):
        return []
    boards = list(
        Board.objects.visible_to(person).filter(body__in=bodies_of(person, on=on).order_by().values("pk"))
        .select_related("body").order_by("body__name", "pk")
    )  # fmt: skip
    offices = _offices(person, on)
    rounds = _rounds(boards, reader, on=on)
    meetings, papers = _meetings(boards, person, on=on)
    decisions = _decisions(boards, person, on=on)
    last = _last_meetings(boards, person, on=on)
    inspections = _inspections(boards, person)
    return [
        MyBoard(
            name=board.body.name,
            url=board.get_absolute_url(),
            office=offices.get(board.body_id, ""),
            rounds=rounds[board.body_id],
            next=_next(meetings.get(board.pk), papers),
            decisions=decisions[board.pk][:MOST_DECISIONS],
            more_decisions=max(0, len(decisions[board.pk]) - MOST_DECISIONS),
            last=last.get(board.pk),
            inspections=inspections[board.body_id],
        )
        for board in boards
    ]


def _inspections(boards: Collection[Board], person: Person) -> dict[int, list[Link]]:
    """What the inspections behind each board's plans asked for, each with what shows that it was done, on one page.

    Source: the report of 2 May 2018, paragraph 5, tells a committee of six recommendations and not what shows them.
    """
    plans = PlanBoard.objects.filter(
        body__in=[board.body_id for board in boards], plan__in=Plan.objects.visible_to(person)
    )
    bodies: dict[int, set[int]] = defaultdict(set)
    for scope, body in plans.order_by().values_list("plan__scope_id", "body_id"):
        bodies[scope].add(body)
    if not bodies:
        return defaultdict(list)
    found: dict[int, list[Link]] = defaultdict(list)
    rows = shown_with_evidence_to(person).filter(
        kind__in=sorted(INSPECTIONS), scopes__in=list(bodies), findings__isnull=False
    )
    for key, title, scope in rows.order_by("title", "pk").values_list("key", "title", "scopes__pk").distinct():
        link = Link(title, reverse("source-evidence", args=[key]))
        for body in bodies.get(scope, ()):
            if link not in found[body]:
                found[body].append(link)
    return found


def _offices(person: Person, on: date) -> dict[int, str]:
    """The office of each seat that is not a plain member's, in words."""
    seats = Membership.objects.current(on=on).filter(person=person).exclude(office=Membership.Office.MEMBER)
    return {seat.body_id: seat.get_office_display() for seat in seats.order_by("pk")}


def _rounds(boards: Collection[Board], reader: Actor, *, on: date) -> dict[int, list[RoundOfBoard]]:
    person, bodies = reader.acting, [board.body_id for board in boards]
    at_work = MonitoringRound.objects.filter(board__in=bodies, state__in=AT_WORK)
    seen = set(MonitoringRound.objects.visible_to(person).filter(board__in=bodies).values_list("pk", flat=True))
    chaired = set(bodies_chaired_by(person, on=on).values_list("pk", flat=True))
    found: dict[int, list[RoundOfBoard]] = defaultdict(list)
    rounds = list(at_work.select_related("plan", "board").order_by("plan__name", "number"))
    owed = owed_to_each([one for one in rounds if one.pk in seen or one.board_id in chaired], on=on)
    for one in rounds:
        is_seen = one.pk in seen
        url = one.get_absolute_url() if is_seen else ""
        lines = _came(one, owed[one.pk], is_seen=is_seen) if one.pk in owed else []
        waits = 0
        if is_seen and one.state == RoundState.MODERATION and may_moderate(reader, one):
            waits = sum(row.disagrees and row.moderation is None for row in to_moderate(one, on=on))
            lines = [*_to_moderate(one, waits), *lines]
        found[one.board_id or 0].append(RoundOfBoard(_stands(one, is_read=is_seen), url, lines, waits))
    return found


def _stands(one: MonitoringRound, *, is_read: bool) -> str:
    named = f"Round {one.number} of {one.plan.name}"
    if one.state == RoundState.MODERATION:
        until = f" until {day(one.moderated_until)}" if one.moderated_until else ""
        stands = f"{named} is in moderation{until}"
    else:
        due = f"; answers are due by {day(one.returns_due_on)}" if one.returns_due_on else ""
        weighed = f"; the board weighs them until {day(one.moderated_until)}" if one.moderated_until else ""
        stands = f"{named} is open{due}{weighed}"
    return f"{stands}." if is_read else f"{stands}. The round's own page opens when it is closed."


def _came(one: MonitoringRound, owed: list[Owes], *, is_seen: bool) -> list[Attention]:
    """How many answers came and how, led to the list for whoever may open it; what is nought is left out."""
    came = counted(owed)
    url = reverse("round-returns", args=[one.plan.key, one.number]) if is_seen else ""
    rows = [
        (came.returned, f"returned in time, of {came.asked} asked for"),
        (came.late, "returned late"),
        (came.missing, f"missing, their day has passed: {_whose(owed, Returned.MISSING)}"),
        (came.waiting, f"still waited for: {_whose(owed, '')}"),
        (came.declined, "declined with a reason"),
    ]
    return [
        Attention(count, text, rest="", figure_url=url)
        for place, (count, text) in enumerate(rows)
        if count or not place
    ]


def _whose(owed: list[Owes], state: str) -> str:
    """Of whom something is in this state, and how much of each, the most first."""
    names = Counter(item.who_written or "no lead" for item in owed if item.state == state)
    told = [f"{name} {count}" for name, count in names.most_common(MOST_NAMES)]
    more = len(names) - MOST_NAMES
    others = f"and {more} {'other lead' if more == 1 else 'other leads'}"
    return ", ".join([*told, others] if more > 0 else told)


def _to_moderate(one: MonitoringRound, count: int) -> list[Attention]:
    """What waits for whoever sets the board's rating: what is better than its dates and not yet rated by the board."""
    if not count:
        return []
    rated = "action is rated better than its dates" if count == 1 else "actions are rated better than their dates"
    url = reverse("moderation", args=[one.plan.key, one.number])
    return [Attention(count, f"{rated}: does the board agree?", url=url, rest="")]


def _meetings(
    boards: Collection[Board], person: Person, *, on: date
) -> tuple[dict[int, BoardMeeting], dict[int, list[MeetingPaper]]]:
    """The next planned meeting of each board, and the papers of these that were not withdrawn."""
    planned = BoardMeeting.objects.visible_to(person).filter(
        board__in=boards, state=BoardMeeting.State.PLANNED, on__gte=on
    )
    found: dict[int, BoardMeeting] = {}
    for meeting in planned.select_related("board__body").order_by("on", "number"):
        found.setdefault(meeting.board_id, meeting)
    papers: dict[int, list[MeetingPaper]] = defaultdict(list)
    standing = MeetingPaper.objects.filter(meeting__in=list(found.values()), withdrawn_at=None)
    for paper in standing.order_by("number"):
        papers[paper.meeting_id].append(paper)
    return found, papers


def _next(meeting: BoardMeeting | None, papers: dict[int, list[MeetingPaper]]) -> NextMeeting | None:
    if meeting is None:
        return None
    at = f" at {clock(meeting.starts_at)}" if meeting.starts_at else ""
    place = f", {meeting.place}" if meeting.place else ""
    url = meeting.get_absolute_url()
    return NextMeeting(f"{day(meeting.on)}{at}{place}", url, [Link(one.title, url) for one in papers[meeting.pk]])


def _last_meetings(boards: Collection[Board], person: Person, *, on: date) -> dict[int, LastMeeting]:
    """The meeting each board held last with what it decided and how that stands; none where it decided nothing."""
    held = BoardMeeting.objects.visible_to(person).filter(board__in=boards, state=BoardMeeting.State.HELD)
    meetings: dict[int, BoardMeeting] = {}
    for meeting in held.select_related("board__body").order_by("-on", "-number"):
        meetings.setdefault(meeting.board_id, meeting)
    asked = BoardDecision.objects.visible_to(person).filter(meeting__in=list(meetings.values()))
    rows = asked.select_related("finding__source", "plan", "paper", "entered_by", "corrects", "meeting__board__body")
    found: dict[int, list[Attention]] = defaultdict(list)
    for line in decision_lines(rows.order_by("number"), person, on=on):
        decision, url = line.decision, line.decision.meeting.get_absolute_url()
        found[decision.meeting.board_id].append(Attention(0, decision.text, url=url, rest=_stands_now(line)))
    return {
        board: LastMeeting(day(meeting.on), meeting.get_absolute_url(), found[board][:MOST_DECISIONS])
        for board, meeting in meetings.items()
        if found[board]
    }


def _stands_now(line: DecisionLine) -> str:
    """What has become of a decision, in words; one that asks for nothing says so."""
    due = line.decision.due_on
    if line.waits:
        stands = line.standing or "Waits for an answer"
        if due is None or (not line.is_late and day(due) in stands):
            return stands
        return f"{stands}, {'was due on' if line.is_late else 'due by'} {day(due)}"
    return line.standing or line.becomes


def _decisions(boards: Collection[Board], person: Person, *, on: date) -> dict[int, list[Attention]]:
    """What each board asked for and has no answer to, what is due first before the others."""
    asked = BoardDecision.objects.visible_to(person).filter(meeting__board__in=boards)
    rows = asked.exclude(becomes=BoardDecision.Becomes.INFORMATION).select_related(
        "finding__source", "plan", "paper", "entered_by", "corrects", "meeting__board__body"
    )
    found: dict[int, list[Attention]] = defaultdict(list)
    for line in waiting_decisions(rows, person, on=on):
        decision, due = line.decision, line.decision.due_on
        late = f"was due on {day(due)}" if line.is_late and due else f"due by {day(due)}" if due else "no day was set"
        found[decision.meeting.board_id].append(
            Attention(
                day(decision.meeting.on),
                decision.text,
                url=decision.meeting.get_absolute_url(),
                rest=f" ({late})",
            )
        )
    return found
