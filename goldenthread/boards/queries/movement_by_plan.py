"""What moved in each plan that somebody reads, from its last closed round but one to its last; by plan or by lead.

Source: the question a director asks across plans: what is late under each senior lead.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.utils.http import urlencode

from goldenthread.boards.models import Closing
from goldenthread.boards.queries.lead_names import lead_names
from goldenthread.boards.queries.moved_lists import GroupCount, counted_whole, grouped
from goldenthread.boards.queries.movement_between import EVERYTHING, MovementBetween, Part, compare
from goldenthread.boards.queries.years_behind import address_of
from goldenthread.boards.states import RoundState
from goldenthread.plan.models import Plan, Refresh
from goldenthread.plan.queries.plan_header import dates_of

MOST_PLANS = 30


class PlanMoved(NamedTuple):
    """One plan: the two rounds, its counts, and where they stand in full."""

    name: str
    rounds: str
    actions: int
    counts: tuple[int, ...]
    url: str


@dataclass(frozen=True, slots=True)
class MovementByPlan:
    """Every plan with a closed round, counted; the same actions under each lead; how many plans are not shown.

    ``unclosed`` are the plans of which no round was closed yet, so that nobody takes the rest for all; ``names`` says
    whose initials are printed.
    """

    plans: list[PlanMoved]
    groups: list[GroupCount]
    found: list[MovementBetween]
    left_out: int
    unclosed: list[Plan]
    names: dict[str, str]


def movement_by_plan(plans: Iterable[Plan], *, by: str, part: Part = EVERYTHING) -> MovementByPlan:
    """What moved in each of some plans at its last closing, and counted ``by`` lead, senior lead or source over all."""
    known = list(plans)
    every = _closings_by_plan(known)
    came_from = _came_from(every)
    closings = _without_last_years(every, came_from)
    found = [_latest(plan, closed, _behind(plan, every, came_from), part) for plan, closed in closings[:MOST_PLANS]]
    times = Counter(one.after.plan_name for one in found)
    names = lead_names([one.plan.pk for one in found])
    closed_once = {plan.pk for plan, _ in every}
    return MovementByPlan(
        plans=[_told(one, times[one.after.plan_name]) for one in found if one.lines or one.gone],
        groups=_named(grouped(found, by), names) if by in ("senior", "lead") else grouped(found, by),
        found=found,
        left_out=max(0, len(closings) - MOST_PLANS),
        unclosed=[plan for plan in known if plan.pk not in closed_once],
        names=names,
    )


def _named(groups: Sequence[GroupCount], names: Mapping[str, str]) -> list[GroupCount]:
    """The same under the leads' names, with the initials that are printed; what has no lead comes last."""
    named = [replace(one, label=names.get(one.value, one.label)) for one in groups]
    return sorted(named, key=lambda one: (not one.value, one.label.casefold()))


def _closings_by_plan(plans: Iterable[Plan]) -> list[tuple[Plan, list[Closing]]]:
    """The last closing of each round of each plan, newest first; plans in the order given, those without left out."""
    known = {plan.pk: plan for plan in plans}
    found: dict[int, dict[int, Closing]] = {pk: {} for pk in known}
    closings = Closing.objects.filter(round__plan__in=known).select_related("round__plan")
    for closing in closings.order_by("-round__number", "-number"):
        found[closing.round.plan_id].setdefault(closing.round_id, closing)
    return [(known[pk], list(rounds.values())) for pk, rounds in found.items() if rounds]


def _came_from(closings: list[tuple[Plan, list[Closing]]]) -> dict[int, int]:
    """From which of some plans another of them came by a year's refresh."""
    last = {plan.pk for plan, _ in closings}
    done = Refresh.objects.filter(stage=Refresh.Stage.DONE, plan__in=last, made__in=last)
    return {made: plan for made, plan in done.order_by().values_list("made_id", "plan_id") if made is not None}


def _without_last_years(
    closings: list[tuple[Plan, list[Closing]]], came_from: Mapping[int, int]
) -> list[tuple[Plan, list[Closing]]]:
    """Leave out a plan whose next year has a closed round of its own: its actions go on there, and count once."""
    went_on = set(came_from.values())
    return [(plan, closed) for plan, closed in closings if plan.pk not in went_on]


def _behind(plan: Plan, closings: list[tuple[Plan, list[Closing]]], came_from: Mapping[int, int]) -> Iterable[Closing]:
    """The closings of the years before a plan, the nearest first, as far as the reader reads them."""
    by_plan = {one.pk: closed for one, closed in closings}
    here = came_from.get(plan.pk)
    while here is not None:
        yield from by_plan[here]
        here = came_from.get(here)


def _latest(plan: Plan, closings: Sequence[Closing], behind: Iterable[Closing], part: Part) -> MovementBetween:
    settled = [one for one in closings if one.round.state == RoundState.CLOSED] or closings
    after = settled[0]
    earlier = [*(one for one in closings if one.round.number < after.round.number), *behind]
    return compare(plan, after, earlier[0] if earlier else None, earlier, part)


def _told(found: MovementBetween, called_so: int) -> PlanMoved:
    """One plan; with its dates where another beside it has the same name, as two years of one plan may."""
    asked = {"after": str(found.after.round.number)}
    rounds = f"round {found.after.round.number}"
    if found.before:
        asked["before"] = address_of(found.before, found.plan.pk)
        to = "" if found.before.round.plan_id == found.plan.pk else "round "
        rounds = f"{found.before_words} to {to}{found.after.round.number}"
    url = f"{found.plan.get_absolute_url()}movement/?{urlencode(asked | found.part.set)}"
    dates = dates_of(found.plan) if called_so > 1 else ""
    name = ", ".join(filter(None, (found.after.plan_name, dates)))
    return PlanMoved(name, rounds, len(found.lines), counted_whole(found), url)
