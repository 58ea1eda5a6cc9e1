"""Word documents: paragraphs and tables in the order of the page, as the paper shows them."""

import io

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from goldenthread.intake.document import Cell, Document, Table
from tests.intake.papers import (
    only_table,
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


@pytest.fixture
def reading(tmp_path):
    def read_word(data: bytes | docx.document.Document) -> Document:
        if isinstance(data, bytes):
            return read(tmp_path, "plan.docx", data)
        out = io.BytesIO()
        data.save(out)
        return read(tmp_path, "plan.docx", out.getvalue())

    return read_word


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_paragraphs_and_tables_come_in_the_order_of_the_page_with_their_places(reading):
    paper = docx.Document()
    paper.add_heading("Our plan", 0)
    paper.add_heading("Priority 1", 1)
    paper.add_paragraph("")
    table = paper.add_table(rows=2, cols=2)
    table.cell(1, 1).text = "Paint the hall"
    paper.add_heading("Notes", 3)
    paper.add_table(rows=1, cols=1).cell(0, 0).text = "last"
    document = reading(paper)
    assert document.format == "docx"
    assert [
        [row.where for row in block.rows] if isinstance(block, Table) else (block.where, block.level, block.text)
        for block in document.blocks
    ] == [
        ("paragraph 1", 1, "Our plan"),
        ("paragraph 2", 1, "Priority 1"),
        ["table 1 row 1", "table 1 row 2"],
        ("paragraph 3", 3, "Notes"),
        ["table 2 row 1"],
    ]


def test_a_paragraphs_own_outline_level_goes_before_that_of_its_style(reading):
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="Ours"/>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Theirs"/><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="Loop"/><w:basedOn w:val="C"/></w:style>'
    )
    body = (
        word_paragraph("inherited", '<w:pStyle w:val="B"/>')
        + word_paragraph("own", '<w:pStyle w:val="B"/><w:outlineLvl w:val="3"/>')
        + word_paragraph("plain", '<w:pStyle w:val="B"/><w:outlineLvl w:val="9"/>')
        + word_paragraph("loop", '<w:pStyle w:val="C"/>')
        + word_paragraph("unknown", '<w:pStyle w:val="D"/>')
    )
    assert [found.level for found in paragraphs(reading(word_file(body, styles=styles)))] == [2, 4, 0, 0, 0]


