"""Pages of the register of interests, and of what the constitution settles."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.committee.commands.registering import (
    end_interest,
    keep_constitution,
    keep_interest,
    register_interest,
)
from goldenthread.committee.forms.registering import (
    ConstitutionForm,
    EndForm,
    EnterInterestForm,
    InterestForm,
    KeptInterestForm,
)
from goldenthread.committee.models import Interest
from goldenthread.committee.policy import GRANTS, may_keep_constitution, may_keep_register, require_may_register
from goldenthread.committee.queries.register import constitution, has_to_register, register_for
from goldenthread.committee.views.doors import trail_to
from goldenthread.design.parts import Link
from goldenthread.identity.views.asking import Question, actor_of, ask
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.kernel.errors import NotAllowed
from goldenthread.plan.views.doors import refusing


def _trail() -> list[Link]:
    return [*trail_to(), Link("Register of interests", reverse("interests"))]


def _about(heading: str, button: str, *, done: str, lead: str = "") -> Question:
    return Question(heading=heading, button=button, back=reverse("interests"), lead=lead, done=done, trail=_trail())


@audience(SIGNED_IN)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The register of interests, member by member; what is sensitive is told as such and not shown."""
    actor, today = actor_of(request), timezone.localdate()
    keeps = may_keep_register(actor)
    context = {
        "members": register_for(actor.acting, on=today),
        "keeps": keeps,
        "registers": keeps or has_to_register(actor.acting, on=today),
        "constitution": constitution(),
        "keeps_constitution": may_keep_constitution(actor),
        "trail": trail_to(),
    }
    return render(request, "committee/register.html", context)


@audience(SIGNED_IN)
@refusing
def add(request: HttpRequest) -> HttpResponse:
    """Enter an interest of one's own, or of any member where the reader keeps the register."""
    actor, today = actor_of(request), timezone.localdate()
    keeps = may_keep_register(actor)
    if not keeps and not has_to_register(actor.acting, on=today):
        raise NotAllowed("Only a member or the monitoring officer can enter an interest in the register.")

    def act(given: dict[str, Any]) -> None:
        register_interest(person=given.pop("person", actor.acting), on=today, by=actor, **given)

    question = _about(
        "Register an interest", "Register it", done="It is registered.",
        lead="An interest is notified within 28 days of the day it arose or of taking office.",
    )  # fmt: skip
    make: type[forms.Form] = EnterInterestForm if keeps else InterestForm
    return ask(request, question, make, act)


def _interest(request: HttpRequest, person: str, number: int) -> Interest:
    rows = Interest.objects.visible_to(actor_of(request).acting).select_related("person")
    found = get_object_or_404(rows, person__key=person, number=number)
    if found.ended_on is not None:
        raise Http404
    return found


@audience(*GRANTS)
@refusing
def change(request: HttpRequest, person: str, number: int) -> HttpResponse:
    """Put an entry right, or mark it as sensitive."""
    actor, found = actor_of(request), _interest(request, person, number)

    def act(given: dict[str, Any]) -> None:
        keep_interest(interest=found, by=actor, **given)

    initial = {name: getattr(found, name) for name in KeptInterestForm.base_fields}
    question = _about(f"Interest {found.number} of {found.person.name}", "Save", done="Saved.")
    return ask(request, question, KeptInterestForm, act, initial=initial)


@audience(SIGNED_IN)
@refusing
def end(request: HttpRequest, person: str, number: int) -> HttpResponse:
    """End an interest."""
    actor, found = actor_of(request), _interest(request, person, number)
    require_may_register(actor, found.person)

    def act(given: dict[str, Any]) -> None:
        end_interest(interest=found, on=given["on"], by=actor)

    question = _about(
        f"End interest {found.number} of {found.person.name}", "End it", done="It has ended.",
        lead="It stays in the register with the day it ended.",
    )  # fmt: skip
    return ask(request, question, EndForm, act, initial={"on": timezone.localdate()})


@audience(*GRANTS)
@refusing
def settle(request: HttpRequest) -> HttpResponse:
    """Say how the council decides, and whether a declared interest withholds."""
    actor, found = actor_of(request), constitution()

    def act(given: dict[str, Any]) -> None:
        keep_constitution(by=actor, **given)

    initial = {"governance": found.governance, "withholds_for_interest": found.withholds_for_interest}
    initial["call_in_days"] = found.call_in_days
    initial["version"] = found.version if found.pk else ""
    question = _about("What the constitution settles", "Save", done="Saved.")
    return ask(request, question, ConstitutionForm, act, initial=initial)
