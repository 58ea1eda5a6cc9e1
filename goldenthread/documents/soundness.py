"""What a paper must have before it is rendered: a title, headings without gaps, descriptions, headers of tables.

Asked of the structure, so that no output can be made in which they are missing.

Source: PDF/UA-1 (ISO 14289-1), 7.1 (title), 7.3 (pictures), 7.4.2 (levels of headings without gaps), 7.5 (headers of
tables); Web Content Accessibility Guidelines 2.2, 1.1.1, 1.3.1, 2.4.2 and 2.4.6.
"""

import re
from collections.abc import Iterator

from goldenthread.documents.paper import (
    Appendix,
    Block,
    Chart,
    Facts,
    Heading,
    Items,
    Landscape,
    Paper,
    Paragraph,
    Picture,
    RatingMark,
    Runs,
    Table,
    printed,
)
from goldenthread.documents.pictures import measure, naming
from goldenthread.kernel.errors import RuleBroken

DEEPEST = 4
DEEPEST_LIST = 6
MOST_COLUMNS = 20
MOST_CHARACTERS = 20_000_000
MOST_ROWS = 20_000
_COLOUR = re.compile(r"^#[0-9a-f]{6}$")


def check_paper(paper: Paper) -> None:
    """Refuse a paper that somebody could not find their way through, with one sentence that says what is missing."""
    if not paper.title.strip():
        raise RuleBroken("A paper needs a title.")
    if not _COLOUR.match(paper.council.colour):
        raise RuleBroken("The colour of a council is written as #1f3f8f.")
    if paper.council.crest is not None:
        _check_picture(paper.council.crest.content, paper.council.crest.description)
    _Walk().check(paper.blocks, depth=1, before=0)
    check_size(paper)


def check_size(paper: Paper) -> None:
    """Refuse what would take longer to print than anybody waits."""
    rows = sum(len(group.rows) for table in _tables(paper.blocks) for group in table.groups)
    if rows > MOST_ROWS:
        raise RuleBroken(f"This paper has {rows:,} rows, and {MOST_ROWS:,} is the most that is printed: split it.")


def _tables(blocks: tuple[Block, ...]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, (Landscape, Appendix)):
            yield from _tables(block.blocks)


class _Walk:
    """One walk over the blocks of a paper, which knows the level it stands at."""

    def check(self, blocks: tuple[Block, ...], *, depth: int, before: int) -> int:
        """Check blocks whose headings begin at ``depth``; gives the level of the last heading."""
        for block in blocks:
            before = self._one(block, depth, before)
        return before

    def _one(self, block: Block, depth: int, before: int) -> int:
        match block:
            case Heading():
                return _check_heading(block, depth, before)
            case Appendix():
                if not block.title.strip():
                    raise RuleBroken("An appendix needs a title.")
                self.check(block.blocks, depth=depth + 1, before=depth)
                return depth
            case Landscape():
                return self.check(block.blocks, depth=depth, before=before)
            case Table():
                return _check_table(block, depth, before)
            case _:
                _check_plain(block)
        return before


def _check_plain(block: Block) -> None:
    """Check what holds no headings."""
    match block:
        case Picture():
            _check_picture(block.content, block.description)
        case Chart():
            _check_chart(block)
        case Facts():
            _check_facts(block)
        case Items():
            _check_list(block, 1)
        case Paragraph():
            if not printed(block.words).strip():
                raise RuleBroken("A paragraph needs words.")
            for one in block.lists:
                _check_list(one, 1)
        case _:
            pass


def _check_heading(heading: Heading, depth: int, before: int) -> int:
    if not printed(heading.words).strip():
        raise RuleBroken("A heading needs words.")
    level = heading.level + depth - 1
    if heading.level < 1 or level > DEEPEST + 1:
        raise RuleBroken(f"The heading “{_short(heading.words)}” is at a level that there is not.")
    if level > before + 1:
        raise RuleBroken(f"The heading “{_short(heading.words)}” leaves out a level of headings above it.")
    return level


def _check_table(table: Table, depth: int, before: int) -> int:
    if not table.caption.strip():
        raise RuleBroken("A table needs a caption that says what it shows.")
    if not 0 < len(table.columns) <= MOST_COLUMNS:
        raise RuleBroken(f"The table “{table.caption[:60]}” needs between 1 and {MOST_COLUMNS} columns.")
    if not 0 <= table.row_header < len(table.columns):
        raise RuleBroken(f"The table “{table.caption[:60]}” needs a column that names its rows.")
    for group in table.groups:
        labels = group.labels or tuple(column.label for column in table.columns)
        if len(labels) != len(table.columns) or not all(label.strip() for label in labels):
            raise RuleBroken(f"Each column of the table “{table.caption[:60]}” needs a name.")
        for heading in group.headings:
            before = _check_heading(heading, depth, before)
        for row in group.rows:
            if len(row) != len(table.columns):
                raise RuleBroken(f"A row of the table “{table.caption[:60]}” has too few or too many cells.")
            if any(isinstance(cell, RatingMark) and not cell.word.strip() for cell in row):
                raise RuleBroken("A rating is never a colour alone: it needs its word.")
    return before


def _check_picture(content: bytes, description: str) -> None:
    if not description.strip():
        raise RuleBroken("A picture needs a description for whoever does not see it.")
    try:
        measure(content)
    except RuleBroken as refusal:
        raise RuleBroken(naming(str(refusal), description)) from None


def _check_chart(chart: Chart) -> None:
    if not chart.caption.strip() or not chart.label.strip() or not chart.rows or not chart.series:
        raise RuleBroken("A chart needs a caption, a name for its bars, and numbers.")
    if any(len(row.numbers) != len(chart.series) or min(row.numbers) < 0 for row in chart.rows):
        raise RuleBroken(f"Each bar of the chart “{chart.caption[:60]}” needs a number from 0 for each of its parts.")


def _check_facts(facts: Facts) -> None:
    if not facts.pairs or not all(pair.label.strip() for pair in facts.pairs):
        raise RuleBroken("Each line of a block of facts needs a label.")


def _check_list(items: Items, depth: int) -> None:
    if not items.items or not all(printed(item.words).strip() for item in items.items):
        raise RuleBroken("Each item of a list needs words.")
    if depth > DEEPEST_LIST:
        raise RuleBroken(f"A list may stand in a list up to {DEEPEST_LIST} times.")
    for item in items.items:
        if item.within is not None:
            _check_list(item.within, depth + 1)


def _short(runs: Runs) -> str:
    return printed(runs)[:60]
