"""Pages of who may read what is restricted, and of declared interests."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.committee.commands.entitling import declare, end_grant, grant_reading, take_back
from goldenthread.committee.forms.entitling import DeclareForm, EnterForm, GrantForm
from goldenthread.committee.forms.meetings import WhyForm
from goldenthread.committee.models import AgendaItem, Declaration
from goldenthread.committee.policy import EXEMPTS, GRANTS, may_enter_interests, may_grant
from goldenthread.committee.queries.agenda import agenda_of
from goldenthread.committee.queries.declared import declares_at, grant_rows, grants_of, openings_of
from goldenthread.committee.views.doors import the_item, the_meeting, trail_to
from goldenthread.design.parts import Link
from goldenthread.identity.views.asking import Question, actor_of, ask
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.kernel.errors import NotAllowed
from goldenthread.plan.views.doors import refusing


def _trail(item: AgendaItem) -> list[Link]:
    return [*trail_to(meeting=item.meeting), Link(item.title, item.get_absolute_url())]


def _reading(item: AgendaItem) -> str:
    return reverse("who-reads-item", args=[item.meeting.key, item.number])


@audience(*EXEMPTS)
@refusing
@require_safe
def reading(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Who was let read a restricted item, why and until when, and who opened its papers."""
    found = the_item(request, the_meeting(request, key), number)
    context = {
        "item": found,
        "meeting": found.meeting,
        "grants": grants_of(found, at=timezone.now()),
        "openings": openings_of(found),
        "may_grant": may_grant(actor_of(request)),
        "trail": _trail(found),
    }
    return render(request, "committee/reading.html", context)


@audience(*GRANTS)
@refusing
def grant_add(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Let somebody read an item, or one paper of it."""
    actor, found = actor_of(request), the_item(request, the_meeting(request, key), number)
    made: list[GrantForm] = []

    def make(**named: Any) -> GrantForm:
        made.append(GrantForm(item=found, **named))
        return made[-1]

    def act(given: dict[str, Any]) -> None:
        paper = given["paper"]
        grant_reading(
            person=given["person"], reason=given["reason"], until=made[-1].ends(), by=actor, at=timezone.now(),
            item=None if paper else found, paper=paper,
        )  # fmt: skip

    question = Question(
        heading=f"Let somebody read “{found.title}”", button="Let them read it", back=_reading(found),
        lead="It opens what is kept from them, for this reason and until this day; every opening is noted. An interest "
        "they declare withholds it all the same.",
        done="They may read it from now on.", trail=_trail(found),
    )  # fmt: skip
    return ask(request, question, make, act)


@audience(*GRANTS)
@refusing
def grant_end(request: HttpRequest, key: str, number: int, grant: int) -> HttpResponse:
    """End a grant before its day."""
    actor, found = actor_of(request), the_item(request, the_meeting(request, key), number)
    one = get_object_or_404(grant_rows(found), pk=grant)

    def act(given: dict[str, Any]) -> None:
        end_grant(grant=one, why=given["why"], by=actor, at=timezone.now())

    question = Question(
        heading=f"{one.person.name} reads it no more", button="End it", back=_reading(found), done="It has ended.",
        lead="What was opened until now stays told.", trail=_trail(found),
    )  # fmt: skip
    return ask(request, question, WhyForm, act)


@audience(SIGNED_IN)
@refusing
def declare_interest(request: HttpRequest, key: str) -> HttpResponse:
    """Declare an interest of one's own in a meeting; its clerk and the monitoring officer enter what others declare."""
    actor, meeting = actor_of(request), the_meeting(request, key)
    enters = may_enter_interests(actor)
    if not enters and not declares_at(actor.acting, meeting):
        raise NotAllowed("Only who has a part in this meeting declares an interest in it.")
    agenda = agenda_of(meeting, actor.acting, at=timezone.now())

    def make(**named: Any) -> DeclareForm:
        return EnterForm(meeting=meeting, agenda=agenda, **named) if enters else DeclareForm(agenda=agenda, **named)

    def act(given: dict[str, Any]) -> None:
        number, person = given.pop("item"), given.pop("person", actor.acting)
        item = AgendaItem.objects.visible_to(actor.acting).get(meeting=meeting, number=number) if number else None
        declare(meeting=meeting, person=person, item=item, by=actor, at=timezone.now(), **given)

    question = Question(
        heading="Enter a declared interest" if enters else "Declare an interest",
        button="Enter it" if enters else "Declare it", back=f"{meeting.get_absolute_url()}#declared",
        lead="What is kept from the public about the item is withheld at once where the interest is a disclosable "
        "pecuniary one. Only the clerk or the monitoring officer can take a declaration back.",
        done="The interest is entered." if enters else "Your interest is declared.", trail=trail_to(meeting=meeting),
        leave="Leave it",
    )  # fmt: skip
    return ask(request, question, make, act, initial={"item": request.GET.get("item", "")})


@audience(*EXEMPTS)
@refusing
def declaration_take_back(request: HttpRequest, key: str, declaration: int) -> HttpResponse:
    """Take back an interest that was declared in error."""
    actor, meeting = actor_of(request), the_meeting(request, key)
    rows = Declaration.objects.visible_to(actor.acting).filter(meeting=meeting).select_related("person", "item")
    one = get_object_or_404(rows, pk=declaration)
    one.meeting = meeting

    def act(given: dict[str, Any]) -> None:
        take_back(declaration=one, why=given["why"], by=actor, at=timezone.now())

    question = Question(
        heading=f"Take back what {one.person.name} declared", button="Take it back",
        back=f"{meeting.get_absolute_url()}#declared", done="It is taken back.", trail=trail_to(meeting=meeting),
        lead="Only where it was declared in error: they read again what it withheld. That it was declared stays told.",
    )  # fmt: skip
    return ask(request, question, WhyForm, act)
