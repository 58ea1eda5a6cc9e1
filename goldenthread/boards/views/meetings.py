"""Pages of a board's meetings: one meeting, planning and moving it, who was there, papers, decisions."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.boards.commands.decisions import Wording, correct_decision, enter_decision
from goldenthread.boards.commands.meetings import (
    add_paper,
    cancel_meeting,
    change_meeting,
    hold_meeting,
    note_attendance,
    plan_meeting,
    withdraw_paper,
)
from goldenthread.boards.forms_boards import (
    AttendanceForm,
    CorrectionOfDecisionForm,
    DecisionForm,
    MeetingForm,
    PaperForm,
    WhyForm,
)
from goldenthread.boards.models import BoardDecision, BoardMeeting, MeetingPaper
from goldenthread.boards.policy import may_keep_meetings, require_may_keep_meetings
from goldenthread.boards.queries.decisions import action_named
from goldenthread.boards.queries.meetings import instructed_plans, meeting_page
from goldenthread.boards.views.boards import the_board, trail_of
from goldenthread.design.parts import Link
from goldenthread.design.words import day
from goldenthread.identity.views.asking import Question, ask
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.ledger.writing import note_sight
from goldenthread.plan.views.doors import actor_of, refusing
from goldenthread.plan.views.evidence import DOWNLOAD, kept_file
from goldenthread.plan.views.sending import form_page, opened

State = BoardMeeting.State


def _the_meeting(request: HttpRequest, key: str, number: int) -> BoardMeeting:
    meetings = BoardMeeting.objects.visible_to(actor_of(request).acting).select_related("board__body", "source")
    return get_object_or_404(meetings, board__body__key=key, number=number)


def _kept(request: HttpRequest, key: str, number: int, *states: str) -> BoardMeeting:
    """A meeting that the reader keeps, in one of these states; in another the page is not there."""
    found = _the_meeting(request, key, number)
    require_may_keep_meetings(actor_of(request), found.board)
    if states and found.state not in states:
        raise Http404
    return found


def _name(meeting: BoardMeeting) -> str:
    return f"Meeting of {day(meeting.on)}"


def _trail(meeting: BoardMeeting) -> list[Link]:
    return [*trail_of(meeting.board), Link(_name(meeting), meeting.get_absolute_url())]


def _about(meeting: BoardMeeting, heading: str, button: str, *, done: str, lead: str = "") -> Question:
    return Question(
        heading=heading, button=button, back=meeting.get_absolute_url(), lead=lead, done=done, trail=_trail(meeting)
    )


@audience(SIGNED_IN)
@require_safe
def meeting(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """One meeting: when and where, its items and papers, who was there, what was decided and what became of it."""
    actor, found = actor_of(request), _the_meeting(request, key, number)
    context = {
        "meeting": found,
        "page": meeting_page(found, actor.acting, on=timezone.localdate()),
        "keeps": may_keep_meetings(actor, found.board),
        "today": timezone.localdate(),
        "trail": trail_of(found.board),
    }
    return render(request, "boards/meeting.html", context)


@audience(SIGNED_IN)
@refusing
def add(request: HttpRequest, key: str) -> HttpResponse:
    """Plan a meeting."""
    actor, board = actor_of(request), the_board(request, key)
    require_may_keep_meetings(actor, board)

    def act(given: dict[str, Any]) -> str:
        del given["version"]
        return plan_meeting(board=board, by=actor, **given).get_absolute_url()

    question = Question(
        heading=f"Plan a meeting of {board.body.name}",
        button="Plan the meeting",
        back=board.get_absolute_url(),
        lead="The standing items that are due are offered as its list.",
        done="The meeting is planned.",
        trail=trail_of(board),
    )
    return ask(request, question, MeetingForm, act)


@audience(SIGNED_IN)
@refusing
def change(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Move a planned meeting to another day, time or place."""
    actor, found = actor_of(request), _kept(request, key, number, State.PLANNED)

    def act(given: dict[str, Any]) -> None:
        change_meeting(meeting=found, by=actor, **given)

    initial = {"on": found.on, "starts_at": found.starts_at, "place": found.place, "version": found.version}
    question = _about(found, "Move the meeting", "Save", done="Saved.")
    return ask(request, question, MeetingForm, act, initial=initial)


