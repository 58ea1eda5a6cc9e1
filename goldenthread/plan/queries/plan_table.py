"""The plan page as a whole: rows by priority, section and aim, the counts above them, and what needs attention.

Every figure counts rows of the same reading, so a figure and the list it opens
agree by construction.

Source: the columns and headings of the plan printed with the report of 2 May
2018; the counts of the report of 8 February 2019, paragraph 3.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import groupby

from django.core.paginator import Page, Paginator

from goldenthread.design.marks import Standing
from goldenthread.design.parts import Attention, CountRow, Figure
from goldenthread.identity.models import Person
from goldenthread.kernel.prepared import Prepared
from goldenthread.plan.models import Aim, Plan, Priority, RatingWord
from goldenthread.plan.queries.chips import NAMES, Category
from goldenthread.plan.queries.plan_filter import REASONS, PlanFilter, narrow
from goldenthread.plan.queries.plan_rows import PlanRow, plan_rows, sources_of
from goldenthread.plan.states import BLUE, Colour, State

NO_END = "not rated; by the dates, finished or without a readable end"
APART = {
    Category.WATCH: "complete in an earlier year and looked at again; counted apart",
    Category.GONE: "carried over, merged or handed over",
}
COLOURS = frozenset(Colour.values)
MOST_REFS = 5
ALL_ON_ONE_PAGE = 1500
A_PART = 500


@dataclass(slots=True)
class Group:
    """Rows under one aim. ``section`` is the title row above it where a new one begins."""

    section: str
    aim: Aim | None
    sources: str
    rows: list[PlanRow]


@dataclass(slots=True)
class Block:
    """A priority as the page prints it. ``handle`` names it in an address."""

    priority: Priority
    handle: str
    groups: list[Group]
    counts: list[CountRow]


@dataclass(slots=True)
class PlanTable:
    """Everything the plan page counts and lists, from one reading of the rows."""

    plan: Plan
    asked: PlanFilter
    rows: list[PlanRow]
    shown: list[PlanRow]
    blocks: list[Block]
    words: list[RatingWord]
    counts: list[CountRow] = field(default_factory=list)
    totals: list[Figure] = field(default_factory=list)
    attention: list[Attention] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    priorities: dict[str, Priority] = field(default_factory=dict)
    page: Page[PlanRow] | None = None

    @property
    def past_end(self) -> tuple[int, int]:
        """How many greens are past their end, and how many greens there are: the figure that lateness hides behind."""
        greens = [row for row in self.rows if row.category == Category.GREEN]
        return sum(row.disagrees for row in greens), len(greens)


def plan_table(
    plan: Plan, *, reader: Person, manages: bool, on: date, asked: PlanFilter, address: str, page: str = ""
) -> PlanTable:
    """Read the page: nine queries, and one more where the filter asks for words.

    Up to 1,500 rows stand on one page, as on paper; more are shown in parts of 500.
    """
    priorities: list[Priority] = PRIORITIES.objects(plan.pk)
    aims: dict[int, Aim] = {aim.pk: aim for aim in AIMS.objects(plan.pk)}
    words: list[RatingWord] = WORDS.objects(plan.pk)
    ties = sources_of(plan)
    rows = plan_rows(plan, reader=reader, manages=manages, on=on, sources=[(action, key) for action, key, _ in ties])
    handles = handles_of(priorities)
    shown = narrow(rows, asked, plan=plan, priorities={handle: row.pk for handle, row in handles.items()})
    titles = {key: title for _, key, title in ties}
    part = Paginator(shown, A_PART).get_page(page) if len(shown) > ALL_ON_ONE_PAGE else None
    table = PlanTable(
        plan=plan,
        asked=asked,
        rows=rows,
        shown=shown,
        blocks=_blocks(
            handles, aims, shown, list(part) if part else shown, titles, words, address, whole=not asked.set
        ),
        words=words,
        sources=titles,
        priorities=handles,
        page=part,
    )
    table.counts = count_rows(rows, words, address)
    table.totals = [Figure(len(rows), address), Figure(len(rows), address)]
    table.attention = attention(rows, address)
    return table


PRIORITIES = Prepared(lambda plan: Priority.objects.filter(plan=plan).order_by("position", "pk"), int)
AIMS = Prepared(lambda plan: Aim.objects.filter(priority__plan=plan).order_by("position", "pk"), int)
WORDS = Prepared(lambda plan: RatingWord.objects.filter(plan=plan), int)


def handles_of(priorities: Iterable[Priority]) -> dict[str, Priority]:
    """A name for each priority in an address: its number where it has one of its own, else its place in the table."""
    found: dict[str, Priority] = {}
    for priority in priorities:
        handle = priority.number.strip()
        found[handle if handle and handle not in found else f"x{priority.pk}"] = priority
    return found


def _blocks(
    handles: Mapping[str, Priority],
    aims: Mapping[int, Aim],
    shown: list[PlanRow],
    here: list[PlanRow],
    titles: Mapping[str, str],
    words: Sequence[RatingWord],
    address: str,
    *,
    whole: bool,
) -> list[Block]:
    """A block for each priority that has rows on this part of the page; its counts are of all rows that are shown."""
    counted, listed = _by_priority(shown), _by_priority(here)
    whole = whole and len(here) == len(shown)
    blocks = []
    for handle, priority in handles.items():
        rows = listed.get(priority.pk, [])
        if not rows and not whole:
            continue
        counts = _line_of_counts(counted.get(priority.pk, []), words, address, handle)
        blocks.append(Block(priority, handle, _groups(priority, aims, rows, titles, whole=whole), counts))
    return blocks


def _line_of_counts(rows: Sequence[PlanRow], words: Sequence[RatingWord], address: str, handle: str) -> list[CountRow]:
    """How the actions of a priority stand: a figure for each rating they have, which opens its list."""
    declared = Counter(row.category for row in rows)
    found = []
    for kind in Category:
        if declared[kind]:
            colour = kind.value if kind.value in COLOURS else "none"
            url = _to(address, "rating", kind.value, handle)
            standing = Standing.REPORTED if kind == Category.REPORTED else Standing.DECLARED
            found.append(CountRow(colour, words_of(words, kind)[0], [Figure(declared[kind], url)], standing=standing))
    return found


def _by_priority(rows: Iterable[PlanRow]) -> dict[int, list[PlanRow]]:
    found: dict[int, list[PlanRow]] = {}
    for row in rows:
        found.setdefault(row.priority, []).append(row)
    return found


def _groups(
    priority: Priority, aims: Mapping[int, Aim], rows: list[PlanRow], titles: Mapping[str, str], *, whole: bool
) -> list[Group]:
    """The rows of a priority under their aims; aims that no action serves stand at the end, so that the gap shows."""
    groups, section = [], ""
    for number, found in groupby(rows, key=lambda row: row.aim):
        aim, members = aims.get(number) if number else None, list(found)
        here = aim.section if aim else ""
        keys = dict.fromkeys(key for row in members for key in row.sources)
        groups.append(Group(here if here != section else "", aim, _from(keys, titles), members))
        section = here
    if whole:
        used = {row.aim for row in rows}
        empty = [aim for aim in aims.values() if aim.priority_id == priority.pk and aim.pk not in used]
        groups += [Group("", aim, "", []) for aim in empty]
    return groups


def _from(keys: Iterable[str], titles: Mapping[str, str]) -> str:
    """The sources of an aim's actions in words: two by name, the rest by number."""
    names = [titles[key] for key in keys]
    more = len(names) - 2
    return "; ".join(names[:2]) + (f" and {more} more" if more > 0 else "")


