"""Every file that is not read, and its one sentence."""

import io
import logging
import zipfile
import zlib

import openpyxl
import pytest

from goldenthread.intake.allowance import MAX_BYTES
from goldenthread.intake.document import Document
from goldenthread.intake.readers import markup
from goldenthread.intake.reading import read_file
from goldenthread.intake.refusals import SENTENCES, FileRefused, Reason
from goldenthread.kernel.errors import RuleBroken
from tests.intake.papers import (
    EXCEL_TYPE,
    content_types,
    excel_file,
    excel_parts,
    ole_file,
    packed,
    sheet_of,
    text_cell,
    word_cell,
    word_file,
    word_paragraph,
    word_parts,
    word_table,
    written,
    zeros_packed,
    zip_entry_by_hand,
)

WORD = word_file(word_paragraph("Our plan"))
EXCEL = excel_file(sheet_of(text_cell("A1", "Our plan")))
MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


@pytest.fixture
def refusal(tmp_path):
    def refusal_of(name: str, data: bytes | str) -> FileRefused:
        with pytest.raises(FileRefused) as caught:
            read_file(written(tmp_path, name, data), name)
        return caught.value

    return refusal_of


@pytest.fixture
def reading(tmp_path):
    def read_data(name: str, data: bytes) -> Document:
        return read_file(written(tmp_path, name, data), name)

    return read_data


def test_every_reason_has_one_sentence_and_a_refusal_is_a_broken_rule():
    assert set(SENTENCES) == set(Reason)
    for reason in Reason:
        refusal = FileRefused(reason, ending=".x", content="a thing", safe=".docx")
        assert isinstance(refusal, RuleBroken)
        assert str(refusal).endswith(".")
        assert str(refusal).count(". ") == 0
        assert (refusal.code, "{" in str(refusal)) == (reason.value, False)


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("plan.pages", "unknown-ending", "A file ending in .pages cannot be read"),
        ("plan", "unknown-ending", "A file without an ending cannot be read"),
        ("plan.exe\u202e", "unknown-ending", "ending in .exe cannot"),
        ("plan.doc", "old-word", "save it as .docx"),
        ("plan.xls", "old-excel", "save it as .xlsx"),
        ("plan.XLSB", "old-excel", "save it as .xlsx"),
        ("plan.docm", "macros", "save it as .docx without macros"),
        ("plan.xlsm", "macros", "save it as .xlsx without macros"),
        ("plan.pdf", "pdf", "not read yet"),
        ("plan.odt", "open-document", "not read yet"),
        ("plan.ods", "open-document", "not read yet"),
    ],
)
def test_endings_that_are_not_read(refusal, name, code, words):
    found = refusal(name, b"whatever")
    assert found.code == code
    assert words in str(found)


def test_an_ending_made_long_does_not_make_a_long_sentence(refusal):
    assert len(str(refusal("a." + "b" * 200, b"x"))) < 200


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.docx"])
def test_bytes_that_are_nothing_known_are_a_damaged_document(refusal, name):
    assert refusal(name, b"\x1f\x8b\x08" + bytes(100)).code == "damaged"


@pytest.mark.parametrize(
    ("name", "data", "content"),
    [
        ("plan.docx", EXCEL, "an Excel workbook"),
        ("plan.xlsx", WORD, "a Word document"),
        ("plan.csv", EXCEL, "an Excel workbook"),
        ("plan.txt", WORD, "a Word document"),
        ("plan.docx", packed({"readme.txt": "hello"}), "a packed file"),
        ("plan.txt", packed({"readme.txt": "hello"}), "a packed file"),
        ("plan.xlsx", b"Ref,Action\n", "plain text"),
        ("plan.docx", b"%PDF-1.7\n", "a PDF"),
        ("plan.txt", b"\xef\xbb\xbf%PDF-1.7\n", "a PDF"),
        ("plan.docx", rb"{\rtf1\ansi plan}", "a rich text file"),
        ("plan.csv", b"\n <!DOCTYPE html><table>", "a web page"),
        ("plan.csv", b"\x89PNG\r\n\x1a\n" + bytes(500), "not text"),
        ("plan.txt", bytes(range(256)) * 20, "not text"),
        ("plan.docx", ole_file("Contents"), "an old Office file"),
    ],
)
def test_content_that_is_not_what_the_ending_says(refusal, name, data, content):
    found = refusal(name, data)
    assert found.code == "ending-mismatch"
    assert f"ends in .{name.rpartition('.')[2]}, but what is inside is {content}" in str(found)


