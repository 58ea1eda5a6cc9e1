"""Charts drawn here, as SVG of the page itself: columns by colour, a run of figures, end dates on a line of time.

No chart stands alone: the page prints the same figures as a table beneath, and
screens too narrow for a chart show that table only. A colour always comes with
its shape or its figure. Pure functions: values in, marked-up text out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from statistics import median

from django.utils.safestring import SafeString, mark_safe

from goldenthread.kernel.dates import add_months

_LEFT, _TOP, _HEIGHT, _COLUMN = 44, 18, 180, 84
_ROW, _LABELS, _WIDE, _AXIS = 22, 96, 940, 24
_FURTHEST = timedelta(days=3652)
ENOUGH_FOR_A_MEDIAN = 6
"""A run of fewer figures has no middle worth drawing."""


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one colour, one for each label of the chart."""

    colour: str
    word: str
    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class EndMark:
    """One action on a line of time: the end it first had, the one it has, its colour, and whether it is still owed."""

    label: str
    first: date | None
    ends: date | None
    colour: str
    is_owed: bool = True


def stacked_columns(labels: Sequence[str], series: Sequence[Series], *, title: str) -> SafeString:
    """A column for each label, its figures one on the other in the order given, the first at the foot."""
    most = max((sum(one.values[place] for one in series) for place in range(len(labels))), default=0) or 1
    drawn = [_grid(most, len(labels))]
    for place, label in enumerate(labels):
        left, foot = _LEFT + place * _COLUMN + 14, float(_TOP + _HEIGHT)
        for one in series:
            value = one.values[place]
            if not value:
                continue
            high = value * _HEIGHT / most
            foot -= high
            drawn.append(_segment(one.colour, left, foot, high, value))
        drawn.append(_under(left + 28, label))
    return _chart("".join(drawn), _LEFT + len(labels) * _COLUMN, _TOP + _HEIGHT + 30, title)


def run_chart(
    labels: Sequence[str], values: Sequence[float], *, title: str, unit: str = "", up_to: float = 0
) -> SafeString:
    """A figure over time as points on a line, each with its value; from six figures on with their median, dashed.

    The line starts at nought and reaches up to ``up_to``, or to the highest figure where that is more.
    """
    most = max([*values, up_to or 1])
    points = [
        (_LEFT + place * _COLUMN + 42, _TOP + _HEIGHT - value * _HEIGHT / most) for place, value in enumerate(values)
    ]
    drawn = [_grid(most, len(labels), unit)]
    if len(values) >= ENOUGH_FOR_A_MEDIAN:
        middle = _TOP + _HEIGHT - median(values) * _HEIGHT / most
        drawn.append(f'<path class="middle" d="M{_LEFT} {middle:.1f}H{_LEFT + len(labels) * _COLUMN}"/>')
    drawn.append(f'<polyline class="run" points="{" ".join(f"{x},{y:.1f}" for x, y in points)}"/>')
    for (x, y), value, label in zip(points, values, labels, strict=True):
        drawn.append(f'<circle class="point" cx="{x}" cy="{y:.1f}" r="4.5"/>')
        drawn.append(f'<text class="value" x="{x}" y="{y - 9:.1f}">{_figure(value)}{escape(unit)}</text>')
        drawn.append(_under(x, label))
    return _chart("".join(drawn), _LEFT + len(labels) * _COLUMN, _TOP + _HEIGHT + 30, title)


def end_dates(marks: Sequence[EndMark], *, start: date, end: date, on: date, title: str) -> SafeString:
    """A row for each action between two days: a hollow mark where it was first due, its shape where it ends now.

    An end that was moved is joined to the first one; one that had passed while something was owed is joined to the
    day of the position by dashes.
    """
    height = _AXIS + len(marks) * _ROW + 6
    drawn = [_months(start, end, height)]
    here = _x(on, start, end)
    drawn.append(f'<path class="today" d="M{here:.1f} {_AXIS - 6}V{height}"/>')
    for place, mark in enumerate(marks):
        middle = _AXIS + place * _ROW + _ROW / 2
        drawn.append(_end_row(mark, middle, start, end, on))
    return _chart("".join(drawn), _LABELS + _WIDE + 30, height, title)


