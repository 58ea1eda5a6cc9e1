"""A PDF that can be heard as well as seen: held against a validator that is not ours, and looked through ourselves."""

import io
import re
import shutil
import subprocess

import page
import pikepdf
import pytest

from goldenthread.documents.handing_over import packed, unpacked
from goldenthread.documents.paper import (
    Appendix,
    Chart,
    ChartRow,
    Column,
    Group,
    Heading,
    Landscape,
    Mark,
    PageBreak,
    Paragraph,
    Series,
    Table,
    words,
)
from goldenthread.documents.typesetting.compiling import to_pdf
from goldenthread.documents.typesetting.finishing import TableSaid, finish
from goldenthread.documents.typesetting.fonts import own_family
from tests.documents.papers import LABELS, action, actions, group, short_paper, whole_paper
from tests.documents.reading import attribute, defects, elements, embedded_fonts, headings, kids, roles

SCRIPTS = [
    "Ŵyn", "مرحبا محمد", "שלום", "中文 名字", "한국어 이름", "👍🏽 of ✓ ☎", "አበበ", "a\u202eb\u200fc", "x" * 900,
]  # fmt: skip
OWN = {"SourceSansPro-Regular", "SourceSansPro-Semibold", "SourceSansPro-Bold", "SourceSansPro-It"}


def rendered(paper):
    return to_pdf(unpacked(packed(paper)))


def failures(pdf):
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    return [] if report.is_compliant else [f"{one.rule_id}: {one.message}" for one in report.failures]


@pytest.fixture(scope="module")
def whole():
    return rendered(whole_paper()).content


def test_a_paper_with_every_part_passes_the_validator_and_our_own_look(whole):
    assert failures(whole) == []
    assert defects(whole) == []


@pytest.mark.parametrize("text", SCRIPTS)
def test_a_paper_in_any_script_passes(text):
    made = rendered(short_paper(text)).content
    assert failures(made) == []
    assert defects(made) == []


@pytest.mark.parametrize("text", SCRIPTS)
def test_a_chart_in_any_script_passes(text):
    drawn = Chart(text, text, (Series(text, Mark.RED),), (ChartRow(text, (1,), text),))
    assert failures(rendered(whole_paper(blocks=(Heading(1, words("x")), drawn))).content) == []


def test_the_validator_and_our_look_both_see_a_pdf_that_is_not_tagged(whole):
    with pikepdf.open(io.BytesIO(whole)) as document:
        del document.Root.StructTreeRoot
        out = io.BytesIO()
        document.save(out)
    assert failures(out.getvalue())


@pytest.mark.parametrize(
    ("role", "key", "said"),
    [
        ("/Figure", "/Alt", "a picture has no description"),
        ("/H2", "/S", "a heading of level 3 follows one of 1"),
        ("/H1", "/S", "it does not begin with a heading of the first level"),
        ("/THead", "TD", "a column has no header"),
        ("/TBody", "TD", "a row has no header"),
        ("/Table", "/A", "a table has no summary"),
    ],
)
def test_a_planted_defect_is_seen(whole, role, key, said):
    """Each thing that our look asks for is taken out of a sound PDF once."""
    found = [element for _, one, element, _ in elements(whole) if one == role]
    assert found
    broken = elements(whole)
    out = io.BytesIO()
    for _, one, element, _ in broken:
        if one == role:
            if key == "TD":
                for row in kids(element):
                    for cell in kids(row):
                        cell.S = pikepdf.Name.TD
                        if "/A" in cell:
                            del cell["/A"]
            elif key == "/S":
                element.S = pikepdf.Name.P
            else:
                del element[key]
    broken[0][3].save(out)
    assert said in defects(out.getvalue())


def test_it_has_its_title_language_and_bookmarks(whole):
    with pikepdf.open(io.BytesIO(whole)) as document:
        assert str(document.Root.Lang) == "en-GB"
        assert (
            document.Root.ViewerPreferences.DisplayDocTitle is True or document.Root.ViewerPreferences.DisplayDocTitle
        )
        with document.open_metadata() as said:
            assert said["dc:title"] == "Harbour Improvement Plan"
            assert said["pdfuaid:part"] == "1"
        with document.open_outline() as outline:
            first = outline.root[0]
            assert first.title == "Harbour Improvement Plan"
            assert [one.title for one in first.children] == ["Summary", "Main Report", "Appendix 1 – The plan"]


def test_headings_stand_in_order(whole):
    assert headings(whole) == [1, 2, 2, 3, 3, 2, 3, 4, 4, 4]


