"""Words that a Word file holds and its paper does not show are left in the file, counted, and told by their place."""

import pytest
from docx import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE

from goldenthread.intake.document import Hidden, Table
from goldenthread.intake.handover import pack_document, unpack
from tests.intake.papers import (
    packed,
    paragraphs,
    read,
    texts,
    word_cell,
    word_file,
    word_paragraph,
    word_parts,
    word_table,
)

WHITE = '<w:color w:val="FFFFFF"/>'
SHOWN = '<w:vanish w:val="0"/>'
DRAWING = (
    '<w:drawing><wp:anchor xmlns:wp="urn:x"><wp:docPr id="1" name="Box"{off}/><wps:txbx><w:txbxContent>'
    + word_paragraph("boxed words")
    + "</w:txbxContent></wps:txbx></wp:anchor></w:drawing>"
)
OLD_DRAWING = (
    '<w:pict><v:shape style="width:9pt; visibility: hidden"><v:textbox><w:txbxContent>'
    + word_paragraph("boxed words")
    + "</w:txbxContent></v:textbox></v:shape></w:pict>"
)


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def style(kind, name, properties="", *, above="", paragraph="", default=""):
    based = f'<w:basedOn w:val="{above}"/>' if above else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}" {default}><w:name w:val="{name}"/>{based}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{properties}</w:rPr></w:style>"
    )


def of(tmp_path, body, **more):
    document = read(tmp_path, "report.docx", word_file(body, **more))
    return [one.text for one in paragraphs(document)], [(one.where, one.words) for one in document.hidden]


def test_hidden_words_are_left_in_the_file_and_told_by_place_and_number(tmp_path):
    paper = WordFile()
    paper.add_paragraph("Visits rose.")
    said = paper.add_paragraph("They rose ")
    said.add_run("because of the Fairweather case ").font.hidden = True
    said.add_run("in June.")
    paper.add_paragraph().add_run("Do not publish this.").font.hidden = True
    table = paper.add_table(1, 2)
    table.cell(0, 0).text = "Visits"
    table.cell(0, 1).paragraphs[0].add_run("twelve").font.hidden = True
    paper.save(str(tmp_path / "made.docx"))
    document = read(tmp_path, "report.docx", (tmp_path / "made.docx").read_bytes())
    assert [one.text for one in paragraphs(document)] == ["Visits rose.", "They rose in June."]
    assert texts(document.tables[0]) == [("Visits", "")]
    assert document.hidden == (
        Hidden("paragraph 2", 5), Hidden("after paragraph 2", 4), Hidden("table 1 row 1", 1),
    )  # fmt: skip
    assert unpack(pack_document(document), "report.docx") == document


@pytest.mark.parametrize("kind", [WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER])
def test_a_style_hides_words_as_the_words_themselves_do(tmp_path, kind):
    paper = WordFile()
    made = paper.styles.add_style("Notes to self", kind)
    made.font.hidden = True
    below = paper.styles.add_style("Notes below", kind)
    below.base_style = made
    paper.add_paragraph("Shown.")
    if kind == WD_STYLE_TYPE.PARAGRAPH:
        paper.add_paragraph("Not shown.", style=below)
    else:
        paper.add_paragraph().add_run("Not shown.", style=below)
    paper.save(str(tmp_path / "made.docx"))
    document = read(tmp_path, "report.docx", (tmp_path / "made.docx").read_bytes())
    assert [one.text for one in paragraphs(document)] == ["Shown."]
    assert document.hidden == (Hidden("after paragraph 1", 2),)


def test_words_may_show_themselves_again_and_a_switch_that_is_off_hides_nothing(tmp_path):
    styles = style("paragraph", "Quiet", "<w:vanish/>") + style("character", "Loud", '<w:vanish w:val="0"/>')
    runs = run("one", SHOWN) + run(" two", '<w:rStyle w:val="Loud"/>')
    body = f'<w:p><w:pPr><w:pStyle w:val="Quiet"/></w:pPr>{runs}</w:p>'
    assert of(tmp_path, body, styles=styles) == (["one"], [("paragraph 1", 1)])


def test_the_default_style_and_the_defaults_of_a_file_hide_words_too(tmp_path):
    body = word_paragraph("gone") + f"<w:p>{run('here', SHOWN)}</w:p>"
    for styles in (
        style("paragraph", "Normal", "<w:vanish/>", default='w:default="1"'),
        "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>",
    ):
        assert of(tmp_path, body, styles=styles) == (["here"], [("the beginning", 1)])


@pytest.mark.parametrize("properties", [
    '<w:color w:val="FFFFFF"/>', '<w:color w:val="FDFDFD"/>', '<w:sz w:val="2"/>', '<w:sz w:val="4"/>',
    '<w:color w:val="000000"/><w:highlight w:val="black"/>', '<w:color w:val="000000"/><w:shd w:fill="000000"/>',
    '<w:rStyle w:val="Pale"/>',
])  # fmt: skip
def test_words_in_the_colour_behind_them_or_too_small_to_read_are_not_shown(tmp_path, properties):
    styles = style("character", "Pale", '<w:color w:val="FFFFFF"/>')
    body = f"<w:p>{run('Seen.')}{run(' not seen', properties)}</w:p>"
    assert of(tmp_path, body, styles=styles) == (["Seen."], [("paragraph 1", 2)])


