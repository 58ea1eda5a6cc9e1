"""Whose texts a person may find: the scopes of the plans, sources, boards and reports she may read.

Asked by every search. Whoever reads all of a kind is answered by a query that was compiled once, since deciding
row by row what is all the same costs more than the search itself; a test holds both ways to the same answer.
"""

from collections.abc import Mapping

from goldenthread.boards import finding as boards
from goldenthread.boards.models.board import READS_EVERY_BOARD
from goldenthread.committee import finding as committees
from goldenthread.identity.models import Person, Scope
from goldenthread.kernel.prepared import Prepared
from goldenthread.plan.models import Plan
from goldenthread.plan.models.plan import READS_ALL_PLANS
from goldenthread.plan.queries.sources import sources_visible_to
from goldenthread.reports import finding as reports
from goldenthread.sources.models import READS_ALL

EVERY_PLAN = Prepared(lambda: Plan.objects.order_by().values_list("scope", "name"))
EVERY_SOURCE = Prepared(lambda: Scope.objects.filter(kind="source").order_by().values_list("pk"))


def readable_plans(person: Person) -> dict[int, str]:
    """The names of the plans a person may read, by their scopes."""
    if person.is_active and person.rights.everywhere & READS_ALL_PLANS:
        return dict(EVERY_PLAN.rows())
    return dict(Plan.objects.visible_to(person).order_by().values_list("scope", "name"))


def readable_scopes(person: Person, plans: Mapping[int, str] | None = None) -> frozenset[int]:
    """The scopes whose texts a person may find: those of the plans, sources, boards and reports she may read."""
    plans = readable_plans(person) if plans is None else plans
    of_reports, of_committees = reports.scopes_found_by(person), committees.scopes_found_by(person)
    return frozenset(plans) | _sources(person) | _boards(person) | of_reports | of_committees


def _sources(person: Person) -> frozenset[int]:
    if person.is_active and person.rights.roles & READS_ALL:
        return frozenset(pk for (pk,) in EVERY_SOURCE.rows())
    keys = sources_visible_to(person).order_by().values("key")
    return frozenset(Scope.objects.filter(kind="source", key__in=keys).values_list("pk", flat=True))


def _boards(person: Person) -> frozenset[int]:
    if person.is_active and person.rights.everywhere & READS_EVERY_BOARD:
        return frozenset(pk for (pk,) in boards.EVERY_BOARD.rows())
    return boards.scopes_found_by(person)
