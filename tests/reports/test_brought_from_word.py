"""A report brought as a Word file: its lists stay lists, its headings headings, its paragraphs one number each."""

import re
from pathlib import Path

import pytest
from docx import Document as WordFile

from goldenthread.documents.paper import Items, Paragraph, printed
from goldenthread.intake.reading import read_file
from goldenthread.reports.brought import read_report
from goldenthread.reports.commands.bringing import bring_report
from goldenthread.reports.markdown import Setting, write
from goldenthread.reports.models import BroughtPaper
from tests.reports.makers import LATER, make_world

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
BLOCK = [
    ["Committee:", "Dated:"], ["Harbour Committee", "20/06/2026"], ["Subject: Help for young carers", "Public"],
    ["Report of: Piers Halloran, Director", "For Information"], ["Report author: Ruth Amadi, Team Manager", ""],
]  # fmt: skip
REPORT = (
    ("heading", "Summary"), ("plain", "Young carers are known earlier."), ("heading", "Recommendation"),
    ("plain", "Members are asked to:"), ("item", "Note the report."), ("heading", "Main Report"),
    ("heading", "What we did"), ("number", "There are:"), ("item", "25 tasks marked blue"),
    ("item", "0 tasks marked red"), ("deeper", "none of them new"), ("number", "The card is printed."),
    ("heading", "Conclusion"), ("number", "It works."),
)  # fmt: skip
ENDS = "Appendices"
OF_KIND = {"Summary": "summary", "Recommendation": "recommendations", "Conclusion": "conclusion"}


def styled(made, kind, text, number):
    match kind:
        case "heading":
            made.add_heading(text, 2)
        case "number":
            made.add_paragraph(text, style="List Number")
        case "item":
            made.add_paragraph(text, style="List Bullet")
        case "deeper":
            made.add_paragraph(text, style="List Bullet 2")
        case _:
            made.add_paragraph(text)


def by_hand(made, kind, text, number):
    match kind:
        case "heading":
            made.add_paragraph().add_run(text).bold = True
        case "number":
            made.add_paragraph(f"{number}.\t{text}")
        case "item" | "deeper":
            made.add_paragraph(f"•\t{text}")
        case _:
            made.add_paragraph(text)


def brought(folder, block, pieces, manner):
    """What is read of a report that was made in Word in one manner or the other."""
    made, number = WordFile(), 0
    table = made.add_table(rows=0, cols=2)
    for row in block:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = text
    for kind, text in pieces:
        number += kind == "number"
        manner(made, kind, text, number)
    made.save(str(folder / "report.docx"))
    return read_report(read_file(folder / "report.docx", "report.docx"))


def said(found):
    """Headings, paragraphs and items, in their order."""
    for section in found.sections:
        yield "heading", section.heading or section.kind.value
        for block in write(section.text, Setting(fact=pytest.fail, number=1)).blocks:
            if isinstance(block, Paragraph):
                yield "paragraph", printed(block.words)
            for items in (block,) if isinstance(block, Items) else block.lists:
                yield from said_in(items)


def said_in(items):
    for one in items.items:
        yield "item", printed(one.words)
        if one.within is not None:
            yield from (("deeper", printed(inner.words)) for inner in one.within.items)


def meant(pieces):
    for kind, text in pieces:
        if text == ENDS:
            return
        if text != "Main Report":
            yield {"number": "paragraph", "plain": "paragraph"}.get(kind, kind), OF_KIND.get(text, text)


@pytest.mark.parametrize("manner", [styled, by_hand])
def test_a_word_file_keeps_its_lists_headings_and_paragraphs_in_either_manner(tmp_path, manner):
    found = brought(tmp_path, BLOCK, REPORT, manner)
    expected = [("item" if kind == "deeper" and manner is by_hand else kind, text) for kind, text in meant(REPORT)]
    assert list(said(found)) == expected
    assert [one.what for one in found.placed if one.was_left] == []
    assert sum(one.what.startswith("an item of a list") for one in found.placed) == 4


