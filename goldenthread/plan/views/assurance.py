"""Pages of assurance: the desk, a re-check and its date, a finding that contradicts an action, why an action stands."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.design.parts import Fact, Link
from goldenthread.design.words import day
from goldenthread.identity.roles import Role
from goldenthread.kernel.audience import audience
from goldenthread.plan import policy
from goldenthread.plan.assurance import first_recheck
from goldenthread.plan.commands.assurance import call_off_recheck, record_recheck, set_recheck
from goldenthread.plan.commands.contradictions import let_stand, mark_contradiction
from goldenthread.plan.forms.assurance import (
    HOLDS,
    CallOffForm,
    ContradictForm,
    ContradictsForm,
    RecheckDateForm,
    RecheckForm,
    StandsForm,
)
from goldenthread.plan.models import Contradiction, Recheck
from goldenthread.plan.queries.assurance import desk
from goldenthread.plan.queries.findings import findings_for
from goldenthread.plan.queries.source_evidence import source_evidence
from goldenthread.plan.queries.sources import findings_visible_to, shown_with_evidence_to, unanswered_findings
from goldenthread.plan.views.action_pages import about_action, named
from goldenthread.plan.views.doors import READERS, actor_of, number_of, refusing, the_action
from goldenthread.plan.views.sending import form_page, opened, sent, show
from goldenthread.plan.views.sources import SAYS
from goldenthread.sources.kinds import SourceKind
from goldenthread.sources.policy import STAFF, may_enter, opens_sources

DESK = (Role.QUALITY_ASSURANCE, Role.SERVICE_MANAGER, Role.DIRECTOR, Role.AUDITOR)


@audience(*DESK)
@require_safe
def assurance(request: HttpRequest) -> HttpResponse:
    """What waits for assurance in all plans the reader sees, or in one of them."""
    reader, on = actor_of(request).acting, timezone.localdate()
    found = desk(reader, on=on, plan=request.GET.get("plan", "")[:80])
    context = {"desk": found, "on": on, "unanswered": unanswered_findings(reader).count()}
    return render(request, "plan/assurance.html", context)


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def recheck(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """Look at a completed action again: it still holds, or it has slipped."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    policy.require_may_recheck(actor, action)
    found = get_object_or_404(
        Recheck.objects.visible_to(actor.acting).to_come().select_related("set_by"), action=action
    )
    findings = findings_for(actor.acting)
    held = _held(action)
    form = opened(request, RecheckForm, of=action, findings=findings, is_second=held > 0)

    def act(data: dict[str, Any]) -> None:
        record_recheck(
            recheck=found,
            holds=data["result"] == HOLDS,
            looked_at=data["looked_at"],
            records=data["records"],
            said=data["said"],
            finding=data["finding"],
            next_on=data["next_on"],
            by=actor,
            at=timezone.now(),
        )

    lead = f"Due on {day(found.due_on)}. " + (
        "It held the last time: if it holds again, it is embedded." if held else "If it holds, it is looked at again."
    )
    context = about_action(
        action, on=timezone.localdate(), heading=f"Look at {named(action)} again", button="Keep what I found", lead=lead
    )
    context["beside"] = [*_blue_facts(action), *context["beside"]]
    said = f"What you found of {named(action)} is kept."
    return form_page(request, form, act, to=action, said=said, context=context, about="looked_at")


def _held(action: Any) -> int:
    """How many clean re-checks stand at the end of the present completion."""
    results = action.rechecks.filter(is_earlier=False).exclude(result__in=["", Recheck.Result.CALLED_OFF])
    held = 0
    for result in results.order_by("-done_on", "-pk").values_list("result", flat=True):
        if result != Recheck.Result.HOLDS:
            break
        held += 1
    return held


