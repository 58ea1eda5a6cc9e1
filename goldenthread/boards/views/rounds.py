"""Pages of rounds: those of a plan, planning one, one round with what moved, its next step, and a correction."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from goldenthread.boards.commands.rounds import (
    close_round,
    moderate_round,
    open_round,
    plan_round,
    reopen_round,
    why_not_corrected,
)
from goldenthread.boards.forms import CorrectionForm, RoundForm, dates_of
from goldenthread.boards.models import Closing, MonitoringRound
from goldenthread.boards.policy import may_keep_rounds, require_may_keep_rounds
from goldenthread.boards.queries.at_work import at_work
from goldenthread.boards.queries.monitors import monitoring_body
from goldenthread.boards.queries.round_page import round_page, rounds_of
from goldenthread.boards.queries.rounds import closings_by_round, round_shown
from goldenthread.boards.queries.since import changed_since
from goldenthread.boards.queries.year_by_year import has_other_years
from goldenthread.boards.states import AT_WORK, RoundState
from goldenthread.boards.views.overtaken import how_it_stands, overtaken
from goldenthread.design.parts import Link
from goldenthread.identity.views.asking import Question, ask
from goldenthread.kernel.audience import audience
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.models import Plan
from goldenthread.plan.queries.asking import NEXT_YEAR
from goldenthread.plan.queries.next_year import is_prepared
from goldenthread.plan.views.action_pages import trail_of_plan
from goldenthread.plan.views.doors import READERS, actor_of, refusing, the_plan
from goldenthread.plan.views.plan_tabs import tabs_of

MOVING: dict[str, Callable[..., Any]] = {
    RoundState.OPEN: open_round,
    RoundState.MODERATION: moderate_round,
    RoundState.CLOSED: close_round,
}
"""The command of each next step."""


def round_of(request: HttpRequest, key: str, number: int) -> MonitoringRound:
    """The round of an address, if the reader sees it; else 404."""
    rounds = MonitoringRound.objects.visible_to(actor_of(request).acting).select_related("plan", "board")
    return get_object_or_404(rounds, plan__key=key, number=number)


def goes_back(request: HttpRequest) -> bool:
    """Whether the reader comes from preparing the plan's next year, which waits for this round to be closed."""
    return NEXT_YEAR in (request.GET.get("back"), request.POST.get("back"))


def next_year_of(plan: Plan) -> str:
    """The step of the next year for which the plan's round has to be closed."""
    return f"{reverse('plan-refresh', args=[plan.key])}#all"


def trail_of(plan: Plan) -> list[Link]:
    """Where the pages of a round stand: under their plan and its rounds."""
    return [*trail_of_plan(plan), Link("Rounds", reverse("rounds", args=[plan.key]))]


@audience(*READERS)
@require_safe
def rounds(request: HttpRequest, key: str) -> HttpResponse:
    """The rounds of a plan, newest first, each with its counts as they were closed."""
    actor, plan = actor_of(request), the_plan(request, key)
    keeps = may_keep_rounds(actor, plan)
    context = {
        "plan": plan,
        "lines": rounds_of(MonitoringRound.objects.visible_to(actor.acting).filter(plan=plan)),
        "keeps": keeps,
        "has_years": has_other_years(plan, reader=actor.acting),
        "trail": trail_of_plan(plan)[:1],
        "tabs": tabs_of(plan, "rounds", manages=keeps),
    }
    return render(request, "boards/rounds.html", context)


@audience(*READERS)
@refusing
def new_round(request: HttpRequest, key: str) -> HttpResponse:
    """Plan the next round."""
    actor, plan = actor_of(request), the_plan(request, key)
    require_may_keep_rounds(actor, plan)
    question = Question(
        heading="Plan a round",
        button="Plan the round",
        back=reverse("rounds", args=[key]),
        lead="Closing it freezes the plan as it then stands, and says what moved since the round before.",
        trail=trail_of(plan),
        leave="Back to the rounds",
    )
    monitors = monitoring_body(plan)

    def act(cleaned: dict[str, Any]) -> str:
        made = plan_round(plan=plan, board=cleaned["board"], dates=dates_of(cleaned), by=actor)
        return made.get_absolute_url()

    return ask(request, question, RoundForm, act, initial={"board": monitors.key if monitors else None})


