"""Text files: tab-separated tables inside running text."""

import pytest

from goldenthread.intake.allowance import Allowance
from goldenthread.intake.document import Paragraph, Table
from goldenthread.intake.readers.text import read_text


def blocks(text: str) -> list[Paragraph | Table]:
    return list(read_text(text.encode(), Allowance()))


def shape(text: str) -> list[object]:
    return [
        [row.texts for row in block.rows] if isinstance(block, Table) else (block.level, block.text)
        for block in blocks(text)
    ]


def test_neighbouring_lines_with_tabs_are_a_table_and_other_lines_are_paragraphs():
    assert shape("Our plan\nRef\tAction\n1.1\tPaint the hall\nThe end") == [
        (0, "Our plan"),
        [("Ref", "Action"), ("1.1", "Paint the hall")],
        (0, "The end"),
    ]


def test_a_blank_line_ends_a_table_even_where_it_holds_spaces_and_tabs():
    assert shape("a\tb\n \t \nc\td") == [[("a", "b")], [("c", "d")]]


def test_each_place_is_the_line_of_the_file():
    table, paragraph = blocks("\n\na\tb\nc\td\n\nText")
    assert isinstance(table, Table)
    assert (table.where, paragraph.where) == ("line 3", "line 6")
    assert [row.where for row in table.rows] == ["line 3", "line 4"]


def test_only_line_ends_make_lines_so_that_numbers_agree_with_an_editor():
    found = blocks("one\u2028still one\x0c and still\r\ntwo\rthree")
    assert [block.where for block in found] == ["line 1", "line 2", "line 3"]


def test_empty_first_and_last_cells_are_kept():
    assert shape("\t1.5.1\tA stall\t") == [[("", "1.5.1", "A stall", "")]]


@pytest.mark.parametrize(
    ("line", "level", "text"),
    [
        ("# Aims", 1, "Aims"),
        ("### Aims ###", 3, "Aims"),
        ("# **Aims**", 1, "Aims"),
        ("####### Seven", 0, "####### Seven"),
        ("#hash", 0, "#hash"),
        ("C# and F#", 0, "C# and F#"),
        ("## C#", 2, "C#"),
    ],
)
def test_marks_of_a_heading_give_its_level(line, level, text):
    assert shape(line) == [(level, text)]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("1. **APOLOGIES** were sent", "1. APOLOGIES were sent"),
        ("**Opened on this line", "Opened on this line"),
        ("and closed on that**", "and closed on that"),
        ("2 ** 3 ** 4", "2 ** 3 ** 4"),
        ("****", "****"),
        ("a **b** c **d** e", "a b c d e"),
    ],
)
def test_marks_of_bold_are_taken_away(line, text):
    assert shape(line) == [(0, text)]


def test_bold_inside_a_cell_is_taken_away():
    assert shape("**Ref**\tThe **whole** action") == [[("Ref", "The whole action")]]


def test_a_rule_between_rows_stays_a_row():
    assert shape("a\tb\n---\t---\nc\td") == [[("a", "b"), ("---", "---"), ("c", "d")]]


def test_markdown_rows_are_a_table_without_the_rule_under_the_header():
    assert shape("| Ref | Action |\n|:---|---:|\n| 1.1 | One \\| two<br>three |") == [
        [("Ref", "Action"), ("1.1", "One | two\nthree")]
    ]


def test_tabbed_and_markdown_rows_do_not_share_a_table():
    assert shape("a\tb\n| c | d |") == [[("a", "b")], [("c", "d")]]


def test_a_quoted_last_cell_runs_on_over_lines_without_tabs():
    assert shape('1\t"first\nsecond ""so""\nthird"\tlast\n2\tb') == [
        [("1", 'first\nsecond "so"\nthird', "last"), ("2", "b")]
    ]


def test_a_quotation_mark_that_is_never_closed_swallows_nothing():
    assert shape('1\t"You said\n2\tb\nText') == [[("1", '"You said'), ("2", "b")], (0, "Text")]


def test_a_quotation_within_one_line_is_left_as_it_is():
    assert shape('1\t"You said, we did"\t"so" it is') == [[("1", '"You said, we did"', '"so" it is')]]


def test_noughts_and_other_control_characters_are_stripped():
    assert shape("a\x00b\x07\tc\n\x00") == [[("ab", "c")]]


def test_emoji_and_right_to_left_text_pass_unchanged():
    assert shape("🎉 خطة\tתוכנית 👩‍👧") == [[("🎉 خطة", "תוכנית 👩‍👧")]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_encodings_of_office_programs_are_told_apart(encoding):
    found = read_text("Café plan – £5 for each “child”\tÉ".encode(encoding), Allowance())
    assert isinstance(found[0], Table)
    assert found[0].rows[0].texts == ("Café plan – £5 for each “child”", "É")


def test_lines_made_of_marks_take_time_in_proportion_to_their_length():
    line = "**a " * 200_000
    assert shape(line) == [(0, line.strip().removeprefix("**"))]
    assert len(shape("#" + " " * 500_000 + "x#x")) == 1
    assert len(shape("|" + "-" * 500_000 + "x|")) == 1
