"""What may become of an action when its plan goes into the next year, and what a refresh needs before it is done.

Pure rules: values in, values or a refusal out. The rows stand in ``models.refresh``, what changes them in
``commands.refreshing``.

Sources: report of 2 May 2018 to the Safeguarding Sub Committee, paragraphs 5 to 7 (completed actions, those taken
up again); report of 8 February 2019 to the same committee, paragraphs 2 and 3 (the plan of 2018-19: four rating
words, 25 actions blue though the completed ones of the year before had left). That an inspection recommendation
stays under watch after it is complete follows from the six recommendations kept there; that a standing duty does
is our reading.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import TextChoices

from goldenthread.kernel.dates import add_months
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.states import BLUE, OUT, Colour, State
from goldenthread.sources.kinds import FindingKind, SourceKind

RECHECK_MONTHS = 6
INSPECTIONS = frozenset({SourceKind.INSPECTION, SourceKind.FOCUSED_VISIT})
"""Sources whose recommendations stay under watch when their actions are complete."""


class Choice(TextChoices):
    """What can be chosen for an action of the old plan."""

    CARRY = "carry", "Carry it over"
    REWORD = "reword", "Carry it over in new words"
    MERGE = "merge", "Merge it into another"
    WITHDRAW = "withdraw", "Withdraw it"
    LEAVE = "leave", "Leave it behind, complete"
    WATCH = "watch", "Keep it under watch"


class Fate(TextChoices):
    """Where a row went, by a decision."""

    CARRY = "carry", "Carried over"
    REWORD = "reword", "Carried over in new words"
    MERGE = "merge", "Merged"
    WATCH = "watch", "Kept under watch"
    HAND = "hand", "Handed over"
    WITHDRAW = "withdraw", "Withdrawn"


GOES_ON = frozenset({Choice.CARRY, Choice.REWORD})
"""Choices by which an unfinished action has a row of its own in the new plan, into which others can be merged."""

FIGURES = (
    ("carried", "Carried over"),
    ("reworded", "Carried over in new words"),
    ("merged", "Merged into another"),
    ("withdrawn", "Withdrawn by this refresh"),
    ("watched", "Complete, kept under watch"),
    ("left", "Complete, left behind"),
    ("out", "Withdrawn, merged or handed over before"),
)
"""What a refresh counts, in the order of its receipt: each action of the old plan stands in exactly one."""

_FIGURE = {
    Choice.CARRY: "carried",
    Choice.REWORD: "reworded",
    Choice.MERGE: "merged",
    Choice.WITHDRAW: "withdrawn",
    Choice.WATCH: "watched",
    Choice.LEAVE: "left",
}


@dataclass(frozen=True, slots=True)
class Answered:
    """A finding that an action answers: its kind, its source's, whether it has a number, whether its source numbers."""

    kind: str
    source: str
    has_number: bool
    source_numbers: bool

    @property
    def is_recommendation(self) -> bool:
        """Whether it is a recommendation of an inspection; where the letter numbers some, only those are.

        The letter of July 2016 numbers six recommendations and names further areas by paragraph; the plan of 2018-19
        keeps the six. What a paragraph names leaves with the other complete actions, and the page says so.

        Source: plan of 2 May 2018, Priority 5 ("Ofsted recommendation 1" to 6, and rows with a paragraph alone).
        """
        is_one = self.kind == FindingKind.RECOMMENDATION and self.source in INSPECTIONS
        return is_one and (self.has_number or not self.source_numbers)


def is_kept_under_watch(*, is_standing: bool, answers: Iterable[Answered]) -> bool:
    """An action that answers an inspection's recommendation, or is a standing duty, stays under watch when complete.

    A recommendation that was met may slip again, and only a later look would show it.

    Source: plan of 2018-19, which keeps all six recommendations of the inspection.
    """
    return is_standing or any(answer.is_recommendation for answer in answers)


def recheck_day(on: date) -> date:
    """When what is under watch is looked at again: six months later unless somebody says otherwise."""
    return add_months(on, RECHECK_MONTHS)


