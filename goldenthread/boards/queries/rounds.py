"""What the pages of rounds, and those who read them as data, need: the rounds of a plan, one round and its movement."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from goldenthread.boards.counting import WATCH, counted_as
from goldenthread.boards.models import Closing, MonitoringRound
from goldenthread.boards.movement import Movement
from goldenthread.boards.queries.moved_lists import better_than_dates
from goldenthread.boards.queries.movement_between import MovementBetween, closings_of, compare
from goldenthread.boards.queries.years_behind import before_round
from goldenthread.boards.states import RoundState
from goldenthread.boards.values import Line
from goldenthread.identity.models import Person
from goldenthread.kernel.prepared import Prepared
from goldenthread.plan.challenge import COLOURS
from goldenthread.plan.models import Plan
from goldenthread.plan.states import Colour


@dataclass(frozen=True, slots=True)
class RoundShown:
    """A round as it was closed last: lines, counts, what moved since the closing before it, and disagreements.

    All but the round itself is empty where it was never closed; ``as_it_stands`` fills it from the plan of today,
    without a closing. ``before`` is the closing it is held against,
    ``between`` the two of them side by side. ``watched`` is what is under watch, which no colour of ``counts`` holds.
    """

    round: MonitoringRound
    closing: Closing | None
    before: Closing | None
    lines: list[Line]
    counts: dict[Colour, int]
    watched: int
    movement: Movement
    disagreements: list[Line]
    between: MovementBetween | None = None


_LONG = Prepared(lambda closing: Closing.objects.filter(pk=closing).values_list("missing", "notes"), int)


def latest_closed(plan: Plan) -> MonitoringRound | None:
    """The round of a plan that was closed last."""
    closed = MonitoringRound.objects.filter(plan=plan, state=RoundState.CLOSED)
    return closed.select_related("plan", "board").order_by("-number").first()


def round_shown(
    round: MonitoringRound, *, closing_number: int | None = None, reader: Person | None = None
) -> RoundShown:
    """A round with its lines and what moved, from the frozen tables alone: its last closing, or an earlier one.

    The first round of a plan is held against the last one of the plan it follows, where a ``reader`` may read that.
    """
    closings = closings_of(round.plan)
    if closing_number is None:
        closing = next((one for one in closings if one.round_id == round.pk), None)
    else:
        closing = closing_of(round, closing_number)
    if closing is None:
        return RoundShown(round, None, None, [], dict.fromkeys(COLOURS, 0), 0, Movement(), [])
    ((closing.missing, closing.notes),) = _LONG.rows(closing.pk)
    earlier = before_round(round.plan, round.number, closings, reader=reader)
    between = compare(round.plan, closing, earlier[0] if earlier else None, earlier)
    lines = between.lines
    counted = Counter(counted_as(line.declared, line.state) for line in lines)
    return RoundShown(
        round=round,
        closing=closing,
        before=between.before,
        lines=lines,
        counts={colour: counted[colour] for colour in COLOURS},
        watched=counted[WATCH],
        movement=between.movement,
        disagreements=[one.line for one in better_than_dates(lines).items],
        between=between,
    )


def closing_of(round: MonitoringRound, number: int) -> Closing | None:
    """One closing of a round by its number, as light as movement reads them."""
    found = Closing.objects.filter(round=round, number=number).select_related("round")
    return found.defer("words", "missing", "notes", "header", "priorities").first()


def closings_by_round(rounds: Iterable[MonitoringRound]) -> dict[int, list[Closing]]:
    """Every closing of some rounds, the first one first, by the round's own number in the database."""
    found: dict[int, list[Closing]] = {}
    closings = Closing.objects.filter(round__in=[one.pk for one in rounds]).select_related("round__plan")
    for closing in closings.order_by("number").defer("words", "missing", "notes", "header", "priorities"):
        found.setdefault(closing.round_id, []).append(closing)
    return found


def last_closings(rounds: Iterable[MonitoringRound]) -> dict[int, Closing]:
    """The last closing of each round that has one, by the round's own number in the database."""
    found = Closing.objects.filter(round__in=[one.pk for one in rounds]).order_by("number")
    return {closing.round_id: closing for closing in found}


def round_as_json(shown: RoundShown) -> dict[str, Any]:
    """A round as ``./run round show --json`` prints it: action keys, declared counts, the disagreements.

    ``counts`` holds the colours, and what is under watch stands beside them: together they are all the lines.
    ``closed_on`` is null where nothing is frozen and the figures are those of the day.
    """
    moved = shown.movement
    return {
        "plan": shown.round.plan.key,
        "round": str(shown.round.number),
        "state": shown.round.state,
        "closed_on": timezone.localdate(shown.closing.closed_at).isoformat() if shown.closing else None,
        "counts": {colour.value: count for colour, count in shown.counts.items()},
        "under_watch": shown.watched,
        "movement": {
            "newly_blue": list(moved.newly_blue),
            "reopened": list(moved.reopened),
            "improved": list(moved.improved),
            "worsened": list(moved.worsened),
            "extended": [one.action for one in moved.extended],
            "brought_forward": [one.action for one in moved.brought_forward],
            "silent": list(moved.silent),
            "new": list(moved.new),
            "withdrawn": list(moved.withdrawn),
            "newly_late": list(moved.newly_late),
            "late_again": list(moved.late_again),
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
