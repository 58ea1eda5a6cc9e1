"""Drawings as pictures that every Word can show: the shapes of ratings, charts, and pictures of the paper.

A drawing is made once, however often it stands in the file.
"""

import io

from docx.document import Document

from goldenthread.documents.drawing import draw_chart, draw_mark
from goldenthread.documents.paper import Chart, Mark, Picture, RatingMark
from goldenthread.documents.pictures import measure
from goldenthread.documents.typesetting.compiling import COMPILE, loaded
from goldenthread.documents.typesetting.fonts import own_family
from goldenthread.documents.word.markup import inline_picture, run

_SOURCE = b'#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image("drawing.svg")'
_SAID = {
    Mark.BLUE: "Blue",
    Mark.RED: "Red",
    Mark.AMBER: "Amber",
    Mark.GREEN: "Green",
    Mark.REPORTED: "Reported complete, not confirmed",
}
SHAPE = {True: 6.5, False: 8.0}
"""How wide a shape is in a dense table and elsewhere, in points."""
_CLEAR_PPI, _CHART_PPI = 288, 216


class Drawings:
    """Puts pictures into a Word file and numbers them."""

    def __init__(self, document: Document) -> None:
        self._part = document.part
        self._relations: dict[object, str] = {}
        self._number = 0

    def mark(self, rating: RatingMark, *, dense: bool = False) -> str:
        """The shape of a rating, and the space between it and its word."""
        if rating.mark is Mark.NONE:
            return ""
        relation = self._relations.get(rating.mark)
        if relation is None:
            relation = self._keep(rating.mark, png_of(draw_mark(rating.mark), _CLEAR_PPI * 4))
        return self._inline(relation, SHAPE[dense], SHAPE[dense], _SAID[rating.mark]) + run(" ")

    def chart(self, chart: Chart, width: float) -> str:
        """A chart as wide as the page."""
        drawn = png_of(draw_chart(chart), _CHART_PPI)
        size = measure(drawn)
        height = width * size.height / size.width
        return self._inline(self._keep(chart, drawn), width, height, chart.description)

    def picture(self, picture: Picture, width: float) -> str:
        """A picture, no wider than the page and no larger than 144 dots an inch show it."""
        return self.image(picture.content, picture.description, width)

    def image(self, content: bytes, description: str, width: float, height: float | None = None) -> str:
        """An image fitted into a width, or to a height."""
        size = measure(content)
        wide = min(width, size.width / 2) if height is None else height * size.width / size.height
        tall = wide * size.height / size.width
        return self._inline(self._keep(content, content), wide, tall, description)

    def _keep(self, what: object, content: bytes) -> str:
        if what not in self._relations:
            self._relations[what] = self._part.get_or_add_image(io.BytesIO(content))[0]
        return self._relations[what]

    def _inline(self, relation: str, width: float, height: float, description: str) -> str:
        self._number += 1
        return inline_picture(relation, self._number, width, height, description)


def png_of(svg: str, ppi: int) -> bytes:
    """A drawing of ours as dots."""
    made: bytes = COMPILE(
        {"main.typ": _SOURCE, "drawing.svg": svg.encode()},
        format="png",
        ppi=ppi,
        font_paths=loaded([own_family()]),
    )
    return made
