"""The walk through the rows: which are actions, which are titles, and which are neither.

Nothing that stands in a row of the plan is dropped: a text without a column of
its own becomes a note of its action, a row that goes on with the one above is
joined to it, a paragraph under a priority's title is a note of the priority.

Source: lines 622 to 801 of the plan of 2 May 2018: titles as paragraphs, section rows, repeated
headers, rules of dashes, blank lines where pages end.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from goldenthread.kernel.dates import read_date
from goldenthread.plan.reading.columns import LONGEST_REF, Columns, Header, Slot
from goldenthread.plan.reading.drafts import MOST_JOINED, Draft, Filled, goes_on, join_row, make_draft
from goldenthread.plan.reading.labels import Label
from goldenthread.plan.reading.legends import is_key_line, is_legend_title, read_content
from goldenthread.plan.reading.lines import Line
from goldenthread.plan.reading.people import is_initials
from goldenthread.plan.reading.position import LONGEST_SECTION, Position
from goldenthread.plan.reading.statuses import known_meaning
from goldenthread.plan.reading.tables import Found, list_places
from goldenthread.plan.reading.titles import codes_of, is_recommendation, read_bare_title, read_title, status_of_title
from goldenthread.plan.reading.values import Column, ReadPriority, RefusedRow

_IDENTITY = frozenset(
    {
        Column.REF,
        Column.STARTS,
        Column.ENDS,
        Column.LEADS,
        Column.SENIOR_LEAD,
        Column.STATUS,
        Column.KEY,
        Column.COMPLETED,
    }
)
"""What a row that merely goes on with the one above does not have."""
_MAY_HOLD_TITLES = frozenset({None, Column.REF, Column.SECTION, Column.PRIORITY})
_TAIL = re.compile(r"^[(\[][^()\[\]]{1,80}[)\]]\.?$")
_REF = re.compile(r"^[A-Za-z]{0,6}[\s(]?\d[\w./() -]{0,20}$")
_LOOKS: dict[Column, Callable[[str], object]] = {
    Column.STARTS: lambda text: read_date(text).is_read,
    Column.ENDS: lambda text: read_date(text).is_read,
    Column.STATUS: known_meaning,
    Column.REF: _REF.match,
    Column.LEADS: is_initials,
}
_TOTAL = re.compile(r"^(?:grand |sub-?)?totals?\b(?:\s+(?:actions?|number).{0,30})?:?$", re.IGNORECASE)
_FIGURE = re.compile(r"^[\d.,%£]+$")
_NO_COLUMNS = Columns((), "aim")
FEWEST_OF_A_ROW = 4
MOST_LOOKED_AT = 40


@dataclass(slots=True)
class Walked:
    """What the walk found, in the order of the paper."""

    drafts: list[Draft] = field(default_factory=list)
    priorities: list[ReadPriority] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    other: list[tuple[str, str]] = field(default_factory=list)
    header_contents: list[tuple[str, str, str]] = field(default_factory=list)
    plan_rows: set[int] = field(default_factory=set)


class Walk:
    """Goes through the lines once, keeping under which header, priority and section it is.

    ``kind`` is the word that names the priorities ("priority", "concern"), or
    nothing; ``titles`` are headings and sheet names that are priorities, by the
    place of the header they stand over. ``taken`` are the places of rows that a
    reviewer says are actions, whatever they look like.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        tables: Found,
        kind: str,
        titles: Mapping[int, str],
        taken: frozenset[str] = frozenset(),
    ) -> None:
        self._taken = taken
        self._lines = lines
        self._tables = tables
        self._kind = kind
        self._titles = titles
        self._lists = list_places(lines, tables)
        self._codes = codes_of(lines) if not kind else frozenset()
        self._has_status = any(columns.has(Column.STATUS) for columns in tables.columns.values())
        self._columns = _NO_COLUMNS
        self._width = 0
        self._table = -1
        self._is_foreign = False
        self._in_key = False
        self._position = Position()
        self.found = Walked()

    def walk(self, begin: int) -> Walked:
        """Read from a place before the first header to the end of the document."""
        at = begin
        while at < len(self._lines):
            header = self._tables.headers.get(at)
            if header is not None:
                self._take_header(at, header)
                at += header.rows
                continue
            line = self._lines[at]
            if line.is_paragraph:
                self._take_paragraph(at, line)
            else:
                self._take_row(at, line)
            at += 1
        self.found.priorities = self._position.priorities()
        self.found.other = self._position.other
        return self.found

    # Headers, paragraphs and tables

    def _take_header(self, at: int, header: Header) -> None:
        if at in self._titles:
            self._position.open_priority(self._titles[at], header.line.where)
        elif header.line.title and header.line.table != self._table:
            self._take_status_title(header.line.title)
        self._position.settle()
        self.found.plan_rows.update(range(at, at + header.rows))
        self._columns, self._width = self._tables.columns[at], _width(header.labels)
        self._table, self._is_foreign, self._in_key = header.line.table, False, False
        for place, label in enumerate(header.labels):
            if label.content and not read_content(label.content):
                self.found.header_contents.append((header.line.place(place), label.text, label.content))
                self._position.note(f"{label.text}: {label.content}")

    def _take_paragraph(self, at: int, line: Line) -> None:
        if not (self._open_title(at, line) or is_key_line(line) or is_legend_title(line.text)):
            self._position.hold(line)

    def _take_row(self, at: int, line: Line) -> None:
        if line.where in self._taken:
            self._columns = self._columns if self._width else self._tables.columns[self._tables.first]
            self._add_draft(at, line, self._filled(line))
            return
        if not self._width:
            if len(line.filled) == 1:
                self._take_paragraph(at, line)
            return
        if line.table != self._table:
            self._table, self._in_key = line.table, False
            self._is_foreign = not self._fits(at)
        if self._is_foreign:
            self._refuse(line)
        elif len(line.filled) == 1:
            self._take_single(at, line)
        elif not is_key_line(line) and (len(line.filled) >= FEWEST_OF_A_ROW or not self._in_key):
            self._in_key = False
            self._take_data(at, line)

    def _fits(self, begin: int) -> bool:
        """Whether a table without a header goes on with the one before.

        It follows at once and has the same width, or its rows have dates and status words where that one has them.
        """
        rows = [line for line in self._lines[begin : begin + MOST_LOOKED_AT] if line.table == self._table]
        width = max(len(line.texts) for line in rows)
        if width == self._width and not self._position.holds_text:
            return True
        if width > self._width or width < FEWEST_OF_A_ROW:
            return all(len(line.filled) == 1 for line in rows) and read_title(rows[0].text) is not None
        return any(self._looks_like_ours(line) for line in rows)

    def _looks_like_ours(self, line: Line) -> bool:
        """Whether a date, a status word, a ref or initials stand where the columns above have them."""
        for place, text in enumerate(line.texts[: len(self._columns.slots)]):
            slot = self._columns.slots[place]
            looks = _LOOKS.get(slot.column) if slot is not None else None
            if text and looks is not None and len(text) <= LONGEST_REF and looks(text):
                return True
        return False

    def _refuse(self, line: Line) -> None:
        """Name a row that looks like an action in a table without a header; other foreign rows are none of ours."""
        texts = [line.texts[at] for at in line.filled]
        has_date = any(len(text) <= 40 and read_date(text).is_read for text in texts)
        has_ref = any(len(text) <= LONGEST_REF and _REF.match(text) for text in texts)
        if len(texts) >= FEWEST_OF_A_ROW and has_date and has_ref:
            reason = "No header names the columns of its table, and the table above has another number of columns."
            self.found.refused.append(RefusedRow(line.where, " | ".join(texts)[:500], reason))

    # Rows with a single text

    def _take_single(self, at: int, line: Line) -> None:
        """A title, the aim of the rows under it, an entry of a list, or the rest of the row above."""
        text, place = line.text, line.filled[0]
        slot = self._slot(place)
        column = slot.column if slot is not None else None
        leads = place <= self._columns.first or line.is_merged_across
        is_ref = column is Column.REF and len(text) <= LONGEST_REF and bool(_REF.match(text))
        if is_legend_title(text):
            self._in_key = True
            return
        is_beside = column is None and not leads
        if self._in_key or is_key_line(line) or is_beside or (leads and self._open_title(at, line)):
            return
        if known_meaning(text) is not None and not is_ref:
            return
        if column is Column.AIM:
            self._take_lone_aim(at, line)
        elif leads and not is_ref and (line.is_merged_across or column in _MAY_HOLD_TITLES):
            self._position.open_section(text)
        else:
            self._take_data(at, line)

    def _take_lone_aim(self, at: int, line: Line) -> None:
        previous = self._previous()
        if (
            previous is not None
            and previous.joined < MOST_JOINED
            and (_TAIL.match(line.text) or goes_on(previous.text(Column.AIM) or previous.at.standing_aim, line.text))
        ):
            self._join(at, line)
        elif not line.is_merged_across and self._aim_is_empty_below(at):
            self._position.open_aim(line.text)
        else:
            self._position.open_section(line.text)

    def _aim_is_empty_below(self, at: int) -> bool:
        """Whether the next row is an action whose own aim cell is empty, so that the text above is its aim."""
        place = self._columns.place(Column.AIM)
        for under in range(at + 1, min(at + 3, len(self._lines))):
            line = self._lines[under]
            if under in self._tables.headers or line.is_paragraph:
                return False
            if len(line.filled) > 1:
                return place >= len(line.texts) or not line.texts[place]
        return False

    # Titles

    def _open_title(self, at: int, line: Line) -> bool:
        """Open a priority, a recommendation or a table's status where the text is such a title."""
        text = line.text
        title = read_title(text)
        if title is not None and title.kind == self._kind:
            self._position.open_priority(text, line.where)
            return True
        if title is not None and self._kind and not line.is_paragraph:
            self._position.open_section(text)
            return True
        if is_recommendation(text) and self._stands_over_rows(at, line):
            self._position.open_aim(text)
            return True
        bare = read_bare_title(text) if not self._kind else None
        if bare is not None and (
            bare.number.rstrip("0123456789") in self._codes or self._refs_below_begin_with(at, bare.number)
        ):
            self._position.open_priority(text, line.where)
            return True
        return self._take_status_title(text)

    def _stands_over_rows(self, at: int, line: Line) -> bool:
        """A recommendation in running text is a title only where a table follows at once."""
        if not line.is_paragraph:
            return not self._columns.has(Column.AIM) or line.is_merged_across
        return any(near in self._tables.headers for near in range(at + 1, at + 4))

    def _refs_below_begin_with(self, at: int, number: str) -> bool:
        columns = self._columns
        for under in range(at + 1, min(at + 5, len(self._lines))):
            if under in self._tables.columns:
                columns = self._tables.columns[under]
                continue
            line, place = self._lines[under], columns.place(Column.REF)
            if line.is_paragraph or not 0 <= place < len(line.texts):
                continue
            return bool(re.match(rf"{re.escape(number)}[.\-/]\w", line.texts[place]))
        return False

    def _take_status_title(self, text: str) -> bool:
        """Take a table's title as the status of its rows, in a paper that has no column for it."""
        status = "" if self._has_status else status_of_title(text)
        if status:
            self._position.open_status(text, status)
        return bool(status)

    # Rows with several texts

    def _take_data(self, at: int, line: Line) -> None:
        filled = self._filled(line)
        if _TOTAL.match(line.text) and all(_FIGURE.match(line.texts[place]) for place in line.filled[1:]):
            return
        lists = self._lists.get(line.table, frozenset())
        if not filled:
            beside = [line.texts[place] for place in line.filled if place not in lists]
            previous = self._previous()
            if previous is not None and not all(known_meaning(text) for text in beside):
                self.found.plan_rows.add(at)
                previous.notes.extend(("", text) for text in beside)
        elif self._is_rest(line, filled):
            self._join(at, line)
        else:
            self._add_draft(at, line, filled)

    def _add_draft(self, at: int, line: Line, filled: Filled) -> None:
        self._position.settle()
        for place, slot in filled:
            if slot.column is Column.PRIORITY:
                self._position.move_to_priority(line.texts[place], line.where)
        for place, slot in filled:
            if slot.column is Column.SECTION and len(line.texts[place]) <= LONGEST_SECTION:
                self._position.open_section(line.texts[place])
        self._position.begin_row()
        self.found.plan_rows.add(at)
        lists = self._lists.get(line.table, frozenset())
        self.found.drafts.append(make_draft(line, self._columns, self._position.at, filled, lists))

    def _filled(self, line: Line) -> Filled:
        """The filled cells that have a column."""
        texts, width = line.texts, len(line.texts)
        return [(place, slot) for place, slot in self._columns.ordered if place < width and texts[place]]

    def _slot(self, place: int) -> Slot | None:
        return self._columns.slots[place] if place < len(self._columns.slots) else None

    def _previous(self) -> Draft | None:
        """The row above, where no title stands between."""
        drafts = self.found.drafts
        return drafts[-1] if drafts and drafts[-1].at.scope == self._position.at.scope else None

    def _is_rest(self, line: Line, filled: Filled) -> bool:
        """Whether a row is the rest of the one above, split by a page: running text only, and it goes on."""
        previous = self._previous()
        if previous is None or previous.joined >= MOST_JOINED or self._position.holds_title:
            return False
        own = {slot.column: line.texts[place] for place, slot in filled}
        identity = own.keys() & _IDENTITY
        splits = identity <= {Column.ENDS, Column.LEADS}
        if not splits or not all(goes_on(previous.text(column), own[column]) for column in identity):
            return False
        for column in (Column.ACTION, Column.AIM):
            if column in own:
                return goes_on(previous.text(column), own[column])
        return True

    def _join(self, at: int, line: Line) -> None:
        self.found.plan_rows.add(at)
        join_row(self.found.drafts[-1], line, self._filled(line))


def _width(labels: Sequence[Label]) -> int:
    """The number of columns up to the last one with a label."""
    return max((place + 1 for place, label in enumerate(labels) if label.text), default=0)
