"""CSV and TSV files: one table, whatever wrote it."""

import pytest

from goldenthread.intake.allowance import Allowance
from goldenthread.intake.document import Table
from goldenthread.intake.readers.csv import read_csv
from goldenthread.intake.refusals import FileRefused


def table(text: str | bytes, *, separator: str = "") -> Table:
    [found] = read_csv(text.encode() if isinstance(text, str) else text, Allowance(), separator=separator)
    assert isinstance(found, Table)
    return found


def rows(text: str | bytes, *, separator: str = "") -> list[tuple[str, ...]]:
    return [row.texts for row in table(text, separator=separator).rows]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_by_trying(separator):
    text = "Ref,Action,End\n1.1,Hold a stall,Sep-17\n1.2,Ask why,Dec-17\n".replace(",", separator)
    assert rows(text) == [("Ref", "Action", "End"), ("1.1", "Hold a stall", "Sep-17"), ("1.2", "Ask why", "Dec-17")]


def test_commas_in_sentences_do_not_outweigh_the_semicolons_between_cells():
    assert rows("Ref;Action\n1;Meet, talk, agree\n2;Write, read, send\n") == [
        ("Ref", "Action"),
        ("1", "Meet, talk, agree"),
        ("2", "Write, read, send"),
    ]


def test_excels_own_line_names_the_separator_and_is_no_row():
    found = table("sep=;\r\nRef;Action\r\n1;a, b\r\n")
    assert [(row.where, row.texts) for row in found.rows] == [("line 2", ("Ref", "Action")), ("line 3", ("1", "a, b"))]


def test_a_tsv_is_split_at_tabs_even_where_commas_are_more():
    assert rows("a,b,c\td,e,f\n", separator="\t") == [("a,b,c", "d,e,f")]


def test_line_breaks_in_quoted_cells_are_kept_and_places_are_first_lines():
    found = table('Ref,Action\r\n1.1,"one\r\ntwo"\r\n\r\n1.2,three\r\n')
    assert [(row.where, row.texts) for row in found.rows] == [
        ("line 1", ("Ref", "Action")),
        ("line 2", ("1.1", "one\ntwo")),
        ("line 5", ("1.2", "three")),
    ]


def test_records_that_hold_nothing_are_left_out():
    assert rows("a,b\n,,\n  ,\nc,d\n") == [("a", "b"), ("c", "d")]


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_rows_below():
    assert rows('Ref,Action\n1,"You said\n2,We did\n') == [("Ref", "Action"), ("1", '"You said'), ("2", "We did")]


def test_a_quoted_cell_at_the_very_end_is_closed_with_or_without_a_line_end():
    assert rows('a,"b\nc"') == [("a", "b\nc")]


def test_old_line_ends_are_line_ends():
    assert rows("a,b\rc,d\r") == [("a", "b"), ("c", "d")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_the_encodings_of_excel_are_told_apart(encoding):
    assert rows("Ref,Größe\n1,5 – £\n".encode(encoding)) == [("Ref", "Größe"), ("1", "5 – £")]


def test_noughts_are_stripped():
    assert rows("a\x00,b\n") == [("a", "b")]


def test_a_field_that_no_program_writes_is_refused_rather_than_cut():
    with pytest.raises(FileRefused, match="damaged"):
        rows('a,"' + "x" * 200_000 + "\nb,c")
