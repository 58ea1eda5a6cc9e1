"""The structure of a plan in place: priorities, aims and actions added, changed, moved, copied and deleted."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.identity.actor import Actor
from goldenthread.kernel.audience import audience
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan import policy
from goldenthread.plan.commands.placing import delete_aim, place_action
from goldenthread.plan.commands.structure import (
    add_aim,
    add_priority,
    change_aim,
    change_priority,
    copy_action,
    delete_action,
    delete_priority,
    move,
)
from goldenthread.plan.commands.together import NewAction, add_led_action, begin_plan
from goldenthread.plan.forms.action import AddActionForm
from goldenthread.plan.forms.structure import (
    AimForm,
    BeginForm,
    ChangeAimForm,
    ChangePriorityForm,
    PlaceForm,
    PriorityForm,
)
from goldenthread.plan.models import Action, Aim, Plan, Priority
from goldenthread.plan.queries.structure import neighbours, structure_of
from goldenthread.plan.views.action_pages import about_action, named, trail_of_plan
from goldenthread.plan.views.doors import READERS, actor_of, number_of, refusing, the_action, the_plan
from goldenthread.plan.views.plan_tabs import tabs_of
from goldenthread.plan.views.sending import form_page, opened, sent, show


def _managed(request: HttpRequest, key: str) -> Plan:
    """The plan, for whoever manages it; others are refused in one sentence."""
    plan = the_plan(request, key)
    policy.require_manages(actor_of(request), plan)
    return plan


def _about_plan(plan: Plan, *, heading: str, button: str, **more: Any) -> dict[str, Any]:
    back = reverse("plan-structure", args=[plan.key])
    return {"trail": trail_of_plan(plan), "heading": heading, "button": button, "leave_url": back} | more


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def structure(request: HttpRequest, key: str) -> HttpResponse:
    """The structure of a plan; where it has none yet, the form for its first priority and action."""
    plan = _managed(request, key)
    parts = structure_of(plan)
    form = opened(request, BeginForm)

    def act(data: dict[str, Any]) -> None:
        new = NewAction(data["wording"], ends=data["ends"], measure=data["measure"], lead=data["lead"])
        begin_plan(plan=plan, title=data["title"], aim=data["aim"], new=new, by=actor_of(request))

    if not parts and sent(request, form, act, about="wording"):
        messages.success(request, "The first action stands. Add the next below.")
        return redirect("plan-structure", plan.key)
    context = {
        "plan": plan,
        "parts": parts,
        "form": None if parts else form,
        "priority_form": PriorityForm(auto_id="new-priority-%s"),
        "tabs": tabs_of(plan, "plan-structure", manages=True),
        "button": "Write the first action",
        "base": plan.get_absolute_url(),
        "trail": trail_of_plan(plan)[:1],
    }
    return show(request, "plan/structure.html", context, *([] if parts else [form]))


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def new_priority(request: HttpRequest, key: str) -> HttpResponse:
    """Add a priority at the end of a plan."""
    plan = _managed(request, key)
    form = opened(request, PriorityForm)

    def act(data: dict[str, Any]) -> None:
        add_priority(plan=plan, by=actor_of(request), **data)

    context = _about_plan(plan, heading="Add a priority", button="Add the priority")
    to = reverse("plan-structure", args=[key]) + "#end"
    return form_page(request, form, act, to=to, said="The priority is added.", context=context, about="title")


def _the_priority(plan: Plan, row: str) -> Priority:
    return get_object_or_404(plan.priorities.select_related("plan"), pk=number_of(row))


def _the_aim(plan: Plan, row: str) -> Aim:
    return get_object_or_404(
        Aim.objects.filter(priority__plan=plan).select_related("priority__plan"), pk=number_of(row)
    )


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def priority(request: HttpRequest, key: str) -> HttpResponse:
    """Change the words of a priority."""
    plan = _managed(request, key)
    row = _the_priority(plan, request.GET.get("row", ""))
    stands = {"title": row.title, "notes": row.notes, "version": row.version}
    form = opened(request, ChangePriorityForm, initial=stands)

    def act(data: dict[str, Any]) -> None:
        change_priority(priority=row, by=actor_of(request), **data)

    context = _about_plan(
        plan, heading=f"Change priority {row.number}", button="Save the priority", query=f"row={row.pk}"
    )
    to = reverse("plan-structure", args=[key]) + f"#priority-{row.pk}"
    return form_page(request, form, act, to=to, said="The priority is saved.", context=context, about="title")


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def new_aim(request: HttpRequest, key: str) -> HttpResponse:
    """Add an aim at the end of a priority."""
    plan = _managed(request, key)
    row = _the_priority(plan, request.GET.get("row", ""))
    form = opened(request, AimForm)

    def act(data: dict[str, Any]) -> None:
        add_aim(priority=row, by=actor_of(request), **data)

    context = _about_plan(
        plan, heading=f"Add an aim to priority {row.number}", button="Add the aim", query=f"row={row.pk}"
    )
    to = reverse("plan-structure", args=[key]) + f"#priority-{row.pk}"
    return form_page(request, form, act, to=to, said="The aim is added.", context=context, about="text")


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def aim(request: HttpRequest, key: str) -> HttpResponse:
    """Change the words of an aim, for all its actions."""
    plan = _managed(request, key)
    row = _the_aim(plan, request.GET.get("row", ""))
    form = opened(request, ChangeAimForm, initial={"text": row.text, "version": row.version})

    def act(data: dict[str, Any]) -> None:
        change_aim(aim=row, by=actor_of(request), **data)

    context = _about_plan(plan, heading="Change an aim", button="Save the aim", query=f"row={row.pk}")
    to = reverse("plan-structure", args=[key]) + f"#priority-{row.priority_id}"
    return form_page(request, form, act, to=to, said="The aim is saved.", context=context, about="text")


@audience(*READERS)
@require_POST
@refusing
def delete(request: HttpRequest, key: str) -> HttpResponse:
    """Delete a priority or an aim that has no actions; one that has some is refused in a sentence."""
    plan = _managed(request, key)
    row = request.POST.get("row", "")
    try:
        if request.POST.get("kind") == "priority":
            delete_priority(priority=_the_priority(plan, row), by=actor_of(request))
        else:
            delete_aim(aim=_the_aim(plan, row), by=actor_of(request))
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Deleted.")
    return redirect("plan-structure", plan.key)


@audience(*READERS)
@require_POST
@refusing
def move_row(request: HttpRequest, key: str) -> HttpResponse:
    """Move a priority, aim or action one place up or down."""
    plan = _managed(request, key)
    kind, _, rest = request.POST.get("move", "").partition(":")
    row, _, direction = rest.rpartition(":")
    if kind not in _MOVES:
        raise Http404
    anchor = _MOVES[kind](plan, row, direction == "up", actor_of(request))
    return redirect(reverse("plan-structure", args=[key]) + f"#{anchor}")


def _move_priority(plan: Plan, row: str, up: bool, by: Actor) -> str:
    priority = _the_priority(plan, row)
    _move_among(priority, list(plan.priorities.order_by("position", "pk")), up, by)
    return f"priority-{priority.pk}"


def _move_aim(plan: Plan, row: str, up: bool, by: Actor) -> str:
    aim = _the_aim(plan, row)
    _move_among(aim, list(aim.priority.aims.order_by("position", "pk")), up, by)
    return f"priority-{aim.priority_id}"


def _move_among(row: Any, order: list[Any], up: bool, by: Actor) -> None:
    place = next(number for number, one in enumerate(order) if one.pk == row.pk)
    if up and place == 0:
        return
    following = order[place - 1] if up else order[place + 2] if place + 2 < len(order) else None
    move(row=row, before=following, by=by)


def _move_action(plan: Plan, row: str, up: bool, by: Actor) -> str:
    action = get_object_or_404(plan.actions.select_related("plan", "priority"), key=row)
    before, after, can_go_down = neighbours(action)
    if up and before is not None:
        move(row=action, before=before, by=by)
    elif not up and can_go_down:
        move(row=action, before=after, by=by)
    return action.key


_MOVES = {"priority": _move_priority, "aim": _move_aim, "action": _move_action}


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def new_action(request: HttpRequest, key: str) -> HttpResponse:
    """Add an action under a priority or an aim; what was chosen last stays chosen for the next."""
    plan = _managed(request, key)
    if not plan.priorities.exists():
        return redirect("plan-structure", plan.key)
    form = opened(request, AddActionForm, plan, initial={"place": request.GET.get("under", "")})

    def act(data: dict[str, Any]) -> None:
        priority, aim = form.chosen_place()
        new = NewAction(data["wording"], data["ref"], data["starts"], data["ends"], data["measure"], data["lead"])
        form.made = add_led_action(priority=priority, aim=aim, new=new, by=actor_of(request))  # type: ignore[attr-defined]

    if sent(request, form, act, about="wording"):
        made: Action = form.made  # type: ignore[attr-defined]
        messages.success(request, f"{made.ref or made.key} is added.")
        if request.POST.get("then") == "again":
            return redirect(f"{request.path}?under={form.cleaned_data['place']}")
        return redirect(reverse("plan-structure", args=[key]) + f"#{made.key}")
    context = _about_plan(plan, heading="Add an action", button="Add the action", again="Add it and write another")
    return show(request, "plan/add-action.html", context | {"form": form}, form)


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def place(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """Move an action before another one, or to the end of a priority or aim."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    policy.require_manages(actor, action.plan)
    form = opened(request, PlaceForm, action)

    def act(_: dict[str, Any]) -> None:
        if form.before:
            before = get_object_or_404(action.plan.actions.select_related("plan", "priority", "aim"), key=form.before)
            move(row=action, before=before, by=actor)
            return
        priority, aim = form.end_of()
        place_action(action=action, priority=priority, aim=aim, by=actor)

    context = about_action(
        action, on=timezone.localdate(), heading=f"Move {named(action)} in the plan", button="Move it",
        lead="Its key and address stay what they are, so no link breaks.",
    )  # fmt: skip
    to = reverse("plan-structure", args=[key]) + f"#{action.key}"
    return form_page(request, form, act, to=to, said=f"{named(action)} is moved.", context=context, about="place")


@audience(*READERS)
@require_POST
@refusing
def copy(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """Copy an action's words, measure and leads behind it; the copy starts afresh and opens to be changed."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    made = copy_action(action=action, by=actor)
    messages.success(request, f"{named(action)} is copied. Change what differs.")
    return redirect("action-change", key, made.key)


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def delete_one(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """Delete an action that nobody has worked on, after one question."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    policy.require_manages(actor, action.plan)
    refused = ""
    if request.method == "POST":
        try:
            delete_action(action=action, by=actor)
        except RuleBroken as refusal:
            refused = str(refusal)
        else:
            messages.success(request, f"{named(action)} is deleted.")
            return redirect("plan-structure", key)
    context = about_action(
        action, on=timezone.localdate(), heading=f"Delete {named(action)}?", button="Delete the action"
    )
    context |= {"refused": refused, "has_errors": bool(refused)}
    return render(request, "plan/delete-action.html", context, status=422 if refused else 200)
