"""A small plan to look at pages with: two priorities, an action led by the lead officer, one by nobody."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from goldenthread.bodies.models import Body, Membership
from goldenthread.identity.models import Scope
from goldenthread.plan.models import Action, ActionFinding, Plan
from goldenthread.sources.models import Finding, Source
from tests.cast import LONG_AGO, Cast
from tests.plan.makers import make_action, make_aim, make_plan, make_priority

TODAY = timezone.localdate()
LAST_YEAR = TODAY - timedelta(days=365)
NEXT_YEAR = TODAY + timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Scene:
    """A plan and the actions the tests name. ``mine`` is led by the lead officer, ``nobodys`` by nobody and late."""

    plan: Plan
    mine: Action
    nobodys: Action
    done: Action

    def at(self, *parts: str) -> str:
        """An address under the plan."""
        return "/".join([f"/plans/{self.plan.key}", *parts]) + "/"

    def action(self, *parts: str, of: Action | None = None) -> str:
        """An address under an action, ``mine`` unless another is named."""
        return self.at("actions", (of or self.mine).key, *parts)


def make_scene(cast: Cast, **fields: object) -> Scene:
    """The plan, live and in its year."""
    values = {"starts_on": LAST_YEAR, "ends_on": NEXT_YEAR, "starts_precision": "day", "ends_precision": "day"} | fields
    plan = make_plan(key="harbour-plan", name="Harbour Plan", owner=cast.service_manager, **values)
    early = make_priority(plan, number="1", title="Be heard early")
    care = make_priority(plan, number="2", title="Care that lasts")
    aim = make_aim(early, "Families are heard early.", section="Front door")
    mine = make_action(
        plan,
        priority=early,
        aim=aim,
        ref="1.1",
        wording="Ring each family within two days.",
        leads=[cast.lead_officer],
        senior_lead=cast.director,
        ends_on=NEXT_YEAR,
        ends_written="next year",
        original_ends_on=NEXT_YEAR,
        ends_precision="day",
    )
    nobodys = make_action(
        plan,
        priority=care,
        ref="2.1",
        aim="Children stay near home.",
        wording="Find six more carers.",
        measure=None,
        ends_on=LAST_YEAR,
        ends_written="last year",
        original_ends_on=LAST_YEAR,
        ends_precision="day",
    )
    done = make_action(
        plan,
        priority=care,
        ref="2.2",
        aim="Children stay near home.",
        wording="Write to every carer.",
        rating="Blue",
        state="completed_on_paper",
    )
    return Scene(plan, mine, nobodys, done)


def make_finding(cast: Cast, plan: Plan, text: str = "Families wait too long.", *, key: str = "letter-1") -> Finding:
    """A finding of an inspection letter that the plan's readers may read."""
    source, _ = Source.objects.get_or_create(
        key="letter",
        defaults={
            "kind": "inspection",
            "title": "Inspection letter",
            "entered_by": cast.service_manager,
            "entered_at": timezone.now(),
            "first_on": date(2025, 3, 1),
            "precision": "month",
        },
    )
    source.scopes.add(plan.scope)
    return Finding.objects.create(
        source=source, key=key, text=text, number="1", entered_by=cast.service_manager, entered_at=timezone.now()
    )


def answer(action: Action, finding: Finding) -> ActionFinding:
    """That the action answers the finding."""
    return ActionFinding.objects.create(action=action, finding=finding)


def make_body(cast: Cast, *, member: bool = True) -> Body:
    """A board on which the board member sits."""
    scope = Scope.objects.create(kind="body", key="board", title="Improvement Board")
    body = Body.objects.create(key="board", name="Improvement Board", kind="board", scope=scope)
    if member:
        Membership.objects.create(body=body, person=cast.board_member, starts_on=LONG_AGO)
    return body
