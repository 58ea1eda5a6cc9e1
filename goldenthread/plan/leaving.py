"""What somebody owes in plans when they leave: actions led, actions overseen, plans owned."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from goldenthread.identity.actor import Actor
from goldenthread.identity.handover import OwedKind, register
from goldenthread.identity.models import Person
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.commands.leads import hand_over_actions
from goldenthread.plan.models import Action, Plan
from goldenthread.plan.queries.mine import places_of
from goldenthread.plan.queries.plan_header import named_with_its_year


def _actions(person: Person) -> QuerySet[Action]:
    mine = Q(leads__person=person) | Q(senior_lead=person)
    found = Action.objects.unfinished().filter(mine)
    return found.select_related("plan").order_by("plan__name", "position").distinct()


def count_owed(person: Person) -> int:
    """How many unfinished actions a person leads or oversees, and plans they own."""
    return _actions(person).count() + Plan.objects.filter(owner=person).count()


def items_owed(person: Person) -> Sequence[tuple[str, str]]:
    """Each of them by its name and address; two years of a plan that have one name are told apart by their dates."""
    owned = list(Plan.objects.filter(owner=person))
    found = list(_actions(person).select_related("plan", "priority"))
    places, plans = places_of(found), {plan.pk: plan for plan in (*owned, *(action.plan for action in found))}
    times = Counter(plan.name for plan in plans.values())
    names = {
        pk: named_with_its_year(plan, beside=plan.name if times[plan.name] > 1 else "") for pk, plan in plans.items()
    }
    return [(f"Owner of {names[plan.pk]}", plan.get_absolute_url()) for plan in owned] + [
        (f"{names[action.plan_id]}: {_named(action, places.get(action.pk, ''))}", action.get_absolute_url())
        for action in found
    ]


def _named(action: Action, place: str) -> str:
    """The ref, the priority where two have this ref, and the words."""
    return " ".join(part for part in (action.ref or action.key, place and f"({place})", action.wording) if part)


def hand_over(*, person: Person, successor: Person | None, by: Actor, on: date) -> int:
    """Give them all to the successor; finished actions keep the name of whoever did them."""
    if successor is None:
        raise RuleBroken("Actions cannot be left to nobody: choose who takes them.")
    return hand_over_actions(person=person, successor=successor, by=by, on=on)


def register_what_is_owed() -> None:
    """Enter the kind in the register of hand-overs."""
    register(
        OwedKind(
            name="Actions and plans", count=count_owed, items=items_owed, hand_over=hand_over, is_case_content=True
        )
    )
