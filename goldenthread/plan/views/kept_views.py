"""Views of a plan that somebody keeps by name."""

from typing import Any
from urllib.parse import parse_qsl

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.kernel.audience import audience
from goldenthread.plan.commands.kept_views import drop_view, keep_view
from goldenthread.plan.forms.plan import ViewForm
from goldenthread.plan.models import SavedFilter
from goldenthread.plan.queries.plan_filter import PlanFilter
from goldenthread.plan.views.action_pages import trail_of_plan
from goldenthread.plan.views.doors import READERS, actor_of, refusing, the_plan
from goldenthread.plan.views.sending import opened, sent, show


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def views(request: HttpRequest, key: str) -> HttpResponse:
    """Keep the filter one came with by a name, and drop those one needs no more."""
    actor, plan = actor_of(request), the_plan(request, key)
    asked = PlanFilter.read(request.GET)
    form = opened(request, ViewForm, initial={"query": asked.query})

    def act(data: dict[str, Any]) -> None:
        query = PlanFilter.read(dict(parse_qsl(data["query"]))).query
        keep_view(plan=plan, name=data["name"], query=query, by=actor)

    if sent(request, form, act, about="name"):
        messages.success(request, f"The view “{form.cleaned_data['name'].strip()}” is kept.")
        return redirect(f"{plan.get_absolute_url()}?{form.cleaned_data['query']}#rows")
    has_filter = bool(asked.set) or request.method == "POST"
    context = {
        "plan": plan,
        "form": form,
        "trail": trail_of_plan(plan),
        "has_filter": has_filter,
        "kept": list(SavedFilter.objects.filter(person=actor.acting, plan=plan)),
        "leave_url": f"{plan.get_absolute_url()}?{asked.query}#rows" if asked.set else plan.get_absolute_url(),
    }
    return show(request, "plan/views.html", context, form)


@audience(*READERS)
@require_POST
@refusing
def drop(request: HttpRequest, key: str) -> HttpResponse:
    """Drop a view one keeps."""
    actor, plan = actor_of(request), the_plan(request, key)
    view = get_object_or_404(SavedFilter, person=actor.acting, plan=plan, name=request.POST.get("name", ""))
    drop_view(view=view, by=actor)
    messages.success(request, f"The view “{view.name}” is dropped.")
    return redirect("plan-views", key)
