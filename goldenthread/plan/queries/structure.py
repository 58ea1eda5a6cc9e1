"""The structure of a plan as it is edited: priorities, aims and actions in order, and who stands next to whom."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from goldenthread.plan.models import Action, ActionFinding, Aim, Evidence, Plan, Priority, Update


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
    may_delete: bool

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
    rows: dict[int, list[Row]] = defaultdict(list)
    for priority, *values in _actions(plan):
        rows[priority].append(tuple(values))
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


Row = tuple[Any, ...]
"""Aim, key, ref, wording, end, leads, and whether somebody has worked on it."""


def _actions(plan: Plan) -> Iterable[tuple[Any, ...]]:
    """The actions in order, each with whether somebody has worked on it: such a one is withdrawn, not deleted."""
    mine = OuterRef("pk")
    worked_on = (
        Exists(Update.objects.filter(action=mine))
        | Exists(Evidence.objects.filter(action=mine))
        | Exists(ActionFinding.objects.filter(action=mine))
    )
    actions = Action.objects.filter(plan=plan).annotate(worked_on=worked_on).order_by("position", "pk")
    columns = ("priority_id", "aim_id", "key", "ref", "wording", "ends_written", "leads_written", "worked_on")
    return actions.values_list(*columns)


def _parts(aims: list[Aim], rows: list[Row]) -> list[AimPart]:
    lines: dict[int | None, list[ActionLine]] = defaultdict(list)
    last_place = len(rows) - 1
    for place, (aim, key, ref, wording, ends, leads, worked_on) in enumerate(rows):
        line = ActionLine(key, ref, wording, ends, leads, place == 0, place == last_place, not worked_on)
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