def cover_reports():
    """The four cover reports as their texts give them: block, then pieces, each told by its mark."""
    first = (SEEDS / "000_dfadaaf90b9a3dfb.txt").read_text().split("\n")
    pack = (SEEDS / "002_a1c4b4f6bbec8876.txt").read_text().split("\n")
    ends = [at for at, line in enumerate(pack) if "intentionally left blank" in line]
    begins = [at for at, line in enumerate(pack) if line.startswith("Subject: ")]
    return [first, *(pack[at - 2 : min(end for end in ends if end > at)] for at in begins)]


def taken_apart(lines):
    block, pieces = [], []
    for line in (one for one in lines if one.strip()):
        if "\t" in line and not pieces:
            block.append(line.split("\t"))
            continue
        text = re.sub(r"^#+\s*", "", line.strip().replace("*", ""))
        number = re.match(r"(?:- )?\d+\.\s+(.*)", text)
        item = re.match(r"(?:- )?[a-z]\.\s+(.*)", text) or re.match(r"(?:[-·•]\s*)+(.*)", text)
        if number:
            pieces.append(("number", number[1]))
        elif item:
            pieces.append(("item", item[1]))
        else:
            is_heading = len(text) < 90 and (text[-1].isalnum() or text[-1] == ")") and ("heading", ENDS) not in pieces
            pieces.append(("heading" if is_heading else "plain", text))
    return block, pieces


@pytest.mark.shared
@pytest.mark.parametrize("manner", [styled, by_hand])
@pytest.mark.parametrize(("place", "pieces"), [(0, 42), (1, 21), (2, 22), (3, 19)])
def test_the_four_real_cover_reports_come_out_of_word_paragraph_by_paragraph(tmp_path, manner, place, pieces):
    block, parts = taken_apart(cover_reports()[place])
    found = brought(tmp_path, block, parts, manner)
    assert found.fits
    assert list(said(found)) == list(meant(parts))
    assert len(list(meant(parts))) == pieces
    # One text runs two committees and their days together: which is whose is told, not guessed.
    assert [one.text for one in found.placed if one.was_left] == (["02/05/2018 11/05/2018"] if place == 1 else [])
    assert (found.author_telephone != "", "@" in found.author_email, len(found.appendices)) == (True, True, 1)


def with_hidden_words(folder, pieces):
    """A report made in Word that holds words which nobody is meant to read."""
    made = WordFile()
    for text in pieces:
        made.add_paragraph(text)
    made.paragraphs[-1].add_run(" Not for Marlow Quayle.").font.hidden = True
    made.add_paragraph().add_run("Marlow Quayle was moved in May.").font.hidden = True
    made.save(str(folder / "report.docx"))
    return (folder / "report.docx").read_bytes()


@pytest.mark.django_db
def test_hidden_words_of_a_word_file_are_in_no_part_of_the_report_nor_in_its_receipt(tmp_path):
    content = with_hidden_words(tmp_path, ["Summary", "All is well.", "Main Report", "Background", "1. Visits rose."])
    report = bring_report(chunks=[content], name="report.docx", by=make_world().manager, at=LATER)
    kept = BroughtPaper.objects.get(report=report)
    assert kept.fitted
    written = " ".join(one.text for one in report.sections.all())
    assert "Visits rose." in written
    assert "Quayle" not in f"{written} {kept.receipt} {list(report.appendices.values())}"
    assert [(one["what"], one["text"]) for one in kept.left] == [
        ("Hidden text was left behind: 10 words in 2 places", "paragraph 5; after paragraph 5"),
    ]


@pytest.mark.django_db
def test_a_file_that_stands_behind_a_report_as_it_is_is_told_to_carry_its_hidden_words(tmp_path):
    content = with_hidden_words(tmp_path, ["Dear all,", "The figures are late."])
    report = bring_report(chunks=[content], name="note.docx", by=make_world().manager, at=LATER)
    kept = BroughtPaper.objects.get(report=report)
    assert not kept.fitted
    assert kept.receipt[0]["what"] == "Hidden text stands in it, and goes wherever it goes: 10 words in 2 places"
    assert "Quayle" not in str(kept.receipt)
