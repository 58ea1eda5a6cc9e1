"""The doors of the desk: for service managers, and only to imports they may see."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from goldenthread.committee.readers import KEEPS_PAPERS
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from goldenthread.importing.queries.pack import holds_closed
from goldenthread.intake.models import Import, State
from goldenthread.ledger.writing import note_sight
from goldenthread.plan import policy
from goldenthread.plan.models import Plan
from goldenthread.plan.planless import holds_plan
from goldenthread.plan.views.doors import actor_of

BRINGS = (Role.SERVICE_MANAGER, Role.DEMOCRATIC_SERVICES)
"""Who brings papers: a plan and what stands beside it, or meetings and reports alone."""
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


def reads_closed(request: HttpRequest, of: Import) -> bool:
    """Whether a reader reads what is not public in a paper: who brought it, and who keeps what is restricted.

    That a service manager sees every import opens nothing that is kept from the public.
    """
    person = actor_of(request).acting
    return of.made_by_id == person.pk or bool(person.rights.roles & KEEPS_PAPERS) or not holds_closed(of)


def require_reads_closed(request: HttpRequest, of: Import) -> None:
    """Refuse whoever may not read all of a paper: for her the page is not there."""
    if not reads_closed(request, of):
        raise Http404


def waits(of: Import) -> bool:
    """Whether an import can still be corrected and decided."""
    return of.state == State.STAGED


def managed_plans(person: Person) -> list[Plan]:
    """The plans a paper may be the next version of."""
    return [plan for plan in Plan.objects.visible_to(person) if policy.manages(person, plan)]


def is_long(of: Import) -> bool:
    """Whether taking this import takes so long that a page waits for it."""
    return int(of.receipt.get("actions", 0)) > MANY_ACTIONS
