"""Excel workbooks: every sheet a table, every cell as the sheet prints it, with its fill."""

import io
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

from goldenthread.intake.document import Cell, Document
from tests.intake.papers import (
    excel_file,
    excel_parts,
    only_table,
    packed,
    paragraphs,
    read,
    sheet_of,
    text_cell,
    texts,
)


def saved(workbook: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


@pytest.fixture
def reading(tmp_path):
    def read_workbook(data: bytes | openpyxl.Workbook) -> Document:
        return read(tmp_path, "plan.xlsx", data if isinstance(data, bytes) else saved(data))

    return read_workbook


def workbook_of(*rows: list[object], title: str = "Plan") -> openpyxl.Workbook:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return workbook


def test_each_sheet_is_a_table_with_its_name_in_the_order_of_the_workbook(reading):
    workbook = workbook_of(["Ref", "Action"], ["1.1", "Paint the hall"])
    workbook.create_sheet("Empty")
    workbook.create_sheet("Key", 0).append(["G", "Green"])
    document = reading(workbook)
    assert document.format == "xlsx"
    assert [(table.title, table.where, texts(table)) for table in document.tables] == [
        ("Key", "Key", [("G", "Green")]),
        ("Plan", "Plan", [("Ref", "Action"), ("1.1", "Paint the hall")]),
    ]


def test_each_cell_has_its_place_in_the_sheet(reading):
    workbook = workbook_of(["a"])
    workbook.active["C7"] = "c"
    row = only_table(reading(workbook)).rows[1]
    assert (row.where, row.cell_places, row.texts) == ("Plan!7", ("Plan!A7", "Plan!B7", "Plan!C7"), ("", "", "c"))


def test_columns_past_z_are_lettered_like_in_excel(reading):
    workbook = workbook_of(["a"])
    workbook.active["AAB1"] = "far"
    row = only_table(reading(workbook)).rows[0]
    assert (row.cell_places[25:28], row.cell_places[-1]) == (("Plan!Z1", "Plan!AA1", "Plan!AB1"), "Plan!AAB1")


def test_rows_without_text_are_left_out_and_the_places_show_the_gap(reading):
    workbook = workbook_of(["a"])
    workbook.active["A5"] = "b"
    workbook.active["A3"].fill = PatternFill("solid", fgColor="FF0000")
    workbook.active["A4"] = "   "
    workbook.active["A1000"].fill = PatternFill("solid", fgColor="FF0000")
    assert [row.where for row in only_table(reading(workbook)).rows] == ["Plan!1", "Plan!5"]


def test_values_are_texts_as_the_sheet_prints_them(reading):
    workbook = workbook_of([4, 4.0, 4.5, True, "4.10", "007", 0.1 + 0.2, 12345678901, -3])
    assert texts(only_table(reading(workbook))) == [
        ("4", "4", "4.5", "TRUE", "4.10", "007", "0.3", "12345678901", "-3"),
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (date(2017, 4, 1), "mmm-yy", "Apr-17"),
        (date(2017, 4, 30), "dd/mm/yyyy", "30/04/2017"),
        (datetime.fromisoformat("2017-04-30T14:05"), "dd/mm/yyyy hh:mm", "30/04/2017 14:05"),
        (4.1, "0.00", "4.10"),
        (0.5, "0%", "50%"),
    ],
)
def test_dates_and_numbers_follow_the_format_of_their_cell(reading, value, number_format, text):
    workbook = workbook_of([value])
    workbook.active["A1"].number_format = number_format
    assert texts(only_table(reading(workbook))) == [(text,)]


def test_the_1904_calendar_of_old_macintosh_files_gives_the_same_dates(reading):
    workbook = workbook_of([date(2018, 3, 31)])
    workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    assert texts(only_table(reading(workbook))) == [("31/03/2018",)]


@pytest.mark.parametrize(
    ("fill", "expected"),
    [
        (PatternFill("solid", fgColor="00B050"), "00B050"),
        (PatternFill("solid", fgColor=Color(indexed=10)), "FF0000"),
        (PatternFill("solid", fgColor=Color(indexed=64)), ""),
        (PatternFill("solid", fgColor=Color(theme=0)), "FFFFFF"),
        (PatternFill("solid", fgColor=Color(theme=0, tint=-0.5)), "808080"),
        (PatternFill("solid", fgColor=Color(theme=1, tint=0.25)), "404040"),
        (PatternFill("gray125"), ""),
        (PatternFill("lightUp", fgColor="000000", bgColor="FFC000"), "FFC000"),
        (PatternFill(fill_type=None), ""),
    ],
)
def test_a_fill_is_six_hex_digits_wherever_its_colour_is_defined(reading, fill, expected):
    workbook = workbook_of(["Green", "x"])
    workbook.active["A1"].fill = fill
    assert only_table(reading(workbook)).rows[0].cells[0] == Cell("Green", expected)


def test_a_colour_without_a_word_is_kept_under_a_column_that_has_words(reading):
    workbook = workbook_of(["Action", "RAG"], ["Paint the hall"])
    workbook.active["B2"].fill = PatternFill("solid", fgColor="FF0000")
    workbook.active["Z2"].fill = PatternFill("solid", fgColor="FF0000")
    assert only_table(reading(workbook)).rows[1].cells == (Cell("Paint the hall"), Cell("", "FF0000"))