def test_a_workbook_named_csv_is_to_be_named_what_it_is(refusal):
    assert str(refusal("plan.csv", EXCEL)) == (
        "The name of this file ends in .csv, but what is inside is an Excel workbook: please name it .xlsx."
    )
    assert str(refusal("plan.xlsx", WORD)).endswith("what is inside is a Word document: please name it .docx.")
    assert str(refusal("plan.docx", b"%PDF-1.7")).endswith("what is inside is a PDF: please save it again as .docx.")


def test_the_ending_may_be_in_capitals(reading):
    assert reading("PLAN.DOCX", WORD).format == "docx"


def test_a_template_under_the_ending_of_a_document_is_read(reading):
    parts = word_parts(word_paragraph("template"))
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace("document.main", "template.main")
    assert reading("plan.docx", packed(parts)).blocks


@pytest.mark.parametrize("name", ["plan.txt", "plan.csv", "plan.docx", "plan.xlsx"])
def test_an_empty_file(refusal, name):
    assert refusal(name, b"").code == "empty-file"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.txt", b" \n\t\t\n\x00\n"),
        ("plan.csv", b",,,\n , \n"),
        ("plan.docx", word_file("<w:p/>" + word_table(word_cell("")))),
        ("plan.xlsx", excel_file(sheet_of())),
        ("plan.xlsx", excel_file(sheet_of(text_cell("A1", "  ")))),
    ],
)
def test_a_file_without_text(refusal, name, data):
    assert refusal(name, data).code == "no-text"


def test_a_file_of_exactly_25_mb_passes_the_check_of_size_and_one_byte_more_does_not(tmp_path, refusal):
    assert refusal("plan.docx", bytes(MAX_BYTES)).code == "ending-mismatch"
    assert refusal("plan.docx", bytes(MAX_BYTES + 1)).code == "too-big"


def test_office_files_with_a_password(refusal):
    assert refusal("plan.docx", ole_file("EncryptionInfo", "EncryptedPackage")).code == "encrypted"
    assert refusal("plan.xlsx", ole_file("EncryptionInfo", "EncryptedPackage")).code == "encrypted"


def test_a_zip_with_encrypted_entries(refusal):
    deflated = zeros_packed(1)
    data = zip_entry_by_hand("word/document.xml", deflated, claimed_size=1024, crc=0, flags=1)
    assert refusal("plan.docx", data).code == "encrypted"


def test_old_formats_under_a_new_ending(refusal):
    assert refusal("plan.docx", ole_file("WordDocument", "1Table")).code == "old-word"
    assert refusal("plan.xlsx", ole_file("Workbook")).code == "old-excel"
    assert refusal("plan.csv", ole_file("Book")).code == "old-excel"
    parts = excel_parts(sheet_of())
    parts["[Content_Types].xml"] = content_types(
        "xl/workbook.xml", "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    )
    assert refusal("plan.xlsx", packed(parts)).code == "old-excel"


@pytest.mark.parametrize(
    "changes",
    [
        {"xl/vbaProject.bin": b"macros"},
        {"XL/VBAPROJECT.BIN": b"macros"},
        {"xl/macrosheets/sheet1.xml": "<old/>"},
        {"[Content_Types].xml": content_types("xl/workbook.xml", MACROS)},
        {
            "[Content_Types].xml": content_types(
                "xl/workbook.xml", EXCEL_TYPE, bin="application/vnd.ms-office.vbaProject"
            )
        },
    ],
)
def test_a_workbook_with_macros_under_an_innocent_name(refusal, changes):
    found = refusal("plan.xlsx", packed({**excel_parts(sheet_of(text_cell("A1", "x"))), **changes}))
    assert found.code == "macros"


def test_a_word_document_with_macros_under_an_innocent_name(refusal):
    found = refusal("plan.docx", packed({**word_parts(word_paragraph("x")), "word/vbaProject.bin": b"macros"}))
    assert (found.code, "save it as .docx" in str(found)) == ("macros", True)
    declared = "application/vnd.ms-word.document.macroEnabled.main+xml"
    parts = {**word_parts(word_paragraph("x")), "[Content_Types].xml": content_types("word/document.xml", declared)}
    assert refusal("plan.docx", packed(parts)).code == "macros"


def test_open_document_files_under_another_ending(refusal):
    data = packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})
    assert refusal("plan.docx", data).code == "open-document"


def test_a_bomb_that_says_its_size(refusal):
    bomb = zip_entry_by_hand("word/document.xml", zeros_packed(2048), claimed_size=2048 * 1024**2, crc=0)
    assert len(bomb) < 10 * 1024**2
    assert refusal("plan.docx", bomb).code == "unpacks-too-big"


