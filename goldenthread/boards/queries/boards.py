"""Boards as their pages show them: who sits there, what they monitor and how often, their items and meetings."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from goldenthread.boards.models import (
    Board,
    BoardMeeting,
    Capacity,
    MeetingItem,
    MonitoringInterval,
    MonitoringRound,
    StandingItem,
)
from goldenthread.boards.models.board import KEEPS_EVERY_BOARD
from goldenthread.boards.queries.rounds import last_closings
from goldenthread.boards.standing import every_in_words, items_due
from goldenthread.boards.states import RoundState
from goldenthread.bodies.models import CHAIRS, Body, Membership
from goldenthread.design.parts import Link
from goldenthread.design.words import day
from goldenthread.identity.actor import Actor
from goldenthread.identity.following import is_any_of
from goldenthread.identity.models import Person
from goldenthread.identity.policy import administers
from goldenthread.identity.roles import Role
from goldenthread.kernel.dates import add_months
from goldenthread.kernel.prepared import Prepared
from goldenthread.plan.models import Plan, PlanBoard
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.queries.line_of_years import plans_behind

MEETINGS_BACK = 24
OPENS_BOARDS = KEEPS_EVERY_BOARD | {Role.LEAD_OFFICER, Role.BOARD_MEMBER}
_OFFICES = {office: place for place, office in enumerate(Membership.Office.values)}


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who sits on a board: office, capacity, and where the capacity is said."""

    name: str
    url: str
    office: str
    capacity: str
    since: date
    until: date | None
    capacity_url: str


@dataclass(frozen=True, slots=True)
class Monitored:
    """A plan that a board monitors, as one reader may see it: ``url`` is blank where she may not read the plan."""

    key: str
    name: str
    url: str
    often: str
    last: str
    last_url: str
    next: str
    next_url: str
    is_overdue: bool
    is_closed: bool
    change_url: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A standing item of a board."""

    title: str
    brought_by: str
    often: str
    url: str


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One board in the list."""

    board: Board
    chairs: str
    plans: list[Monitored]
    next: BoardMeeting | None
    last: BoardMeeting | None


SEATS = Prepared(
    lambda person, on: (
        Membership.objects.current(on=on)
        .filter(person=person, body__board__isnull=False)
        .order_by()
        .values_list("pk")[:1]
    ),
    int,
    date,
)


def boards_are_for(person: Person, *, on: date) -> bool:
    """Whether boards are something for a person: she reads plans, keeps boards, or sits on one."""
    return is_any_of(person, OPENS_BOARDS) or bool(SEATS.rows(person.pk, on))


def way_to_board(body: Body, actor: Actor) -> Link | None:
    """The way from a body to its page as a board; for an administrator, the way to set it up as one."""
    found = Board.objects.visible_to(actor.acting).filter(body=body).select_related("body").first()
    if found is not None:
        return Link("What it monitors, its items and meetings", found.get_absolute_url())
    if body.ended_on is None and administers(actor):
        return Link("Set it up as a board", f"{reverse('add-board')}?body={body.key}")
    return None


def board_lines(boards: Iterable[Board], reader: Person, *, on: date) -> list[BoardLine]:
    """The boards with their chairs, their plans and the meetings before and after a day: a fixed number of queries."""
    found = list(boards)
    plans = monitored(found, reader, on=on)
    chairs: dict[int, list[str]] = defaultdict(list)
    seats = Membership.objects.current(on=on).filter(body__board__in=found, office__in=CHAIRS)
    for seat in sorted(seats.select_related("person"), key=_by_office):
        chairs[seat.body_id].append(f"{seat.person.name} ({seat.get_office_display().lower()})")
    before: dict[int, BoardMeeting] = {}
    after: dict[int, BoardMeeting] = {}
    meetings = BoardMeeting.objects.visible_to(reader).filter(board__in=found).select_related("board__body")
    for meeting in meetings.exclude(state=BoardMeeting.State.CANCELLED).order_by("on", "number"):
        if meeting.state == BoardMeeting.State.HELD:
            before[meeting.board_id] = meeting
        else:
            after.setdefault(meeting.board_id, meeting)
    return [
        BoardLine(
            board,
            ", ".join(chairs[board.body_id]),
            [plan for plan in plans[board.pk] if not plan.is_closed],
            after.get(board.pk),
            before.get(board.pk),
        )
        for board in found
    ]


