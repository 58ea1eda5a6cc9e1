"""The boards of the demonstration: what they are for, for whom people sit there, who reports to whom, when they met."""

from datetime import date, time

from goldenthread.boards.commands.boards import (
    add_line,
    add_standing_item,
    set_capacity,
    set_interval,
    set_up_board,
)
from goldenthread.boards.commands.decisions import Wording, enter_decision
from goldenthread.boards.commands.meetings import add_paper, hold_meeting, plan_meeting
from goldenthread.boards.models import Board, BoardDecision, BoardMeeting, Capacity, Closing
from goldenthread.bodies.commands import add_member
from goldenthread.bodies.models import Membership
from goldenthread.documents.storing import store
from goldenthread.home.demonstration.calendar import Calendar
from goldenthread.home.demonstration.cast import Cast
from goldenthread.plan.models import Action

Becomes = BoardDecision.Becomes
IMPROVEMENT, EXECUTIVE = "Service Improvement Board", "Children's Partnership Executive"
COMMITTEE, COUNCIL, FORUM = "Children and Young People Committee", "Wexmoor Council", "Parent Carer Forum"
PURPOSES = {
    IMPROVEMENT: "To see that what children, families and inspectors asked for is done and makes a difference.",
    EXECUTIVE: "To hold the partners of the council to what they promised children and young people.",
}
ITEMS = (
    ("What changed since last time, and what is late", "Head of Children's Improvement", 1),
    ("What families tell us", "Chair of the parent carer forum", 1),
    ("Complete and assured: two actions looked at closely", "Quality assurance manager", 2),
    ("Risks and pressures", "Director of Children's Services", 3),
)
LINES = (
    (IMPROVEMENT, EXECUTIVE, "What moved, what is late, and what needs the partners", "Quarterly"),
    (EXECUTIVE, COMMITTEE, "The cover report on the plan, with the director's view", "Twice a year"),
    (COMMITTEE, COUNCIL, "What it decided and what it recommends", "Once a year"),
    (FORUM, IMPROVEMENT, "What parents and carers say of the help they get", "At every meeting"),
)
CAPACITIES = (
    (IMPROVEMENT, "Harriet Coe", Capacity.Kind.INDEPENDENT, ""),
    (IMPROVEMENT, "Joan Whitlock", Capacity.Kind.PARTNER, "Wexmoor Health Trust"),
    (IMPROVEMENT, "Marta Quine", Capacity.Kind.PARENT, ""),
    (IMPROVEMENT, "Ruth Lindqvist", Capacity.Kind.OFFICER, ""),
    (IMPROVEMENT, "Grace Adeyinka", Capacity.Kind.OFFICER, ""),
    (EXECUTIVE, "Ruth Lindqvist", Capacity.Kind.OFFICER, ""),
)
WAITING_TIMES = b"month,families waiting,weeks\nJune,14,5\nJuly,11,4\nAugust,9,4\n"


def meet_as_boards(cast: Cast, *, day: date, since: date) -> None:
    """Set the boards up, by the administrator, and let the improvement board meet, by its chair."""
    boards = set_up_boards(cast, on=since)
    draw_lines(cast)
    hold_meetings(cast, boards[IMPROVEMENT], Calendar(day))


def set_up_boards(cast: Cast, *, on: date) -> dict[str, Board]:
    """Terms, standing items, how often each plan is monitored, a co-chair from a partner, and everybody's capacity."""
    noor = cast.actor("Noor Ellery")
    boards = {
        name: set_up_board(body=cast.bodies[name], purpose=purpose, by=noor, on=on)
        for name, purpose in PURPOSES.items()
    }
    for title, brought_by, every in ITEMS:
        add_standing_item(board=boards[IMPROVEMENT], title=title, brought_by=brought_by, every=every, by=noor)
    for board, months in ((boards[IMPROVEMENT], 3), (boards[EXECUTIVE], 2)):
        for tie in board.body.plans_monitored.select_related("plan"):
            set_interval(board=board, plan=tie.plan, months=months, by=noor)
    add_member(
        body=cast.bodies[IMPROVEMENT],
        person=cast.people["Joan Whitlock"],
        office=Membership.Office.CO_CHAIR,
        starts_on=on,
        by=noor,
    )
    for body, name, kind, organisation in CAPACITIES:
        seat = cast.bodies[body].memberships.get(person=cast.people[name])
        set_capacity(membership=seat, kind=kind, organisation=organisation, by=noor)
    return boards


