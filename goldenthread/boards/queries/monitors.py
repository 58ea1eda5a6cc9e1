"""Which body monitors a plan: what a form opens with where a careless press would record a decision of another."""

from goldenthread.boards.models import MonitoringInterval, MonitoringRound
from goldenthread.bodies.models import Body
from goldenthread.plan.models import Plan, PlanBoard
from goldenthread.plan.queries.line_of_years import plans_behind


def monitoring_body(plan: Plan) -> Body | None:
    """The body that monitors a plan, where that is clear; nothing where it could be one of several.

    It is the board of the plan's last round, in this year or in those before; else the only one that says how often
    it monitors it; else the only body that the plan names. One that has ended monitors nothing.
    """
    years = [plan.pk, *plans_behind(plan.pk)]
    named = PlanBoard.objects.filter(plan=plan, body__ended_on=None).values("body")
    for year in years:
        last = MonitoringRound.objects.filter(plan=year, board__in=named).order_by("-number").first()
        if last is not None:
            return last.board
    says = MonitoringInterval.objects.filter(plan__in=years, board__body__in=named).values("board__body")
    bodies = list(Body.objects.filter(pk__in=says)) or list(Body.objects.filter(pk__in=named))
    return bodies[0] if len(bodies) == 1 else None