def _by_office(seat: Membership) -> tuple[int, str, int]:
    return _OFFICES[seat.office], seat.person.name, seat.pk


def seats_of(board: Board, *, on: date) -> list[Seat]:
    """Who sits on a board on a day, by office and name, and in what capacity."""
    rows = Membership.objects.current(on=on).filter(body=board.body_id).select_related("person", "body")
    found = sorted(rows, key=_by_office)
    printed = offices_of(found)
    return [
        Seat(
            name=seat.person.name,
            url=seat.person.get_absolute_url(),
            office=printed[seat.pk][0],
            capacity=printed[seat.pk][1],
            since=seat.starts_on,
            until=seat.ends_on,
            capacity_url=reverse("board-capacity", args=[seat.body.key, seat.person.key, seat.starts_on.isoformat()]),
        )
        for seat in found
    ]


def capacity_of(seat: Membership) -> Capacity | None:
    """In what capacity somebody sits, where that was said."""
    return Capacity.objects.filter(membership=seat).first()


def offices_of(seats: Collection[Membership]) -> dict[int, tuple[str, str]]:
    """The office and the capacity of each seat, in words, by the seat's number in the database."""
    capacities = Capacity.objects.filter(membership__in=[seat.pk for seat in seats])
    said = {one.membership_id: str(one) for one in capacities}
    return {seat.pk: (seat.get_office_display(), said.get(seat.pk, "")) for seat in seats}


def items_of_board(board: Board) -> list[ItemLine]:
    """The standing items of a board in their order."""
    items = board.standing_items.filter(ended_on=None)
    return [
        ItemLine(
            item.title,
            item.brought_by,
            every_in_words(item.every),
            reverse("standing-item", args=[board.body.key, item.number]),
        )
        for item in items
    ]


def items_of(meeting: BoardMeeting) -> list[StandingItem]:
    """The standing items that are due at a meeting; a planned one before it is taken to keep to its own list."""
    items = list(StandingItem.objects.filter(board=meeting.board_id, ended_on=None))
    before = Q(on__lt=meeting.on) | Q(on=meeting.on, number__lt=meeting.number)
    earlier = BoardMeeting.objects.filter(before, board=meeting.board_id).exclude(state=BoardMeeting.State.CANCELLED)
    rows = list(earlier.order_by("-on", "-number").values_list("pk", "state")[:MEETINGS_BACK])[::-1]
    taken: dict[int, set[int]] = defaultdict(set)
    for held, item in MeetingItem.objects.filter(meeting__in=[pk for pk, _ in rows]).values_list(
        "meeting_id", "standing_id"
    ):
        taken[held].add(item)
    so_far: list[set[int]] = []
    for pk, state in rows:
        was_held = state == BoardMeeting.State.HELD
        so_far.append(taken[pk] if was_held else {item.pk for item in items_due(items, so_far)})
    return items_due(items, so_far)


