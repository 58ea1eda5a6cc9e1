"""Plans that come to their end and have no next year yet: whoever manages one is told on her start page."""

from datetime import date

from goldenthread.identity.models import Person
from goldenthread.kernel.dates import add_months
from goldenthread.plan import policy
from goldenthread.plan.models import Plan, Refresh
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.queries.plan_header import MONTHS_BEFORE, is_near_its_end


def to_begin_anew(person: Person, *, on: date) -> list[Plan]:
    """The plans under way that a person manages, that end within three months, and whose next year nobody began."""
    ending = Plan.objects.visible_to(person).filter(ends_on__lte=add_months(on, MONTHS_BEFORE))
    begun = Refresh.objects.exclude(stage=Refresh.Stage.GIVEN_UP).order_by().values("plan")
    rows = ending.exclude(stage__in=[Stage.DRAFT, Stage.CLOSED]).exclude(pk__in=begun)
    return [plan for plan in rows if is_near_its_end(plan, on) and policy.manages(person, plan)]


def is_prepared(plan: Plan) -> bool:
    """Whether the next year of a plan is being prepared."""
    return plan.refreshes.filter(stage=Refresh.Stage.PREPARING).exists()
