"""Pages of what stands of a committee from meeting to meeting: seats, who may stand in, what every agenda takes."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread.bodies.models import Membership
from goldenthread.committee.commands.standing import (
    add_standing_item,
    change_standing_item,
    end_standing_item,
    end_substitute,
    keep_seat,
    move_standing_item,
    name_substitute,
)
from goldenthread.committee.forms.registering import EndForm
from goldenthread.committee.forms.standing import NewStandingItemForm, SeatForm, StandingItemForm, SubstituteForm
from goldenthread.committee.kinds import Voting
from goldenthread.committee.models import Committee, Substitute, TemplateItem
from goldenthread.committee.policy import KEEPS_NOTICE
from goldenthread.committee.views.doors import the_committee, trail_to
from goldenthread.identity.views.asking import Question, actor_of, ask
from goldenthread.kernel.audience import audience
from goldenthread.plan.views.doors import refusing


def _about(found: Committee, heading: str, button: str, *, done: str, at: str, lead: str = "") -> Question:
    return Question(
        heading=heading, button=button, back=f"{found.get_absolute_url()}#{at}", lead=lead, done=done,
        trail=trail_to(found),
    )  # fmt: skip


@audience(*KEEPS_NOTICE)
@refusing
def seat(request: HttpRequest, key: str, person: str) -> HttpResponse:
    """Ward, party and vote of somebody who sits on a committee."""
    actor, found = actor_of(request), the_committee(request, key)
    rows = Membership.objects.visible_to(actor.acting).current(on=timezone.localdate())
    sits = get_object_or_404(rows.select_related("person", "seat"), body=found.body, person__key=person)

    def act(given: dict[str, Any]) -> None:
        keep_seat(committee=found, membership=sits, by=actor, **given)

    kept = getattr(sits, "seat", None)
    initial = {name: getattr(kept, name) for name in SeatForm.base_fields} if kept else {"voting": Voting.ALL}
    question = _about(found, f"The seat of {sits.person.name}", "Save", done="Saved.", at="members")
    return ask(request, question, SeatForm, act, initial=initial)


@audience(*KEEPS_NOTICE)
@refusing
def substitute_add(request: HttpRequest, key: str) -> HttpResponse:
    """Name somebody who may stand in."""
    actor, found = actor_of(request), the_committee(request, key)

    def act(given: dict[str, Any]) -> None:
        name_substitute(committee=found, by=actor, **given)

    question = _about(
        found, f"Who may stand in on {found}", "Name them", done="They are named.", at="members",
        lead="They find its agendas among their papers; what is restricted opens to them by a grant alone.",
    )  # fmt: skip
    initial = {"starts_on": timezone.localdate()}
    return ask(request, question, lambda **named: SubstituteForm(committee=found, **named), act, initial=initial)


@audience(*KEEPS_NOTICE)
@refusing
def substitute_end(request: HttpRequest, key: str, substitute: int) -> HttpResponse:
    """End that somebody may stand in."""
    actor, found = actor_of(request), the_committee(request, key)
    rows = Substitute.objects.visible_to(actor.acting).filter(committee=found)
    one = get_object_or_404(rows.select_related("person", "committee__body"), pk=substitute)

    def act(given: dict[str, Any]) -> None:
        end_substitute(substitute=one, on=given["on"], by=actor)

    question = _about(found, f"{one.person.name} stands in no more", "End it", done="It ends.", at="members")
    return ask(request, question, EndForm, act, initial={"on": timezone.localdate()})


@audience(*KEEPS_NOTICE)
@refusing
def item_add(request: HttpRequest, key: str) -> HttpResponse:
    """Add an item that stands on every agenda."""
    actor, found = actor_of(request), the_committee(request, key)

    def act(given: dict[str, Any]) -> None:
        add_standing_item(committee=found, by=actor, **given)

    question = _about(
        found, "An item that every agenda takes", "Add it", done="It stands on every agenda from the next one on.",
        at="template", lead="Agendas that are begun already stay as they are.",
    )  # fmt: skip
    return ask(request, question, NewStandingItemForm, act)


def _item(found: Committee, number: int) -> TemplateItem:
    one = get_object_or_404(found.template.all(), number=number)
    if one.ended_on is not None:
        raise Http404
    one.committee = found
    return one


@audience(*KEEPS_NOTICE)
@refusing
def item_change(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Change what a standing item says."""
    actor, found = actor_of(request), the_committee(request, key)
    one = _item(found, number)

    def act(given: dict[str, Any]) -> None:
        change_standing_item(item=one, by=actor, **given)

    initial = {name: getattr(one, name) for name in StandingItemForm.base_fields}
    question = _about(found, f"Change “{one.title}”", "Save", done="Saved.", at="template")
    return ask(request, question, StandingItemForm, act, initial=initial)


@audience(*KEEPS_NOTICE)
@refusing
@require_POST
def item_move(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Move a standing item up or down in its part."""
    actor, found = actor_of(request), the_committee(request, key)
    move_standing_item(item=_item(found, number), up=request.POST.get("way") == "up", by=actor)
    return redirect(f"{found.get_absolute_url()}#template")


@audience(*KEEPS_NOTICE)
@refusing
def item_end(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Take a standing item off from the next agenda on."""
    actor, found = actor_of(request), the_committee(request, key)
    one = _item(found, number)

    def act(_given: dict[str, Any]) -> None:
        end_standing_item(item=one, on=timezone.localdate(), by=actor)

    question = _about(
        found, f"Take “{one.title}” off", "Take it off", done="It stands on no agenda from the next one on.",
        at="template", lead="Agendas it stands on keep it.",
    )  # fmt: skip
    return ask(request, question, forms.Form, act)
