"""Pages that say how an action goes: report complete, assure or send back, reopen, pause or withdraw, not mine."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.identity.actor import Actor
from goldenthread.kernel.audience import audience
from goldenthread.plan import policy
from goldenthread.plan.commands.leads import not_mine
from goldenthread.plan.commands.leaving_the_plan import Decided, withdraw_action
from goldenthread.plan.commands.progress import assure_action, reopen_action, send_back, set_aside
from goldenthread.plan.commands.together import Proof, report_with_evidence
from goldenthread.plan.forms.choosing import rating_of
from goldenthread.plan.forms.progress import (
    AssureForm,
    CompleteForm,
    ReasonForm,
    ReopenForm,
    SendBackForm,
    SetAsideForm,
)
from goldenthread.plan.models import Action
from goldenthread.plan.queries.assurance import unanswered_of
from goldenthread.plan.queries.findings import findings_for
from goldenthread.plan.queries.hindered import hindrance
from goldenthread.plan.queries.line_of_years import evidence_before
from goldenthread.plan.states import State
from goldenthread.plan.views.action_pages import about_action, named
from goldenthread.plan.views.doors import READERS, actor_of, refusing, the_action
from goldenthread.plan.views.evidence import kept_file
from goldenthread.plan.views.reopening import back_to
from goldenthread.plan.views.sending import form_page, opened, sent, show
from goldenthread.sources.kinds import SourceKind
from goldenthread.sources.policy import may_enter


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def complete(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """A lead says the action is done, with the evidence at hand."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    policy.require_may_update(actor, action)
    form = opened(request, CompleteForm, of=action)

    def report(data: dict[str, Any]) -> None:
        now = timezone.now()
        with kept_file(data["file"], by=actor, at=now) as file:
            title = data["title"] or (data["file"].name if data["file"] else "")
            proof = Proof(title=title, address=data["address"], file=file)
            report_with_evidence(
                action=action, note=data["note"], proof=proof, by=actor, at=now, version=data["version"]
            )

    needs = action.plan.needs_assurance
    context = about_action(
        action,
        on=timezone.localdate(),
        heading=f"Report {named(action)} complete",
        button="Report it complete",
        upload=True,
        lead="Somebody from quality assurance sees it next; then it is blue."
        if needs
        else "This plan takes your word for it.",
    )
    said = f"{named(action)} is reported complete. " + (
        "A second person looks at it next." if needs else "It counts as blue."
    )
    return form_page(request, form, report, to=action, said=said, context=context, about="note")


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def assure(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """A second person gives blue, or sends the action back with what is missing.

    Whoever cannot is told so at once, with the way on, and is offered no form.
    """
    actor, action = actor_of(request), the_action(request, key, action_key)
    policy.require_may_assure(actor, action)
    hindered = hindrance(action, actor) if request.method != "POST" else None
    if hindered is not None:
        context = about_action(action, on=timezone.localdate(), heading=f"Assure {named(action)}", button="")
        return show(request, "plan/assure-hindered.html", context | {"hindered": hindered})
    evidence = list(action.evidence.filter(withdrawn_at=None).select_related("file", "added_by"))
    before = evidence_before(action, reader=actor.acting)
    returns = request.method == "POST" and request.POST.get("do") == "return"
    gives = AssureForm if not returns else None
    given = _bound_if(
        request,
        AssureForm,
        action,
        sends=gives is not None,
        has_evidence=bool(evidence or before),
        on=timezone.localdate(),
    )
    returned = _bound_if(request, SendBackForm, action, sends=returns)
    if gives is not None and sent(request, given, lambda data: _assure(action, data, actor), about="difference"):
        messages.success(request, f"{named(action)} is blue: assured by you.")
        return redirect(action)
    if returns and sent(request, returned, lambda data: _send_back(action, data, actor), about="reason"):
        messages.success(request, f"{named(action)} went back to its lead with your reason.")
        return redirect(action)
    context = about_action(
        action, on=timezone.localdate(), heading=f"Assure {named(action)}", button="Assure it: blue"
    ) | {
        "given": given,
        "returned": returned,
        "evidence": evidence,
        "before": before,
        "may_return": action.state == State.REPORTED_COMPLETE,
        "against": (against := unanswered_of(action)),
        "may_give": given.is_bound or not against,
    }
    return show(request, "plan/assure.html", context, given, returned)


def _bound_if(request: HttpRequest, form: Any, action: Action, *, sends: bool, **named_: Any) -> Any:
    """The form with what was sent, where it was this one of the page's two that was."""
    if request.method == "POST" and not sends:
        made = form(initial={"version": action.version}, **named_)
        made.action = action
        return made
    return opened(request, form, of=action, **named_)


def _assure(action: Action, data: dict[str, Any], actor: Actor) -> None:
    assure_action(
        action=action,
        difference=data["difference"],
        strength=data["strength"],
        why_no_evidence=data.get("why_no_evidence", ""),
        recheck_on=data["recheck_on"] if not data["why_no_recheck"].strip() else None,
        why_no_recheck=data["why_no_recheck"],
        by=actor,
        on=timezone.localdate(),
        at=timezone.now(),
        version=data["version"],
    )


def _send_back(action: Action, data: dict[str, Any], actor: Actor) -> None:
    send_back(action=action, reason=data["reason"], by=actor, at=timezone.now(), version=data["version"])


_FALLS_AWAY = {
    State.ASSURED: "Blue and its assurance fall away; both stay in its history.",
    State.DECLARED_COMPLETE: "The blue its lead declared falls away; nobody had assured it. It stays in its history.",
    State.COMPLETED_ON_PAPER: "The blue of its paper falls away; nobody had assured it here. It stays in its history.",
}


def _falls_away(action: Action) -> str:
    """What a reopening takes from an action: blue, and assurance only where somebody gave it."""
    return _FALLS_AWAY.get(State(action.state), "It is worked on again; what was said of it stays in its history.")


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def reopen(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """A completed action is taken up again because of a finding that is named."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    policy.require_may_reopen(actor, action)
    named_one = request.GET.get("finding", "")[:120]
    form = opened(
        request, ReopenForm, action, of=action, findings=findings_for(actor.acting), initial={"finding": named_one}
    )
    if named_one:
        # Whoever comes back from entering a finding chose it last, whatever was kept of the form before.
        form.initial["finding"] = named_one

    def act(data: dict[str, Any]) -> None:
        reopen_action(
            action=action,
            finding=data["finding"],
            note=data["note"],
            rating=rating_of(action.plan, data["rating"]),
            by=actor,
            at=timezone.now(),
            version=data["version"],
        )

    context = about_action(
        action,
        on=timezone.localdate(),
        heading=f"Reopen {named(action)}",
        button="Reopen it",
        lead=_falls_away(action),
        may_enter=may_enter(actor.acting, SourceKind.STAFF_FEEDBACK),
        back=back_to(action),
    )
    said = f"{named(action)} is taken up again."
    return form_page(
        request, form, act, to=action, said=said, context=context, template="plan/reopen.html", about="finding"
    )


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def aside(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """Pause an action, take it up again, or withdraw it, with the reason."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    policy.require_manages(actor, action.plan)
    form = opened(request, SetAsideForm, action, of=action)

    def act(data: dict[str, Any]) -> None:
        state = State(data["state"])
        if state == State.WITHDRAWN:
            decided = Decided(reason=data["reason"], body=data["body"], on=data["on"])
            withdraw_action(action=action, decided=decided, by=actor, at=timezone.now(), version=data["version"])
            return
        set_aside(
            action=action, state=state, reason=data["reason"], by=actor, at=timezone.now(), version=data["version"]
        )

    resting = action.state in (State.PAUSED, State.WITHDRAWN)
    context = about_action(
        action,
        on=timezone.localdate(),
        heading=f"{'Take up' if resting else 'Pause or withdraw'} {named(action)}{' again' if resting else ''}",
        button="Save with the reason",
    )
    return form_page(request, form, act, to=action, said=f"Saved {named(action)}.", context=context, about="reason")


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def disown(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """A lead says that an action is not hers; whoever manages the plan sees it and names another."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    policy.require_may_update(actor, action)
    form = opened(
        request, ReasonForm, label="Whose is it, or why is it not yours?", hint="Initials are easily mistaken."
    )
    context = about_action(
        action,
        on=timezone.localdate(),
        heading=f"Say that {named(action)} is not yours",
        button="Say that it is not mine",
        lead="Whoever manages the plan is told and names another lead. Until then it stays as it is.",
    )

    def act(data: dict[str, Any]) -> None:
        not_mine(action=action, reason=data["reason"], by=actor)

    return form_page(
        request,
        form,
        act,
        to=action,
        said="It is noted, and waits for whoever manages the plan.",
        context=context,
        about="reason",
    )
