"""What the signs of a plan mean: its ratings, and whose initials stand in its columns.

Source: the plan of 2 May 2018, which prints initials in two columns and explains none of them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goldenthread.documents.paper import Block, Cell, Column, Group, Heading, RatingMark, Table, words
from goldenthread.identity.models import Person, Post
from goldenthread.plan.cells import LEADS, SENIOR_LEAD, canonical
from goldenthread.plan.glossary import Glossary, read_glossary
from goldenthread.plan.models import Plan
from goldenthread.plan.printed.rows import NOT_RATED, PrintedRow, mark_of, status_word
from goldenthread.plan.queries.chips import Category, category
from goldenthread.plan.queries.plan_table import APART
from goldenthread.plan.reading.people import is_initials, read_leads
from goldenthread.plan.states import BLUE, State

UNKNOWN = "Not explained in this plan"
NO_MEANING = "No meaning is given in this plan"
MEANT = {
    Category.REPORTED: "said to be complete by its lead; a second person has not confirmed it yet",
    Category.NONE: "no rating was given",
    Category.ASIDE: "paused or withdrawn by a decision",
} | APART
"""What the system's own words mean."""
COUNTED_AS = {Category.BLUE: "blue", Category.RED: "red", Category.AMBER: "amber", Category.GREEN: "green"} | {
    Category.REPORTED: "reported complete, which is no colour until a second person confirms it,",
    Category.NONE: "not rated",
    Category.WATCH: "under watch, apart from the others",
    Category.ASIDE: "set aside",
    Category.GONE: "gone on elsewhere",
}
"""What a word without a meaning is counted as, in words."""


def keys(plan: Plan, rows: tuple[PrintedRow, ...]) -> tuple[Block, ...]:
    """The keys, under a heading of their own; nothing where there is nothing to explain."""
    found = [table for table in (rating_key(_known(plan), rows), initials_key(plan, rows)) if table is not None]
    return (Heading(1, words("Keys")), *found) if found else ()


_COLOURS = (Category.BLUE, Category.RED, Category.AMBER, Category.GREEN)
_ORDER = (*_COLOURS, *(kind for kind in Category if kind not in _COLOURS))
"""The colours as reports count them, then what is none."""


@dataclass(frozen=True, slots=True)
class KnownWord:
    """A word of a plan for a rating: what it counts as, and what its manager wrote that it means."""

    word: str
    kind: Category
    meaning: str


def _known(plan: Plan) -> list[KnownWord]:
    return [
        KnownWord(canonical(one.word), category(one.state, one.colour), canonical(one.meaning))
        for one in plan.rating_words.all()
        if canonical(one.word)
    ]


def rating_key(known: Iterable[KnownWord], rows: Sequence[PrintedRow]) -> Table | None:
    """Every word that stands in the column of ratings, with its shape and its meaning.

    The plan's own words come first, with the meaning their manager gave them; of one without a meaning, and of a word
    that is the system's own, it is told what is known of it: what it counts as here, and who vouches for it. A word is
    never given a meaning that nobody wrote.

    Source: the plan of 2 May 2018, which prints "Completed" and "Blue" beside each other and explains neither.
    """
    used: dict[str, list[PrintedRow]] = {}
    for row in rows:
        used.setdefault(_folded(status_word(row)), []).append(row)
    own = sorted(known, key=lambda one: _ORDER.index(one.kind))
    lines = [_line(one.word, one.kind, one.meaning, used.pop(_folded(one.word), ())) for one in own]
    rest = sorted(used.values(), key=lambda found: _ORDER.index(found[0].kind))
    lines += [_line(status_word(found[0]), found[0].kind, "", found, is_own=False) for found in rest]
    columns = (Column("Rating", 1), Column("What it means", 3))
    return Table("What the ratings mean", columns, (Group(tuple(lines)),)) if lines else None


def _line(
    word: str, kind: Category, meaning: str, rows: Sequence[PrintedRow], *, is_own: bool = True
) -> tuple[Cell, ...]:
    """A word of the key with its shape, what it means, and who vouches for what is complete under it."""
    noted = vouched(rows) if kind == Category.BLUE else ""
    is_systems = not is_own and kind in MEANT and (kind != Category.NONE or word == NOT_RATED)
    if not meaning:
        meaning = MEANT[kind] if is_systems else f"{NO_MEANING}; counted as {COUNTED_AS[kind]} here"
    cell: Cell = RatingMark(mark_of(kind), word) if word != NOT_RATED else words(word)
    return cell, words("; ".join(part for part in (meaning, noted) if part))


def vouched(rows: Iterable[PrintedRow]) -> str:
    """Who says that what is blue is done: a second person, the paper it came from, or the lead."""
    states = Counter(row.state for row in rows if row.state in BLUE)
    said = (
        (State.ASSURED, "confirmed by a second person"),
        (State.COMPLETED_ON_PAPER, "completed on paper, not confirmed here"),
        (State.DECLARED_COMPLETE, "declared by their leads"),
    )
    return ", ".join(f"{states[state]} {how}" for state, how in said if states[state])


def _folded(word: str) -> str:
    return " ".join(word.split()).casefold()


def initials_key(plan: Plan, rows: tuple[PrintedRow, ...]) -> Table | None:
    """Whom the initials in the two columns of leads stand for; who is not known here is said to be unexplained."""
    printed = {lead for row in rows for cell in (LEADS, SENIOR_LEAD) for lead in read_leads(row.cells.cells[cell])}
    initials = sorted(one for one in printed if is_initials(one))
    if not initials:
        return None
    glossary = read_glossary(plan)
    lines = tuple((words(one), words(_whom(glossary, one))) for one in initials)
    return Table("Whose initials", (Column("Initials", 1), Column("Name", 3)), (Group(lines),))


def _whom(glossary: Glossary, initials: str) -> str:
    found: Person | Post | None = glossary.find(initials)
    named = (found.name if isinstance(found, Person) else found.title) if found else ""
    return canonical(named) if named and canonical(named) != initials else UNKNOWN
