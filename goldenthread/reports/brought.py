"""A whole report that was written elsewhere, read into the parts of ours: every piece lands in one place or is told.

Pure: a document as the readers hand it on goes in; the block, the sections and what could not be placed come out.
What was typed elsewhere is words here: nothing in it is taken for a mark or a fact.

Source: the cover reports in the pack of 2 May 2018 and the report of 8 February 2019: their block, their headings,
their numbered paragraphs and lists, their contact.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from goldenthread.bodies.schedule_12a import LONGEST_REASON, told_in, written
from goldenthread.intake.document import Document, Hidden, Mark, Row, Table
from goldenthread.kernel.dates import Precision, read_date
from goldenthread.reports.brought_lines import LABEL, Line, lines_of
from goldenthread.reports.markdown import DEEPEST_LIST
from goldenthread.reports.markdown_tokens import MOST_COLUMNS, MOST_ROWS
from goldenthread.reports.states import NUMBERED, Purpose, SectionKind
from goldenthread.reports.wording import SectionBegun

_CONTACT = re.compile(r"(?i)^\s*(?P<what>t|tel|telephone|e|e-?mail)\s*[:.]\s*(?P<value>\S.*)$")
_MARKS = re.compile(r"([\\`*_\[\]#|<>{}!~&])")
_BEGINS = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-+=])")
_PLACES_NAMED = 8
KNOWN: dict[str, SectionKind | None] = {
    "summary": SectionKind.SUMMARY,
    "executive summary": SectionKind.SUMMARY,
    "recommendation": SectionKind.RECOMMENDATIONS,
    "recommendations": SectionKind.RECOMMENDATIONS,
    "recommendation(s)": SectionKind.RECOMMENDATIONS,
    "main report": None,
    "conclusion": SectionKind.CONCLUSION,
    "conclusions": SectionKind.CONCLUSION,
    "background papers": SectionKind.BACKGROUND_PAPERS,
    "appendices": None,
    "appendix": None,
}
"""Headings that every report has, and the part each begins; the main report and the appendices begin none."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of the file: where it stood, and what became of it; ``was_left`` says that it is in the file alone."""

    where: str
    what: str
    text: str = ""
    was_left: bool = False


