"""The page that holds the years of a plan against each other, each as its last round was closed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goldenthread.boards.queries.over_rounds import STACKED
from goldenthread.boards.queries.year_by_year import year_by_year
from goldenthread.boards.views.rounds import trail_of
from goldenthread.kernel.audience import audience
from goldenthread.plan.views.doors import READERS, actor_of, the_plan


@audience(*READERS)
@require_safe
def years(request: HttpRequest, key: str) -> HttpResponse:
    """What each year of a plan counted at its last closing, in all and by priority."""
    plan = the_plan(request, key)
    page = year_by_year(plan, reader=actor_of(request).acting)
    context = {"plan": plan, "page": page, "colours": STACKED, "trail": trail_of(plan)}
    return render(request, "boards/years.html", context)