@audience(*READERS)
@require_safe
def one_round(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """One round: how far it is, what moved since the one before, and the plan as it was closed."""
    return _shown(request, round_of(request, key, number))


def _shown(request: HttpRequest, found: MonitoringRound, *, refusal: str = "") -> HttpResponse:
    actor = actor_of(request)
    shown = round_shown(found, reader=actor.acting)
    trail = trail_of(found.plan)
    if shown.closing is not None:  # what was reported keeps its name
        trail[1] = Link(shown.closing.plan_name, trail[1].url)
    context = {
        "page": round_page(shown, on=timezone.localdate()),
        "round": found,
        "plan": found.plan,
        "keeps": may_keep_rounds(actor, found.plan),
        "trail": trail,
        "refusal": refusal,
        "count_columns": ["Actions"],
        "at_work": at_work(found, actor) if found.state in AT_WORK else None,
        "back": NEXT_YEAR if goes_back(request) else "",
        "next_year": "",
        "not_corrected": "",
        "others": _kept_closings(found),
    }
    if found.state == RoundState.CLOSED and context["keeps"]:
        context["not_corrected"] = why_not_corrected(found)
        context["next_year"] = next_year_of(found.plan) if is_prepared(found.plan) else ""
    return render(request, "boards/round.html", context, status=422 if refusal else 200)


def _kept_closings(found: MonitoringRound) -> list[Closing]:
    """The closings of a round that stand beside the one its page shows; while it is corrected, each one it has."""
    closings = closings_by_round([found]).get(found.pk, [])
    return closings[:-1] if found.state == RoundState.CLOSED else closings


@audience(*READERS)
@require_safe
def earlier_closing(request: HttpRequest, key: str, number: int, closing: int) -> HttpResponse:
    """A round as it was closed before it was corrected: kept as it was, beside the closing that took its place.

    While the correction is under way none has taken the place of the last one yet.
    """
    found = round_of(request, key, number)
    closings = closings_by_round([found]).get(found.pk, [])
    one = next((one for one in closings if one.number == closing), None)
    if one is None:
        raise Http404
    if one is closings[-1] and found.state == RoundState.CLOSED:
        return redirect(found)
    shown = round_shown(found, closing_number=closing, reader=actor_of(request).acting)
    link = Link(f"Round {found.number}", found.get_absolute_url())
    context = {
        "page": round_page(shown, on=timezone.localdate(), is_earlier=True),
        "round": found,
        "plan": found.plan,
        "trail": [*trail_of(found.plan), link],
        "count_columns": ["Actions"],
        "earlier": one,
        "next": next((other for other in closings if other.number > closing), None),
        "others": [other for other in _kept_closings(found) if other is not one],
    }
    return render(request, "boards/round.html", context)


@audience(*READERS)
@require_safe
def since(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """What has changed since a round was closed, for whoever presents it; the paper stays as it is."""
    found = round_of(request, key, number)
    closing = found.closings.order_by("-number").first()
    if closing is None:
        raise Http404
    context = {
        "round": found,
        "plan": found.plan,
        "closing": closing,
        "changed": changed_since(found, reader=actor_of(request).acting, on=timezone.localdate()),
        "trail": [*trail_of(found.plan), Link(f"Round {found.number}", found.get_absolute_url())],
    }
    return render(request, "boards/since.html", context)


@audience(*READERS)
@require_POST
@refusing
def move(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The next step of a round: opened, put into moderation, closed."""
    actor, found = actor_of(request), round_of(request, key, number)
    after = request.POST.get("to", "")
    if after not in MOVING:
        raise Http404
    if found.state == RoundState.CLOSED:
        return _shown(request, found, refusal=how_it_stands(found))
    onward = f"?back={NEXT_YEAR}" if goes_back(request) else ""
    try:
        MOVING[after](round=found, by=actor, at=timezone.now())
    except RuleBroken as refusal:
        if refusal.about == "missing_why":
            return redirect(reverse("close-round", args=[key, number]) + onward)
        return _shown(request, round_of(request, key, number), refusal=str(refusal))
    if after == RoundState.CLOSED and onward:
        messages.success(request, closed_in_words(found))
        return redirect(next_year_of(found.plan))
    return redirect(found.get_absolute_url() + onward)


def closed_in_words(found: MonitoringRound) -> str:
    """What is said to whoever closed a round and is led on to the next year."""
    return f"Round {found.number} is closed. You are back at the next year."


@audience(*READERS)
@refusing
def correct(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Take up a closed round for a correction."""
    actor, found = actor_of(request), round_of(request, key, number)
    require_may_keep_rounds(actor, found.plan)
    if found.state != RoundState.CLOSED:
        return overtaken(request, found, CorrectionForm(data=request.POST))
    if refusal := why_not_corrected(found):
        return overtaken(request, found, CorrectionForm(data=request.POST), refusal)
    question = Question(
        heading=f"Correct round {found.number}",
        button="Take it up again",
        back=found.get_absolute_url(),
        trail=[*trail_of(found.plan), Link(f"Round {found.number}", found.get_absolute_url())],
        leave="Leave it closed",
    )

    def act(cleaned: dict[str, Any]) -> None:
        reopen_round(round=found, why=cleaned["why"], by=actor, at=timezone.now())

    return ask(request, question, CorrectionForm, act)
