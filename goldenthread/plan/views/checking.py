"""What is odd or late in a plan: its checks, declared against derived, what waits; its history and its exports."""

from dataclasses import dataclass
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.design.marks import Standing, rating
from goldenthread.design.parts import CountRow, Figure
from goldenthread.design.words import day
from goldenthread.documents.rendered import said_of_replaced
from goldenthread.kernel.audience import audience
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.models import Entry
from goldenthread.ledger.queries import history
from goldenthread.plan import policy
from goldenthread.plan.challenge import COLOURS, Challenge, Disagreement, challenge
from goldenthread.plan.checks import CheckResult, Meant, Severity, run_checks
from goldenthread.plan.export import Format, export_response
from goldenthread.plan.forms.progress import DayOfForm
from goldenthread.plan.jobs import is_long
from goldenthread.plan.queries.chips import NAMES, Category, declared_chip
from goldenthread.plan.queries.history import in_sentences
from goldenthread.plan.queries.waiting import waiting_on
from goldenthread.plan.states import Colour
from goldenthread.plan.views.action_pages import trail_of_plan
from goldenthread.plan.views.doors import READERS, actor_of, refusing, the_plan
from goldenthread.plan.views.papers import refused
from goldenthread.plan.views.plan_tabs import tabs_of

MOST_HISTORY = 300


@audience(*READERS)
@require_safe
def checks(request: HttpRequest, key: str) -> HttpResponse:
    """Every check of a plan with the actions it means and why; a check changes nothing."""
    reader, plan = actor_of(request).acting, the_plan(request, key)
    results = run_checks(plan, on=timezone.localdate())
    found = [result for result in results if result.actions]
    wordings = dict(plan.actions.values_list("key", "wording"))
    context = {
        "plan": plan,
        "base": plan.get_absolute_url(),
        "trail": trail_of_plan(plan)[:1],
        "tabs": tabs_of(plan, "plan-checks", manages=policy.manages(reader, plan)),
        "groups": [(label, _with_words(found, severity, wordings)) for severity, label in SEVERITIES],
        "found": found,
        "well": [result for result in results if not result.actions],
        "meant": len({meant.action for result in found for meant in result.actions}),
    }
    return render(request, "plan/checks.html", context)


def _with_words(
    found: list[CheckResult], severity: Severity, wordings: dict[str, str]
) -> list[tuple[CheckResult, list[tuple[Meant, str]]]]:
    """The checks of one severity, each action they mean with its words."""
    return [
        (result, [(meant, wordings.get(meant.action, "")) for meant in result.actions])
        for result in found
        if result.severity == severity
    ]


SEVERITIES = (
    (Severity.SERIOUS, "To be put right"),
    (Severity.WARNING, "To be looked at"),
    (Severity.NOTE, "Worth knowing"),
)


@dataclass(frozen=True, slots=True)
class ShownDisagreement:
    """An action whose declared colour is better than its dates suggest, as the page prints it."""

    found: Disagreement
    wording: str
    declared: str
    derived: str


@audience(*READERS)
@require_safe
def challenged(request: HttpRequest, key: str) -> HttpResponse:
    """What leads declare beside what the dates suggest, and each action where the two part."""
    reader, plan = actor_of(request).acting, the_plan(request, key)
    today = timezone.localdate()
    asked = DayOfForm(request.GET if "on" in request.GET else None)
    on = (asked.cleaned_data["on"] if asked.is_valid() else None) or today
    result = challenge(plan, on=on)
    base = plan.get_absolute_url()
    wordings = dict(plan.actions.values_list("key", "wording")) if result.disagreements else {}
    context = {
        "plan": plan,
        "base": base,
        "trail": trail_of_plan(plan)[:1],
        "tabs": tabs_of(plan, "plan-challenge", manages=policy.manages(reader, plan)),
        "result": result,
        "asked": asked if asked.is_bound else DayOfForm(initial={"on": day(on)}),
        "has_errors": bool(asked.errors),
        "is_today": on == today,
        "counts": _challenge_counts(result, base if on == today else ""),
        "count_columns": ("By officers", "By the dates"),
        "shown": [_shown(one, wordings) for one in result.disagreements],
        "late_green": result.past_end[0],
        "green": result.past_end[1],
    }
    return render(request, "plan/challenge.html", context, status=422 if asked.errors else 200)


