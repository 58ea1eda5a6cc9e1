"""Taking a paper, dropping it, taking it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread.committee.commands.bringing import Brought
from goldenthread.committee.commands.offering import answer_offers
from goldenthread.importing.commands import take_import, undo_import
from goldenthread.importing.forms import DecideForm
from goldenthread.importing.jobs import accept_import
from goldenthread.importing.staging import Only
from goldenthread.importing.views.bringing import answer_of
from goldenthread.importing.views.doors import BRINGS, is_long, the_import
from goldenthread.importing.views.reviewing import review_page
from goldenthread.intake.commands import drop_import
from goldenthread.intake.models import Import
from goldenthread.kernel.audience import audience
from goldenthread.kernel.errors import Conflict, RuleBroken
from goldenthread.plan.commands.paper import Accepted, WouldLose
from goldenthread.plan.views.doors import actor_of, refusing


@audience(*BRINGS)
@require_POST
@refusing
def accept(request: HttpRequest, key: str) -> HttpResponse:
    """Take a paper: a new plan, or the next version of one. A long one is left to the worker."""
    of = the_import(request, key)
    form = DecideForm(request.POST)
    if not form.is_valid():
        return review_page(request, of, form)
    actor, version, losses = actor_of(request), form.cleaned_data["version"], form.cleaned_data["accept_losses"]
    parts = [Only(one) for one in form.cleaned_data["parts"]] if "chooses" in request.POST else None
    try:
        if is_long(of) and (parts is None or Only.PLAN in parts):
            result = accept_import.enqueue(
                key=of.key,
                version=version or of.version,
                accept_losses=losses,
                parts=None if parts is None else [one.value for one in parts],
                person=actor.key,
                behalf_of=actor.for_key,
            )
            return answer_of(result) or redirect("import-waiting", result.id)
        taken = take_import(of=of, by=actor, at=timezone.now(), parts=parts, accept_losses=losses, version=version)
    except WouldLose as refusal:
        form.add_error("accept_losses", str(refusal))
        return review_page(request, of, form)
    except (RuleBroken, Conflict) as refusal:
        form.add_error(None, _in_words(refusal, of))
        return review_page(request, of, form)
    if taken.brought is not None:
        messages.success(request, _said_of_meetings(taken.brought))
    if taken.plan is None:
        return redirect(of)
    messages.success(request, _said(taken.plan))
    return redirect(taken.plan.plan)


def _in_words(refusal: Exception, of: Import) -> str:
    """A refusal as it stands on the review page; whoever came second decides anew on what stands now."""
    if not isinstance(refusal, Conflict):
        return str(refusal)
    of.refresh_from_db()
    return f"{refusal.by} changed this import since you opened it. Look at it again, then decide."


def _said_of_meetings(brought: Brought) -> str:
    """What became of meetings, minutes and reports, in figures."""
    words = ("was", "were")
    said = [f"{brought.new} of the agendas, minutes and reports {words[brought.new != 1]} taken"]
    if brought.known:
        said.append(f"{brought.known} stood here already")
    if brought.left:
        said.append(f"{len(brought.left)} {words[len(brought.left) != 1]} left, each with its reason")
    return f"{'; '.join(said)}."


def _said(accepted: Accepted) -> str:
    counts = accepted.counts
    if accepted.is_new:
        return f"The plan stands, with {counts['new']} actions."
    parts = [f"{counts[name]} {name}" for name in ("new", "changed", "gone", "same") if counts[name]]
    said = f"The paper was taken: {', '.join(parts)}."
    if not accepted.left:
        return said
    if len(accepted.left) == 1:
        return f"{said} One cell stays as the plan has it."
    return f"{said} {len(accepted.left)} cells stay as the plan has them."


@audience(*BRINGS)
@require_POST
@refusing
def drop(request: HttpRequest, key: str) -> HttpResponse:
    """Drop a paper that waits; nothing of it was taken."""
    of = the_import(request, key)
    form = DecideForm(request.POST)
    try:
        drop_import(of=of, by=actor_of(request), at=timezone.now(), why=request.POST.get("why", "")[:300])
    except (RuleBroken, Conflict) as refusal:
        form.is_valid()
        form.add_error(None, _in_words(refusal, of))
        return review_page(request, of, form)
    messages.success(request, f"{of.name} was dropped; nothing of it was taken.")
    return redirect("imports")


@audience(*BRINGS)
@require_POST
@refusing
def undo(request: HttpRequest, key: str) -> HttpResponse:
    """Take back all that a paper brought, as long as nobody has worked on it."""
    of = the_import(request, key)
    form = DecideForm(request.POST)
    try:
        undo_import(of=of, by=actor_of(request), at=timezone.now(), why=request.POST.get("why", "")[:300])
    except (RuleBroken, Conflict) as refusal:
        form.is_valid()
        form.add_error(None, _in_words(refusal, of))
        return review_page(request, of, form)
    messages.success(request, f"{of.name} was taken back as a whole.")
    return redirect(of)


@audience(*BRINGS)
@require_POST
@refusing
def offers(request: HttpRequest, key: str) -> HttpResponse:
    """Take or decline findings that a paper offers: the one whose button was pressed, or all that were ticked."""
    of = the_import(request, key)
    sent = request.POST
    one = sent.get("take-one", "") or sent.get("decline-one", "")
    take = "take-one" in sent or sent.get("answer") == "take"
    keys = [one] if one else sent.getlist("offer")
    try:
        count = answer_offers(of=of, take=take, keys=keys, by=actor_of(request), at=timezone.now())
    except RuleBroken as refusal:
        form = DecideForm({"version": of.version, "parts": []})
        form.is_valid()
        form.add_error(None, str(refusal))
        return review_page(request, of, form)
    done = "taken: it waits for an answer" if take and count == 1 else "taken: they wait for an answer"
    messages.success(request, f"{count} {'finding' if count == 1 else 'findings'} {done if take else 'declined'}.")
    return redirect(f"{of.get_absolute_url()}#offered")
