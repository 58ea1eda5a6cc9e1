"""The numbers that Word prints before list items."""

import io

import docx
import pytest

from tests.intake.papers import only_table, paragraphs, read, texts, word_cell, word_file, word_paragraph, word_table


def level(at: int, pattern: str, *, kind: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def abstract(name: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


def use(name: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def item(text: str, at: int = 0, of: int = 1) -> str:
    return word_paragraph(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{of}"/></w:numPr>')


@pytest.fixture
def lines(tmp_path):
    def read_lines(body: str, numbering: str, **more: str) -> list[str]:
        data = word_file(body, numbering=numbering, **more)
        return [found.text for found in paragraphs(read(tmp_path, "list.docx", data))]

    return read_lines


def test_levels_count_under_the_level_above_and_start_again_after_it(lines):
    numbering = abstract(0, level(0, "%1."), level(1, "%1.%2")) + use(1, 0)
    body = item("a") + item("b", 1) + item("c", 1) + item("d") + item("e", 1)
    assert lines(body, numbering) == ["1. a", "1.1 b", "1.2 c", "2. d", "2.1 e"]


def test_a_ref_column_numbered_by_word_gives_its_refs(tmp_path):
    numbering = abstract(0, level(0, "%1"), level(1, "%1.%2.")) + use(1, 0)
    rows = [f"<w:tc>{item('', 1)}</w:tc>{word_cell(text)}" for text in ("Paint the hall", "Ask why")]
    document = read(tmp_path, "plan.docx", word_file(item("Priority") + word_table(*rows), numbering=numbering))
    assert texts(only_table(document)) == [("1.1", "Paint the hall"), ("1.2", "Ask why")]


@pytest.mark.parametrize(
    ("kind", "start", "expected"),
    [
        ("lowerLetter", 1, "a) x"),
        ("upperLetter", 28, "BB) x"),
        ("lowerRoman", 4, "iv) x"),
        ("upperRoman", 1994, "MCMXCIV) x"),
        ("decimalZero", 7, "07) x"),
        ("bullet", 1, "x"),
        ("none", 1, "x"),
        ("lowerRoman", 4000, "4000) x"),
        ("chicago", 2, "2) x"),
    ],
)
def test_the_kinds_of_numbers(lines, kind, start, expected):
    assert lines(item("x"), abstract(0, level(0, "%1)", kind=kind, start=start)) + use(1, 0)) == [expected]


def test_two_uses_of_one_list_go_on_counting_unless_one_starts_anew(lines):
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = abstract(0, level(0, "%1.")) + use(1, 0) + use(2, 0) + use(3, 0, anew)
    body = item("a") + item("b", of=2) + item("c", of=3) + item("d", of=3) + item("e")
    assert lines(body, numbering) == ["1. a", "2. b", "5. c", "6. d", "7. e"]


def test_a_skipped_level_counts_as_begun_and_figures_may_be_asked_for(lines):
    numbering = abstract(0, level(0, "%1", kind="upperRoman"), level(1, "%1.%2", more="<w:isLgl/>")) + use(1, 0)
    assert lines(item("deep", 1) + item("top"), numbering) == ["1.1 deep", "II top"]


def test_a_list_that_comes_with_a_style_is_counted(lines):
    styles = (
        '<w:style w:type="paragraph" w:styleId="N"><w:name w:val="Numbered"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = abstract(0, level(0, "%1"), level(1, "%1.%2", more='<w:pStyle w:val="N"/>')) + use(1, 0)
    body = item("top") + word_paragraph("by style", '<w:pStyle w:val="N"/>')
    off = word_paragraph("off", '<w:pStyle w:val="N"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(body + off, numbering, styles=styles) == ["1 top", "1.1 by style", "off"]


def test_a_list_kept_in_a_list_style_is_found(lines):
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Ours"/></w:abstractNum>'
        + f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Ours"/>{level(0, "%1:")}</w:abstractNum>'
        + use(1, 0)
    )
    assert lines(item("a") + item("b"), numbering) == ["1: a", "2: b"]


def test_items_of_lists_that_are_not_there_are_plain_text(lines):
    assert lines(item("a", of=9) + item("b", at=5), abstract(0, level(0, "%1.")) + use(1, 0) + use(9, 7)) == ["a", "b"]


def test_the_numbered_style_of_word_itself_is_counted(tmp_path):
    paper = docx.Document()
    for text in ("first", "second"):
        paper.add_paragraph(text, style="List Number")
    paper.save(tmp_path / "made.docx")
    document = read(tmp_path, "numbers.docx", (tmp_path / "made.docx").read_bytes())
    assert [found.text for found in paragraphs(document)] == ["1. first", "2. second"]


def test_a_bullet_stands_in_a_list_by_its_style_or_its_own_numbering_and_a_number_does_not(tmp_path):
    made = docx.Document()
    for text, style in (("a", "List Bullet"), ("b", "List Bullet 2"), ("c", "List Number"), ("d", "Normal")):
        made.add_paragraph(text, style=style)
    out = io.BytesIO()
    made.save(out)
    found = read(tmp_path, "lists.docx", out.getvalue()).blocks
    assert [(one.text, one.depth) for one in found] == [("a", 1), ("b", 2), ("1. c", 0), ("d", 0)]


def test_a_paragraph_is_strong_where_all_its_words_are_bold(tmp_path):
    made = docx.Document()
    made.add_paragraph().add_run("all").bold = True
    mixed = made.add_paragraph("some ")
    mixed.add_run("of it").bold = True
    made.add_paragraph("none")
    made.add_paragraph("Head", style="Heading 2").runs[0].bold = False
    out = io.BytesIO()
    made.save(out)
    assert [one.is_strong for one in read(tmp_path, "bold.docx", out.getvalue()).blocks] == [True, False, False, False]
