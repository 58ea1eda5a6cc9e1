"""The way from reopening an action to entering the finding that shows why, and back.

The way back is the name of the action alone, looked up among those the person may see: no address comes from outside.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from goldenthread.plan import policy
from goldenthread.plan.models import Action
from goldenthread.plan.views.action_pages import named
from goldenthread.plan.views.doors import actor_of
from goldenthread.sources.models import Finding

REOPENS = "reopens"


def back_to(action: Action) -> str:
    """What an address carries so that whoever enters a finding comes back to reopening the action."""
    return f"?{urlencode({REOPENS: f'{action.plan.key}/{action.key}'})}"


def carried(request: HttpRequest) -> dict[str, Any]:
    """What a page on the way needs: the action, and what its addresses carry; blank for whoever reopens nothing."""
    action = reopened_after(request)
    return {
        "reopened": action,
        "reopens": f"{action.plan.key}/{action.key}" if action else "",
        "back": back_to(action) if action else "",
    }


def reopened_after(request: HttpRequest) -> Action | None:
    """The action that is to be reopened once a finding is entered, where the person may reopen it."""
    plan, _, key = request.GET.get(REOPENS, "")[:300].partition("/")
    if not key:
        return None
    reader = actor_of(request).acting
    found = Action.objects.visible_to(reader).select_related("plan").filter(plan__key=plan, key=key).first()
    return found if found is not None and policy.may_reopen(reader, found) else None


def come_back(request: HttpRequest, action: Action, finding: Finding | None) -> HttpResponse:
    """Back to reopening the action, with the finding that was just entered chosen."""
    address = reverse("action-reopen", args=[action.plan.key, action.key])
    if finding is None:
        messages.success(request, "The source is entered, without a finding yet.")
        return redirect(address)
    messages.success(request, f"The finding is entered and chosen: now say what is to be done on {named(action)}.")
    return redirect(f"{address}?{urlencode({'finding': finding.key})}")
