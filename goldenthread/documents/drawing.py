"""Charts and the shapes of ratings as drawings: one SVG for the page, the PDF and the Word file alike.

Bars lie on their side, one above the other, each part in the colour of its
rating with its figure in it; of a part too short for it the figure stands over
the bar. Nothing is said by colour alone: the table beneath says all of it. Where
the last bar is the sum of the others it is drawn as shares, under a line.
"""

import unicodedata
from base64 import b64encode
from collections.abc import Callable
from html import escape

from goldenthread.documents.paper import Chart, ChartRow, Mark
from goldenthread.documents.pictures import measure

WIDTH, BAR, GAP, LABELS, KEY = 720, 26, 18, 150, 44
_FILLS = {
    Mark.BLUE: "#1f3f8f",
    Mark.RED: "#a01b12",
    Mark.AMBER: "#ffc043",
    Mark.GREEN: "#1b8067",
    Mark.REPORTED: "#ffffff",
    Mark.NONE: "#d8d3c8",
}
_ON = {Mark.AMBER: "#0b0c0c", Mark.REPORTED: "#15171b", Mark.NONE: "#15171b"}
_EDGES = {Mark.AMBER: "#8a5a00", Mark.REPORTED: "#15171b", Mark.NONE: "#6f6b63"}
_FONT = "Source Sans Pro, sans-serif"
_LETTER, _SMALL = 8.2, 6.6
"""How broad a figure is, in a bar and over it."""
_INK = "#15171b"


def draw_chart(chart: Chart, text: Callable[[str], str] = str) -> str:
    """The chart as SVG; ``text`` replaces what the fonts do not hold."""
    has_total = chart.rows[-1].is_total if chart.rows else False
    counted = chart.rows[:-1] if has_total else chart.rows
    most = max((sum(row.numbers) for row in counted), default=0) or 1
    drawn = [_key(chart, text)]
    for place, row in enumerate(counted):
        drawn += _bar(chart, row, KEY + place * (BAR + GAP), most, text(row.short or row.label))
    height = KEY + len(counted) * (BAR + GAP)
    if has_total:
        total = chart.rows[-1]
        drawn.append(f'<path d="M0 {height}H{WIDTH}" stroke="#6f6b63" stroke-width="1"/>')
        label = f"{text(total.short or total.label)}, as shares"
        drawn += _bar(chart, total, height + GAP, sum(total.numbers), label)
        height += GAP + BAR + GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">'
        f"{''.join(drawn)}</svg>"
    )


def _bar(chart: Chart, row: ChartRow, top: float, most: int, label: str) -> list[str]:
    """A bar with its label before it and its sum behind it; so many as ``most`` fill the width."""
    scale = (WIDTH - LABELS - 48) / most
    drawn = [_words(LABELS - 10, top + 18, _fitted(label), "#15171b", "end")]
    at, free = float(LABELS), float(LABELS)
    for series, number in zip(chart.series, row.numbers, strict=True):
        width = number * scale
        if number and width < _breadth(number) + 8:
            # The figures over the bar keep apart, in their order, however short the parts are.
            middle = max(at + width / 2, free + _breadth(number, _SMALL) / 2)
            free = middle + _breadth(number, _SMALL) / 2 + 4
            drawn += [_box(at, top, width, BAR, series.mark), _words(middle, top - 3, str(number), _INK, "middle", 12)]
        elif number:
            drawn.append(_part(at, top, width, number, series.mark))
        at += width
    return [*drawn, _words(at + 8, top + 18, str(sum(row.numbers)), "#4b4a46", "start")]


def _key(chart: Chart, text: Callable[[str], str]) -> str:
    drawn, at = [], float(LABELS)
    for series in chart.series:
        word = _fitted(text(series.label))
        drawn += [_box(at, 4, 16, 16, series.mark), _words(at + 22, 17, word, "#15171b", "start")]
        at += 22 + len(word) * _LETTER + 18
    return "".join(drawn)


def _part(at: float, top: float, width: float, number: int, mark: Mark) -> str:
    """A part long enough for its figure."""
    figure = _words(at + width / 2, top + 18, str(number), _ON.get(mark, "#ffffff"), "middle")
    return _box(at, top, width, BAR, mark) + figure


def _breadth(number: int, letter: float = _LETTER) -> float:
    return len(str(number)) * letter


def _box(at: float, top: float, width: float, height: float, mark: Mark) -> str:
    edge = _EDGES.get(mark, "#ffffff")
    return (
        f'<rect x="{at:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{_FILLS[mark]}" stroke="{edge}" stroke-width="1"/>'
    )


def _words(at: float, top: float, words: str, fill: str, anchor: str, size: int = 15) -> str:
    return (
        f'<text x="{at:.1f}" y="{top:.1f}" font-family="{_FONT}" font-size="{size}" fill="{fill}" '
        f'text-anchor="{anchor}">{escape(words)}</text>'
    )


def _fitted(label: str) -> str:
    """A label as it fits beside its bar; the table beneath has all of it.

    Letters that run from right to left are joined in ways that a drawing can not say again, which PDF/UA-1
    forbids: such a label stands in the table alone.
    """
    if any(unicodedata.bidirectional(one) in ("R", "AL") for one in label):
        return ""
    most = int((LABELS - 14) / _LETTER * 1.1)
    return label if len(label) <= most else f"{label[: most - 1]}…"


_TICK = '<path d="M4.4 8.3 7 10.9 11.7 5.4" fill="none" stroke="{}" stroke-width="1.9" stroke-linecap="round"/>'
_SHAPES = {
    Mark.BLUE: '<circle cx="8" cy="8" r="7.4" fill="#1f3f8f"/>' + _TICK.format("#ffffff"),
    Mark.RED: (
        '<path d="M5 .6h6L15.4 5v6L11 15.4H5L.6 11V5Z" fill="#a01b12"/>'
        '<path d="m5.2 5.2 5.6 5.6m0-5.6-5.6 5.6" stroke="#ffffff" stroke-width="1.9" stroke-linecap="round"/>'
    ),
    Mark.AMBER: (
        '<path d="M8 1.1 15.2 14.8H.8Z" fill="#ffc043" stroke="#8a5a00" stroke-width="1.1"/>'
        '<path d="M8 6v3.9m0 2.6v.1" stroke="#0b0c0c" stroke-width="1.9" stroke-linecap="round"/>'
    ),
    Mark.GREEN: '<path d="M.7.7h14.6v14.6H.7Z" fill="#1b8067"/><path d="M5.3 3.8 12.4 8l-7.1 4.2Z" fill="#ffffff"/>',
    Mark.REPORTED: (
        '<circle cx="8" cy="8" r="6.8" fill="#ffffff" stroke="#15171b" stroke-width="1.5" stroke-dasharray="3 2.1"/>'
        + _TICK.format("#15171b")
    ),
}


def draw_mark(mark: Mark) -> str:
    """The shape of a rating as SVG; what has no rating has no shape."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">{_SHAPES[mark]}</svg>'


def framed(content: bytes) -> str:
    """A picture inside an SVG of its size: typst takes files from memory as text alone."""
    size = measure(content)
    data = f"data:{size.media_type};base64,{b64encode(content).decode()}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {size.width} {size.height}" width="{size.width}" height="{size.height}">'
        f'<image width="{size.width}" height="{size.height}" xlink:href="{data}"/></svg>'
    )
