"""Views of a plan that somebody keeps by name: their own, so nobody else's record is touched."""

from django.db import transaction

from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.models import Plan, SavedFilter

MOST_VIEWS = 30


@transaction.atomic
def keep_view(*, plan: Plan, name: str, query: str, by: Actor) -> SavedFilter:
    """Keep a filter of a plan by name; the same name again takes the new filter."""
    if not name.strip():
        raise RuleBroken("Give the view a name, for example: Late, Assessment team.")
    if not query or len(query) > 1000:
        raise RuleBroken("Choose a filter first; a view is a filter with a name.")
    mine = SavedFilter.objects.filter(person=by.acting, plan=plan)
    if mine.exclude(name=name.strip()).count() >= MOST_VIEWS:
        raise RuleBroken(f"You keep {MOST_VIEWS} views of this plan already. Drop one first.")
    view, _ = SavedFilter.objects.update_or_create(
        person=by.acting, plan=plan, name=name.strip()[:80], defaults={"query": query}
    )
    return view


@transaction.atomic
def drop_view(*, view: SavedFilter, by: Actor) -> None:
    """Drop a view one keeps; somebody else's is not found here."""
    SavedFilter.objects.filter(pk=view.pk, person=by.acting).delete()
