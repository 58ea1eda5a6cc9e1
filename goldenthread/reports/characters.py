"""Characters of a report that no font holds, where they stand, and what the PDF prints in their place.

Pure. A strange character never stops a document; so the author is told on the page of the report, and says once more
when it is issued that it may go out like this.

Source: PDF/UA-1 (ISO 14289-1), 7.21, which wants a shape for every character; that the author is told is our own.
"""

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from goldenthread.documents.paper import Appendix, Block
from goldenthread.documents.typesetting.unheld import unheld
from goldenthread.reports.building import Built
from goldenthread.reports.passages import to_go_out

MOST_TOLD = 5
_BETWEEN = frozenset("\t\n")
"""What stands between the cells of a table as the checks read it, and is not printed."""


@dataclass(frozen=True, slots=True)
class Unprintable:
    """What no font holds in one place: the characters with what is printed for each; ``section`` is the key of one."""

    place: str
    instead: dict[str, str]
    section: int | None = None

    @property
    def sentence(self) -> str:
        """Which characters they are, where, and what becomes of them."""
        told = [f"{_named(one)}, {_becomes(by)}" for one, by in list(self.instead.items())[:MOST_TOLD]]
        more = len(self.instead) - len(told)
        rest = f"; and {more} more" if more > 0 else ""
        return f"No font here has these characters in {self.place}: {'; '.join(told)}{rest}."


def unprintable(built: Built) -> list[Unprintable]:
    """Every place of a report that holds characters without a shape, in the order of the paper."""
    found = unheld(passage.text for passage in to_go_out(built.paper))
    every = {one: by for one, by in found.items() if one not in _BETWEEN}
    if not every:
        return []
    return [one for one in _places(built, every) if one.instead]


def characters_in(found: Sequence[Unprintable]) -> frozenset[str]:
    """All of the characters, wherever they stand."""
    return frozenset(one for place in found for one in place.instead)


def _places(built: Built, every: dict[str, str]) -> Iterator[Unprintable]:
    paper = built.paper
    head = replace(paper, blocks=())
    yield Unprintable("the head of the report", _of([passage.text for passage in to_go_out(head)], every))
    bare = replace(head, title="", header=())

    def texts(blocks: tuple[Block, ...]) -> list[str]:
        return [passage.text for passage in to_go_out(replace(bare, blocks=blocks))]

    for section in built.sections:
        name = f"“{section.heading}”" if section.heading else "a section without a heading"
        yield Unprintable(name, _of([section.heading, *texts(section.blocks)], every), section.values.key)
    for block in paper.blocks:
        if isinstance(block, Appendix):
            yield Unprintable(f"appendix {block.number}", _of([block.title, *texts((block,))], every))


def _of(texts: Sequence[str], every: dict[str, str]) -> dict[str, str]:
    here = set().union(*texts)
    return {one: by for one, by in every.items() if one in here}


def _named(character: str) -> str:
    """``ก (thai character ko kai)``; by its number where it has no name, which then has no shape on a page either."""
    name = unicodedata.name(character, "")
    return f"{character} ({name.lower()})" if name else f"U+{ord(character):04X}"


def _becomes(instead: str) -> str:
    return f"printed as {instead} in the PDF" if instead else "left out of the PDF"


def as_codes(characters: Collection[str]) -> str:
    """Characters as numbers, as a form carries them: ``0E01 E000``."""
    return " ".join(f"{ord(one):04X}" for one in sorted(characters))


def from_codes(codes: str) -> frozenset[str]:
    """The characters of such numbers; what is none is left out."""
    found = set()
    for one in codes.split():
        try:
            found.add(chr(int(one, 16)))
        except (ValueError, OverflowError):
            continue
    return frozenset(found)
