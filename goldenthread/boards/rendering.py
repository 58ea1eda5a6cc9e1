"""Frozen rows as rows of a table and items of a list: every word escaped, one text for each, no template within."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from goldenthread.boards.queries.moved_lists import Moved
from goldenthread.boards.refs import told_apart
from goldenthread.boards.values import Line, ThenLine
from goldenthread.design.marks import Form, rating
from goldenthread.plan.commands.progress import UNCHANGED
from goldenthread.plan.states import Colour

COLUMNS = 6
_WORDS_OF_AN_ITEM = 16
_remembered = lru_cache(maxsize=8192)(escape)
# Ends, leads and priorities repeat down a plan; what is written for one action alone is escaped each time.


def draw_lines(lines: Iterable[Line], *, base: str) -> SafeString:
    """The rows of a closing under the titles of its priorities; ``base`` is the address of the plan."""
    drawn: list[str] = []
    title = ("", "")
    for line in lines:
        if (line.priority_number, line.priority_title) != title:
            title = (line.priority_number, line.priority_title)
            drawn.append(_heading(line.priority))
        drawn.append(_row(line, base))
    return mark_safe("".join(drawn))  # noqa: S308 - every word is escaped below


def draw_moved(items: Sequence[Moved], *, base: str) -> SafeString:
    """The items of a list of what moved: the ref as the way to the action, its words, from which colour to which."""
    return mark_safe("".join([_item(one, base) for one in items]))  # noqa: S308 - every word is escaped below


def draw_needed(lines: Iterable[Line], *, base: str, spoken: Mapping[str, tuple[str, int]]) -> SafeString:
    """What is asked of the board, or what is red or amber: the request, the action, the reason, and the next step.

    ``spoken`` has the last sentence, and the round it was frozen with, of what only said that nothing had changed.
    """
    return mark_safe("".join([_needed(line, base, spoken) for line in lines]))  # noqa: S308 - every word is escaped below


def draw_refs(lines: Iterable[Line], *, base: str, names: Mapping[str, str] | None = None) -> SafeString:
    """Actions by their refs alone, in one run of text; where a ref stands twice, with what tells the two apart.

    ``names`` are those of the whole plan: a ref that stands in this run once may stand elsewhere as well.
    """
    found = list(lines)
    known = told_apart(found) if names is None else names
    named = [(line.action, known.get(line.action) or line.name) for line in found]
    return mark_safe(", ".join([_link(base, action, name) for action, name in named]))  # noqa: S308 - every word is escaped below


@lru_cache(maxsize=1024)
def chip(colour: str, word: str) -> SafeString:
    """The rating as it was declared, in the plan's own word."""
    return rating(colour, word or Colour(colour).label)


@lru_cache(maxsize=1024)
def mark(colour: str, word: str) -> SafeString:
    """The same in a sentence."""
    return rating(colour, word or Colour(colour).label, form=Form.MARK)


def board_says(line: Line) -> str:
    """The board's own rating where it set one beside the officer's, with its reason."""
    if not line.board_colour:
        return ""
    why = f": {escape(line.board_why)}" if line.board_why else ""
    return f' <span class="because">The board: {mark(line.board_colour, line.board_word)}{why}</span>'


def shortened(text: str, most: int = _WORDS_OF_AN_ITEM) -> str:
    """The first words of a text: of an action enough to know it by."""
    words = text.split(None, most)
    return text if len(words) <= most else f"{' '.join(words[:most])} …"


def _needed(line: Line, base: str, spoken: Mapping[str, tuple[str, int]]) -> str:
    first = f"{_link(base, line.action, line.ref or line.action)} {mark(line.declared, line.word)}"
    who = f' <span class="soft">{escape(line.leads)}</span>' if line.leads else ""
    words = f"{_words(line.wording)}{who}"
    head = f"<b>{escape(line.needs)}</b></p><p>{words}" if line.needs else words
    said = _why(line, spoken)
    why = f'<p><span class="soft">Why:</span> {said}</p>' if said else ""
    look = f" ({escape(line.look_at)})" if line.look_at else ""
    step = f'<p><span class="soft">Next step:</span> {escape(line.next_step)}{look}</p>' if line.next_step else ""
    return f'<li><p class="ask">{first} {head}{board_says(line)}</p>{why}{step}</li>\n'


def _why(line: Line, spoken: Mapping[str, tuple[str, int]]) -> str:
    """What was said last; that nothing changed is no reason, so then the last sentence before, with its round."""
    if line.said != UNCHANGED:
        return escape(shortened(line.said, 60))
    text, number = spoken.get(line.action, ("", 0))
    if not text:
        return "No reason is on record; it was said only that nothing had changed."
    return f'{escape(shortened(text, 60))} <span class="soft">Said by round {number}; no change since.</span>'


@lru_cache(maxsize=1024)
def _heading(words: str) -> str:
    return (
        f'<tr role="row"><th role="rowheader" scope="rowgroup" colspan="{COLUMNS}" class="aim">'
        f"<b>{escape(words or 'Without a priority')}</b></th></tr>\n"
    )


@lru_cache(maxsize=8192)
def _link(base: str, action: str, name: str) -> str:
    plan, _, key = action.rpartition("/")
    # The row of a year before is named with its plan, and opens there.
    there = f"{base.rstrip('/').rpartition('/')[0]}/{escape(plan)}/" if plan else base
    return f'<a href="{there}actions/{escape(key)}/">{escape(name)}</a>'


@lru_cache(maxsize=4096)
def _words(wording: str) -> str:
    return escape(shortened(wording)) if wording else "No words"


def _item(one: Moved, base: str) -> str:
    line, was = one.line, one.was
    before = f"{_was(was)} to " if was and was.declared != line.declared else ""
    note = f' <span class="because">{escape(one.note)}</span>' if one.note else ""
    return (
        f"<li><span>{_link(base, line.action, line.ref or line.action)}</span><span>{_words(line.wording)}<br>"
        f"{before}{mark(line.declared, line.word)}{board_says(line)}{note}</span></li>\n"
    )


def _was(was: ThenLine) -> str:
    return mark(was.declared, was.word)


@lru_cache(maxsize=4096)
def _end(ends: str, first_due: str) -> str:
    said = escape(ends) if ends else "None"
    return f'{said} <span class="because">first due {escape(first_due)}</span>' if first_due else said


def _row(line: Line, base: str) -> str:
    said = escape(line.said) if line.said else '<span class="soft">Nothing</span>'
    link = f"{base}actions/{_remembered(line.action)}/"
    return f"""<tr role="row"><th role="rowheader" scope="row" class="ref"><a href="{link}">\
{_remembered(line.ref or "no ref")}</a></th>
<td role="cell" class="what">{escape(line.wording) or "No words"}</td>
<td role="cell" class="dates" data-label="End date"><span>{_end(line.ends, line.first_due)}</span></td>
<td role="cell" class="lead" data-label="Lead"><span>{_remembered(line.leads) or "Nobody"}</span></td>
<td role="cell" class="say" data-label="Last said"><span class="text">{said}</span></td>
<td role="cell" class="rate"><span>{chip(line.declared, line.word)}{board_says(line)}</span></td></tr>
"""
