"""A document as one stream of lines, each with its place: what is printed on one line is one line here.

A row of a table is a line with cells. A paragraph of Word in which lines were broken by hand is as many lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goldenthread.intake.document import Block, Document, Paragraph

LONGEST_HEADING = 200
_SPACES = re.compile(r"[ \u00a0\u2007\u202f]+")
_FURNITURE = re.compile(
    r"(?i)^(?:(?:this page is (?:intentionally|deliberately) (?:left )?blank|blank page)\.?|"
    r"(?:page\s+)?[-–—\s]*\d{1,4}[-–—\s]*|page \d{1,4} of \d{1,4})$"
)
_BLANK_PAGE = re.compile(r"(?i)^(?:this page is (?:intentionally|deliberately) (?:left )?blank|blank page)\.?$")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its text, its cells where it is a row, and how it is marked.

    ``table`` numbers the table it is in, -1 for running text; ``level`` is a heading level, 0 for plain words.
    """

    where: str
    text: str
    cells: tuple[str, ...] = ()
    table: int = -1
    level: int = 0
    is_strong: bool = False
    is_item: bool = False

    @property
    def is_row(self) -> bool:
        """Whether it is a row with more than one cell that holds words."""
        return len(self.cells) > 1

    @property
    def is_loud(self) -> bool:
        """Whether it is marked as a heading, or set in capitals."""
        return self.level > 0 or self.is_strong or is_upper(self.text)


def is_upper(text: str) -> bool:
    """Whether a text is set in capitals: nearly every letter, and at least three."""
    letters = [letter for letter in text[:LONGEST_HEADING] if letter.isalpha()]
    return len(letters) >= 3 and sum(letter.isupper() for letter in letters) >= 0.8 * len(letters)


def is_furniture(text: str) -> bool:
    """Whether a text is a page number or says that a page is blank."""
    return len(text) < 80 and bool(_FURNITURE.match(text))


def is_blank_page(text: str) -> bool:
    """Whether a text says that its page is blank: what stands behind it begins on a page of its own."""
    return len(text) < 80 and bool(_BLANK_PAGE.match(text))


def lines_of(document: Document) -> list[Line]:
    """Every line of a document that holds words, in reading order, page numbers included."""
    found: list[Line] = []
    table = -1
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            table += 1
        found.extend(_lines_of_block(block, table))
    return found


def _lines_of_block(block: Block, table: int) -> Iterator[Line]:
    if isinstance(block, Paragraph):
        yield from _lines_of_paragraph(block)
        return
    for row in block.rows:
        cells = tuple([cell for cell in row.texts if cell])
        if len(cells) > 1:
            yield Line(row.where, "\t".join(cells), cells, table)
        elif cells:
            yield from (Line(row.where, said, (), table) for said in map(tidy, cells[0].split("\n")) if said)


def _lines_of_paragraph(block: Paragraph) -> Iterator[Line]:
    for text in block.text.split("\n"):
        tabbed = tuple([cell for cell in map(tidy, text.split("\t")) if cell]) if "\t" in text else ()
        said = "\t".join(tabbed) if tabbed else tidy(text)
        if said:
            cells = tabbed if len(tabbed) > 1 else ()
            yield Line(block.where, said, cells, -1, block.level, block.is_strong, block.depth > 0)


def tidy(text: str) -> str:
    """A text with single spaces, trimmed."""
    return _SPACES.sub(" ", text).strip()
