"""Which plan a paper is the next version of, and what the paper changes in it: reading only, nothing is written."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from goldenthread.identity.models import Person
from goldenthread.intake.models import State as ImportState
from goldenthread.intake.queries import Corrections
from goldenthread.plan import policy
from goldenthread.plan.cells import STATUS, plan_cells
from goldenthread.plan.edits import Proposal, Standing, propose
from goldenthread.plan.headings import Heading, as_read, base_of_headings, compare_headings, identity
from goldenthread.plan.matching import (
    PRIORITY,
    Changes,
    Edit,
    Known,
    cells_of,
    compare,
    compared_columns,
    left_behind,
    match_actions,
)
from goldenthread.plan.matching import fold as fold_text
from goldenthread.plan.models import Action, Plan, PlanImport, Priority
from goldenthread.plan.numbering import Keys
from goldenthread.plan.papers_before import Before, Cells, base_to_keep, what_was_before
from goldenthread.plan.reading.statuses import fold, known_meaning
from goldenthread.plan.reading.values import PlanReading, ReadAction, ReadHeader, ReadRating
from goldenthread.plan.states import OUT

A_NEW_PLAN = "+"
"""What stands in place of a plan's key where the reviewer says that the paper is a plan of its own."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A paper beside the plan it matches: pairs, edits, and what the rules and the reviewer say to each."""

    plan: Plan
    changes: Changes
    proposals: tuple[Proposal, ...]
    header: tuple[Heading, ...]
    priorities: Mapping[int, int]
    new_keys: Mapping[int, str]
    older: tuple[Proposal, ...] = ()
    """Cells that were changed here since this paper: they stay unless somebody says so."""
    is_again: bool = False
    """Whether this paper was taken into the plan before."""

    def key_of(self, at: int) -> str:
        """The key that an action of the paper has in the plan, or will have once it is taken."""
        return self.changes.keys.get(at) or self.new_keys[at]

    @property
    def taken(self) -> tuple[Proposal, ...]:
        """Cells that acceptance writes."""
        return tuple(one for one in (*self.proposals, *self.older) if one.is_taken)

    @property
    def left(self) -> tuple[Proposal, ...]:
        """Cells that acceptance leaves as the plan has them, though the paper says otherwise."""
        return tuple(one for one in (*self.proposals, *self.older) if not one.is_taken)

    @property
    def conflicts(self) -> tuple[Proposal, ...]:
        """Cells that the paper and the plan both changed."""
        return tuple(one for one in self.proposals if one.edit.is_conflict and not one.refused)

    @property
    def refused(self) -> tuple[Proposal, ...]:
        """Cells that the rules refuse."""
        return tuple(one for one in self.proposals if one.refused)


def find_plan(header: ReadHeader, *, sha256: str, person: Person) -> Plan | None:
    """The plan a paper is the next version of, among those the person manages.

    By the key of the plan in the header block (our own exports have it, and the reviewer can put it there); else
    by the same name and start; else by the very same file, taken before.
    """
    if header.key == A_NEW_PLAN:
        return None
    managed = [plan for plan in Plan.objects.visible_to(person) if policy.manages(person, plan)]
    if header.key:
        return next((plan for plan in managed if plan.key == header.key), None)
    named = [
        plan for plan in managed if header.name and fold_text(plan.name).casefold() == fold_text(header.name).casefold()
    ]
    same = [plan for plan in named if plan.starts_on == header.starts.first]
    if same:
        return same[0]
    taken = (
        PlanImport.objects.filter(of__sha256=sha256, of__state=ImportState.ACCEPTED, plan__in=managed)
        .order_by("-of__decided_at", "-pk")
        .values_list("plan_id", flat=True)
        .first()
    )
    return next((plan for plan in managed if plan.pk == taken), None)


def compare_with_plan(plan: Plan, reading: PlanReading, corrections: Corrections, *, sha256: str = "") -> Compared:
    """Pair the actions of a paper with those of a plan and compare their cells with what they were.

    ``sha256`` is of the file: one that was taken before says nothing new.
    """
    rows = plan_cells(plan)
    priorities = list(plan.priorities.order_by("position", "pk"))
    identities = [identity(priority.number, priority.title) for priority in priorities]
    standing = {row.key: {**row.cells, PRIORITY: identities[row.priority]} for row in rows}
    read = reading.actions
    numbers = [identity(priority.number, priority.title) for priority in reading.priorities]
    known = [Known(row.key, identities[row.priority], row.cells["ref"], row.cells["action"]) for row in rows]
    keys = match_actions(read, numbers, known)
    before = what_was_before(plan, reading, base_to_keep(reading, keys), sha256=sha256)
    place_of = {row.key: row.priority for row in rows}
    printed = [as_read(priority) for priority in priorities]
    said = [(priority.number, priority.title) for priority in reading.priorities]
    places = _resolve_priorities(reading, keys, place_of, priorities, printed)
    numbers = [identities[places[at]] if at in places else number for at, number in enumerate(numbers)]
    # Two priorities may print alike: an action under a title as its own priority prints it has not moved.
    number_at = {
        at: identities[place_of[key]] if said[place] == printed[place_of[key]] else numbers[place]
        for at, key in sorted(keys.items())
        for place in (read[at].priority,)
    }
    pairs = {keys[at]: (read[at], number) for at, number in number_at.items()}
    edits, older = _compare_cells(reading, pairs, standing, before, corrections, priorities=identities)
    states = dict(Action.objects.filter(plan=plan).values_list("key", "state"))
    paired = frozenset(keys.values())
    base_of_rows = before.base if before.again is None else before.again
    gone = tuple(
        row.key
        for row in rows
        if row.key not in paired and states[row.key] not in OUT and (not base_of_rows or row.key in base_of_rows)
    )
    new = tuple(at for at in range(len(read)) if at not in keys)
    at_of = {key: at for at, key in keys.items()}
    words = words_of(plan, reading, corrections)

    def proposed(edit: Edit) -> Proposal:
        stands = Standing(states[edit.action], plan.needs_assurance)
        return propose(edit, read[at_of[edit.action]], stands, words, corrections.choice)

    behind = tuple(map(proposed, older))
    changed = (*edits, *(one.edit for one in behind if one.is_taken))
    fresh = Keys({row.key for row in rows})
    return Compared(
        plan=plan,
        changes=Changes(keys, new, gone, changed),
        proposals=tuple(map(proposed, edits)),
        header=tuple(
            compare_headings(plan, reading, priorities, places, _headings_before(before, reading, corrections))
        ),
        priorities=places,
        new_keys={at: fresh.key(_number(reading, places, priorities, read[at].priority), read[at].ref) for at in new},
        older=behind,
        is_again=before.again is not None,
    )


