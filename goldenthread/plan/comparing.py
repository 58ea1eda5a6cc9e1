"""Which plan a paper is the next version of, and what the paper changes in it: reading only, nothing is written."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goldenthread.identity.models import Person
from goldenthread.intake.models import State as ImportState
from goldenthread.intake.queries import Corrections
from goldenthread.plan import policy
from goldenthread.plan.cells import plan_cells
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
    match_actions,
)
from goldenthread.plan.matching import fold as fold_text
from goldenthread.plan.models import Action, ExportSnapshot, Plan, PlanImport, Priority
from goldenthread.plan.numbering import Keys
from goldenthread.plan.reading.statuses import fold, known_meaning
from goldenthread.plan.reading.values import PlanReading, ReadHeader, ReadRating
from goldenthread.plan.states import OUT

A_NEW_PLAN = "+"
"""What stands in place of a plan's key where the reviewer says that the paper is a plan of its own."""
Cells = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Compared:
    """A paper beside the plan it matches: pairs, edits, and what the rules and the reviewer say to each."""

    plan: Plan
    changes: Changes
    proposals: tuple[Proposal, ...]
    header: tuple[Heading, ...]
    priorities: Mapping[int, int]
    new_keys: Mapping[int, str]

    def key_of(self, at: int) -> str:
        """The key that an action of the paper has in the plan, or will have once it is taken."""
        return self.changes.keys.get(at) or self.new_keys[at]

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


def compare_with_plan(plan: Plan, reading: PlanReading, corrections: Corrections) -> Compared:
    """Pair the actions of a paper with those of a plan and compare their cells with what they were."""
    rows = plan_cells(plan)
    priorities = list(plan.priorities.order_by("position", "pk"))
    identities = [identity(priority.number, priority.title) for priority in priorities]
    standing = {row.key: {**row.cells, PRIORITY: identities[row.priority]} for row in rows}
    base, is_export = base_of(plan, reading)
    read = reading.actions
    numbers = [identity(priority.number, priority.title) for priority in reading.priorities]
    known = [Known(row.key, identities[row.priority], row.cells["ref"], row.cells["action"]) for row in rows]
    keys = match_actions(read, numbers, known)
    place_of = {row.key: row.priority for row in rows}
    printed = [as_read(priority) for priority in priorities]
    said = [(priority.number, priority.title) for priority in reading.priorities]
    places = _resolve_priorities(reading, keys, place_of, priorities, printed)
    numbers = [identities[places[at]] if at in places else number for at, number in enumerate(numbers)]
    columns = compared_columns(read, reading.column_labels if is_export else ())
    edits: list[Edit] = []
    for at, key in sorted(keys.items()):
        before = {PRIORITY: standing[key][PRIORITY], **(base.get(key) or standing[key])}
        if before[PRIORITY] not in identities:
            before[PRIORITY] = standing[key][PRIORITY]
        place, stands = read[at].priority, place_of[key]
        # Two priorities may print alike: an action under a title as its own priority prints it has not moved.
        number = identities[stands] if said[place] == printed[stands] else numbers[place]
        paper = cells_of(read[at], number, carried=not is_export)
        edits += compare(key=key, columns=columns, base=before, paper=paper, plan=standing[key])
    states = dict(Action.objects.filter(plan=plan).values_list("key", "state"))
    paired = frozenset(keys.values())
    gone = tuple(
        row.key
        for row in rows
        if row.key not in paired and states[row.key] not in OUT and (not base or row.key in base)
    )
    new = tuple(at for at in range(len(read)) if at not in keys)
    at_of = {key: at for at, key in keys.items()}
    words = words_of(plan, reading, corrections)
    proposals = tuple(
        propose(
            edit,
            read[at_of[edit.action]],
            Standing(states[edit.action], plan.needs_assurance),
            words,
            corrections.choice,
        )
        for edit in edits
    )
    header = tuple(compare_headings(plan, reading, priorities, places, base))
    fresh = Keys({row.key for row in rows})
    new_keys = {at: fresh.key(_number(reading, places, priorities, read[at].priority), read[at].ref) for at in new}
    return Compared(plan, Changes(keys, new, gone, tuple(edits)), proposals, header, places, new_keys)


def _number(reading: PlanReading, places: Mapping[int, int], priorities: Sequence[Priority], at: int) -> str:
    """The number of a priority of the paper as the plan has it."""
    return priorities[places[at]].number if at in places else reading.priorities[at].number


def base_of(plan: Plan, reading: PlanReading) -> tuple[Cells, bool]:
    """What the cells were when an export of ours left, or when a paper of this plan was last taken; else nothing.

    Says too whether the paper is such an export, whose every cell stands for itself.
    """
    if reading.snapshot:
        snapshot = ExportSnapshot.objects.filter(key=reading.snapshot, plan=plan).first()
        if snapshot is not None:
            return snapshot.base, True
    latest = (
        PlanImport.objects.filter(plan=plan, of__state=ImportState.ACCEPTED).order_by("-of__decided_at", "-pk").first()
    )
    return (latest.base if latest is not None else {}), False


def base_to_keep(reading: PlanReading, keys: Mapping[int, str]) -> dict[str, dict[str, str]]:
    """The texts of a paper's cells by key and column, with its header block: what its next version is compared with."""
    numbers = [identity(priority.number, priority.title) for priority in reading.priorities]
    base = {
        keys[at]: cells_of(action, numbers[action.priority], carried=True)
        for at, action in enumerate(reading.actions)
        if at in keys
    }
    return base | base_of_headings(reading)


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
