"""A paper as structure: what a cover report, a plan or an appendix says, before it is a page, a PDF or a Word file.

One structure, and from it every output, so that all say the same words in the
same order. Values only: no Django, no queries, no markup. Texts are plain; what
they would mean to a typesetter, a spreadsheet or a browser is never looked at.
A newline in a text is a line break; everything else that no paper can hold is
taken out on the way (``handing_over``).

Source: the cover reports and the plan printed for the Safeguarding Sub
Committee on 2 May 2018 and 8 February 2019, whose parts these are; PDF/UA-1
(ISO 14289-1), which wants a heading, a description and a header for each.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

BRITISH = "en-GB"
WORKING_COPY = "Working copy – not for publication"
"""What stands on every page of a paper that nobody has released."""


class Tone(StrEnum):
    """How a run of words is meant beside what it says."""

    PLAIN = "plain"
    SOURCE = "source"
    """What asked for an action. Printed red, in square brackets, with the word, so that colour is never alone."""
    SOFT = "soft"
    """Said beside the matter: a note, a date, an explanation. Set in a softer ink."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that are set alike.

    ``link`` is an address the words lead to, in every output that can be
    followed. ``fact`` is the address of the list behind a number: shown on the
    page alone, since a printed figure can not be opened.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    tone: Tone = Tone.PLAIN
    link: str = ""
    fact: str = ""

    @property
    def printed(self) -> str:
        """The words as every output prints them."""
        return f"Source: [{self.text}]" if self.tone is Tone.SOURCE else self.text


Runs = tuple[Run, ...]


def words(text: str) -> Runs:
    """Plain words as runs; no words are no runs."""
    return (Run(text),) if text else ()


def printed(runs: Runs) -> str:
    """Runs as one text."""
    return "".join(run.printed for run in runs)


class Mark(StrEnum):
    """The shape and colour of a rating: drawn in every output, never a character of a font."""

    BLUE = "blue"
    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    REPORTED = "reported"
    """Said to be complete and not assured yet: a broken ring, no colour."""
    NONE = "none"
    """No rating: the word alone."""


@dataclass(frozen=True, slots=True)
class RatingMark:
    """A rating in a cell or a key: its word, which always stands, beside its shape in its colour."""

    mark: Mark
    word: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 is the first under the paper's title, or under the appendix it stands in."""

    level: int
    words: Runs


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, with the list within it."""

    words: Runs
    within: "Items | None" = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list: dots, or numbers where the order matters."""

    items: tuple[Item, ...]
    is_ordered: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``number`` is printed before it, and numbers run through a report under its headings.

    ``lists`` stand inside the paragraph, under its words.
    """

    words: Runs
    number: int | None = None
    lists: tuple[Items, ...] = ()


SHORT_LIST = 8
"""The items of a list that the end of a page does not divide, in whatever is printed."""


def stands_apart(paragraph: Paragraph) -> bool:
    """Whether a paragraph stands apart from what goes before: lines without a number, such as whom to ask and how."""
    return paragraph.number is None and "\n" in printed(paragraph.words)


Cell = Runs | RatingMark


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and how much of the width is its own in proportion to the others."""

    label: str
    weight: float = 1.0
    is_figures: bool = False
    """Figures stand right, words left."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that stand under headings of their own, with the names of the columns repeated above them.

    ``labels`` are the names of the columns in this group where they are not
    the table's: some priorities have recommendations where others have aims.
    """

    rows: tuple[tuple[Cell, ...], ...]
    headings: tuple[Heading, ...] = ()
    notes: tuple[Paragraph, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data. Its caption says what it shows; it is printed unless the groups' headings say it already.

    ``row_header`` is the place of the column whose cells name their rows.
    """

    caption: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    row_header: int = 0
    is_caption_printed: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and what it shows in words, for who does not see it; the caption is for everybody."""

    content: bytes
    media_type: str
    description: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it; ``aside`` stands at the far edge: the date of a meeting, ``Public``."""

    label: str
    words: Runs
    aside: Runs = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values, each on a line of its own."""

    pairs: tuple[Fact, ...]
    name: str = ""
    """What these facts are, for who hears the table rather than sees it."""


@dataclass(frozen=True, slots=True)
class Series:
    """What one colour of a chart counts."""

    label: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One bar of a chart: its label, a number for each series, and what is drawn beside the bar where that is short.

    The last bar may be the total of those before it: it is drawn as shares, or it would dwarf them all.
    """

    label: str
    numbers: tuple[int, ...]
    short: str = ""
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers drawn as bars, with their table beneath: who does not see the one reads the other."""

    caption: str
    label: str
    series: tuple[Series, ...]
    rows: tuple[ChartRow, ...]

    @property
    def description(self) -> str:
        """What the picture shows, in words: each bar with its numbers."""
        bars = (
            f"{row.label}: "
            + ", ".join(f"{number} {series.label}" for series, number in zip(self.series, row.numbers, strict=True))
            for row in self.rows
        )
        return f"{self.caption}. {'; '.join(bars)}."

    @property
    def table(self) -> Table:
        """The table beneath."""
        columns = (
            Column(self.label, 4),
            *(Column(series.label, min(1.8, max(1, len(series.label) / 6)), is_figures=True) for series in self.series),
            Column("Total", 1, is_figures=True),
        )
        figures = ((row.label, *row.numbers, sum(row.numbers)) for row in self.rows)
        rows = tuple(tuple(words(str(one)) for one in line) for line in figures)
        return Table(self.caption, columns, (Group(rows),), is_caption_printed=False)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Landscape:
    """Blocks on pages that lie on their side, which a table of ten columns needs."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Appendix:
    """What stands behind a report, from a page of its own; its title is a heading of the first level."""

    number: int
    title: str
    blocks: "tuple[Block, ...]"

    @property
    def heading(self) -> str:
        """``Appendix 1 – Service Improvement Plan``."""
        return f"Appendix {self.number} – {self.title}"


Block = Heading | Paragraph | Items | Table | Picture | Facts | Chart | PageBreak | Landscape | Appendix


@dataclass(frozen=True, slots=True)
class Crest:
    """A council's crest and what it shows."""

    content: bytes
    media_type: str
    description: str


@dataclass(frozen=True, slots=True)
class Council:
    """Whose paper it is: its name, the colour of its line, and its crest where it has one."""

    name: str
    colour: str = "#a87e16"
    crest: Crest | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper.

    ``kind`` is the line over the title: what this is. ``header`` is the block
    under it. ``mark`` stands on every page of a working copy. ``made_at`` is
    the time the paper carries inside: the same paper is the same file.
    """

    title: str
    council: Council
    made_at: datetime
    kind: str = ""
    header: tuple[Fact, ...] = ()
    blocks: tuple[Block, ...] = field(default=())
    mark: str = ""
    language: str = BRITISH


MOST_IN_FOOT = 100
"""Letters of a subject that the foot of each page repeats; all of it stands in the title."""


def in_foot(paper: Paper) -> str:
    """Whose paper this is and what it is about, as the foot of each printed page says it on one line."""
    title = " ".join(paper.title.split())
    name = f"{paper.council.name}: {title}" if paper.council.name else title
    return name if len(name) <= MOST_IN_FOOT else f"{name[: MOST_IN_FOOT - 1].rstrip()}…"


def every_block(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block in reading order, those inside others after what holds them."""
    for block in blocks:
        yield block
        if isinstance(block, (Landscape, Appendix)):
            yield from every_block(block.blocks)
