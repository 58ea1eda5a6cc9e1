"""Posts: the list, one post with everyone who held it, making posts and saying who holds them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.design.parts import Column, Link
from goldenthread.identity import policy
from goldenthread.identity.commands.people import know_as
from goldenthread.identity.commands.posts import end_holding, end_post, hold_post, make_post
from goldenthread.identity.forms.people import HoldingForm, KnownAsForm, LastDayForm, PostForm
from goldenthread.identity.models import KnownAs, Post, PostHolding
from goldenthread.identity.queries import list_posts
from goldenthread.identity.roles import Role
from goldenthread.identity.views.asking import Question, actor_of, ask, day_or_404
from goldenthread.kernel.audience import SIGNED_IN, audience


def _trail(post: Post | None = None) -> list[Link]:
    links = [Link("People", reverse("people")), Link("Posts", reverse("posts"))]
    return [*links, Link(post.title, post.get_absolute_url())] if post else links


def _post_or_404(request: HttpRequest, key: str) -> Post:
    return get_object_or_404(Post.objects.visible_to(actor_of(request).acting), key=key)


@audience(SIGNED_IN)
@require_safe
def posts(request: HttpRequest) -> HttpResponse:
    """Every post and who holds it today."""
    actor = actor_of(request)
    context = {
        "lines": list_posts(actor.acting, on=timezone.localdate()),
        "columns": [Column("Post", "name"), Column("Held by")],
        "may_add": policy.may_name_people(actor),
        "trail": _trail()[:1],
    }
    return render(request, "identity/posts.html", context)


@audience(SIGNED_IN)
@require_safe
def post(request: HttpRequest, key: str) -> HttpResponse:
    """One post: everyone who held it, with dates."""
    actor = actor_of(request)
    found = _post_or_404(request, key)
    holdings = PostHolding.objects.visible_to(actor.acting).filter(post=found).select_related("person")
    context = {
        "post": found,
        "holdings": holdings.order_by("-starts_on", "-pk"),
        "known_as": KnownAs.objects.visible_to(actor.acting).filter(post=found),
        "columns": [
            Column("Who", "name"),
            Column("How"),
            Column("From"),
            Column("Until"),
            Column("Change", hidden=True),
        ],
        "today": timezone.localdate(),
        "may_name": policy.may_name_people(actor) and found.ended_on is None,
        "administers": policy.administers(actor),
        "trail": _trail(),
    }
    return render(request, "identity/post.html", context)


@audience(Role.ADMINISTRATOR, Role.SERVICE_MANAGER)
def add(request: HttpRequest) -> HttpResponse:
    """Make a post."""
    actor = actor_of(request)

    def act(given: dict[str, Any]) -> str:
        return make_post(title=given["title"], by=actor).get_absolute_url()

    question = Question(
        heading="Add a post",
        lead="A post owns plans and leads actions, whoever holds it.",
        button="Add the post",
        back=reverse("posts"),
        leave="Back to posts",
        done="The post is added.",
        trail=_trail(),
    )
    return ask(request, question, PostForm, act)


@audience(Role.ADMINISTRATOR, Role.SERVICE_MANAGER)
def hold(request: HttpRequest, key: str) -> HttpResponse:
    """Say who holds a post."""
    actor, found = actor_of(request), _post_or_404(request, key)

    def act(given: dict[str, Any]) -> None:
        hold_post(post=found, by=actor, **given)

    question = Question(
        heading=f"Who holds the post {found.title}",
        button="Save",
        back=found.get_absolute_url(),
        done="Saved.",
        trail=_trail(found),
    )
    return ask(request, question, HoldingForm, act, initial={"starts_on": timezone.localdate()})


@audience(Role.ADMINISTRATOR, Role.SERVICE_MANAGER)
def holding_end(request: HttpRequest, key: str, person: str, since: str) -> HttpResponse:
    """End somebody's time in a post; a person and a first day name it."""
    actor, found = actor_of(request), _post_or_404(request, key)
    held = PostHolding.objects.visible_to(actor.acting).filter(post=found).select_related("person", "post")
    holding = get_object_or_404(held, person__key=person, starts_on=day_or_404(since))

    def act(given: dict[str, Any]) -> None:
        end_holding(holding=holding, on=given["ends_on"], by=actor)

    question = Question(
        heading=f"{holding.person.name} leaves a post",
        lead=f"{found.title}. The day you name is the last.",
        button="Save the last day",
        back=found.get_absolute_url(),
        done="Saved.",
        trail=_trail(found),
    )
    return ask(request, question, LastDayForm, act, initial={"ends_on": timezone.localdate()})


@audience(Role.ADMINISTRATOR)
def end(request: HttpRequest, key: str) -> HttpResponse:
    """Abolish a post."""
    actor, found = actor_of(request), _post_or_404(request, key)

    def act(given: dict[str, Any]) -> None:
        end_post(post=found, on=given["ends_on"], by=actor)

    question = Question(
        heading=f"End the post {found.title}",
        lead="Nobody can hold it after that day. What it owned stays under its title.",
        button="End the post",
        back=found.get_absolute_url(),
        done="The post ends.",
        trail=_trail(found),
    )
    return ask(request, question, LastDayForm, act, initial={"ends_on": timezone.localdate()})


@audience(Role.ADMINISTRATOR, Role.SERVICE_MANAGER)
def match_initials(request: HttpRequest, key: str) -> HttpResponse:
    """Say that the papers mean this post by some letters or a title."""
    actor, found = actor_of(request), _post_or_404(request, key)

    def act(given: dict[str, Any]) -> None:
        know_as(text=given["text"], post=found, by=actor)

    question = Question(
        heading=f"What papers call the post {found.title}",
        lead="Papers brought in from now on are read with it. The latest match stands.",
        button="Match",
        back=found.get_absolute_url(),
        done="The name is matched.",
        trail=_trail(found),
    )
    return ask(request, question, KnownAsForm, act)
