"""Corrections of a reviewer laid over a document before it is understood: cells, rows and header lines read otherwise.

The rows themselves stay as they were read; only what is understood from them changes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from goldenthread.kernel.dates import read_date
from goldenthread.plan.reading.columns import Columns
from goldenthread.plan.reading.header import split_boards
from goldenthread.plan.reading.lines import Line
from goldenthread.plan.reading.periods import read_span
from goldenthread.plan.reading.tables import Found
from goldenthread.plan.reading.values import Column, ReadHeader

SKIP, ACTION = "skip", "action"
HEADER_TEXTS = frozenset(
    {
        "name", "key", "duration", "strategies", "previous_versions", "owner", "implementation", "review", "reporting",
        "aims",
    }
)  # fmt: skip


def without_skipped(lines: Sequence[Line], rows: Mapping[str, str]) -> list[Line]:
    """The lines without those that the reviewer says to leave out."""
    return [line for line in lines if rows.get(line.where) != SKIP] if rows else list(lines)


def taken_rows(rows: Mapping[str, str]) -> frozenset[str]:
    """The places of the rows that the reviewer says are actions."""
    return frozenset(where for where, what in rows.items() if what == ACTION)


def with_cells(lines: Sequence[Line], tables: Found, cells: Mapping[tuple[str, Column], str]) -> list[Line]:
    """The lines with corrected texts in the columns that the header above them names.

    A row that has no such column stays as it is.
    """
    if not cells:
        return list(lines)
    corrected = {where for where, _ in cells}
    columns: Columns | None = None
    found: list[Line] = []
    for at, line in enumerate(lines):
        columns = tables.columns.get(at, columns)
        if line.where not in corrected or columns is None or line.is_paragraph or at in tables.headers:
            found.append(line)
            continue
        texts = list(line.texts)
        for (where, column), text in cells.items():
            place = columns.place(column) if where == line.where else -1
            if place >= 0:
                texts += [""] * (place + 1 - len(texts))
                texts[place] = text.strip()
        found.append(replace(line, texts=tuple(texts)))
    return found


def correct_header(header: ReadHeader, given: Mapping[str, str]) -> ReadHeader:
    """The header block with corrected lines; the plan's start and end follow a corrected duration."""
    if not given:
        return header
    texts: dict[str, Any] = {name: text for name, text in given.items() if name in HEADER_TEXTS}
    header = replace(header, **texts)
    if "duration" in given:
        starts, ends = read_span(given["duration"])
        header = replace(header, starts=starts, ends=ends)
    if "boards" in given:
        header = replace(header, boards=split_boards(given["boards"]), boards_written=given["boards"])
    if "starts" in given:
        header = replace(header, starts=read_date(given["starts"]))
    if "ends" in given:
        header = replace(header, ends=read_date(given["ends"]))
    return header
