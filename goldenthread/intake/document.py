"""What every reader hands on: a document as paragraphs and tables, each with its place in the source."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its text, and its fill as six hex digits where it has one.

    ``continues`` says that the cell is the lower or right part of a merged
    cell: its text is empty here and stands in the first part.
    """

    text: str
    fill: str = ""
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table with its place: ``line 737``, ``table 3 row 4`` or ``Plan!7``.

    ``cell_places`` is empty, or names each cell (``Plan!C7``) where the format
    can.
    """

    where: str
    cells: tuple[Cell, ...]
    cell_places: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the cells, trimmed."""
        return tuple([cell.text.strip() for cell in self.cells])


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that stand together. A table split by a page may arrive as several."""

    where: str
    rows: tuple[Row, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text outside tables; ``level`` is its heading level, 0 for plain text.

    ``depth`` is how deep in lists of bullets it stands, 0 where it stands in none; ``is_strong`` says that all of it
    is bold. Both are known of Word files alone.
    """

    where: str
    text: str
    level: int = 0
    depth: int = 0
    is_strong: bool = False


Block = Paragraph | Table


class Mark(StrEnum):
    """What a Word file keeps beside its words: changes that nobody has accepted yet, and comments."""

    DELETION = "tracked deletion"
    INSERTION = "tracked insertion"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A place of a file that holds words which its paper does not show, and how many; the words stay in the file.

    ``kind`` is a ``Mark`` where they are a tracked change or a comment, with the first of them in ``begins``; hidden
    text has neither.
    """

    where: str
    words: int
    kind: str = ""
    begins: str = ""

    @property
    def row(self) -> list[str | int]:
        """It as kept: hidden text by its place and number alone, a mark with its kind and its first words."""
        return [self.where, self.words, self.kind, self.begins] if self.kind else [self.where, self.words]

    @classmethod
    def of_row(cls, row: Sequence[str | int]) -> "Hidden":
        """It as it was kept."""
        where, words, *more = row
        kind, begins = more or ("", "")
        return cls(str(where), int(words), str(kind), str(begins))


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document in reading order; ``hidden`` is known of Word files alone."""

    name: str
    format: str
    blocks: tuple[Block, ...]
    hidden: tuple[Hidden, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables alone."""
        return tuple(block for block in self.blocks if isinstance(block, Table))
