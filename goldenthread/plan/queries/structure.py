"""The structure of a plan as it is edited: priorities, their aims and actions in order, with who stands next to whom."""

from collections import defaultdict
from dataclasses import dataclass

from goldenthread.plan.models import Action, Aim, Plan, Priority
from goldenthread.plan.queries.chips import category


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action in the structure."""

    key: str
    ref: str
    wording: str
    ends: str
    leads: str
    is_first: bool
    is_last: bool
    state: str

    @property
    def name(self) -> str:
        """How it is called: its ref, else its key."""
        return self.ref or self.key


@dataclass(frozen=True, slots=True)
class AimPart:
    """An aim with its actions; ``aim`` is ``None`` for those that stand under none."""

    aim: Aim | None
    lines: list[ActionLine]
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class PriorityPart:
    """A priority with its aims."""

    priority: Priority
    parts: list[AimPart]
    actions: int
    is_first: bool
    is_last: bool


def structure_of(plan: Plan) -> list[PriorityPart]:
    """The whole structure: three queries."""
    priorities = list(plan.priorities.order_by("position", "pk"))
    aims: dict[int, list[Aim]] = defaultdict(list)
    for aim in Aim.objects.filter(priority__plan=plan).order_by("position", "pk"):
        aims[aim.priority_id].append(aim)
    rows: dict[int, list[tuple[int | None, str, str, str, str, str, str]]] = defaultdict(list)
    actions = Action.objects.filter(plan=plan).order_by("position", "pk")
    for priority, *values in actions.values_list(
        "priority_id", "aim_id", "key", "ref", "wording", "ends_written", "leads_written", "state"
    ):
        rows[priority].append(tuple(values))  # type: ignore[arg-type]
    last = len(priorities) - 1
    return [
        PriorityPart(
            priority,
            _parts(aims[priority.pk], rows[priority.pk]),
            len(rows[priority.pk]),
            place == 0,
            place == last,
        )
        for place, priority in enumerate(priorities)
    ]


def _parts(aims: list[Aim], rows: list[tuple[int | None, str, str, str, str, str, str]]) -> list[AimPart]:
    order = [row[1] for row in rows]
    lines: dict[int | None, list[ActionLine]] = defaultdict(list)
    for aim, key, ref, wording, ends, leads, state in rows:
        place = order.index(key)
        line = ActionLine(key, ref, wording, ends, leads, place == 0, place == len(order) - 1, category(state, None))
        lines[aim].append(line)
    last = len(aims) - 1
    found = [AimPart(aim, lines[aim.pk], place == 0, place == last) for place, aim in enumerate(aims)]
    if lines[None] or not aims:
        found.insert(0, AimPart(None, lines[None], True, True))
    return found


def neighbours(action: Action) -> tuple[Action | None, Action | None, bool]:
    """The action before this one in its priority, the one to stand before when it moves down, and whether it can."""
    order = list(Action.objects.filter(priority=action.priority_id).order_by("position", "pk"))
    place = next(number for number, row in enumerate(order) if row.pk == action.pk)
    before = order[place - 1] if place else None
    after = order[place + 2] if place + 2 < len(order) else None
    return before, after, place + 1 < len(order)
