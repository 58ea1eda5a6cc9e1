"""The plan behind a report: printed as the plan prints itself, from what was frozen when the round was closed.

Rounds closed before header block, notes and whole comments were kept print what they have: of the header the name and
the board, of the comments what was said last.

Source: the appendix to the report of 2 May 2018, and "Default wording" (the header block, the names of the ten
columns).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from goldenthread.design.words import day, listed
from goldenthread.documents.paper import (
    Block,
    Fact,
    Facts,
    Heading,
    Item,
    Items,
    Landscape,
    Paragraph,
    Run,
    words,
)
from goldenthread.plan.cells import (
    ACTION,
    AIM,
    COMMENTS,
    ENDS,
    LEADS,
    MEASURE,
    REF,
    SENIOR_LEAD,
    SET_ASIDE,
    STARTS,
    STATUS,
    ActionCells,
)
from goldenthread.plan.printed.actions import actions_table
from goldenthread.plan.printed.keys import KnownWord, rating_key
from goldenthread.plan.printed.rows import PrintedPriority, PrintedRow
from goldenthread.plan.queries.chips import Category, category
from goldenthread.plan.reading.people import is_initials, read_leads
from goldenthread.plan.states import Colour, State
from goldenthread.reports.facts.blocks import chart_of_ratings
from goldenthread.reports.facts.counts import four_counts
from goldenthread.reports.facts.values import Book

FrozenRow = Mapping[str, Any]
"""One line of a closing, by the names of ``RoundLine``."""

FIELDS = ("section", "aim", "ref", "action", "wording", "starts", "ends", "first_due", "measure", "leads",
          "senior_lead", "said", "state", "declared", "word", "sources", "priority_number", "priority_title",
          "board_word", "board_why")  # fmt: skip
"""What is read of each line."""

AS_PRINTED = ("comments", "aim_kind", "aim_number")
"""What is read besides where the closing kept the plan as it was printed."""

BOARD = "Board responsible for monitoring action plan"


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a closing keeps around its rows: the header block, the priorities, who is meant by initials, its day."""

    closed_on: date
    initials: Mapping[str, str] = field(default_factory=dict)
    header: Sequence[Sequence[str]] = ()
    priorities: Sequence[Mapping[str, Any]] = ()


def plan_blocks(
    book: Book, rows: Sequence[FrozenRow], frozen: Frozen, *, at_a_glance: bool = True, is_sheet: bool = False
) -> tuple[Block, ...]:
    """The plan as the round was closed: what it is, the plan at a glance, the keys, and its rows by priority."""
    priorities, printed = as_printed(rows, frozen)
    caption = f"{book.plan_name}: every action on {day(book.position_on)}"
    table = actions_table(priorities, printed, caption=caption, is_sheet=is_sheet)
    return (
        Facts(tuple(_header(book, frozen)), name="The plan and the round"),
        *(glance(book) if at_a_glance else ()),
        *key_of_ratings(book, printed),
        *key_of_initials(rows, frozen.initials),
        *((Landscape((Heading(1, words("The actions")), table)),) if table else ()),
    )


def glance(book: Book) -> tuple[Block, ...]:
    """The plan at a glance: the counts of the round, and how each priority stands."""
    return (Heading(1, words("The plan at a glance")), *four_counts(book).blocks, *chart_of_ratings(book).blocks)


def key_of_ratings(book: Book, rows: Sequence[PrintedRow]) -> tuple[Block, ...]:
    """What every word in the column of ratings means: as the plan said when the round was closed, or what is known."""
    known = [
        KnownWord(word, _kind(one.get("colour", "")), one.get("meaning", "").strip())
        for one in book.words
        if (word := one.get("word", ""))
    ]
    table = rating_key(known, rows)
    return (Heading(1, words(table.caption)), replace(table, is_caption_printed=False)) if table else ()


def _kind(colour: str) -> Category:
    """What a word of a colour counts as; blue words are given to what is complete alone."""
    return Category.BLUE if colour == Colour.BLUE else Category(colour or Colour.NONE)


