"""The text of one Word paragraph or cell: what the paper shows, and nothing of how it came to be.

Tracked deletions are left out and insertions kept; a drop-down list gives the
value that was chosen and not its prompt; a field gives its result and not its
code; footnotes and comments are left out. Words that the paper does not show are left out and counted, and so are
comments and tracked changes.

Source: Office Open XML, part 1, 17.3 (paragraphs and runs), 17.5.2 (content
controls), 17.13.5 (tracked changes), 17.16 (fields).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from goldenthread.intake.document import Mark
from goldenthread.intake.readers.cleaning import clean
from goldenthread.intake.readers.markup import Element, local_name
from goldenthread.intake.readers.word_lists import NO_LIST, Lists
from goldenthread.intake.readers.word_looks import UNKNOWN_GROUND, Look, Looks, is_hidden_drawing, shading
from goldenthread.intake.readers.word_styles import (
    PLAIN,
    ParagraphStyle,
    attribute,
    child_value,
    number,
    outline_level,
)

_LEFT_OUT = frozenset({
    "del", "moveFrom", "delText", "delInstrText", "instrText", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid",
    "rt", "rubyPr", "footnoteReference", "endnoteReference", "annotationRef", "commentReference", "fldData", "ffData",
})  # fmt: skip
_DELETED, _INSERTED = frozenset({"del", "moveFrom"}), frozenset({"ins", "moveTo"})
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SYMBOLS = {
    "F0FC": "✓", "F0FE": "☑", "F0FB": "✗", "F0FD": "☒", "F06F": "☐", "F0A8": "☐", "F052": "☑", "F0B7": "•",
    "F0A7": "•", "F0E0": "→",
}  # fmt: skip
_CELLS_OF_NESTED_ROW = " | "
_DRAWINGS = frozenset({"anchor", "inline", "shape", "rect", "roundrect", "oval", "group"})


@dataclass(frozen=True, slots=True)
class ParagraphShape:
    """What a paragraph is beside its text: style, outline level, list, whether its end was deleted, its colour."""

    style_id: str
    style: ParagraphStyle
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    runs_on: bool = False
    ground: str = ""

    @property
    def level(self) -> int:
        """The heading level: by its own outline level, else by its style."""
        return self.style.level if self.outline is None else outline_level(self.outline)


class WordText:
    """Reads paragraphs and cells in the order of the document, because lists count through it."""

    def __init__(
        self, styles: dict[str, ParagraphStyle], lists: Lists, looks: Looks, comments: dict[str, str] | None = None
    ) -> None:
        self._styles = styles
        self._lists = lists
        self._looks = looks
        self._hidden: list[str] = []
        self._marks: list[tuple[Mark, str]] = []
        self._comments = comments or {}
        self._plain_shape = ParagraphShape("", styles.get("", PLAIN))

    def shape_of(self, paragraph: Element) -> ParagraphShape:
        """What the properties of a paragraph say: its style, its own outline level and list, a deleted end."""
        properties = paragraph[0] if len(paragraph) else None
        if properties is None or local_name(properties) != "pPr":
            return self._plain_shape
        style_id, outline, list_id, list_level, runs_on, ground = "", None, None, None, False, ""
        for child in properties:
            name = local_name(child)
            if name == "pStyle":
                style_id = attribute(child, "val") or ""
            elif name == "outlineLvl":
                outline = number(attribute(child, "val"))
            elif name == "numPr":
                list_id, list_level = child_value(child, "numId"), number(child_value(child, "ilvl"))
            elif name == "rPr":
                runs_on = len(child) > 0 and child.find("{*}del") is not None
            elif name == "shd":
                ground = shading(child)
        style = self._styles.get(style_id, PLAIN)
        return ParagraphShape(style_id, style, outline, list_id, list_level, runs_on, ground)

    def depth_of(self, shape: ParagraphShape) -> int:
        """How deep in lists of bullets a paragraph stands, by its own list, its style's, or the name of its style."""
        own = shape.list_id if shape.list_id is not None else shape.style.list_id
        if own:
            level = shape.list_level if shape.list_id is not None else shape.style.list_level
            if own != NO_LIST and self._lists.is_bullet(own, level, shape.style_id):
                return max(shape.style.bullet, (level or 0) + 1)
            return 0
        return shape.style.bullet

    def take_hidden(self) -> int:
        """How many words the paper did not show since this was last asked."""
        if not self._hidden:
            return 0
        words = len("".join(self._hidden).split())
        self._hidden.clear()
        return words

    def take_marks(self) -> list[tuple[Mark, str]]:
        """The tracked changes and comments met since this was last asked: each comment, the changes by kind."""
        marks, self._marks = self._marks, []
        found: list[tuple[Mark, str]] = [(kind, words) for kind, words in marks if kind is Mark.COMMENT]
        for kind in (Mark.DELETION, Mark.INSERTION):
            words = " ".join("".join(text for one, text in marks if one is kind).split())
            found += [(kind, words)] if words else []
        return found

    def note_deleted(self, element: Element) -> None:
        """Keep the words of a tracked deletion, or of a row that one deletes, and the comments on them."""
        deleted = (part.text or "" for part in element.iterfind(".//{*}*") if local_name(part) in ("delText", "t"))
        self._marks.append((Mark.DELETION, f"{''.join(deleted)} "))
        for reference in element.iterfind(".//{*}commentReference"):
            self._note_comment(reference)

    def _note_comment(self, reference: Element) -> None:
        self._marks.append((Mark.COMMENT, self._comments.get(attribute(reference, "id") or "", "")))

    def _note_left_out(self, name: str, element: Element) -> None:
        if name in _DELETED:
            self.note_deleted(element)
        elif name == "commentReference":
            self._note_comment(element)

    def of_paragraph(self, paragraph: Element, shape: ParagraphShape, ground: str = "") -> str:
        """The text of a paragraph after the number that Word prints before it.

        One whose words are all hidden has none: its number is not printed and does not count. ``ground`` is the
        colour behind the paragraph, blank on a plain page.
        """
        parts: list[str] = []
        before = len(self._hidden)
        self._collect(paragraph, parts, self._looks.of_paragraph(shape.style_id, shape.ground, ground))
        text = "".join(parts)
        if len(self._hidden) > before:
            self._hidden.append(" ")
            if not text.strip():
                return ""
        printed = self._number_before(shape)
        if not printed:
            return clean(text)
        return clean(f"{printed} {text}" if text.strip() else printed.removesuffix("."))

    def is_strong(self, paragraph: Element, shape: ParagraphShape) -> bool:
        """Whether all the words of a paragraph that are shown are bold, by themselves or by its style."""
        has_words = False
        look = self._looks.of_paragraph(shape.style_id, shape.ground, "")
        for run in paragraph.iterfind(".//{*}r"):
            if not any((text.text or "").strip() for text in run.iterfind("{*}t")) or self._looks.are_unseen(run, look):
                continue
            has_words = True
            bold = run.find("{*}rPr/{*}b")
            if not (shape.style.is_strong if bold is None else _is_on(bold)):
                return False
        return has_words

    def of_cell(self, cell: Element, ground: str = UNKNOWN_GROUND) -> str:
        """The lines of a cell: a line for each paragraph, line break and row of a table inside it."""
        return "\n".join(self._lines(cell, ground)).strip("\n")

    def _lines(self, holder: Element, ground: str = UNKNOWN_GROUND) -> Iterator[str]:
        """The lines of what holds paragraphs; a paragraph whose end was deleted runs on into the next."""
        begun = ""
        for block in _blocks(holder):
            if local_name(block) == "tbl":
                yield from self._nested_lines(block)
                continue
            shape = self.shape_of(block)
            begun += self.of_paragraph(block, shape, ground)
            if not shape.runs_on:
                yield begun
                begun = ""
        if begun:
            yield begun

    def _nested_lines(self, table: Element) -> Iterator[str]:
        for row in rows_of(table):
            texts = [self.of_cell(cell) for cell in cells_of(row)]
            if any(text.strip() for text in texts):
                yield _CELLS_OF_NESTED_ROW.join(texts)

    def _number_before(self, shape: ParagraphShape) -> str:
        if shape.list_id is not None:
            return self._lists.next_number(shape.list_id, shape.list_level or 0, shape.style_id)
        if shape.style.list_id:
            return self._lists.next_number(shape.style.list_id, shape.style.list_level, shape.style_id)
        return ""

    def _collect(self, element: Element, parts: list[str], look: Look) -> None:
        for child in element:
            name = local_name(child)
            if name == "t":
                parts.append(child.text or "")
            elif name in _MARKS:
                parts.append(_MARKS[name])
            elif name == "r":
                self._collect_run(child, parts, look)
            elif name in _LEFT_OUT:
                self._note_left_out(name, child)
            else:
                self._collect_other(name, child, parts, look)

    def _collect_run(self, run: Element, parts: list[str], look: Look) -> None:
        """A run whose words are not shown is kept apart; one that is shown ends the hidden word before it."""
        if self._looks.are_unseen(run, look):
            self._collect_hidden(run, look)
            return
        if self._hidden:
            self._hidden.append(" ")
        self._collect(run, parts, look)

    def _collect_hidden(self, element: Element, look: Look) -> None:
        held: list[str] = []
        self._collect(element, held, look)
        self._hidden.extend(held)

    def _collect_other(self, name: str, element: Element, parts: list[str], look: Look) -> None:
        special = _SPECIAL.get(name)
        if name in _INSERTED:
            inserted = "".join(part.text or "" for part in element.iterfind(".//{*}t"))
            self._marks.append((Mark.INSERTION, f"{inserted} "))
        if special is not None:
            parts.append(special(element))
        elif name == "txbxContent":
            parts.extend(f"\n{line}" for line in self._lines(element))
        elif name == "AlternateContent":
            self._collect_choice(element, parts, look)
        elif name in _DRAWINGS and is_hidden_drawing(element):
            self._collect_hidden(element, look)
        elif name != "sdt" or not shows_prompt(element):
            self._collect(element, parts, look)

    def _collect_choice(self, element: Element, parts: list[str], look: Look) -> None:
        """A drawing stands twice, for new and for old programs: the first that holds text is taken."""
        before = len(self._hidden)
        for choice in element:
            found: list[str] = []
            self._collect(choice, found, look)
            if any(found) or len(self._hidden) > before:
                parts.extend(found)
                return


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table that are not deleted, also from inside content controls."""
    return (row for row in _found(table, "tr") if row.find("{*}trPr/{*}del") is None)


def cells_of(row: Element) -> Iterator[Element]:
    """The cells of a row, also from inside content controls."""
    return _found(row, "tc")


def shows_prompt(control: Element) -> bool:
    """Whether a content control shows its prompt ("Choose an item.") because nothing was chosen."""
    return _is_on(control.find("{*}sdtPr/{*}showingPlcHdr"))


def _is_on(element: Element | None) -> bool:
    """Whether a switch is there and not set to off."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off")


