"""The plan behind a report: its rows as the round was closed, in the columns officers know, from the frozen lines.

Source: the appendix to the report of 2 May 2018, and "Default wording" (the names of the ten columns).
"""

from collections.abc import Mapping, Sequence
from datetime import date

from goldenthread.design.words import day
from goldenthread.documents.paper import (
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Group,
    Heading,
    Item,
    Items,
    Landscape,
    Mark,
    RatingMark,
    Run,
    Table,
    words,
)
from goldenthread.plan.cells import SET_ASIDE
from goldenthread.plan.exporting.columns import LABELS
from goldenthread.plan.printed.actions import NOT_RATED, WIDTHS, aim_words
from goldenthread.plan.states import Colour, State
from goldenthread.reports.facts.blocks import chart_of_ratings, meanings
from goldenthread.reports.facts.counts import four_counts
from goldenthread.reports.facts.values import Book

FrozenRow = Mapping[str, str]
"""One line of a closing, by the names of ``RoundLine``."""

FIELDS = ("section", "aim", "ref", "action", "wording", "starts", "ends", "first_due", "measure", "leads",
          "senior_lead", "said", "state", "declared", "word", "sources", "priority_number", "priority_title",
          "board_word", "board_why")  # fmt: skip
"""What is read of each line."""

COLUMNS = tuple(Column(LABELS[meaning], weight) for meaning, weight in WIDTHS)
"""The columns of the plan's own paper, so that the two look alike."""


def plan_blocks(
    book: Book, rows: Sequence[FrozenRow], *, closed_on: date, initials: Mapping[str, str]
) -> tuple[Block, ...]:
    """The plan as the round was closed: what it is, the plan at a glance, its rows by priority, and the keys."""
    table = Table(
        f"{book.plan_name}: every action on {day(book.position_on)}", COLUMNS, tuple(_groups(rows)), row_header=1,
        is_caption_printed=False,
    )  # fmt: skip
    blocks: list[Block] = [
        Facts(tuple(_header(book, closed_on)), name="The plan and the round"),
        Heading(1, words("The plan at a glance")),
        *four_counts(book).blocks,
        *chart_of_ratings(book).blocks,
        Heading(1, words("What the ratings mean")),
        *meanings(book).blocks,
    ]
    if rows:
        blocks.append(Landscape((Heading(1, words("The actions")), table)))
    if initials:
        key = tuple(Item((Run(short, strong=True), Run(f": {who}"))) for short, who in initials.items())
        blocks += [Heading(1, words("Who the initials are")), Items(key)]
    return tuple(blocks)


def _header(book: Book, closed_on: date) -> list[Fact]:
    found = [
        Fact("Name", words(book.plan_name)),
        Fact("Board responsible for monitoring action plan", words(book.board_name)),
        Fact("Period", words(f"{day(book.period_starts_on)} to {day(book.period_ends_on)}")),
        Fact("Position on", words(day(book.position_on))),
        Fact("Round", words(f"{book.round_number}, closed on {day(closed_on)}")),
    ]
    return [one for one in found if one.words]


def _groups(rows: Sequence[FrozenRow]) -> list[Group]:
    """Rows under their priority, and under the title row of the paper where it had one."""
    groups: list[Group] = []
    here, cells = ("", "", ""), list[tuple[Cell, ...]]()
    above: FrozenRow | None = None
    priority = ("", "")
    for row in rows:
        place = (row["priority_number"], row["priority_title"], row["section"])
        if cells and place != here:
            groups.append(Group(tuple(cells), _headings(here, priority)))
            priority, cells, above = here[:2], [], None
        here = place
        cells.append(_cells(row, above))
        above = row
    if cells:
        groups.append(Group(tuple(cells), _headings(here, priority)))
    return groups


def _headings(here: tuple[str, str, str], before: tuple[str, str]) -> tuple[Heading, ...]:
    number, title, section = here
    named = f"Priority {number}: {title}" if number and title else f"Priority {number}" if number else title
    found = [Heading(2, words(named))] if here[:2] != before and named else []
    deep = 3 if named else 2
    return (*found, *([Heading(deep, words(section))] if section else []))


def _cells(row: FrozenRow, above: FrozenRow | None) -> tuple[Cell, ...]:
    goes_on = above is not None and bool(row["aim"]) and row["aim"] == above["aim"]
    ends = f"{row['ends']}\n(first: {row['first_due']})" if row["first_due"] else row["ends"]
    said = row["said"]
    if row["board_word"]:
        said = f"{said}\nThe board rates it {row['board_word']}: {row['board_why']}".strip()
    return (
        aim_words(row["aim"], tuple(filter(None, row["sources"].split("; "))), goes_on=goes_on),
        words(row["ref"] or row["action"]),
        words(row["wording"]),
        words(row["starts"]),
        words(ends),
        words(row["measure"]),
        words(row["leads"]),
        words(row["senior_lead"]),
        words(said),
        _rating(row),
    )


def _rating(row: FrozenRow) -> RatingMark:
    """The rating as word and shape; set aside, or reported and not assured, is said and has no colour of its own."""
    state = State(row["state"])
    if state in SET_ASIDE:
        return RatingMark(Mark.NONE, row["word"] or SET_ASIDE[state])
    if state == State.REPORTED_COMPLETE:
        return RatingMark(Mark.REPORTED, row["word"] or "Reported complete")
    return RatingMark(
        Mark(row["declared"]),
        row["word"] or (NOT_RATED if row["declared"] == Colour.NONE else Colour(row["declared"]).label),
    )
