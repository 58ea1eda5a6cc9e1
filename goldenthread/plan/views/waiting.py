"""Lists of what waits for a second person: completions to assure, completions without proof, end dates to decide."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.plan import policy
from goldenthread.plan.commands.dates import decide_new_end
from goldenthread.plan.models import Action, Plan
from goldenthread.plan.queries.assurance import assured_plans, left_without_proof, plans_over, without_proof
from goldenthread.plan.queries.mine import end_dates_to_decide, waits_for_assurer
from goldenthread.plan.queries.sources import AnsweringAction, answering
from goldenthread.plan.views.doors import number_of
from goldenthread.plan.views.end_dates import remark_on


@audience(Role.QUALITY_ASSURANCE, Role.SERVICE_MANAGER, Role.DIRECTOR, Role.AUDITOR)
@require_safe
def to_assure(request: HttpRequest) -> HttpResponse:
    """Actions reported complete that wait for somebody who leads no part of them."""
    person: Person = request.person  # type: ignore[attr-defined]
    rows = waits_for_assurer(person).select_related("plan", "rating", "reported_by").order_by("reported_on")
    context = {
        "title": "Reported complete, waiting for a second person",
        "empty": "Nothing waits to be assured.",
        "rows": [(answering(action), action) for action in rows[:500]],
    }
    return render(request, "plan/waiting-actions.html", context)


@audience(Role.QUALITY_ASSURANCE, Role.SERVICE_MANAGER, Role.DIRECTOR, Role.AUDITOR)
@require_safe
def without_evidence(request: HttpRequest) -> HttpResponse:
    """Everything called complete with no proof here, in all plans or in one: no evidence that stands.

    What is under watch is among it, and what a plan that is over left behind stands apart.
    """
    person: Person = request.person  # type: ignore[attr-defined]
    plans, over = assured_plans(person), plans_over(person)
    chosen = [plan for plan in (*plans, *over) if plan.key == request.GET.get("plan", "")]
    here, left = without_proof(_among(plans, chosen)), left_without_proof(_among(over, chosen))
    context = {
        "title": f"Called complete without evidence{f': {chosen[0].name}' if chosen else ''}",
        "empty": "Everything called complete has evidence here.",
        "rows": _in_order(here),
        "left": _in_order(left),
        "left_heading": "Left behind in plans that are over",
    }
    return render(request, "plan/waiting-actions.html", context)


def _among(plans: list[Plan], chosen: list[Plan]) -> list[Plan]:
    """Those of the plans that are asked about: all where none is named."""
    return [plan for plan in plans if not chosen or plan in chosen]


def _in_order(actions: QuerySet[Action]) -> list[tuple[AnsweringAction, Action]]:
    rows = actions.select_related("plan", "rating", "reported_by").order_by("plan__name", "plan_id", "position", "pk")
    return [(answering(action), action) for action in rows[:500]]


@audience(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def end_dates(request: HttpRequest) -> HttpResponse:
    """Requests for a new end date, with what was said, and the decision beside each for whoever may take it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = end_dates_to_decide(actor.acting)
    refused = ""
    if request.method == "POST":
        change = get_object_or_404(rows, pk=number_of(request.POST.get("change", "")))
        try:
            decide_new_end(
                change=change,
                approve=request.POST.get("decision") == "approve",
                note=request.POST.get("note", "")[:5000],
                by=actor,
                at=timezone.now(),
            )
        except (RuleBroken, NotAllowed) as refusal:
            refused = str(refusal)
        else:
            messages.success(request, "Decided. The lead sees it with your note.")
            return redirect("end-dates")
    waiting = [
        (change, policy.may_decide_dates(actor.acting, change.action), remark_on(change, on=timezone.localdate()))
        for change in rows[:200]
    ]
    context = {"waiting": waiting, "refused": refused, "has_errors": bool(refused)}
    return render(request, "plan/end-dates.html", context, status=422 if refused else 200)
