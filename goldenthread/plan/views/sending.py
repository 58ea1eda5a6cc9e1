"""How a form of the plan is answered: opened with what was kept, run through one command, refused in words.

A refusal keeps everything typed and says why beside the form (422). Where
somebody saved the same thing first, both texts stand side by side.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.identity.drafts import drop_draft, initial_of, kept_for
from goldenthread.kernel.errors import Conflict, RuleBroken
from goldenthread.plan.models import Action, Plan
from goldenthread.plan.queries.conflicts import in_words
from goldenthread.plan.views.doors import actor_of

AnyForm = TypeVar("AnyForm", bound=forms.Form)


def opened(
    request: HttpRequest,
    form: Callable[..., AnyForm],
    *args: Any,
    initial: dict[str, Any] | None = None,
    of: Action | Plan | None = None,
    **named: Any,
) -> AnyForm:
    """The form as sent, or as it opens: with what is on record, or with what its author typed before and did not send.

    ``of`` is what it changes, whose version the form carries. ``?fresh=1``
    leaves the kept words aside; they go when the form is sent.
    """
    named["initial"] = ({"version": of.version} if of else {}) | (initial or {})
    if request.method == "POST":
        made = form(*args, data=request.POST, files=request.FILES, **named)
    else:
        draft = None if "fresh" in request.GET else kept_for(request)
        named["initial"] |= initial_of(draft) if draft else {}
        made = form(*args, **named)
        made.kept = draft  # type: ignore[attr-defined]
    made.action = of if isinstance(of, Action) else None  # type: ignore[attr-defined]
    return made


def sent(request: HttpRequest, form: forms.Form, act: Callable[[dict[str, Any]], object], *, about: str = "") -> bool:
    """Run the command of a form that was sent; say whether it acted.

    A rule's refusal stands at the field it names, else at the field ``about``, or above the form. What was
    kept of the form is dropped once it has acted.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except RuleBroken as refusal:
        field = refusal.about or about
        form.add_error(field if field in form.fields else None, str(refusal))
        return False
    except Conflict as found:
        form.conflict = in_words(found, form)  # type: ignore[attr-defined]
        return False
    drop_draft(person=actor_of(request).person, form=request.path)
    return True


def form_page(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    to: Any,
    said: str,
    context: dict[str, Any],
    template: str = "plan/form.html",
    about: str = "",
) -> HttpResponse:
    """A page with one form: sent and acted, it leads ``to`` a page that says so; else it stands, with its refusals."""
    if sent(request, form, act, about=about):
        messages.success(request, said)
        return redirect(*to) if isinstance(to, tuple) else redirect(to)
    return show(request, template, {"form": form} | context, form)


def show(request: HttpRequest, template: str, context: dict[str, Any], *sent_forms: forms.Form) -> HttpResponse:
    """A page with forms on it; 422 and the same ``once`` where one came back refused."""
    refused = any(form.is_bound and (form.errors or getattr(form, "conflict", None)) for form in sent_forms)
    if refused:
        context |= {"has_errors": True, "once_token": request.POST.get("once", "")}
    return render(request, template, context, status=422 if refused else 200)