def _blue_facts(action: Any) -> list[Fact]:
    """What was said when the action became blue, for whoever looks again."""
    act = action.assurances.standing().select_related("by").first()
    if act is None:
        return []
    return [
        Fact("Assured", f"{act.by}, {day(act.on)}"),
        Fact("What is different", act.difference),
        Fact("Evidence", act.get_strength_display() or "Strength not said"),
    ]


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def recheck_date(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """Say when a completed action is looked at again, or that nobody needs to."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    policy.require_may_watch(actor, action)
    standing = action.rechecks.filter(result="").first()
    calls_off = request.method == "POST" and request.POST.get("do") == "call-off"
    today = timezone.localdate()
    initial = {"due_on": day(standing.due_on if standing else first_recheck(today))}
    dated = RecheckDateForm(initial=initial) if calls_off else opened(request, RecheckDateForm, initial=initial)
    off = opened(request, CallOffForm) if calls_off else CallOffForm()

    def date_it(data: dict[str, Any]) -> None:
        set_recheck(action=action, due_on=data["due_on"], why=data["why"], by=actor, on=today)

    def call_off(data: dict[str, Any]) -> None:
        if standing is None:
            raise Http404
        call_off_recheck(recheck=standing, reason=data["reason"], by=actor, on=today)

    if not calls_off and sent(request, dated, date_it, about="due_on"):
        messages.success(request, f"{named(action)} is looked at again on {day(dated.cleaned_data['due_on'])}.")
        return redirect(action)
    if calls_off and sent(request, off, call_off, about="reason"):
        messages.success(request, f"Nobody looks at {named(action)} again; your reason is kept.")
        return redirect(action)
    context = about_action(action, on=today, heading=f"When {named(action)} is looked at again", button="Set the day")
    context |= {"dated": dated, "off": off, "standing": standing}
    context["may_call_off"] = standing is not None and policy.may_assure(actor.acting, action)
    return show(request, "plan/assurance-date.html", context, dated, off)


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def contradict(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """Say that a finding contradicts what is said of an action."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    initial = {"finding": request.GET.get("finding", "")[:120]}
    findings = findings_for(actor.acting)
    if not policy.may_watch(actor.acting, action):
        findings = findings.filter(source__kind__in=[kind for kind in SourceKind if may_enter(actor.acting, kind)])
    form = opened(request, ContradictForm, of=action, findings=findings, initial=initial)

    def act(data: dict[str, Any]) -> None:
        mark_contradiction(action=action, finding=data["finding"], said=data["said"], by=actor, at=timezone.now())

    context = about_action(
        action,
        on=timezone.localdate(),
        heading=f"Say that a finding contradicts {named(action)}",
        button="It contradicts this action",
        lead="A completed action then waits to be reopened. Any other needs attention until its lead has answered.",
    )
    said = f"The finding stands against {named(action)} until somebody answers it."
    return form_page(request, form, act, to=action, said=said, context=context, about="finding")


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def stands(request: HttpRequest, key: str, action_key: str, number: str) -> HttpResponse:
    """Say why an action stands in spite of a finding."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    policy.require_may_reopen(actor, action)
    rows = Contradiction.objects.visible_to(actor.acting).unanswered().select_related("finding__source", "raised_by")
    found = get_object_or_404(rows, action=action, pk=number_of(number))
    form = opened(request, StandsForm)

    def act(data: dict[str, Any]) -> None:
        let_stand(contradiction=found, reason=data["reason"], by=actor, at=timezone.now())

    context = about_action(
        action,
        on=timezone.localdate(),
        heading=f"Say why {named(action)} stands",
        button="It stands",
        lead="Where the finding is right, reopen a completed action, or let the lead of any other answer.",
    )
    against = [
        Fact("The finding", found.finding.text),
        Fact("Of", str(found.finding.source), found.finding.source.dated.in_words),
        *([Fact("It contradicts", found.said)] if found.said else []),
        Fact("Said by", f"{found.raised_by}, {day(found.raised_at)}"),
    ]
    context["beside"] = [*against, *context["beside"]]
    return form_page(
        request,
        form,
        act,
        to=action,
        said=f"{named(action)} stands; your reason is kept.",
        context=context,
        about="reason",
    )


@audience(*sorted(SAYS))
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def contradicts(request: HttpRequest, source_key: str, key: str) -> HttpResponse:
    """From a finding: say which action it contradicts."""
    actor = actor_of(request)
    found = get_object_or_404(
        findings_visible_to(actor.acting).select_related("source"), source__key=source_key, key=key
    )
    form = opened(request, ContradictsForm, actor.acting)

    def act(data: dict[str, Any]) -> None:
        mark_contradiction(action=data["action"], finding=found, said=data["said"], by=actor, at=timezone.now())

    context = {
        "heading": "Say which action this finding contradicts",
        "lead": found.text,
        "button": "It contradicts this action",
        "leave_url": found.get_absolute_url(),
        "trail": [Link("Sources", reverse("sources")), Link(found.source.title, found.source.get_absolute_url())],
    }
    said = "The finding stands against the action until somebody answers it."
    return form_page(request, form, act, to=found, said=said, context=context, about="action")


@audience(*STAFF, Role.AUDITOR, Role.BOARD_MEMBER)
@require_safe
def evidence_of_source(request: HttpRequest, key: str) -> HttpResponse:
    """What one source asked for, on one page: each finding, its actions, their colour, who assured them, on what."""
    reader = actor_of(request).acting
    found = get_object_or_404(shown_with_evidence_to(reader), key=key)
    context = {
        "source": found,
        "opens": opens_sources(reader),
        "page": source_evidence(found, reader=reader, on=timezone.localdate()),
        "on": timezone.localdate(),
    }
    return render(request, "plan/assurance-source.html", context)
