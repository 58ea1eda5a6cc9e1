"""The lines of which a page has many, each drawn as one text: links of a menu, what was reported, rows of counts.

They belong to the parts that say them in a tag or a filter. Written out in the template language, a line of five
values costs ten times as much as this, and every page begins with twenty links. Every value is escaped here unless
it is marked as safe HTML.
"""

from collections.abc import Iterable
from html import escape
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from goldenthread.design import marks
from goldenthread.design.marks import Form
from goldenthread.design.parts import CountRow, Figure
from goldenthread.design.words import figure as grouped
from goldenthread.design.words import when


def _safe(value: Any) -> str:
    """A value for a page: a plain text is escaped at once, anything else as templates do it."""
    return escape(value) if type(value) is str else conditional_escape(value)


def _of(one: object, name: str) -> Any:
    """A value of what is drawn, as a template finds it: of an object or of a dictionary, blank where it has none."""
    return one.get(name, "") if isinstance(one, dict) else getattr(one, name, "")


def way(link: object, current: str = "page") -> SafeString:
    """A link of a menu (``Link``); ``current`` is said of the one where the reader is, a count stands behind it."""
    here = f' aria-current="{current}"' if _of(link, "is_here") else ""
    count = _of(link, "count")
    counted = "" if count is None or count == "" else f' <span class="soft">{_safe(count)}</span>'
    words = f"{_safe(_of(link, 'label'))}{counted}"
    return SafeString(f'<a href="{_safe(_of(link, "url"))}"{here}>{words}</a>')


def said(one: object) -> SafeString:
    """What somebody reported (``Said``): when and who, the words, and a note behind them."""
    on = when(_of(one, "on")) or _safe(_of(one, "on_words"))
    who = _safe(_of(one, "who"))
    by = f"{on}, {who}" if on and who else f"{on}{who}"
    note = f" {_safe(_of(one, 'note'))}" if _of(one, "note") else ""
    return SafeString(f'<div class="said"><p><b>{by}.</b> {_safe(_of(one, "text"))}{note}</p></div>')


def noted(one: object) -> SafeString:
    """A figure or a ref, a sentence and what follows it (``Attention``); either may be the way to what is meant."""
    figure = _linked(_of(one, "figure"), _of(one, "figure_url"))
    text = _linked(_of(one, "text"), _of(one, "url"))
    rest = _safe(_of(one, "rest") or "")
    return SafeString(f'<li><span class="figure">{figure}</span><span>{text}{rest}</span></li>')


def _linked(words: Any, url: Any) -> str:
    drawn = _safe(words)
    return f'<a href="{_safe(url)}">{drawn}</a>' if url else drawn


def tallies(rows: Iterable[object]) -> SafeString:
    """The first figures of rows (``CountRow``) as they stand in a line; a row that counts nothing is left out."""
    drawn = [_of(row, "tally") for row in rows]
    return SafeString("".join([f"{_safe(one)} " for one in drawn if one]))


def count_row(row: CountRow, per: int) -> SafeString:
    """A row of the ledger of counts: its rating and its figures, the first also in shapes of ``per`` things each."""
    rated = marks.rating(row.colour, row.word, standing=row.standing, form=Form.MARK)
    meaning = f' <span class="soft">{_safe(row.meaning)}</span>' if row.meaning else ""
    first, *others = row.figures
    strip = marks.strip(row.shape, first.count, per=per) if first.count else ""
    cells = [_cell(first, row.word, " first", strip), *(_cell(one, row.word) for one in others)]
    return SafeString(f'<tr><th scope="row">{rated}{meaning}</th>{"".join(cells)}</tr>')


def total_row(figures: Iterable[Figure]) -> SafeString:
    """The last row of the ledger of counts."""
    cells = [_cell(one, "in all", "" if place else " first") for place, one in enumerate(figures)]
    return SafeString(f'<tr><th scope="row">All</th>{"".join(cells)}</tr>')


def _cell(one: Figure, unsaid: str, css: str = "", strip: str = "") -> str:
    """A figure; one that opens a list says of what."""
    count = grouped(one.count)
    if one.url:
        hidden = f'<span class="vh"> {_safe(unsaid)}</span>'
        count = f'<a href="{_safe(one.url)}">{count}{hidden}</a>'
    return f'<td class="n{css}"><span class="figure">{count}</span>{strip}</td>'
