"""A document as one stream of lines, and the lines that carry nothing: blanks, separators, page furniture.

Papers are printed; page numbers, version marks and "continued" stand between
rows and inside cells and are no part of a plan.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from goldenthread.intake.document import Document, Paragraph, Row
from goldenthread.intake.readers.sheet_grid import HIDDEN, column_letters

_SEPARATOR = re.compile(r"^[\s:|]*[-=_—–]{2,}[\s:|\-=_—–]*$")
_FURNITURE = re.compile(
    r"^(?:this page is intentionally left blank|(?:page\s+)?[-–—\s]*\d{1,3}[-–—\s]*|page\s+\d+(?:\s*(?:of|/)\s*\d+)?|"
    r".{0,80}?\bpage\s+\d+\s+of\s+\d+.{0,20}|\(?continued\)?(?: overleaf| from (?:previous|last) page)?[.…]*|"
    r"official(?:[- ]sensitive)?|not protectively marked|protect|restricted|unclassified|"
    r"(?:final|draft|version)?\s*v(?:ersion)?\s*\d+(?:\.\d+)*(?:\s+(?:final|draft))?)$",
    re.IGNORECASE | re.DOTALL,
)
_CONTINUED = re.compile(r"\s*[\(\[]?\bcont(?:inued|['’]?d|\.)?[\)\]]?\.*\s*$", re.IGNORECASE)
_PAGE_IN_CELL = re.compile(r"^.{0,80}\bpage\s+\d+\s+of\s+\d+.{0,20}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table, or a paragraph as a row of one cell.

    ``table`` numbers the tables of the document; a paragraph has ``-1``.
    ``level`` is a paragraph's heading level, ``title`` the table's own title,
    ``filled`` the places of the cells that hold text.
    """

    where: str
    texts: tuple[str, ...]
    table: int
    level: int = 0
    title: str = ""
    row: Row | None = None
    filled: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "filled", tuple([at for at, text in enumerate(self.texts) if text]))

    @property
    def is_paragraph(self) -> bool:
        """Whether this is running text outside tables."""
        return self.row is None

    @property
    def text(self) -> str:
        """The first text of the line."""
        return self.texts[self.filled[0]] if self.filled else ""

    @property
    def is_merged_across(self) -> bool:
        """Whether the row's one text stands in a cell merged over all that follow."""
        if self.row is None or len(self.filled) != 1:
            return False
        after = self.row.cells[self.filled[0] + 1 :]
        return len(after) > 1 and all(cell.continues for cell in after)

    def continues(self, index: int) -> bool:
        """Whether the cell is the lower or right part of a merged one."""
        return self.row is not None and index < len(self.row.cells) and self.row.cells[index].continues

    def fill(self, index: int) -> str:
        """The fill of a cell as six hex digits, or nothing."""
        return self.row.cells[index].fill if self.row is not None and index < len(self.row.cells) else ""

    def place(self, index: int) -> str:
        """Where a cell stands: the cell itself where the format names cells, else the row.

        A row of a workbook ends at its last filled cell; an empty cell beyond has a place all the same.
        """
        places = self.row.cell_places if self.row is not None else ()
        if index < len(places):
            return places[index] or self.where
        sheet, mark, number = self.where.rpartition("!")
        return f"{sheet}!{column_letters(index)}{number}" if places and mark else self.where


def lines_of(document: Document, *, verbatim: bool = False) -> tuple[list[Line], list[Line]]:
    """All paragraphs and rows in reading order, without page furniture, separators and blank lines.

    Apart from them the sentences in which the reader of workbooks itself says
    what is hidden in a sheet: they are no words of the paper. With ``verbatim``
    no line of a cell is taken for the foot of a page: an export of ours has no pages.
    """
    lines: list[Line] = []
    hidden: list[Line] = []
    for line in _all_lines(document, verbatim=verbatim):
        if line.is_paragraph and line.text.startswith(HIDDEN):
            hidden.append(line)
        elif not _carries_nothing(line):
            lines.append(line)
    return lines, hidden


def without_continued(title: str) -> str:
    """A title without "(continued)"."""
    return _CONTINUED.sub("", title).strip()


def is_furniture(text: str) -> bool:
    """Whether a text is a page number, a version mark, a marking or "continued"."""
    return len(text) <= 120 and bool(_FURNITURE.match(text))


def _all_lines(document: Document, *, verbatim: bool) -> Iterator[Line]:
    table = -1
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield Line(block.where, (block.text.strip(),), -1, block.level)
            continue
        table += 1
        for row in block.rows:
            yield Line(row.where, row.texts if verbatim else _texts(row), table, 0, block.title, row)


def _texts(row: Row) -> tuple[str, ...]:
    return tuple([_without_furniture(text) if "\n" in text else text for text in row.texts])


def _without_furniture(text: str) -> str:
    kept = [part for part in text.split("\n") if not _PAGE_IN_CELL.match(part.strip())]
    return "\n".join(kept).strip()


def _carries_nothing(line: Line) -> bool:
    text = line.text
    if not text:
        return True
    if len(line.filled) == 1 and is_furniture(text):
        return line.is_paragraph or len(line.texts) == 1 or not text.strip("-–— ").isdigit()
    return text[0] in "-=_—–:|" and all(_SEPARATOR.match(line.texts[at]) for at in line.filled)