def test_merged_cells_stand_in_their_first_part_and_the_others_continue_it(reading):
    workbook = workbook_of(["Aim", "x", "Ref"], ["", "", "1.1"], ["last", "", "1.2"])
    sheet = workbook.active
    sheet["A1"].fill = PatternFill("solid", fgColor="92D050")
    sheet.merge_cells("A1:B2")
    assert [row.cells for row in only_table(reading(workbook)).rows] == [
        (Cell("Aim", "92D050"), Cell("", "92D050", continues=True), Cell("Ref")),
        (Cell("", "92D050", continues=True), Cell("", "92D050", continues=True), Cell("1.1")),
        (Cell("last"), Cell(""), Cell("1.2")),
    ]


@pytest.mark.load
def test_a_title_merged_over_the_whole_width_of_excel_is_no_wider_than_the_table(reading):
    workbook = workbook_of(["Priority 1"], ["1.1", "Paint the hall"])
    workbook.active.merge_cells("A1:XFD1")
    assert [len(row.cells) for row in only_table(reading(workbook)).rows] == [2, 2]


def test_a_formula_gives_the_value_saved_with_it(reading):
    cells = (
        '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A1&amp;"x"</f><v>2x</v></c>'
        '<c r="C1" t="e"><f>Gone!A1</f><v>#REF!</v></c>'
    )
    assert texts(only_table(reading(excel_file(sheet_of(cells))))) == [("2", "2x", "#REF!")]


def test_a_formula_without_a_saved_value_gives_its_own_words(reading):
    assert texts(only_table(reading(workbook_of(["=SUM(B1:C1)"])))) == [("=SUM(B1:C1)",)]


def test_text_in_runs_is_joined_and_readings_are_left_out(reading):
    runs = '<r><t>Feb</t></r><r><t xml:space="preserve"> 2018</t></r><rPh sb="0" eb="1"><t>no</t></rPh>'
    cell = f'<c r="A1" t="inlineStr"><is>{runs}</is></c>'
    assert texts(only_table(reading(excel_file(sheet_of(cell))))) == [("Feb 2018",)]


def test_escaped_characters_are_taken_back_and_those_that_cannot_be_kept_are_stripped(reading):
    cell = text_cell("A1", "one_x000D__x000A_two_x0000__xD83D_ three_x005F_")
    assert only_table(reading(excel_file(sheet_of(cell)))).rows[0].cells[0].text == "one\ntwo three_"


def test_shared_strings_emoji_and_right_to_left_text_pass_unchanged(reading):
    workbook = workbook_of(["🎉", "خطة\nעברית", "🎉"])
    assert texts(only_table(reading(workbook))) == [("🎉", "خطة\nעברית", "🎉")]


def test_rows_and_cells_that_name_no_place_follow_the_one_before(reading):
    first = "<row><c><v>1</v></c><c><v>2</v></c></row>"
    fifth = '<row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row>'
    rows = only_table(reading(excel_file(f"<sheetData>{first}{fifth}</sheetData>"))).rows
    assert [(row.where, row.texts) for row in rows] == [("Sheet1!1", ("1", "2")), ("Sheet1!5", ("", "", "3", "4"))]


def test_dates_written_in_words_print_like_the_number_for_them(reading):
    cells = '<c r="A1" t="d" s="1"><v>2017-04-30T00:00:00Z</v></c><c r="B1" t="d"><v>some day</v></c>'
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>'
        '<xf numFmtId="0"/><xf numFmtId="17"/></cellXfs></styleSheet>'
    )
    assert texts(only_table(reading(excel_file(sheet_of(cells), styles=styles)))) == [("Apr-17", "some day")]


def test_strict_office_files_with_other_namespaces_are_read(reading):
    parts = excel_parts(sheet_of(text_cell("A1", "strict")))
    strict = {
        name: content.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in parts.items()
        if isinstance(content, str)
    }
    assert texts(only_table(reading(packed(strict)))) == [("strict",)]


def test_what_is_hidden_is_read_and_a_paragraph_before_the_table_names_it(reading):
    workbook = workbook_of(["Ref", "Note", "Action"], *[[str(number), "n", "a"] for number in range(2, 9)])
    sheet = workbook.active
    for number in (3, 4, 5, 8):
        sheet.row_dimensions[number].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions["Q"].hidden = True
    archive = workbook.create_sheet("Archive")
    archive.append(["old"])
    archive.sheet_state = "veryHidden"
    document = reading(workbook)
    assert [len(table.rows) for table in document.tables] == [8, 1]
    assert [(remark.where, remark.text, remark.level) for remark in paragraphs(document)] == [
        ("Plan", "Hidden in the sheet Plan: rows 3 to 5, row 8, column B.", 0),
        ("Archive", "Hidden in the sheet Archive: the whole sheet.", 0),
    ]


def test_a_filter_that_hides_every_other_row_is_named_in_bounded_words(reading):
    workbook = workbook_of(*[["a"] for _ in range(200)])
    for number in range(2, 200, 2):
        workbook.active.row_dimensions[number].hidden = True
    [remark] = paragraphs(reading(workbook))
    assert remark.text.endswith("row 40, 79 more.")


def test_comments_charts_and_links_do_not_disturb_the_reading(reading):
    workbook = workbook_of(["a"])
    workbook.active["A1"].comment = Comment("a comment", "somebody")
    workbook.active["A1"].hyperlink = "https://example.org/"
    workbook.create_chartsheet("Chart").add_chart(openpyxl.chart.BarChart())
    assert texts(only_table(reading(workbook))) == [("a",)]


def test_a_long_name_of_a_sheet_is_cut_in_places_and_title(reading):
    document = reading(excel_file(sheet_of(text_cell("A1", "a")), names=("n" * 300,)))
    assert document.tables[0].title == "n" * 60
    assert document.tables[0].rows[0].cell_places == ("n" * 60 + "!A1",)