def draw_lines(cast: Cast) -> None:
    """Who reports to whom, from the forum of parents to the council."""
    for body, to, what, how_often in LINES:
        add_line(
            body=cast.bodies[body],
            to=cast.bodies[to],
            what=what,
            how_often=how_often,
            by=cast.actor("Noor Ellery"),
        )


def hold_meetings(cast: Cast, board: Board, when: Calendar) -> None:
    """Two meetings that were held, one with a finding and one with an instruction, and one to come.

    They follow the rounds: the board meets four days after each was closed.
    """
    by = cast.actor("Harriet Coe")
    first = _held(cast, board, when, ago=32, others="Two students of social work, to listen")
    terms = add_paper(
        meeting=first,
        title="Terms of reference",
        address="https://wexmoor.example/improvement-board/terms",
        by=by,
        at=when.ago(34),
    )
    wording = Wording("The terms of reference were agreed as they stand.", paper=terms)
    enter_decision(meeting=first, wording=wording, by=by, at=when.ago(32, 17))
    text = "Ask the young people's panel how it wants to hear what became of its ideas."
    asks = Wording(text, Becomes.FINDING, due_on=when.on(-30))
    enter_decision(meeting=first, wording=asks, by=by, at=when.ago(32, 17))

    second = _held(cast, board, when, ago=1)
    table = store(
        name="Waiting times.csv", media_type="text/csv", chunks=[WAITING_TIMES], by_key=by.key, at=when.ago(3)
    )
    add_paper(meeting=second, title="Waiting times, summer", file=table, by=by, at=when.ago(3))
    briefed = Action.objects.select_related("plan").get(plan__boards__body=board.body, key="p2-2.3")
    text = "Say which teams have been briefed and which have not, with a day for each."
    paper = second.papers.filter(closing__isnull=False).first()
    orders = Wording(text, Becomes.INSTRUCTION, paper=paper, action=briefed, due_on=when.on(-14))
    enter_decision(meeting=second, wording=orders, by=by, at=when.ago(1, 17))
    noted = Wording("The progress of the plan was noted, with thanks to the early-help team.", paper=paper)
    enter_decision(meeting=second, wording=noted, by=by, at=when.ago(1, 17))

    plan_meeting(board=board, on=when.on(-16), starts_at=time(14, 0), place="Quay House, room 3, or by video", by=by)


def _held(cast: Cast, board: Board, when: Calendar, *, ago: int, others: str = "") -> BoardMeeting:
    """A meeting so many days ago on the round closed last; the designated nurse could not come to the second."""
    by = cast.actor("Harriet Coe")
    meeting = plan_meeting(board=board, on=when.on(ago), starts_at=time(14, 0), place="Quay House, room 3", by=by)
    rounds = Closing.objects.filter(round__board=board.body, closed_at__lte=when.ago(ago))
    closing = rounds.order_by("-closed_at", "-number").first()
    if closing is not None:
        add_paper(meeting=meeting, closing=closing, by=by, at=when.ago(ago + 2))
    seats = list(board.body.memberships.select_related("person"))
    away = [seat for seat in seats if seat.person.name == "Joan Whitlock" and ago < 30]
    there = [seat for seat in seats if seat not in away]
    hold_meeting(meeting=meeting, there=there, apologies=away, others=others, by=by, at=when.ago(ago, 16))
    return meeting
