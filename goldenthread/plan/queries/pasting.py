"""Rows pasted from a spreadsheet: which column is which, and what each row would become.

A spreadsheet copies its cells with tabs between them and quotes around cells
that hold line breaks. Columns are known by their headings where the paste has
some, else by what their cells hold and by their place; the reader may say otherwise.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from goldenthread.identity.models import Person, Post
from goldenthread.kernel.dates import read_date, read_steps
from goldenthread.plan.glossary import Glossary
from goldenthread.plan.reading.labels import read_label
from goldenthread.plan.reading.people import is_initials, read_leads
from goldenthread.plan.reading.values import Column

MOST_ROWS = 300
MOST_COLUMNS = 20
LONGEST = 200_000

TAKEN = (Column.REF, Column.ACTION, Column.STARTS, Column.ENDS, Column.MEASURE, Column.LEADS)
"""The columns a paste can hold; the rest is left out."""

BY_PLACE = (Column.ACTION, Column.ENDS, Column.LEADS, Column.MEASURE)
"""What columns mean where no heading says so: the order in which people write a list of actions."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A paste cut into cells. ``guessed`` says for each column what its heading or place suggests."""

    cells: tuple[tuple[str, ...], ...]
    headings: tuple[str, ...]
    guessed: tuple[str, ...]
    too_many: int = 0

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.guessed)


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One row as it would become an action, with what is wrong with it in words."""

    number: int
    ref: str
    wording: str
    starts: str
    ends: str
    measure: str
    leads_written: str
    leads: tuple[Person | Post, ...]
    wrong: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()


def read_paste(text: str) -> Pasted:
    """Cut a paste into cells; a first row of known headings names the columns and is no action."""
    lines = csv.reader(io.StringIO(text[:LONGEST].replace("\r\n", "\n")), delimiter="\t", strict=False)
    rows = [tuple(" ".join(cell.split()) for cell in cells[:MOST_COLUMNS]) for cells in _safely(lines)]
    rows = [cells for cells in rows if any(cells)]
    width = max((len(cells) for cells in rows), default=0)
    filled = [cells + ("",) * (width - len(cells)) for cells in rows]
    headings: tuple[str, ...] = ()
    guessed = _by_place(filled, width)
    if filled and (found := _by_heading(filled[0])):
        headings, guessed, filled = filled[0], found, filled[1:]
    return Pasted(tuple(filled[:MOST_ROWS]), headings, guessed, max(0, len(filled) - MOST_ROWS))


def _safely(lines: object) -> list[list[str]]:
    """The rows a paste gives; an unclosed quote ends it instead of breaking it."""
    found: list[list[str]] = []
    try:
        found.extend(lines)  # type: ignore[arg-type]
    except csv.Error:
        return found
    return found


def _by_heading(cells: Sequence[str]) -> tuple[str, ...]:
    """What the headings say; nothing where fewer than two are known, or none heads the actions."""
    guessed: list[str] = []
    for cell in cells:
        wanted = next((column.value for column, _ in read_label(cell).wants if column in TAKEN), "")
        guessed.append(wanted if wanted not in guessed else "")
    known = [column for column in guessed if column]
    return tuple(guessed) if len(known) >= 2 and Column.ACTION.value in known else ()


def _by_place(rows: Sequence[Sequence[str]], width: int) -> tuple[str, ...]:
    """What cells and places suggest: a first column of short refs is one, then the action.

    Behind it, a column of dates is the end (of two, the first is the start) and a column of initials the lead; what
    is left is taken in the order of ``BY_PLACE``.
    """
    left: list[str] = [column.value for column in BY_PLACE]
    found: dict[int, str] = {}
    if (
        width > 1
        and rows
        and all(len(cells[0]) <= 12 and any(c.isdigit() for c in cells[0]) for cells in rows if cells[0])
    ):
        found[0] = Column.REF.value
    behind = range(len(found) + 1, width)
    dates = [place for place in behind if _all_are(rows, place, lambda cell: read_steps(cell)[-1].is_read)]
    if len(dates) > 1:
        found[dates.pop(0)] = Column.STARTS.value
    initials = [
        place for place in behind if _all_are(rows, place, lambda cell: all(map(is_initials, read_leads(cell))))
    ]
    found |= {place: Column.LEADS.value for place in initials[:1]} | {place: Column.ENDS.value for place in dates[:1]}
    left = [column for column in left if column not in found.values()]
    return tuple(found.get(place) or (left.pop(0) if left else "") for place in range(width))


def _all_are(rows: Sequence[Sequence[str]], place: int, fits: Callable[[str], bool]) -> bool:
    """Whether a column holds something, and nothing that does not fit."""
    filled = [cells[place] for cells in rows if cells[place]]
    return bool(filled) and all(fits(cell) for cell in filled)


def rows_of(pasted: Pasted, columns: Sequence[str], glossary: Glossary) -> list[PastedRow]:
    """What each row would become with these columns; wrong is what an action cannot be made from."""
    places = {column: number for number, column in enumerate(columns) if column}
    return [_row(number, cells, places, glossary) for number, cells in enumerate(pasted.cells, start=1)]


def _row(number: int, cells: Sequence[str], places: Mapping[str, int], glossary: Glossary) -> PastedRow:
    def cell(column: Column) -> str:
        place = places.get(column.value)
        return cells[place] if place is not None else ""

    starts, ends, written = cell(Column.STARTS), cell(Column.ENDS), cell(Column.LEADS)
    named = read_leads(written)
    leads = tuple(dict.fromkeys(lead for name in named if (lead := glossary.find(name)) is not None))
    wrong = []
    if not cell(Column.ACTION):
        wrong.append("No action is written.")
    if starts and not read_date(starts).is_read:
        wrong.append(f"The start “{starts}” cannot be read as a date.")
    if ends and not read_steps(ends)[-1].is_read:
        wrong.append(f"The end date “{ends}” cannot be read.")
    strangers = [name for name in named if glossary.find(name) is None]
    noted = [f"Nobody here is known as {name}; it is kept as written." for name in strangers]
    return PastedRow(
        number=number,
        ref=cell(Column.REF),
        wording=cell(Column.ACTION),
        starts=starts,
        ends=ends,
        measure=cell(Column.MEASURE),
        leads_written=written,
        leads=leads,
        wrong=tuple(wrong),
        noted=tuple(noted),
    )
