"""The frozen rows of a round as rows of a table: every word escaped, one text for a row, no template within."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from goldenthread.boards.models import RoundLine
from goldenthread.design.marks import rating
from goldenthread.plan.states import Colour

COLUMNS = 6


def draw_lines(lines: Iterable[RoundLine], *, base: str) -> SafeString:
    """The rows of a closing under the titles of its priorities; ``base`` is the address of the plan."""
    drawn: list[str] = []
    title = ("", "")
    for line in lines:
        if (line.priority_number, line.priority_title) != title:
            title = (line.priority_number, line.priority_title)
            drawn.append(_heading(*title))
        drawn.append(_row(line, base))
    return mark_safe("".join(drawn))  # noqa: S308 - every word is escaped below


@lru_cache(maxsize=1024)
def chip(colour: str, word: str) -> str:
    """The rating as it was declared, in the plan's own word."""
    return rating(colour, word or Colour(colour).label)


def _heading(number: str, title: str) -> str:
    words = f"Priority {number}: {title}" if number and title else f"Priority {number}" if number else title
    return (
        f'<tr role="row"><th role="rowheader" scope="rowgroup" colspan="{COLUMNS}" class="aim">'
        f"<b>{escape(words or 'Without a priority')}</b></th></tr>\n"
    )


def _row(line: RoundLine, base: str) -> str:
    ends = escape(line.ends) if line.ends else "None"
    if line.first_due:
        ends += f' <span class="because">first due {escape(line.first_due)}</span>'
    said = escape(line.said) if line.said else '<span class="soft">Nothing</span>'
    ref = f'<a href="{base}actions/{escape(line.action)}/">{escape(line.ref or "no ref")}</a>'
    return f"""<tr role="row"><th role="rowheader" scope="row" class="ref">{ref}</th>
<td role="cell" class="what">{escape(line.wording or "No words")}</td>
<td role="cell" class="dates" data-label="End date"><span>{ends}</span></td>
<td role="cell" class="lead" data-label="Lead"><span>{escape(line.leads or "Nobody")}</span></td>
<td role="cell" class="say" data-label="Last said"><span class="text">{said}</span></td>
<td role="cell" class="rate"><span>{chip(line.declared, line.word)}</span></td></tr>
"""
