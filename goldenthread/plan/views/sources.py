"""Pages of sources and findings: entering them, answering them, and what nobody has answered."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.design.parts import Fact, Link
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from goldenthread.kernel.audience import audience
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.queries import history
from goldenthread.plan.commands.findings import correct_finding, is_answered, withdraw_finding
from goldenthread.plan.commands.plans import answer_finding
from goldenthread.plan.commands.structure import add_aim
from goldenthread.plan.commands.together import NewAction, add_led_action
from goldenthread.plan.forms.sources import (
    AnsweredByForm,
    CorrectFindingForm,
    DecideForm,
    FindingForm,
    SourceForm,
    TakeUpForm,
    WithdrawFindingForm,
    as_seen,
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
from goldenthread.plan.views.doors import actor_of, refusing
from goldenthread.plan.views.reopening import carried, come_back, reopened_after
from goldenthread.plan.views.sending import form_page, opened
from goldenthread.sources.commands import MOST_AT_ONCE, add_source, decide_finding, raise_finding, raise_findings
from goldenthread.sources.kinds import Answer, FindingKind, SourceKind
from goldenthread.sources.models import Finding
from goldenthread.sources.pasting import Said, read_findings, written_out
from goldenthread.sources.policy import (
    ENTERS,
    OPENS,
    STAFF,
    may_add_finding,
    may_answer,
    may_correct,
    may_enter,
    require_may_correct,
)

READERS = tuple(OPENS)
SAYS = ENTERS | {Role.LEAD_OFFICER}
"""Who may enter one kind of finding or another, and reads plans."""
SOURCE_FIELDS = ("kind", "title", "dated", "publisher", "address")


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
        **carried(request),
    }
    return render(request, "plan/sources.html", context)


@audience(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def new_source(request: HttpRequest) -> HttpResponse:
    """Enter a source with its findings; what was pasted is first shown as it was understood, and nothing is written."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = SourceForm(actor.acting, request.POST or None, initial={"kind": request.GET.get("kind", "")})
    said: list[Said] = []
    if request.method == "POST" and form.is_valid():
        said = read_findings(form.cleaned_data["findings"])
        if len(said) > MOST_AT_ONCE:
            form.add_error(
                "findings", f"At most {MOST_AT_ONCE} findings can be entered at once; these are {len(said):,}."
            )
            said = []
        elif request.POST.get("do") != "look" and _is_seen(form, said):
            try:
                source = _enter(form.cleaned_data, said, actor)
            except (RuleBroken, NotAllowed) as refusal:
                form.add_error(None, str(refusal))
            else:
                if action := reopened_after(request):
                    return come_back(request, action, source.findings.first())
                messages.success(request, "The source is entered. Now say what is done about each finding.")
                return redirect(source)
        else:
            shown = request.POST.copy()
            shown["findings"], shown["seen"] = written_out(said), as_seen(said)
            form = SourceForm(actor.acting, shown)
    context = {"form": form, "said": said, **carried(request)}
    return render(request, "plan/new-source.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _enter(data: dict[str, Any], said: list[Said], actor: Actor) -> Any:
    now = timezone.now()
    source = add_source(by=actor, at=now, **{name: data[name] for name in SOURCE_FIELDS})
    raise_findings(source=source, said=[(one.number, one.text) for one in said], by=actor, at=now)
    return source


def _is_seen(form: SourceForm, said: list[Said]) -> bool:
    """Whether the findings were shown as they were understood; a single line can be understood in one way alone."""
    typed = [line for line in form.cleaned_data["findings"].splitlines() if line.strip()]
    return len(typed) < 2 or form.cleaned_data["seen"] == as_seen(said)


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
            entered = raise_finding(source=found, by=actor, at=timezone.now(), **form.cleaned_data)
        except (RuleBroken, NotAllowed) as refusal:
            form.add_error(None, str(refusal))
        else:
            action = reopened_after(request)
            return come_back(request, action, entered) if action else redirect(found)
    context = {
        "source": found,
        **carried(request),
        "stages": found.stages.all(),
        "lines": finding_lines(found.findings.all(), person),
        "form": form,
        "may_enter": may_add_finding(person, found),
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
        "may_take_up": found.answer != Answer.WITHDRAWN and bool(managed_plans(person)),
        "may_correct": may_correct(person, found) and not is_answered(found),
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
                ref = data["ref"] or form.next_ref(data["priority"])
                new = NewAction(data["wording"], ref, "", data["ends"], data["measure"], data["lead"])
                action = add_led_action(priority=data["priority"], aim=aim, new=new, by=actor)
                answer_finding(action=action, finding=found, by=actor)
        except (RuleBroken, NotAllowed) as refusal:
            form.add_error(None, str(refusal))
        else:
            named = "" if data["lead"] else " Now name who leads it."
            messages.success(request, f"The finding is taken up.{named}")
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


@audience(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def correct(request: HttpRequest, source_key: str, key: str) -> HttpResponse:
    """Put the words, number or paragraph of a finding right, for whoever entered it."""
    actor, found = actor_of(request), _own(request, source_key, key)
    values = {"text": found.text, "number": found.number, "paragraph": found.paragraph, "version": found.version}
    form = opened(request, CorrectFindingForm, initial=values)

    def act(data: dict[str, Any]) -> None:
        correct_finding(finding=found, by=actor, **data)

    context = _about(found, heading="Correct this finding", button="Keep it so")
    return form_page(request, form, act, to=found, said="The finding is put right.", context=context, about="text")


@audience(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def withdraw(request: HttpRequest, source_key: str, key: str) -> HttpResponse:
    """Take a finding back that was entered by mistake, with the reason."""
    actor, found = actor_of(request), _own(request, source_key, key)
    form = opened(request, WithdrawFindingForm, initial={"version": found.version})

    def act(data: dict[str, Any]) -> None:
        withdraw_finding(finding=found, by=actor, **data)

    context = _about(found, heading="Withdraw this finding", button="Withdraw it")
    return form_page(
        request, form, act, to=found.source, said="The finding is withdrawn.", context=context, about="reason"
    )


def _own(request: HttpRequest, source_key: str, key: str) -> Finding:
    """The finding of an address, for whoever may put it right."""
    actor = actor_of(request)
    found: Finding = get_object_or_404(
        findings_visible_to(actor.acting).select_related("source", "entered_by"), source__key=source_key, key=key
    )
    require_may_correct(actor, found)
    return found


def _about(found: Finding, **words: str) -> dict[str, Any]:
    """The context of a page with one form about a finding."""
    return {
        "trail": [
            Link("Sources", reverse("sources")),
            Link(found.source.title, found.source.get_absolute_url()),
            Link(found.number or "Finding", found.get_absolute_url()),
        ],
        "leave_url": found.get_absolute_url(),
        "beside": [Fact("Number", found.number or "None"), Fact("Its words", found.text)],
        **words,
    }


@audience(*READERS)
@require_safe
def unanswered(request: HttpRequest) -> HttpResponse:
    """What nobody answers: every finding that asks for something and has neither an action nor a decision."""
    person: Person = request.person  # type: ignore[attr-defined]
    rows = unanswered_findings(person).order_by("source__title", "position")
    return render(request, "plan/unanswered.html", {"lines": finding_lines(rows, person)})