def test_cells_merged_across_and_down_continue_their_first_part(reading):
    paper = docx.Document()
    table = paper.add_table(rows=3, cols=3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "across"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "down"
    gone = Cell("", continues=True)
    assert [row.cells for row in only_table(reading(paper)).rows] == [
        (Cell("across"), gone, Cell("02")),
        (Cell("10"), Cell("11"), Cell("down")),
        (Cell("20"), Cell("21"), gone),
    ]


def test_a_continued_cell_with_nothing_to_continue_is_a_cell_of_its_own(reading):
    body = word_table(
        word_cell("text", "<w:vMerge/>") + word_cell("1"),
        word_cell("hidden by the merge", "<w:vMerge/>") + word_cell("2"),
        word_cell("new") + word_cell("3"),
        word_cell("old way", '<w:hMerge w:val="restart"/>') + word_cell("x", "<w:hMerge/>"),
    )
    assert [row.cells for row in only_table(reading(word_file(body))).rows] == [
        (Cell("text"), Cell("1")),
        (Cell("", continues=True), Cell("2")),
        (Cell("new"), Cell("3")),
        (Cell("old way"), Cell("", continues=True)),
    ]


def test_columns_that_a_row_leaves_out_keep_the_others_in_their_column(reading):
    row = '<w:trPr><w:gridBefore w:val="2"/><w:gridAfter w:val="1"/></w:trPr>' + word_cell("third")
    assert texts(only_table(reading(word_file(word_table(row))))) == [("", "", "third", "")]


def test_the_shading_of_a_cell_is_six_hex_digits(reading):
    shaded = [
        ('<w:shd w:val="clear" w:color="auto" w:fill="00b050"/>', "00B050"),
        ('<w:shd w:val="clear" w:fill="auto"/>', "D9D9D9"),
        ('<w:shd w:val="solid" w:color="FFC000" w:fill="FFFFFF"/>', "FFC000"),
        ("", "D9D9D9"),
    ]
    cells = "".join(word_cell("x", properties) for properties, _ in shaded)
    body = word_table(cells, properties='<w:shd w:val="clear" w:fill="D9D9D9"/>')
    assert [cell.fill for cell in only_table(reading(word_file(body))).rows[0].cells] == [fill for _, fill in shaded]


def test_lines_and_list_items_of_a_cell_are_lines_of_its_text(reading):
    paper = docx.Document()
    cell = paper.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "First\nsecond\tline"
    cell.add_paragraph("third", style="List Bullet")
    cell.add_paragraph("")
    cell.add_paragraph("fourth")
    cell.add_paragraph("")
    assert only_table(reading(paper)).rows[0].cells[0].text == "First\nsecond\tline\nthird\n\nfourth"


def test_a_table_inside_a_cell_becomes_lines_of_that_cell(reading):
    paper = docx.Document()
    outer = paper.add_table(rows=2, cols=2)
    cell = outer.cell(0, 0)
    cell.text = "before"
    inner = cell.add_table(rows=2, cols=2)
    for number, text in enumerate(("Draft", "May", "Agree", "June")):
        inner.cell(number // 2, number % 2).text = text
    cell.add_paragraph("after")
    outer.cell(1, 1).text = "end"
    assert texts(only_table(reading(paper))) == [("before\nDraft | May\nAgree | June\n\nafter", ""), ("", "end")]


def test_tracked_deletions_are_left_out_and_insertions_kept(reading):
    body = (
        f"<w:p>{run('We ')}<w:del w:id='1'><w:r><w:delText>will</w:delText></w:r></w:del>"
        f"<w:ins w:id='2'>{run('did')}</w:ins><w:moveFrom w:id='3'>{run('moved away')}</w:moveFrom>"
        f"<w:moveTo w:id='4'>{run(' it')}</w:moveTo></w:p>"
        + word_table(
            word_cell("kept"), "<w:trPr><w:del w:id='5'/></w:trPr>" + word_cell("deleted row"), word_cell("last")
        )
    )
    document = reading(word_file(body))
    assert paragraphs(document)[0].text == "We did it"
    assert [(row.where, row.texts) for row in only_table(document).rows] == [
        ("table 1 row 1", ("kept",)),
        ("table 1 row 2", ("last",)),
    ]


def test_a_cell_whose_break_between_paragraphs_was_deleted_is_one_line(reading):
    broken = word_paragraph("one ", "<w:rPr><w:del w:id='1'/></w:rPr>") + word_paragraph("line")
    body = word_table(f"<w:tc>{broken}</w:tc>")
    assert texts(only_table(reading(word_file(body)))) == [("one line",)]


def choice(value: str, *, prompt: bool = False) -> str:
    shows = "<w:showingPlcHdr/>" if prompt else ""
    items = '<w:dropDownList><w:listItem w:value="Red"/><w:listItem w:value="Green"/></w:dropDownList>'
    return f"<w:sdt><w:sdtPr>{shows}{items}</w:sdtPr><w:sdtContent>{value}</w:sdtContent></w:sdt>"


def test_a_drop_down_list_gives_what_was_chosen_and_nothing_where_nothing_was(reading):
    chosen, prompt = run("Green"), run("Choose an item.")
    cells = (
        f"<w:tc><w:p>{choice(chosen)}</w:p></w:tc>"
        f"<w:tc><w:p>{choice(prompt, prompt=True)}</w:p></w:tc>"
        f"<w:tc>{choice(word_paragraph('Green'))}</w:tc>"
        f"<w:tc>{choice(word_paragraph('Choose an item.'), prompt=True)}<w:p/></w:tc>"
        + choice(f"<w:tc>{word_paragraph('Green')}</w:tc>")
    )
    body = word_table(cells) + choice(word_paragraph("Click to enter."), prompt=True)
    document = reading(word_file(body))
    assert texts(only_table(document)) == [("Green", "", "Green", "", "Green")]
    assert paragraphs(document) == []


def test_a_row_or_table_inside_a_content_control_is_read_like_any_other(reading):
    row = choice(f"<w:tr>{word_cell('in a control')}</w:tr>")
    body = choice(f"<w:tbl><w:tblPr/><w:tr>{word_cell('plain')}</w:tr>{row}</w:tbl>")
    assert texts(only_table(reading(word_file(body)))) == [("plain",), ("in a control",)]


def test_old_form_fields_give_the_chosen_entry_and_the_state_of_the_box(reading):
    entries = '<w:listEntry w:val="Red"/><w:listEntry w:val="Green"/>'
    fields = [
        f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>',
        f"<w:ddList>{entries}</w:ddList>",
        f'<w:ddList><w:result w:val="7"/>{entries}</w:ddList>',
        "<w:checkBox><w:checked/></w:checkBox>",
        '<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>',
        "<w:textInput/>",
    ]
    cells = "".join(
        f'<w:tc><w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData>{field}</w:ffData></w:fldChar></w:r></w:p></w:tc>'
        for field in fields
    )
    assert texts(only_table(reading(word_file(word_table(cells))))) == [("Green", "Red", "", "☒", "☐", "")]


def test_a_field_gives_its_result_and_a_link_its_text(reading):
    body = (
        f"<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('May 2018')}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
        f"<w:hyperlink w:anchor='x'>{run(', see the offer')}</w:hyperlink>"
        f"<w:fldSimple w:instr='PAGE'>{run(', page 3')}</w:fldSimple>"
        f"<w:r><w:footnoteReference w:id='1'/></w:r><w:smartTag>{run('.')}</w:smartTag></w:p>"
    )
    assert paragraphs(reading(word_file(body)))[0].text == "May 2018, see the offer, page 3."


def test_symbols_hyphens_and_breaks_are_characters(reading):
    body = (
        "<w:p><w:r><w:t>Apr</w:t><w:noBreakHyphen/><w:t>17</w:t><w:br/><w:t>so</w:t><w:softHyphen/><w:t>on</w:t><w:tab/>"
        '<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Wingdings" w:char="F0AB"/>'
        '<w:sym w:font="Symbol" w:char="2713"/><w:sym/></w:r></w:p>'
    )
    assert paragraphs(reading(word_file(body)))[0].text == "Apr-17\nsoon\t✓✓"


def test_the_text_of_a_drawing_that_stands_twice_is_taken_once(reading):
    box = f"<w:txbxContent>{word_paragraph('in the box')}{word_table(word_cell('and its table'))}</w:txbxContent>"
    drawing = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    document = reading(word_file(f"<w:p>{run('Beside')}<w:r>{drawing}</w:r></w:p>" + word_table(word_cell("outside"))))
    assert paragraphs(document)[0].text == "Beside\nin the box\nand its table"
    assert texts(only_table(document)) == [("outside",)]


def test_the_table_of_contents_is_left_out(reading):
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 2"/></w:style>'
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    body = (
        f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{word_paragraph('Contents')}</w:sdtContent></w:sdt>"
        + word_paragraph("Priority 1 ... 3", '<w:pStyle w:val="T"/>')
        + word_paragraph("Priority 1")
    )
    assert [found.text for found in paragraphs(reading(word_file(body, styles=styles)))] == ["Priority 1"]


def test_headers_footers_and_comments_are_left_out(reading):
    paper = docx.Document()
    paper.sections[0].header.paragraphs[0].text = "OFFICIAL"
    paper.sections[0].footer.paragraphs[0].text = "Page 1 of 9"
    paper.add_paragraph("The plan")
    assert [found.text for found in paragraphs(reading(paper))] == ["The plan"]


def test_emoji_right_to_left_text_and_formulas_pass(reading):
    paper = docx.Document()
    paper.add_paragraph("🎉 خطة תוכנית")
    formula = OxmlElement("m:oMath")
    part = OxmlElement("m:r")
    letters = OxmlElement("m:t")
    letters.text = "E=mc"
    part.append(letters)
    formula.append(part)
    paper.add_paragraph("As ")._p.append(formula)
    assert [found.text for found in paragraphs(reading(paper))] == ["🎉 خطة תוכנית", "As E=mc"]


def test_a_strict_document_with_other_namespaces_is_read(reading):
    strict = {
        name: str(content)
        .replace(qn("w:p")[1:].rpartition("}")[0], "http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in word_parts(word_paragraph("strict") + word_table(word_cell("cell"))).items()
    }
    document = reading(packed(strict))
    assert (paragraphs(document)[0].text, texts(only_table(document))) == ("strict", [("cell",)])


def test_deeply_nested_tables_are_flattened_or_refused_but_never_crash(reading):
    body = word_cell("deepest")
    for _ in range(40):
        body = f"<w:tc>{word_table(body)}<w:p/></w:tc>"
    assert texts(only_table(reading(word_file(word_table(body))))) == [("deepest",)]
