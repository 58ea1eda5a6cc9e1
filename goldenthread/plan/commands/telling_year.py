"""Telling people what the last press of a year's refresh did with what was theirs.

Each lead hears once, in the digest of the day, which of her actions goes on in the new plan and what it is called
there; whoever asked for a new end that the press answered hears what it was answered with.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.timezone import localdate

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Account, Person, PostHolding
from goldenthread.notices.commands import put_out
from goldenthread.plan.models import Action, ActionLead, Plan
from goldenthread.plan.queries.plan_header import named_with_its_year
from goldenthread.plan.states import State

NEW_YEAR = "plan-next-year"
"""The kind of notice that tells a lead of the new year."""
MOST_NAMED = 60


def may_see_plan(person: Person, about: str) -> bool:
    """Whether somebody may still see the plan a notice speaks of, by its name in the ledger."""
    return Plan.objects.visible_to(person).filter(key=about.removeprefix("plan:")).exists()


def tell_new_year(*, old: Plan, made: Plan, heirs: Mapping[int, Action], by: Actor, at: datetime) -> None:
    """Tell each lead of the new plan what of theirs has which new ref; a part of the last press.

    ``heirs`` are the new rows by the number of the old row they came from. Whoever pressed is not told.
    """
    refs = {pk: ref or key for pk, ref, key in old.actions.values_list("pk", "ref", "key")}
    was = {heir.pk: refs[pk] for pk, heir in heirs.items()}
    rows = {heir.pk: heir for heir in heirs.values()}
    theirs = _led(made, by=by, at=at)
    before, after = (named_with_its_year(one, beside=other.name) for one, other in ((old, made), (made, old)))
    for person in Person.objects.filter(pk__in=theirs, is_active=True).exclude(email="").order_by("pk"):
        if not may_see_plan(person, made.subject):
            continue
        named = [_named(rows[pk], was[pk]) for pk in theirs[person.pk] if pk in rows]
        if named:
            put_out(
                to=person,
                kind=NEW_YEAR,
                about=made.subject,
                subject=f"The next year has begun: {made.name}",
                text=f"{by} took {before} into its next year, {after}. Yours in it: {_listed(named)}.",
                path=made.get_absolute_url(),
                once=f"{made.subject}:{NEW_YEAR}:{person.key}",
                at=at,
                by=by,
            )


def _led(made: Plan, *, by: Actor, at: datetime) -> dict[int, list[int]]:
    """The actions of the new plan by each person who leads them, herself or by a post, and who signs in."""
    leads = ActionLead.objects.filter(action__plan=made).order_by("action__position", "pk")
    posts: dict[int, list[int]] = defaultdict(list)
    held = PostHolding.objects.current(on=localdate(at)).filter(post__in=leads.values("post"))
    for post, person in held.order_by("pk").values_list("post_id", "person_id"):
        posts[post].append(person)
    found: dict[int, list[int]] = defaultdict(list)
    for action, lead, post in leads.values_list("action_id", "person_id", "post_id"):
        for person in [lead] if lead else posts.get(post or 0, []):
            if action not in found[person]:
                found[person].append(action)
    signs_in = Account.objects.filter(person__in=set(found) - by.people, is_active=True)
    wanted = set(signs_in.values_list("person_id", flat=True))
    return {person: actions for person, actions in found.items() if person in wanted}


def _named(row: Action, was: str) -> str:
    name = row.ref or row.key
    told = [f"was {was}" if name != was else "", "under watch" if row.state == State.UNDER_WATCH else ""]
    more = ", ".join(filter(None, told))
    return f"{name} ({more})" if more else name


def _listed(named: Sequence[str]) -> str:
    more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    return ", ".join(named[:MOST_NAMED]) + more
