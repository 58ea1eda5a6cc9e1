"""One form on one page: shown, refused with what was typed, or acted on once.

Most pages that change something ask one question. ``ask`` draws it, keeps what
is typed, turns refusals into errors of the form (422), shows both texts where
somebody else saved first, and leads on after the command has acted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.design.parts import Link
from goldenthread.identity.actor import Actor
from goldenthread.identity.drafts import initial_of, kept_for
from goldenthread.kernel.errors import Conflict, NotAllowed, RuleBroken


@dataclass(frozen=True, slots=True)
class Question:
    """The words around one form: heading, button, the way back, what is said when it was done."""

    heading: str
    button: str
    back: str
    lead: str = ""
    done: str = ""
    trail: Sequence[Link] = ()
    leave: str = "Leave it as it is"


def actor_of(request: HttpRequest) -> Actor:
    """Who acts; a page that is not public always has somebody."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def day_or_404(text: str) -> date:
    """A day in an address; any other text names nothing."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def ask(
    request: HttpRequest,
    question: Question,
    make_form: Callable[..., forms.Form],
    act: Callable[[dict[str, Any]], str | None],
    *,
    initial: Mapping[str, Any] | None = None,
    template: str = "identity/form.html",
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Ask one question and act on the answer; ``act`` calls the command and says where to go on, or back."""
    kept, found = None, None
    if request.method == "POST":
        form = make_form(data=request.POST)
        if form.is_valid():
            try:
                where = act(form.cleaned_data)
            except (RuleBroken, NotAllowed) as refusal:
                about = getattr(refusal, "about", "")
                form.add_error(about if about in form.fields else None, str(refusal))
            except ValidationError as refusal:
                form.add_error(None, ValidationError(refusal.messages))
            except Conflict as conflict:
                found = conflict
            else:
                if question.done:
                    messages.success(request, question.done)
                return redirect(where or question.back)
    else:
        kept = kept_for(request)
        form = make_form(initial=dict(initial or {}) | (initial_of(kept) if kept else {}))
    context = {
        "question": question,
        "form": form,
        "found": found,
        "kept": kept,
        "once_token": request.POST.get("once", ""),
        "has_errors": bool(form.errors or found),
        **(more or {}),
    }
    return render(request, template, context, status=422 if context["has_errors"] else 200)