def _end_row(mark: EndMark, middle: float, start: date, end: date, on: date) -> str:
    label = mark.label if len(mark.label) <= 12 else f"{mark.label[:11]}…"
    drawn = f'<path class="row" d="M0 {middle + _ROW / 2:.1f}H{_LABELS + _WIDE + 30}"/>'
    drawn += f'<text class="label" x="0" y="{middle + 4:.1f}">{escape(label)}</text>'
    if mark.ends is None:
        return f'{drawn}<text class="soft" x="{_LABELS}" y="{middle + 4:.1f}">no date that can be read</text>'
    x = _x(mark.ends, start, end)
    if mark.is_owed and mark.ends < on:
        drawn += f'<path class="overdue" d="M{x:.1f} {middle:.1f}H{_x(on, start, end):.1f}"/>'
    if mark.first and mark.first != mark.ends:
        first = _x(mark.first, start, end)
        drawn += f'<path class="moved" d="M{first:.1f} {middle:.1f}H{x:.1f}"/>'
        drawn += f'<path class="first" d="M{first:.1f} {middle - 5.5:.1f}l5.5 5.5-5.5 5.5-5.5-5.5Z"/>'
    return f'{drawn}<g class="{mark.colour}">{_shape(mark.colour, x - 7, middle - 7, 14)}</g>'


def _segment(colour: str, left: float, top: float, high: float, value: int) -> str:
    """One figure of a column: its shape and the figure where there is room; the table beneath has them all."""
    drawn = f'<rect x="{left}" y="{top:.1f}" width="56" height="{high:.1f}"/>'
    if high >= 16:
        middle = top + high / 2
        drawn += _shape(colour, left + 7, middle - 6, 12)
        drawn += f'<text class="within" x="{left + 26}" y="{middle + 4.5:.1f}">{value:,}</text>'
    return f'<g class="column {colour}">{drawn}</g>'


def _shape(colour: str, left: float, top: float, size: int) -> str:
    return f'<use href="#shape-{colour}" x="{left:.1f}" y="{top:.1f}" width="{size}" height="{size}"/>'


def _grid(most: float, columns: int, unit: str = "") -> str:
    """Lines at nought, the half and the most, with their figures."""
    right, drawn = _LEFT + columns * _COLUMN, ""
    for share in (0, 0.5, 1):
        y = _TOP + _HEIGHT - share * _HEIGHT
        drawn += f'<path class="grid" d="M{_LEFT} {y:.1f}H{right}"/>'
        drawn += f'<text class="scale" x="{_LEFT - 8}" y="{y + 4:.1f}">{_figure(most * share)}{escape(unit)}</text>'
    return drawn


def _under(x: float, label: str) -> str:
    return f'<text class="under" x="{x:.1f}" y="{_TOP + _HEIGHT + 20}">{escape(label)}</text>'


def _figure(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def _x(day: date, start: date, end: date) -> float:
    """Where a day stands; days beyond the ends of the line stand at its ends."""
    share = (min(max(day, start), end) - start).days / max((end - start).days, 1)
    return _LABELS + share * _WIDE


def _months(start: date, end: date, height: float) -> str:
    """The line of time: a mark every quarter, every year where it is longer than four, with the month in words."""
    months = (end.year - start.year) * 12 + end.month - start.month
    step = 3 if months <= 24 else 6 if months <= 48 else 12 * (1 + months // 144)
    day, drawn = start.replace(day=1), ""
    while day.month % min(step, 12) != 1 % min(step, 12):
        day = add_months(day, 1)
    while day <= end:
        if day >= start:
            x = _x(day, start, end)
            words = f"{day:%b %Y}"
            drawn += f'<path class="grid" d="M{x:.1f} {_AXIS - 6}V{height}"/>'
            drawn += f'<text class="under" x="{x:.1f}" y="12">{words}</text>'
        day = add_months(day, step)
    return drawn


def span_of(days: Sequence[date], *, around: date) -> tuple[date, date]:
    """The line of time that holds some days and the day of the position, with a month to spare on either side.

    A day further off than ten years (a slip of the pen) stands at the end of the line and does not stretch it.
    """
    first, last = around - _FURTHEST, around + _FURTHEST
    near = [min(max(day, first), last) for day in (*days, around)]
    return min(near) - timedelta(days=31), max(near) + timedelta(days=31)


def _chart(inner: str, width: float, height: float, title: str) -> SafeString:
    """The whole drawing; what it shows is said once, and the table beneath is what is read."""
    size = f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
    return mark_safe(  # noqa: S308 - every word within is escaped above
        f'<svg class="chart" {size} role="img" aria-label="{escape(title)}">{inner}</svg>'
    )
