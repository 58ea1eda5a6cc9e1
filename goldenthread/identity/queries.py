"""What the pages of people and posts need, read in a handful of statements."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from goldenthread.identity.models import (
    Account,
    Delegation,
    KnownAs,
    Person,
    PersonQuerySet,
    Post,
    PostHolding,
    RoleHeld,
)


def find_people(people: PersonQuerySet, *, words: str, on: date, left_too: bool = False) -> PersonQuerySet:
    """People whose name, initials, job or address hold all the words, with the posts they hold now."""
    if not left_too:
        people = people.working()
    for word in words.split()[:6]:
        people = people.filter(
            Q(name__icontains=word)
            | Q(initials__iexact=word)
            | Q(job_title__icontains=word)
            | Q(email__icontains=word)
            | Q(known_as__text__iexact=word)
        )
    held = PostHolding.objects.current(on=on).select_related("post")
    # Who has an account is read with each person; a person without one must not cost a query of its own.
    return people.distinct().select_related("account").prefetch_related(Prefetch("holdings", held, to_attr="posts_now"))


@dataclass(frozen=True, slots=True)
class AboutPerson:
    """Everything the page of one person shows, as far as its reader may see it."""

    person: Person
    account: Account | None
    holdings: list[PostHolding]
    known_as: list[KnownAs]
    roles: list[RoleHeld]
    given: list[Delegation]
    held: list[Delegation]


def about(person: Person, *, reader: Person, on: date) -> AboutPerson:
    """One person with posts, initials, roles and leave."""
    leave = Delegation.objects.visible_to(reader).not_over(on=on).select_related("person", "delegate")
    both = list(leave.filter(Q(person=person) | Q(delegate=person)))
    return AboutPerson(
        person=person,
        account=Account.objects.filter(person=person).first(),
        holdings=list(PostHolding.objects.visible_to(reader).filter(person=person).select_related("post")),
        known_as=list(KnownAs.objects.visible_to(reader).filter(person=person)),
        roles=list(RoleHeld.objects.visible_to(reader).filter(person=person).select_related("scope")),
        given=[one for one in both if one.person_id == person.pk],
        held=[one for one in both if one.delegate_id == person.pk],
    )


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post and who holds it on a day."""

    post: Post
    holders: list[PostHolding]


def list_posts(reader: Person, *, on: date) -> list[PostLine]:
    """Every post that stands, with its holders: two queries."""
    held = PostHolding.objects.current(on=on).select_related("person")
    posts = Post.objects.visible_to(reader).standing().prefetch_related(Prefetch("holdings", held, to_attr="now"))
    return [PostLine(post, list(post.now)) for post in posts]  # type: ignore[attr-defined]