def test_a_bomb_that_hides_its_size_is_not_unpacked_past_what_it_claims(refusal):
    content = bytes(2048 * 1024)
    bomb = zip_entry_by_hand(
        "[Content_Types].xml", zeros_packed(2048), claimed_size=len(content), crc=zlib.crc32(b"other")
    )
    assert refusal("plan.docx", bomb).code == "damaged"


@pytest.mark.load
def test_a_part_that_is_used_over_and_over_is_counted_each_time(refusal):
    """The directory adds up to 12 MB; the forty sheets that are all this part would be 480 MB."""
    heavy = sheet_of(text_cell("A1", "x"), after=f"<!--{' ' * 4 * 1024**2}-->" * 3)
    parts = excel_parts(heavy, names=tuple(f"Sheet{number}" for number in range(40)))
    links = str(parts["xl/_rels/workbook.xml.rels"])
    for number in range(2, 41):
        links = links.replace(f"worksheets/sheet{number}.xml", "worksheets/sheet1.xml")
    assert refusal("plan.xlsx", packed({**parts, "xl/_rels/workbook.xml.rels": links})).code == "unpacks-too-big"


@pytest.mark.load
def test_a_file_of_too_many_parts(refusal):
    many = {f"word/media/{number}": b"" for number in range(10_000)}
    assert refusal("plan.docx", packed({**word_parts(word_paragraph("x")), **many})).code == "too-many-parts"


ROWS_OF_CSV = "1,Paint the hall\n"
EMPTY_WORD_ROW = "<w:tc><w:p/></w:tc>"


@pytest.mark.load
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("plan.csv", lambda rows: (ROWS_OF_CSV * rows).encode()),
        ("plan.txt", lambda rows: ("1\ttwo\n\n" * rows).encode()),
        (
            "plan.xlsx",
            lambda rows: excel_file(
                sheet_of(*["<c><v>1</v></c>"] * (rows - 9), "<c/>"), sheet_of(*["<c><v>1</v></c>"] * 9)
            ),
        ),
        ("plan.docx", lambda rows: word_file(word_paragraph("x") + word_table(*[EMPTY_WORD_ROW] * rows))),
    ],
)
def test_20_000_rows_are_read_and_one_more_is_refused(reading, refusal, name, make):
    assert sum(len(table.rows) for table in reading(name, make(20_000)).tables) == 20_000
    assert refusal(name, make(20_001)).code == "too-many-rows"


@pytest.mark.load
def test_100_000_paragraphs_are_read_and_one_more_is_refused(reading, refusal):
    assert len(reading("plan.txt", b"text\n" * 100_000).blocks) == 100_000
    assert refusal("plan.txt", b"text\n" * 100_001).code == "too-many-paragraphs"


@pytest.mark.load
def test_a_sheet_that_is_wide_and_long_is_refused_before_room_is_made_for_it(refusal):
    rows = "".join(f'<row r="{number}">{text_cell(f"XFD{number}", "x")}</row>' for number in range(1, 200))
    assert refusal("plan.xlsx", excel_file(f"<sheetData>{rows}</sheetData>")).code == "too-many-cells"


def test_millions_of_empty_elements_are_not_waited_for(refusal, monkeypatch):
    monkeypatch.setattr(markup, "MAX_CELLS", 1000)
    assert refusal("plan.xlsx", excel_file(f"<sheetData>{'<row/>' * 1001}</sheetData>")).code == "too-many-cells"


def test_millions_of_empty_lines_are_not_waited_for(refusal):
    assert refusal("plan.csv", b"\n" * 4_000_001).code == "too-many-rows"


def test_one_long_text_shown_in_very_many_cells_is_refused(refusal):
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<si><t>{'x' * 1_000_000}</t></si></sst>"
    )
    cells = '<c t="s"><v>0</v></c>' * 101
    assert refusal("plan.xlsx", excel_file(sheet_of(cells), sharedStrings=strings)).code == "too-much-text"


