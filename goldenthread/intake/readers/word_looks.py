"""Words that a Word file holds and its paper does not show: hidden, in the colour behind them, or too small to read.

Such words are notes, answers or names that nobody is meant to read, and black on black is how many strike words out:
they must never become text of ours. How words look is said by the run, its style, the paragraph's style and the
defaults of the file. Where the colour behind words is not known (a table with a style of its own, a drawing) they
count as shown. A style of characters that hides within a style of paragraphs that hides shows its words in some
programs; here they stay hidden.

Source: Office Open XML, part 1, 17.3.2.6 (colour), 17.3.2.15 (highlight), 17.3.2.32 (shading), 17.3.2.38 (size),
17.3.2.41 (hidden text), 17.7 (styles), 20.4.2.5 (hidden drawings).
"""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import TypeVar

from goldenthread.intake.readers.colours import hex_digits
from goldenthread.intake.readers.markup import Element, local_name
from goldenthread.intake.readers.word_styles import attribute, child_value, number

UNKNOWN_GROUND = "unknown"
_PAGE = "FFFFFF"
_LARGEST_UNREADABLE = 4
"""Two points, in the half points in which sizes are written."""
_ALIKE = 8
"""Colours that differ by no more than this, of 255, in any of their parts are one to the eye."""
_MOST_KEPT = 4096
_MOST_PROPERTIES = 2
"""A run begins with its properties; one of a formula has two of them."""
_COUNTING = frozenset({"vanish", "color", "sz", "highlight", "shd", "rStyle"})
Found = TypeVar("Found")
_OFF = ("0", "false", "off")
_HIGHLIGHTS = {
    "black": "000000", "white": "FFFFFF", "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF",
    "blue": "0000FF", "red": "FF0000", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """What is said of how words look; None and ``""`` where nothing is said. An automatic colour is ``auto``."""

    hides: bool | None = None
    colour: str = ""
    size: int | None = None
    ground: str = ""

    def over(self, below: "Look") -> "Look":
        """This look where it says something, and the one below it elsewhere."""
        return Look(
            below.hides if self.hides is None else self.hides,
            self.colour or below.colour,
            below.size if self.size is None else self.size,
            self.ground or below.ground,
        )

    @property
    def is_unseen(self) -> bool:
        """Whether words of this look cannot be read on the paper."""
        if self.hides or (self.size is not None and self.size <= _LARGEST_UNREADABLE):
            return True
        return bool(self.colour) and _are_alike(self.colour, self.ground or _PAGE)


PLAIN_LOOK = Look()


class Looks:
    """The looks of a file's styles by their id; that of paragraphs that name no style stands under ``""``."""

    def __init__(self) -> None:
        self._written: dict[str, tuple[str, Look]] = {}
        self._resolved: dict[str, Look] = {}
        self._defaults = PLAIN_LOOK
        self._default_id = ""
        self._paragraphs: dict[Hashable, Look] = {}
        self._unseen: dict[Hashable, bool] = {}
        self._shaded_tables: set[str] = set()
        self._tables_above: dict[str, str] = {}

    def take(self, style: Element) -> None:
        """Remember what a style, or the defaults of the file, say."""
        if local_name(style) == "rPrDefault":
            self._defaults = _look_of(style.find("{*}rPr"))
            return
        kind, style_id = attribute(style, "type"), attribute(style, "styleId") or ""
        if kind == "table":
            self._tables_above[style_id] = child_value(style, "basedOn") or ""
            if style.find(".//{*}shd") is not None:
                self._shaded_tables.add(style_id)
        if kind not in ("paragraph", "character"):
            return
        look = _look_of(style.find("{*}rPr"))
        behind = shading(style.find("{*}pPr/{*}shd"))
        self._written[style_id] = (child_value(style, "basedOn") or "", replace(look, ground=look.ground or behind))
        if kind == "paragraph" and attribute(style, "default") in ("1", "true", "on"):
            self._default_id = style_id

    def of_paragraph(self, style_id: str, own_ground: str, ground: str) -> Look:
        """How words of a paragraph look that say nothing of themselves, on its own colour or on the one behind it."""
        asked = (style_id, own_ground, ground)
        known = self._paragraphs.get(asked)
        if known is None:
            look = self._of_style(style_id or self._default_id).over(self._defaults)
            known = replace(look, ground=own_ground or look.ground or ground)
            _keep(self._paragraphs, asked, known)
        return known

    def ground_of_table(self, style_id: str) -> str:
        """The colour behind the cells of a table that have none of their own: unknown where its style colours any."""
        seen = set[str]()
        while style_id and style_id not in seen:
            if style_id in self._shaded_tables:
                return UNKNOWN_GROUND
            seen.add(style_id)
            style_id = self._tables_above.get(style_id, "")
        return ""

    def are_unseen(self, run: Element, around: Look) -> bool:
        """Whether the paper does not show the words of a run in a paragraph of this look.

        A file has thousands of runs and few manners of writing them, so what was found of one holds for all like it.
        """
        said = [
            (child.tag, *child.items())
            for properties in run[:_MOST_PROPERTIES]
            if local_name(properties) == "rPr"
            for child in properties
            if local_name(child) in _COUNTING
        ]
        asked = (around, *said)
        known = self._unseen.get(asked)
        if known is None:
            known = self._find_unseen(run, around)
            _keep(self._unseen, asked, known)
        return known

    def _find_unseen(self, run: Element, around: Look) -> bool:
        own, style_id = PLAIN_LOOK, ""
        for child in run[:_MOST_PROPERTIES]:
            if local_name(child) != "rPr":
                continue
            own = _look_of(child).over(own)
            style_id = child_value(child, "rStyle") or style_id
        if own is PLAIN_LOOK and not style_id:
            return around.is_unseen
        of_style = self._of_style(style_id)
        below = replace(of_style.over(around), hides=of_style.hides or around.hides)
        return own.over(below).is_unseen

    def _of_style(self, style_id: str) -> Look:
        """The look of a style with what it inherits; one that inherits from itself stops where it meets itself."""
        known = self._resolved.get(style_id)
        if known is not None:
            return known
        look, seen, at = PLAIN_LOOK, set[str](), style_id
        while at in self._written and at not in seen:
            seen.add(at)
            at, below = self._written[at]
            look = look.over(below)
        self._resolved[style_id] = look
        return look


def _keep(found: dict[Hashable, Found], asked: Hashable, answer: Found) -> None:
    """Keep an answer; a file that is made to ask for ever more is not given ever more memory."""
    if len(found) >= _MOST_KEPT:
        found.clear()
    found[asked] = answer


def is_hidden_drawing(drawing: Element) -> bool:
    """Whether a drawing was switched off, so that the words in it are not shown, in new files and in old ones."""
    named = drawing.find("{*}docPr")
    if named is not None:
        return named.get("hidden") in ("1", "true", "on")
    return "visibility:hidden" in (drawing.get("style") or "").replace(" ", "").lower()


def has_own_page_colour(element: Element) -> bool:
    """Whether the pages of the file have a colour, so that white words on them can be read."""
    return element.getroottree().getroot().find("{*}background") is not None


def shading(element: Element | None) -> str:
    """The colour behind words or a cell: the fill, or the colour of a pattern that covers it wholly."""
    if element is None:
        return ""
    solid = attribute(element, "val") == "solid"
    return hex_digits(attribute(element, "color" if solid else "fill") or "")


def _look_of(properties: Element | None) -> Look:
    """What the properties of a run or a style say; ``PLAIN_LOOK`` itself where they say nothing that counts here."""
    hides, colour, size, ground = None, "", None, ""
    for child in () if properties is None else properties:
        name = local_name(child)
        if name == "vanish":
            hides = attribute(child, "val") not in _OFF
        elif name == "color":
            colour = hex_digits(attribute(child, "val") or "") or "auto"
        elif name == "sz":
            size = number(attribute(child, "val"))
        elif name == "highlight":
            ground = _HIGHLIGHTS.get(attribute(child, "val") or "", ground)
        elif name == "shd":
            ground = ground or shading(child)
    if hides is None and not colour and size is None and not ground:
        return PLAIN_LOOK
    return Look(hides, colour, size, ground)


def _are_alike(colour: str, ground: str) -> bool:
    if len(colour) != 6 or len(ground) != 6:
        return False
    return all(abs(int(colour[at : at + 2], 16) - int(ground[at : at + 2], 16)) <= _ALIKE for at in (0, 2, 4))
