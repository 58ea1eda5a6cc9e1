"""What is typed into any field of a report is words in every output: nothing runs, nothing is half done."""

import io
import re
import subprocess
import zipfile
from datetime import date

import pytest
from docx import Document

from goldenthread.documents.page import standalone
from goldenthread.kernel.errors import RuleBroken
from goldenthread.reports.commands.appendices import add_appendix
from goldenthread.reports.commands.writing import Details, Going, add_section, change_details, make_report, save_section
from goldenthread.reports.models import Report
from goldenthread.reports.queries.content import content_of, paper_of
from goldenthread.reports.rendering import rendered
from tests.reports.makers import LATER, draft, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("made_here")]
TYPST = '#panic("out") #read("/etc/passwd") $ x $ `raw` @label <label> \\ #{1+1}'
FORMULA = '=HYPERLINK("https://bad.example","x") +1 @SUM(A1) -2'
PAGE = "<script>alert(1)</script><img src=x onerror=alert(1)> \"'& {{ settings }} {% load x %}"
NAMES = "محمد Llŷr 李雷 👩‍🚀 Ññ"
CONTROLS = "a\x01b\x1bc\u202ed\ufffee"
EVERY = f"{TYPST} {FORMULA} {PAGE} {NAMES}"


def details(report, text, **named):
    values = {name: getattr(report, name) for name in Details.__dataclass_fields__}
    short = text[:40]
    return Details(**(values | {"subject": text[:300], "report_of": text[:200], "report_of_post": text[:200],
                                "author_name": text[:200], "author_post": text[:200], "author_telephone": short,
                                "author_email": text[:254]} | named))  # fmt: skip


def everywhere(world, text):
    """A report with one text in every field that somebody can type."""
    report = draft(world)
    world.plan.refresh_from_db()
    table = f"| a |\n|---|\n| {text.replace('|', '')} |"
    for section in report.sections.all():
        save_section(
            section=section, version=None, text=f"{text}\n\n- {text}\n\n{table}", heading=text[:200], by=world.author,
            at=LATER,
        )  # fmt: skip
    add_section(report=report, kind="implications", heading=text[:200], text=text, by=world.author, at=LATER)
    add_appendix(report=report, kind="text", title=text[:300], text=text, by=world.author, at=LATER)
    change_details(report=report, version=None, details=details(report, text), by=world.author, at=LATER)
    return Report.objects.get(pk=report.pk)


def words_of_pdf(content, folder):
    file = folder / "x.pdf"
    file.write_bytes(content)
    return subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True).stdout.decode()


def test_markup_of_every_output_stands_as_words_in_pdf_and_word(world, tmp_path):
    paper = paper_of(everywhere(world, EVERY))
    pdf = rendered(paper, "pdf")
    words = words_of_pdf(pdf.content, tmp_path)
    assert '#panic("out")' in words
    assert "root:" not in words
    word = rendered(paper, "docx")
    document = Document(io.BytesIO(word.content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "<script>alert(1)</script>" in text
    with zipfile.ZipFile(io.BytesIO(word.content)) as parts:
        body = parts.read("word/document.xml").decode()
    assert "<script" not in body
    assert "instrText" not in re.sub(r"<w:instrText[^>]*>\s*(PAGE|NUMPAGES|STYLEREF[^<]*)\s*</w:instrText>", "", body)


def test_markup_stands_as_words_in_the_page(world):
    page = standalone(paper_of(everywhere(world, EVERY))).decode()
    assert "<script" not in page
    assert "onerror=alert" not in re.sub(r"&lt;.*?&gt;", "", page)
    assert "&lt;script&gt;" in page
    assert "{{ settings }}" in page or "There is no fact called “settings”" in page


def test_what_no_font_holds_is_replaced_and_told_and_never_stops_a_paper(drafted):
    world, report = drafted
    write(report, "conclusion", f"{NAMES} 𓂀 \U0001f9ff {CONTROLS}", world.author)
    made = rendered(paper_of(report), "pdf")
    assert made.content.startswith(b"%PDF-")
    assert made.replaced


def test_control_characters_reach_no_paper(drafted):
    world, report = drafted
    write(report, "conclusion", CONTROLS, world.author)
    assert "abcde" in str(content_of(report).built.sections[-1].blocks)
    assert "\x00" not in content_of(report).canonical


def test_a_nul_is_never_kept(drafted):
    world, report = drafted
    write(report, "conclusion", "a\x00b", world.author)
    assert report.sections.get(kind="conclusion").text == "ab"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": "x" * 100_001}, "letters at the most"),
        ({"heading": "x" * 201}, "200 letters"),
        ({"level": 3}, "one of two levels"),
    ],
)
def test_what_is_too_long_or_too_deep_is_one_sentence(drafted, values, said):
    world, report = drafted
    section = report.sections.get(kind="conclusion")
    with pytest.raises(RuleBroken, match=said):
        save_section(section=section, version=None, by=world.author, at=LATER, **values)


def test_a_subject_of_signs_alone_still_has_a_key_of_letters(world):
    going = [Going(world.committee, date(2026, 7, 1))]
    report = make_report(subject="?? 李雷 !!", by=world.manager, at=LATER, going_to=going)
    assert re.fullmatch(r"[a-z0-9-]+", report.key)
    with pytest.raises(RuleBroken, match="Say what the report is about"):
        make_report(subject="  ", by=world.manager, at=LATER)


@pytest.mark.load
def test_a_report_with_a_hundred_thousand_letters_in_a_section_is_rendered(drafted):
    world, report = drafted
    write(report, "conclusion", "word " * 19_000, world.author)
    assert rendered(paper_of(report), "pdf").content.startswith(b"%PDF-")
