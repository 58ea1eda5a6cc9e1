"""What is said where a round was closed, or taken up again, while somebody typed: by whom, when, and the words."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from goldenthread.boards.models import MonitoringRound
from goldenthread.boards.queries.rounds import last_closings
from goldenthread.boards.states import RoundState
from goldenthread.design.parts import Link
from goldenthread.design.words import moment
from goldenthread.plan.views.action_pages import trail_of_plan
from goldenthread.plan.views.too_late import TooLate, words_in


def how_it_stands(found: MonitoringRound) -> str:
    """In a sentence what became of a round meanwhile: who closed it and when, or that it was taken up again."""
    if found.state == RoundState.CLOSED:
        closing = last_closings([found])[found.pk]
        return f"Round {found.number} was closed meanwhile by {closing.closed_by}, on {moment(closing.closed_at)}."
    if found.state == RoundState.PLANNED:
        return f"Round {found.number} is not open yet."
    return f"Round {found.number} was taken up again meanwhile, because: {found.correction}"


def overtaken(request: HttpRequest, found: MonitoringRound, form: forms.Form, said: str = "") -> HttpResponse:
    """What was typed comes back with who was first (an answer to a form); whoever only opens the page is led on."""
    said = said or how_it_stands(found)
    if request.method != "POST":
        messages.info(request, said)
        return redirect(found)
    raise TooLate(
        heading="Nothing was saved: somebody else was first",
        said=said,
        onward=Link(f"Round {found.number} as it stands", found.get_absolute_url()),
        trail=trail_of_plan(found.plan),
        words=words_in(form),
    )
