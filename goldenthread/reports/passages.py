"""The words of a report as the checks read them, each in a place people find again.

Two checks read: figures held against the plan take what a hand typed, the gate on the way out takes everything that
would be printed, what was said of each action in the appendix included.
"""

from collections.abc import Iterator, Sequence

from goldenthread.documents.gate.findings import Passage, Place
from goldenthread.documents.paper import (
    Appendix,
    Block,
    Cell,
    Chart,
    Facts,
    Heading,
    Items,
    Landscape,
    Paper,
    Paragraph,
    Picture,
    RatingMark,
    Table,
    printed,
)
from goldenthread.reports.building import SectionBuilt

NOTES = "Comments"
"""The column of a plan in which a bare question is a query to somebody."""


def to_go_out(paper: Paper) -> list[Passage]:
    """Everything a paper prints, block by block; of a plan cell by cell."""
    found = [Passage(Place("title", "the subject"), paper.title)]
    found += [
        Passage(Place("header", fact.label), f"{printed(fact.words)} {printed(fact.aside)}".strip())
        for fact in paper.header
    ]
    found += _Walk().of(paper.blocks)
    return [passage for passage in found if passage.text.strip()]


def words_of(blocks: Sequence[Block]) -> str:
    """The words that some blocks print, line by line; a chart by its numbers."""
    lines = []
    for block in blocks:
        if isinstance(block, Chart):
            lines.append(block.description)
        else:
            lines += [passage.text for passage in _Walk().of((block,))]
    return "\n".join(line for line in lines if line.strip())


class _Walk:
    """Goes through blocks once, with the heading it is under."""

    def __init__(self) -> None:
        self.heading, self.address, self.count, self.in_plan = "", "body", 0, False

    def of(self, blocks: Sequence[Block]) -> Iterator[Passage]:
        """The passages of some blocks."""
        for block in blocks:
            self.count += 1
            match block:
                case Heading():
                    self.heading = printed(block.words)
                    yield self._passage(self.heading, f"the heading “{self.heading}”")
                case Paragraph():
                    yield from self._paragraph(block)
                case Items():
                    yield from self._items(block, f"a list under “{self.heading}”")
                case Table():
                    yield from self._table(block)
                case Facts() | Picture():
                    yield from self._beside(block)
                case Landscape():
                    self.in_plan = True
                    yield from self.of(block.blocks)
                    self.in_plan = False
                case Appendix():
                    self.heading, self.address, self.count = block.heading, f"appendix-{block.number}", 0
                    yield self._passage(block.title, f"Appendix {block.number}")
                    yield from self.of(block.blocks)
                case _:
                    continue

    def _passage(self, text: str, label: str, *, place: str = "", is_note: bool = False) -> Passage:
        return Passage(Place(f"{self.address}/{place or self.count}", label), text, is_note)

    def _beside(self, block: Facts | Picture) -> Iterator[Passage]:
        if isinstance(block, Picture):
            yield self._passage(f"{block.description}\n{block.caption}".strip(), "a picture")
            return
        for fact in block.pairs:
            yield self._passage(f"{printed(fact.words)} {printed(fact.aside)}".strip(), fact.label)

    def _paragraph(self, block: Paragraph) -> Iterator[Passage]:
        label = f"paragraph {block.number}" if block.number is not None else f"under “{self.heading}”"
        yield self._passage(printed(block.words), label)
        for items in block.lists:
            yield from self._items(items, label)

    def _items(self, block: Items, label: str) -> Iterator[Passage]:
        for item in block.items:
            yield self._passage(printed(item.words), label)
            if item.within is not None:
                yield from self._items(item.within, label)

    def _table(self, table: Table) -> Iterator[Passage]:
        if not self.in_plan:
            rows = [row for group in table.groups for row in group.rows]
            heads = "\t".join(column.label for column in table.columns)
            text = "\n".join([heads, *("\t".join(map(_text, row)) for row in rows)])
            yield self._passage(text, f"the table “{table.caption}”")
            return
        for number, group in enumerate(table.groups, start=1):
            above = [*(one.words for one in group.headings), *(one.words for one in group.notes)]
            for place, found in enumerate(above, start=1):
                yield self._passage(printed(found), f"{self.heading}, above the rows", place=f"above-{number}-{place}")
        for number, row in enumerate((row for group in table.groups for row in group.rows), start=1):
            name = _text(row[table.row_header])
            for column, cell in zip(table.columns, row, strict=True):
                yield self._passage(
                    _text(cell), f"{self.heading}, {name}, {column.label}", place=f"{number}/{column.label}",
                    is_note=column.label == NOTES,
                )  # fmt: skip


def _text(cell: Cell) -> str:
    return cell.word if isinstance(cell, RatingMark) else printed(cell)


def label_of(section: SectionBuilt, number: int | None) -> str:
    """Where words that were typed stand, for people."""
    return f"paragraph {number}" if number is not None else f"“{section.heading}”"
