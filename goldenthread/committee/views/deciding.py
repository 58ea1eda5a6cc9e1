"""Pages of decisions of an executive: published, called in, answered, each one question of the clerk."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from goldenthread.committee.commands.deciding import answer_call_in, call_in, publish_decision
from goldenthread.committee.forms.deciding import CallInAnswerForm, CallInForm, PublishForm
from goldenthread.committee.models import CallIn, Resolution
from goldenthread.committee.policy import KEEPS_MEETINGS
from goldenthread.committee.views.minutes import kept_entry
from goldenthread.design.parts import Link
from goldenthread.identity.views.asking import Question, actor_of, ask
from goldenthread.kernel.audience import audience
from goldenthread.plan.views.doors import refusing


def _decision(request: HttpRequest, key: str, number: int, part: int) -> Resolution:
    entry = kept_entry(request, key, number)
    found = get_object_or_404(entry.resolutions.select_related("call_in"), number=part)
    found.minute = entry
    return found


def _about(heading: str, button: str, *, done: str, lead: str) -> Question:
    register = reverse("decisions")
    return Question(heading=heading, button=button, back=register, lead=lead, done=done,
                    trail=[Link("Decisions", register)])  # fmt: skip


@audience(*KEEPS_MEETINGS)
@refusing
def publish(request: HttpRequest, key: str, number: int, part: int) -> HttpResponse:
    """Publish a decision, from when it can be called in."""
    actor, found = actor_of(request), _decision(request, key, number, part)

    def act(given: dict[str, Any]) -> None:
        publish_decision(resolution=found, by=actor, **given)

    said = _about("Publish a decision", "Publish it", done="It is published.", lead=found.text)
    return ask(request, said, PublishForm, act, initial={"on": timezone.localdate()})


@audience(*KEEPS_MEETINGS)
@refusing
def called_in(request: HttpRequest, key: str, number: int, part: int) -> HttpResponse:
    """Enter that a decision is called in, or, where it was, what became of that."""
    actor, found = actor_of(request), _decision(request, key, number, part)
    called: CallIn | None = getattr(found, "call_in", None)
    if called is None:

        def enter(given: dict[str, Any]) -> None:
            call_in(resolution=found, by=actor, **given)

        said = _about("Call in a decision", "Enter it", done="It is called in.", lead=found.text)
        return ask(request, said, CallInForm, enter, initial={"on": timezone.localdate()})
    called.resolution = found

    def answer(given: dict[str, Any]) -> None:
        answer_call_in(called=called, by=actor, **given)

    said = _about("What became of the call-in", "Save", done="It is answered.", lead=called.why)
    return ask(request, said, CallInAnswerForm, answer, initial={"on": timezone.localdate()})
