"""The actions of a plan that is being refreshed, each with what stands for it: what pages show and the press does."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from goldenthread.kernel.dates import read_date
from goldenthread.plan.models import Action, Consideration, Contradiction, EndDateChange, Plan, Refresh, RefreshPriority
from goldenthread.plan.queries.kept_under_watch import kept_under_watch
from goldenthread.plan.queries.short_dates import short_end
from goldenthread.plan.refresh import (
    GOES_ON,
    Choice,
    Row,
    count,
    is_late_at_start,
    next_ref,
    propose_refs,
    standing_choice,
    why_not_done,
)
from goldenthread.plan.states import COMPLETE, OUT, State


@dataclass(frozen=True, slots=True)
class RefreshRow:
    """One action of the old plan. ``choice`` is what stands for it, chosen or proposed; none where nobody chose yet.

    ``asked`` is a request for a new end that waits. ``late`` is the end it has where that lies before the new plan
    begins, ``is_past`` that it lies there though a later one may be asked for, and ``unanswered`` the one it would go
    on with, as late, though nobody said so. ``odd_end`` says why its end needs a look though nothing holds it up.
    """

    action: Action
    considered: Consideration | None
    choice: Choice | None
    keeps: bool
    priority: RefreshPriority | None
    asked: EndDateChange | None = None
    late: str = ""
    unanswered: str = ""
    odd_end: str = ""
    is_past: bool = False
    is_contradicted: bool = False

    @property
    def is_chosen(self) -> bool:
        """Whether somebody chose what stands."""
        return self.considered is not None and self.considered.choice == self.choice

    @property
    def goes_on(self) -> bool:
        """Whether it has a row of its own in the new plan."""
        return self.choice in GOES_ON or self.choice == Choice.WATCH

    @property
    def name(self) -> str:
        """How a sentence names it."""
        return self.action.ref or self.action.key


@dataclass
class RefreshRows:
    """All of them, in the order of the plan, with what follows from them."""

    refresh: Refresh
    rows: list[RefreshRow]
    priorities: list[RefreshPriority]

    @cached_property
    def facts(self) -> list[Row]:
        """What the rules ask of each row."""
        places = {priority.pk: place for place, priority in enumerate(self.priorities)}
        return [
            Row(
                action=row.action.pk,
                name=row.name,
                state=row.action.state,
                choice=row.choice,
                into=row.considered.into_id if row.considered and row.is_chosen else None,
                priority=places[row.priority.pk] if row.priority else None,
                ref=row.considered.ref if row.considered else "",
                late=row.unanswered,
                is_contradicted=row.is_contradicted,
            )
            for row in self.rows
        ]

    @cached_property
    def refs(self) -> dict[int, str]:
        """The refs of the new plan by old action."""
        numbers = {place: priority.number for place, priority in enumerate(self.priorities)}
        return propose_refs(self.facts, numbers, renumbers=self.refresh.renumbers)

    @cached_property
    def _refs_of_all(self) -> list[str]:
        """The refs of the new plan if all that nobody has considered yet goes on: a new action stands behind them."""
        numbers = {place: priority.number for place, priority in enumerate(self.priorities)}
        rows = [
            replace(row, choice=Choice.CARRY) if row.choice is None and row.state not in OUT else row
            for row in self.facts
        ]
        return list(propose_refs(rows, numbers, renumbers=self.refresh.renumbers).values())

    @cached_property
    def new_refs(self) -> dict[int, str]:
        """The refs of the actions that findings are taken up by, by number of the offer: as given, else the next."""
        offers = [one for one in self.refresh.offered.all() if one.priority_id]
        taken = [*self._refs_of_all, *(one.ref for one in offers if one.ref)]
        numbers = {priority.pk: priority.number for priority in self.priorities}
        found: dict[int, str] = {}
        for one in offers:
            found[one.pk] = one.ref or next_ref(numbers.get(one.priority_id or 0, ""), taken)
            taken.append(found[one.pk])
        return found

    @property
    def next_refs(self) -> list[str]:
        """The ref that another new action would get in each priority of the new plan."""
        taken = [*self._refs_of_all, *self.new_refs.values()]
        return [next_ref(priority.number, taken) for priority in self.priorities]

    @cached_property
    def figures(self) -> dict[str, int]:
        """How many go where."""
        return count(self.facts)

    @cached_property
    def hindrances(self) -> dict[int, str]:
        """What keeps it from being done, by action."""
        return why_not_done(self.facts, self.refs)

    @property
    def unconsidered(self) -> list[RefreshRow]:
        """Those for which nothing stands and something must."""
        return [row for row in self.rows if row.action.pk in self.hindrances and row.choice is None]

    @cached_property
    def merged(self) -> dict[int, list[RefreshRow]]:
        """The rows that go into the row of another action, by that action."""
        found: dict[int, list[RefreshRow]] = defaultdict(list)
        for row in self.rows:
            if row.choice == Choice.MERGE and row.considered is not None and row.considered.into_id:
                found[row.considered.into_id].append(row)
        return found


def refresh_rows(refresh: Refresh) -> RefreshRows:
    """Read them all: seven queries however long the plan."""
    priorities = list(refresh.priorities.all())
    kept = [priority for priority in priorities if priority.is_kept]
    own = {priority.old_id: priority for priority in kept if priority.old_id}
    by_number = {priority.pk: priority for priority in kept}
    considered = {row.action_id: row for row in refresh.considerations.select_related("by", "lead", "lead_post")}
    keeps, asked, first = kept_under_watch(refresh.plan), asked_ends(refresh.plan), first_day(refresh)
    told = set(Contradiction.objects.filter(action__plan=refresh.plan, outcome="").values_list("action_id", flat=True))
    actions = Action.objects.filter(plan=refresh.plan).select_related("priority", "aim", "measure", "rating")
    rows = []
    for action in actions.in_paper_order():
        row = considered.get(action.pk)
        choice = standing_choice(chosen=row.choice if row else "", state=action.state, keeps=action.pk in keeps)
        moved = by_number.get(row.priority_id) if row and row.priority_id else None
        waits = asked.get(action.pk)
        rows.append(
            RefreshRow(
                action=action,
                considered=row,
                choice=choice,
                keeps=action.pk in keeps,
                priority=moved or own.get(action.priority_id),
                asked=waits,
                late=late_end(action, "", first=first, asked=waits),
                unanswered=_unanswered(action, row, first, waits),
                odd_end=odd_end(action, first=first),
                is_past=first is not None and action.ends_on is not None and action.ends_on < first,
                is_contradicted=action.pk in told,
            )
        )
    return RefreshRows(refresh, rows, kept)


def first_day(refresh: Refresh) -> date | None:
    """The first day of the new plan: what ends before it is late from the beginning."""
    return read_date(refresh.starts).first


def asked_ends(plan: Plan) -> dict[int, EndDateChange]:
    """The requests for a new end that wait for a decision, by action."""
    rows = EndDateChange.objects.filter(action__plan=plan, decision=EndDateChange.Decision.ASKED)
    return {row.action_id: row for row in rows.select_related("asked_by")}


def late_end(action: Action, ends: str, *, first: date | None, asked: EndDateChange | None) -> str:
    """The end an action would go on with, as written, where it lies before the new plan begins; else blank.

    ``ends`` is the new end that was typed, blank where it keeps its own.
    """
    if action.state in COMPLETE | OUT:
        return ""
    given = read_date(ends) if ends.strip() else None
    last = given.last if given is not None else action.ends_on
    late = is_late_at_start(
        state=action.state, ends_on=last, first_day=first, asked_for=asked.after_on if asked else None
    )
    if not late:
        return ""
    written = ends.strip() if given is not None else short_end(action.ends_written, last, action.ends_precision)
    return written or str(last)


def odd_end(action: Action, *, first: date | None) -> str:
    """Why an unfinished action's end needs a look by itself: reported complete past its end, or its end is no date."""
    if action.state in COMPLETE | OUT:
        return ""
    if action.ends_on is None and action.ends_written.strip():
        return f"Its end, “{action.ends_written.strip()}”, is no date."
    is_past = first is not None and action.ends_on is not None and action.ends_on < first
    if action.state == State.REPORTED_COMPLETE and is_past:
        return "It is reported complete, waits for its assurer, and its end lies before the new year begins."
    return ""


def _unanswered(action: Action, row: Consideration | None, first: date | None, asked: EndDateChange | None) -> str:
    if row is not None and row.keeps_date:
        return ""
    return late_end(action, row.ends if row else "", first=first, asked=asked)