def _challenge_counts(result: Challenge, base: str) -> list[CountRow]:
    """The counts by colour, and apart from them what the plan's own page counts apart.

    ``base`` leads to the rows as they stand today, blank where another day is read.
    """
    apart = [kind for kind in Category if kind.value not in Colour.values and result.kinds[kind]]
    kinds = [Category.BLUE, *(kind for kind in apart if kind == Category.REPORTED)]
    kinds += [Category(colour.value) for colour in COLOURS if colour != Colour.BLUE]
    kinds += [kind for kind in apart if kind != Category.REPORTED]
    return [_counted(result, kind, base) for kind in kinds]


def _counted(result: Challenge, kind: Category, base: str) -> CountRow:
    colour = Colour(kind.value) if kind.value in Colour.values else Colour.NONE
    derived = result.derived[colour] if colour.value == kind.value else 0
    address = f"{base}?suggested={kind.value}#rows" if base and derived else ""
    standing = Standing.REPORTED if kind == Category.REPORTED else Standing.DECLARED
    label = colour.label if colour.value == kind.value else NAMES[kind]
    return CountRow(colour.value, label, (Figure(result.kinds[kind]), Figure(derived, address)), standing=standing)


def _shown(found: Disagreement, wordings: dict[str, str]) -> ShownDisagreement:
    return ShownDisagreement(
        found,
        wordings.get(found.action, ""),
        declared_chip(found.state, Colour(found.declared).label, found.declared),
        rating(found.derived, Colour(found.derived).label, standing="suggested", because=found.because),
    )


@audience(*READERS)
@require_safe
def waiting(request: HttpRequest, key: str) -> HttpResponse:
    """What waits for the reader on one plan: end dates to decide, completions to assure, actions disowned."""
    reader, plan = actor_of(request).acting, the_plan(request, key)
    found = waiting_on(plan, reader=reader, on=timezone.localdate())
    context = {"plan": plan, "trail": trail_of_plan(plan), "found": found}
    return render(request, "plan/plan-waiting.html", context)


@audience(*READERS)
@require_safe
def plan_history(request: HttpRequest, key: str) -> HttpResponse:
    """Every change of the plan itself; each action has a history of its own."""
    reader, plan = actor_of(request).acting, the_plan(request, key)
    context = {
        "trail": trail_of_plan(plan)[:1],
        "heading": f"History of {plan.name}",
        "lead": "Changes of the plan itself. Each action has a history of its own on its page.",
        "tabs": tabs_of(plan, "plan-history", manages=policy.manages(reader, plan)),
        "history": in_sentences(history(plan.subject, most=MOST_HISTORY)),
        "total": Entry.objects.filter(subject=plan.subject).count(),
        "most": MOST_HISTORY,
    }
    return render(request, "plan/history.html", context)


@audience(*READERS)
@require_safe
@refusing
def export(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """The plan as a file: PDF, Word, Excel, CSV or JSON, in the columns officers know; a long paper is asked for."""
    plan = the_plan(request, key)
    if kind not in set(Format):
        raise Http404
    if is_long(plan, kind):
        return redirect("plan-paper", plan.key, kind)
    try:
        made = export_response(plan, kind, by=actor_of(request))
    except RuleBroken as refusal:
        return refused(request, plan, kind, refusal)
    if made.replaced:
        # A download has no room for it: the next page says it.
        messages.warning(request, said_of_replaced(made.replaced))
    answer = HttpResponse(made.content, content_type=made.media_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(made.filename)}"
    return answer
