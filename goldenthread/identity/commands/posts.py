"""Posts: making them, and who holds them between which dates."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from goldenthread.identity import policy
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import key_from, tidy
from goldenthread.identity.models import Person, Post, PostHolding
from goldenthread.identity.roles import Holding
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record


@transaction.atomic
def make_post(*, title: str, by: Actor, key: str = "") -> Post:
    """Make a post. It can own plans and lead actions from then on, whoever holds it."""
    policy.require_may_name_people(by)
    title = tidy(title, what="a title", most=200)
    if Post.objects.filter(title__iexact=title, ended_on=None).exists():
        raise RuleBroken("There is a post with this title already.")
    post = Post.objects.create(key=key or key_from(title, Post), title=title)
    record("identity.post_made", by=by, subject=post.subject, title=title)
    return post


@transaction.atomic
def end_post(*, post: Post, by: Actor, on: date) -> None:
    """Abolish a post nobody holds after that day; what it owned stays in the record under its title."""
    policy.require_administers(by)
    if post.holdings.filter(Q(ends_on=None) | Q(ends_on__gt=on)).exists():
        raise RuleBroken("Somebody still holds this post; end the holding first.")
    Post.objects.filter(pk=post.pk).update(ended_on=on)
    record("identity.post_ended", by=by, subject=post.subject, changes={"ended_on": (post.ended_on, on)})
    post.ended_on = on


@transaction.atomic
def hold_post(
    *,
    post: Post,
    person: Person,
    starts_on: date,
    by: Actor,
    kind: str = Holding.SUBSTANTIVE,
    ends_on: date | None = None,
) -> PostHolding:
    """Say who holds a post, how and from when. One person at a time holds it substantively.

    An acting or interim holder may stand beside a substantive one who is away.
    """
    policy.require_may_name_people(by)
    policy.require_not_to_oneself(by, person, "Nobody can put themself into a post; somebody else must do it.")
    _check_dates(starts_on, ends_on)
    if person.is_system or person.has_left(on=starts_on):
        raise RuleBroken(f"{person} is no longer here on that day.")
    if post.ended_on is not None and post.ended_on < starts_on:
        raise RuleBroken("This post no longer exists on that day.")
    overlapping = post.holdings.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
    if ends_on is not None:
        overlapping = overlapping.filter(starts_on__lte=ends_on)
    if overlapping.filter(person=person).exists():
        raise RuleBroken(f"{person} holds this post already in that time.")
    if kind == Holding.SUBSTANTIVE:
        other = overlapping.filter(kind=Holding.SUBSTANTIVE).select_related("person").first()
        if other is not None:
            raise RuleBroken(
                f"{other.person} holds this post in that time; end that first, or choose acting or interim."
            )
    holding = PostHolding.objects.create(
        post=post, person=person, kind=Holding(kind), starts_on=starts_on, ends_on=ends_on
    )
    record(
        "identity.post_held",
        by=by,
        subject=post.subject,
        person=person.key,
        kind=str(kind),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    return holding


@transaction.atomic
def end_holding(*, holding: PostHolding, on: date, by: Actor) -> None:
    """End somebody's time in a post; the day named is their last. It can be brought forward, not put off."""
    policy.require_may_name_people(by)
    if on < holding.starts_on:
        raise RuleBroken("The last day cannot be before the first.")
    if holding.ends_on is not None and holding.ends_on < on:
        raise RuleBroken("This has ended already.")
    PostHolding.objects.filter(pk=holding.pk).update(ends_on=on)
    record(
        "identity.holding_ended",
        by=by,
        subject=holding.post.subject,
        changes={"ends_on": (holding.ends_on, on)},
        person=holding.person.key,
    )
    holding.ends_on = on


def _check_dates(starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise RuleBroken("The last day cannot be before the first.")
