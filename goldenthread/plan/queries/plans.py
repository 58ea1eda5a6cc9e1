"""The list of plans a person reads: how far each is, when it ends, and how its actions stand."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from goldenthread.design.marks import Standing
from goldenthread.design.parts import CountRow, Figure
from goldenthread.identity.models import Person
from goldenthread.plan.models import Action, Plan
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.queries.chips import NAMES, Category, category
from goldenthread.plan.queries.plan_header import dates_of, owner_of, runs_past
from goldenthread.plan.states import FINISHED, Colour


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan in the list."""

    plan: Plan
    stage: str
    dates: str
    runs_past: str
    owner: str
    actions: int
    counts: list[CountRow]
    late: int


def plan_lines(reader: Person, *, on: date) -> list[PlanLine]:
    """The plans a person reads, those under way first: two queries."""
    plans = list(Plan.objects.visible_to(reader).select_related("owner", "owner_post"))
    kinds: dict[int, Counter[Category]] = defaultdict(Counter)
    late: Counter[int] = Counter()
    rows = Action.objects.filter(plan__in=[plan.pk for plan in plans]).order_by()
    for plan, state, colour, ends_on in rows.values_list("plan_id", "state", "rating__colour", "ends_on"):
        kinds[plan][category(state, colour)] += 1
        late[plan] += state not in FINISHED and ends_on is not None and ends_on < on
    lines = [_line(plan, kinds[plan.pk], late[plan.pk], on) for plan in plans]
    return sorted(lines, key=lambda line: (line.plan.stage == Stage.CLOSED, -_started(line.plan), line.plan.name))


def _started(plan: Plan) -> int:
    return plan.starts_on.toordinal() if plan.starts_on else 0


def _line(plan: Plan, kinds: Counter[Category], late: int, on: date) -> PlanLine:
    address = plan.get_absolute_url()
    counts = [
        CountRow(
            kind.value if kind.value in Colour.values else "none",
            NAMES[kind],
            [Figure(kinds[kind], f"{address}?rating={kind.value}#rows")],
            standing=Standing.REPORTED if kind == Category.REPORTED else Standing.DECLARED,
        )
        for kind in Category
        if kinds[kind]
    ]
    return PlanLine(
        plan=plan,
        stage=plan.get_stage_display(),
        dates=dates_of(plan),
        runs_past=runs_past(plan, on),
        owner=owner_of(plan),
        actions=sum(kinds.values()),
        counts=counts,
        late=late,
    )
