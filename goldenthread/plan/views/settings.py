"""About a plan and its settings: header, stage, rating words, neighbours, and who gives blue."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.design.parts import Meaning
from goldenthread.kernel.audience import audience
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan import policy
from goldenthread.plan.commands.header import WholeHeader, change_rating_words, change_whole_header, unlink_plans
from goldenthread.plan.commands.plans import MOVES, link_plans, move_plan, set_assurance
from goldenthread.plan.forms.plan import AssuranceForm, HeaderForm, LinkForm, StageForm, WordForm, dates_in_words
from goldenthread.plan.models import Plan, PlanLink
from goldenthread.plan.queries.plan_header import plan_header
from goldenthread.plan.views.action_pages import trail_of_plan
from goldenthread.plan.views.doors import READERS, actor_of, number_of, refusing, the_plan
from goldenthread.plan.views.plan_tabs import tabs_of
from goldenthread.plan.views.sending import form_page, opened, show


@audience(*READERS)
@require_safe
def settings(request: HttpRequest, key: str) -> HttpResponse:
    """All that is said of a plan besides its actions, each part with the way to change it."""
    reader, plan = actor_of(request).acting, the_plan(request, key)
    manages = policy.manages(reader, plan)
    words = list(plan.rating_words.all())
    context = {
        "plan": plan,
        "trail": trail_of_plan(plan)[:1],
        "tabs": tabs_of(plan, "plan-settings", manages=manages),
        "header": plan_header(plan, reader=reader, on=timezone.localdate(), with_life=True),
        "meanings": [Meaning(word.colour, word.word, word.meaning or "This plan does not say.") for word in words],
        "manages": manages,
        "moves": list(plan.moves.select_related("body")),
    }
    return render(request, "plan/settings.html", context)


def _managed(request: HttpRequest, key: str) -> Plan:
    plan = the_plan(request, key)
    policy.require_manages(actor_of(request), plan)
    return plan


def _about(plan: Plan, *, heading: str, button: str, **more: Any) -> dict[str, Any]:
    back = reverse("plan-settings", args=[plan.key])
    return {"trail": trail_of_plan(plan), "heading": heading, "button": button, "leave_url": back} | more


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def header(request: HttpRequest, key: str) -> HttpResponse:
    """Change the header of a plan."""
    plan = _managed(request, key)
    form = opened(request, HeaderForm, plan, of=plan)

    def act(data: dict[str, Any]) -> None:
        stands = dates_in_words(plan)
        dates_moved = (data["starts"], data["ends"]) != (stands["starts"], stands["ends"])
        whole = WholeHeader(
            words={name: data[name] for name in HeaderForm.TEXTS},
            owner=data["owner"],
            bodies=list(data["bodies"]),
            starts=data["starts"] if dates_moved else None,
            ends=data["ends"] if dates_moved else None,
        )
        change_whole_header(plan=plan, header=whole, by=actor_of(request), version=data["version"])

    context = _about(plan, heading="Change the header of the plan", button="Save the header")
    to = ("plan-settings", key)
    return form_page(request, form, act, to=to, said="The header is saved.", context=context, about="name")


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def stage(request: HttpRequest, key: str) -> HttpResponse:
    """Move a plan to its next stage, decided by a body or a person on a day."""
    plan = _managed(request, key)
    today = timezone.localdate()
    initial = {"on": f"{today.day} {today:%B %Y}"}
    form = opened(request, StageForm, stages=sorted(MOVES[plan.stage]), initial=initial)

    def act(data: dict[str, Any]) -> None:
        move_plan(
            plan=plan,
            stage=data["stage"],
            body=data["body"],
            on=data["on"] or today,
            note=data["note"],
            by=actor_of(request),
        )

    context = _about(
        plan,
        heading=f"Move the plan on: it is {plan.get_stage_display().lower()}",
        button="Move the plan",
        lead="Boards see a plan from the day it is agreed; a draft is read by whoever manages it.",
    )
    to = ("plan-settings", key)
    return form_page(request, form, act, to=to, said="The plan is moved on.", context=context, about="stage")


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def ratings(request: HttpRequest, key: str) -> HttpResponse:
    """The rating words of a plan and what they mean; each keeps its colour, so that counts still compare."""
    plan = _managed(request, key)
    words = list(plan.rating_words.all())
    forms = [WordForm(word, request.POST if request.method == "POST" else None) for word in words]
    if request.method == "POST" and all([form.is_valid() for form in forms]):
        said = [(form.rating, form.cleaned_data["word"], form.cleaned_data["meaning"]) for form in forms]
        try:
            changed = change_rating_words(plan=plan, words=said, by=actor_of(request))
        except RuleBroken as refusal:
            forms[0].add_error(None, str(refusal))
        else:
            messages.success(request, "The ratings are saved." if changed else "Nothing was changed.")
            return redirect("plan-settings", key)
    context = _about(plan, heading="What the ratings mean", button="Save the ratings", forms=forms)
    return show(request, "plan/ratings.html", context, *forms)


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def links(request: HttpRequest, key: str) -> HttpResponse:
    """Tie a plan to another: the strategy it serves, the plan it follows, the service plan beside it."""
    plan = _managed(request, key)
    others = Plan.objects.visible_to(actor_of(request).acting).exclude(pk=plan.pk)
    form = opened(request, LinkForm, others=others)

    def act(data: dict[str, Any]) -> None:
        link_plans(plan=plan, other=data["other"], kind=data["kind"], by=actor_of(request))

    context = _about(plan, heading="Tie this plan to another", button="Tie the plans")
    to = ("plan-settings", key)
    return form_page(request, form, act, to=to, said="The plans are tied.", context=context, about="other")


@audience(*READERS)
@require_POST
@refusing
def unlink(request: HttpRequest, key: str) -> HttpResponse:
    """Untie two plans."""
    plan = _managed(request, key)
    link = get_object_or_404(
        PlanLink.objects.select_related("plan", "other"), plan=plan, pk=number_of(request.POST.get("link", ""))
    )
    unlink_plans(link=link, by=actor_of(request))
    messages.success(request, "The plans are untied.")
    return redirect("plan-settings", key)


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def assurance(request: HttpRequest, key: str) -> HttpResponse:
    """Switch off, or on, that blue needs a second person."""
    plan = _managed(request, key)
    form = opened(request, AssuranceForm)
    needed = not plan.needs_assurance

    def act(data: dict[str, Any]) -> None:
        set_assurance(plan=plan, needed=needed, by=actor_of(request), why=data["why"])

    heading = "Ask for a second person before blue" if needed else "Take the lead’s word for blue"
    lead = (
        "From now on blue is given by quality assurance, on evidence."
        if needed
        else "From now on an action reported complete is blue at once, printed as declared by its lead."
    )
    context = _about(plan, heading=heading, button="Save with the reason", lead=lead)
    to = ("plan-settings", key)
    return form_page(request, form, act, to=to, said="Saved.", context=context, about="why")
