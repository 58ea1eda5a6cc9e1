"""Acting for somebody else: leave given and taken, used and laid down. Both names stand in every entry."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from goldenthread.identity.commands.delegation import act_for, allow_delegate, end_delegation, stop_acting
from goldenthread.identity.forms.people import LeaveForm
from goldenthread.identity.middleware import ACTING
from goldenthread.identity.models import Delegation, Person
from goldenthread.identity.views.asking import Question, actor_of, ask
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.kernel.errors import NotAllowed, RuleBroken


@audience(SIGNED_IN)
@require_safe
def acting(request: HttpRequest) -> HttpResponse:
    """For whom I may act, and who may act for me."""
    person, today = actor_of(request).person, timezone.localdate()
    mine = Delegation.objects.visible_to(person).select_related("person", "delegate").not_over(on=today)
    context = {
        "may_act_for": mine.filter(delegate=person),
        "act_for_me": mine.filter(person=person),
        "today": today,
    }
    return render(request, "identity/acting.html", context)


@audience(SIGNED_IN)
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Act for somebody from now on, in this session."""
    actor = actor_of(request)
    leave = get_object_or_404(
        Delegation.objects.visible_to(actor.person).select_related("person"), pk=_number(request, "leave")
    )
    try:
        now_acting = act_for(delegation=leave, by=actor, on=timezone.localdate())
    except (RuleBroken, NotAllowed) as refusal:
        messages.error(request, str(refusal))
        return redirect("acting")
    request.session[ACTING] = now_acting.for_key
    messages.success(request, f"You act for {now_acting.acting} from now on. Both names are entered.")
    return redirect("/")


@audience(SIGNED_IN)
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Act for nobody but oneself again."""
    actor = actor_of(request)
    if actor.behalf_of is not None:
        stop_acting(by=actor)
        request.session.pop(ACTING, None)
        messages.success(request, f"You act for yourself again, not for {actor.behalf_of}.")
    return redirect("/")


@audience(SIGNED_IN)
def give_leave(request: HttpRequest, key: str = "") -> HttpResponse:
    """Give somebody leave to act for me, or, as administrator, for another."""
    actor = actor_of(request)
    person = get_object_or_404(Person.objects.visible_to(actor.person), key=key) if key else actor.person
    is_mine = person.pk == actor.person.pk
    back = reverse("acting") if is_mine else person.get_absolute_url()

    def act(given: dict[str, Any]) -> None:
        allow_delegate(person=person, by=actor, **given)

    question = Question(
        heading="Let somebody act for me" if is_mine else f"Let somebody act for {person}",
        lead="They sign in as themselves and see and do what you may. Both names stand in every entry.",
        button="Give leave",
        back=back,
        done="The leave is given.",
    )
    return ask(
        request,
        question,
        lambda **named: LeaveForm(person=person, **named),
        act,
        initial={"starts_on": timezone.localdate()},
    )


@audience(SIGNED_IN)
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Take leave back at once."""
    actor = actor_of(request)
    leave = get_object_or_404(
        Delegation.objects.visible_to(actor.person).select_related("person", "delegate"), pk=_number(request, "leave")
    )
    try:
        end_delegation(delegation=leave, by=actor, at=timezone.now())
    except (RuleBroken, NotAllowed) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{leave.delegate} acts for {leave.person} no more.")
    return redirect("acting" if leave.person_id == actor.person.pk else leave.person)


def _number(request: HttpRequest, name: str) -> int:
    """The number a form names a row by; 0, which names none, for anything else."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
