"""Pages of boards: all of them with the picture of who reports to whom, one board, and the forms that set it up."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from goldenthread.boards.commands.boards import (
    add_line,
    add_standing_item,
    change_line,
    change_standing_item,
    change_terms,
    end_standing_item,
    move_standing_item,
    remove_line,
    set_capacity,
    set_interval,
    set_up_board,
)
from goldenthread.boards.forms_boards import (
    CapacityForm,
    IntervalForm,
    LineForm,
    NewLineForm,
    PurposeForm,
    SetUpForm,
    StandingItemForm,
)
from goldenthread.boards.lines_drawing import picture_of
from goldenthread.boards.models import Board, BoardDecision, BoardMeeting, ReportingLine, StandingItem
from goldenthread.boards.policy import may_keep_capacities, may_keep_meetings, may_set_up_boards
from goldenthread.boards.queries.boards import (
    board_lines,
    boards_are_for,
    capacity_of,
    items_of_board,
    monitored,
    seats_of,
)
from goldenthread.boards.queries.decisions import waiting_decisions
from goldenthread.boards.queries.reporting_lines import lines_of, reporting_lines
from goldenthread.bodies.models import Membership
from goldenthread.design.parts import Column, Link
from goldenthread.identity.policy import KEEPS_BODIES
from goldenthread.identity.roles import Role
from goldenthread.identity.views.asking import Question, ask, day_or_404
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.views.doors import actor_of, refusing

MEETINGS_SHOWN = 24


def the_board(request: HttpRequest, key: str) -> Board:
    """The board of an address, if the reader sees it; else 404."""
    boards = Board.objects.visible_to(actor_of(request).acting).select_related("body")
    return get_object_or_404(boards, body__key=key)


def trail_of(board: Board | None = None) -> list[Link]:
    """The way to a page of a board."""
    links = [Link("Boards", reverse("boards"))]
    return [*links, Link(board.body.name, board.get_absolute_url())] if board else links


@audience(SIGNED_IN)
@require_safe
def boards(request: HttpRequest) -> HttpResponse:
    """The boards the reader sees, with next meeting and plans, and who reports to whom; 404 for outsiders."""
    actor, today = actor_of(request), timezone.localdate()
    sets_up = may_set_up_boards(actor)
    lines = board_lines(
        Board.objects.visible_to(actor.acting).select_related("body").order_by("body__name", "pk"),
        actor.acting,
        on=today,
    )
    if not lines and not boards_are_for(actor.acting, on=today):
        raise Http404
    reports = reporting_lines(actor.acting)
    context = {
        "lines": lines,
        "reports": reports,
        "picture": picture_of(reports),
        "sets_up": sets_up,
        "lead": "What each board monitors, when it meets next, and who reports to whom.",
    }
    return render(request, "boards/boards.html", context)


@audience(SIGNED_IN)
@require_safe
def board(request: HttpRequest, key: str) -> HttpResponse:
    """One board: its terms, members, items, plans, lines, meetings, and what it asked for that has no answer yet."""
    actor, today, found = actor_of(request), timezone.localdate(), the_board(request, key)
    meetings = list(
        BoardMeeting.objects.visible_to(actor.acting)
        .filter(board=found)
        .select_related("board__body")
        .order_by("-on", "-number")[:MEETINGS_SHOWN]
    )
    decisions = BoardDecision.objects.visible_to(actor.acting).filter(meeting__board=found, finding__isnull=False)
    context = {
        "board": found,
        "seats": seats_of(found, on=today),
        "seat_columns": [Column("Who", "name"), Column("Office"), Column("Capacity"), Column("Change", hidden=True)],
        "items": items_of_board(found),
        "plans": monitored([found], actor.acting, on=today)[found.pk],
        "told": lines_of(found.body, reporting_lines(actor.acting)),
        "planned": [one for one in reversed(meetings) if one.state == BoardMeeting.State.PLANNED],
        "past": [one for one in meetings if one.state != BoardMeeting.State.PLANNED],
        "waiting": waiting_decisions(
            decisions.select_related("finding__source", "meeting__board__body", "plan"), actor.acting, on=today
        ),
        "sets_up": may_set_up_boards(actor),
        "keeps_capacities": may_keep_capacities(actor),
        "keeps": may_keep_meetings(actor, found),
        "reads_meetings": Board.objects.visible_to(actor.acting).read_by(actor.acting).filter(pk=found.pk).exists(),
        "trail": trail_of(),
    }
    return render(request, "boards/board.html", context)


@audience(Role.ADMINISTRATOR)
@refusing
def add(request: HttpRequest) -> HttpResponse:
    """Set up a body as a board."""
    actor = actor_of(request)

    def act(given: dict[str, Any]) -> str:
        return set_up_board(by=actor, on=timezone.localdate(), **given).get_absolute_url()

    question = Question(
        heading="Set up a board",
        button="Set it up",
        back=reverse("boards"),
        lead="Any body can be set up as a board; who sits on it is kept with the body.",
        done="It is set up. Now say how often it monitors its plans, and what it takes at each meeting.",
        trail=trail_of(),
        leave="Back to the boards",
    )
    return ask(request, question, SetUpForm, act, initial={"body": request.GET.get("body", "")})


@audience(Role.ADMINISTRATOR)
@refusing
def terms(request: HttpRequest, key: str) -> HttpResponse:
    """Change what a board is for."""
    actor, found = actor_of(request), the_board(request, key)

    def act(given: dict[str, Any]) -> None:
        change_terms(board=found, by=actor, **given)

    question = _about(found, f"What {found.body.name} is for", "Save")
    return ask(request, question, PurposeForm, act, initial={"purpose": found.purpose, "version": found.version})


def _about(board: Board, heading: str, button: str, *, done: str = "Saved.", lead: str = "") -> Question:
    return Question(
        heading=heading, button=button, back=board.get_absolute_url(), lead=lead, done=done, trail=trail_of(board)
    )


@audience(Role.ADMINISTRATOR)
@refusing
def interval(request: HttpRequest, key: str, plan: str) -> HttpResponse:
    """Say how often a board monitors one of its plans; its name is all an administrator sees of the plan."""
    actor, found = actor_of(request), the_board(request, key)
    tie = (
        found.body.plans_monitored.exclude(plan__stage=Stage.DRAFT)
        .select_related("plan")
        .filter(plan__key=plan)
        .first()
    )
    if tie is None:
        raise Http404
    of_plan = tie.plan

    def act(given: dict[str, Any]) -> None:
        set_interval(board=found, plan=of_plan, by=actor, **given)

    standing = found.intervals.filter(plan=of_plan).first()
    initial = {"months": standing.months, "words": standing.words} if standing else {"months": 3}
    question = _about(found, f"How often {found.body.name} monitors {of_plan.name}", "Save")
    return ask(request, question, IntervalForm, act, initial=initial)


@audience(Role.ADMINISTRATOR)
@refusing
def item_add(request: HttpRequest, key: str) -> HttpResponse:
    """Add a standing item."""
    actor, found = actor_of(request), the_board(request, key)

    def act(given: dict[str, Any]) -> None:
        del given["version"]
        add_standing_item(board=found, by=actor, **given)

    question = _about(found, f"Add a standing item of {found.body.name}", "Add the item", done="The item is added.")
    return ask(request, question, StandingItemForm, act)


def _the_item(board: Board, number: int) -> StandingItem:
    return get_object_or_404(board.standing_items.filter(ended_on=None).select_related("board__body"), number=number)


@audience(Role.ADMINISTRATOR)
@refusing
def item(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Change a standing item; beneath, move it or take it off the list."""
    actor, found = actor_of(request), the_board(request, key)
    one = _the_item(found, number)

    def act(given: dict[str, Any]) -> None:
        version = given.pop("version")
        change_standing_item(item=one, values=given, by=actor, version=version)

    initial = {"title": one.title, "brought_by": one.brought_by, "every": one.every, "version": one.version}
    question = _about(found, f"Change the item {one.title}", "Save")
    more = {"item": one, "move_url": reverse("move-standing-item", args=[key, number])}
    return ask(
        request, question, StandingItemForm, act, initial=initial, template="boards/standing-item.html", more=more
    )