def offered(state: str) -> tuple[Choice, ...]:
    """What can be chosen for an action in this state; nothing for one that is out of the plan's work already."""
    if state in OUT:
        return ()
    if state in BLUE or state == State.UNDER_WATCH:
        return (Choice.LEAVE, Choice.WATCH)
    return (Choice.CARRY, Choice.REWORD, Choice.MERGE, Choice.WITHDRAW)


def proposed(*, state: str, keeps: bool) -> Choice | None:
    """What becomes of an action nobody considered: a complete one leaves or stays under watch, the rest must be chosen.

    What was under watch already goes on being watched until somebody says that it can leave.
    """
    if state in BLUE:
        return Choice.WATCH if keeps else Choice.LEAVE
    return Choice.WATCH if state == State.UNDER_WATCH else None


def standing_choice(*, chosen: str, state: str, keeps: bool) -> Choice | None:
    """What stands for an action now: what was chosen, where its state still allows it, else what is proposed.

    An action that was blue when it was considered and has been reopened since must be considered again.
    """
    if chosen and Choice(chosen) in offered(state):
        return Choice(chosen)
    return proposed(state=state, keeps=keeps)


@dataclass(frozen=True, slots=True)
class Considered:
    """A choice with what belongs to it, as typed."""

    choice: Choice
    wording: str = ""
    ends: str = ""
    reason: str = ""
    into: int | None = None


@dataclass(frozen=True, slots=True)
class Stands:
    """What a choice is held against: the action as it stands, and whether it would stay under watch.

    ``late`` is the end it would have, as written, where that is late on the new plan's first day and nothing says why.
    """

    action: int
    state: str
    wording: str
    keeps: bool
    late: str = ""


def check_choice(made: Considered, stands: Stands, *, moves_end: bool, others: frozenset[int]) -> None:
    """Refuse a choice that the action's state does not allow, or that lacks its words, other action or reason.

    ``others`` are the actions it may be merged into.
    """
    if made.choice not in offered(stands.state):
        raise RuleBroken(
            "This action is complete: it leaves, or stays under watch. Reopen it first if work is left."
            if stands.state in BLUE
            else "This cannot be chosen for an action in this state."
        )
    if made.choice == Choice.REWORD and made.wording.strip() in ("", stands.wording.strip()):
        raise RuleBroken("Write the new words of the action, or carry it over as it is.", about="wording")
    if made.choice == Choice.MERGE and (made.into is None or made.into not in others):
        raise RuleBroken("Choose the action of this plan it is merged into.", about="into")
    if made.choice == Choice.MERGE and made.into == stands.action:
        raise RuleBroken("An action cannot be merged into itself.", about="into")
    if made.choice in GOES_ON and stands.late:
        raise RuleBroken(late_words(stands.late), about="ends")
    if says_enough(made.reason):
        return
    if made.choice == Choice.WITHDRAW:
        raise RuleBroken("Say in a sentence why it is withdrawn: its row and the receipt keep it.", about="reason")
    if made.choice == Choice.LEAVE and stands.keeps:
        raise RuleBroken(
            "It answers an inspection or is a standing duty: say in a sentence why nobody looks at it again.",
            about="reason",
        )
    if moves_end:
        raise RuleBroken("Say in a sentence why its end moves: it counts as a moved date.", about="reason")


def is_late_at_start(*, state: str, ends_on: date | None, first_day: date | None, asked_for: date | None) -> bool:
    """Unfinished work whose end lies before the new plan begins is asked about: a new end, or that it stays late.

    Carried over unasked it would begin the year as a green that is past its end. What is reported complete waits for
    its assurer and not for a date, and where a later end is asked for and waits, nobody is asked twice.
    """
    if first_day is None or ends_on is None or ends_on >= first_day or state == State.REPORTED_COMPLETE:
        return False
    return asked_for is None or asked_for < first_day


def late_words(end: str) -> str:
    """What is said of an action whose end lies before the new plan begins."""
    return f"Its end, {end}, lies before the new plan begins: give a new end with the reason, or keep the date as late."


