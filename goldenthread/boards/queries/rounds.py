"""What the pages of rounds, and those who read them as data, need: the rounds of a plan, one round and its movement."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from goldenthread.boards.models import Closing, MonitoringRound, RoundLine
from goldenthread.boards.movement import Movement, movement, rounds_unchanged
from goldenthread.boards.states import RoundState
from goldenthread.plan.challenge import COLOURS
from goldenthread.plan.models import Plan
from goldenthread.plan.states import Colour
from goldenthread.plan.suggestion import disagrees

MOST_ROUNDS_BACK = 12


@dataclass(frozen=True, slots=True)
class RoundShown:
    """A round as it was closed last: lines, counts, what moved since the closing before it, and disagreements.

    All but the round itself is empty where it was never closed. ``before`` is the closing it is held against.
    """

    round: MonitoringRound
    closing: Closing | None
    before: Closing | None
    lines: list[RoundLine]
    counts: dict[Colour, int]
    movement: Movement
    disagreements: list[RoundLine]


def latest_closed(plan: Plan) -> MonitoringRound | None:
    """The round of a plan that was closed last."""
    closed = MonitoringRound.objects.filter(plan=plan, state=RoundState.CLOSED)
    return closed.select_related("plan", "board").order_by("-number").first()


def round_shown(round: MonitoringRound) -> RoundShown:
    """A round with its lines and what moved, from the frozen tables alone."""
    closing = round.closings.order_by("-number").first()
    if closing is None:
        return RoundShown(round, None, None, [], dict.fromkeys(COLOURS, 0), Movement(), [])
    earlier = _closings_before(round)
    before = earlier[0] if earlier else None
    lines = list(closing.lines.all())
    moved = Movement()
    if before is not None:
        moved = movement(lines, list(before.lines.all()), since=before.closed_at)
        moved = _with_rounds(moved, lines, earlier)
    counted = Counter(line.declared for line in lines)
    return RoundShown(
        round=round,
        closing=closing,
        before=before,
        lines=lines,
        counts={colour: counted[colour] for colour in COLOURS},
        movement=moved,
        disagreements=[line for line in lines if disagrees(line.declared, line.derived)],
    )


def last_closings(rounds: Iterable[MonitoringRound]) -> dict[int, Closing]:
    """The last closing of each round that has one, by the round's own number in the database."""
    found = Closing.objects.filter(round__in=[one.pk for one in rounds]).order_by("number")
    return {closing.round_id: closing for closing in found}


def _closings_before(round: MonitoringRound) -> list[Closing]:
    """The last closing of each earlier round of the plan, newest first."""
    found: dict[int, Closing] = {}
    earlier = Closing.objects.filter(round__plan=round.plan_id, round__number__lt=round.number)
    for closing in earlier.order_by("-round__number", "-number").select_related("round"):
        found.setdefault(closing.round_id, closing)
    return list(found.values())[:MOST_ROUNDS_BACK]


def _with_rounds(moved: Movement, lines: list[RoundLine], earlier: list[Closing]) -> Movement:
    """The movement with, for each action that kept its colour, for how many closings running it has had it."""
    colours: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        colours[line.action].append(line.declared)
    places = {closing.pk: place for place, closing in enumerate(earlier)}
    rows = RoundLine.objects.filter(closing__in=places).values_list("closing_id", "action", "declared")
    for closing, action, declared in sorted(rows, key=lambda row: places[row[0]]):
        if len(colours[action]) == places[closing] + 1:
            colours[action].append(declared)
    running = rounds_unchanged({action: colours[action] for action in moved.unchanged or {}})
    return replace(moved, unchanged=running)


def round_as_json(shown: RoundShown) -> dict[str, Any]:
    """A round as ``./run round show --json`` prints it: action keys, declared counts, the frozen disagreements."""
    moved = shown.movement
    return {
        "plan": shown.round.plan.key,
        "round": str(shown.round.number),
        "state": shown.round.state,
        "closed_on": timezone.localdate(shown.closing.closed_at).isoformat() if shown.closing else None,
        "counts": {colour.value: count for colour, count in shown.counts.items()},
        "movement": {
            "newly_blue": list(moved.newly_blue),
            "reopened": list(moved.reopened),
            "improved": list(moved.improved),
            "worsened": list(moved.worsened),
            "extended": [one.action for one in moved.extended],
            "silent": list(moved.silent),
        },
        "disagreements": [
            {
                "action": line.action,
                "ref": line.ref,
                "priority": line.priority_number,
                "declared": line.declared,
                "derived": line.derived,
                "because": line.because,
            }
            for line in shown.disagreements
        ],
    }
