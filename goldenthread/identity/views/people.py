"""People: the list, one person, adding and changing somebody, and what papers call them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from goldenthread.design.parts import Column, Link
from goldenthread.identity import policy
from goldenthread.identity.about import parts_of
from goldenthread.identity.commands.people import add_person, change_person, forget_known_as, know_as
from goldenthread.identity.forms.people import ChangePersonForm, KnownAsForm, OwnDetailsForm, PersonForm
from goldenthread.identity.models import KnownAs, Person
from goldenthread.identity.queries import about, find_people, planned_for
from goldenthread.identity.roles import Role
from goldenthread.identity.views.asking import Question, actor_of, ask
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.kernel.errors import NotAllowed

PAGE = 50


def trail() -> list[Link]:
    """The way to a page about people."""
    return [Link("People", reverse("people"))]


def trail_of(person: Person) -> list[Link]:
    """The way to a page about one person."""
    return [*trail(), Link(person.name, person.get_absolute_url())]


def person_or_404(request: HttpRequest, key: str) -> Person:
    """One person this reader may see."""
    reader = actor_of(request).acting
    return get_object_or_404(Person.objects.visible_to(reader), key=key)


@audience(SIGNED_IN)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, by name; found by name, initials, job or address."""
    actor = actor_of(request)
    words = request.GET.get("q", "").strip()[:100]
    left_too = request.GET.get("left") == "yes"
    found = find_people(
        Person.objects.visible_to(actor.acting), words=words, on=timezone.localdate(), left_too=left_too
    )
    shows_accounts = policy.administers(actor)
    set_filters = [pair for pair in (("q", words), ("left", "yes" if left_too else "")) if pair[1]]
    columns = [Column("Name", "name"), Column("Initials"), Column("Job title"), Column("Posts")]
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "columns": [*columns, Column("Account")] if shows_accounts else columns,
        "shows_accounts": shows_accounts,
        "words": words,
        "left_too": left_too,
        "query": "".join(f"{urlencode({name: value})}&" for name, value in set_filters),
        "may_add": policy.may_name_people(actor),
    }
    return render(request, "identity/people.html", context)


@audience(SIGNED_IN)
@require_safe
def person(request: HttpRequest, key: str) -> HttpResponse:
    """One person: who they are, their posts, bodies and initials; roles and leave for those they concern."""
    actor, today = actor_of(request), timezone.localdate()
    found = person_or_404(request, key)
    administers = policy.administers(actor)
    is_self = found.pk == actor.person.pk
    shown = about(found, reader=actor.acting, on=today)
    context = {
        "shown": shown,
        "about_person": found,
        "parts": parts_of(found, reader=actor.acting),
        "today": today,
        "administers": administers,
        "sees_roles": administers or is_self or Role.AUDITOR in actor.acting.rights.everywhere,
        "may_change": administers or (is_self and actor.behalf_of is None),
        "may_name": policy.may_name_people(actor),
        "may_lend": policy.may_lend(actor, found),
        "may_hand_over": policy.may_hand_over(actor, found),
        "state": account_state(shown.account, found),
        "planned": planned_for(found, reader=actor.acting),
    }
    return render(request, "identity/person.html", context)


def account_state(account: Any, person: Person) -> str:
    """How an account stands, in words."""
    if account is None:
        return "none"
    if not account.may_sign_in(on=timezone.localdate()):
        return "left" if person.has_left(on=timezone.localdate()) else "disabled"
    return "open" if account.has_usable_password() else "invited"


@audience(Role.ADMINISTRATOR, Role.SERVICE_MANAGER)
def add(request: HttpRequest) -> HttpResponse:
    """Add somebody the papers name."""
    actor = actor_of(request)

    def act(given: dict[str, Any]) -> str:
        return add_person(by=actor, **given).get_absolute_url()

    question = Question(
        heading="Add a person",
        lead="Somebody a plan names, with or without an account. Accounts are made by inviting.",
        button="Add the person",
        back=reverse("people"),
        leave="Back to people",
        done="The person is added.",
        trail=trail(),
    )
    return ask(request, question, PersonForm, act)


@audience(SIGNED_IN)
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Change what is known of a person: administrators everything, people their own job, initials and telephone."""
    actor = actor_of(request)
    found = person_or_404(request, key)
    form = ChangePersonForm if policy.administers(actor) else OwnDetailsForm
    if not policy.may_change_person(actor, found, frozenset()):
        return refuse(request, "Only an administrator can change this about a person.")

    def act(given: dict[str, Any]) -> None:
        change_person(person=found, version=given.pop("version"), values=given, by=actor)

    question = Question(
        heading=f"Change {found.name}",
        button="Save",
        back=found.get_absolute_url(),
        done="Saved.",
        trail=trail_of(found),
    )
    initial = {name: getattr(found, name) for name in form.base_fields}
    return ask(request, question, form, act, initial=initial)


def refuse(request: HttpRequest, sentence: str) -> HttpResponse:
    """The page of somebody who sees a thing and may not do this with it."""
    return render(request, "identity/refused.html", {"reason": sentence}, status=403)


@audience(Role.ADMINISTRATOR, Role.SERVICE_MANAGER)
def match_initials(request: HttpRequest, key: str) -> HttpResponse:
    """Say that the papers mean this person by some initials or name."""
    actor = actor_of(request)
    found = person_or_404(request, key)

    def act(given: dict[str, Any]) -> None:
        know_as(text=given["text"], person=found, by=actor)

    question = Question(
        heading=f"What papers call {found.name}",
        lead="Papers brought in from now on are read with it. The latest match of the same initials stands.",
        button="Match",
        back=found.get_absolute_url(),
        done="The initials are matched.",
        trail=trail_of(found),
    )
    return ask(request, question, KnownAsForm, act, initial={"text": found.initials})


@audience(Role.ADMINISTRATOR, Role.SERVICE_MANAGER)
@require_POST
def forget_initials(request: HttpRequest, key: str) -> HttpResponse:
    """Take initials out of the glossary."""
    found = person_or_404(request, key)
    known = KnownAs.objects.visible_to(actor_of(request).acting).filter(person=found)
    known_as = get_object_or_404(known, text=request.POST.get("text", ""))
    try:
        forget_known_as(known_as=known_as, by=actor_of(request))
    except NotAllowed as refusal:
        return refuse(request, str(refusal))
    messages.success(request, f"“{known_as.text}” no longer means {found}.")
    return redirect(found)