@audience(SIGNED_IN)
@refusing
def cancel(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Cancel a planned meeting."""
    actor, found = actor_of(request), _kept(request, key, number, State.PLANNED)

    def act(given: dict[str, Any]) -> None:
        cancel_meeting(meeting=found, why=given["why"], by=actor)

    question = _about(
        found, f"Cancel the meeting of {day(found.on)}", "Cancel the meeting", done="The meeting is cancelled.",
        lead="It stays in the list, with the reason. What was due at it comes to the next one.",
    )  # fmt: skip
    return ask(request, question, WhyForm, act)


@audience(SIGNED_IN)
@refusing
def held(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Say that a meeting was held and who was there, or put right who was."""
    actor, found = actor_of(request), _kept(request, key, number, State.PLANNED, State.HELD)
    is_held = found.state == State.HELD

    def act(given: dict[str, Any]) -> None:
        if is_held:
            note_attendance(meeting=found, by=actor, **given)
        else:
            hold_meeting(meeting=found, by=actor, at=timezone.now(), **given)

    rows = found.attendance.values_list("person_id", "was_there")
    was = {state: {person for person, was_there in rows if was_there is state} for state in (True, False)}
    seats = found.board.body.memberships.current(on=found.on)
    initial: dict[str, Any] = {"others": found.others}
    if is_held:
        initial["there"] = [seat.pk for seat in seats if seat.person_id in was[True]]
        initial["apologies"] = [seat.pk for seat in seats if seat.person_id in was[False]]
    question = _about(
        found,
        "Who was there" if is_held else f"The meeting of {day(found.on)} was held",
        "Save" if is_held else "It was held",
        done="Saved." if is_held else "It is held. Now enter what was decided.",
        lead="" if is_held else "Its items are kept as they stand now; decisions can be entered from now on.",
    )
    return ask(request, question, lambda **named: AttendanceForm(meeting=found, **named), act, initial=initial)


@audience(SIGNED_IN)
@refusing
def paper_add(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Add a paper: a closed round, a link or a file."""
    actor, found = actor_of(request), _kept(request, key, number, State.PLANNED, State.HELD)
    form = opened(request, PaperForm, board=found.board)

    def act(data: dict[str, Any]) -> None:
        now = timezone.now()
        if data["file"] and not data["title"]:
            data["title"] = data["file"].name
        with kept_file(data.pop("file"), by=actor, at=now) as file:
            add_paper(meeting=found, by=actor, at=now, file=file, **data)

    context = {
        "heading": f"Add a paper to the meeting of {day(found.on)}",
        "lead": "One of the three: a closed round, a link or a file.",
        "button": "Add the paper",
        "leave_url": found.get_absolute_url(),
        "trail": _trail(found),
        "upload": True,
    }
    to = f"{found.get_absolute_url()}#papers"
    return form_page(request, form, act, to=to, said="The paper is added.", context=context)


def _the_paper(request: HttpRequest, key: str, number: int, paper: int) -> MeetingPaper:
    papers = MeetingPaper.objects.visible_to(actor_of(request).acting)
    standing = papers.filter(withdrawn_at=None).select_related("meeting__board__body", "file")
    return get_object_or_404(standing, meeting__board__body__key=key, meeting__number=number, number=paper)


@audience(SIGNED_IN)
@refusing
def paper_withdraw(request: HttpRequest, key: str, number: int, paper: int) -> HttpResponse:
    """Withdraw a paper, with the reason."""
    actor, found = actor_of(request), _kept(request, key, number)
    one = _the_paper(request, key, number, paper)

    def act(given: dict[str, Any]) -> None:
        withdraw_paper(paper=one, why=given["why"], by=actor, at=timezone.now())

    question = _about(
        found, f"Withdraw “{one.title}”", "Withdraw the paper", done="The paper is withdrawn.",
        lead="It stays in the list as withdrawn, with the reason, and is handed out no more.",
    )  # fmt: skip
    return ask(request, question, WhyForm, act)


@audience(SIGNED_IN)
@require_safe
def paper_file(request: HttpRequest, key: str, number: int, paper: int) -> HttpResponseBase:
    """The file of a paper, as a download and never shown in the page; that it was taken is noted."""
    one = _the_paper(request, key, number, paper)
    file = one.file
    if file is None or not Path(file.location).is_file():
        raise Http404
    note_sight(by=actor_of(request), subject=f"{one.meeting.subject}/paper-{one.number}")
    content = Path(file.location).open("rb")  # noqa: SIM115 - the answer closes it
    answer = FileResponse(content, as_attachment=True, filename=file.name, content_type=DOWNLOAD)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "no-store"
    return answer


def _wording(given: dict[str, Any]) -> Wording:
    """The decision as typed; an action is looked up by its key or its printed ref in the plan that was chosen."""
    action = action_named(given["plan"], given["action"]) if given["plan"] and given["action"].strip() else None
    return Wording(given["text"], given["becomes"], given["paper"], action, given["due_on"])


@audience(SIGNED_IN)
@refusing
def decide(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Enter a decision, and what becomes of it."""
    actor, found = actor_of(request), _kept(request, key, number, State.HELD)

    def act(given: dict[str, Any]) -> str:
        made = enter_decision(meeting=found, wording=_wording(given), by=actor, at=timezone.now())
        return f"{found.get_absolute_url()}#decision-{made.number}"

    question = _about(
        found, f"Enter a decision of {day(found.on)}", "Enter the decision", done="The decision is entered.",
        lead="What becomes a finding or an instruction goes to whoever has to answer it, and waits here until then.",
    )  # fmt: skip
    return ask(request, question, _decision_form(DecisionForm, found), act)


def _decision_form(kind: type[DecisionForm], meeting: BoardMeeting) -> Callable[..., DecisionForm]:
    """How the form of a decision of this meeting is made: its papers, and the plans its board can instruct on."""
    return partial(kind, meeting=meeting, plans=instructed_plans(meeting.board))


@audience(SIGNED_IN)
@refusing
def correct(request: HttpRequest, key: str, number: int, decision: int) -> HttpResponse:
    """Correct a decision by a further one; the first stays."""
    actor, found = actor_of(request), _kept(request, key, number, State.HELD)
    decisions = BoardDecision.objects.visible_to(actor.acting).select_related("plan", "paper", "finding")
    one = get_object_or_404(decisions.filter(corrected_by=None), meeting=found, number=decision)

    def act(given: dict[str, Any]) -> str:
        made = correct_decision(decision=one, wording=_wording(given), why=given["why"], by=actor, at=timezone.now())
        return f"{found.get_absolute_url()}#decision-{made.number}"

    question = _about(
        found, f"Correct decision {one.number}", "Enter the correction", done="The correction is entered.",
        lead="The first stays and is printed as corrected. What it asked for is discharged; this one asks anew.",
    )  # fmt: skip
    initial = {
        "text": one.text,
        "paper": one.paper.number if one.paper else "",
        "becomes": one.becomes,
        "plan": one.plan.key if one.plan else "",
        "action": one.action,
        "due_on": one.due_on,
    }
    return ask(request, question, _decision_form(CorrectionOfDecisionForm, found), act, initial=initial)
