"""Movement between any two closed rounds of a plan, whole or of part of it: what its page shows and a report reads.

Everything comes from the frozen tables: the last closing of each round counts,
so a round that was corrected is compared as it was corrected.

Source: cover report of 2 May 2018, paragraphs 3 and 4, which tell what moved and cannot be checked, because no earlier
state was kept.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter

from goldenthread.boards.models import Closing
from goldenthread.boards.movement import LATE, Extended, MeaningChanged, Movement, meanings_changed, movement
from goldenthread.boards.queries.frozen_lines import leads_in, reopened_why, whole_lines
from goldenthread.boards.queries.years_behind import NO_OTHER_YEAR, Thread, before_round, named_round, thread_to
from goldenthread.boards.states import RoundState
from goldenthread.boards.values import Line, ThenLine
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.prepared import Prepared
from goldenthread.plan.models import Plan

MOST_ROUNDS_BACK = 12


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a plan that somebody asks about; blank fields ask nothing.

    ``priority`` is its number, ``lead`` and ``senior`` are as the lines print them, ``source`` is a title.
    """

    priority: str = ""
    lead: str = ""
    senior: str = ""
    source: str = ""

    @property
    def set(self) -> dict[str, str]:
        """The fields that ask something."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}

    def without(self, name: str) -> "Part":
        """The part with one field asking nothing."""
        return replace(self, **{name: ""})

    def holds(self, line: Line) -> bool:
        """Whether a line belongs to it."""
        return all(value in values_in(written_of(name)(line), name) for name, value in self.set.items())


EVERYTHING = Part()


@dataclass(frozen=True, slots=True)
class MovementBetween:
    """What moved in a plan, or a part of it, from one closing to a later one.

    ``whole`` is the later closing, ``lines`` are those of the part in the order of the plan, and ``late`` what was
    late of them. ``was`` holds the earlier lines by action, ``gone`` those of actions that have no line any more.
    Without an earlier closing nothing moved.
    """

    plan: Plan
    after: Closing
    before: Closing | None
    part: Part
    whole: list[Line]
    lines: list[Line]
    was: dict[str, ThenLine]
    gone: list[Line]
    movement: Movement
    late: list[Line]
    meanings: tuple[MeaningChanged, ...]
    reopened_why: Mapping[str, str]
    thread: Thread = NO_OTHER_YEAR

    @property
    def before_words(self) -> str:
        """The earlier round as a sentence names it, with its plan where that is the year before's."""
        return named_round(self.before, self.plan.pk) if self.before else ""

    @property
    def extended(self) -> dict[str, Extended]:
        """The extensions by action."""
        return {one.action: one for one in self.movement.extended}


def written_of(name: str) -> Callable[[Line], str]:
    """How one field of ``Part`` is written in a line, before it is taken apart into its values."""
    return _WRITTEN[name]


def values_in(written: str, name: str) -> tuple[str, ...]:
    """The values in such a text: a line has one priority and senior lead, and may have several leads and sources."""
    if name == "lead":
        return leads_in(written)
    if name == "source":
        return tuple(written.split("; ")) if written else ()
    return (written,) if written else ()


def _priority(line: Line) -> str:
    return line.priority_number or line.priority_title


_WRITTEN: dict[str, Callable[[Line], str]] = {
    "priority": _priority,
    "lead": attrgetter("leads"),
    "senior": attrgetter("senior_lead"),
    "source": attrgetter("sources"),
}


_CLOSINGS = Prepared(
    lambda plan: (
        Closing.objects.filter(round__plan=plan)
        .select_related("round")
        # Wide, and read by few: who asks one of them gets it by a query of its own.
        .defer("words", "missing", "notes", "header", "priorities")
        .order_by("-round__number", "-number")
    ),
    int,
)


_WORDS = Prepared(
    lambda one, other: Closing.objects.filter(pk__in=[one, other]).order_by().values_list("pk", "words"), int, int
)


def closings_of(plan: Plan) -> list[Closing]:
    """The last closing of each round of a plan that has one, newest round first, each with its round."""
    found: dict[int, Closing] = {}
    for closing in _CLOSINGS.objects(plan.pk):
        found.setdefault(closing.round_id, closing)
    return list(found.values())


def movement_between(
    plan: Plan, after: int | None = None, before: int | None = None, part: Part = EVERYTHING
) -> MovementBetween:
    """What moved from round ``before`` to round ``after`` of a plan, both by number.

    Without ``after`` it is the round closed last, without ``before`` the closed
    one next before it: for the first round of a plan the last one of the plan it
    follows. A round that was never closed, and one that is not the earlier, is
    refused in one sentence.
    """
    closings = closings_of(plan)
    later = _chosen(plan, closings, after)
    earlier = before_round(plan, later.round.number, closings)
    if before is None:
        return compare(plan, later, earlier[0] if earlier else None, earlier, part)
    if before >= later.round.number:
        raise RuleBroken(f"Round {before} was not before round {later.round.number}; choose an earlier one.")
    return compare(plan, later, _chosen(plan, earlier, before), earlier, part)


