"""Pages of sources and findings: entering them, answering them, and what nobody has answered."""

import re
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from goldenthread.kernel.audience import audience
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.queries import history
from goldenthread.plan.commands.plans import answer_finding
from goldenthread.plan.commands.structure import add_action, add_aim
from goldenthread.plan.forms.sources import (
    AnsweredByForm,
    DecideForm,
    FindingForm,
    SourceForm,
    TakeUpForm,
    managed_plans,
)
from goldenthread.plan.models import Aim, Contradiction
from goldenthread.plan.queries.sources import (
    finding_lines,
    findings_visible_to,
    source_lines,
    sources_visible_to,
    unanswered_findings,
)
from goldenthread.sources.commands import add_source, decide_finding, raise_finding, raise_findings
from goldenthread.sources.kinds import FindingKind, SourceKind
from goldenthread.sources.policy import ENTERS, STAFF, may_answer, may_enter

READERS = (*STAFF, Role.AUDITOR)
SAYS = ENTERS | {Role.LEAD_OFFICER}
"""Who may enter one kind of finding or another, and reads plans."""
LONGEST_NUMBER = 40
NUMBERED = re.compile(r"^\s*(?:(?:recommendation|finding)\s+)?(\d+(?:\.\d+)*|[a-z])[.):]\s+", re.IGNORECASE)


@audience(*READERS)
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """All sources the reader may see, with how many of their findings nobody has answered."""
    person: Person = request.person  # type: ignore[attr-defined]
    kind, words = request.GET.get("kind", ""), request.GET.get("q", "").strip()[:100]
    lines = source_lines(person, kind=kind if kind in SourceKind.values else "", words=words)
    context = {
        "lines": lines,
        "kinds": SourceKind.choices,
        "kind": kind,
        "words": words,
        "unanswered": unanswered_findings(person).count(),
        "may_enter": may_enter(person, SourceKind.STAFF_FEEDBACK),
    }
    return render(request, "plan/sources.html", context)


