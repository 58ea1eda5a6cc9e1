"""A paper as HTML: whole, valid, escaped, and with the lists behind its numbers."""

import html5lib
import pytest

from goldenthread.documents.page import STYLE, draw_blocks, draw_paper, standalone
from goldenthread.documents.paper import Heading, Paragraph, Run, words
from tests.documents.papers import short_paper, whole_paper

NASTY = "</style></title><script>alert(1)</script><img src=x onerror=alert(2)> \" ' & {{ x }}"


def parsed(content):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(content)


def test_a_file_by_itself_is_valid_and_holds_no_script_and_nothing_from_elsewhere():
    tree = parsed(standalone(whole_paper()))
    assert tree.find("head/title").text == "Harbour Improvement Plan"
    assert tree.get("lang") == "en-GB"
    assert [one.tag for one in tree.iter() if one.tag in ("script", "link", "iframe", "object")] == []
    assert {one.get("src")[:5] for one in tree.iter("img")} == {"data:"}


def test_any_text_is_text():
    tree = parsed(standalone(short_paper(NASTY)))
    assert not list(tree.iter("script"))
    assert not list(tree.iter("img"))
    assert NASTY in "".join(tree.find("body").itertext())


def test_a_number_opens_its_list_and_only_here():
    drawn = draw_blocks((Paragraph((Run("11", fact="/plans/harbour/?rating=blue&x=1"),)),))
    assert '<a class="paper-fact" href="/plans/harbour/?rating=blue&amp;x=1">11</a>' in drawn
    for elsewhere in ("//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"):
        assert "<a" not in draw_blocks((Paragraph((Run("11", fact=elsewhere),)),))


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "//x", "http://[", "JAVASCRIPT:x", ""])
def test_a_link_that_leads_into_a_program_is_words(link):
    assert draw_blocks((Paragraph((Run("here", link=link),)),)) == "<p>here</p>"


def test_every_table_names_its_columns_and_rows():
    tree = parsed(standalone(whole_paper()))
    tables = list(tree.iter("table"))
    assert len(tables) == 4
    for table in tables:
        assert all(one.get("scope") == "col" for one in table.find("thead").iter("th"))
        assert all(sum(one.tag == "th" for one in row) == 1 for row in table.find("tbody").iter("tr"))
        assert table.find("caption").text


def test_headings_go_down_one_level_at_a_time():
    levels = [
        int(one.tag[1]) for one in parsed(standalone(whole_paper())).iter() if one.tag in ("h1", "h2", "h3", "h4")
    ]
    assert levels == [1, 2, 2, 3, 3, 2, 3, 4, 4, 4]


def test_a_page_draws_what_stands_under_its_title():
    drawn = draw_paper(whole_paper())
    assert "<h1" not in drawn
    assert drawn.startswith('<p class="paper-mark">Working copy</p>')
    assert draw_blocks((Heading(1, words("x")),), level=3) == "<h3>x</h3>"


def test_a_column_is_narrow_only_where_its_table_is_not_stacked():
    style = STYLE.read_text()
    widths = [line for line in style.splitlines() if ".paper-narrow" in line]
    assert [line.split("{")[0].strip() for line in widths] == ["@media print, screen and (min-width: 75.01rem)"]
    assert "@media screen and (max-width: 75rem)" in style


def test_what_a_paper_by_itself_says_on_a_telephone_stands_behind_what_it_says_anywhere():
    style = STYLE.read_text()
    columns = [place for place in range(len(style)) if style.startswith(".paper-alone .facts { ", place)]
    assert "grid-template-columns: minmax(0, 1fr)" in style[columns[-1] :]
    assert len(columns) == 2
