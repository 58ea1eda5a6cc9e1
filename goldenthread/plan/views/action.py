"""The page of one action: its whole thread, its history, and what its paper said of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.kernel.audience import audience
from goldenthread.ledger.models import Entry
from goldenthread.ledger.queries import history as ledger_history
from goldenthread.ledger.writing import note_sight
from goldenthread.plan.models import PlanImport
from goldenthread.plan.queries.action_words import action_words
from goldenthread.plan.queries.history import in_sentences
from goldenthread.plan.queries.one_action import find_action
from goldenthread.plan.queries.thread import action_page
from goldenthread.plan.views.action_pages import trail_of, trail_of_plan
from goldenthread.plan.views.doors import READERS, actor_of, the_action

MOST_HISTORY = 500


@audience(*READERS)
@require_safe
def action(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """An action with its whole thread, from the source that asked for it to today. That it was opened is noted."""
    actor = actor_of(request)
    found = find_action(actor.acting, key, action_key)
    if found is None:
        raise Http404
    today = timezone.localdate()
    note_sight(by=actor, subject=found.subject)
    page = action_page(found, reader=actor.acting, on=today)
    context = {
        "page": page,
        "said": action_words(page),
        "action": found,
        "plan": found.plan,
        "plan_url": found.plan.get_absolute_url(),
    }
    return render(request, "plan/action.html", context)


@audience(*READERS)
@require_safe
def action_history(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """Every change of an action: who, when, why, and both texts."""
    found = the_action(request, key, action_key)
    entries = ledger_history(found.subject, most=MOST_HISTORY)
    context = {
        "trail": trail_of(found),
        "heading": f"History of {found.ref or found.key}",
        "lead": found.wording,
        "history": in_sentences(entries),
        "total": Entry.objects.filter(subject=found.subject).count(),
        "most": MOST_HISTORY,
    }
    return render(request, "plan/history.html", context)


@audience(*READERS)
@require_safe
def action_paper(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """What the paper of an action said and where: the problems that were found in its row, with their places."""
    found = the_action(request, key, action_key)
    paper = get_object_or_404(
        PlanImport.objects.filter(plan=found.plan).select_related("of"), pk=_paper_of(found.plan_id)
    )
    problems = [one for one in paper.of.receipt.get("problems", []) if one.get("action") == found.key]
    context = {
        "trail": trail_of(found),
        "action": found,
        "paper": paper.of,
        "problems": problems,
        "comments": found.comments,
        "notes": found.notes,
        "plan_trail": trail_of_plan(found.plan),
    }
    return render(request, "plan/paper.html", context)


def _paper_of(plan: int) -> int:
    """The paper a plan was last taken from; 0 where it never was."""
    return PlanImport.objects.filter(plan=plan).order_by("-pk").values_list("pk", flat=True).first() or 0
