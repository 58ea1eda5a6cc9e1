"""What people do to an export before it comes back: priorities and actions stay, and what is missing is told once."""

from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from tests.importing.papers import staged, the_plan
from tests.plan.papers_back import exported
from tests.standing import made_once

pytestmark = pytest.mark.django_db
Grid = list[list[str]]
WIDTH = 11
KEY = WIDTH - 1


@made_once
def export():
    """An export of the live plan of a paper, which stands behind it."""
    return exported(the_plan())


def grid_of(content: bytes) -> Grid:
    return [list(row) for row in texts_of(content)]


@cache
def texts_of(content: bytes) -> tuple[tuple[str, ...], ...]:
    sheet = load_workbook(BytesIO(content)).active
    return tuple(tuple(str(cell.value or "") for cell in row) for row in sheet.iter_rows(max_col=WIDTH))


def as_book(grid: Grid, *, title: str = "Plan", before: Grid | None = None) -> bytes:
    book = Workbook()
    sheet = book.active
    if before is not None:
        for row in before:
            sheet.append(row)
        sheet = book.create_sheet(title)
    sheet.title = title
    for row in grid:
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def receipt_of(export: bytes, change: Callable[[Grid], Grid], **named):
    return staged(as_book(change(grid_of(export)), **named), name="export.xlsx").receipt


def priorities(receipt) -> list[tuple[str, str, int]]:
    return [(one["number"], one["title"], one["actions"]) for one in receipt["priorities"]]


def unclear(receipt) -> list[str]:
    return [one["text"] for one in receipt["problems"] if one["code"] == "header-unclear"]


PRIORITIES = [("1", "Be heard early", 4), ("2", "Keep safe", 3)]
SAME = {"new": 0, "changed": 0, "gone": 0, "same": 7}


def without_keys(grid: Grid) -> Grid:
    return [row[:KEY] for row in grid]


def with_keys_called(label: str) -> Callable[[Grid], Grid]:
    return lambda grid: [[*row[:KEY], label if row[KEY] == "Key" else row[KEY]] for row in grid]


def in_order(order: Sequence[int]) -> Callable[[Grid], Grid]:
    return lambda grid: [[row[at] for at in order] for row in grid]


def test_an_export_without_its_keys_keeps_its_priorities_and_says_so_once(export):
    receipt = receipt_of(export, without_keys)
    assert (priorities(receipt), receipt["changes"]) == (PRIORITIES, SAME)
    (told,) = unclear(receipt)
    assert told.startswith('The column "Key" of this export is missing')


def test_an_export_without_its_keys_makes_a_plan_with_priorities_where_there_is_none(export):
    grid = [row for row in grid_of(export) if not row[0].startswith(("Name", "Plan key"))]
    grid = [["Plan key:", "elsewhere"], ["Name:", "Another Plan"], *without_keys(grid)]
    receipt = staged(as_book(grid), name="export.xlsx").receipt
    assert priorities(receipt) == PRIORITIES
    assert receipt["changes"] == {"new": 7, "changed": 0, "gone": 0, "same": 0}


@pytest.mark.parametrize("label", ["Row id", ""])
def test_keys_under_another_label_are_still_the_keys_and_that_is_told(export, label):
    receipt = receipt_of(export, with_keys_called(label))
    assert (priorities(receipt), receipt["changes"]) == (PRIORITIES, SAME)
    (told,) = unclear(receipt)
    assert told.endswith('holds the keys of the rows of this export and was read as "Key".')


def test_keys_under_another_label_decide_where_the_wording_does_not(export):
    def change(grid: Grid) -> Grid:
        renamed = with_keys_called("Row id")(grid)
        return [[*row[:1], "9.9", "Another sentence altogether.", *row[3:]] if row[1] == "1.3" else row
                for row in renamed]  # fmt: skip

    assert receipt_of(export, change)["changes"] == {"new": 0, "changed": 1, "gone": 0, "same": 6}


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(WIDTH)), keyless=st.booleans())
def test_columns_in_any_order_say_the_same(export, order, keyless):
    kept = [at for at in order if not (keyless and at == KEY)]
    receipt = receipt_of(export, in_order(kept))
    assert (priorities(receipt), receipt["changes"]) == (PRIORITIES, SAME)
    assert len(unclear(receipt)) == keyless


def test_columns_put_in_another_order_under_titles_that_stayed_say_the_same(export):
    order = [1, 2, 0, 9, 6, 7, 8, 3, 4, 5, 10]
    receipt = receipt_of(
        export, lambda grid: [[row[at] for at in order] if sum(map(bool, row)) > 2 else row for row in grid]
    )
    assert (priorities(receipt), receipt["changes"], unclear(receipt)) == (PRIORITIES, SAME, [])


@pytest.mark.parametrize("label", ["", "My view"])
def test_a_column_inserted_in_front_moves_no_priority(export, label):
    receipt = receipt_of(export, lambda grid: [[label if row[KEY] == "Key" else "", *row] for row in grid])
    assert (priorities(receipt), receipt["changes"]) == (PRIORITIES, SAME)
    assert len(unclear(receipt)) == bool(label)


@pytest.mark.parametrize("change", ["insert_cols", "delete_cols"])
def test_a_program_that_moves_cells_and_not_what_is_merged_loses_no_title(export, change):
    book = load_workbook(BytesIO(export))
    getattr(book.active, change)(1 if change == "insert_cols" else WIDTH)
    out = BytesIO()
    book.save(out)
    receipt = staged(out.getvalue(), name="export.xlsx").receipt
    assert (priorities(receipt), receipt["changes"]) == (PRIORITIES, SAME)


@pytest.mark.parametrize("rows", [1, 3, 5])
def test_an_export_whose_first_rows_were_deleted_keeps_priorities_and_actions(export, rows):
    receipt = receipt_of(export, lambda grid: grid[rows:])
    assert (priorities(receipt), receipt["actions"]) == (PRIORITIES, 7)


def test_the_table_alone_keeps_priorities_and_actions(export):
    def alone(grid: Grid) -> Grid:
        return without_keys(grid[next(at for at, row in enumerate(grid) if row[0].startswith("Priority 1")) :])

    receipt = receipt_of(export, alone)
    assert (priorities(receipt), receipt["actions"]) == (PRIORITIES, 7)


def test_a_sheet_renamed_and_copied_beside_others_says_the_same(export):
    notes = [["Who", "What"], ["Clerk", "Bring copies."]]
    receipt = receipt_of(export, lambda grid: grid, title="Copy of plan (2)", before=notes)
    assert (priorities(receipt), receipt["changes"]) == (PRIORITIES, SAME)


def test_a_remark_typed_beside_the_table_is_no_priority(export):
    receipt = receipt_of(export, lambda grid: [[*row, "", "ask Bo"] if row[1] == "1.3" else row for row in grid])
    assert priorities(receipt) == PRIORITIES
