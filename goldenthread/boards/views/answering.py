"""The page of a single-use link: somebody without an account answers what a round asks of them, and sees nothing else.

The page is reached by a link that was sent or handed to its reader, and by nobody else; a link that was used,
replaced, has run out, or belongs to a closed round opens nothing. Of one that is not known it is said whom to ask, in
the same words whether there ever was such a link or not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from goldenthread.boards.commands.asking import (
    answer_supply,
    check_declined,
    check_supply,
    decline_answer,
    digest_of,
    use_link,
)
from goldenthread.boards.forms_returns import DeclineForm, SuppliedForm
from goldenthread.boards.models import AnswerLink, Asked
from goldenthread.boards.queries.link_used import keeper_of, saved_by
from goldenthread.boards.queries.not_taken import declining, letter_to, not_taken
from goldenthread.boards.queries.owed import is_owed_by
from goldenthread.boards.queries.returns import link_behind, owed_to
from goldenthread.boards.states import AT_WORK
from goldenthread.identity.actor import Actor
from goldenthread.kernel.audience import PUBLIC, audience
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.plan.commands.answers import Answer, answer_together
from goldenthread.plan.forms.mine import AnswerForm
from goldenthread.plan.queries.mine import owed_in
from goldenthread.plan.queries.stranded import Stranded, stranded_in
from goldenthread.plan.views.answer_saving import are_sound, ask_for_files_again, save_answers
from goldenthread.plan.views.mine import FEW

STRANDED = (
    "Nothing was sent yet: some of your words belong to an action that is not asked of you any more. They stand below; "
    "copy what you need, and send the rest."
)


@dataclass(slots=True)
class _Forms:
    """What one person is asked: a form for each action, one for each supply, and one to decline each of them."""

    actions: list[AnswerForm] = field(default_factory=list)
    supplies: list[tuple[Asked, SuppliedForm]] = field(default_factory=list)
    declines: dict[str, tuple[Asked, DeclineForm]] = field(default_factory=dict)

    @property
    def all(self) -> list[Any]:
        return [*self.actions, *(form for _, form in self.supplies), *(form for _, form in self.declines.values())]

    @property
    def beside(self) -> list[tuple[AnswerForm, DeclineForm | None]]:
        """Each action with the way to decline it; what was answered already has none."""
        found = {key: form for key, (_, form) in self.declines.items()}
        return [(form, found.get(form.action.key)) for form in self.actions]

    @property
    def supplies_beside(self) -> list[tuple[Asked, SuppliedForm, DeclineForm | None]]:
        """The same of supplies."""
        found = {key: form for key, (_, form) in self.declines.items()}
        return [(asked, form, found.get(_name_of(asked))) for asked, form in self.supplies]

    @property
    def declined(self) -> dict[str, tuple[Asked, str]]:
        """What was declined, with its reason, by its name."""
        said = {key: (asked, form.cleaned_data.get("why", "").strip()) for key, (asked, form) in self.declines.items()}
        return {key: one for key, one in said.items() if one[1]}

    @property
    def answering(self) -> list[AnswerForm]:
        """The actions that were not declined."""
        return [form for form in self.actions if form.action.key not in self.declined]

    @property
    def may_stay(self) -> list[AnswerForm]:
        """Those of which "no change" can be said."""
        return [form for form in self.actions if "unchanged" in form.fields]

    @property
    def is_blank(self) -> bool:
        """Whether nothing was filled in."""
        return (
            not self.declined
            and not any(form.has_answer for form in self.actions)
            and not any(form.cleaned_data.get("answer", "").strip() for _, form in self.supplies)
        )


def _name_of(asked: Asked) -> str:
    """How a form names what is asked: the key of its action, or the place of a supply, which no key looks like."""
    return asked.action or f"supply {asked.position}"


@audience(PUBLIC)
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Answer once, without an account, for one's own actions and supplies."""
    link = link_behind(digest_of(token), on=timezone.localdate())
    if link is None:
        return render(request, "boards/no-link.html", {}, status=410)
    found = link.round
    now = timezone.now()
    context: dict[str, Any] = {"round": found, "plan": found.plan, "person": link.person, "link": link}
    context["is_closed"] = found.state not in AT_WORK
    if link.used_at or link.replaced_at or context["is_closed"] or link.is_over(at=now):
        return _answered(request, context, link)
    forms = _forms_of(request, link, now)
    refusal, others = "", "others_unchanged" in request.POST
    stranded = _stranded(request, link, forms)
    if request.method == "POST":
        if stranded:
            refusal = STRANDED
        if _is_sound(forms, now) and not stranded:
            if forms.is_blank and not (others and forms.may_stay):
                refusal = "Nothing was filled in, so nothing was sent. The link still opens."
            elif _save(link, forms, now, others_unchanged=others):
                return _answered(request, context | {"thanks": True}, link, status=200)
            link.refresh_from_db(fields=["used_at"])
            if link.used_at:  # another press of the same moment came first
                return _answered(request, context, link)
        ask_for_files_again(forms.actions)
    wrong = bool(refusal) or any(form.errors for form in forms.all)
    context |= {
        "others_unchanged": others,
        "forms": forms,
        "stranded": stranded,
        "all_forms": forms.all,
        "refusal": refusal,
        "has_errors": wrong,
        "opens_all": len(forms.actions) <= FEW,
    }
    return render(request, "boards/answer.html", context, status=422 if wrong else 200)