def test_every_row_is_named_by_its_cell_and_every_column_by_its_head(whole):
    table = [element for _, role, element, _ in elements(whole) if role == "/Table"][-2]
    head, body = kids(table)
    assert [str(attribute(cell, "/Scope")) for cell in kids(kids(head)[0])] == ["/Column"] * 10
    scopes = [[str(cell.S) + str(attribute(cell, "/Scope") or "") for cell in kids(row)] for row in kids(body)]
    assert scopes == [["/TD", "/TH/Row", *["/TD"] * 8]] * 3 or scopes == [["/TD", "/TH/Row", *["/TD"] * 8]]
    assert all("/Headers" not in str(cell.get("/A", "")) for row in kids(body) for cell in kids(row))


def test_a_table_of_one_column_has_its_headers_too():
    table = Table("Names", (Column("Name"),), (Group(((words("Ann"),), (words("Ben"),))),))
    made = rendered(whole_paper(blocks=(Heading(1, words("x")), table))).content
    assert failures(made) == []
    assert defects(made) == []


def test_a_table_says_what_it_shows(whole):
    said = [str(attribute(one, "/Summary")) for _, role, one, _ in elements(whole) if role == "/Table"]
    assert said == [
        "About this paper", "Counts", "How the priorities stand", "Contact", "The actions: Priority 1: Be heard",
        "The actions: Priority 2: Be safe",
    ]  # fmt: skip


def test_a_chart_is_described_with_all_its_numbers(whole):
    said = [str(one.Alt) for _, role, one, _ in elements(whole) if role == "/Figure"]
    assert (
        "How the priorities stand. First priority: 4 Blue, 0 Amber, 2 Green; Second priority: 1 Blue, 3 Amber, 5 Green."
        in said
    )
    assert "A map of three wards" in said
    assert "A heron on a post" in said


def test_lists_links_and_pictures_are_what_they_are(whole):
    found = roles(whole)
    assert (found["/L"], found["/Link"], found["/Figure"]) == (3, 1, 3)


def test_its_fonts_are_inside_it_by_name(whole):
    assert embedded_fonts(whole) == OWN


def test_fonts_of_other_scripts_come_in_only_where_they_are_needed():
    assert embedded_fonts(rendered(short_paper("Plain")).content) <= OWN
    fonts = embedded_fonts(rendered(short_paper("中文 محمد")).content)
    assert {name.split("-")[0] for name in fonts} == {"SourceSansPro", "NotoSansSC", "NotoSansArabic"}


def test_without_its_own_font_nothing_is_made(monkeypatch):
    """Typst would leave the words out and say nothing."""
    from goldenthread.documents.typesetting import fonts

    own_family.cache_clear()
    monkeypatch.setattr(fonts, "_files", lambda *_: ())
    try:
        with pytest.raises(RuntimeError, match="Source Sans Pro"):
            rendered(short_paper("Plain"))
    finally:
        own_family.cache_clear()


def test_the_same_paper_is_the_same_bytes(whole):
    assert rendered(whole_paper()).content == whole
    assert rendered(whole_paper(mark="Another")).content != whole


