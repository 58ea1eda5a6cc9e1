"""What keeps blue from an action before anybody has typed a word: said at once, with the way on.

The command that assures refuses the same things when it is sent; here they are known beforehand, so that nobody
fills in a form which cannot be sent.
"""

from dataclasses import dataclass

from django.urls import reverse

from goldenthread.design.parts import Link
from goldenthread.design.words import day
from goldenthread.identity.actor import Actor
from goldenthread.plan import policy
from goldenthread.plan.commands.contradictions import leads_of
from goldenthread.plan.commands.progress import REPORTED
from goldenthread.plan.models import Action
from goldenthread.plan.queries.line_of_years import who_did_on_line
from goldenthread.plan.states import BLUE, State

MAY_BE_ASSURED = (State.REPORTED_COMPLETE, State.COMPLETED_ON_PAPER, State.DECLARED_COMPLETE)


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why an action cannot be assured by its reader now, and where they can go from here."""

    why: str
    ways: list[Link]


def hindrance(action: Action, by: Actor) -> Hindrance | None:
    """What keeps this reader from giving blue, if anything: the state of the action, or a part of their own in it."""
    named = action.ref or action.key
    back = Link(f"{named} with its history", action.get_absolute_url())
    desk = Link("What waits for assurance", reverse("assurance"))
    if action.state not in MAY_BE_ASSURED:
        if action.state == State.ASSURED:
            when = f" on {day(action.assured_on)}" if action.assured_on else ""
            whom = f" by {action.assured_by}" if action.assured_by else ""
            return Hindrance(f"{named} is blue already: it was assured{whom}{when}.", [back, desk])
        if action.state in BLUE or action.state in (State.PAUSED, State.WITHDRAWN):
            return Hindrance(f"{named} is {State(action.state).label.lower()}, so there is nothing to assure.", [back])
        report = Link(f"Report {named} complete", reverse("action-complete", args=[action.plan.key, action.key]))
        may_report = policy.may_update(by.acting, action) and not by.people & leads_of(action, by)
        why = f"Nobody has reported {named} complete, so there is nothing to assure yet. Its leads report it complete."
        return Hindrance(why, [back, desk, *([report] if may_report else [])])
    if by.people & leads_of(action, by):
        return Hindrance(
            f"You lead {named}, so somebody else with the quality-assurance role assures it.", [back, desk]
        )
    if _has_reported(action, by):
        why = f"You reported {named} complete, so somebody else with the quality-assurance role assures it."
        return Hindrance(why, [back, desk])
    return None


def _has_reported(action: Action, by: Actor) -> bool:
    """Whether they said that it is complete, or typed it for a lead."""
    if action.reported_by_id is None:
        return False
    return action.reported_by_id in by.people or bool(who_did_on_line(action, REPORTED) & {by.key, by.for_key})
