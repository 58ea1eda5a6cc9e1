"""The doors of the desk: for service managers, and only to imports they may see."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from goldenthread.identity.models import Person
from goldenthread.intake.models import Import, State
from goldenthread.ledger.writing import note_sight
from goldenthread.plan import policy
from goldenthread.plan.models import Plan
from goldenthread.plan.planless import holds_plan
from goldenthread.plan.views.doors import actor_of

MANY_ACTIONS = 2_000
"""From so many actions on, reading and taking are left to the worker, and a page waits for them."""
MANY_BYTES = 256 * 1024
"""A file of this size may hold so many; smaller ones are read at once."""


def the_import(request: HttpRequest, key: str) -> Import:
    """The import of an address, if the reader sees it; else 404. That she saw it is noted."""
    actor = actor_of(request)
    found: Import = get_object_or_404(
        Import.objects.visible_to(actor.acting).select_related("made_by", "decided_by"), key=key
    )
    note_sight(by=actor, subject=found.subject)
    return found


def the_plan_paper(request: HttpRequest, key: str) -> Import:
    """The import of an address, if the reader sees it and a plan stands in it; else 404."""
    of = the_import(request, key)
    if not holds_plan(of):
        raise Http404
    return of


def waits(of: Import) -> bool:
    """Whether an import can still be corrected and decided."""
    return of.state == State.STAGED


def managed_plans(person: Person) -> list[Plan]:
    """The plans a paper may be the next version of."""
    return [plan for plan in Plan.objects.visible_to(person) if policy.manages(person, plan)]


def is_long(of: Import) -> bool:
    """Whether taking this import takes so long that a page waits for it."""
    return int(of.receipt.get("actions", 0)) > MANY_ACTIONS
