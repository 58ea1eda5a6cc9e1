"""The last steps of a plan's next year: findings, refs, the last press; or giving it up."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.design.words import counted
from goldenthread.kernel.audience import audience
from goldenthread.kernel.errors import Conflict, Refusals, RuleBroken
from goldenthread.plan.commands.refreshed import Agreed, carry_out_refresh
from goldenthread.plan.commands.refreshing import (
    give_refs,
    give_up_refresh,
    leave_finding,
    take_up_in_refresh,
)
from goldenthread.plan.forms.choosing import LeadField, lead_choices
from goldenthread.plan.forms.refresh import AgreedForm, GiveUpForm
from goldenthread.plan.queries.refresh_rows import refresh_rows
from goldenthread.plan.queries.sources import findings_visible_to
from goldenthread.plan.refresh import Choice
from goldenthread.plan.states import OUT
from goldenthread.plan.views.doors import READERS, actor_of, number_of, refusing, version_of
from goldenthread.plan.views.refresh import guided_page, overtaken, prepared, steps_trail
from goldenthread.plan.views.sending import form_page, opened


@audience(*READERS)
@require_POST
@refusing
def finding(request: HttpRequest, key: str) -> HttpResponse:
    """A finding nobody answers is taken up by a new action or one that goes on, or left for later."""
    found = prepared(request, key)
    actor = actor_of(request)
    chosen = get_object_or_404(findings_visible_to(actor.acting), key=request.POST.get("finding", "")[:120])
    try:
        if request.POST.get("do") == "leave":
            leave_finding(refresh=found, finding=chosen, by=actor)
        else:
            into, priority = request.POST.get("into", "")[:80], request.POST.get("priority", "")
            lead = LeadField(label="Lead")
            lead.offer(lead_choices())
            take_up_in_refresh(
                refresh=found,
                finding=chosen,
                by=actor,
                at=timezone.now(),
                answered_by=found.plan.actions.filter(key=into).first() if into else None,
                priority=found.priorities.filter(pk=number_of(priority)).first() if priority else None,
                wording=request.POST.get("wording", "")[:5000],
                ref=request.POST.get("ref", ""),
                lead=lead.clean(request.POST.get("lead", "")),
            )
    except ValidationError:
        messages.warning(request, "Choose the lead from the list.")
    except RuleBroken as refusal:
        messages.warning(request, str(refusal))
    return redirect(reverse("plan-refresh", args=[key]) + "#findings")


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def refs(request: HttpRequest, key: str) -> HttpResponse:
    """The refs of the new plan, the old ones beside them."""
    found = prepared(request, key)
    rows = refresh_rows(found)
    going = [row for row in rows.rows if row.goes_on and row.action.state not in OUT]
    refused = ""
    if request.method == "POST":
        typed = {}
        for row in going:
            ref = request.POST.get(f"ref-{row.action.key}", "").strip()[:40]
            typed[row.action] = "" if ref == rows.refs.get(row.action.pk) and not _own_ref(row) else ref
        seen = request.POST.get("version", "")
        try:
            give_refs(
                refresh=found, refs=typed, renumbers=request.POST.get("renumbers") == "yes", by=actor_of(request),
                at=timezone.now(), version=version_of(seen),
            )  # fmt: skip
        except RuleBroken as refusal:
            refused = str(refusal)
        except Conflict as conflict:
            refused = overtaken(conflict)
        else:
            return redirect(reverse("plan-refresh", args=[key]) + "#refs")
    lines = [
        (row, request.POST.get(f"ref-{row.action.key}", "")[:40] if refused else rows.refs.get(row.action.pk, ""))
        for row in sorted(going, key=lambda row: row.choice == Choice.WATCH)
    ]
    context = {"plan": found.plan, "trail": steps_trail(found), "refresh": found, "lines": lines, "refused": refused,
               "has_errors": bool(refused), "once_token": request.POST.get("once", "") if refused else ""}  # fmt: skip
    return render(request, "plan/refresh-refs.html", context, status=422 if refused else 200)


def _own_ref(row: Any) -> bool:
    return row.considered is not None and bool(row.considered.ref)


@audience(*READERS)
@require_POST
@refusing
def carry_out(request: HttpRequest, key: str) -> HttpResponse:
    """The last press: the new plan is made and every row goes where it was chosen to go, or nothing is done."""
    found = prepared(request, key, AgreedForm)
    seen, form = request.POST.get("version", ""), AgreedForm(request.POST)
    if not form.is_valid():
        return guided_page(request, found, agreed=form)
    agreed = Agreed(**form.cleaned_data)
    try:
        made = carry_out_refresh(
            refresh=found, by=actor_of(request), at=timezone.now(), agreed=agreed, version=version_of(seen)
        )
    except Refusals as refusals:
        said = counted(len(refusals.found), "action")
        messages.warning(request, f"Nothing was done: {said} cannot go on yet. They are listed under “Read it all”.")
    except RuleBroken as refusal:
        form.add_error(refusal.about if refusal.about in form.fields else None, str(refusal))
        return guided_page(request, found, agreed=form)
    except Conflict as conflict:
        messages.warning(request, overtaken(conflict))
    else:
        messages.success(request, f"{made.name} is made and live. This is what became of every action.")
        return redirect("plan-refresh", key)
    return redirect(reverse("plan-refresh", args=[key]) + "#all")


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def give_up(request: HttpRequest, key: str) -> HttpResponse:
    """Give up what was prepared; neither plan was touched."""
    found = prepared(request, key, GiveUpForm)
    form = opened(request, GiveUpForm)

    def act(data: dict[str, Any]) -> None:
        give_up_refresh(refresh=found, reason=data["reason"], by=actor_of(request), at=timezone.now())

    context = {
        "trail": steps_trail(found),
        "heading": "Give up the next year as prepared",
        "button": "Give it up",
        "leave_url": reverse("plan-refresh", args=[key]),
        "lead": "Nothing of either plan was changed. Another can be begun at any time.",
    }
    said = "What was prepared is given up."
    return form_page(request, form, act, to=found.plan, said=said, context=context, about="reason")
