"""Markdown to parts of a paper: nothing runs, nothing is lost, and what cannot be done is one sentence in its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.documents.handing_over import packed, unpacked
from goldenthread.documents.page import draw_blocks
from goldenthread.documents.paper import Council, Heading, Items, Paper, Paragraph, Picture, Table, printed
from goldenthread.documents.soundness import check_paper
from goldenthread.reports.facts.asking import ask
from goldenthread.reports.markdown import DEEPEST_LIST, Setting, write
from tests.documents.papers import png
from tests.reports.books import book, line
from tests.reports.makers import JUNE

BOOK = book(line("1.1", declared="amber"), line("1.2", state="withdrawn"))
PIXEL = png(1, 1)


def read(text, **named):
    return write(text, Setting(fact=lambda name: ask(BOOK, name), heading="Progress", **named))


def words(written):
    return [printed(block.words) for block in written.blocks if isinstance(block, (Paragraph, Heading))]


def test_paragraphs_are_numbered_running_on_and_a_list_belongs_to_its_paragraph():
    found = read("First:\n\n- one\n- two\n\nSecond.", number=7)
    first, second = found.blocks
    assert (first.number, [printed(item.words) for item in first.lists[0].items]) == (7, ["one", "two"])
    assert (second.number, found.number) == (8, 9)


def test_raw_html_is_text():
    found = read('<script>alert(1)</script>\n\n<b onclick="x()">bold</b> <!-- note -->')
    assert "<script>alert(1)</script>" in words(found)[0]
    drawn = draw_blocks(found.blocks)
    assert "<script" not in drawn
    assert "<b " not in drawn


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//elsewhere.example", "file:///etc/passwd", "vbscript:x"]
)
def test_a_link_that_may_not_be_followed_stays_the_words_it_is(url):
    found = read(f"[here]({url})")
    assert all(not run.link for block in found.blocks for run in block.words)
    assert "here" in words(found)[0]


def test_links_lead_to_the_web_to_an_address_and_to_pages_of_ours():
    found = read("[a](https://x.example/) [b](mailto:a@x.example) [c](/plans/sip/)", site="https://plans.example")
    (paragraph,) = found.blocks
    links = [run.link for run in paragraph.words if run.link]
    assert links == ["https://x.example/", "mailto:a@x.example", "https://plans.example/plans/sip/"]


def test_a_fact_is_told_and_kept_with_its_list():
    found = read("There is {{ amber }} amber action, **{{action 1.1}}**.")
    assert words(found) == ["There is 1 amber action, 1.1."]
    assert [value.name for value in found.facts] == ["amber", "action 1.1"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("See {{nothing}}.", "There is no fact called “nothing”."),
        ("See {{action 1.2}}.", "Action 1.2 is withdrawn."),
        ("- {{counts}}", "“counts” stands in a paragraph of its own."),
        ("![x](picture:none)", "There is no picture “none” with this report."),
        ("![nofile](nofile.png)", "There is no picture “nofile.png” with this report."),
        ("See ![the map](the old map.png 'A map').", "There is no picture “the old map.png” with this report."),
        ("- ![x](javascript:a)", "There is no picture “javascript:a” with this report."),
        ("[![x](a.png)](https://x.example)", "There is no picture “a.png” with this report."),
        ("![x]()", "There is no picture “” with this report."),
        ("![x](https://x.example/a.png)", "There is no picture “https://x.example/a.png” with this report."),
    ],
)
def test_what_cannot_be_done_is_a_sentence_in_its_place(text, said):
    found = read(text)
    assert [problem.sentence for problem in found.problems] == [said]
    assert f"[{said}]" in str(found.blocks)


def test_braces_that_close_nothing_are_text():
    assert words(read("{{blue and {{}} and }}")) == ["{{blue and {{}} and }}"]


def test_a_block_of_facts_is_numbered_like_what_was_typed_and_is_not_taken_for_it():
    found = read("Ambers:\n\n{{ambers}}\n\nDone.", number=1)
    assert [block.number for block in found.blocks] == [1, 2, 3]
    assert [typed.text for typed in found.typed] == ["Ambers:", "Done."]


def test_a_table_has_its_caption_its_columns_and_its_figures():
    found = read("Table: Visits by month\n\n| Month | Visits |\n|---|--:|\n| June | 12 |\n| July |\n")
    (table,) = found.blocks
    assert isinstance(table, Table)
    assert (table.caption, [(column.label, column.is_figures) for column in table.columns]) == (
        "Visits by month", [("Month", False), ("Visits", True)],
    )  # fmt: skip
    assert [[printed(cell) for cell in row] for row in table.groups[0].rows] == [["June", "12"], ["July", ""]]


def test_a_table_without_a_caption_is_named_after_its_section():
    (table,) = read("| A | |\n|---|---|\n| 1 | 2 |").blocks
    assert (table.caption, table.is_caption_printed) == ("Progress: A, Column 2", False)


@pytest.mark.parametrize(("text", "labels", "rows"), [
    ("| A | B |\n|---|---|\n| 1 | 2 | three |\n| 4 |", ["A", "B", "Column 3"], [["1", "2", "three"], ["4", "", ""]]),
    ("A | B\n--|--:\n1 | 2 | *x* | y\\|z", ["A", "B", "Column 3", "Column 4"], [["1", "2", "x", "y|z"]]),
    ("| A | B |\n|---|---|\n| 1 | 2 | |  |", ["A", "B"], [["1", "2"]]),
    ("| A | B |\n|---|---|\n| 1 | 2 || 4 |", ["A", "B", "Column 3", "Column 4"], [["1", "2", "", "4"]]),
])  # fmt: skip
def test_a_row_with_more_cells_than_its_head_keeps_every_word_under_a_column_of_its_own(text, labels, rows):
    found = read(text)
    (table,) = found.blocks
    assert [column.label for column in table.columns] == labels
    assert [[printed(cell) for cell in row] for row in table.groups[0].rows] == rows
    assert found.problems == ()


def test_a_row_with_more_cells_than_any_table_has_is_refused_in_a_sentence():
    found = read("| A |\n|---|\n" + "| x " * 50_000)
    assert [one.sentence for one in found.problems] == [
        "A table has 12 columns and 500 rows at the most; put it behind the report."
    ]


def test_a_table_that_no_page_holds_is_refused_in_a_sentence():
    wide = "|" + "a|" * 20 + "\n|" + "---|" * 20 + "\n|" + "1|" * 20
    assert "12 columns" in read(wide).problems[0].sentence


def test_footnotes_become_notes_at_the_end_of_the_section():
    found = read("One[^a] and two[^b].\n\n[^a]: First *note*.\n[^b]: Second.", note=3)
    assert words(found) == ["One[3] and two[4].", "Note 3. First note.", "Note 4. Second."]
    assert found.note == 5


def test_a_picture_of_the_report_stands_with_its_description():
    held = {"map": Picture(PIXEL, "image/png", "A map of the harbour")}
    (picture,) = read('![](picture:map "Where we are")', pictures=held).blocks
    assert (picture.description, picture.caption) == ("A map of the harbour", "Where we are")


def test_lists_go_three_deep_and_no_word_is_lost():
    text = "\n".join("  " * depth + f"- item {depth}" for depth in range(8))
    (items,) = read(text).blocks
    deep, seen, level = 0, [], [items]
    while level:
        deep += 1
        seen += [printed(item.words) for one in level for item in one.items]
        level = [item.within for one in level for item in one.items if item.within]
    assert deep == DEEPEST_LIST
    assert sorted(seen) == [f"item {depth}" for depth in range(8)]


def test_a_thousand_facts_that_are_lists_are_bounded():
    many = book(*(line(f"1.{number}", declared="amber") for number in range(200)))
    found = write("\n\n".join(["{{ambers}}"] * 100), Setting(fact=lambda name: ask(many, name)))
    assert len(found.blocks) < 3200
    assert "more facts" in found.problems[0].sentence


@pytest.mark.load
@pytest.mark.parametrize(
    "text", ["> " * 3000 + "x", "- " * 3000 + "x", "[" * 5000, "*" * 20000, "`" * 20000, "{{" * 20000, "|" * 20000]
)
def test_a_text_made_to_be_slow_or_deep_is_only_long(text):
    read(text)


@given(st.text(max_size=400))
@settings(max_examples=70, deadline=None)
def test_whatever_is_typed_makes_a_sound_paper(text):
    found = read(text, number=1)
    blocks = (Heading(1, read("Main").blocks[0].words), *found.blocks)
    paper = Paper("A report", Council("Wexmoor Council"), JUNE, blocks=blocks)
    check_paper(unpacked(packed(paper)))


MARKDOWN = st.lists(
    st.sampled_from(["# ", "- ", "1. ", "> ", "| a | b |\n|---|---|\n| c |", "{{blue}}", "{{counts}}", "**x", "*", "\n",
                     "\n\n", "  ", "[^1]", "[^1]: n", "![](picture:x)", "```\n", "Table: t", "\x01", "\u202e", "text"]),
    max_size=40,
).map("".join)  # fmt: skip


@given(MARKDOWN)
@settings(max_examples=120, deadline=None)
def test_whatever_marks_are_mixed_make_a_sound_paper(text):
    test_whatever_is_typed_makes_a_sound_paper.hypothesis.inner_test(text)


def test_an_item_of_a_list_is_typed_once_in_its_place():
    found = read("Amber:\n\n- one\n  - in it\n\n    and more\n- two\n\n1. three\n\n   > said\n\nDone.")
    assert [(one.text, one.is_item) for one in found.typed] == [
        ("Amber:", False), ("one", True), ("in it\nand more", True), ("two", True), ("three\nsaid", True),
        ("Done.", False),
    ]  # fmt: skip


def test_a_heading_in_a_text_leaves_no_level_out():
    found = read("###### Deep\n\nText", level=2)
    assert [block.level for block in found.blocks if isinstance(block, Heading)] == [3]
    assert isinstance(read("- a").blocks[0], Items)