def _answered(request: HttpRequest, context: dict[str, Any], link: AnswerLink, *, status: int = 410) -> HttpResponse:
    """What is said to whoever comes by a link that has done its work: what was saved, and whom to write to.

    What was typed in another window, and comes too late, is told back with whom to send it to.
    """
    link.refresh_from_db(fields=["used_at"])
    keeper = keeper_of(link.round.plan, on=timezone.localdate())
    context |= {"saved": saved_by(link), "keeper": keeper}
    if request.method == "POST" and "thanks" not in context:
        names = {field: file.name or "" for field, file in request.FILES.items() if not isinstance(file, list)}
        late = not_taken(link, dict(request.POST.lists()), files=names)
        context["not_taken"] = late
        if keeper is not None and late:
            context["letter"] = letter_to(keeper, f"My answers for {link.round.plan.name}", late)
    return render(request, "boards/answered.html", context, status=status)


def _stranded(request: HttpRequest, link: AnswerLink, forms: _Forms) -> list[Stranded]:
    """What was typed for actions that this link asks for no more: told once, before the link is used up."""
    return stranded_in(
        dict(request.POST.lists()),
        shown={form.action.pk for form in forms.actions},
        reader=link.person,
        only_led=True,
        why=lambda _action: "It has been answered meanwhile, or somebody else leads it now.",
    )


def _forms_of(request: HttpRequest, link: AnswerLink, now: datetime) -> _Forms:
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    on = timezone.localdate(now)
    owed = [
        item
        for item in owed_to(link.round, on=on)
        if is_owed_by(item, link.person) and (item.is_open or item.wants_sentence)
    ]
    keys = [item.asked.action for item in owed if item.asked.action]
    forms = [AnswerForm(one, data, files) for one in owed_in(link.round.plan, keys, on=on)]
    supplies = [
        (item.asked, SuppliedForm(data, prefix=f"s{item.asked.position}", use_required_attribute=False))
        for item in owed
        if item.asked.kind == Asked.Kind.SUPPLY
    ]
    for _, form in supplies:
        form.fields["answer"].required = False
    declines = {
        _name_of(item.asked): (
            item.asked,
            DeclineForm(data, prefix=declining(item.asked), use_required_attribute=False),
        )
        for item in owed
        if item.is_open
    }
    for _, declining_form in declines.values():
        declining_form.fields["why"].required = False
    return _Forms(forms, supplies, declines)


def _is_sound(forms: _Forms, now: datetime) -> bool:
    """Whether everything that was typed keeps the rules; all that does not is said at its field."""
    are_supplies = all([_keeps_its_rule(form) for _, form in forms.supplies])
    are_declined = all([_is_declined_alone(name, forms) for name in forms.declines])
    return are_sound(forms.actions, at=now) and are_supplies and are_declined


def _is_declined_alone(name: str, forms: _Forms) -> bool:
    """Whether one thing was declined in a sentence, and not answered as well."""
    form = forms.declines[name][1]
    if form.is_valid() and form.cleaned_data["why"].strip():
        answered = any(one.is_valid() and one.has_answer for one in forms.actions if one.action.key == name)
        supplied = any(_name_of(one) == name and other["answer"].value() for one, other in forms.supplies)
        try:
            check_declined(form.cleaned_data["why"])
        except RuleBroken as refusal:
            form.add_error("why", str(refusal))
        if answered or supplied:
            form.add_error("why", "It has an answer as well: send the answer, or say that none comes, not both.")
    return not form.errors


def _keeps_its_rule(form: SuppliedForm) -> bool:
    if form.is_valid() and form.cleaned_data["answer"].strip():
        try:
            check_supply(form.cleaned_data["answer"])
        except RuleBroken as refusal:
            form.add_error("answer", str(refusal))
    return not form.errors


def _save(link: AnswerLink, forms: _Forms, now: datetime, *, others_unchanged: bool) -> bool:
    """Save what was filled in and use the link up, all or nothing; what was refused stands at its form."""
    by = Actor(link.person)

    def save(answers: Sequence[Answer]) -> int:
        with transaction.atomic():
            use_link(link=link, by=by, at=now)
            saved = answer_together(answers=answers, by=by, at=now)
            for asked, form in forms.supplies:
                if form.cleaned_data["answer"].strip():
                    answer_supply(asked=asked, answer=form.cleaned_data["answer"], by=by, at=now)
            for asked, why in forms.declined.values():
                decline_answer(asked=asked, why=why, by=by, at=now)
        return saved

    try:
        saved = save_answers(forms.answering, save, by=by, at=now, others_unchanged=others_unchanged)
    except (RuleBroken, NotAllowed) as refusal:
        forms.all[0].add_error(None, str(refusal))
        return False
    return saved is not None