def _blocks(holder: Element) -> Iterator[Element]:
    """The paragraphs and tables of a cell or text box in their order."""
    return _found(holder, "p", "tbl")


def _found(holder: Element, *names: str) -> Iterator[Element]:
    """The children with these names, also from inside content controls and custom XML around them."""
    for child in holder:
        name = local_name(child)
        if name in names:
            yield child
        elif name == "sdt":
            content = child.find("{*}sdtContent")
            if content is not None and not shows_prompt(child):
                yield from _found(content, *names)
        elif name in ("customXml", "ins", "moveTo"):
            yield from _found(child, *names)


def _symbol(element: Element) -> str:
    """A character of a symbol font, where it is one that plans use: ticks, crosses, boxes and bullets."""
    code = (attribute(element, "char") or "").upper()
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    point = int(code, 16) if code else 0
    return chr(point) if 0x20 <= point < 0xD800 else ""


def _field_mark(element: Element) -> str:
    """The value of an old form field, which stands in its definition: the chosen entry, or the box."""
    form = element.find("{*}ffData")
    if form is None:
        return ""
    entries = [attribute(entry, "val") or "" for entry in form.iterfind("{*}ddList/{*}listEntry")]
    if entries:
        chosen = number(child_value(form, "ddList", "result") or child_value(form, "ddList", "default")) or 0
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    box = form.find("{*}checkBox")
    if box is None:
        return ""
    state = box.find("{*}checked")
    return "☒" if _is_on(box.find("{*}default") if state is None else state) else "☐"


_SPECIAL: dict[str, Callable[[Element], str]] = {"sym": _symbol, "fldChar": _field_mark}
