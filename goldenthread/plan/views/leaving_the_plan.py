"""An action leaves its plan's work by a decision: merged into another, or handed to another plan."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.kernel.audience import audience
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan import policy
from goldenthread.plan.commands.leaving_the_plan import Decided, hand_over_action, merge_action
from goldenthread.plan.forms.refresh import HandOverForm, MergeForm
from goldenthread.plan.models import Action, Plan, Priority
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.views.action_pages import about_action, named
from goldenthread.plan.views.doors import READERS, actor_of, refusing, the_action
from goldenthread.plan.views.sending import form_page, opened


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def merge(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """Merge an action into another of its plan; its row says where it went, and the other's thread shows it."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    policy.require_manages(actor, action.plan)
    form = opened(request, MergeForm, action, of=action)

    def act(data: dict[str, Any]) -> None:
        into = Action.objects.filter(plan=action.plan, key=data["into"]).select_related("plan").first()
        if into is None:
            raise RuleBroken("Choose the action it is merged into.", about="into")
        merge_action(
            action=action, into=into, decided=_decided(data), by=actor, at=timezone.now(), version=data["version"]
        )

    context = about_action(
        action,
        on=timezone.localdate(),
        heading=f"Merge {named(action)} into another action",
        button="Merge it",
        lead="Its updates and evidence stay with it and are seen from the other. The other answers its findings.",
    )
    return form_page(request, form, act, to=action, said=f"{named(action)} is merged.", context=context, about="into")


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def hand_over(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """Hand an action to another plan, for whoever manages both."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    policy.require_manages(actor, action.plan)
    priorities = _priorities(request, action)
    form = opened(request, HandOverForm, of=action, priorities=priorities)

    def act(data: dict[str, Any]) -> None:
        priority = next(one for one in priorities if str(one.pk) == data["priority"])
        hand_over_action(
            action=action, priority=priority, decided=_decided(data), by=actor, at=timezone.now(),
            version=data["version"],
        )  # fmt: skip

    context = about_action(
        action,
        on=timezone.localdate(),
        heading=f"Hand {named(action)} to another plan",
        button="Hand it over",
        lead="It goes on there with its words, dates, measure and leads. You manage both plans.",
    )
    said = f"{named(action)} is handed over."
    return form_page(request, form, act, to=action, said=said, context=context, about="priority")


def _decided(data: dict[str, Any]) -> Decided:
    return Decided(reason=data["reason"], body=data["body"], on=data["on"])


def _priorities(request: HttpRequest, action: Action) -> list[Priority]:
    """The priorities of the other plans the reader manages."""
    person = actor_of(request).acting
    plans = Plan.objects.visible_to(person).exclude(pk=action.plan_id).exclude(stage=Stage.CLOSED)
    return [
        priority
        for plan in plans.prefetch_related("priorities")
        if policy.manages(person, plan)
        for priority in plan.priorities.all()
    ]
