"""Closings of the years a plan comes from, and their lines read as lines of the plan: movement from year to year.

A year's refresh gives new refs and keys and remembers the old ones in its receipt, which never changes. Through it the
line of an action in a closing of the year before is held against its line of this year: what went on is the same
action, and what did not is told as it went, complete or withdrawn. A movement across years is so as frozen as one
within a year.

Source: cover report of 8 February 2019, paragraph 3, on a plan that began with the rows of the year before.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from goldenthread.boards.models import Closing, RoundLine
from goldenthread.boards.queries.frozen_lines import colours_by_closing, earlier_lines, ever_late, heard_of, lines_named
from goldenthread.boards.values import Line, ThenLine
from goldenthread.identity.models import Person
from goldenthread.plan.models import Plan, Refresh
from goldenthread.plan.queries.line_of_years import plans_behind
from goldenthread.plan.refresh import Choice
from goldenthread.plan.states import State

_LIGHT = ("words", "missing", "notes", "header", "priorities")
_GOES_ON = frozenset({Choice.CARRY.value, Choice.REWORD.value, Choice.WATCH.value})


@dataclass(frozen=True, slots=True)
class Went:
    """Where a row of a year before went that has no row of its own in the plan, in words; complete, or not."""

    words: str
    is_complete: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """How the actions of the years before are called in a plan; the rest have a name of their own, with their plan.

    ``names`` has the key here by number of the other plan and key there, ``went`` what became of the rest, by the
    name they have here, and ``plans`` the key of each other plan.
    """

    names: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    went: Mapping[str, Went] = field(default_factory=dict)
    plans: Mapping[int, str] = field(default_factory=dict)

    @property
    def left(self) -> frozenset[str]:
        """What a refresh left behind, complete."""
        return frozenset(name for name, one in self.went.items() if one.is_complete)

    def named(self, plan: int, action: str) -> str:
        """The key in the plan that is asked about of an action of a year before; a key of no action where it has none.

        The keys of two years may be alike, so a row that did not go on is named with its plan: no key has a stroke.
        """
        if plan not in self.plans:
            return action
        return self.names[plan].get(action) or f"{self.plans[plan]}/{action}"

    def lines_then(self, closing: Closing) -> list[ThenLine]:
        """The lines of an earlier closing, under the keys of the plan."""
        lines, plan = earlier_lines(closing.pk), closing.round.plan_id
        if plan not in self.plans:
            return lines
        return [line._replace(action=self.named(plan, line.action)) for line in lines]

    def lines_named(self, closing: Closing, actions: Collection[str]) -> list[Line]:
        """Some lines of an earlier closing, whole, by their keys in the plan."""
        plan = closing.round.plan_id
        if plan not in self.plans:
            return lines_named(closing.pk, list(actions))
        there = {new: old for old, new in self.names[plan].items()}
        wanted = [there.get(action) or action.rpartition("/")[2] for action in actions]
        found = lines_named(closing.pk, wanted)
        return [line._replace(action=self.named(plan, line.action)) for line in found]

    def colours(self, closings: Sequence[Closing]) -> dict[int, dict[str, str]]:
        """The declared colour of every action at each of some closings, by their keys in the plan."""
        found = colours_by_closing([one.pk for one in closings])
        for one in closings:
            plan = one.round.plan_id
            if plan in self.plans:
                found[one.pk] = {self.named(plan, action): colour for action, colour in found[one.pk].items()}
        return found

    def ever_late(self, closings: Sequence[Closing]) -> frozenset[str]:
        """What was late at any of some closings, by its key in the plan: one query for each year."""
        by_plan: dict[int, list[int]] = {}
        for one in closings:
            by_plan.setdefault(one.round.plan_id, []).append(one.pk)
        return frozenset(self.named(plan, action) for plan, numbers in by_plan.items() for action in ever_late(numbers))

    def heard_of(self, after: Closing, before: Closing) -> frozenset[str]:
        """The actions of which something was said since an earlier closing, in either year's plan."""
        heard = heard_of(after.pk, before.closed_at)
        if before.round.plan_id not in self.plans:
            return heard
        lines = RoundLine.objects.filter(Q(heard_before_at__gt=before.closed_at), closing=after.pk).order_by()
        return heard | frozenset(lines.values_list("action", flat=True))


