"""The page, the PDF and the Word file of one paper say the same paragraphs in the same order."""

import shutil
from collections import Counter

import pytest

from goldenthread.documents.handing_over import packed, unpacked
from goldenthread.documents.page import standalone
from goldenthread.documents.typesetting.compiling import to_pdf
from goldenthread.documents.word.writing import to_word
from tests.documents.papers import short_paper, whole_paper
from tests.documents.reading import (
    said_between_heads_and_feet,
    said_by_page,
    said_by_poppler,
    said_by_structure,
    said_by_word,
    squeezed,
)

needs_poppler = pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not installed")


def as_read(said):
    return squeezed("".join(said))


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    file = tmp_path_factory.mktemp("pdf") / "whole.pdf"
    file.write_bytes(to_pdf(unpacked(packed(whole_paper()))).content)
    return file


@needs_poppler
def test_the_pdf_and_the_word_file_say_the_same_in_the_same_order(pdf):
    assert as_read(said_by_word(to_word(whole_paper()).content)) == as_read(said_by_structure(pdf))


@needs_poppler
def test_the_page_and_the_pdf_say_the_same_in_the_same_order(pdf):
    assert as_read(said_by_page(standalone(whole_paper()))) == as_read(said_by_structure(pdf))


@needs_poppler
def test_the_comparison_sees_one_word_that_is_missing(pdf):
    paper = whole_paper()
    less = whole_paper(blocks=paper.blocks[:1] + paper.blocks[2:])
    assert as_read(said_by_word(to_word(less).content)) != as_read(said_by_structure(pdf))


@needs_poppler
@pytest.mark.parametrize("silent_too", [False, True])
def test_a_pdf_cut_small_for_reading_says_what_it_says_whole(pdf, silent_too):
    assert said_by_structure(pdf, silent_too=silent_too) == said_by_poppler(pdf.read_bytes(), silent_too=silent_too)


@needs_poppler
def test_all_that_stands_between_heads_and_feet_is_in_the_structure_and_nothing_else_is(pdf):
    """Letters are counted: whatever stands on a page and is not said would be more letters there."""
    on_pages = Counter(squeezed(said_between_heads_and_feet(pdf)))
    assert on_pages == Counter(squeezed("".join(said_by_structure(pdf, silent_too=True))))
    assert on_pages.total() > 1000


@needs_poppler
@pytest.mark.parametrize(
    "text",
    [
        "Ŵyn ap Siôn a'r tŷ",
        "#let x = 1; #panic(\"no\") $ \\ _a_ *b* @c <d> `e` [f] // g /* h */ ~ -- --- = i",
        "<script>alert(1)</script> &amp; \"quoted\" 'so' ]]> --> {{ x }} {% y %}",
        "=HYPERLINK(\"x\") +1 -1 @SUM(A1) \u2018quoted\u2019 £5 · 50% é ø ß",
        "中文 名字 李雷",
    ],
)  # fmt: skip
def test_any_text_comes_out_as_it_went_in_wherever_it_stands(tmp_path, text):
    paper = short_paper(text)
    file = tmp_path / "short.pdf"
    made = to_pdf(unpacked(packed(paper)))
    file.write_bytes(made.content)
    assert made.replaced == ()
    said = as_read(said_by_structure(file))
    assert said == as_read(said_by_word(to_word(paper).content))
    assert said == as_read(said_by_page(standalone(paper)))
    assert said.count(squeezed(text)) == 10
