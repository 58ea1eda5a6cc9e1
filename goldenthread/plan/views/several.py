"""Several actions at once: those ticked on the plan page, listed again beside the one form that changes them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.design.words import counted
from goldenthread.kernel.audience import audience
from goldenthread.kernel.errors import Refusals
from goldenthread.plan import policy
from goldenthread.plan.commands.several import give_several, move_several, update_several
from goldenthread.plan.commands.together import Progress
from goldenthread.plan.forms.several import FORMS, LEAD, PRIORITY, RATING, UPDATE, intentions
from goldenthread.plan.models import Action, Plan
from goldenthread.plan.queries.plan_filter import PlanFilter
from goldenthread.plan.queries.plan_rows import PlanRow, plan_rows
from goldenthread.plan.views.action_pages import trail_of_plan
from goldenthread.plan.views.doors import READERS, RELATED, actor_of, refusing, the_plan, version_of

HEADINGS = {
    UPDATE: ("Write an update for {}", "Save the update"),
    RATING: ("Set the rating of {}", "Save the rating"),
    LEAD: ("Give {} to a lead", "Give them to the lead"),
    PRIORITY: ("Move {} to a priority", "Move them"),
}


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def several(request: HttpRequest, key: str) -> HttpResponse:
    """First the ticked rows and what to do with them, then the form; all are changed or none is.

    The filters they were ticked under stay in the address, and the way back leads to them.
    """
    actor, plan = actor_of(request), the_plan(request, key)
    query = PlanFilter.read(request.GET).query
    back = f"{plan.get_absolute_url()}?{query}#rows" if query else plan.get_absolute_url()
    manages = policy.manages(actor.acting, plan)
    do = request.POST.get("do", "")
    chosen = _chosen(request, plan, manages=manages)
    if do not in dict(intentions(manages=manages)) or not chosen:
        if request.method == "POST":
            messages.warning(request, "Tick at least one action, then say what to do with those ticked.")
        return redirect(back)
    is_sent = request.POST.get("step") == "save"
    form: Any = FORMS[do](plan, request.POST if is_sent else None)
    refused: dict[str, str] = {}
    if is_sent and form.is_valid():
        refused = _change(request, do, form, plan, chosen)
        if not refused:
            messages.success(request, f"{counted(len(chosen), 'action')} changed.")
            return redirect(back)
        form.add_error(None, _sum_up(len(refused)))
    heading, button = HEADINGS[do]
    context = {
        "plan": plan,
        "trail": trail_of_plan(plan),
        "heading": heading.format(counted(len(chosen), "action")),
        "button": button,
        "form": form,
        "do": do,
        "rows": [(row, refused.get(row.key, "")) for row in chosen],
        "leave_url": back,
        "query": query,
        "has_errors": bool(form.errors),
        "once_token": request.POST.get("once", "") if form.errors else "",
    }
    return render(request, "plan/several.html", context, status=422 if form.errors else 200)


def _sum_up(refused: int) -> str:
    them = "it" if refused == 1 else "them"
    said = f"{counted(refused, 'action')} cannot be changed so"
    return f"Nothing was saved: {said}. Untick {them} below, or change the form."


def _chosen(request: HttpRequest, plan: Plan, *, manages: bool) -> list[PlanRow]:
    """The rows that were ticked, among those the reader sees, in the order of the plan."""
    keys = set(request.POST.getlist("row"))
    if not keys:
        return []
    reader = actor_of(request).acting
    rows = plan_rows(plan, reader=reader, manages=manages, on=timezone.localdate())
    return [row for row in rows if row.key in keys]


def _change(request: HttpRequest, do: str, form: Any, plan: Plan, chosen: list[PlanRow]) -> dict[str, str]:
    """Change them all; or nothing, with the reason for each that was refused."""
    actor = actor_of(request)
    keys = [row.key for row in chosen]
    found = Action.objects.filter(plan=plan, key__in=keys).select_related(*RELATED).prefetch_related("leads")
    actions = sorted(found, key=lambda action: keys.index(action.key))
    versions = _versions(request, actions)
    try:
        if do == LEAD:
            give_several(actions=actions, lead=form.cleaned_data["lead"], versions=versions, by=actor)
        elif do == PRIORITY:
            priority, aim = form.chosen_place()
            move_several(actions=actions, priority=priority, aim=aim, by=actor)
        else:
            said = Progress(note=form.cleaned_data["note"], rating=form.chosen_rating())
            update_several(actions=actions, said=said, versions=versions, by=actor, at=timezone.now())
    except Refusals as refusals:
        return {key: str(refusal) for key, refusal in refusals.found.items()}
    return {}


def _versions(request: HttpRequest, actions: list[Action]) -> dict[int, int]:
    """The version of each action that the reader saw when she opened the form."""
    seen = {action.pk: request.POST.get(f"version-{action.key}", "") for action in actions}
    return {key: number for key, text in seen.items() if (number := version_of(text)) is not None}
