"""The pages of a Word file: their size, their margins, and which heads and feet they have."""

from dataclasses import dataclass

_SHORT, _LONG = 11906, 16838
"""A4, in twentieths of a point."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Pages that stand upright or lie on their side."""

    lies: bool
    margin: int

    @property
    def width(self) -> int:
        """The width of the text, in twentieths of a point."""
        return (_LONG if self.lies else _SHORT) - 2 * self.margin

    def properties(self, headers: dict[bool, str]) -> str:
        """The properties of a section of such pages."""
        size = (
            f'<w:pgSz w:w="{_LONG}" w:h="{_SHORT}" w:orient="landscape"/>'
            if self.lies
            else f'<w:pgSz w:w="{_SHORT}" w:h="{_LONG}"/>'
        )
        return (
            f'<w:sectPr>{headers[self.lies]}<w:type w:val="nextPage"/>{size}'
            f'<w:pgMar w:top="1200" w:right="{self.margin}" w:bottom="1100" w:left="{self.margin}" '
            'w:header="560" w:footer="480" w:gutter="0"/></w:sectPr>'
        )

    def end(self, headers: dict[bool, str]) -> str:
        """The end of a section of such pages: an empty paragraph that nobody sees."""
        small = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        return f"<w:p><w:pPr>{small}{self.properties(headers)}</w:pPr></w:p>"


PORTRAIT, LANDSCAPE = Layout(False, 1360), Layout(True, 800)
