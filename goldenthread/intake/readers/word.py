"""Word documents: paragraphs and tables in the order of the page, merged cells and shading kept.

The body is read as a stream, one paragraph or one row of a table at a time,
so that memory follows the text and not the markup around it. Headers, footers,
footnotes, comments and the table of contents are left out: they repeat or
surround the text.

Source: Office Open XML, part 1, 17.2 (body), 17.4 (tables).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from goldenthread.intake.allowance import Allowance
from goldenthread.intake.document import Block, Cell, Hidden, Paragraph, Row, Table
from goldenthread.intake.readers.cleaning import clean
from goldenthread.intake.readers.markup import Element, elements, endings, forget, local_name
from goldenthread.intake.readers.package import Package
from goldenthread.intake.readers.word_lists import Lists
from goldenthread.intake.readers.word_looks import UNKNOWN_GROUND, Looks, has_own_page_colour, shading
from goldenthread.intake.readers.word_styles import attribute, child_value, number, paragraph_styles
from goldenthread.intake.readers.word_text import WordText, cells_of, shows_prompt

_WIDEST = 1_000
_WORDS_SHOWN, _LETTERS_SHOWN = 5, 60
_CONTENTS_GALLERY = "table of contents"


def read_word(package: Package, allowance: Allowance, hidden: list[Hidden]) -> tuple[Block, ...]:
    """The blocks of a Word document; places are ``paragraph 12`` (of those with text) and ``table 3 row 4``.

    Where the file holds words that its paper does not show is added to ``hidden``.
    """
    part = package.main_part()
    looks = Looks()
    styles = paragraph_styles(package, part, looks.take)
    text = WordText(styles, Lists(package, part), looks, _comments(package, part))
    body = _Body(text, looks, allowance, hidden)
    with package.open(part) as stream:
        return tuple(body.blocks(endings(stream, "p", "tbl", "tr")))


def _comments(package: Package, part: str) -> dict[str, str]:
    """The words of each comment by its number; none where the file has no comments."""
    found = package.related(part, "comments")
    if found is None:
        return {}
    with package.open(found) as stream:
        return {
            attribute(comment, "id") or "": " ".join(
                "".join(text.text or "" for text in comment.iterfind(".//{*}t")).split()
            )
            for comment in elements(stream, "comment")
        }


def _first_words(text: str) -> str:
    words = text.split()
    return clean(" ".join(words[:_WORDS_SHOWN])[:_LETTERS_SHOWN]) + ("…" if len(words) > _WORDS_SHOWN else "")


class _Body:
    """Follows the elements as they end and makes a block of each outermost paragraph and table."""

    def __init__(self, text: WordText, looks: Looks, allowance: Allowance, hidden: list[Hidden]) -> None:
        self._text = text
        self._looks = looks
        self._allowance = allowance
        self._hidden = hidden
        self._page: str | None = None
        self._paragraphs = 0
        self._tables = 0
        self._table: _TableUnderWay | None = None

    def blocks(self, ended: Iterator[Element]) -> Iterator[Block]:
        for element in ended:
            name = local_name(element)
            if name == "tr":
                self._take_row(element)
            elif (
                local_name(element.getparent()) != "tc" and next(element.iterancestors("{*}tbl", "{*}p"), None) is None
            ):
                yield from self._end_table() if name == "tbl" else self._paragraph(element)
                forget(element)

    def _take_row(self, row: Element) -> None:
        """Add a row to the table under way, or begin one; a row of a table inside a cell comes with that cell."""
        table, *around = row.iterancestors("{*}tbl", "{*}p")
        if around:
            return
        if self._table is None:
            self._tables += 1
            style = self._looks.ground_of_table(child_value(table, "tblPr", "tblStyle") or "")
            ground = style or self._page_of(row)
            self._table = _TableUnderWay(f"table {self._tables}", table, self._text, self._allowance, ground)
        self._table.take_row(row)
        self._note_hidden(f"{self._table.where} row {len(self._table.rows)}")
        forget(row)

    def _page_of(self, element: Element) -> str:
        """The colour behind what stands on the page itself, asked once: blank where it is plain."""
        if self._page is None:
            self._page = UNKNOWN_GROUND if has_own_page_colour(element) else ""
        return self._page

    def _note_hidden(self, where: str) -> None:
        words = self._text.take_hidden()
        if words:
            self._hidden.append(Hidden(where, words))
        for kind, text in self._text.take_marks():
            self._hidden.append(Hidden(where, len(text.split()), kind, _first_words(text)))

    def _end_table(self) -> Iterator[Table]:
        table, self._table = self._table, None
        if table is not None and table.rows:
            yield Table(table.where, tuple(table.rows))

    def _paragraph(self, element: Element) -> Iterator[Paragraph]:
        shape = self._text.shape_of(element)
        text = self._text.of_paragraph(element, shape, self._page_of(element)).strip()
        if not text or shape.style.is_contents or _is_prompt_or_contents(element):
            self._note_hidden(f"after paragraph {self._paragraphs}" if self._paragraphs else "the beginning")
            return
        self._paragraphs += 1
        self._note_hidden(f"paragraph {self._paragraphs}")
        self._allowance.take_paragraph(len(text))
        depth = self._text.depth_of(shape)
        yield Paragraph(f"paragraph {self._paragraphs}", text, shape.level, depth, self._text.is_strong(element, shape))


def _is_prompt_or_contents(paragraph: Element) -> bool:
    """Whether a content control around the paragraph shows its prompt, or is the table of contents."""
    for control in paragraph.iterancestors("{*}sdt"):
        gallery = child_value(control, "sdtPr", "docPartObj", "docPartGallery") or ""
        if shows_prompt(control) or gallery.lower() == _CONTENTS_GALLERY:
            return True
    return False


class _TableUnderWay:
    """One table while its rows arrive."""

    def __init__(self, where: str, element: Element, text: WordText, allowance: Allowance, behind: str) -> None:
        self.where = where
        self.rows: list[Row] = []
        self._text = text
        self._allowance = allowance
        self._ground = shading(element.find("{*}tblPr/{*}shd"))
        self._behind = self._ground or behind
        self._merged: dict[int, str] = {}

    def take_row(self, row: Element) -> None:
        """Add a row, each cell at its column of the grid; a row that a tracked change deletes is left out."""
        properties = row.find("{*}trPr")
        if properties is not None and properties.find("{*}del") is not None:
            self._text.note_deleted(row)
            return
        cells = [_EMPTY] * _grid_columns(properties, "gridBefore")
        for element in cells_of(row):
            cells += self._cells_of(element, len(cells))
        cells += [_EMPTY] * _grid_columns(properties, "gridAfter")
        self._allowance.take_row(len(cells))
        self._allowance.take_text(sum(len(cell.text) for cell in cells))
        self.rows.append(Row(f"{self.where} row {len(self.rows) + 1}", tuple(cells)))

    def _cells_of(self, element: Element, column: int) -> list[Cell]:
        """The cell and, where it spans several columns of the grid, the parts that continue it."""
        shape = _shape_of(element)
        text = self._text.of_cell(element, shape.fill or self._behind)
        first = self._merged_down(Cell(text, shape.fill or self._ground), shape.down, column)
        if shape.across == "continue":
            first = Cell("", first.fill, continues=True)
        if shape.span == 1:
            return [first]
        for covered in range(column + 1, column + shape.span):
            self._merged.pop(covered, None)
        return [first, *([Cell("", first.fill, continues=True)] * (shape.span - 1))]

    def _merged_down(self, cell: Cell, kind: str, column: int) -> Cell:
        """The cell as part of a merge from above, if one began above; a lone "continue" is an ordinary cell.

        ``_merged`` keeps the fill with which the merge in each column began.
        """
        if kind == "continue" and column in self._merged:
            return Cell("", self._merged[column], continues=True)
        self._merged.pop(column, None)
        if kind:
            self._merged[column] = cell.fill
        return cell


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a cell stands in its table: columns spanned, fill, and its part in merges down and (old files) across."""

    span: int = 1
    fill: str = ""
    down: str = ""
    across: str = ""


_EMPTY = Cell("")
_PLAIN_SHAPE = _Shape()


def _shape_of(cell: Element) -> _Shape:
    """The shape of a cell. A merge without a value means ``continue``."""
    properties = cell[0] if len(cell) else None
    if properties is None or local_name(properties) != "tcPr":
        return _PLAIN_SHAPE
    span, fill, merges = 1, "", {"vMerge": "", "hMerge": ""}
    for child in properties:
        name = local_name(child)
        if name == "gridSpan":
            span = max(1, min(number(attribute(child, "val")) or 1, _WIDEST))
        elif name == "shd":
            fill = shading(child)
        elif name in merges:
            merges[name] = attribute(child, "val") or "continue"
    return _Shape(span, fill, merges["vMerge"], merges["hMerge"])


def _grid_columns(properties: Element | None, name: str) -> int:
    """How many columns of the grid a row leaves out before its first or after its last cell."""
    if properties is None:
        return 0
    return max(0, min(number(child_value(properties, name)) or 0, _WIDEST))
