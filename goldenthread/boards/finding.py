"""Boards, meetings and decisions in the search: each with the scope whose readers may find it.

That a board is there is read by more people than what it says, so what was
said at its meetings stands under a scope of its own.
"""

from collections.abc import Iterable

from django.db.models import Q

from goldenthread.boards.models import Board, BoardDecision, BoardMeeting
from goldenthread.bodies.models import Body
from goldenthread.design.words import day
from goldenthread.identity.models import Person, Scope
from goldenthread.kernel.prepared import Prepared
from goldenthread.search.index import Entry, index

BOARD, MEETING, DECISION = "board", "meeting", "decision"
MEETINGS = "meetings"
"""The kind of the scope under which a board's meetings and decisions are found."""


def scopes_found_by(person: Person) -> frozenset[int]:
    """The scopes of boards whose texts a person may find: that a board is there, and what its meetings said."""
    if not ANY.rows():
        return frozenset()
    seen = Board.objects.visible_to(person).order_by().values_list("body__scope", flat=True)
    read = Board.objects.read_by(person).order_by().values("body__key")
    spoken = Scope.objects.filter(kind=MEETINGS, key__in=read).values_list("pk", flat=True)
    return frozenset(seen) | frozenset(spoken)


ANY = Prepared(lambda: Board.objects.order_by().values_list("pk")[:1])
EVERY_BOARD = Prepared(
    lambda: (
        Scope.objects.filter(Q(kind=MEETINGS) | Q(kind="body", body__board__isnull=False)).order_by().values_list("pk")
    )
)
"""The scopes of every board and of all meetings, for whoever reads every board."""


def index_board(board: Board) -> None:
    """Put a board into the search by its name, its kind and its purpose."""
    body = board.body
    text = f"{body.get_kind_display()}. {board.purpose}"
    index([Entry(BOARD, f"board:{body.key}", body.scope_id, body.name, text, board.get_absolute_url())])


def index_meetings(meetings: Iterable[BoardMeeting]) -> None:
    """Put meetings into the search by their board, day and place."""
    index([_meeting(meeting) for meeting in meetings])


def _meeting(meeting: BoardMeeting) -> Entry:
    body = meeting.board.body
    text = f"{meeting.get_state_display()}. {meeting.on:%d/%m/%Y}. {meeting.place}"
    title = f"{body.name}, meeting of {day(meeting.on)}"
    return Entry(MEETING, meeting.subject, _scope(body), title, text.strip(), meeting.get_absolute_url())


def index_decisions(decisions: Iterable[BoardDecision]) -> None:
    """Put decisions into the search by their words; each leads to its meeting."""
    index([_decision(decision) for decision in decisions])


def _decision(decision: BoardDecision) -> Entry:
    meeting = decision.meeting
    body = meeting.board.body
    title = f"Decision {decision.number} of {body.name}, {day(meeting.on)}"
    return Entry(DECISION, decision.subject, _scope(body), title, decision.text, meeting.get_absolute_url())


def _scope(body: Body) -> int:
    scope, _ = Scope.objects.get_or_create(kind=MEETINGS, key=body.key, defaults={"title": body.name})
    return scope.pk


def index_renamed(body: Body) -> None:
    """Put a body that got another name into the search anew, where it is a board, with all it said."""
    board = Board.objects.filter(body=body).select_related("body").first()
    if board is None:
        return
    index_board(board)
    Scope.objects.filter(kind=MEETINGS, key=body.key).update(title=body.name)
    index_meetings(board.meetings.select_related("board__body"))
    index_decisions(BoardDecision.objects.filter(meeting__board=board).select_related("meeting__board__body"))