def says_enough(reason: str) -> bool:
    """Whether a reason is more than a word or two: the board reads it a year later."""
    return len(reason.split()) >= 3


@dataclass(frozen=True, slots=True)
class Row:
    """An action of the old plan with what stands for it; ``priority`` is its place among the new plan's, or none.

    ``late`` is the end it would have, as written, where that is late on the first day and nobody said that it stays;
    ``is_contradicted`` says that a finding stands against it that nobody has answered.
    """

    action: int
    name: str
    state: str
    choice: Choice | None
    into: int | None = None
    priority: int | None = None
    ref: str = ""
    late: str = ""
    is_contradicted: bool = False


def why_not_done(rows: Sequence[Row], refs: Mapping[int, str]) -> dict[int, str]:
    """What keeps a refresh from being done, by action: not considered, merged into what does not go on, no priority.

    Nor is it done while an end that lies before the new plan begins would be carried over unasked. A merged action
    goes where its other goes, so that other must itself be carried over. Two rows of the new plan may not have the
    same ref, though a paper's may.
    """
    choices = {row.action: row.choice for row in rows}
    names = {row.action: row.name for row in rows}
    found: dict[int, str] = {}
    taken: Counter[str] = Counter(ref for ref in refs.values() if ref)
    for row in rows:
        if row.state in OUT:
            continue
        if row.choice is None:
            found[row.action] = "It was not considered."
        elif row.choice == Choice.MERGE and choices.get(row.into or 0) not in GOES_ON:
            other = names.get(row.into or 0, "another")
            found[row.action] = f"It is merged into {other}, which is not carried over itself."
        elif (row.choice in GOES_ON or row.choice == Choice.WATCH) and row.priority is None:
            found[row.action] = "Its priority is not kept in the new plan: keep it, or withdraw the action."
        elif row.choice == Choice.LEAVE and row.is_contradicted:
            found[row.action] = "A finding contradicts it: reopen it, say why it stands, or keep it under watch."
        elif row.choice in GOES_ON and row.late:
            found[row.action] = late_words(row.late)
        elif taken[refs.get(row.action, "")] > 1:
            found[row.action] = f"Two actions would be called {refs[row.action]}."
    return found


def count(rows: Iterable[Row]) -> dict[str, int]:
    """How many actions of the old plan go where; the figures add up to its actions once all are considered."""
    found = dict.fromkeys((name for name, _ in FIGURES), 0)
    for row in rows:
        if row.state in OUT:
            found["out"] += 1
        elif row.choice is not None:
            found[_FIGURE[row.choice]] += 1
    return found


def next_ref(number: str, taken: Iterable[str]) -> str:
    """The ref a new action gets at the end of a priority: one more than the highest running number under it."""
    found = (re.fullmatch(rf"{re.escape(number)}\.(\d{{1,6}})", ref, re.ASCII) for ref in taken)
    return f"{number}.{max((int(one[1]) for one in found if one), default=0) + 1}"


def propose_refs(rows: Iterable[Row], numbers: Mapping[int, str], *, renumbers: bool) -> dict[int, str]:
    """The refs of the new plan, by old action: the priority's number and a running one, worked ones before watched.

    ``numbers`` are the numbers of the new priorities. A ref somebody typed stands, and no running number repeats it.
    Without renumbering each keeps its old name where it has one.
    """
    going = [row for row in rows if row.choice in GOES_ON or row.choice == Choice.WATCH]
    taken = {row.ref for row in going if row.ref}
    running: Counter[int] = Counter()
    found: dict[int, str] = {}
    for row in sorted(going, key=lambda row: row.choice == Choice.WATCH):
        if row.ref:
            found[row.action] = row.ref
        elif not renumbers:
            found[row.action] = row.name
        elif row.priority is not None:
            found[row.action] = _next(running, row.priority, numbers[row.priority], taken)
    return found


def _next(running: Counter[int], priority: int, number: str, taken: set[str]) -> str:
    while True:
        running[priority] += 1
        ref = f"{number}.{running[priority]}"
        if ref not in taken:
            return ref


