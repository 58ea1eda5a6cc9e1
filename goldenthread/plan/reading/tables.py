"""Where the tables of the plan are: header rows found in the stream of lines, and their columns settled.

A pack holds other tables as well: members present, report fronts, logs of
actions, registers of risks. A table is the plan's when its header names what
is to be done and enough of who, by when, how measured and how far.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goldenthread.plan.reading.columns import Columns, Header, is_likely_header, read_header, settle, with_second_row
from goldenthread.plan.reading.legends import is_list_column
from goldenthread.plan.reading.lines import Line
from goldenthread.plan.reading.values import Column

MOST_SAMPLES = 200
MOST_TRIED = 3_000


@dataclass(frozen=True, slots=True)
class Found:
    """The header rows of a plan by their place in the stream, their columns, and headers of other tables left out."""

    headers: dict[int, Header]
    columns: dict[int, Columns]
    left_out: tuple[Header, ...]

    @property
    def first(self) -> int:
        """The place of the first header row."""
        return min(self.headers)


def find_tables(lines: Sequence[Line], given: Mapping[str, Column]) -> Found | None:
    """The header rows of the plan, or ``None`` where no row heads a table of actions.

    A header with less than three fifths of the columns of the richest one heads
    some other table of the pack and is left out.
    """
    candidates = _headers(lines, given)
    if not candidates:
        return None
    most = max(len(header.columns) for header in candidates.values())
    taken = {at: header for at, header in candidates.items() if len(header.columns) * 5 >= most * 3}
    left_out = tuple(header for at, header in candidates.items() if at not in taken)
    return Found(taken, _settled(lines, taken), left_out)


def _headers(lines: Sequence[Line], given: Mapping[str, Column]) -> dict[int, Header]:
    likely = [at for at, line in enumerate(lines) if line.row is not None and is_likely_header(line, given)]
    found = _read(lines, likely, given)
    if not found:
        rows = [at for at, line in enumerate(lines) if line.row is not None]
        found = _read(lines, rows[:MOST_TRIED], given)
    return found


def _read(lines: Sequence[Line], places: Sequence[int], given: Mapping[str, Column]) -> dict[int, Header]:
    found: dict[int, Header] = {}
    for at in places:
        if at - 1 in found and found[at - 1].rows == 2:
            continue
        header = read_header(lines[at], given)
        if header is None:
            continue
        second = with_second_row(header, lines[at + 1], given) if at + 1 < len(lines) else None
        found[at] = second or header
    return found


def _settled(lines: Sequence[Line], headers: Mapping[int, Header]) -> dict[int, Columns]:
    """The columns of each header; headers with the same labels share what the texts under all of them say."""
    samples: dict[tuple[str, ...], list[list[str]]] = {}
    keys = {at: tuple(label.text.casefold() for label in header.labels) for at, header in headers.items()}
    places = sorted(headers)
    for number, at in enumerate(places):
        texts = samples.setdefault(keys[at], [[] for _ in headers[at].labels])
        end = places[number + 1] if number + 1 < len(places) else len(lines)
        for line in lines[at + headers[at].rows : min(end, at + MOST_SAMPLES)]:
            if line.row is None or len(line.texts) > len(texts) + 3 or len(line.filled) < 2:
                continue
            for place, text in enumerate(line.texts[: len(texts)]):
                if text:
                    texts[place].append(text)
    settled: dict[tuple[str, ...], Columns] = {}
    for at in places:
        if keys[at] not in settled:
            settled[keys[at]] = settle(headers[at], samples[keys[at]])
    return {at: settled[keys[at]] for at in places}


def list_places(lines: Sequence[Line], found: Found) -> dict[int, frozenset[int]]:
    """By table, the places beyond its columns in which a drop-down list stands."""
    columns = {found.headers[at].line.table: settled for at, settled in found.columns.items()}
    unnamed = {table: [at for at, slot in enumerate(one.slots) if slot is None] for table, one in columns.items()}
    texts: dict[int, dict[int, list[str]]] = {}
    for at, line in enumerate(lines):
        settled = columns.get(line.table)
        if settled is None or line.is_paragraph or at in found.headers:
            continue
        for place in (*unnamed[line.table], *range(len(settled.slots), len(line.texts))):
            if place < len(line.texts) and line.texts[place]:
                texts.setdefault(line.table, {}).setdefault(place, []).append(line.texts[place])
    return {
        table: frozenset(place for place, listed in places.items() if is_list_column(listed))
        for table, places in texts.items()
    }
