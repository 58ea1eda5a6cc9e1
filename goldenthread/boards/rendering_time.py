"""Rows of the pages over time: an action's marks from round to round, and its end dates beneath their drawing."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from goldenthread.boards.queries.over_rounds import Way
from goldenthread.boards.queries.timeline import DatedRow
from goldenthread.boards.rendering import shortened
from goldenthread.design.marks import shape
from goldenthread.plan.states import Colour


def draw_ways(ways: Iterable[Way], *, base: str) -> SafeString:
    """A row for each action: its ref, its words, a mark for each round, and which way it went last."""
    return mark_safe("".join([_way(one, base) for one in ways]))  # noqa: S308 - every word is escaped below


def draw_dated(rows: Iterable[DatedRow]) -> SafeString:
    """A row for each action: when it was first due, when it ends now, and by how much that moved."""
    return mark_safe("".join([_dated(row) for row in rows]))  # noqa: S308 - every word is escaped below


def _way(one: Way, base: str) -> str:
    cells = "".join([_cell(colour, word) for colour, word in one.colours])
    return (
        f'<tr><th scope="row"><a href="{base}actions/{escape(one.action)}/">{escape(one.ref or one.action)}</a></th>'
        f'<td class="what">{escape(shortened(one.wording))}</td>{cells}'
        f'<td class="way">{_way_in_words(one.arrow, one.words)}</td></tr>\n'
    )


@lru_cache(maxsize=1024)
def _cell(colour: str, word: str) -> str:
    """The mark at one round: the shape for the eye, the plan's own word for the ear."""
    if not colour:
        return '<td class="at"><span class="vh">not in the plan</span></td>'
    return (
        f'<td class="at"><span class="mark {colour}">{shape(colour)}'
        f'<span class="vh">{escape(word or Colour(colour).label)}</span></span></td>'
    )


@lru_cache(maxsize=64)
def _way_in_words(arrow: str, words: str) -> str:
    return f"{shape(arrow, 'icon')} {escape(words)}" if arrow else escape(words)


def _dated(row: DatedRow) -> str:
    one = row.dated
    moved = escape(row.moved) if row.moved else '<span class="soft">not moved</span>'
    ends = escape(one.ends) if one.ends else "None"
    times = f", {one.times} {'time' if one.times == 1 else 'times'}" if one.times else ""
    was = f'<span class="was">was {escape(one.first) or "without an end"}; {moved}{times}</span>' if row.moved else ""
    return (
        f'<tr><th scope="row"><a href="{row.url}">{escape(one.ref or one.action)}</a></th>'
        f"<td>{escape(shortened(one.wording))}</td><td>{escape(one.first) or 'None'}</td>"
        f"<td>{ends}{' <b>late</b>' if row.late else ''}{was}</td><td>{moved}{times}</td><td>{row.rating}</td></tr>\n"
    )