def compare(
    plan: Plan, after: Closing, before: Closing | None, earlier: Sequence[Closing], part: Part = EVERYTHING
) -> MovementBetween:
    """Hold one closing against an earlier one; ``earlier`` are all before the later one, newest first.

    Those of the years before are read along the thread that the refreshes kept.
    """
    whole = lines = whole_lines(after.pk)
    if part.set:
        lines = [line for line in whole if part.holds(line)]
    if before is None:
        return MovementBetween(plan, after, None, part, whole, lines, {}, [], Movement(), _late(lines), (), {})
    thread = thread_to(plan, earlier)
    then = thread.lines_then(before)
    gone = _gone(before, whole, then, thread)
    if part.set:
        gone = [line for line in gone if part.holds(line)]
        kept_keys = {line.action for line in (*lines, *gone)}
        then = [line for line in then if line.action in kept_keys]
    heard = thread.heard_of(after, before)
    moved = moved_since(lines, then, heard=heard, before=before, earlier=earlier, thread=thread)
    return MovementBetween(
        plan=plan,
        after=after,
        before=before,
        part=part,
        whole=whole,
        lines=lines,
        was={line.action: line for line in then},
        gone=gone,
        movement=moved,
        late=_late(lines),
        meanings=_meanings(after, before),
        reopened_why=reopened_why(after.pk, moved.reopened) if moved.reopened else {},
        thread=thread,
    )


def moved_since(
    lines: Sequence[Line],
    then: Sequence[ThenLine],
    *,
    heard: Collection[str],
    before: Closing,
    earlier: Sequence[Closing],
    thread: Thread = NO_OTHER_YEAR,
) -> Movement:
    """What moved from a closing, whose lines are ``then``, to lines of a later day: frozen ones, or those of today."""
    late_before = _late_before(lines, then, before, earlier, thread)
    moved = movement(lines, then, heard_of=heard, late_before=late_before, left=thread.left)
    was = {line.action: line for line in then}
    return replace(moved, unchanged=_running(moved, lines, was, before, earlier, thread))


def _late(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.derived in LATE]


def _meanings(after: Closing, before: Closing) -> tuple[MeaningChanged, ...]:
    words = dict(_WORDS.rows(after.pk, before.pk))
    return meanings_changed(words[before.pk], words[after.pk])


def _chosen(plan: Plan, closings: Sequence[Closing], number: int | None) -> Closing:
    """The closing of a round by its number, or of the round closed last."""
    if number is not None:
        found = next((one for one in closings if one.round.number == number), None)
        if found is None:
            raise RuleBroken(f"Round {number} of {plan.name} was not closed.")
        return found
    settled = [one for one in closings if one.round.state == RoundState.CLOSED]
    if not settled:
        raise RuleBroken(f"No round of {plan.name} has been closed yet.")
    return settled[0]


def _gone(before: Closing, lines: Sequence[Line], then: Sequence[ThenLine], thread: Thread) -> list[Line]:
    """The earlier lines of actions that have none now."""
    standing = {line.action for line in lines}
    missing = [line.action for line in then if line.action not in standing]
    return thread.lines_named(before, missing) if missing else []


def _late_before(
    lines: Sequence[Line], then: Sequence[ThenLine], before: Closing, earlier: Sequence[Closing], thread: Thread
) -> frozenset[str]:
    """What was late at a closing earlier than both; asked only where something became late."""
    were_late = {line.action for line in then if line.derived in LATE}
    older = earlier[[one.pk for one in earlier].index(before.pk) + 1 :]
    became = any(line.derived in LATE and line.action not in were_late for line in lines)
    return thread.ever_late(older) if older and became else frozenset()


def _running(
    moved: Movement,
    lines: Sequence[Line],
    was: Mapping[str, ThenLine],
    before: Closing,
    earlier: Sequence[Closing],
    thread: Thread,
) -> dict[str, int]:
    """For each action that kept its colour, for how many closings running it has had it.

    The lines of the closing it is held against are at hand; those of the others are asked for, newest first, as
    long as any action still has the colour it has now.
    """
    if not moved.unchanged:
        return {}
    back = earlier[:MOST_ROUNDS_BACK]
    found = dict.fromkeys(moved.unchanged, 1)
    running = {line.action: line.declared for line in lines if line.action in found}
    others = thread.colours([one for one in back if one.pk != before.pk])
    others[before.pk] = {action: line.declared for action, line in was.items()}
    for closing in back:
        colours = others[closing.pk]
        running = {action: colour for action, colour in running.items() if colours.get(action) == colour}
        for action in running:
            found[action] += 1
    return found