def words_of(words: Sequence[RatingWord], kind: Category) -> tuple[str, str]:
    """The word of a category in this plan and its meaning; the colour's own name where two words share it."""
    own = [word for word in words if word.colour == kind and word.is_offered]
    if len(own) == 1:
        return own[0].word, own[0].meaning
    return NAMES[kind], own[0].meaning if own else ""


def count_rows(rows: Sequence[PlanRow], words: Sequence[RatingWord], address: str) -> list[CountRow]:
    """Declared against derived, a line for each rating; colours of the plan stay where nothing has them."""
    declared = Counter(row.category for row in rows)
    derived = Counter(row.suggested for row in rows)
    standing = {Category.REPORTED: Standing.REPORTED}
    colours = {word.colour for word in words}
    found = []
    for kind in Category:
        suggested = derived[kind.value] if kind.value in COLOURS else 0
        if not declared[kind] and not suggested and kind.value not in colours - {Colour.NONE}:
            continue
        word, meaning = words_of(words, kind)
        figures = (
            Figure(declared[kind], _to(address, "rating", kind.value) if declared[kind] else ""),
            Figure(suggested, _to(address, "suggested", kind.value) if suggested else ""),
        )
        colour = kind.value if kind.value in COLOURS else "none"
        note = _blue_note(rows) if kind == Category.BLUE else NO_END if kind == Category.NONE and suggested else meaning
        note = APART.get(kind, note)
        found.append(CountRow(colour, word, figures, note, standing.get(kind, Standing.DECLARED)))
    return found


def _blue_note(rows: Iterable[PlanRow]) -> str:
    """Who vouches for what is blue: a second person, the paper, or the lead."""
    states = Counter(row.state for row in rows if row.state in BLUE)
    said = (
        (State.ASSURED, "assured"),
        (State.COMPLETED_ON_PAPER, "on paper, not assured here"),
        (State.DECLARED_COMPLETE, "declared by their leads"),
    )
    return ", ".join(f"{states[state]} {words}" for state, words in said if states[state])


@lru_cache(maxsize=1024)
def _to(address: str, name: str, value: str, priority: str = "") -> str:
    """The address of the rows with one value of a filter, in the whole plan or in one priority."""
    return f"{address}?{PlanFilter(**{name: value}, priority=priority).query}#rows"


def attention(rows: Sequence[PlanRow], address: str) -> list[Attention]:
    """What needs attention: a figure, a sentence that opens its list, and the first refs."""
    found = []
    for name, (one, many) in REASONS.items():
        meant = [row for row in rows if name in row.reasons]
        if meant:
            refs = [row.name for row in meant[:MOST_REFS]]
            more = len(meant) - len(refs)
            rest = f": {', '.join(refs)}" + (f" and {more} more" if more else "")
            url = _to(address, "attention", name)
            found.append(Attention(len(meant), one if len(meant) == 1 else many, url, rest))
    return found
