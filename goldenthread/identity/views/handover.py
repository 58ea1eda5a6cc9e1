"""Handing over everything a leaver owes: planned for the end of her last day, or at once; changed and withdrawn."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from goldenthread.design.words import day
from goldenthread.identity import policy
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.handover import check_hand_over, hand_over_everything, taker_of
from goldenthread.identity.commands.leaving import plan_hand_over, withdraw_hand_over
from goldenthread.identity.forms.people import HandOverForm
from goldenthread.identity.handover import owed_by
from goldenthread.identity.models import Person, RoleHeld
from goldenthread.identity.queries import Planned, planned_for
from goldenthread.identity.views.asking import Question, actor_of, ask
from goldenthread.identity.views.people import person_or_404, refuse, trail_of
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.kernel.errors import RuleBroken

REFUSED = "Only the person herself or himself, or an administrator, can hand over what is owed."


@audience(SIGNED_IN)
def hand_over(request: HttpRequest, key: str) -> HttpResponse:
    """Everything a person owes, listed; who takes it; and the last day, at whose end it changes hands.

    A leaver hands over her own things herself; an administrator also closes the
    account with the last day.
    """
    actor = actor_of(request)
    person = person_or_404(request, key)
    if not policy.may_hand_over(actor, person):
        return refuse(request, REFUSED)
    owed, planned = owed_by(person), planned_for(person, reader=actor.acting)
    closes = policy.administers(actor) and person.pk != actor.person.pk
    is_others = planned is not None and not policy.may_change_hand_over(actor, planned.hand_over)
    has_left = person.has_left(on=timezone.localdate())
    if is_others or not (owed or planned or (closes and not has_left)):
        context = {"about_person": person, "planned": planned, "has_left": has_left, "trail": trail_of(person)}
        return render(request, "identity/hand-over-told.html", context)
    made: list[HandOverForm] = []

    def make(**named: Any) -> HandOverForm:
        made.append(HandOverForm(person=person, owed=owed, has_left=has_left, **named))
        return made[-1]

    def act(given: dict[str, Any]) -> None:
        last = given.get("on") or person.left_on or timezone.localdate()
        pressed = "yes" if has_left and "at_once" not in request.POST else request.POST.get("at_once", "")
        said = _act(actor, person, made[-1].successors(), last, pressed=pressed, closes=closes)
        messages.success(request, said)

    question = Question(
        heading=f"Hand over everything {person.name} owes",
        lead=_lead(person, has_owed=bool(owed), closes=closes, has_left=has_left),
        button=_button(has_owed=bool(owed), has_left=has_left),
        back=person.get_absolute_url(),
        trail=trail_of(person),
    )
    more = {
        "owed": [(one, not (closes and one.kind.is_case_content)) for one in owed],
        "closes": closes,
        "has_left": has_left,
        "about_person": person,
        "planned": planned,
    }
    try:
        return ask(
            request, question, make, act, initial=_initial(planned), template="identity/hand-over.html", more=more
        )
    except AskOnceMore as sure:
        return _ask_once_more(request, person, made[-1], sure.on, closes=closes)


class AskOnceMore(Exception):
    """What was pressed moves everything at once and cannot be taken back: a page says first what will happen."""

    def __init__(self, on: date) -> None:
        super().__init__()
        self.on = on


def _ask_once_more(request: HttpRequest, person: Person, form: HandOverForm, on: date, *, closes: bool) -> HttpResponse:
    """The page between the press and the hand-over: how much goes to whom, what ends when, and how far off that is."""
    today, successors = timezone.localdate(), form.successors()
    context = {
        "about_person": person,
        "trail": trail_of(person),
        "moves": [(one, taker_of(one.kind, successors)) for one in form.owed],
        "closes": closes,
        "last_day": on,
        "days_ago": (today - on).days,
        "is_here": on >= today,
        "roles": RoleHeld.objects.visible_to(actor_of(request).acting).filter(person=person).not_over(on=today).count(),
        "hidden": [(name, request.POST.get(name, "")) for name in form.fields],
    }
    return render(request, "identity/hand-over-sure.html", context)


def _act(
    actor: Actor, person: Person, successors: dict[str, Person | None], on: date, *, pressed: str, closes: bool
) -> str:
    """Plan it, or hand over at once what was asked for twice; what to say of it.

    A day that has passed is never a reason to do at once what was to be done later.
    """
    now = timezone.now()
    if not pressed:
        plan_hand_over(person=person, successors=successors, by=actor, on=on, at=now, closes_account=closes)
        return f"Planned for {day(on)}: everything changes hands when that day is over."
    if pressed != "sure":
        check_hand_over(person, successors, by=actor, on=on, at=now, closes_account=closes)
        raise AskOnceMore(on)
    done = hand_over_everything(person=person, successors=successors, by=actor, on=on, at=now, closes_account=closes)
    if not done.total and not closes:
        raise RuleBroken("There was nothing left to hand over.")
    return "Handed over. The record keeps who it was."


def _button(*, has_owed: bool, has_left: bool) -> str:
    if has_left:
        return "Hand over at once"
    return "Hand over when the day is over" if has_owed else "Close the account when the day is over"


def _initial(planned: Planned | None) -> dict[str, Any]:
    """The day and the successors that are planned; nothing where none is: a press would end an account on that day."""
    if planned is None:
        return {}
    takers = {one.kind: one.person.key for one in planned.hand_over.successors.select_related("person")}
    return {"on": planned.hand_over.last_day, **takers}


def _lead(person: Person, *, has_owed: bool, closes: bool, has_left: bool) -> str:
    if has_left:
        when = f" on {day(person.left_on)}" if person.left_on else ""
        return f"{person.name} has left{when}. What is still owed is handed over at once."
    first = (
        "All of it changes hands when the last day is over; one press hands it over at once. What was said and"
        " reported keeps its name."
        if has_owed
        else f"{person.name} owes nothing."
    )
    return f"{first} Roles, posts and the account end with the last day." if closes else first


@audience(SIGNED_IN)
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Withdraw the hand-over that is planned for a person."""
    actor = actor_of(request)
    person = person_or_404(request, key)
    planned = planned_for(person, reader=actor.acting)
    if planned is None:
        raise Http404
    if not policy.may_change_hand_over(actor, planned.hand_over):
        return refuse(request, REFUSED)
    question = Question(
        heading=f"Withdraw the hand-over planned for {person.name}",
        lead=f"It is planned for {day(planned.hand_over.last_day)}. Nothing has changed hands yet, and nothing will.",
        button="Withdraw it",
        back=person.get_absolute_url(),
        done="Withdrawn. Everything stays where it is.",
        trail=trail_of(person),
        leave="Leave it as planned",
    )

    def act(_given: dict[str, Any]) -> None:
        withdraw_hand_over(planned=planned.hand_over, by=actor, at=timezone.now())

    return ask(request, question, forms.Form, act)