def monitored(boards: Collection[Board], reader: Person, *, on: date) -> dict[int, list[Monitored]]:
    """The plans each board monitors, with how often and its last and next round; a draft only where it is read."""
    by_body = {board.body_id: board for board in boards}
    rows = PlanBoard.objects.filter(body__in=by_body).select_related("plan").order_by("plan__name", "pk")
    readable = set(Plan.objects.visible_to(reader).filter(boards__body__in=by_body).values_list("pk", flat=True))
    often = {
        (one.board_id, one.plan_id): one for one in MonitoringInterval.objects.filter(board__in=[b.pk for b in boards])
    }
    rounds = _rounds(by_body, readable, reader)
    found: dict[int, list[Monitored]] = {board.pk: [] for board in boards}
    seen: set[tuple[int, int]] = set()
    for row in rows:
        board, plan = by_body[row.body_id or 0], row.plan
        is_known = (board.pk, plan.pk) in seen
        if is_known or (plan.stage == Stage.DRAFT and plan.pk not in readable):
            continue
        seen.add((board.pk, plan.pk))
        interval = often.get((board.pk, plan.pk)) or _since_before(board, plan, often)
        of_plan = rounds[(board.body_id, plan.pk)] if plan.pk in readable else _Rounds()
        found[board.pk].append(_monitored(board, plan, interval, of_plan, is_read=plan.pk in readable, on=on))
    return found


def _since_before(
    board: Board, plan: Plan, often: Mapping[tuple[int, int], MonitoringInterval]
) -> MonitoringInterval | None:
    """How often it monitored the plan of the year before: it goes on so until somebody says otherwise."""
    if not any(held == board.pk for held, _ in often):
        return None
    return next((often[board.pk, year] for year in plans_behind(plan.pk) if (board.pk, year) in often), None)


@dataclass(slots=True)
class _Rounds:
    """The rounds of a plan for a board: the last that was closed, with the day it shows, and the next.

    ``is_seen`` says whether the reader may open the next: who only sits on the board opens it once it is closed.
    """

    last: MonitoringRound | None = None
    shows: date | None = None
    next: MonitoringRound | None = None
    is_seen: bool = False


def _rounds(bodies: Collection[int], plans: Collection[int], reader: Person) -> defaultdict[tuple[int, int], _Rounds]:
    rows = MonitoringRound.objects.filter(board__in=bodies, plan__in=plans)
    every = list(rows.select_related("plan").order_by("number"))
    seen = set(MonitoringRound.objects.visible_to(reader).filter(board__in=bodies).values_list("pk", flat=True))
    closings = last_closings(every)
    found: defaultdict[tuple[int, int], _Rounds] = defaultdict(_Rounds)
    for one in every:
        of_plan = found[(one.board_id or 0, one.plan_id)]
        if one.state == RoundState.CLOSED and one.pk in closings and one.pk in seen:
            of_plan.last, of_plan.shows = one, closings[one.pk].position_on
        elif one.state != RoundState.CLOSED and of_plan.next is None:
            of_plan.next, of_plan.is_seen = one, one.pk in seen
    return found


def _monitored(
    board: Board, plan: Plan, interval: MonitoringInterval | None, rounds: _Rounds, *, is_read: bool, on: date
) -> Monitored:
    coming, is_overdue = "", False
    if rounds.next is not None:
        state = f", {rounds.next.get_state_display().lower()}" if rounds.is_seen else ""
        coming = f"Round {rounds.next.number}{state}"
        coming += f", meets on {day(rounds.next.meets_on)}" if rounds.next.meets_on else ""
    elif plan.stage == Stage.CLOSED:
        coming = ""
    elif interval is not None and rounds.shows is not None:
        due = add_months(rounds.shows, interval.months)
        is_overdue = due < on
        coming = f"None planned; one was due by {day(due)}" if is_overdue else f"None planned; due by {day(due)}"
    return Monitored(
        key=plan.key,
        name=plan.name,
        url=plan.get_absolute_url() if is_read else "",
        often=interval.words if interval else "",
        last=f"Round {rounds.last.number}, as on {day(rounds.shows)}" if rounds.last else "",
        last_url=rounds.last.get_absolute_url() if rounds.last else "",
        next=coming,
        next_url=rounds.next.get_absolute_url() if rounds.next and rounds.is_seen else "",
        is_overdue=is_overdue,
        is_closed=plan.stage == Stage.CLOSED,
        change_url=reverse("board-interval", args=[board.body.key, plan.key]),
    )