@audience(Role.ADMINISTRATOR)
@require_POST
@refusing
def item_move(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Move a standing item up or down, or take it off the list."""
    actor, found = actor_of(request), the_board(request, key)
    one = _the_item(found, number)
    where = request.POST.get("to", "")
    if where == "end":
        end_standing_item(item=one, on=timezone.localdate(), by=actor)
    elif where in ("up", "down"):
        move_standing_item(item=one, up=where == "up", by=actor)
    else:
        raise Http404
    return redirect(f"{found.get_absolute_url()}#items")


@audience(*KEEPS_BODIES)
@refusing
def capacity(request: HttpRequest, key: str, person: str, since: str) -> HttpResponse:
    """Say in what capacity a member sits."""
    actor, found = actor_of(request), the_board(request, key)
    seats = Membership.objects.visible_to(actor.acting).filter(body=found.body).select_related("person", "body")
    seat = get_object_or_404(seats, person__key=person, starts_on=day_or_404(since))

    def act(given: dict[str, Any]) -> None:
        set_capacity(membership=seat, by=actor, **given)

    standing = capacity_of(seat)
    initial = {"kind": standing.kind, "organisation": standing.organisation} if standing else {}
    question = _about(
        found, f"In what capacity {seat.person.name} sits on {found.body.name}", "Save",
        lead=f"The office stays what it is: {seat.get_office_display().lower()}.",
    )  # fmt: skip
    return ask(request, question, CapacityForm, act, initial=initial)


@audience(Role.ADMINISTRATOR)
@refusing
def line_add(request: HttpRequest) -> HttpResponse:
    """Draw a reporting line between two bodies of any kind."""
    actor = actor_of(request)

    def act(given: dict[str, Any]) -> None:
        add_line(by=actor, **given)

    question = Question(
        heading="Add a reporting line",
        button="Add the line",
        back=f"{reverse('boards')}#reports",
        lead="Who reports to whom, what and how often. Lines make no circle.",
        done="The line is added.",
        trail=trail_of(),
        leave="Back to the boards",
    )
    return ask(request, question, NewLineForm, act, initial={"body": request.GET.get("body", "")})


@audience(Role.ADMINISTRATOR)
@refusing
def line(request: HttpRequest, key: str, other: str) -> HttpResponse:
    """Change what a body reports to another, or how often; beneath, take the line away."""
    actor = actor_of(request)
    one = _the_line(request, key, other)

    def act(given: dict[str, Any]) -> None:
        change_line(line=one, by=actor, **given)

    question = Question(
        heading=f"What {one.body.name} reports to {one.to.name}",
        button="Save",
        back=f"{reverse('boards')}#reports",
        done="Saved.",
        trail=trail_of(),
    )
    initial = {"what": one.what, "how_often": one.how_often, "version": one.version}
    more = {"line": one, "remove_url": reverse("remove-line", args=[key, other])}
    return ask(request, question, LineForm, act, initial=initial, template="boards/line.html", more=more)


def _the_line(request: HttpRequest, key: str, other: str) -> ReportingLine:
    lines = ReportingLine.objects.visible_to(actor_of(request).acting).select_related("body", "to")
    return get_object_or_404(lines, body__key=key, to__key=other)


@audience(Role.ADMINISTRATOR)
@require_POST
@refusing
def line_remove(request: HttpRequest, key: str, other: str) -> HttpResponse:
    """Take a reporting line away."""
    remove_line(line=_the_line(request, key, other), by=actor_of(request))
    return redirect(f"{reverse('boards')}#reports")
