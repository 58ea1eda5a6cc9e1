"""Small numbers that a table shows, and those that its totals give away."""

import pytest

from tests.documents.gate.asking import found, told

SMALL = "small-number"


def table(*rows: str, mark: str = "\t") -> str:
    return "\n".join(mark.join(row.split(",")) for row in rows)


@pytest.mark.parametrize("mark", ["\t", " | "])
def test_a_cell_that_counts_few_children_is_found_and_may_be_hidden(mark: str) -> None:
    text = table("Cohort,Boys,Girls", "Children in need,12,4", "Care leavers,9,11", mark=mark)
    assert [(finding.words, finding.replacement) for finding in found(text)] == [("4", "c")]


def test_a_table_with_bars_at_its_edges_is_read_like_one_without() -> None:
    text = "| Cohort | Boys |\n|---|---|\n| Children in need | 3 |\n| Care leavers | 14 |"
    finding = found(text)[0]
    assert (finding.words, text[finding.start - 2 : finding.end + 2]) == ("3", "| 3 |")


def test_a_hidden_cell_that_its_row_gives_away_is_found() -> None:
    text = table("Cohort,Boys,Girls,Total", "Children in need,12,c,15", "Care leavers,10,10,20")
    assert told(text) == [(SMALL, "c")]
    assert "15 less 12 is 3" in found(text)[0].why


def test_a_hidden_cell_that_its_column_gives_away_is_found() -> None:
    text = table("Cohort,Replied", "Looked after,11", "Care leavers,18", "Early help,<5", "Total,33")
    assert told(text) == [(SMALL, "<5")]


def test_two_hidden_cells_protect_each_other() -> None:
    assert told(table("Cohort,Replied", "Looked after,c", "Care leavers,18", "Early help,c", "Total,33")) == []


def test_a_part_of_a_total_that_leaves_few_over_is_found() -> None:
    text = table("Cohort,Eligible,Replied", "Looked after children,15,11", "Care leavers,18,9")
    assert told(text) == [(SMALL, "11")]


def test_one_hidden_cell_that_leaves_many_over_is_well_hidden() -> None:
    assert told(table("Cohort,Boys,Girls,Total", "Children,12,c,40", "Care leavers,10,10,20")) == []


@pytest.mark.parametrize(
    "rows",
    [
        ("Ref,Action", "1,Visit all children", "2,Train all staff"),
        ("Priority,Actions,Complete", "Children in need,12,40%", "Care leavers,9,3%"),
        ("Service,Laptops,Desks", "Finance,2,4", "Legal,3,5"),
        ("Cohort,Target", "Children seen,5", "Families visited,4"),
        ("Cohort,Boys,Girls", "Children in need,12,40", "Care leavers,9,0"),
        ("Year,Children", "2024,31", "2025,44"),
    ],
)
def test_tables_that_count_no_few_children_raise_no_alarm(rows: tuple[str, ...]) -> None:
    assert told(table(*rows)) == []


def test_a_row_of_other_width_begins_another_table() -> None:
    assert told("a\tb\nChildren\t3\tx\nChildren\t4") == []
