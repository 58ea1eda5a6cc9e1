"""A row of the plan edited in its place; without script the same form has a page of its own."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.kernel.audience import audience
from goldenthread.plan import policy
from goldenthread.plan.commands.together import change_row
from goldenthread.plan.forms.rows import RowForm
from goldenthread.plan.models import Action
from goldenthread.plan.queries.plan_filter import PlanFilter
from goldenthread.plan.queries.plan_rows import PlanRow, plan_rows
from goldenthread.plan.queries.said import said_of
from goldenthread.plan.rendering import Frame, draw_rows
from goldenthread.plan.views.action_pages import beside_action, trail_of
from goldenthread.plan.views.doors import READERS, actor_of, refusing, the_action
from goldenthread.plan.views.plan_page import plan_context
from goldenthread.plan.views.sending import opened, sent, show


@audience(*READERS)
@require_safe
def row(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """One row as it stands, to take the place of an open one; without script, the plan at this row."""
    action = the_action(request, key, action_key)
    if not _in_place(request):
        return redirect(f"{reverse('plan', args=[key])}#{action.key}")
    return _fragment(request, action, _row(request, action))


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def update(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """What changed on an action and how it goes; whoever manages the plan may also change its words and leads."""
    actor = actor_of(request)
    action = the_action(request, key, action_key)
    policy.require_may_update(actor, action)
    manages = policy.manages(actor.acting, action.plan)
    before = action.version
    in_place = _in_place(request)
    auto_id = f"{action.key}-%s" if in_place else "id_%s"
    form = opened(request, RowForm, action, of=action, manages=manages, auto_id=auto_id)

    def save(data: dict[str, Any]) -> None:
        change_row(action=action, change=form.change(), by=actor, at=timezone.now(), version=data["version"])

    if sent(request, form, save, about="note"):
        if in_place:
            return _fragment(request, _again(request, action), _row(request, action, is_saved=True), counts=True)
        if _again(request, action).version == before:
            messages.info(request, "Nothing was changed, so nothing was saved.")
        else:
            messages.success(request, f"Saved {action.ref or action.key}.")
        return redirect(action)
    context: dict[str, Any] = {"form": form, "action": action, "leave_url": action.get_absolute_url()}
    context["said"] = said_of(action, most=3)
    if in_place:
        form.fields["note"].widget.attrs["autofocus"] = True
        return _fragment(request, action, _row(request, action, is_open=True), context, refused=form.is_bound)
    context |= {"trail": trail_of(action), "beside": beside_action(action, on=timezone.localdate())}
    return show(request, "plan/update.html", context, form)


def _in_place(request: HttpRequest) -> bool:
    """Whether a row of the plan page asks, and not a page of its own."""
    return bool(getattr(request, "htmx", False))


def _again(request: HttpRequest, action: Action) -> Action:
    return the_action(request, action.plan.key, action.key)


def _row(request: HttpRequest, action: Action, *, is_open: bool = False, is_saved: bool = False) -> PlanRow:
    reader = actor_of(request).acting
    manages = policy.manages(reader, action.plan)
    [found] = plan_rows(action.plan, reader=reader, manages=manages, on=timezone.localdate(), only=action.key)
    found.is_open, found.is_saved = is_open, is_saved
    return found


def _fragment(
    request: HttpRequest,
    action: Action,
    found: PlanRow,
    context: dict[str, Any] | None = None,
    *,
    counts: bool = False,
    refused: bool = False,
) -> HttpResponse:
    """The row for its place in the table, with its open form; once saved, the counts above with it."""
    reader = actor_of(request).acting
    plan = action.plan
    context = context or {}
    if counts:
        context |= plan_context(plan, PlanFilter(), reader, on=timezone.localdate())
    frame = Frame(base=plan.get_absolute_url(), span=10, may_pick=True, manages=policy.manages(reader, plan))
    context |= {"plan": plan, "base": frame.base, "row": found, "drawn": draw_rows([found], frame), "counts": counts}
    context["closes"] = not found.is_open or request.method == "POST"
    if refused:
        context |= {"once_token": request.POST.get("once", "")}
    return render(request, "plan/row-fragment.html", context, status=422 if refused else 200)
