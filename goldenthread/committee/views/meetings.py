"""Pages of a meeting: its agenda as the reader sees it, what its clerk has to do, moving, cancelling and issuing it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from goldenthread.committee.clear_days import weekend_warning
from goldenthread.committee.commands.issuing import issue_agenda
from goldenthread.committee.commands.meetings import cancel_meeting, change_meeting
from goldenthread.committee.forms.meetings import ChangeMeetingForm, WhyForm
from goldenthread.committee.forms.registers import ReaderForm
from goldenthread.committee.kinds import MeetingState
from goldenthread.committee.models import CommitteeMeeting
from goldenthread.committee.policy import KEEPS_MEETINGS, may_ask, may_enter_interests, may_keep_meetings
from goldenthread.committee.queries.agenda import agenda_of
from goldenthread.committee.queries.declared import declared_in, declares_at
from goldenthread.committee.queries.meetings import desk_of, moves_of, seats_of
from goldenthread.committee.queries.minutes import has_minutes
from goldenthread.committee.queries.papers_for_me import note_look
from goldenthread.committee.queries.questions import on_the_agenda, questions_of
from goldenthread.committee.rendering_agenda import Arranging, draw_part
from goldenthread.committee.views.doors import kept_meeting, the_meeting, trail_to
from goldenthread.design.templatetags.design import once
from goldenthread.design.words import day
from goldenthread.identity.models import Person
from goldenthread.identity.views.asking import Question, actor_of, ask
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.plan.views.doors import refusing

TO_COME = (MeetingState.PLANNED, MeetingState.ISSUED)


@audience(SIGNED_IN)
@require_safe
def meeting(request: HttpRequest, key: str) -> HttpResponse:
    """One meeting: when and where, its agenda in two parts as this reader sees it, and the clerk's duties."""
    actor, found, now = actor_of(request), the_meeting(request, key), timezone.now()
    keeps, enters = may_keep_meetings(actor), may_enter_interests(actor)
    context = _context(request, found, actor.acting, keeps=keeps, enters=enters) | {
        "desk": desk_of(found, at=now) if keeps and found.state in TO_COME else None,
        "takes_back": enters,
        "asks_questions": found.state in TO_COME
        and found.on >= timezone.localdate(now)
        and may_ask(actor, found.committee.body, on=timezone.localdate(now)),
        "declares": found.state != MeetingState.CANCELLED and (enters or declares_at(actor.acting, found)),
    }
    note_look(meeting=found, by=actor, at=now)
    return render(request, "committee/meeting.html", context)


def _context(
    request: HttpRequest, found: CommitteeMeeting, reader: Person, *, keeps: bool, enters: bool = False
) -> dict[str, Any]:
    agenda = agenda_of(found, reader, at=timezone.now())
    questions = on_the_agenda(questions_of(found, reader, at=timezone.now()))
    arranging = None
    if keeps and found.state in TO_COME:
        arranging = Arranging(found.key, is_issued=found.is_issued, hidden=partial(_hidden, request))
    return {
        "meeting": found,
        "parts": [(part, draw_part(part, agenda, questions, arranging)) for part in agenda.parts],
        "members": [seat for seat in seats_of(found.committee, on=found.on) if seat.office != "Officer in attendance"],
        "keeps": keeps,
        "to_come": found.state in TO_COME,
        "moves": moves_of(found),
        "trail": trail_to(found.committee),
        "has_minutes": has_minutes(reader, found),
        "begins": keeps and found.state == MeetingState.ISSUED and found.on <= timezone.localdate(),
        "looks_as": None,
        "declared": declared_in(found, reader, agenda, keeps=enters),
    }


def _hidden(request: HttpRequest) -> str:
    """The hidden fields of a form: that it is ours, and that it acts once."""
    ours = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))
    return f"{ours}{once(Context({'request': request}))}"


@audience(*KEEPS_MEETINGS)
@refusing
def as_whom(request: HttpRequest, key: str) -> HttpResponse:
    """Choose in whose eyes to look at the agenda."""
    found = kept_meeting(request, key)

    def act(given: dict[str, Any]) -> str:
        return reverse("look-as", args=[found.key, given["person"].key])

    question = _about(
        found, "Look at the agenda as somebody else", "Look", done="",
        lead="You see what they see, and nothing is opened or noted of them.",
    )  # fmt: skip
    return ask(request, question, ReaderForm, act)


@audience(*KEEPS_MEETINGS)
@refusing
@require_safe
def look_as(request: HttpRequest, key: str, person: str) -> HttpResponse:
    """The agenda as another reader sees it, for the clerk; nothing is opened and nothing noted of that reader."""
    found = kept_meeting(request, key)
    people = Person.objects.visible_to(actor_of(request).acting).filter(is_active=True)
    reader = get_object_or_404(people, key=person)
    context = _context(request, found, reader, keeps=False) | {
        "looks_as": reader,
        "desk": None,
        "to_come": False,
    }
    context["trail"] = trail_to(meeting=found)
    return render(request, "committee/meeting.html", context)


@audience(*KEEPS_MEETINGS)
@refusing
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Move a meeting, or change its dates."""
    actor, found = actor_of(request), kept_meeting(request, key)

    def act(given: dict[str, Any]) -> None:
        moved = given["on"] != found.on
        change_meeting(meeting=found, by=actor, at=timezone.now(), **given)
        if moved and (said := weekend_warning(found.on)):
            messages.warning(request, said)

    names = [name for name in ChangeMeetingForm.base_fields if name != "why"]
    question = _about(found, "Change the meeting", "Save", done="Saved.")
    return ask(request, question, ChangeMeetingForm, act, initial={name: getattr(found, name) for name in names})


@audience(*KEEPS_MEETINGS)
@refusing
def cancel(request: HttpRequest, key: str) -> HttpResponse:
    """Cancel a meeting."""
    actor, found = actor_of(request), kept_meeting(request, key)

    def act(given: dict[str, Any]) -> None:
        cancel_meeting(meeting=found, why=given["why"], by=actor)

    question = _about(
        found, f"Cancel the meeting of {day(found.on)}", "Cancel the meeting", done="The meeting is cancelled.",
        lead="It stays in the calendar, with the reason.",
    )  # fmt: skip
    return ask(request, question, WhyForm, act)


@audience(*KEEPS_MEETINGS)
@refusing
def issue(request: HttpRequest, key: str) -> HttpResponse:
    """Issue the agenda, or a supplement of what was added since."""
    actor, found = actor_of(request), kept_meeting(request, key)

    def act(_given: dict[str, Any]) -> None:
        issue_agenda(meeting=found, by=actor, at=timezone.now())

    again = found.is_issued
    question = _about(
        found,
        "Issue what was added to the agenda" if again else f"Issue the agenda of {day(found.on)}",
        "Issue the supplement" if again else "Issue the agenda",
        done="The supplement is issued." if again else "The agenda is issued.",
        lead="From then on everyone signed in reads it; its items keep their numbers, and it is kept as it stands.",
    )
    return ask(
        request, question, Form, act, template="committee/issue.html", more={"desk": desk_of(found, at=timezone.now())}
    )


def _about(found: CommitteeMeeting, heading: str, button: str, *, done: str, lead: str = "") -> Question:
    return Question(
        heading=heading, button=button, back=found.get_absolute_url(), lead=lead, done=done,
        trail=trail_to(meeting=found),
    )  # fmt: skip
