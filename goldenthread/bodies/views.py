"""Pages of boards, committees and forums: the list, one body with its members by date, making and changing them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.bodies.about import ways_from
from goldenthread.bodies.commands import add_member, change_body, end_membership, make_body
from goldenthread.bodies.forms import BodyForm, ChangeBodyForm, MemberForm
from goldenthread.bodies.models import Body, Membership
from goldenthread.bodies.queries import list_bodies
from goldenthread.design.parts import Column, Link
from goldenthread.identity import policy
from goldenthread.identity.forms.people import LastDayForm
from goldenthread.identity.policy import KEEPS_BODIES
from goldenthread.identity.views.asking import Question, actor_of, ask, day_or_404
from goldenthread.kernel.audience import SIGNED_IN, audience


def _trail(body: Body | None = None) -> list[Link]:
    links = [Link("People", reverse("people")), Link("Boards and committees", reverse("bodies"))]
    return [*links, Link(body.name, body.get_absolute_url())] if body else links


def _body_or_404(request: HttpRequest, key: str) -> Body:
    return get_object_or_404(Body.objects.visible_to(actor_of(request).acting).select_related("parent"), key=key)


@audience(SIGNED_IN)
@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """Every body under the one it is part of."""
    actor, today = actor_of(request), timezone.localdate()
    lines = list_bodies(Body.objects.visible_to(actor.acting), on=today)
    context = {
        "lines": lines,
        "columns": [Column("Name", "name"), Column("Kind"), Column("Members", "n")],
        "may_keep": policy.may_keep_bodies(actor),
        "trail": _trail()[:1],
    }
    return render(request, "bodies/bodies.html", context)


@audience(SIGNED_IN)
@require_safe
def body(request: HttpRequest, key: str) -> HttpResponse:
    """One body: what it is part of, what is part of it, and who sits and sat on it."""
    actor, today = actor_of(request), timezone.localdate()
    found = _body_or_404(request, key)
    seats = list(Membership.objects.visible_to(actor.acting).filter(body=found).select_related("person", "body"))
    past = [seat for seat in seats if seat.ends_on is not None and seat.ends_on < today]
    context = {
        "body": found,
        "children": list(Body.objects.visible_to(actor.acting).filter(parent=found)),
        "present": [seat for seat in seats if seat not in past],
        "past": sorted(past, key=lambda seat: seat.ends_on or today, reverse=True),
        "columns": [
            Column("Who", "name"),
            Column("Office"),
            Column("From"),
            Column("Until"),
            Column("Change", hidden=True),
        ],
        "may_keep": policy.may_keep_bodies(actor),
        "ways": ways_from(found, actor),
        "today": today,
        "trail": _trail(),
    }
    return render(request, "bodies/body.html", context)


@audience(*KEEPS_BODIES)
def add(request: HttpRequest) -> HttpResponse:
    """Make a body."""
    actor = actor_of(request)

    def act(given: dict[str, Any]) -> str:
        return make_body(by=actor, **given).get_absolute_url()

    question = Question(
        heading="Add a board or committee",
        button="Add it",
        back=reverse("bodies"),
        leave="Back to the list",
        done="It is added.",
        trail=_trail(),
    )
    return ask(request, question, BodyForm, act)


@audience(*KEEPS_BODIES)
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Change a body."""
    actor, found = actor_of(request), _body_or_404(request, key)

    def act(given: dict[str, Any]) -> None:
        change_body(body=found, version=given.pop("version"), values=given, by=actor)

    initial = {
        "name": found.name,
        "kind": found.kind,
        "parent": found.parent.key if found.parent else "",
        "ended_on": found.ended_on,
        "version": found.version,
    }
    question = Question(
        heading=f"Change {found.name}", button="Save", back=found.get_absolute_url(), done="Saved.", trail=_trail(found)
    )
    return ask(request, question, lambda **named: ChangeBodyForm(but=found, **named), act, initial=initial)


@audience(*KEEPS_BODIES)
def member_add(request: HttpRequest, key: str) -> HttpResponse:
    """Let somebody sit on a body."""
    actor, found = actor_of(request), _body_or_404(request, key)

    def act(given: dict[str, Any]) -> None:
        add_member(body=found, by=actor, **given)

    question = Question(
        heading=f"Add a member to {found.name}",
        button="Add the member",
        back=found.get_absolute_url(),
        done="The member is added.",
        trail=_trail(found),
    )
    return ask(request, question, MemberForm, act, initial={"starts_on": timezone.localdate()})


@audience(*KEEPS_BODIES)
def membership_end(request: HttpRequest, key: str, person: str, since: str) -> HttpResponse:
    """End somebody's time on a body; a person and a first day name it."""
    actor, found = actor_of(request), _body_or_404(request, key)
    seats = Membership.objects.visible_to(actor.acting).filter(body=found).select_related("person", "body")
    seat = get_object_or_404(seats, person__key=person, starts_on=day_or_404(since))

    def act(given: dict[str, Any]) -> None:
        end_membership(membership=seat, on=given["ends_on"], by=actor)

    question = Question(
        heading=f"{seat.person.name} leaves {found.name}",
        lead="The day you name is the last.",
        button="Save the last day",
        back=found.get_absolute_url(),
        done="Saved.",
        trail=_trail(found),
    )
    return ask(request, question, LastDayForm, act, initial={"ends_on": timezone.localdate()})
