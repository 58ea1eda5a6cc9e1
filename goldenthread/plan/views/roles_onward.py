"""Roles of plans that went into their next year: an administrator gives each on the new plan, or leaves it behind."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.identity.roles import Role
from goldenthread.kernel.audience import audience
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.commands.roles_onward import give_role_onward, leave_role_behind
from goldenthread.plan.models import RoleOnward
from goldenthread.plan.queries.roles_onward import may_give, roles_that_wait
from goldenthread.plan.views.doors import actor_of, number_of, refusing


@audience(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def roles(request: HttpRequest) -> HttpResponse:
    """What was held on an old plan alone, person by person, with a decision on each."""
    actor = actor_of(request)
    if request.method == "POST":
        _decide(request)
        return redirect("roles-onward")
    rows = [(one, may_give(actor, one.held)) for one in roles_that_wait(actor.acting, on=timezone.localdate())]
    return render(request, "plan/roles-onward.html", {"rows": rows})


def _decide(request: HttpRequest) -> None:
    actor, now = actor_of(request), timezone.now()
    found = RoleOnward.objects.visible_to(actor.acting).select_related("held__person", "refresh__plan", "refresh__made")
    row = get_object_or_404(found, pk=number_of(request.POST.get("row", "")))
    held, made = row.held, row.refresh.made
    try:
        if request.POST.get("do") == "give":
            give_role_onward(onward=row, by=actor, at=now)
            messages.success(request, f"{held.person} is {held.get_role_display().lower()} on {made} from now on.")
        else:
            leave_role_behind(onward=row, by=actor, at=now)
            messages.success(request, f"{held.person} keeps the role on {row.refresh.plan} alone.")
    except RuleBroken as refusal:
        messages.warning(request, str(refusal))
