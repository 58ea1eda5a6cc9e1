"""The actions of a plan in the ten columns officers know, under their priorities and sections.

An imported row prints its dates, its status word and its section titles as
written; the columns keep their names, repeated at each priority.

Sources: the plan printed with the report of 2 May 2018 (its columns, its bracketed sources in red);
"Publishing accessible documents", GOV.UK (no merged cells). That an aim is said once, in the
first of its rows under a heading, is how that plan prints it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from goldenthread.documents.paper import (
    Cell,
    Column,
    Group,
    Heading,
    Paragraph,
    RatingMark,
    Run,
    Runs,
    Table,
    Tone,
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
    STARTS,
)
from goldenthread.plan.exporting.columns import LABELS
from goldenthread.plan.exporting.sheet import aim_label
from goldenthread.plan.printed.rows import NOT_RATED, PrintedPriority, PrintedRow, mark_of, status_word
from goldenthread.plan.reading.values import Column as Meaning

WIDTHS = (
    (Meaning.AIM, 13.5),
    (Meaning.REF, 4.0),
    (Meaning.ACTION, 13.5),
    (Meaning.STARTS, 5.6),
    (Meaning.ENDS, 5.8),
    (Meaning.MEASURE, 13.0),
    (Meaning.LEADS, 4.6),
    (Meaning.SENIOR_LEAD, 3.6),
    (Meaning.COMMENTS, 19.0),
    (Meaning.STATUS, 7.9),
)
"""The columns in the order of the paper, with their parts of the width: the words share it, the comments get most."""
NO_AIM = "No aim"
_BRACKETED = re.compile(r"\[([^\[\]]{1,200})\]")


def actions_table(
    priorities: tuple[PrintedPriority, ...],
    rows: tuple[PrintedRow, ...],
    *,
    caption: str = "The actions of this plan",
    is_sheet: bool = False,
) -> Table | None:
    """The table of all actions, of a plan as it stands or as a round was closed; ``None`` without priorities.

    On paper an aim is said once in the run of its rows; in a sheet every row says it.
    """
    groups = tuple(_groups(priorities, rows, is_sheet))
    if not groups:
        return None
    columns = tuple(Column(LABELS[meaning], width) for meaning, width in WIDTHS)
    return Table(caption, columns, groups, row_header=1, is_caption_printed=False)


def _groups(priorities: tuple[PrintedPriority, ...], rows: tuple[PrintedRow, ...], is_sheet: bool) -> Iterator[Group]:
    by_priority = {place: tuple(found) for place, found in groupby(rows, key=lambda row: row.cells.priority)}
    for place, priority in enumerate(priorities):
        heading = Heading(2, words(priority.title))
        first = (Paragraph((Run("Notes: ", strong=True), Run(priority.notes))),) if priority.notes else ()
        found = by_priority.get(place, ())
        if not found:
            yield Group((), (heading,), (*first, Paragraph(words("No action serves this priority yet."))))
        for number, (section, label, together) in enumerate(_stretches(found)):
            headings = ((heading,) if not number else ()) + ((Heading(3, words(section)),) if section else ())
            yield Group(tuple(_cells(together, is_sheet=is_sheet)), headings, () if number else first, _labels(label))


def _stretches(rows: tuple[PrintedRow, ...]) -> Iterator[tuple[str, str, tuple[PrintedRow, ...]]]:
    """The rows of a priority by section, and by what their first column holds; a row without an aim has no say."""
    label = LABELS[Meaning.AIM]
    for section, together in groupby(rows, key=lambda row: row.cells.section):
        stretch: list[PrintedRow] = []
        first = section
        for row in together:
            wanted = aim_label(row.cells) if row.cells.aim is not None else label
            if wanted != label and stretch:
                yield first, label, tuple(stretch)
                stretch, first = [], ""
            label = wanted
            stretch.append(row)
        yield first, label, tuple(stretch)


def _labels(first: str) -> tuple[str, ...]:
    if first == LABELS[Meaning.AIM]:
        return ()
    return (first, *(LABELS[meaning] for meaning, _ in WIDTHS[1:]))


def _cells(rows: tuple[PrintedRow, ...], *, is_sheet: bool) -> Iterator[tuple[Cell, ...]]:
    runs = _Runs(is_sheet)
    for row in rows:
        cells = row.cells.cells
        aim, measure = runs.of(row)
        status = status_word(row)
        yield (
            aim,
            words(cells[REF] or "No ref"),
            words(cells[ACTION]),
            words(cells[STARTS]),
            words(cells[ENDS]),
            measure,
            words(cells[LEADS]),
            words(cells[SENIOR_LEAD]),
            words(cells[COMMENTS]),
            words(NOT_RATED) if status == NOT_RATED else RatingMark(mark_of(row.kind), status),
        )


@dataclass(slots=True)
class _Runs:
    """Goes through rows that stand together and says each aim and its measure once in the run of its rows.

    Every source is said the first time it asks. In a sheet, where rows are sorted and filtered, each row says all.
    """

    is_sheet: bool
    aim: int | None = None
    text: str = ""
    measure: str = ""
    measured_in: str = ""
    told: set[str] = field(default_factory=set)

    def of(self, row: PrintedRow) -> tuple[Runs, Runs]:
        """What the cells of the aim and of the measure say in a row.

        A row without an aim, after one that has some, says so: a blank there means that the aim goes on. A measure
        that several rows share is said by the ref of the first: a blank would mean that none was agreed.
        """
        cells = row.cells.cells
        text, measure = cells[AIM], cells[MEASURE]
        goes_on = row.cells.aim is not None and (row.cells.aim, text) == (self.aim, self.text)
        if self.is_sheet:
            return aim_words(text, row.sources, told=set()), words(measure)
        if goes_on and measure and measure == self.measure:
            where = f"As in {self.measured_in}" if self.measured_in else "As above"
            return aim_words("", row.sources, told=self.told), (Run(where, tone=Tone.SOFT),)
        self.measure, self.measured_in = measure, cells[REF]
        if goes_on:
            return aim_words("", row.sources, told=self.told), words(measure)
        lacks = self.aim is not None and not text and not row.sources
        self.aim, self.text, self.told = row.cells.aim, text, set()
        aim = (Run(NO_AIM, tone=Tone.SOFT),) if lacks else aim_words(text, row.sources, told=self.told)
        return aim, words(measure)


def aim_words(aim: str, sources: tuple[str, ...], *, told: set[str]) -> Runs:
    """An aim with what asked for it: in square brackets, in red, with the word before it.

    What the paper wrote in brackets stays where it stood; a source that the
    paper did not write follows. ``told`` are the sources that were said of the
    aim already, to which these are added.
    """
    runs: list[Run] = []
    at = 0
    for found in _BRACKETED.finditer(aim):
        runs += words(aim[at : found.start()])
        runs.append(Run(found[1], tone=Tone.SOURCE))
        told.add(_folded(found[1]))
        at = found.end()
    runs += words(aim[at:])
    for source in sources:
        if _folded(source) not in told:
            told.add(_folded(source))
            runs += words("\n") if runs else ()
            runs.append(Run(source, tone=Tone.SOURCE))
    return tuple(runs)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
