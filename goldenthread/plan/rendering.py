"""The rows of a plan page as HTML: from frozen rows, by one flat text, with every word escaped once.

A plan of 1,000 actions has 10,000 cells. Drawn cell by cell in the template
language they cost four times what this costs; nothing here asks the database
or knows a request.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from goldenthread.plan.models import Aim
from goldenthread.plan.queries.filter_choices import Choice
from goldenthread.plan.queries.plan_rows import PlanRow
from goldenthread.plan.queries.plan_table import Block, Group

TITLE = '<tr role="row"><th role="rowheader" scope="rowgroup" colspan="{span}" class="aim{more}">{words}</th></tr>\n'
KINDS = dict(Aim.Kind.choices)
PICK = (
    '<td role="cell" class="pick">'
    '<input type="checkbox" name="row" value="{key}" data-row aria-label="Choose {name}"></td>\n'
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What all rows of a page share: the plan's address, how many columns there are, and what the reader may do."""

    base: str
    span: int
    may_pick: bool
    manages: bool


def draw_block(block: Block, frame: Frame) -> SafeString:
    """The rows of a priority under their sections and aims, a group of the table for each aim."""
    drawn: list[str] = []
    for group in block.groups:
        rows = [_row(row, frame) for row in group.rows]
        drawn += ['<tbody role="rowgroup">', _heading(group, frame), *rows, "</tbody>"]
    return mark_safe("".join(drawn))  # noqa: S308 - every word is escaped below


def draw_rows(rows: Iterable[PlanRow], frame: Frame) -> SafeString:
    """Rows for a table of the plan."""
    return mark_safe("".join([_row(row, frame) for row in rows]))  # noqa: S308 - every word is escaped below


def draw_options(choice: Choice) -> SafeString:
    """What a filter can be set to, as the options of its list: a plan with many leads and sources has hundreds."""
    drawn = [f'<option value="">{escape(choice.anything)}</option>']
    for value, words in choice.options:
        chosen = " selected" if value == choice.chosen else ""
        drawn.append(f'<option value="{escape(value)}"{chosen}>{escape(words)}</option>')
    return mark_safe("".join(drawn))  # noqa: S308 - every word is escaped above


def _heading(group: Group, frame: Frame) -> str:
    """The section where a new one begins, and the aim with the sources it comes from."""
    found = ""
    if group.section:
        found = TITLE.format(span=frame.span, more=" section", words=f"<b>{escape(group.section)}</b>")
    if group.aim is not None:
        said = f"<b>{KINDS.get(group.aim.kind, group.aim.kind)}</b> {escape(str(group.aim))}"
        said += f' <span class="from">From: {escape(group.sources)}</span>' if group.sources else ""
        said += "" if group.rows else ' <span class="from">No action serves it yet.</span>'
        found += TITLE.format(span=frame.span, more="", words=said)
    return found


def _row(row: PlanRow, frame: Frame) -> str:
    """One row. The text stands here and not apart, because filling it in is most of what a long plan costs."""
    key, name = _safe(row.key), _safe(row.name)
    pick = PICK.format(key=key, name=name) if frame.may_pick else ""
    ref = _safe(row.ref) if row.ref else '<span class="soft">no ref</span>'
    what = _with_note(escape(row.wording) or '<span class="soft">No words yet.</span>', row.extra)
    ends = _end(row.ends, row.first_due, row.late)
    measure = _or_soft(row.measure, "No measure yet.")
    senior = _with_note(_safe(row.senior), "also leads it" if row.overlap else "")
    link = _link(row, frame, key, name) if row.may_update else ""
    return f"""<tr role="row" id="{key}"{' class="isopen"' if row.is_open else ""}>
{pick}<th role="rowheader" scope="row" class="ref"><a href="{frame.base}actions/{key}/">{ref}</a></th>
<td role="cell" class="what">{what}</td>
<td role="cell" class="start" data-label="Start"><span>{_safe(row.starts)}</span></td>
<td role="cell" class="end" data-label="End date"><span>{ends}</span></td>
<td role="cell" class="measure" data-label="Measure"><span>{measure}</span></td>
<td role="cell" class="lead" data-label="Lead"><span>{_leads(row, frame, key, name)}</span></td>
<td role="cell" class="senior" data-label="Senior lead"><span>{senior}</span></td>
<td role="cell" class="say" data-label="Update"><span class="text">{_said(row.said_on, row.said)}</span></td>
<td role="cell" class="rate"><span><span class="chip-line">{row.chip}{link}</span>{row.derived}</span></td>
</tr>
"""


@lru_cache(maxsize=16384)
def _safe(words: str) -> str:
    """A ref, a name or a date escaped: the same few stand in many rows."""
    return escape(words)


def _with_note(words: str, note: str) -> str:
    return f'{words} <span class="because">{escape(note)}</span>' if note else words


@lru_cache(maxsize=4096)
def _or_soft(words: str, otherwise: str) -> str:
    return escape(words) if words else f'<span class="soft">{otherwise}</span>'


@lru_cache(maxsize=4096)
def _end(ends: str, first_due: str, late: str) -> str:
    said = escape(ends) if ends else "<b>None.</b>"
    said += f' <span class="because">first due {escape(first_due)}</span>' if first_due else ""
    return said + (f' <span class="late">{escape(late)} late</span>' if late else "")


def _leads(row: PlanRow, frame: Frame, key: str, name: str) -> str:
    if row.leads:
        return _safe(row.leads)
    if not frame.manages:
        return "<b>Nobody.</b>"
    url = f"{frame.base}actions/{key}/leads/"
    return f'<b>Nobody.</b> <a class="row-link" href="{url}">Choose<span class="vh"> a lead for {name}</span></a>'


def _said(on: str, words: str) -> str:
    if not words:
        return '<span class="soft">Nothing reported yet.</span>'
    return f"<b>{on}.</b> {escape(words)}" if on else escape(words)


def _link(row: PlanRow, frame: Frame, key: str, name: str) -> str:
    """The way to open the row, or to close it again; the link of a row just saved takes the focus."""
    to, word = ("row", "Close") if row.is_open else ("update", "Update")
    focus, saved = (" autofocus", ", saved") if row.is_saved else ("", "")
    address = f"{frame.base}actions/{key}/{to}/"
    return (
        f' <a class="row-link" hx-get="{address}" href="{address}"{focus}>{word}'
        f'<span class="vh"> {name}{saved}</span></a>'
    )
