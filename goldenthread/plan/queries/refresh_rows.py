"""The actions of a plan that is being refreshed, each with what stands for it: what pages show and the press does."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from goldenthread.plan.models import Action, Consideration, Refresh, RefreshPriority
from goldenthread.plan.queries.kept_under_watch import kept_under_watch
from goldenthread.plan.refresh import GOES_ON, Choice, Row, count, propose_refs, standing_choice, why_not_done


@dataclass(frozen=True, slots=True)
class RefreshRow:
    """One action of the old plan. ``choice`` is what stands for it, chosen or proposed; none where nobody chose yet."""

    action: Action
    considered: Consideration | None
    choice: Choice | None
    keeps: bool
    priority: RefreshPriority | None

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
            )
            for row in self.rows
        ]

    @cached_property
    def refs(self) -> dict[int, str]:
        """The refs of the new plan by old action."""
        numbers = {place: priority.number for place, priority in enumerate(self.priorities)}
        return propose_refs(self.facts, numbers, renumbers=self.refresh.renumbers)

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
    """Read them all: six queries however long the plan."""
    priorities = list(refresh.priorities.all())
    kept = [priority for priority in priorities if priority.is_kept]
    own = {priority.old_id: priority for priority in kept if priority.old_id}
    by_number = {priority.pk: priority for priority in kept}
    considered = {row.action_id: row for row in refresh.considerations.select_related("by", "lead", "lead_post")}
    keeps = kept_under_watch(refresh.plan)
    actions = Action.objects.filter(plan=refresh.plan).select_related("priority", "aim", "measure", "rating")
    rows = []
    for action in actions.in_paper_order():
        row = considered.get(action.pk)
        choice = standing_choice(chosen=row.choice if row else "", state=action.state, keeps=action.pk in keeps)
        moved = by_number.get(row.priority_id) if row and row.priority_id else None
        rows.append(RefreshRow(action, row, choice, action.pk in keeps, moved or own.get(action.priority_id)))
    return RefreshRows(refresh, rows, kept)
