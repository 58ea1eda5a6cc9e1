"""My actions: all a person owes on one page, saved together."""

from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.identity.actor import Actor
from goldenthread.identity.drafts import draft_of, drop_draft
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.kernel.errors import Conflict, Refusals
from goldenthread.plan.commands.answers import answer_together
from goldenthread.plan.forms.mine import AnswerForm
from goldenthread.plan.queries.asking import prompts_for
from goldenthread.plan.queries.conflicts import in_words
from goldenthread.plan.queries.mine import MOST_ROWS, OwedAction, count_answered, count_owed, owed_actions


@audience(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def my_actions(request: HttpRequest) -> HttpResponse:
    """What the person owes, answered in one form; what is left blank stays owed, what was answered stands apart."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = timezone.now()
    today = timezone.localdate(now)
    owed = owed_actions(actor.acting, on=today)
    if request.method == "POST":
        forms = [AnswerForm(item, request.POST) for item in owed if f"a{item.action.pk}-version" in request.POST]
        saved = _save(forms, actor, now, others_unchanged="others_unchanged" in request.POST)
        if saved is not None:
            drop_draft(person=actor.person, form=request.path)
            if saved:
                messages.success(request, f"{saved} {'answer' if saved == 1 else 'answers'} saved.")
            else:
                messages.info(request, "Nothing was filled in, so nothing was saved.")
            return redirect("my-actions")
    else:
        kept = draft_of(person=actor.person, form=request.path)
        waiting = [item for item in owed if not item.is_answered]
        forms = [
            AnswerForm(item, initial=_kept_fields(item.action.pk, kept.fields if kept else {})) for item in waiting
        ]
    wrong = any(form.errors for form in forms)
    clashes = [form for form in forms if getattr(form, "conflict", None)]
    context = {
        "forms": forms,
        "total": _waiting_count(owed, actor, today),
        "answered": [item for item in owed if item.is_answered and item not in [form.owed for form in forms]],
        "most": MOST_ROWS,
        "prompts": prompts_for(actor.acting, on=today),
        "may_leave": any("unchanged" in form.fields for form in forms),
        "others_unchanged": "others_unchanged" in request.POST,
        "has_errors": wrong or bool(clashes),
        "once_token": request.POST.get("once", "") if wrong or clashes else "",
    }
    return render(request, "plan/my-actions.html", context, status=422 if wrong or clashes else 200)


def _waiting_count(owed: list[OwedAction], actor: Actor, today: date) -> int:
    """How many actions wait for an answer, those that the page cannot show included."""
    if len(owed) < MOST_ROWS:
        return sum(not item.is_answered for item in owed)
    return (count_owed(actor.acting) or 0) - count_answered(actor.acting, on=today)


def _save(forms: list[AnswerForm], actor: Actor, now: datetime, *, others_unchanged: bool) -> int | None:
    """Save what was answered; ``None`` where something was refused, which then stands at its form.

    With ``others_unchanged`` the actions left blank are answered as unchanged, but for those past their end.
    """
    if not all([form.is_valid() for form in forms]):
        return None
    answered = {form.owed.action.key_in_full: form for form in forms if form.has_answer}
    answers = [form.answer() for form in answered.values()]
    if others_unchanged:
        for form in forms:
            if not form.has_answer and "unchanged" in form.fields:
                answered[form.owed.action.key_in_full] = form
                answers.append(form.as_unchanged())
    try:
        return answer_together(answers=answers, by=actor, at=now)
    except Refusals as refusals:
        for key, refusal in refusals.found.items():
            if isinstance(refusal, Conflict):
                answered[key].conflict = in_words(refusal, answered[key])  # type: ignore[attr-defined]
            about = getattr(refusal, "about", "")
            answered[key].add_error(about if about in answered[key].fields else "note", str(refusal))
        return None


def _kept_fields(action: int, kept: dict[str, list[str]]) -> dict[str, str]:
    """The fields of one action from a kept draft of the page."""
    prefix = f"a{action}-"
    return {
        name.removeprefix(prefix): values[0]
        for name, values in kept.items()
        if name.startswith(prefix) and values and not name.endswith("-version")
    }
