"""Pages for whoever manages a plan, about one action: its words, leads, duties, steps, findings and place."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.kernel.audience import audience
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan import policy
from goldenthread.plan.commands.duties import add_milestone, drop_milestone, finish_milestone, set_duty
from goldenthread.plan.commands.leads import set_leads
from goldenthread.plan.commands.plans import answer_finding, unanswer_finding
from goldenthread.plan.commands.structure import change_action
from goldenthread.plan.forms.action import ChangeActionForm, DutyForm, FindingForm, LeadsForm, MilestoneForm
from goldenthread.plan.forms.progress import ReasonForm
from goldenthread.plan.models import ActionFinding
from goldenthread.plan.queries.findings import findings_for
from goldenthread.plan.views.action_pages import about_action, named, trail_of
from goldenthread.plan.views.doors import READERS, actor_of, number_of, refusing, the_action
from goldenthread.plan.views.sending import form_page, opened, sent, show


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def change(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """Change the words of an action; its key stays whatever the ref becomes."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    policy.require_manages(actor, action.plan)
    form = opened(request, ChangeActionForm, action, of=action)

    def act(data: dict[str, Any]) -> None:
        change_action(action=action, by=actor, version=data["version"], **form.changes())

    context = about_action(
        action, on=timezone.localdate(), heading=f"Change the words of {named(action)}", button="Save the words"
    )
    if "ends" not in form.fields:
        context["lead"] = "The plan is agreed: its end date moves by a request with a reason, on a page of its own."
    return form_page(request, form, act, to=action, said=f"Saved {named(action)}.", context=context, about="wording")


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def leads(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """Name the leads of an action, one of them accountable, and its senior lead."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    policy.require_manages(actor, action.plan)
    form = opened(request, LeadsForm, action, of=action)

    def act(data: dict[str, Any]) -> None:
        chosen = form.leads.named(data)
        set_leads(
            action=action,
            leads=chosen.leads,
            accountable=chosen.accountable,
            senior_lead=chosen.senior,
            by=actor,
            version=data["version"],
        )

    context = about_action(
        action, on=timezone.localdate(), heading=f"Choose who leads {named(action)}", button="Save the leads"
    )
    return form_page(
        request, form, act, to=action, said=f"Saved the leads of {named(action)}.", context=context, about="lead_1"
    )


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def duty(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """Whom an action waits for; and for whoever manages the plan, whether it comes again or goes on."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    policy.require_may_update(actor, action)
    since = action.waits_since
    stands = {
        "waits_for": action.waits_for,
        "waits_since": f"{since.day} {since:%B %Y}" if since else "",
        "recurrence": action.recurrence,
        "is_standing": action.is_standing,
    }
    form = opened(request, DutyForm, initial=stands, of=action, manages=policy.manages(actor.acting, action.plan))

    def act(data: dict[str, Any]) -> None:
        set_duty(
            action=action,
            waits_for=data["waits_for"],
            waits_since=data["waits_since"],
            recurrence=data.get("recurrence", action.recurrence),
            is_standing=data.get("is_standing", action.is_standing),
            by=actor,
            version=data["version"],
        )

    context = about_action(
        action, on=timezone.localdate(), heading=f"Say what {named(action)} waits for", button="Save what it waits for"
    )
    return form_page(request, form, act, to=action, said=f"Saved {named(action)}.", context=context, about="waits_for")


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def steps(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """The steps on the way of an action: added here, finished or taken out below."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    policy.require_may_update(actor, action)
    form = opened(request, MilestoneForm)

    def act(data: dict[str, Any]) -> None:
        add_milestone(action=action, text=data["text"], due=data["due"], by=actor)

    if sent(request, form, act, about="text"):
        messages.success(request, "The step is added.")
        return redirect(request.path)
    found = list(action.milestones.all())
    context = about_action(
        action, on=timezone.localdate(), heading=f"Steps on the way of {named(action)}", button="Add the step"
    ) | {"form": form, "milestones": found}
    return show(request, "plan/steps.html", context, form)


@audience(*READERS)
@require_POST
@refusing
def step_done(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """Finish a step today, or take out one that is not wanted any more."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    milestone = get_object_or_404(action.milestones, pk=number_of(request.POST.get("step", "")))
    milestone.action = action
    try:
        if request.POST.get("do") == "drop":
            drop_milestone(milestone=milestone, by=actor)
        else:
            finish_milestone(milestone=milestone, on=timezone.localdate(), by=actor)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect("action-steps", key, action_key)


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def findings(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """Which findings an action answers: from here one reaches the document, from the finding its actions."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    policy.require_manages(actor, action.plan)
    ties = list(ActionFinding.objects.filter(action=action).select_related("finding__source"))
    offered = findings_for(actor.acting).exclude(pk__in=[tie.finding_id for tie in ties])
    form = opened(request, FindingForm, findings=offered)

    def act(data: dict[str, Any]) -> None:
        answer_finding(action=action, finding=data["finding"], by=actor)

    if sent(request, form, act, about="finding"):
        messages.success(request, f"{named(action)} now answers that finding.")
        return redirect(request.path)
    context = about_action(
        action,
        on=timezone.localdate(),
        heading=f"Findings that {named(action)} answers",
        button="Tie it to the finding",
    ) | {"form": form, "ties": ties, "offers": offered.exists()}
    return show(request, "plan/findings.html", context, form)


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def untie(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """Take back that an action answers a finding, with the reason."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    policy.require_manages(actor, action.plan)
    finding = request.GET.get("finding", "")
    tie = get_object_or_404(
        ActionFinding.objects.select_related("finding__source"), action=action, finding__key=finding
    )
    form = opened(request, ReasonForm, label="Why does it not answer the finding?")

    def act(data: dict[str, Any]) -> None:
        unanswer_finding(action=action, finding=tie.finding, by=actor, reason=data["reason"])

    context = about_action(
        action,
        on=timezone.localdate(),
        heading=f"Untie {named(action)} from a finding",
        button="Untie it",
        lead=f"{tie.finding.source.title}: {tie.finding}",
        query=f"finding={tie.finding.key}",
        trail=trail_of(action),
    )
    return form_page(
        request, form, act, to=("action-findings", key, action_key), said="Untied.", context=context, about="reason"
    )
