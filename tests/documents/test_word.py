"""A Word file an officer can work in: real headings, numbers, heads of tables. LibreOffice opens it, and it passes."""

import io
import shutil
import subprocess
import zipfile

import docx
import page
import pytest
from docx.oxml.ns import qn

from goldenthread.documents.paper import Heading, Landscape, Paragraph, words
from goldenthread.documents.word.writing import to_word
from tests.documents.papers import action, actions, group, short_paper, whole_paper
from tests.documents.reading import defects, headings, part_of_word, said_by_word


@pytest.fixture(scope="module")
def whole():
    return to_word(whole_paper()).content


def opened(content):
    return docx.Document(io.BytesIO(content))


def test_headings_are_words_own(whole):
    found = [(one.style.name, one.text) for one in opened(whole).paragraphs if one.style.name.startswith("Heading")]
    assert found[:5] == [
        ("Heading 1", "Harbour Improvement Plan"),
        ("Heading 2", "Summary"),
        ("Heading 2", "Main Report"),
        ("Heading 3", "Background"),
        ("Heading 3", "Position"),
    ]
    assert ("Heading 4", "Priority 1: Be heard") in found


def test_it_has_its_title_and_language(whole):
    document = opened(whole)
    assert document.core_properties.title == "Harbour Improvement Plan"
    assert document.core_properties.language == "en-GB"
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_every_table_repeats_its_head_and_says_what_it_shows(whole):
    tables = opened(whole).tables
    assert len(tables) == 4
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
        assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"


def test_every_picture_is_described(whole):
    document = opened(whole)
    said = [one.get("descr") for one in document.element.body.iter(qn("wp:docPr"))]
    assert all(said)
    assert {"A heron on a post", "A map of three wards", "Blue", "Red", "Amber"} <= set(said)


def test_a_rating_is_a_shape_and_its_word_and_no_cell_is_colour_alone(whole):
    document = opened(whole)
    cell = document.tables[0].rows[1].cells[0]
    assert cell.text.strip() == "Blue"
    assert list(cell._tc.iter(qn("w:drawing")))
    assert not list(document.element.body.iter(qn("w:shd")))


def test_numbered_paragraphs_have_the_numbers_of_the_paper(whole):
    said = said_by_word(whole)
    at = [said.index(text) for text in ("It began with a survey.", "There are 11 actions.")]
    assert [said[place - 1] for place in at] == ["1.", "3."]


def test_pages_of_the_table_lie_on_their_side_and_stand_upright_after_it(whole):
    assert [one.orientation for one in opened(whole).sections] == [0, 1, 0]


def test_a_paper_that_ends_on_its_side_has_no_empty_upright_page_behind_it():
    blocks = (Heading(1, words("The plan")), Landscape((actions(group("Priority 1", action("1.1"))),)))
    assert [one.orientation for one in opened(to_word(whole_paper(blocks=blocks)).content).sections] == [0, 1]
    twice = (*blocks, *blocks[1:], Paragraph(words("The end.")))
    assert [one.orientation for one in opened(to_word(whole_paper(blocks=twice)).content).sections] == [0, 1, 0]


def test_the_mark_of_a_working_copy_stands_on_every_kind_of_page(whole):
    document = opened(whole)
    assert all("Working copy" in "".join(p.text for p in one.header.paragraphs) for one in document.sections)


def test_the_same_paper_is_the_same_bytes(whole):
    assert to_word(whole_paper()).content == whole


def test_links_lead_out_and_nothing_else_is_fetched(whole):
    relations = part_of_word(whole, "word/_rels/document.xml.rels")
    assert relations.count('TargetMode="External"') == 1
    assert "https://register.example/a?b=1&amp;c=2" in relations


@pytest.mark.parametrize("text", ["a\x00b\x0b\ud800c", "]]></w:t><w:p/>", "x" * 40_000])
def test_any_text_leaves_the_file_whole(text):
    from goldenthread.documents.handing_over import packed, unpacked

    content = to_word(unpacked(packed(short_paper(text)))).content
    with zipfile.ZipFile(io.BytesIO(content)) as packed_file:
        assert packed_file.testzip() is None
    assert opened(content).paragraphs


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_makes_a_pdf_that_passes_too(tmp_path, whole):
    (tmp_path / "whole.docx").write_bytes(whole)
    choices = '{"PDFUACompliance":{"type":"boolean","value":"true"}}'
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to",
         f"pdf:writer_pdf_Export:{choices}", "--outdir", tmp_path, tmp_path / "whole.docx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pdf = (tmp_path / "whole.pdf").read_bytes()
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert [one.message for one in report.failures] == []
    assert headings(pdf) == [1, 2, 2, 3, 3, 2, 3, 4, 4, 4]
    assert "a picture has no description" not in defects(pdf)
