"""Who may do what to a round. What is not recognised is refused; reading is decided by ``visible_to``."""

from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import NotAllowed
from goldenthread.plan import policy as of_plans
from goldenthread.plan.models import Plan


def may_keep_rounds(by: Actor, plan: Plan) -> bool:
    """Whether somebody may plan, open and close rounds: whoever manages the plan."""
    return of_plans.manages(by.acting, plan)


def require_may_keep_rounds(by: Actor, plan: Plan) -> None:
    """Refuse whoever does not manage the plan."""
    if not may_keep_rounds(by, plan):
        raise NotAllowed("Only whoever manages this plan can plan, open or close its rounds.")
