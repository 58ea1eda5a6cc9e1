"""A small year to refresh: greens, a complete action, a recommendation that was met, a standing duty."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from goldenthread.identity.actor import Actor
from goldenthread.plan.commands.considering import Chosen, consider, consider_several
from goldenthread.plan.commands.refreshed import Agreed, carry_out_refresh
from goldenthread.plan.commands.refreshing import begin_refresh
from goldenthread.plan.models import Action, Plan, Refresh
from goldenthread.plan.refresh import Choice
from tests.cast import Cast, by
from tests.plan.makers import make_action, make_plan, make_priority
from tests.plan.pages.scene import answer, make_finding

APRIL = datetime(2026, 4, 8, 10, tzinfo=UTC)
DIRECTOR = Agreed(note="The director agreed it.")


@dataclass(frozen=True, slots=True)
class Year:
    """A plan at its end. ``green``, ``late`` and ``other`` are worked on, ``met`` answers an inspection."""

    plan: Plan
    actor: Actor
    green: Action
    late: Action
    other: Action
    done: Action
    met: Action
    duty: Action

    def begin(self) -> Refresh:
        """A refresh of it, just begun."""
        return begin_refresh(plan=self.plan, by=self.actor, at=APRIL)

    def prepared(self) -> Refresh:
        """A refresh in which all that is unfinished is carried over as it is."""
        refresh = self.begin()
        self.carry(refresh, self.green, self.late, self.other)
        return refresh

    def carry(self, refresh: Refresh, *actions: Action) -> None:
        """Carry some over as they are, those that are late as late."""
        chosen = Chosen(Choice.CARRY, keeps_date=True)
        consider_several(refresh=refresh, actions=list(actions), chosen=chosen, by=self.actor, at=APRIL)

    def choose(self, refresh: Refresh, action: Action, choice: Choice, **more: object) -> None:
        """Choose one."""
        chosen = Chosen(choice, **more)  # type: ignore[arg-type]
        consider(refresh=refresh, action=action, chosen=chosen, by=self.actor, at=APRIL)

    def carry_out(self, refresh: Refresh, *, agreed: Agreed = DIRECTOR) -> Plan:
        """Press the last button."""
        return carry_out_refresh(refresh=refresh, by=self.actor, at=APRIL, agreed=agreed)


def heir(action: Action, plan: Plan) -> Action:
    """The row of the new plan in which an action goes on."""
    return plan.actions.get(came_from__action=action)


def make_year(cast: Cast, **fields: object) -> Year:
    """The plan of 2025-26 with two priorities, six actions."""
    plan = make_plan(key="harbour-plan-2025-26", name="Harbour Plan 2025-26", owner=cast.service_manager, **fields)
    early, care = make_priority(plan, number="1"), make_priority(plan, number="2", title="Care that lasts")
    march = {"ends_written": "Mar-26", "ends_on": date(2026, 3, 31), "ends_precision": "month",
             "original_ends_written": "Mar-26", "original_ends_on": date(2026, 3, 31)}  # fmt: skip
    july = {"ends_written": "Jul-26", "ends_on": date(2026, 7, 31), "ends_precision": "month",
            "original_ends_written": "Jul-26", "original_ends_on": date(2026, 7, 31)}  # fmt: skip
    blue = {"rating": "Blue", "state": "completed_on_paper"}
    green = make_action(plan, priority=early, ref="1.1", leads=[cast.lead_officer], **july)
    late = make_action(plan, priority=early, ref="1.2", wording="Write to every school.", **march)
    done = make_action(plan, priority=early, ref="1.3", wording="Print the leaflet.", **march, **blue)
    met = make_action(plan, priority=care, ref="2.1", wording="See each child alone.", **march, **blue)
    other = make_action(plan, priority=care, ref="2.2", wording="Find six carers.", rating="Amber", **july)
    duty = make_action(plan, priority=care, ref="2.3", wording="Read every log.", is_standing=True, **march, **blue)
    answer(met, make_finding(cast, plan, "See children alone."))
    return Year(plan, by(cast.service_manager), green, late, other, done, met, duty)
