"""Where in the plan a row stands: under which priority, section and aim, and what stood between the tables.

A paragraph under a priority's title is its note; a short one after rows opens
a section. Nothing is carried over a title, so each one begins a new scope.

Source: the plan of 2 May 2018: five priorities with a "Notes:" line, eight section rows.
"""

import re
from dataclasses import replace

from goldenthread.plan.reading.drafts import Place
from goldenthread.plan.reading.lines import Line, without_continued
from goldenthread.plan.reading.titles import Title, is_title_like, read_bare_title, read_column_title, read_title
from goldenthread.plan.reading.values import ReadPriority

LONGEST_SECTION = 300
LONGEST_NUMBER = 20
_EMPTY_LABEL = re.compile(r"^\w[\w ]{0,30}:$")
_NOTES_LABEL = re.compile(r"^notes?:\s*", re.IGNORECASE)


class Position:
    """Follows the titles of a plan; ``at`` is the place of the next row."""

    def __init__(self) -> None:
        self.at = Place(-1, "", 0, "", "")
        self.other: list[tuple[str, str]] = []
        self._priorities: list[ReadPriority] = []
        self._notes: dict[int, list[str]] = {}
        self._by_title: dict[tuple[str, str], int] = {}
        self._pending: list[Line] = []
        self._has_rows = False

    def priorities(self) -> list[ReadPriority]:
        """The priorities with their notes."""
        return [
            replace(priority, notes="\n".join(self._notes.get(index, ())).strip())
            for index, priority in enumerate(self._priorities)
        ]

    def hold(self, line: Line) -> None:
        """Keep a paragraph until what follows shows whether it is a note or a title."""
        self._pending.append(line)

    @property
    def holds_text(self) -> bool:
        """Whether any paragraph is kept."""
        return bool(self._pending)

    @property
    def holds_title(self) -> bool:
        """Whether the last paragraph kept may be a title."""
        return bool(self._pending) and is_title_like(self._pending[-1].text)

    def settle(self) -> None:
        """Paragraphs between a priority's title and its table are its notes; a title after rows opens a section."""
        pending, self._pending = self._pending, []
        if not pending:
            return
        last = pending[-1]
        is_numbered = read_bare_title(last.text) is not None or read_title(last.text) is not None
        may_open = is_title_like(last.text) and (self._has_rows or is_numbered)
        opens = last.level > 0 or may_open
        for line in pending[:-1] if opens else pending:
            if not _EMPTY_LABEL.match(line.text):
                self.note(line.text)
        if opens:
            self.open_section(last.text)

    def note(self, text: str) -> None:
        """A text without a place of its own: a note of the priority, or of the plan where there is none yet."""
        if self.at.priority < 0:
            self.other.append(("", text))
        else:
            self._notes.setdefault(self.at.priority, []).append(_NOTES_LABEL.sub("", text))

    def open_priority(self, text: str, where: str) -> None:
        """Begin a priority by its title; a title said again on the next page changes nothing."""
        title = read_title(text) or read_bare_title(text) or Title("", "", without_continued(text))
        current = self._priorities[self.at.priority] if self.at.priority >= 0 else None
        if current is not None and current.number == title.number and title.words in {"", current.title}:
            return
        self.settle()
        self._enter(title, where)
        self._has_rows = False

    def open_section(self, text: str) -> None:
        """Begin a section by its title; what is too long for a title is a note."""
        self.settle()
        section = without_continued(text)
        if len(section) > LONGEST_SECTION:
            self.note(section)
        elif section != self.at.section:
            self.at = replace(self.at, section=section, scope=self.at.scope + 1, standing_aim="")

    def open_aim(self, text: str) -> None:
        """Begin the rows of an aim that stands above them as a title."""
        self.settle()
        self.at = replace(self.at, scope=self.at.scope + 1, standing_aim=text)

    def open_status(self, text: str, status: str) -> None:
        """Begin a table whose title tells the status of its rows."""
        self.open_section(text)
        self.at = replace(self.at, table_status=status)

    def move_to_priority(self, text: str, where: str) -> None:
        """Go to the priority that a flat table names in a cell, whether it was met before or not."""
        title = read_column_title(text)
        index = self._by_title.get((title.number, title.words))
        if index is None:
            self._enter(title, where)
            index = self.at.priority
            self._by_title[title.number, title.words] = index
            if title.number:
                self._by_title.setdefault((title.number, ""), index)
        elif index != self.at.priority:
            self.at = Place(index, "", self.at.scope + 1, self.at.table_status, "")

    def begin_row(self) -> None:
        """Make sure that the next row has a priority to stand under, if only a nameless one."""
        self.settle()
        if self.at.priority < 0:
            self._priorities.append(ReadPriority("", ""))
            self.at = replace(self.at, priority=0)
        self._has_rows = True

    def _enter(self, title: Title, where: str) -> None:
        self._priorities.append(ReadPriority(title.number[:LONGEST_NUMBER], title.words, "", where))
        self.at = Place(len(self._priorities) - 1, "", self.at.scope + 1, self.at.table_status, "")
