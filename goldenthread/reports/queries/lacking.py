"""What is missing here before the head of a report can be filled in: bodies, closed rounds; and where to add it.

A list that is empty says nothing by itself: whoever may add to it is led there, the others are told whom to ask.
"""

from goldenthread.bodies.models import Body
from goldenthread.identity.actor import Actor
from goldenthread.identity.policy import may_keep_bodies
from goldenthread.plan.models import Plan
from goldenthread.reports.queries.cautions import Caution

NO_BODY = "No board or committee is known here yet, so none can be chosen."
NO_ROUND = "No round is closed yet, so there are no figures to draft a report from."


def lacking_for_a_report(by: Actor, *, has_rounds: bool) -> list[Caution]:
    """A sentence for each list that has nothing in it, with the way to add to it for whoever may."""
    found = []
    if not Body.objects.visible_to(by.acting).filter(ended_on=None).exists():
        keeps = may_keep_bodies(by)
        found.append(
            Caution(NO_BODY, "/bodies/add/", "Add a board or committee")
            if keeps
            else Caution(f"{NO_BODY} Democratic services or an administrator adds one.")
        )
    if not has_rounds:
        found.append(_first_round(by))
    return found


def _first_round(by: Actor) -> Caution:
    """The way to the rounds of the plan, where the reader sees one alone; else to the plans."""
    plans = list(Plan.objects.visible_to(by.acting)[:2])
    if len(plans) == 1:
        return Caution(NO_ROUND, f"{plans[0].get_absolute_url()}rounds/", f"The rounds of {plans[0].name}")
    return Caution(NO_ROUND, "/plans/", "The plans and their rounds" if plans else "Begin with a plan")