@audience(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def new_source(request: HttpRequest) -> HttpResponse:
    """Enter a source, with its findings a line each."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = SourceForm(actor.acting, request.POST or None, initial={"kind": request.GET.get("kind", "")})
    if request.method == "POST" and form.is_valid():
        try:
            source = _enter(form.cleaned_data, actor)
        except (RuleBroken, NotAllowed) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The source is entered. Now say what is done about each finding.")
            return redirect(source)
    return render(request, "plan/new-source.html", {"form": form}, status=422 if form.errors else 200)


@transaction.atomic
def _enter(data: dict[str, Any], actor: Actor) -> Any:
    now = timezone.now()
    said = [_numbered(line.strip()) for line in data.pop("findings").splitlines() if line.strip()]
    source = add_source(by=actor, at=now, **data)
    raise_findings(source=source, said=said, by=actor, at=now)
    return source


def _numbered(line: str) -> tuple[str, str]:
    """A line as its number and its text; what is too long for a number belongs to the text."""
    number = NUMBERED.match(line)
    if number is None or len(number[1]) > LONGEST_NUMBER:
        return "", line
    return number[1], line[number.end() :]


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def source(request: HttpRequest, key: str) -> HttpResponse:
    """One source: its stages, its findings, and what is done about each; a form for a further finding."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    person = actor.acting
    found = get_object_or_404(sources_visible_to(person).select_related("body", "entered_by"), key=key)
    form = FindingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            raise_finding(source=found, by=actor, at=timezone.now(), **form.cleaned_data)
        except (RuleBroken, NotAllowed) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(found)
    context = {
        "source": found,
        "stages": found.stages.all(),
        "lines": finding_lines(found.findings.all(), person),
        "form": form,
        "may_enter": may_enter(person, found.kind),
        "history": history(f"source:{found.key}"),
    }
    return render(request, "plan/source.html", context, status=422 if form.errors else 200)


@audience(*READERS)
@require_safe
def finding(request: HttpRequest, source_key: str, key: str) -> HttpResponse:
    """One finding with its actions, and the three ways to answer it."""
    return _finding_page(request, source_key, key)


def _finding_page(request: HttpRequest, source_key: str, key: str, **forms: Any) -> HttpResponse:
    person: Person = request.person  # type: ignore[attr-defined]
    rows = findings_visible_to(person).filter(source__key=source_key, key=key)
    line = next(iter(finding_lines(rows, person)), None)
    found = get_object_or_404(rows) if line is None else line.finding
    context: dict[str, Any] = {
        "line": line,
        "finding": found,
        "may_answer": may_answer(person),
        "may_contradict": found.kind != FindingKind.STRENGTH and bool(person.rights.roles & SAYS),
        "against": Contradiction.objects.visible_to(person).filter(finding=found).select_related("action__plan"),
        "may_take_up": bool(managed_plans(person)),
        "history": history(f"finding:{found.key}"),
    }
    if context["may_take_up"]:
        context |= {"take_up": TakeUpForm(person), "answered_by": AnsweredByForm(person)}
    if context["may_answer"]:
        context["decide"] = DecideForm(initial={"answer": found.answer})
    context |= forms
    wrong = any(form.errors for form in forms.values())
    return render(request, "plan/finding.html", context | {"has_errors": wrong}, status=422 if wrong else 200)


@audience(Role.SERVICE_MANAGER)
@require_http_methods(["POST"])
def take_up(request: HttpRequest, source_key: str, key: str) -> HttpResponse:
    """Take a finding into a plan as a new action under a recommendation of its words."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = get_object_or_404(findings_visible_to(actor.acting), source__key=source_key, key=key)
    form = TakeUpForm(actor.acting, request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            with transaction.atomic():
                aim = data["priority"].aims.filter(text=found.text).first() or add_aim(
                    priority=data["priority"], text=found.text, kind=Aim.Kind.RECOMMENDATION, by=actor
                )
                action = add_action(
                    priority=data["priority"],
                    aim=aim,
                    wording=data["wording"],
                    ref=data["ref"],
                    ends=data["ends"],
                    measure=data["measure"],
                    by=actor,
                )
                answer_finding(action=action, finding=found, by=actor)
        except (RuleBroken, NotAllowed) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The finding is taken up. Now name who leads it.")
            return redirect(action)
    return _finding_page(request, source_key, key, take_up=form)


@audience(Role.SERVICE_MANAGER)
@require_http_methods(["POST"])
def answered_by(request: HttpRequest, source_key: str, key: str) -> HttpResponse:
    """Say which action already answers a finding."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = get_object_or_404(findings_visible_to(actor.acting), source__key=source_key, key=key)
    form = AnsweredByForm(actor.acting, request.POST)
    if form.is_valid():
        try:
            answer_finding(action=form.cleaned_data["action"], finding=found, by=actor)
        except (RuleBroken, NotAllowed) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(found)
    return _finding_page(request, source_key, key, answered_by=form)


@audience(*ENTERS)
@require_http_methods(["POST"])
def decide(request: HttpRequest, source_key: str, key: str) -> HttpResponse:
    """Decline a finding, discharge it or open it again, with the reason."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = get_object_or_404(findings_visible_to(actor.acting), source__key=source_key, key=key)
    form = DecideForm(request.POST)
    if form.is_valid():
        try:
            decide_finding(finding=found, by=actor, **form.cleaned_data)
        except (RuleBroken, NotAllowed) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(found)
    return _finding_page(request, source_key, key, decide=form)


@audience(*READERS)
@require_safe
def unanswered(request: HttpRequest) -> HttpResponse:
    """What nobody answers: every finding that asks for something and has neither an action nor a decision."""
    person: Person = request.person  # type: ignore[attr-defined]
    rows = unanswered_findings(person).order_by("source__title", "position")
    return render(request, "plan/unanswered.html", {"lines": finding_lines(rows, person)})
