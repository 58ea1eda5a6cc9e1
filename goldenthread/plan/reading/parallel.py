"""Parallel lists: several actions, dates and leads as lines of three cells of one row, split into rows of their own.

Only where the lines agree in every cell that has several: four actions, four
dates, four leads. Otherwise the row stays one action with all its lines.

Source: a multi-agency plan whose cells hold four actions, four milestones and four dates.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from goldenthread.plan.reading.drafts import Draft
from goldenthread.plan.reading.values import Column

_LISTED = (
    Column.REF, Column.ACTION, Column.STARTS, Column.ENDS, Column.LEADS, Column.SENIOR_LEAD, Column.MEASURE,
    Column.MILESTONES, Column.STATUS, Column.COMPLETED,
)  # fmt: skip
_BULLET = re.compile(r"^\s*(?:[•·*\u2023\uf0b7-]\s*|\(?(?:\d{1,2}|[a-z])[.)]\s+)?(.*)$", re.DOTALL)
FEWEST_LISTS = 3
MOST_PARTS = 40


def split_lists(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts, those with parallel lists split. Each part names the row it came from in ``split_from``."""
    found: list[Draft] = []
    for draft in drafts:
        # A row that carries the key of an action is one action, however many lines its cells have.
        is_list = "\n" in draft.text(Column.ACTION) and not draft.text(Column.KEY)
        lines = _lines(draft) if is_list else {}
        found.extend(_split(draft, lines) if lines else [draft])
    return found


def _lines(draft: Draft) -> dict[Column, list[str]]:
    """The lines of the cells that are lists, where at least three are and all have the same number; else nothing."""
    lists: dict[Column, list[str]] = {}
    for column in _LISTED:
        parts = [part.strip() for part in draft.text(column).split("\n") if part.strip()]
        if len(parts) > 1:
            lists[column] = parts
    counts = {len(parts) for parts in lists.values()}
    if Column.ACTION not in lists or len(lists) < FEWEST_LISTS or len(counts) != 1 or max(counts) > MOST_PARTS:
        return {}
    return lists


def _split(draft: Draft, lists: dict[Column, list[str]]) -> list[Draft]:
    """One draft a line. What is no list goes with the first, except what all rows share: the aim and single cells."""
    parts: list[Draft] = []
    for number in range(len(lists[Column.ACTION])):
        own = {column: lines[number] for column, lines in lists.items()}
        texts = {**draft.texts, **own, Column.ACTION: _BULLET.sub(r"\1", own[Column.ACTION])}
        cells = {column.value: text for column, text in own.items()}
        if number:
            texts = {column: text for column, text in texts.items() if column not in {Column.EVIDENCE, Column.SOURCE}}
        part = replace(
            draft,
            texts=texts,
            cells=cells if number else {**draft.cells, **cells},
            comments=[] if number else draft.comments,
            notes=[] if number else draft.notes,
            split_from=draft.where,
        )
        parts.append(part)
    return parts