def test_what_no_font_holds_is_replaced_and_reported():
    made = rendered(short_paper("አ and 🐘"))
    assert made.replaced == ("አ", "🐘")


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_a_picture_is_replaced_by_its_name_and_a_letter_by_a_lozenge(tmp_path):
    file = tmp_path / "x.pdf"
    file.write_bytes(rendered(short_paper("አ and 🐘")).content)
    said = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
    assert "◊ and (elephant)" in said


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_the_names_of_columns_and_the_mark_stand_on_every_page_of_a_long_table(tmp_path):
    rows = tuple(action(f"1.{number}") for number in range(60))
    table = Landscape((actions(group("Long", *rows)),))
    long = whole_paper(blocks=(Heading(1, words("The actions")), table))
    file = tmp_path / "x.pdf"
    file.write_bytes(rendered(long).content)
    pages = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout.split("\f")[:-1]
    later = [one for one in pages if "1.59" in one or "1.30" in one]
    assert later
    assert all("Comments" in one and "Long (continued)" in one for one in later)
    assert all("Working copy" in one and f"Page {number} of {len(pages)}" in one for number, one in enumerate(pages, 1))


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
@pytest.mark.parametrize("lines", [1, 9, 17, 24])
def test_a_row_of_up_to_half_a_page_is_not_divided_by_the_end_of_a_page(tmp_path, lines):
    """What went on over the page would have no reference beside it."""
    told = ["\n".join([f"begins{number}", *["more"] * (lines - 2), f"ends{number}"][:lines]) for number in range(24)]
    rows = tuple(action(f"1.{number}", comments=said) for number, said in enumerate(told))
    long = whole_paper(blocks=(Heading(1, words("The actions")), Landscape((actions(group("Long", *rows)),))))
    file = tmp_path / "x.pdf"
    file.write_bytes(rendered(long).content)
    pages = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout.split("\f")[:-1]
    begun = [set(re.findall(r"begins(\d+)", one)) for one in pages]
    ended = [set(re.findall(r"ends(\d+)", one)) for one in pages]
    assert sum(map(len, begun)) == 24
    assert lines == 1 or begun == ended
    assert sum(bool(one) for one in begun) > 1


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_a_page_that_begins_with_a_section_says_to_which_priority_it_belongs(tmp_path):
    section = Group((action("1.2"),), (Heading(3, words("Leadership")),))
    next_one = group("Priority 2", action("2.1"))
    parts = (actions(group("Priority 1", action("1.1"))), PageBreak(), actions(section), PageBreak(), actions(next_one))
    file = tmp_path / "x.pdf"
    file.write_bytes(rendered(whole_paper(blocks=(Heading(1, words("The actions")), Landscape(parts)))).content)
    pages = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout.split("\f")[:-1]
    assert "Priority 1 (continued)" in next(one for one in pages if "Leadership" in one)
    assert "continued" not in next(one for one in pages if "2.1" in one)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_a_page_of_a_plan_behind_a_report_says_which_priority_goes_on(tmp_path):
    rows = tuple(action(f"1.{number}") for number in range(40))
    table = actions(group("Priority 1: Be heard", *rows))
    behind = Appendix(1, "The plan", (Landscape((Heading(1, words("The actions")), table)),))
    file = tmp_path / "behind.pdf"
    file.write_bytes(rendered(whole_paper(blocks=(Heading(1, words("Summary")), behind))).content)
    pages = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout.split("\f")[:-1]
    lying = [one for one in pages if "Comments" in one]
    assert len(lying) > 2
    assert all("Priority 1: Be heard (continued)" in one for one in lying[1:])
    assert not any("The actions (continued)" in one for one in pages)


def test_a_row_longer_than_a_page_goes_on_over_the_next_ones(tmp_path):
    long = actions(group("Priority", action("1.1", comments="A long story. " * 15_000)))
    blocks = (Heading(1, words("At length")), Paragraph(words("Before")), long)
    made = rendered(whole_paper(blocks=blocks)).content
    assert failures(made) == []
    with pikepdf.open(io.BytesIO(made)) as document:
        assert len(document.pages) > 20


def ink_beyond_the_margins(pdf, margin):
    """The places across a page, in points, at which something is drawn beyond its margins."""
    shown = ["pdftoppm", "-gray", "-r", "72", "-f", "1", "-l", "2", "-"]
    done = subprocess.run(shown, input=pdf, capture_output=True, check=True).stdout
    found = set()
    while done:
        _, size, _, dots = done.split(b"\n", 3)
        wide, high = map(int, size.split())
        rows = [dots[row * wide : (row + 1) * wide] for row in range(high)]
        found |= {at for row in rows for at in (*range(margin), *range(wide - margin, wide)) if row[at] < 128}
        done = dots[wide * high :]
    return found


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler is not installed")
@pytest.mark.parametrize("letter", ["W", "x", "@", "文"])
def test_a_word_of_900_letters_stays_within_the_margins_wherever_it_stands(letter):
    made = rendered(short_paper(f"Before {letter * 900} after")).content
    assert ink_beyond_the_margins(made, 68) == set()
    assert failures(made) == []


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler is not installed")
def test_a_long_word_in_a_cell_of_ten_columns_runs_into_no_other_column_and_over_no_margin():
    row = action("1." + "W" * 300, comments="W" * 900, word="W" * 60)
    table = actions(group("W" * 300, tuple(row), labels=("W" * 80, *LABELS[1:])))
    made = rendered(whole_paper(blocks=(Heading(1, words("The plan")), Landscape((table,))))).content
    with pikepdf.open(io.BytesIO(made)) as document:
        lying = [place for place, one in enumerate(document.pages) if one.MediaBox[2] > one.MediaBox[3]]
    assert lying
    assert ink_beyond_the_margins(made, 38) == set()


def test_finishing_refuses_a_pdf_with_other_tables_than_were_set(whole):
    with pytest.raises(ValueError, match="6 tables were set where 1 were given"):
        finish(whole, said=[TableSaid("x", 0)])
