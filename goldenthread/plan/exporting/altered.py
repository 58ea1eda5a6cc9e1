"""An export of ours whose columns somebody moved, renamed or took away before it came back.

People do to a workbook what they like: a column is inserted in front, columns
change places, the last one looks like machinery and is deleted. Our layout says
where a priority's title stands, so the columns are put back in our order before
it is read, and what cannot be put back is told in one problem. Nothing here is
done to a file whose columns stand as they left.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from goldenthread.intake.document import Cell, Row
from goldenthread.plan.exporting.columns import (
    BOTH_KINDS,
    EXPORT,
    HEADER_LINES,
    LABELS,
    PLAN_KEY,
    PRIORITY,
    RATING_KEY,
    RECOMMENDATIONS,
    SECTION,
    read_continued,
)
from goldenthread.plan.reading.oddities import quote
from goldenthread.plan.reading.values import Column, Problem, ProblemCode

KEY = LABELS[Column.KEY]
_NEEDED = frozenset(LABELS[column] for column in (Column.ACTION, Column.KEY, Column.STATUS))
_AIMS = (LABELS[Column.AIM], RECOMMENDATIONS, BOTH_KINDS)
_OURS = frozenset({*LABELS.values(), *_AIMS, PRIORITY, SECTION})
_ENOUGH = 6
"""So many of our own labels head our columns, whichever of them were renamed or taken away."""
_ORDER = {label: at for at, label in enumerate((PRIORITY, SECTION, *LABELS.values()))}
_ORDER |= {label: _ORDER[LABELS[Column.AIM]] for label in _AIMS}
_LAST = len(_ORDER)
_BLOCK = frozenset({PLAN_KEY, EXPORT, *(label for label, _ in HEADER_LINES)})
_IS_KEY = re.compile(r"^p[\w.-]*-[\w.-]+$")
_SNAPSHOT = re.compile(r"^[0-9a-f]{16}$")
_FARTHEST = 40


def is_header(row: Row) -> bool:
    """Whether a row heads our columns: it has the three that every export has, or most of the others."""
    texts = set(row.texts)
    return texts >= _NEEDED or len(texts & _OURS) >= _ENOUGH


def is_export(rows: Sequence[Row]) -> bool:
    """Whether the first rows hold the key of a plan and the key of an export, label and value either way round."""
    pairs = [pair for row in rows[:_FARTHEST] for pair in _pairs(row)]
    labels = {label for label, _ in pairs}
    return PLAN_KEY in labels and any(label == EXPORT and _SNAPSHOT.match(value) for label, value in pairs)


def put_back(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows with their columns in our order and the keys under our own label; the same rows where they are so."""
    header = next((row for row in rows if is_header(row)), None)
    if header is None:
        return rows
    renamed = _renamed_key(rows, header)
    if renamed is not None:
        rows = [_with_text(row, renamed, KEY) if is_header(row) else row for row in rows]
        header = _with_text(header, renamed, KEY)
    labels = header.texts
    order = sorted(range(len(labels)), key=lambda at: (_rank(labels[at]), at))
    if order == list(range(len(labels))):
        return rows
    block_ends = next((at for at, row in enumerate(rows) if EXPORT in {label for label, _ in _pairs(row)}), -1)
    stay = labels[0] in _OURS
    return [_moved(row, order, is_block=at <= block_ends, titles_may_stay=stay) for at, row in enumerate(rows)]


def told(rows: Sequence[Row]) -> Iterator[Problem]:
    """One problem where the keys of the rows are missing, or stand under a label that is not ours."""
    header = next((row for row in rows if is_header(row)), None)
    if header is None or KEY in header.texts:
        return
    renamed = _renamed_key(rows, header)
    if renamed is None:
        text = (
            f'The column "{KEY}" of this export is missing, so its rows were matched by priority, reference and '
            "wording; a row that was changed in all of them counts as new."
        )
        yield Problem(ProblemCode.HEADER_UNCLEAR, header.where, text)
    else:
        where = header.cell_places[renamed] if renamed < len(header.cell_places) else header.where
        label = quote(header.texts[renamed]) if renamed < len(header.cells) else ""
        named = f'The column "{label}"' if label else "A column without a label"
        text = f'{named} holds the keys of the rows of this export and was read as "{KEY}".'
        yield Problem(ProblemCode.HEADER_UNCLEAR, where, text)


def _renamed_key(rows: Sequence[Row], header: Row) -> int | None:
    """The place of the column whose texts are keys of rows, all of them, though its label is not ours."""
    if KEY in header.texts:
        return None
    width = max(len(row.cells) for row in rows)
    labels = [*header.texts, *([""] * (width - len(header.cells)))]
    fit = {at: 0 for at, label in enumerate(labels) if label not in _OURS}
    action = header.texts.index(LABELS[Column.ACTION]) if LABELS[Column.ACTION] in header.texts else 0
    is_under = False
    for row in rows:
        texts = row.texts
        if is_header(row):
            is_under = True
        elif sum(map(bool, texts)) == 1 and RATING_KEY in texts:
            break
        elif is_under and len(texts) > action and texts[action]:
            for at in list(fit):
                if at < len(texts) and texts[at]:
                    if _IS_KEY.match(texts[at]):
                        fit[at] += 1
                    else:
                        del fit[at]
    found = [at for at, count in fit.items() if count]
    return found[0] if len(found) == 1 else None


def _rank(label: str) -> tuple[int, int, int]:
    """Where a column stands in our order; one that we do not write stands behind them all.

    Columns in which a long text goes on stand together before the key, as ``sheet.Layout`` puts them.
    """
    further = read_continued(label)
    if further is not None and further[0] in _ORDER:
        return _ORDER[KEY], _ORDER[further[0]], further[1]
    return _ORDER.get(label, _LAST), _LAST, 0


def _moved(row: Row, order: Sequence[int], *, is_block: bool, titles_may_stay: bool) -> Row:
    """A row in our order; a line of the header block gets its label in front, wherever the two cells stood.

    A title is the one text of its row and stands in our first column, or was left in the first of the sheet.
    """
    filled = [at for at, text in enumerate(row.texts) if text]
    if is_block and len(filled) == 2:
        return _picked(row, sorted(filled, key=lambda at: (row.texts[at].rstrip(" :") not in _BLOCK, at)))
    if filled == [0] and titles_may_stay:
        return _picked(row, filled)
    return _picked(row, [*order, *range(len(order), len(row.cells))])


def _picked(row: Row, places: Sequence[int]) -> Row:
    cells = tuple(row.cells[at] if at < len(row.cells) else Cell("") for at in places)
    named = tuple(row.cell_places[at] if at < len(row.cell_places) else "" for at in places) if row.cell_places else ()
    return Row(row.where, cells, named)


def _with_text(row: Row, at: int, text: str) -> Row:
    padded = [*row.cells, *(Cell("") for _ in range(at + 1 - len(row.cells)))]
    return replace(
        row, cells=tuple(replace(cell, text=text) if place == at else cell for place, cell in enumerate(padded))
    )


def _pairs(row: Row) -> list[tuple[str, str]]:
    """Label and value of a row with two texts, read from either side."""
    texts = [text for text in row.texts if text]
    if len(texts) != 2:
        return []
    return [(texts[0].rstrip(" :"), texts[1]), (texts[1].rstrip(" :"), texts[0])]
