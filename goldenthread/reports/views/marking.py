"""Claims marked in the words of a paragraph: drawn by the paper's own page, with a mark around each claim.

A mark is a token that no author can have typed, since it is drawn by lot for each page; once the block has been drawn
and every text in it escaped, the tokens become markup. So there is one drawing of a paper, and none beside it.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from goldenthread.design.marks import shape
from goldenthread.documents.page import draw_blocks
from goldenthread.documents.paper import Block, Item, Items, Paragraph, Runs, printed
from goldenthread.reports.markdown import Typed

SHAPES = {"yes": "yes", "no": "no", "unsure": "ask"}
SAID = {"yes": "confirmed", "no": "contradicted", "unsure": "cannot be checked"}


@dataclass(slots=True)
class Mark:
    """A claim to mark: its number, how it stands, the words that were typed around it and where it is in them."""

    number: int
    kind: str
    typed: Typed
    start: int
    end: int
    is_placed: bool = field(default=False)

    @property
    def text(self) -> str:
        """The words of the claim."""
        return self.typed.text[self.start : self.end]


def draw_marked(block: Block, marks: Sequence[Mark]) -> tuple[SafeString, list[Mark]]:
    """A block as it is drawn on a page, with the claims that stand in it marked; and which those are."""
    if not isinstance(block, (Paragraph, Items)):
        return draw_blocks((block,)), []
    pen = _Pen([one for one in marks if not one.is_placed], block.number if isinstance(block, Paragraph) else None)
    drawn = draw_blocks((pen.block(block),))
    return pen.finished(drawn), pen.placed


class _Pen:
    """Puts tokens around the claims of one block, and turns them into markup when it has been drawn."""

    def __init__(self, marks: list[Mark], number: int | None) -> None:
        self.open_to = [one for one in marks if one.typed.number in (None, number)]
        self.placed: list[Mark] = []
        self.lot = f"mark{secrets.token_hex(12)}"

    def block(self, block: Paragraph | Items) -> Block:
        """The block with tokens in its words and in those of its lists."""
        if isinstance(block, Items):
            return self._items(block)
        return replace(block, words=self._runs(block.words), lists=tuple(self._items(one) for one in block.lists))

    def _items(self, items: Items) -> Items:
        return replace(items, items=tuple(self._item(one) for one in items.items))

    def _item(self, item: Item) -> Item:
        return Item(self._runs(item.words), self._items(item.within) if item.within else None)

    def _runs(self, runs: Runs) -> Runs:
        text = printed(runs)
        spans = [(at, at + len(mark.text), mark) for mark in self.open_to if (at := _place(text, mark)) is not None]
        if not spans:
            return runs
        for _, _, mark in spans:
            mark.is_placed = True
            self.placed.append(mark)
            self.open_to.remove(mark)
        found, begins = [], 0
        for run in runs:
            ends = begins + len(run.printed)
            if run.printed == run.text:
                run = replace(run, text=self._with_tokens(run.text, begins, spans))
            found.append(run)
            begins = ends
        return tuple(found)

    def _with_tokens(self, text: str, begins: int, spans: Sequence[tuple[int, int, Mark]]) -> str:
        """One run with the beginnings and ends of claims in it; a claim over several runs is marked in each."""
        ends = begins + len(text)
        inserts = []
        for start, end, mark in spans:
            if start < ends and end > begins:
                last = "z" if end <= ends else "y"
                inserts.append((max(start, begins) - begins, 1, f"{self.lot}a{mark.number}{mark.kind}{self.lot}"))
                inserts.append((min(end, ends) - begins, 0, f"{self.lot}{last}{mark.number}{mark.kind}{self.lot}"))
        for at, _, token in sorted(inserts, reverse=True):
            text = text[:at] + token + text[at:]
        return text

    def finished(self, drawn: str) -> SafeString:
        """The drawn block with the tokens as markup."""
        pattern = re.compile(f"{self.lot}([ayz])([0-9]+)({'|'.join(SHAPES)}){self.lot}")
        return mark_safe(pattern.sub(_markup, drawn))  # noqa: S308 - every text was escaped when it was drawn


def _place(text: str, mark: Mark) -> int | None:
    """Where a claim stands in a line that was printed; none where it stands in another."""
    if mark.typed.text in text:
        return text.find(mark.typed.text) + mark.start
    # A sentence that is a fact stands between what was typed, so that only the claim itself is found again.
    at = text.find(mark.text)
    return at if at >= 0 and mark.typed.text[:20] in text else None


def _markup(found: re.Match[str]) -> str:
    side, number, kind = found[1], found[2], found[3]
    if side == "a":
        return f'<span class="claim {kind}">'
    if side == "y":
        return "</span>"
    return format_html(
        '<sup aria-hidden="true">{}{}</sup></span><span class="vh"> (claim {}, {})</span>',
        shape(SHAPES[kind], "icon"), number, number, SAID[kind],
    )  # fmt: skip
