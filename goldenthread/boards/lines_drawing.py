"""The picture of who reports to whom, as SVG in the page: every word escaped, colours and sizes by class alone.

It is drawn twice, for wide pages and for narrow ones, and the style sheet
shows one; the list beneath says the same in words.

Source: WCAG 2.2, success criteria 1.1.1 (a picture has its text) and 1.4.10 (nothing is lost at 320 pixels).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from goldenthread.boards.lines_layout import HEAD, LEADING, PADDING, Box, Drawn, Layout, Node, in_a_column, in_rows
from goldenthread.boards.queries.reporting_lines import LineShown
from goldenthread.design.words import counted

MOST_BODIES, MOST_LINES = 40, 120
SLIM, TALL = 480, 840
TITLE = "Who reports to whom"


@dataclass(frozen=True, slots=True)
class Picture:
    """Both drawings of the same lines.

    ``is_slim`` says that the wide one leaves room for the words beside it, ``is_tall`` that the narrow one is too
    tall for a printed page, where the wide one then stands.
    """

    wide: SafeString
    narrow: SafeString
    is_slim: bool
    is_tall: bool


def picture_of(lines: Sequence[LineShown]) -> Picture | None:
    """The picture of these lines; none where there are none, or more than a picture can hold."""
    nodes = {end.pk: Node(end.pk, end.name, end.kind, end.is_board) for line in lines for end in (line.body, line.to)}
    if not lines or len(nodes) > MOST_BODIES or len(lines) > MOST_LINES:
        return None
    ordered = sorted(nodes.values(), key=lambda node: (node.name, node.pk))
    pairs = [(line.body.pk, line.to.pk) for line in lines]
    said = f"{counted(len(nodes), 'body,bodies')}, {counted(len(lines), 'line')}. Each is told in words beneath."
    wide, narrow = in_rows(ordered, pairs), in_a_column(ordered, pairs)
    return Picture(
        _svg(wide, "wide-lines", said),
        _svg(narrow, "narrow-lines", said),
        is_slim=wide.width <= SLIM,
        is_tall=narrow.height > TALL,
    )


def _svg(layout: Layout, name: str, said: str) -> SafeString:
    width, height = round(layout.width), round(layout.height)
    parts = [
        f'<svg class="lines {name}" role="img" aria-labelledby="{name}-title" aria-describedby="{name}-words"'
        f' viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        f'<title id="{name}-title">{escape(TITLE)}</title><desc id="{name}-words">{escape(said)}</desc>',
        *(_line(line) for line in layout.lines),
        *(_box(box) for box in layout.boxes),
        "</svg>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 - every word is escaped


def _line(line: Drawn) -> str:
    points = " ".join(f"{x:g},{y:g}" for x, y in line.points)
    x, y = line.points[-1]
    head = [(x, y), (x - 9, y - 5), (x - 9, y + 5)] if line.is_sideways else [(x, y), (x - 5, y + 9), (x + 5, y + 9)]
    corners = " ".join(f"{right:g},{down:g}" for right, down in head)
    return f'<polyline points="{points}"/><polygon points="{corners}"/>'


def _box(box: Box) -> str:
    left, top = box.x + PADDING + 2, box.y + PADDING + 12
    rows = "".join(
        f'<tspan x="{left:g}" y="{top + HEAD + LEADING * number + 2:g}">{escape(text)}</tspan>'
        for number, text in enumerate(box.lines)
    )
    kind = "board" if box.node.is_board else "body"
    return (
        f'<g class="{kind}"><rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}"/>'
        f'<text class="kind" x="{left:g}" y="{top:g}">{escape(box.node.kind)}</text><text>{rows}</text></g>'
    )
