"""The page of a single-use link: somebody without an account answers what a round asks of them, and sees nothing else.

The page is reached by a link that was sent to its reader, and by nobody else; a
link that was used, replaced, or belongs to a closed round opens nothing.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from goldenthread.boards.commands.asking import answer_supply, digest_of, use_link
from goldenthread.boards.forms_returns import SuppliedForm
from goldenthread.boards.models import AnswerLink, Asked
from goldenthread.boards.queries.returns import is_owed_by, link_behind, owed_to
from goldenthread.boards.states import AT_WORK
from goldenthread.identity.actor import Actor
from goldenthread.kernel.audience import PUBLIC, audience
from goldenthread.kernel.errors import Conflict, NotAllowed, Refusals, RuleBroken
from goldenthread.plan.commands.answers import answer_together
from goldenthread.plan.forms.mine import AnswerForm
from goldenthread.plan.queries.conflicts import in_words
from goldenthread.plan.queries.mine import owed_in


@dataclass(slots=True)
class _Forms:
    """What one person is asked: a form for each action, one for each supply."""

    actions: list[AnswerForm] = field(default_factory=list)
    supplies: list[tuple[Asked, SuppliedForm]] = field(default_factory=list)

    @property
    def all(self) -> list[Any]:
        return [*self.actions, *(form for _, form in self.supplies)]

    @property
    def may_stay(self) -> list[AnswerForm]:
        """Those of which "no change" can be said."""
        return [form for form in self.actions if "unchanged" in form.fields]

    @property
    def is_blank(self) -> bool:
        """Whether nothing was filled in."""
        return not any(form.has_answer for form in self.actions) and not any(
            form.cleaned_data.get("answer", "").strip() for _, form in self.supplies
        )


@audience(PUBLIC)
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Answer once, without an account, for one's own actions and supplies."""
    link = link_behind(digest_of(token), on=timezone.localdate())
    if link is None:
        raise Http404
    found = link.round
    context: dict[str, Any] = {"round": found, "plan": found.plan, "person": link.person, "link": link}
    if link.used_at or link.replaced_at or found.state not in AT_WORK:
        return render(request, "boards/answered.html", context, status=410)
    now = timezone.now()
    forms = _forms_of(request, link, now)
    refusal, others = "", "others_unchanged" in request.POST
    if request.method == "POST" and all([form.is_valid() for form in forms.all]):
        if forms.is_blank and not (others and forms.may_stay):
            refusal = "Nothing was filled in, so nothing was sent. The link still opens."
        elif _save(link, forms, now, others_unchanged=others):
            return render(request, "boards/answered.html", context | {"thanks": True})
    wrong = bool(refusal) or any(form.errors for form in forms.all)
    context |= {
        "others_unchanged": others,
        "forms": forms,
        "all_forms": forms.all,
        "refusal": refusal,
        "has_errors": wrong,
    }
    return render(request, "boards/answer.html", context, status=422 if wrong else 200)


def _forms_of(request: HttpRequest, link: AnswerLink, now: datetime) -> _Forms:
    data = request.POST if request.method == "POST" else None
    on = timezone.localdate(now)
    owed = [item for item in owed_to(link.round, on=on) if is_owed_by(item, link.person) and item.is_open]
    keys = [item.asked.action for item in owed if item.asked.action]
    forms = [AnswerForm(one, data) for one in owed_in(link.round.plan, keys, on=on)]
    supplies = [
        (item.asked, SuppliedForm(data, prefix=f"s{item.asked.position}", use_required_attribute=False))
        for item in owed
        if item.asked.kind == Asked.Kind.SUPPLY
    ]
    for _, form in supplies:
        form.fields["answer"].required = False
    return _Forms(forms, supplies)


def _save(link: AnswerLink, forms: _Forms, now: datetime, *, others_unchanged: bool) -> bool:
    """Save what was filled in and use the link up, all or nothing; what was refused stands at its form."""
    by = Actor(link.person)
    answered = {form.owed.action.key_in_full: form for form in forms.actions if form.has_answer}
    answers = [form.answer() for form in answered.values()]
    if others_unchanged:
        stay = [form for form in forms.may_stay if not form.has_answer]
        answered |= {form.owed.action.key_in_full: form for form in stay}
        answers += [form.as_unchanged() for form in stay]
    try:
        with transaction.atomic():
            use_link(link=link, by=by, at=now)
            answer_together(answers=answers, by=by, at=now)
            for asked, form in forms.supplies:
                if form.cleaned_data["answer"].strip():
                    _supply(asked, form, by, now)
    except Refusals as refusals:
        for key, refusal in refusals.found.items():
            if isinstance(refusal, Conflict):
                answered[key].conflict = in_words(refusal, answered[key])  # type: ignore[attr-defined]
            about = getattr(refusal, "about", "")
            answered[key].add_error(about if about in answered[key].fields else "note", str(refusal))
        return False
    except (RuleBroken, NotAllowed) as refusal:
        if not any(form.errors for form in forms.all):
            forms.all[0].add_error(None, str(refusal))
        return False
    return True


def _supply(asked: Asked, form: SuppliedForm, by: Actor, now: datetime) -> None:
    try:
        answer_supply(asked=asked, answer=form.cleaned_data["answer"], by=by, at=now)
    except RuleBroken as refusal:
        form.add_error("answer", str(refusal))
        raise
