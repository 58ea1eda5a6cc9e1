"""Pages of moderation: the board's own rating beside the officer's."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from goldenthread.boards.commands.moderation import drop_moderation, moderate_rating
from goldenthread.boards.forms_returns import ModerationForm
from goldenthread.boards.policy import may_moderate, require_may_moderate
from goldenthread.boards.queries.moderation import in_groups, to_moderate
from goldenthread.boards.states import AT_WORK
from goldenthread.boards.views.overtaken import overtaken
from goldenthread.boards.views.rounds import round_of, trail_of
from goldenthread.design.parts import Link
from goldenthread.identity.views.asking import Question, ask
from goldenthread.kernel.audience import audience
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.forms.choosing import rating_of
from goldenthread.plan.views.doors import READERS, actor_of, refusing, the_action


@audience(*READERS)
@require_safe
def moderation(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """What the board may see differently: ratings better than their dates first, then what was rated otherwise."""
    actor, found = actor_of(request), round_of(request, key, number)
    context = {
        "round": found,
        "plan": found.plan,
        "groups": in_groups(to_moderate(found, on=timezone.localdate())),
        "may": found.state in AT_WORK and may_moderate(actor, found),
        "trail": [*trail_of(found.plan), Link(f"Round {found.number}", found.get_absolute_url())],
    }
    return render(request, "boards/moderation.html", context)


@audience(*READERS)
@refusing
def moderate_one(request: HttpRequest, key: str, number: int, action_key: str) -> HttpResponse:
    """Set the board's rating of one action beside the officer's, or take it back."""
    actor, found = actor_of(request), round_of(request, key, number)
    require_may_moderate(actor, found)
    action = the_action(request, key, action_key)
    if found.state not in AT_WORK:
        return overtaken(request, found, ModerationForm(action, data=request.POST))
    known = found.moderations.filter(action=action.key).first()
    back = reverse("moderation", args=[key, number])
    question = Question(
        heading=f"The board's rating of {action.ref or action.key}",
        button="Set it beside the officer's",
        back=back,
        lead=action.wording,
        trail=[*trail_of(found.plan), Link("Moderation", back)],
    )

    def make_form(**named: Any) -> ModerationForm:
        return ModerationForm(action, **named)

    def act(cleaned: dict[str, Any]) -> None:
        word = rating_of(action.plan, cleaned["word"])
        if word is None:
            raise RuleBroken("Choose the board's rating.", about="word")
        moderate_rating(round=found, action=action, word=word, why=cleaned["why"], by=actor, at=timezone.now())

    initial = {"why": known.why} if known else {}
    if known is not None:
        word = action.plan.rating_words.filter(word=known.word).first()
        initial["word"] = str(word.pk) if word else ""
    return ask(request, question, make_form, act, initial=initial)


@audience(*READERS)
@require_POST
@refusing
def drop(request: HttpRequest, key: str, number: int, action_key: str) -> HttpResponse:
    """Take the board's own rating of an action back."""
    actor, found = actor_of(request), round_of(request, key, number)
    known = get_object_or_404(found.moderations.select_related("round__plan"), action=action_key)
    try:
        drop_moderation(moderation=known, by=actor, at=timezone.now())
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect("moderation", key, number)
