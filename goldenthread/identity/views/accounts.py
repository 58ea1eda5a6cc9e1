"""Accounts and roles of other people, for administrators: inviting, new passwords, disabling, giving and ending."""

from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from goldenthread.identity.commands.accounts import (
    Link,
    disable_account,
    enable_account,
    end_sign_ins,
    invite_person,
    reset_password,
)
from goldenthread.identity.commands.roles import end_role, give_role
from goldenthread.identity.forms.people import LastDayForm, NewLinkForm, RoleForm, WhyForm
from goldenthread.identity.models import Account, Person, RoleHeld
from goldenthread.identity.queries import planned_to
from goldenthread.identity.roles import Role
from goldenthread.identity.views.asking import Question, actor_of, ask, day_or_404
from goldenthread.identity.views.people import person_or_404, trail_of
from goldenthread.kernel.audience import audience

NEW_LINK = "new_link"


@audience(Role.ADMINISTRATOR)
def invite(request: HttpRequest, key: str) -> HttpResponse:
    """Give a person an account and a link to send."""
    actor, found = actor_of(request), person_or_404(request, key)

    def act(_given: dict[str, Any]) -> str:
        return _keep_to_show(request, found, invite_person(person=found, by=actor, at=timezone.now()))

    question = _question(
        found,
        heading=f"Invite {found.name}",
        button="Make the link",
        lead=f"You get a link to send to them. It works once, for {settings.INVITATION_LASTS.days} days.",
    )
    return ask(request, question, Form, act)


@audience(Role.ADMINISTRATOR)
def reset(request: HttpRequest, key: str) -> HttpResponse:
    """Make a link with which a person chooses a new password."""
    actor, found = actor_of(request), person_or_404(request, key)

    def act(given: dict[str, Any]) -> str:
        return _keep_to_show(request, found, reset_password(person=found, by=actor, at=timezone.now(), **given))

    question = _question(
        found,
        heading=f"New password for {found.name}",
        button="Make the link",
        lead="You get a link to send. It works once; the old password works until then.",
    )
    return ask(request, question, NewLinkForm, act)


def _keep_to_show(request: HttpRequest, person: Person, link: Link) -> str:
    """The link is shown on the next page, once; the database keeps only its hash."""
    request.session[NEW_LINK] = {"person": person.key, "path": link.path, "ends_at": link.ends_at.isoformat()}
    return reverse("person-link", args=[person.key])


@audience(Role.ADMINISTRATOR)
@require_safe
def show_link(request: HttpRequest, key: str) -> HttpResponse:
    """The link that was just made, shown once."""
    found = person_or_404(request, key)
    link = request.session.pop(NEW_LINK, None)
    if not link or link.get("person") != found.key:
        return redirect(found)
    context = {
        "about_person": found,
        "address": f"{settings.ADDRESS}{link['path']}",
        "ends_at": parse_datetime(link["ends_at"]),
        "trail": trail_of(found),
    }
    return render(request, "identity/link.html", context)


@audience(Role.ADMINISTRATOR)
def disable(request: HttpRequest, key: str) -> HttpResponse:
    """Close an account at once."""
    actor, found = actor_of(request), person_or_404(request, key)

    def act(given: dict[str, Any]) -> None:
        disable_account(person=found, by=actor, why=given["why"])

    question = _question(
        found,
        heading=f"Disable the account of {found.name}",
        button="Disable the account",
        lead="They are signed out everywhere at once and cannot sign in. What they did stays in the record.",
        done="The account is disabled.",
    )
    more = {"planned": planned_to(found), "about_person": found}
    return ask(request, question, WhyForm, act, template="identity/disable.html", more=more)


@audience(Role.ADMINISTRATOR)
def enable(request: HttpRequest, key: str) -> HttpResponse:
    """Open a disabled account again."""
    actor, found = actor_of(request), person_or_404(request, key)

    def act(_given: dict[str, Any]) -> None:
        enable_account(person=found, by=actor)

    question = _question(
        found,
        heading=f"Open the account of {found.name} again",
        button="Open the account",
        lead="They sign in as before. Roles that have ended are given anew where they are needed.",
        done="The account is open.",
    )
    return ask(request, question, Form, act)


@audience(Role.ADMINISTRATOR)
def sign_out_everywhere(request: HttpRequest, key: str) -> HttpResponse:
    """End every session of a person, as when a telephone is lost."""
    actor, found = actor_of(request), person_or_404(request, key)
    account = get_object_or_404(Account.objects.visible_to(actor.person), person=found)

    def act(_given: dict[str, Any]) -> None:
        end_sign_ins(account=account, by=actor)

    question = _question(
        found,
        heading=f"Sign {found.name} out everywhere",
        button="Sign them out",
        lead="For a lost telephone or laptop. They can sign in again with their password.",
        done="They are signed out everywhere.",
    )
    return ask(request, question, Form, act)


@audience(Role.ADMINISTRATOR)
def role_give(request: HttpRequest, key: str) -> HttpResponse:
    """Give somebody a role."""
    actor, found = actor_of(request), person_or_404(request, key)

    def act(given: dict[str, Any]) -> None:
        give_role(person=found, by=actor, **given)

    question = _question(found, heading=f"Give {found.name} a role", button="Give the role", done="The role is given.")
    return ask(request, question, RoleForm, act, initial={"starts_on": timezone.localdate()})


@audience(Role.ADMINISTRATOR)
def role_end(request: HttpRequest, key: str, role: str, where: str, since: str) -> HttpResponse:
    """End a role somebody holds; its name, where it is held and its first day name it."""
    actor, found = actor_of(request), person_or_404(request, key)
    roles = RoleHeld.objects.visible_to(actor.person).filter(person=found, starts_on=day_or_404(since))
    same = [one for one in roles.select_related("scope", "person") if (slugify(one.role), one.where) == (role, where)]
    if not same:
        raise Http404
    held = same[-1]

    def act(given: dict[str, Any]) -> None:
        end_role(held=held, on=given["ends_on"], by=actor)

    question = _question(
        found,
        heading=f"End a role of {found.name}",
        button="End the role",
        lead=f"{held.get_role_display()}, {held.scope or 'everywhere'}.",
        done="The role ends.",
    )
    return ask(request, question, LastDayForm, act, initial={"ends_on": timezone.localdate()})


def _question(person: Person, **words: Any) -> Question:
    return Question(back=person.get_absolute_url(), trail=trail_of(person), **words)
