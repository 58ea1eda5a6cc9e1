"""Aims and measures carried over the rows they belong to: down, up, and joined where a page had split them.

A merged cell prints its text once, in its first row or, after a page break, in
its second. Nothing is carried over a title of a priority or section. Where a
row's aim is empty, its ref may show that it belongs to the row below ("2.1",
empty, before "2.2" with a text) rather than to the one above ("1.9").

Source: the plan of 2 May 2018: 46 of 114 aim cells and 28 measure cells are empty;
recommendation 2 stands on the row of 2.2, the tail of another alone on the row of A5.5.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from goldenthread.plan.reading.drafts import MOST_JOINED, Draft
from goldenthread.plan.reading.values import Column

_TAIL = re.compile(r"^[(\[][^()\[\]]{1,80}[)\]]\.?$")
_FAMILY = re.compile(r"^([A-Za-z]{0,4}\s?\d+)")
LONGEST_CARRIED = 5_000
"""A longer text is no aim or measure of several rows but prose, and stays in its own row."""
LONGEST_INHERITED = 300
_INHERITED = (Column.LEADS, Column.SENIOR_LEAD, Column.STARTS, Column.ENDS, Column.STATUS)


@dataclass(slots=True)
class Group:
    """The rows of one aim. The text may grow: a tail on a later row belongs to it."""

    text: str
    rows: list[Draft] = field(default_factory=list)
    tails: int = 0


def carry(drafts: Sequence[Draft]) -> None:
    """Give each draft its aim and measure with the numbers of their groups, and what merged cells hold."""
    inherit_merged(drafts)
    groups: list[Group] = []
    for _, rows in groupby(drafts, key=lambda draft: draft.at.scope):
        groups.extend(_groups(list(rows)))
    shared = 0
    for number, group in enumerate(groups):
        for draft in group.rows:
            carries = len(group.text) <= LONGEST_CARRIED or bool(draft.text(Column.AIM))
            draft.aim, draft.aim_group = group.text if carries else "", number
        shared = _carry_measures(group, shared)


def inherit_merged(drafts: Sequence[Draft]) -> None:
    """A cell merged over several rows counts for all of them: leads, dates and status of the row above."""
    above: Draft | None = None
    for draft in drafts:
        if draft.merged and above is not None and above.line.table == draft.line.table:
            for column in _INHERITED:
                text = above.text(column)
                if column in draft.merged and not draft.text(column) and 0 < len(text) <= LONGEST_INHERITED:
                    draft.texts[column] = text
            if Column.STATUS in draft.merged and not draft.fill:
                draft.fill = above.fill
        above = draft


def is_tail(text: str) -> bool:
    """Whether an aim cell holds only the bracketed end of the aim above, such as "(Paragraph 8)"."""
    return bool(_TAIL.match(text))


def _groups(rows: list[Draft]) -> list[Group]:
    """The aims of the rows between two titles, the rows that wait for an aim below them included."""
    groups: list[Group] = []
    waiting: list[Draft] = []
    for at, draft in enumerate(rows):
        current = groups[-1] if groups else None
        if draft.text(Column.AIM):
            waiting = _take_own(groups, waiting, draft)
        elif draft.at.standing_aim and current is None:
            groups.append(Group(draft.at.standing_aim, [draft]))
        elif current is None or _belongs_below(rows, at):
            waiting.append(draft)
        else:
            current.rows.append(draft)
    if waiting:
        groups.append(Group("", waiting))
    for group in groups:
        for draft in group.rows:
            draft.aim_was_carried = not draft.text(Column.AIM)
    return groups


def _take_own(groups: list[Group], waiting: list[Draft], draft: Draft) -> list[Draft]:
    """Put a row with an aim of its own, and the rows that waited for one, into a group; none waits any more.

    The tail of the aim above joins it, an aim said again goes on with its group.
    """
    own, current = draft.text(Column.AIM), groups[-1] if groups else None
    if current is not None and not waiting:
        draft.aim_was_tail = current.tails < MOST_JOINED and (is_tail(own) or _is_cut_off(current.text, own))
        current.tails += draft.aim_was_tail
        if draft.aim_was_tail:
            current.text = f"{current.text} {own}"
        if draft.aim_was_tail or _same(current.text, own):
            current.rows.append(draft)
            return []
    others = [row for row in waiting if not _may_share(row, draft)]
    if others:
        groups.append(Group("", others))
    groups.append(Group(own, [*(row for row in waiting if _may_share(row, draft)), draft]))
    return []


def _may_share(waiting: Draft, draft: Draft) -> bool:
    """Whether a row without an aim may take that of a row below it: their refs do not say otherwise."""
    one, other = family(waiting.text(Column.REF)), family(draft.text(Column.REF))
    return one == other or not one or not other


def _same(one: str, other: str) -> bool:
    return one == other or " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _is_cut_off(before: str, text: str) -> bool:
    """Whether a page cut an aim in two: the second part begins small, the first has no end."""
    return (
        text[0].islower() and before[-1:] not in {".", "!", "?", ":", ")", "]", ""} and len(before) > 30 and " " in text
    )


def family(ref: str) -> str:
    """The first part of a ref, which rows of one aim share: "2" of "2.1", "A5" of "A5.1"."""
    found = _FAMILY.match(ref)
    return found[1] if found else ""


def _belongs_below(rows: Sequence[Draft], at: int) -> bool:
    """Whether the refs say that a row without an aim goes with the aim below it rather than with the one above."""
    own = family(rows[at].text(Column.REF))
    if not own or at == 0 or family(rows[at - 1].text(Column.REF)) in {own, ""}:
        return False
    for below in rows[at + 1 :]:
        if family(below.text(Column.REF)) != own:
            return False
        if below.text(Column.AIM):
            return not is_tail(below.text(Column.AIM))
    return False


def _carry_measures(group: Group, shared: int) -> int:
    """Share measures inside a group: an empty cell takes the measure above it, the first ones that below them.

    Without an aim only a merged cell shows that a measure is shared. Returns the next free number.
    """
    first = next((row for row in group.rows if row.text(Column.MEASURE)), None)
    holder = first if group.text else None
    for draft in group.rows:
        own = draft.text(Column.MEASURE)
        if not group.text and Column.MEASURE not in draft.merged:
            holder = None
        if own:
            draft.measure, holder = own, draft
        elif holder is not None and len(holder.text(Column.MEASURE)) <= LONGEST_CARRIED:
            draft.measure, draft.measure_was_carried = holder.text(Column.MEASURE), True
            if holder.measure_group is None:
                holder.measure_group, shared = shared, shared + 1
            draft.measure_group = holder.measure_group
    return shared
