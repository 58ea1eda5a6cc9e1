"""Pages of members' questions: sent in before a meeting, decided by the clerk, minuted; what became of one's own."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.committee.commands.questions import (
    accept_question,
    answer_question,
    ask_question,
    minute_question,
    refuse_question,
    withdraw_question,
)
from goldenthread.committee.forms.meetings import WhyForm
from goldenthread.committee.forms.questions import AcceptForm, AnswerForm, AskForm, ReplyForm
from goldenthread.committee.models import CommitteeMeeting, MemberQuestion, Minutes, QuestionState
from goldenthread.committee.policy import KEEPS_MEETINGS, may_keep_meetings, require_asked, require_may_ask
from goldenthread.committee.queries.deadlines import questions_due
from goldenthread.committee.queries.questions import may_ask_for, my_questions, questions_of
from goldenthread.committee.views.doors import kept_meeting, the_meeting, trail_to
from goldenthread.design.parts import Link
from goldenthread.design.words import day
from goldenthread.identity.views.asking import Question, actor_of, ask
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.plan.views.doors import refusing


@audience(SIGNED_IN)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What became of the questions one asked, and for which meetings one may ask."""
    actor, now = actor_of(request), timezone.now()
    context = {
        "questions": my_questions(actor.acting, at=now),
        "may_ask": may_ask_for(actor.acting, at=now),
        "trail": trail_to(),
    }
    return render(request, "committee/my-questions.html", context)


@audience(SIGNED_IN)
@require_safe
def listed(request: HttpRequest, key: str) -> HttpResponse:
    """The questions sent in for a meeting, as far as the reader reads them; its clerk decides on them here."""
    actor, meeting, now = actor_of(request), the_meeting(request, key), timezone.now()
    keeps = may_keep_meetings(actor)
    context = {
        "meeting": meeting,
        "questions": questions_of(meeting, actor.acting, at=now),
        "due_on": questions_due(meeting),
        "was_due": questions_due(meeting) < timezone.localdate(now),
        "may_ask": may_ask_for(actor.acting, at=now, meeting=meeting),
        "keeps": keeps,
        "minutes_begun": keeps and Minutes.objects.visible_to(actor.acting).filter(meeting=meeting).exists(),
        "trail": trail_to(meeting=meeting),
    }
    return render(request, "committee/meeting-questions.html", context)


def _about(meeting: CommitteeMeeting, heading: str, button: str, *, done: str, lead: str = "") -> Question:
    at = reverse("meeting-questions", args=[meeting.key])
    return Question(
        heading=heading, button=button, back=at, lead=lead, done=done,
        trail=[*trail_to(meeting=meeting), Link("Questions", at)],
    )  # fmt: skip


@audience(SIGNED_IN)
@refusing
def send(request: HttpRequest, key: str) -> HttpResponse:
    """Send a question in."""
    actor, meeting, now = actor_of(request), the_meeting(request, key), timezone.now()
    require_may_ask(actor, meeting.committee.body, on=timezone.localdate(now))

    def act(given: dict[str, Any]) -> str:
        ask_question(meeting=meeting, by=actor, at=timezone.now(), **given)
        return reverse("my-questions")

    due = questions_due(meeting)
    late = " That day is over: yours is kept, and the clerk reads that it came late."
    said = _about(
        meeting, f"Ask the {meeting.committee.body.name}", "Send it to the clerk", done="Your question is sent.",
        lead=f"For the meeting of {day(meeting.on)}. Questions are sent in by {day(due)}."
        + (late if timezone.localdate(now) > due else ""),
    )  # fmt: skip
    initial = {"to": "The Chair", "about": request.GET.get("about", "")}
    return ask(
        request, said, lambda **named: AskForm(meeting=meeting, reader=actor.acting, at=now, **named), act,
        initial=initial,
    )  # fmt: skip