@pytest.mark.parametrize("properties", [
    '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>', '<w:color w:val="auto"/>', '<w:sz w:val="12"/>',
    '<w:color w:val="FFFFFF"/><w:highlight w:val="darkBlue"/>', '<w:webHidden/>', '<w:shd w:fill="000000"/>',
])  # fmt: skip
def test_white_words_on_a_dark_ground_and_small_print_are_shown(tmp_path, properties):
    assert of(tmp_path, f"<w:p>{run('seen', properties)}</w:p>") == (["seen"], [])


def test_the_colour_of_a_paragraph_or_its_style_is_behind_its_words(tmp_path):
    dark = '<w:shd w:val="clear" w:fill="000000"/>'
    styles = style("paragraph", "Band", '<w:color w:val="FFFFFF"/>', paragraph=dark)
    body = word_paragraph("by its style", '<w:pStyle w:val="Band"/>')
    body += f"<w:p><w:pPr>{dark}</w:pPr>{run('by itself', WHITE)}</w:p>"
    assert of(tmp_path, body, styles=styles) == (["by its style", "by itself"], [])


HEAD = f"<w:tc><w:tcPr>%s</w:tcPr><w:p>{run('Head', WHITE)}</w:p></w:tc>"


@pytest.mark.parametrize(("fill", "named", "is_seen"), [
    ('<w:shd w:val="clear" w:fill="1F3864"/>', "", True), ("", "", False), ("", "Striped", True), ("", "Below", True),
    ("", "Bare", False), ('<w:shd w:val="clear" w:fill="FFFFFF"/>', "Striped", False),
])  # fmt: skip
def test_white_heads_of_a_coloured_table_are_shown_and_white_words_of_a_plain_one_are_not(
    tmp_path, fill, named, is_seen
):
    band = '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:fill="1F3864"/></w:tcPr></w:tblStylePr>'
    styles = (
        f'<w:style w:type="table" w:styleId="Striped">{band}</w:style>'
        '<w:style w:type="table" w:styleId="Below"><w:basedOn w:val="Striped"/></w:style>'
        '<w:style w:type="table" w:styleId="Bare"><w:basedOn w:val="Bare"/></w:style>'
    )
    properties = f'<w:tblStyle w:val="{named}"/>' if named else ""
    body = word_table(HEAD % fill + word_cell("Count"), properties=properties)
    document = read(tmp_path, "report.docx", word_file(body, styles=styles))
    [table] = [block for block in document.blocks if isinstance(block, Table)]
    assert texts(table) == [("Head" if is_seen else "", "Count")]
    assert bool(document.hidden) is not is_seen


def test_white_words_on_pages_that_have_a_colour_are_shown(tmp_path):
    parts = word_parts(f"<w:p>{run('seen', WHITE)}</w:p>")
    parts["word/document.xml"] = str(parts["word/document.xml"]).replace(
        "<w:body>", '<w:background w:color="102030"/><w:body>'
    )
    assert [one.text for one in paragraphs(read(tmp_path, "report.docx", packed(parts)))] == ["seen"]


SWITCHED_OFF = DRAWING.format(off=' hidden="1"')
BOTH = (
    f"<mc:AlternateContent><mc:Choice>{SWITCHED_OFF}</mc:Choice><mc:Fallback>{OLD_DRAWING}</mc:Fallback>"
    "</mc:AlternateContent>"
)


@pytest.mark.parametrize("drawing", [SWITCHED_OFF, OLD_DRAWING, BOTH])
def test_words_in_a_drawing_that_is_switched_off_are_not_shown(tmp_path, drawing):
    assert of(tmp_path, f"<w:p>{run('Seen.')}<w:r>{drawing}</w:r></w:p>") == (["Seen."], [("paragraph 1", 2)])


def test_words_in_a_drawing_that_is_shown_are_read(tmp_path):
    assert of(tmp_path, f"<w:p><w:r>{DRAWING.format(off='')}</w:r></w:p>") == (["boxed words"], [])


def test_a_hidden_item_of_a_numbered_list_prints_no_number_and_counts_for_none(tmp_path):
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{}</w:p>'
    body = item.format(run("first")) + item.format(run("gone", "<w:vanish/>")) + item.format(run("second"))
    assert of(tmp_path, body, numbering=numbering) == (["1. first", "2. second"], [("after paragraph 1", 1)])


def test_a_word_that_is_hidden_in_two_runs_is_one_and_two_words_apart_are_two(tmp_path):
    hides = "<w:vanish/>"
    body = f"<w:p>{run('no', hides)}{run('body', hides)}{run('seen')}{run('else', hides)}</w:p>"
    assert of(tmp_path, body) == (["seen"], [("paragraph 1", 2)])


def test_a_heading_that_is_bold_stays_one_whatever_is_hidden_in_it(tmp_path):
    document = read(tmp_path, "x.docx", word_file(f"<w:p>{run('Background', '<w:b/>')}{run('x', '<w:vanish/>')}</w:p>"))
    assert [(one.text, one.is_strong) for one in paragraphs(document)] == [("Background", True)]
