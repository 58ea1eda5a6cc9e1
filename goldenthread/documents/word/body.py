"""The blocks of a paper as the body of a Word file, in their order."""

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from goldenthread.documents.links import leads_somewhere
from goldenthread.documents.paper import (
    SHORT_LIST,
    Appendix,
    Block,
    Chart,
    Fact,
    Facts,
    Heading,
    Items,
    Landscape,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    RatingMark,
    Runs,
    Table,
    stands_apart,
)
from goldenthread.documents.word.drawings import Drawings
from goldenthread.documents.word.lists import HANG, Numbering
from goldenthread.documents.word.looks import CAPTION, FACT, KIND, MARK, TABLE
from goldenthread.documents.word.markup import (
    INK,
    SOFT,
    TAB,
    numbered,
    paragraph,
    run,
    run_of,
)
from goldenthread.documents.word.pages import LANDSCAPE, PORTRAIT, Layout
from goldenthread.documents.word.tables import MANY, TableLook, table

_LABEL, _WIDEST_LABEL, _LETTER = 2700, 4700, 98
"""How far values stand from the edge, at least and at most, and how wide a letter is, in twentieths of a point."""
_KEEPS = ("<w:keepNext/><w:keepLines/>", "<w:keepNext/>", "<w:keepLines/>")
_APART = '<w:keepLines/><w:spacing w:before="280"/>'
_NEW_PAGE = "<w:pageBreakBefore/>"
_SPACER = paragraph("", TABLE)