def _question(request: HttpRequest, meeting: CommitteeMeeting, number: int, *states: str) -> MemberQuestion:
    """The question of an address that its reader may read and that is in one of the states; else 404."""
    rows = MemberQuestion.objects.opened_to(actor_of(request).acting, at=timezone.now())
    rows = rows.select_related("asked_by", "about", "under", "meeting__committee__body", "meeting__committee__clerk")
    found = get_object_or_404(rows, meeting=meeting, number=number)
    if found.state not in states:
        raise Http404
    return found


@audience(SIGNED_IN)
@refusing
def withdraw(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Withdraw one's own question."""
    actor, meeting = actor_of(request), the_meeting(request, key)
    found = _question(request, meeting, number, QuestionState.ASKED, QuestionState.ACCEPTED)
    require_asked(actor, found.asked_by)

    def act(_given: dict[str, Any]) -> str:
        withdraw_question(question=found, by=actor, at=timezone.now())
        return reverse("my-questions")

    said = _about(
        meeting, "Withdraw your question", "Withdraw it", done="It is withdrawn.",
        lead=f"“{found.text}” It stays told that you asked and withdrew it.",
    )  # fmt: skip
    return ask(request, said, forms.Form, act)


@audience(*KEEPS_MEETINGS)
@refusing
def accept(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Take a question onto the agenda."""
    actor, meeting = actor_of(request), kept_meeting(request, key)
    found = _question(request, meeting, number, QuestionState.ASKED)

    def act(given: dict[str, Any]) -> None:
        accept_question(question=found, by=actor, at=timezone.now(), **given)

    said = _about(
        meeting, f"Take question {number} onto the agenda", "Take it on", done="It is on the agenda.",
        lead=f"{found.asked_by.name} to {found.to}: “{found.text}”",
    )  # fmt: skip
    return ask(request, said, lambda **named: AcceptForm(question=found, **named), act)


@audience(*KEEPS_MEETINGS)
@refusing
def answer(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Answer a question in writing instead of taking it."""
    actor, meeting = actor_of(request), kept_meeting(request, key)
    found = _question(request, meeting, number, QuestionState.ASKED, QuestionState.ACCEPTED)

    def act(given: dict[str, Any]) -> None:
        answer_question(question=found, by=actor, at=timezone.now(), **given)

    said = _about(
        meeting, f"Answer question {number} in writing", "Answer it", done="It is answered; who asked reads it.",
        lead=f"{found.asked_by.name} to {found.to}: “{found.text}” It is not taken at the meeting then.",
    )  # fmt: skip
    return ask(request, said, AnswerForm, act, initial={"answered_by": found.to})


@audience(*KEEPS_MEETINGS)
@refusing
def refuse(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Say why a question is not taken."""
    actor, meeting = actor_of(request), kept_meeting(request, key)
    found = _question(request, meeting, number, QuestionState.ASKED, QuestionState.ACCEPTED)

    def act(given: dict[str, Any]) -> None:
        refuse_question(question=found, why=given["why"], by=actor, at=timezone.now())

    said = _about(
        meeting, f"Question {number} is not taken", "It is not taken", done="Who asked reads the reason.",
        lead=f"{found.asked_by.name} to {found.to}: “{found.text}”",
    )  # fmt: skip
    return ask(request, said, WhyForm, act)


@audience(*KEEPS_MEETINGS)
@refusing
def minute(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Put a question into the minutes with its answer."""
    actor, meeting = actor_of(request), kept_meeting(request, key)
    found = _question(request, meeting, number, QuestionState.ACCEPTED)
    made: list[ReplyForm] = []

    def make(**named: Any) -> ReplyForm:
        made.append(ReplyForm(**named))
        return made[-1]

    def act(_given: dict[str, Any]) -> None:
        minute_question(question=found, reply=made[-1].reply(), by=actor, at=timezone.now())

    said = _about(
        meeting, f"Minute question {number}", "Minute it", done="Minuted.",
        lead=f"{found.asked_by.name} to {found.to}: “{found.text}”",
    )  # fmt: skip
    return ask(request, said, make, act)