@dataclass(slots=True)
class Brought:
    """A report as it was read; blank where the file does not say."""

    subject: str = ""
    is_public: bool | None = None
    exempt_under: tuple[int, ...] = ()
    public_interest: str = ""
    purpose: str = ""
    going_to: list[tuple[str, date | None]] = field(default_factory=list)
    report_of: str = ""
    report_of_post: str = ""
    author_name: str = ""
    author_post: str = ""
    author_telephone: str = ""
    author_email: str = ""
    sections: list[SectionBegun] = field(default_factory=list)
    appendices: list[str] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    hidden: tuple[Hidden, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether it is a report of this kind: it has a summary or recommendations, and something to read."""
        kinds = {one.kind for one in self.sections if one.text}
        return bool(kinds & {SectionKind.SUMMARY, SectionKind.RECOMMENDATIONS}) and len(kinds) > 1


def read_report(document: Document) -> Brought:
    """Read a document into the parts of a report."""
    reader = _Reader()
    lines = lines_of(document.blocks)
    reader.is_numbered = any(isinstance(one, Line) and one.number for one in lines)
    for line in lines:
        if isinstance(line, Table):
            reader.table(line)
        else:
            reader.paragraph(line)
    reader.close()
    reader.found.hidden = document.hidden
    return reader.found


def hidden_words(hidden: Sequence[Hidden], *, in_file: bool) -> list[Placed]:
    """What became of words that the paper did not show: how many and where, and none of them, as others read it too.

    They never become words of the report; a file that stands behind the report as it is carries them still.
    """
    return [*_hidden_text([one for one in hidden if not one.kind], in_file), *_marks(hidden, in_file)]


def _marks(hidden: Sequence[Hidden], in_file: bool) -> Iterator[Placed]:
    """How many tracked deletions and comments were not read, and where; insertions are words of the report."""
    for kind in (Mark.DELETION, Mark.COMMENT):
        marks = [one for one in hidden if one.kind == kind]
        if marks:
            count, words = len(marks), sum(one.words for one in marks)
            many = f"{count} {kind}{'s' * (count != 1)} ({words} word{'s' * (words != 1)})"
            said = f"Not read, but going wherever it goes: {many}" if in_file else f"Not read and left behind: {many}"
            yield Placed("the file", said, _where(marks), was_left=not in_file)


def _where(hidden: Sequence[Hidden]) -> str:
    return "; ".join(one.where for one in hidden[:_PLACES_NAMED]) + ("; and more" * (len(hidden) > _PLACES_NAMED))


def _hidden_text(hidden: Sequence[Hidden], in_file: bool) -> list[Placed]:
    if not hidden:
        return []
    words, places = sum(one.words for one in hidden), len(hidden)
    told = "Hidden text stands in it, and goes wherever it goes" if in_file else "Hidden text was left behind"
    said = f"{told}: {words} word{'s' * (words != 1)} in {places} place{'s' * (places != 1)}"
    return [Placed("the file", said, _where(hidden), was_left=not in_file)]


def as_words(text: str) -> str:
    """A text as Markdown that says exactly these words."""
    lines = []
    for line in text.replace("\t", " ").split("\n"):
        said = _MARKS.sub(r"\\\1", line.strip())
        lines.append(_BEGINS.sub(lambda m: f"{m[1] or ''}{m[2]}\\{m[3]}" if m[2] else f"{m[4] or ''}\\{m[5]}", said))
    return "\\\n".join(line for line in lines if line)


class _Reader:
    """Goes through a document once, knowing under which heading it is."""

    def __init__(self) -> None:
        self.found = Brought()
        self.kind: SectionKind | None = None
        self.heading, self.level, self.parts = "", 1, list[str]()
        self.in_block = self.in_appendices = self.in_main = self.is_numbered = False
        self.is_of_another = False
        self.depths: list[int] = []

    def close(self) -> None:
        """The section that is being read ends here."""
        text = "\n\n".join(self.parts)
        if self.kind is not None and (text or self.heading):
            heading = self.heading if self.kind in (SectionKind.BODY, SectionKind.IMPLICATIONS) else ""
            self.found.sections.append(SectionBegun(self.kind, heading, self.level, text))
        self.parts, self.depths = [], []

    def table(self, table: Table) -> None:
        """The report block where it is one; a table of a section otherwise."""
        if not self.in_appendices and any(LABEL.match(row.texts[0]) for row in table.rows if row.texts):
            for row in table.rows:
                self._block_row(row)
            return
        rows = [[cell.replace("\n", " ").strip() for cell in row.texts] for row in table.rows]
        wide = max((len(row) for row in rows), default=0)
        if self.kind is None or self.in_appendices or wide > MOST_COLUMNS or len(rows) > MOST_ROWS:
            why = "a table behind the report" if self.in_appendices else "a table that no part of a report holds"
            self._put(table.where, why, table.title, was_left=True)
            return
        if rows and wide:
            lines = [f"| {' | '.join(as_words(cell) for cell in row + [''] * (wide - len(row)))} |" for row in rows]
            self.depths = []
            self.parts.append("\n".join([lines[0], "|" + "---|" * wide, *lines[1:]]))
            self._put(table.where, f"a table under “{self.heading or self._name()}”")

    def paragraph(self, line: Line) -> None:
        """A label of the block, a heading, a contact, or words of the section."""
        if self._contact(line.where, line.written):
            return
        if self._is_heading(line):
            self._begin(line)
        elif LABEL.match(line.text) and not self.in_main:
            self._block_row(Row(line.where, ()), line.text.split("\t"))
        elif self.in_appendices:
            self._appendix(line.where, line.text)
        elif self.kind is None:
            self._unplaced(line)
        elif line.depth:
            self._item(line)
        else:
            self._words(line)

    def _is_heading(self, line: Line) -> bool:
        """What every report has is a heading wherever it stands alone; another is one where the file marks it so.

        Before the first part of the report a bold or short line is its title, and behind the appendices a name.
        """
        if line.depth or LABEL.match(line.text):
            return False
        if _folded(line.text) in KNOWN:
            return True
        if line.is_marked_heading:
            return line.level > 0 or ((self.kind is not None or self.in_main) and not self.in_appendices)
        return line.is_plain_heading and self.in_main and not self.in_appendices

    def _begin(self, line: Line) -> None:
        """A heading ends what stands above it and says what begins; a number before it is taken off."""
        self.close()
        known = _folded(line.text)
        is_below = line.level > 2 or len(line.number) > 1
        self.in_block = False
        self.in_appendices = known in ("appendices", "appendix")
        self.in_main = self.in_main or known == "main report"
        self.heading = line.text.strip("*# ").rstrip(":")
        if known in KNOWN:
            self.kind, self.level = KNOWN[known], 1
            if self.kind == SectionKind.SUMMARY or self.kind == SectionKind.RECOMMENDATIONS:
                self._only_once(self.kind)
        elif "implication" in known:
            self.kind, self.level, self.in_main = SectionKind.IMPLICATIONS, 1, True
        else:
            self.kind, self.level, self.in_main = SectionKind.BODY, 2 if is_below else 1, True
        if known == "main report":
            self.kind = None
        self._put(line.where, f"the heading “{self.heading[:80]}”")

    def _only_once(self, kind: SectionKind) -> None:
        """A second summary is a part of the body: a report has one."""
        if any(one.kind == kind for one in self.found.sections):
            self.kind = SectionKind.BODY

    def _words(self, line: Line) -> None:
        """A paragraph without its number, which is the system's; where it had none, the receipt says so."""
        if line.number and self.kind == SectionKind.RECOMMENDATIONS and len(line.number) == 1:
            # The recommendations are not numbered by the system: what is asked of members keeps its order.
            return self._item(replace(line, depth=1, is_counted=True))
        self.depths = []
        self.parts.append(as_words(line.text))
        has_none = self.is_numbered and not line.number and self.kind in NUMBERED
        told = "; it had no number of its own and has one now" if has_none else ""
        self._put(line.where, f"under “{self.heading or self._name()}”{told}")

    def _item(self, line: Line) -> None:
        """An item of a list; items stand together, and one that stands deeper within the one above it."""
        if not self.depths:
            self.parts.append("")
        while self.depths and self.depths[-1] >= line.depth:
            self.depths.pop()
        indent = " " * 4 * min(len(self.depths), DEEPEST_LIST - 1)
        self.depths.append(line.depth)
        item = f"{indent}{'1.' if line.is_counted else '-'} {as_words(line.text)}"
        self.parts[-1] += f"\n{item}" if self.parts[-1] else item
        self._put(line.where, f"an item of a list under “{self.heading or self._name()}”")

    def _unplaced(self, line: Line) -> None:
        """Words before any heading are told; behind the words “Main Report” they begin it."""
        if not self.in_main:
            self._put(line.where, "words before the first heading", line.written, was_left=True)
            return
        self.kind, self.heading, self.level = SectionKind.BODY, "", 1
        if line.depth:
            self._item(line)
        else:
            self._words(line)

    def _appendix(self, where: str, text: str) -> None:
        if self.found.appendices and self.found.appendices[-1].endswith(":") and len(text) <= 200:
            self.found.appendices[-1] += f" {text}"
            self._put(where, "the name of an appendix, which goes on", text)
            return
        if len(self.found.appendices) < 20 and len(text) <= 300 and not _CONTACT.match(text):
            self.found.appendices.append(text)
            self._put(where, "the name of an appendix", text)
        else:
            self._put(where, "words behind the report", text, was_left=True)

    def _contact(self, where: str, text: str) -> bool:
        """``T:`` and ``E:`` at the end, as the council's papers give them, under the author's name and post."""
        found = self.found
        whose = {_folded(found.report_of), _folded(found.report_of_post)} - {""}
        again = {_folded(found.author_name), _folded(found.author_post)} - {""}
        if (self.in_appendices or self.in_main) and _folded(text) in again | whose:
            self._name_before_contact(text)
            self._put(where, "the author, again" if _folded(text) in again else "whose report it is, again")
            return True
        is_all = True
        for line in text.split("\n"):
            said = _CONTACT.match(line)
            if said is None:
                is_all = False
                self._name_before_contact(line)
                continue
            if self.is_of_another:
                self._put(where, "how to reach somebody who is not the author", line, was_left=True)
                continue
            name = "author_telephone" if said["what"].lower().startswith("t") else "author_email"
            setattr(self.found, name, said["value"].strip()[: 254 if name == "author_email" else 40])
            self._put(where, "how to reach the author", line)
        return is_all

    def _name_before_contact(self, text: str) -> None:
        """A contact under the name of whose report it is, and not its author's, is not the author's."""
        name = _folded(text.partition(",")[0])
        if name and name in (_folded(self.found.author_name), _folded(self.found.report_of)):
            self.is_of_another = name != _folded(self.found.author_name)

    def _block_row(self, row: Row, texts: list[str] | None = None) -> None:
        """A row of the report block: its label, its value, and what stands at the far edge."""
        cells = [cell.strip() for cell in (texts if texts is not None else row.texts)]
        if not any(cells):
            return
        said = LABEL.match(cells[0])
        if self._says_why_not_public(row.where, " ".join(cells)) and said is None:
            return
        if said is None and _folded(cells[0]) in ("committee", "committees", "committee(s)"):
            self.in_block = True  # the head of the bodies, without its colon
            return
        if said is None:
            self._destination(row.where, cells)
            return
        label, value, *aside = said["label"].casefold(), " ".join(said["rest"].split()), *cells[1:]
        if not value and len(cells) > 1 and not (label.startswith("committee") and LABEL.match(cells[1])):
            value, aside = cells[1], cells[2:]
        self._block_value(row.where, label, value, " ".join(aside))

    def _says_why_not_public(self, where: str, text: str) -> bool:
        """Whether a row names the paragraphs of Schedule 12A under which the report is not public; they are taken."""
        numbers, why = told_in(text)
        if not numbers:
            return False
        self.found.is_public, self.found.exempt_under = False, numbers
        self.found.public_interest = why[:LONGEST_REASON]
        self._put(where, "why it is not public", written(numbers))
        return True

    def _block_value(self, where: str, label: str, value: str, aside: str) -> None:
        found = self.found
        if label.startswith("committee"):
            self.in_block = True
            if value:
                self._destination(where, [value, aside])
        elif label == "subject":
            self.in_block = False
            found.subject = value[:300]
            if aside and not found.exempt_under:
                found.is_public = "non" not in aside.casefold()
            self._put(where, "the subject", value)
        elif label == "report of":
            found.report_of, found.report_of_post = _person(value)
            found.purpose = Purpose.DECISION if "decision" in aside.casefold() else Purpose.INFORMATION
            self._put(where, "whose report it is", value)
        elif label.startswith("report author"):
            found.author_name, found.author_post = _person(value)
            self._put(where, "its author", value)
        else:
            self._date(where, value)

    def _date(self, where: str, value: str) -> None:
        """A day in a row of its own is that of all bodies above it that have none."""
        day, goes = _day(value), self.found.going_to
        is_taken = day is not None and any(had is None for _, had in goes)
        if is_taken:
            self.found.going_to = [(name, had or day) for name, had in goes]
        self._put(
            where, "the day of the meeting" if is_taken else "a date", value, was_left=bool(value) and not is_taken
        )

    def _destination(self, where: str, cells: list[str]) -> None:
        """A body with its day; several stand in one cell, a line each, as in the pack of 2 May 2018."""
        if not self.in_block:
            self._put(where, "a line of the block", " | ".join(cells), was_left=True)
            return
        names = [name.strip() for name in cells[0].split("\n") if name.strip()]
        days = [day.strip() for day in "\n".join(cells[1:]).split("\n") if day.strip()]
        if len(days) == 1 < len(names) == len(days[0].split()):
            days = days[0].split()  # the cell was copied without its lines
        for place, name in enumerate(names):
            self.found.going_to.append((name, _day(days[place]) if place < len(days) else None))
        self._put(where, "where it goes", ", ".join(names))
        for day in [day for place, day in enumerate(days) if place >= len(names) or _day(day) is None]:
            self._put(where, "a date", day, was_left=True)

    def _name(self) -> str:
        return self.kind.label if self.kind else ""

    def _put(self, where: str, what: str, text: str = "", *, was_left: bool = False) -> None:
        self.found.placed.append(Placed(where, what, text[:200], was_left))


def _day(text: str) -> date | None:
    """The day that a text gives, with the word "Dated:" before it or without."""
    said = LABEL.match(text)
    read = read_date(" ".join(said["rest"].split()) if said else text)
    return read.first if read.precision == Precision.DAY else None


def _folded(text: str) -> str:
    return " ".join(text.strip("*#: ").casefold().split())


def _person(text: str) -> tuple[str, str]:
    """A name and a post: ``Ruth Amadi, Service Manager``."""
    name, _, post = text.partition(",")
    return name.strip()[:200], post.strip()[:200]