def _header(book: Book, frozen: Frozen) -> Iterator[Fact]:
    """The header block as the plan printed it, then what the round adds to it."""
    lines = [(label, text) for label, text in frozen.header]
    said = dict(lines)
    yield from (Fact(label, words(text)) for label, text in lines or [("Name", book.plan_name)])
    if book.board_name and BOARD not in said:
        yield Fact(BOARD, words(book.board_name))
    yield Fact("Period", words(f"{day(book.period_starts_on)} to {day(book.period_ends_on)}"))
    yield Fact("Position on", words(day(book.position_on)))
    board = f" for the {book.board_name}" if book.board_name and said.get(BOARD, book.board_name) != book.board_name \
        else ""  # fmt: skip
    yield Fact("Round", words(f"{book.round_number}{board}, closed on {day(frozen.closed_on)}"))


def as_printed(rows: Sequence[FrozenRow], frozen: Frozen) -> tuple[tuple[PrintedPriority, ...], tuple[PrintedRow, ...]]:
    """Priorities and rows as the paper of the plan takes them."""
    if frozen.priorities:
        priorities = [PrintedPriority(one["title"], one["notes"]) for one in frozen.priorities]
        places = [place for place, one in enumerate(frozen.priorities) for _ in range(one["actions"])]
    else:
        priorities, places = _priorities_in(rows)
    aims = _aims_in(rows)
    return tuple(priorities), tuple(_printed(*one) for one in zip(rows, places, aims, strict=True))


def _priorities_in(rows: Sequence[FrozenRow]) -> tuple[list[PrintedPriority], list[int]]:
    """The priorities that rows name, and under which each stands: of a closing that kept none of their own."""
    found: list[PrintedPriority] = []
    places: list[int] = []
    before: tuple[str, str] | None = None
    for row in rows:
        here = number, title = row["priority_number"], row["priority_title"]
        if here != before:
            named = f"Priority {number}: {title}" if number and title else f"Priority {number}" if number else title
            found.append(PrintedPriority(named or f"Priority {len(found) + 1}"))
        before = here
        places.append(len(found) - 1)
    return found, places


def _aims_in(rows: Sequence[FrozenRow]) -> list[int | None]:
    """The number of the aim of each row; where none was kept, rows that follow one another and read alike share one."""
    found: list[int | None] = []
    number, before = 0, ""
    for row in rows:
        number += row["aim"] != before
        before = row["aim"]
        found.append(row["aim_number"] if "aim_number" in row else number if row["aim"] else None)
    return found


def _printed(row: FrozenRow, place: int, aim: int | None) -> PrintedRow:
    """A frozen row as a row of the plan's own paper, with its first date where it moved, and the board's rating."""
    state, declared = State(row["state"]), Colour(row["declared"])
    comments = row["comments"] if "comments" in row else row["said"]
    if row["board_word"]:
        comments = f"{comments}\nThe board rates it {row['board_word']}: {row['board_why']}".strip()
    cells = {
        AIM: row["aim"],
        REF: row["ref"],
        ACTION: row["wording"],
        STARTS: row["starts"],
        ENDS: f"{row['ends']}\n(first: {row['first_due']})" if row["first_due"] else row["ends"],
        MEASURE: row["measure"],
        LEADS: row["leads"],
        SENIOR_LEAD: row["senior_lead"],
        COMMENTS: comments,
        STATUS: row["word"] or SET_ASIDE.get(state) or (declared.label if declared != Colour.NONE else ""),
    }
    held = ActionCells(row["action"], place, row["section"], aim, row.get("aim_kind", ""), cells)
    return PrintedRow(held, state, category(state, declared), tuple(filter(None, row["sources"].split("; "))))


def key_of_initials(rows: Sequence[FrozenRow], known: Mapping[str, str]) -> tuple[Block, ...]:
    """Who the initials are: those that somebody explained, then the others; nothing where none is explained.

    A key that explains initials by themselves says nothing, and a page of them says it at length.
    """
    told = {short: who for short, who in known.items() if _folded(short) != _folded(who)}
    if not told:
        return ()
    written = {lead for row in rows for cell in ("leads", "senior_lead") for lead in read_leads(row[cell])}
    unknown = sorted(one for one in written if is_initials(one) and one not in told)
    key = tuple(Item((Run(short, strong=True), Run(f": {who}"))) for short, who in told.items())
    rest = (Paragraph(words(f"Not explained in this plan: {listed(unknown)}.")),) if unknown else ()
    return (Heading(1, words("Who the initials are")), Items(key), *rest)


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
