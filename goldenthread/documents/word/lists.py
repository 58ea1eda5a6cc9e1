"""The numberings of a Word file: numbered paragraphs, numbered lists and lists with dots.

Numbers are Word's own, so that a paragraph put in between moves the others; each
numbering begins where its paper says.
"""

from docx.document import Document
from docx.oxml import parse_xml

from goldenthread.documents.word.markup import NAMESPACES

_DOTS, _NUMBERS, _PARAGRAPHS = 90, 91, 92
_FIRST_OWN = 100
HANG = 480
"""How far a number or dot stands before its words, in twentieths of a point."""


class Numbering:
    """Gives each list a numbering of its own."""

    def __init__(self, document: Document) -> None:
        self._part = document.part.numbering_part.element
        self._next = _FIRST_OWN
        first = next((child for child in self._part if child.tag.endswith("}num")), None)
        for definition in (_levels(_DOTS, "bullet"), _levels(_NUMBERS, "decimal"), _paragraphs()):
            element = parse_xml(definition)
            if first is None:
                self._part.append(element)
            else:
                first.addprevious(element)

    def dots(self) -> int:
        """A list with dots."""
        return self._new(_DOTS, None)

    def numbers(self) -> int:
        """A numbered list, from 1."""
        return self._new(_NUMBERS, 1)

    def paragraphs(self, first: int) -> int:
        """Numbered paragraphs, from the number printed before the first."""
        return self._new(_PARAGRAPHS, first)

    def _new(self, of: int, start: int | None) -> int:
        number, self._next = self._next, self._next + 1
        override = (
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start is not None else ""
        )
        self._part.append(
            parse_xml(f'<w:num {NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="{of}"/>{override}</w:num>')
        )
        return number


def _levels(number: int, kind: str) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{"•" if kind == "bullet" else f"%{level + 1}."}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{(level + 2) * HANG - 240}" w:hanging="280"/></w:pPr></w:lvl>'
        for level in range(9)
    )
    return (
        f'<w:abstractNum {NAMESPACES} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )


def _paragraphs() -> str:
    return (
        f'<w:abstractNum {NAMESPACES} w:abstractNumId="{_PARAGRAPHS}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{HANG}" w:hanging="{HANG}"/></w:pPr></w:lvl></w:abstractNum>'
    )
