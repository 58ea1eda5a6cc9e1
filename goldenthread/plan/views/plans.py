"""The list of plans, and making one from nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.design.parts import Link
from goldenthread.identity.models import Person, Post
from goldenthread.identity.roles import Role
from goldenthread.kernel.audience import audience
from goldenthread.plan import policy
from goldenthread.plan.commands.plans import make_plan
from goldenthread.plan.forms.plan import NewPlanForm
from goldenthread.plan.queries.plans import plan_lines
from goldenthread.plan.views.doors import READERS, actor_of, refusing
from goldenthread.plan.views.sending import opened, sent, show


@audience(*READERS)
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """Every plan the reader sees."""
    reader = actor_of(request).acting
    may_make = policy.may_make_plan(reader)
    context = {
        "lines": plan_lines(reader, on=timezone.localdate()),
        "may_make": may_make,
        "new_url": reverse("plan-new"),
        "import_url": _where("imports") if may_make else "",
    }
    return render(request, "plan/plans.html", context)


def _where(name: str) -> str:
    """The address of a page of an app above, which this one does not know; blank where there is none."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@audience(Role.SERVICE_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def new_plan(request: HttpRequest) -> HttpResponse:
    """One page for the header of a new plan; its first action is written on the page after it."""
    actor = actor_of(request)
    form = opened(request, NewPlanForm)

    def make(data: dict[str, Any]) -> None:
        owner = data.pop("owner")
        form.made = make_plan(  # type: ignore[attr-defined]
            by=actor,
            on=timezone.localdate(),
            owner=owner if isinstance(owner, Person) else None,
            owner_post=owner if isinstance(owner, Post) else None,
            **data,
        )

    if sent(request, form, make, about="name"):
        return redirect("plan-structure", form.made.key)  # type: ignore[attr-defined]
    return show(request, "plan/new.html", {"form": form, "trail": [Link("Plans", reverse("plans"))]}, form)