class Body:
    """Writes blocks one after the other; knows the page it is on and the numbering it is in."""

    def __init__(self, document: Document, drawings: Drawings, headers: dict[bool, str]) -> None:
        self._document = document
        self._drawings = drawings
        self._numbering = Numbering(document)
        self._headers = headers
        self._links: dict[str, str] = {}
        self._layout: Layout = PORTRAIT
        self._paragraphs: tuple[int, int] | None = None
        self._breaks = False
        self._upright: Layout | None = None

    def of(self, paper: Paper) -> str:
        """The whole body, the first page included."""
        council = [run(paper.council.name, strong=True, colour=INK)] if paper.council.name else []
        crest = paper.council.crest
        if crest is not None:
            council = [self._drawings.image(crest.content, crest.description, 200, 44), run("  "), *council]
        first = [paragraph("".join(council), MARK)] if council else []
        first += [paragraph(run(paper.kind), KIND)] if paper.kind else []
        first.append(paragraph(run(paper.title), "Heading1"))
        first += [paragraph(run(paper.mark), MARK)] if paper.mark else []
        first.append(self._facts(paper.header))
        return "".join(first) + self.blocks(paper.blocks, 1) + self._layout.properties(self._headers)

    def blocks(self, blocks: tuple[Block, ...], depth: int) -> str:
        """Blocks whose headings stand ``depth`` levels under the title's."""
        return "".join([self._block(block, depth) for block in blocks])

    def _block(self, block: Block, depth: int) -> str:
        ended = "" if isinstance(block, Landscape) else self._stood_up()
        return ended + self._standing(block, depth)

    def _standing(self, block: Block, depth: int) -> str:
        match block:
            case Heading():
                return self._heading(block, depth)
            case Paragraph():
                return self._paragraph(block)
            case Items():
                return self._items(block, 0, 0)
            case Table():
                return self._table(block, depth)
            case Facts():
                return self._facts(block.pairs)
            case Appendix():
                self._breaks = True
                return self._heading(Heading(1, ()), depth, block.heading) + self.blocks(block.blocks, depth + 1)
            case Landscape():
                return self._sideways(block, depth)
            case PageBreak():
                self._breaks = True
                return ""
            case Picture() | Chart():
                return self._drawn(block)

    def _properties(self, more: str = "") -> str:
        """The properties of the next paragraph, which may have to begin a page."""
        begins, self._breaks = self._breaks, False
        if not begins:
            return more
        # The schema wants what keeps a paragraph with others before the new page.
        kept = next((one for one in _KEEPS if more.startswith(one)), "")
        return f"{kept}{_NEW_PAGE}{more[len(kept) :]}"

    def _heading(self, heading: Heading, depth: int, words: str = "") -> str:
        inside = run(words) if words else self._runs(heading.words)
        return paragraph(inside, f"Heading{heading.level + depth}", self._properties())

    def _runs(self, runs: Runs) -> str:
        """Runs, those that lead somewhere as links."""
        return "".join(
            f'<w:hyperlink r:id="{self._relation(one.link)}">'
            f"{run(one.printed, strong=one.strong, emphasis=one.emphasis, colour=INK, underlined=True)}</w:hyperlink>"
            if leads_somewhere(one.link)
            else run_of(one)
            for one in runs
        )

    def _relation(self, link: str) -> str:
        if link not in self._links:
            self._links[link] = self._document.part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return self._links[link]

    def _paragraph(self, one: Paragraph, *, stays: bool = False) -> str:
        """A paragraph; one that stays keeps with what follows it, as a note over its table."""
        properties, inset = "", 0
        if one.number is not None:
            properties, inset = numbered(self._number_of(one.number)), HANG
        elif stands_apart(one):
            properties = _APART
        if one.lists or stays:
            properties = f"<w:keepNext/>{properties}"
        written = paragraph(self._runs(one.words), "", self._properties(properties))
        return written + "".join(self._items(items, 0, inset) for items in one.lists)

    def _number_of(self, number: int) -> int:
        """The numbering whose next number this is; a new one where the numbers of the paper jump."""
        if self._paragraphs is None or self._paragraphs[1] != number:
            self._paragraphs = (self._numbering.paragraphs(number), number)
        kept, following = self._paragraphs
        self._paragraphs = (kept, following + 1)
        return kept

    def _items(self, items: Items, level: int, inset: int) -> str:
        number = self._numbering.numbers() if items.is_ordered else self._numbering.dots()
        style = "ListNumber" if items.is_ordered else "ListBullet"
        indent = f'<w:ind w:left="{(level + 1) * 400 + inset}" w:hanging="320"/>'
        written = []
        for place, item in enumerate(items.items, 1):
            stays = len(items.items) <= SHORT_LIST and place < len(items.items)
            kept = "<w:keepNext/>" if stays else ""
            properties = self._properties(kept + numbered(number, level) + indent)
            written.append(paragraph(self._runs(item.words), style, properties))
            if item.within is not None:
                written.append(self._items(item.within, level + 1, inset))
        return "".join(written)

    def _facts(self, pairs: tuple[Fact, ...]) -> str:
        """Labels with their values one under the other, as far from the edge as the longest label needs."""
        longest = max((len(fact.label) for fact in pairs), default=0) * _LETTER + 150
        return "".join([self._fact(fact, min(_WIDEST_LABEL, max(_LABEL, longest))) for fact in pairs])

    def _fact(self, fact: Fact, at: int) -> str:
        """A label, its value beside it, and what stands at the far edge, on a line that hangs under the value."""
        tabs = f'<w:tabs><w:tab w:val="left" w:pos="{at}"/><w:tab w:val="right" w:pos="{self._layout.width}"/></w:tabs>'
        indent = f'<w:ind w:left="{at}" w:hanging="{at}"/>'
        gap = "<w:r><w:br/></w:r>" if len(fact.label) * _LETTER > at else TAB
        aside = TAB + self._runs(fact.aside) if fact.aside else ""
        inside = run(fact.label, colour=SOFT) + gap + self._runs(fact.words) + aside
        return paragraph(inside, FACT, self._properties(tabs + indent))

    def _table(self, one: Table, depth: int) -> str:
        written = [paragraph(run(one.caption), CAPTION, self._properties())] if one.is_caption_printed else []
        dense = len(one.columns) > MANY

        def shape(mark: RatingMark) -> str:
            return self._drawings.mark(mark, dense=dense)

        for group in one.groups:
            written += [self._heading(heading, depth) for heading in group.headings]
            written += [self._paragraph(note, stays=bool(group.rows)) for note in group.notes]
            if group.rows:
                named = ". ".join("".join(part.printed for part in heading.words) for heading in group.headings)
                labels = group.labels or tuple(column.label for column in one.columns)
                said = f"{one.caption}: {named}" if named else one.caption
                look = TableLook(one.columns, labels, one.row_header, said, self._layout.width, shape)
                written += [table(group.rows, look), _SPACER]
        return "".join(written)

    def _drawn(self, one: Picture | Chart) -> str:
        width = self._layout.width / 20
        if isinstance(one, Chart):
            caption = paragraph(run(one.caption), CAPTION, self._properties())
            return caption + paragraph(self._drawings.chart(one, width)) + self._table(one.table, 0)
        picture = paragraph(self._drawings.picture(one, width), "", self._properties())
        return picture + (paragraph(run(one.caption, colour=SOFT), TABLE) if one.caption else "")

    def _sideways(self, block: Landscape, depth: int) -> str:
        """Pages on their side: a section of its own, ended where something stands upright again.

        What ends a paper on its side has no upright page behind it, which would be empty.
        """
        if self._layout is LANDSCAPE:
            self._breaks = True
            return self._within(block, depth)
        before, self._layout = self._layout, LANDSCAPE
        self._breaks = False
        return before.end(self._headers) + self._within(block, depth)

    def _within(self, block: Landscape, depth: int) -> str:
        self._upright = None
        inside = self.blocks(block.blocks, depth)
        self._upright = PORTRAIT
        return inside

    def _stood_up(self) -> str:
        """The end of the pages on their side, where some were before."""
        if self._upright is None:
            return ""
        ended, self._layout, self._upright = self._layout.end(self._headers), self._upright, None
        return ended