def test_a_file_cut_short_at_any_point_is_damaged(refusal):
    for data, name in ((WORD, "plan.docx"), (EXCEL, "plan.xlsx")):
        for kept in (30, len(data) // 3, len(data) // 2, len(data) - 30, len(data) - 1):
            assert refusal(name, data[:kept]).code == "damaged", kept


def test_bytes_changed_in_the_middle_are_found(tmp_path):
    """Whatever byte is spoilt, the file is read as before or refused in one sentence."""
    for position in range(40, len(EXCEL) - 1, 97):
        spoilt = bytearray(EXCEL)
        spoilt[position] ^= 0x55
        try:
            document = read_file(written(tmp_path, "plan.xlsx", bytes(spoilt)), "plan.xlsx")
        except FileRefused:
            continue
        assert document.tables[0].rows[0].texts == ("Our plan",)


@pytest.mark.parametrize(
    "changes",
    [
        {"word/document.xml": "<w:document"},
        {"word/document.xml": ""},
        {"word/document.xml": "<a>&#0;</a>"},
        {"_rels/.rels": "<Relationships/>"},
        {"_rels/.rels": "not xml"},
        {"word/document.xml": "<a>" * 300},
        {"word/_rels/document.xml.rels": "<"},
    ],
)
def test_broken_xml_is_damage(refusal, changes):
    data = packed({**word_parts(word_paragraph("x")), **changes})
    assert refusal("plan.docx", data).code == "damaged"


@pytest.mark.parametrize(
    "sheet",
    [
        '<sheetData><row r="x"><c><v>1</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="1"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="1"><c t="s"><v>7</v></c></row></sheetData>',
        '<sheetData><row r="1"><c s="x"><v>7</v></c></row></sheetData>',
        '<sheetData/><mergeCells><mergeCell ref="A1:banana"/></mergeCells>',
    ],
)
def test_a_sheet_that_makes_no_sense_is_damaged_and_the_log_says_where_but_not_what(refusal, caplog, sheet):
    with caplog.at_level(logging.ERROR, logger="goldenthread.intake"):
        assert refusal("plan.xlsx", excel_file(sheet)).code == "damaged"
    assert "banana" not in caplog.text


def test_entities_that_grow_without_bound_are_refused_at_once(refusal):
    entities = "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 12))
    prologue = f'<!DOCTYPE w [<!ENTITY a0 "lol">{entities}]>'
    for body in (word_paragraph("&a11;"), word_paragraph("x", '<w:pStyle w:val="&a11;"/>')):
        assert refusal("plan.docx", packed(word_parts(body, prologue=prologue))).code == "unsafe-xml"


def test_entities_that_name_a_file_are_refused_and_the_file_is_not_read(refusal, tmp_path):
    secret = written(tmp_path, "secret.txt", "secret")
    prologue = f'<!DOCTYPE w [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    found = refusal("plan.docx", packed(word_parts(word_paragraph("&s;"), prologue=prologue)))
    assert (found.code, "secret" in str(found)) == ("unsafe-xml", False)


@pytest.mark.parametrize("part", ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_document_type_in_any_part_is_refused(refusal, part):
    parts = excel_parts(sheet_of(text_cell("A1", "x")))
    declaration, _, rest = str(parts[part]).partition("?>")
    parts[part] = f'{declaration}?><!DOCTYPE x SYSTEM "https://example.org/x.dtd">{rest}'
    assert refusal("plan.xlsx", packed(parts)).code == "unsafe-xml"


def test_links_to_other_files_are_not_followed(reading):
    parts = excel_parts(sheet_of(text_cell("A1", "x")))
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>",
        '<Relationship Id="out" Type="http://x/styles" TargetMode="External" Target="https://example.org/"/></Relationships>',
    )
    assert reading("plan.xlsx", packed(parts)).tables


def test_a_link_that_leads_out_of_the_package_finds_nothing(refusal):
    parts = excel_parts(sheet_of(text_cell("A1", "x")))
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "worksheets/sheet1.xml", "../../../../etc/passwd"
    )
    assert refusal("plan.xlsx", packed(parts)).code == "damaged"


def test_names_of_parts_with_backslashes_and_capitals_are_found(reading):
    parts = {
        name.replace("/", "\\").upper(): content
        for name, content in excel_parts(sheet_of(text_cell("A1", "x"))).items()
    }
    assert reading("plan.xlsx", packed(parts)).tables


def test_a_compression_that_office_does_not_use_is_damage(refusal):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as package:
        for name, content in word_parts(word_paragraph("x")).items():
            package.writestr(name, content)
    assert refusal("plan.docx", out.getvalue().replace(b"\x0e\x00", b"\x63\x00")).code == "damaged"


def test_a_refusal_leaves_nothing_behind(tmp_path, refusal):
    workbook = openpyxl.Workbook()
    workbook.save(tmp_path / "empty.xlsx")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(FileRefused):
        read_file(tmp_path / "empty.xlsx", "empty.xlsx")
    assert sorted(tmp_path.iterdir()) == before