def _compare_cells(
    reading: PlanReading,
    pairs: Mapping[str, tuple[ReadAction, str]],
    standing: Cells,
    before: Before,
    corrections: Corrections,
    *,
    priorities: Collection[str],
) -> tuple[list[Edit], list[Edit]]:
    """The cells that a paper changes, and those that were changed here since; each action with its priority's name."""
    columns = compared_columns(reading.actions, reading.column_labels if before.is_export else ())
    edits: list[Edit] = []
    older: list[Edit] = []
    for key, (read, number) in pairs.items():
        plan, paper = standing[key], cells_of(read, number, carried=not before.is_export)
        base = _what_it_was(before, key, paper, plan, corrected=_corrected(read, corrections))
        if base[PRIORITY] not in priorities:
            base[PRIORITY] = plan[PRIORITY]
        edits += compare(key=key, columns=columns, base=base, paper=paper, plan=plan)
        if before.again is not None or not before.is_export:
            older += left_behind(read=read, key=key, columns=columns, base=base, paper=paper, plan=plan)
    return edits, older


def _what_it_was(
    before: Before, key: str, paper: Mapping[str, str], standing: Mapping[str, str], *, corrected: Collection[str]
) -> dict[str, str]:
    """The cells of an action before the paper; of one that is brought again those of the paper itself.

    What is corrected on the review page now is compared with what the paper was read as the last time. An action that
    the latest paper left out comes back with its status.
    """
    if before.again is None:
        return {PRIORITY: standing[PRIORITY], **(before.base.get(key) or standing)}
    then = before.again.get(key, standing)
    base = {PRIORITY: standing[PRIORITY], **paper, **{column: then.get(column, "") for column in corrected}}
    return base if key in before.base else base | {STATUS: standing.get(STATUS, "")}


def _corrected(read: ReadAction, corrections: Corrections) -> list[str]:
    """The columns in which a row of the paper was corrected on its review page."""
    cells = (target.rpartition("|") for target in corrections.cell)
    return [column for where, _, column in cells if where == read.where]


def _headings_before(before: Before, reading: PlanReading, corrections: Corrections) -> Cells:
    """The header block before the paper; a paper that is brought again says nothing new in its own."""
    if before.again is None:
        return before.base
    return before.again if set(corrections.header) - {"key"} else base_of_headings(reading)


def _number(reading: PlanReading, places: Mapping[int, int], priorities: Sequence[Priority], at: int) -> str:
    """The number of a priority of the paper as the plan has it."""
    return priorities[places[at]].number if at in places else reading.priorities[at].number


def _resolve_priorities(
    reading: PlanReading,
    keys: Mapping[int, str],
    places: Mapping[str, int],
    priorities: Sequence[Priority],
    printed: Sequence[tuple[str, str]],
) -> dict[int, int]:
    """Which priority of the plan each of the paper is.

    By number and title as it is printed, by number, by a title that stands once, or by where its actions are.
    """
    as_printed = {pair: at for at, pair in reversed(list(enumerate(printed)))}
    by_number = {fold_text(one.number).casefold(): at for at, one in enumerate(priorities) if one.number}
    titles = [fold_text(one.title).casefold() for one in priorities]
    by_title = {title: at for at, title in enumerate(titles) if title and titles.count(title) == 1}
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    for at, key in keys.items():
        votes[reading.actions[at].priority][places[key]] += 1
    found: dict[int, int] = {}
    for at, one in enumerate(reading.priorities):
        place = as_printed.get((one.number, one.title))
        if place is None:
            place = by_number.get(fold_text(one.number).casefold()) if one.number else None
        if place is None:
            place = by_title.get(fold_text(one.title).casefold()) if one.title else None
        if place is None and votes[at]:
            most, count = votes[at].most_common(1)[0]
            place = most if count * 2 > votes[at].total() else None
        if place is not None:
            found[at] = place
    return found


def words_of(plan: Plan, reading: PlanReading, corrections: Corrections) -> dict[str, ReadRating]:
    """The rating words that a paper may use, by folded word: the plan's own, and those whose meaning is settled."""
    settled = {fold(word) for word in corrections.status}
    words = {
        fold(one.word): one
        for one in reading.ratings
        if fold(one.word) in settled or known_meaning(one.word) is not None or one.meaning
    }
    own = plan.rating_words.values_list("word", "colour", "state", "meaning")
    return words | {fold(word): ReadRating(word, colour, state, meaning) for word, colour, state, meaning in own}