def check_mapping(*, old: str, new: str, word: str) -> None:
    """Blue becomes blue and nothing else does: a word's meaning may change, but no mapping completes an action.

    Source: three colours and "Completed" in the plan of 2 May 2018 became four words with "Blue" in the report of 8
    February 2019, paragraph 2.
    """
    if (old == Colour.BLUE) != (new == Colour.BLUE):
        raise RuleBroken(
            f"“{word}” says that an action is complete, so it can only become the word for blue."
            if old == Colour.BLUE
            else f"“{word}” cannot become the word for blue: a refresh completes nothing."
        )


def check_words(words: Sequence[tuple[str, str]]) -> None:
    """Refuse rating words without a word, said twice, or without one for each of the four colours.

    The four are those of the committee's paper; without one of them a plan could not be counted as it is reported.

    Source: report of 8 February 2019, paragraph 2.
    """
    if any(not word.strip() for word, _ in words):
        raise RuleBroken("Give each rating its word.")
    if len({word.strip().casefold() for word, _ in words}) != len(words):
        raise RuleBroken("Two ratings have the same word.")
    missing = [
        colour.label.lower()
        for colour in (Colour.BLUE, Colour.GREEN, Colour.AMBER, Colour.RED)
        if colour not in {given for _, given in words}
    ]
    if missing:
        raise RuleBroken(f"The new plan needs a word for {' and '.join(missing)}.")


def next_name(name: str) -> str:
    """The name of the plan of the next year: each year in it one later, else the same."""
    later = re.sub(r"\b(?:19|20)\d\d\b", lambda found: str(int(found[0]) + 1), name)
    return re.sub(r"(?<=\d{4})([-/–])(\d\d)\b", lambda found: f"{found[1]}{(int(found[2]) + 1) % 100:02d}", later)


def next_period(starts_on: date | None, ends_on: date | None, *, on: date) -> tuple[str, str]:
    """From when to when the next plan runs, as its form opens: as long as the old one, from the day after it ended.

    A plan without dates goes on from this month, for a year.
    """
    start = (ends_on + timedelta(days=1)) if ends_on else on.replace(day=1)
    months = 12
    if starts_on and ends_on:
        months = max(1, (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month + 1)
    last = add_months(start.replace(day=1), months - 1)
    return f"{start:%B %Y}", f"{last:%B %Y}"


@dataclass(frozen=True, slots=True)
class OldWord:
    """A rating word of the old plan: what the words of the new one are proposed from."""

    pk: int
    word: str
    colour: str
    state: str
    meaning: str
    is_offered: bool
    is_used: bool


def propose_words(
    words: Sequence[OldWord], usual: Mapping[str, tuple[str, str, str]]
) -> tuple[list[OldWord], dict[int, int]]:
    """The words of the new plan, one for each colour, and which of them each old word becomes, by its place.

    Of several words for a colour the one that is usual is kept, else the one the plan offers, so that "Completed" and
    "Blue" become one. A word without a colour is kept where unfinished work has it. ``usual`` gives word, state and
    meaning for a colour of which the old plan has none, and the meaning where it says none.
    """
    new: list[OldWord] = []
    for colour in (Colour.BLUE, Colour.RED, Colour.AMBER, Colour.GREEN):
        word, state, meaning = usual[colour]
        own = [one for one in words if one.colour == colour]
        best = sorted(own, key=lambda one: (one.word.casefold() != word.casefold(), not one.is_offered))
        chosen = best[0] if best else OldWord(0, word, colour, state, meaning, True, False)
        new.append(replace(chosen, meaning=chosen.meaning or meaning, is_offered=True))
    new += [one for one in words if one.colour == Colour.NONE and one.is_used]
    places = {one.colour: place for place, one in enumerate(new) if one.colour != Colour.NONE}
    kept = {one.pk: place for place, one in enumerate(new) if one.pk and one.colour == Colour.NONE}
    mapping = {one.pk: places[one.colour] for one in words if one.colour != Colour.NONE}
    return new, mapping | kept
