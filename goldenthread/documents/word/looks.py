"""The styles of a Word file: Word's own names, so that its navigation, contents and accessibility checker know them.

Arial, because every officer has it: a font that is missing on their machine
would be replaced by a worse one, and the pages would break elsewhere.
"""

from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from goldenthread.documents.word.markup import INK, SOFT, WRONG

FONT = "Arial"
HEADINGS = {1: (22, 6, 10), 2: (15, 18, 6), 3: (12.5, 14, 5), 4: (11, 12, 4), 5: (10.5, 10, 4)}
"""Size, space before and space after of each level, in points."""
TABLE, DENSE, KIND, MARK, FACT, CAPTION, HEAD = (
    "PaperTable", "PaperDense", "PaperKind", "PaperMark", "PaperFact", "Caption", "PaperHead",
)  # fmt: skip
_OWN = {
    TABLE: ("Paper Table", 9.5, INK, 0),
    DENSE: ("Paper Dense Table", 7.5, INK, 0),
    KIND: ("Paper Kind", 10.5, SOFT, 4),
    MARK: ("Paper Mark", 10.5, WRONG, 8),
    FACT: ("Paper Fact", 10, INK, 2),
    HEAD: ("Paper Head", 8, SOFT, 0),
}


def dress(document: Document, language: str) -> None:
    """Set the styles, and the language of every text."""
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
    _style(document.styles["Normal"], 10.5, INK, before=0, after=6)
    for level, (size, before, after) in HEADINGS.items():
        style = document.styles[f"Heading {level}"]
        _style(style, size, INK, before=before, after=after, bold=True)
        style.paragraph_format.keep_with_next = True
    _style(document.styles["Caption"], 10, INK, before=10, after=4, bold=True)
    document.styles["Caption"].paragraph_format.keep_with_next = True
    for name in ("List Bullet", "List Number", "List Paragraph"):
        _style(document.styles[name], 10.5, INK, before=0, after=2)
    for key, (name, size, colour, after) in _OWN.items():
        style = document.styles.add_style(name, 1)
        style.element.set(qn("w:styleId"), key)
        style.base_style = document.styles["Normal"]
        _style(style, size, colour, before=0, after=after, bold=key == MARK)


def _style(style: Any, size: float, colour: str, *, before: float, after: float, bold: bool = False) -> None:
    properties = style.element.get_or_add_rPr()
    for name in ("w:rFonts", "w:spacing", "w:kern"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    style.font.name = FONT
    fonts = properties.find(qn("w:rFonts"))
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(script), FONT)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.1