NO_OTHER_YEAR = Thread()


def closings_behind(plan: Plan, *, reader: Person | None = None) -> list[Closing]:
    """The last closing of each round of the plans a plan comes from, the nearest year first, the newest round first.

    A ``reader`` is shown those of the plans she may read. One query more for a plan that comes from none.
    """
    behind = plans_behind(plan.pk)
    if not behind:
        return []
    found = Closing.objects.filter(round__plan__in=behind)
    if reader is not None:
        found = found.filter(round__plan__in=Plan.objects.visible_to(reader))
    rows = found.select_related("round__plan").defer(*_LIGHT).order_by("-round__number", "-number")
    return sorted(_last_of_each(rows), key=lambda one: behind.index(one.round.plan_id))


def _last_of_each(rows: Any) -> list[Closing]:
    last: dict[int, Closing] = {}
    for one in rows:
        last.setdefault(one.round_id, one)
    return list(last.values())


def before_round(
    plan: Plan, number: int, closings: Sequence[Closing], *, reader: Person | None = None
) -> list[Closing]:
    """Every closing a round can be held against, newest first: those of its plan before it, then the years before."""
    return [*(one for one in closings if one.round.number < number), *closings_behind(plan, reader=reader)]


def named_round(closing: Closing, plan: int) -> str:
    """A round as a sentence about a plan names it: with its own plan, and the day, where that is another year's."""
    named = f"round {closing.round.number}"
    if closing.round.plan_id == plan:
        return named
    on = closing.position_on
    return f"{named} of {closing.plan_name} ({on.day} {on:%B %Y})"


def address_of(closing: Closing, plan: int) -> str:
    """What names a round in the address of a page about a plan: its number, of another year's with the plan's key."""
    number = str(closing.round.number)
    return number if closing.round.plan_id == plan else f"{closing.round.plan.key}/{number}"


def thread_to(plan: Plan, closings: Sequence[Closing]) -> Thread:
    """The thread along which some closings are read as those of a plan; nothing is asked where all are its own."""
    wanted = {one.round.plan_id for one in closings} - {plan.pk}
    names: dict[int, dict[str, str]] = {}
    went: dict[str, Went] = {}
    plans: dict[int, str] = {}
    here, onward = plan.pk, None
    while wanted - set(plans):
        made = Refresh.objects.filter(made=here, stage=Refresh.Stage.DONE).order_by("pk").first()
        if made is None or made.plan_id in plans:
            break
        here, key = made.plan_id, made.receipt["plan"]
        known: dict[str, str] = {}
        ends: dict[str, Went] = {}
        for row in made.receipt["rows"]:
            _follow(row, onward, known, ends)
        names[here], plans[here], onward = known, key, (known, ends)
        went |= {f"{key}/{action}": one for action, one in ends.items()}
    return Thread(names, went, plans) if plans else NO_OTHER_YEAR


_Onward = tuple[dict[str, str], dict[str, Went]]


def _follow(row: Mapping[str, str], onward: _Onward | None, known: dict[str, str], ends: dict[str, Went]) -> None:
    """Enter where one row of a receipt went, through the years after it where the plan is not the next one."""
    key, into = row["key"], row.get("into", "")
    if row["choice"] not in _GOES_ON or not into:
        ends[key] = _went(row)
    elif onward is None:
        known[key] = into
    elif into in onward[0]:
        known[key] = onward[0][into]
    elif into in onward[1]:
        ends[key] = onward[1][into]


def _went(row: Mapping[str, str]) -> Went:
    """What became of a row that has no row of its own in the next year, as the receipt of the refresh says it."""
    reason = f": {row['reason']}" if row.get("reason") else "."
    if row["choice"] == Choice.LEAVE:
        return Went(f"It was complete and left with its year{reason}", is_complete=True)
    if row["choice"] == Choice.MERGE:
        return Went(f"Merged into {row.get('new_ref') or row.get('into') or 'another'}{reason}", is_complete=False)
    if row["choice"] == Choice.WITHDRAW:
        return Went(f"Withdrawn as the year changed{reason}", is_complete=False)
    state = State(row["state"]).label if row.get("state") in State.values else "Gone"
    return Went(f"{state} before the year changed{reason}", is_complete=False)
