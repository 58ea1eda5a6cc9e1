"""A plan as CSV: the lines of the header block, then one table with a header row and a row for each action.

One flat table, because CSV is taken by programs: the priority and, where the plan
has sections, the section stand in columns of their own before those officers
know. Every record has the same number of cells. UTF-8 with a mark, so that Excel
shows every letter.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from goldenthread.plan.exporting.columns import PRIORITY, SECTION, harmless
from goldenthread.plan.exporting.sheet import Layout, PlanSheet, whole_label


def to_csv(sheet: PlanSheet) -> bytes:
    """The whole file."""
    out = StringIO(newline="")
    csv.writer(out).writerows([harmless(text) for text in record] for record in _records(sheet))
    return out.getvalue().encode("utf-8-sig")


def _records(sheet: PlanSheet) -> Iterator[list[str]]:
    layout = Layout.of(sheet.rows)
    has_sections = any(row.section for row in sheet.rows)
    labels = [PRIORITY, *([SECTION] if has_sections else []), *layout.labels(whole_label(sheet.rows))]
    rest = [""] * (len(labels) - 2)
    for label, value in sheet.header:
        yield [label, value, *rest]
    yield ["", "", *rest]
    yield labels
    for row in sheet.rows:
        place = [sheet.priorities[row.priority].title]
        if has_sections:
            place.append(row.section)
        yield [*place, *layout.texts(row)]
