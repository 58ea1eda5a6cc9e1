"""Lists of what waits for a second person: completions to assure, completions without proof, end dates to decide."""

from django.contrib import messages
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
from goldenthread.plan.queries.assurance import assured_plans, without_proof
from goldenthread.plan.queries.mine import end_dates_to_decide, waits_for_assurer
from goldenthread.plan.queries.sources import answering
from goldenthread.plan.views.doors import number_of
from goldenthread.plan.views.end_dates import past_plan_end


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
    """Everything called complete with no proof here, in all plans or in one: no evidence that stands."""
    person: Person = request.person  # type: ignore[attr-defined]
    plans = assured_plans(person)
    chosen = [plan for plan in plans if plan.key == request.GET.get("plan", "")]
    rows = without_proof(chosen or plans).select_related("plan", "rating", "reported_by")
    rows = rows.order_by("plan__name", "plan_id", "position", "pk")
    context = {
        "title": f"Called complete without evidence{f': {chosen[0].name}' if chosen else ''}",
        "empty": "Everything called complete has evidence here.",
        "rows": [(answering(action), action) for action in rows[:500]],
    }
    return render(request, "plan/waiting-actions.html", context)


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
        (change, policy.may_decide_dates(actor.acting, change.action), past_plan_end(change)) for change in rows[:200]
    ]
    context = {"waiting": waiting, "refused": refused, "has_errors": bool(refused)}
    return render(request, "plan/end-dates.html", context, status=422 if refused else 200)
