"""A whole report that was written elsewhere: every piece lands in a part of ours or is told, and nothing in it runs."""

import io
from datetime import date
from pathlib import Path

import pytest
from docx import Document as WordFile
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.documents.storing import store
from goldenthread.intake.document import Cell, Document, Paragraph, Row, Table
from goldenthread.intake.reading import read_file
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.reports.brought import as_words, read_report
from goldenthread.reports.brought_lines import appendix_named
from goldenthread.reports.commands.bringing import bring_report, take_brought
from goldenthread.reports.markdown import Setting, write
from goldenthread.reports.models import BroughtPaper, Report
from goldenthread.reports.queries.content import content_of
from tests.reports.makers import LATER, make_world

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
BLOCK = (
    ("Committee(s):", "Dated:"),
    ("Harbour Committee\nUnknown Board", "20/06/2026\n21/06/2026"),
    ("Subject: Help for young carers", "Public"),
    ("Report of: Piers Halloran, Director of Children's Services", "For Decision"),
    ("Report author: Ruth Amadi, Team Manager", ""),
)
BODY = (
    "Summary", "Young carers are known earlier.", "Recommendation", "Members are asked to:", "- Agree the offer.",
    "Main Report", "Background", "1. There are more of them than we knew.", "2. They told us two things:",
    "- they want a card", "- they want a person", "What we did", "3. The card is printed.", "Conclusion",
    "4. It works.", "Appendices", "Appendix 1 - The card", "Ruth Amadi", "T: 01632 960 001", "E: ruth@council.example",
)  # fmt: skip


def document(*paragraphs, rows=BLOCK):
    table = Table("table 1", tuple(Row(f"row {n}", tuple(map(Cell, cells))) for n, cells in enumerate(rows, start=1)))
    texts = [Paragraph(f"line {n}", text) for n, text in enumerate(paragraphs or BODY, start=1)]
    return Document("report.docx", "docx", ((table,) if rows else ()) + tuple(texts))


def test_the_block_of_a_report_is_read_whole():
    found = read_report(document())
    assert found.going_to == [("Harbour Committee", date(2026, 6, 20)), ("Unknown Board", date(2026, 6, 21))]
    assert (found.subject, found.is_public, found.purpose) == ("Help for young carers", True, "decision")
    assert (found.report_of, found.report_of_post) == ("Piers Halloran", "Director of Children's Services")
    assert (found.author_name, found.author_post) == ("Ruth Amadi", "Team Manager")
    assert (found.author_telephone, found.author_email) == ("01632 960 001", "ruth@council.example")


@pytest.mark.parametrize(
    "row",
    [
        ("Not for publication", "By virtue of paragraph(s) 1, 3 of Part 1 of Schedule 12A. A bidder could be known."),
        ("By virtue of paragraphs 1 and 3 of Part 1 of Schedule 12A. A bidder could be known.", ""),
    ],
)
@pytest.mark.parametrize("place", [3, 5])
def test_under_which_paragraphs_a_report_is_not_public_is_read_wherever_its_block_has_it(row, place):
    found = read_report(document(rows=(*BLOCK[:place], row, *BLOCK[place:])))
    assert (found.is_public, found.exempt_under) == (False, (1, 3))
    assert found.public_interest == "A bidder could be known."
    assert found.subject == "Help for young carers"
    assert [one.text for one in found.placed if one.what == "why it is not public"] == ["1, 3"]
    assert not [one for one in found.placed if one.was_left and "Schedule" in one.text]


def test_its_sections_keep_their_headings_and_lose_their_numbers_which_are_the_systems():
    found = read_report(document())
    assert found.fits
    assert [(one.kind, one.heading) for one in found.sections] == [
        ("summary", ""), ("recommendations", ""), ("body", "Background"), ("body", "What we did"), ("conclusion", ""),
    ]  # fmt: skip
    assert found.sections[2].text == (
        "There are more of them than we knew.\n\nThey told us two things:\n\n\\- they want a card".replace("\\- ", "- ")
        + "\n- they want a person"
    )
    assert found.appendices == ["Appendix 1 - The card"]


def test_every_piece_of_the_file_is_in_the_receipt():
    found = read_report(document())
    told = {one.where for one in found.placed}
    assert {f"line {n}" for n in range(1, len(BODY) + 1)} <= told
    assert {"row 2", "row 3", "row 4", "row 5"} <= told


def sections_of(*paragraphs):
    """What a report with these paragraphs in its main report says, section by section."""
    found = read_report(document(*BODY[:6], *paragraphs))
    return [(one.heading, one.text.split("\n")) for one in found.sections if one.kind == "body"]


@pytest.mark.parametrize("mark", ["-", "–", "•", "·", "▪", "o", "- ·", "•\t", "o\t"])
def test_an_item_is_one_by_its_mark_and_never_a_heading(mark):
    ((heading, lines),) = sections_of(
        "Background", "1. There are:", f"{mark} 25 tasks marked blue", f"{mark} Staff met."
    )
    assert (heading, lines) == ("Background", ["There are:", "", "- 25 tasks marked blue", "- Staff met."])


def test_letters_and_numbers_that_begin_again_count_the_items_of_a_list():
    ((_, lines),) = sections_of(
        "Background", "1. We know two things.", "2. They are:", "1. the first", "2. the second", "3. Then:", "a) this",
        "(ii) that", "4. It ends.",
    )  # fmt: skip
    assert lines == [
        "We know two things.", "", "They are:", "", "1. the first", "1. the second", "", "Then:", "", "1. this",
        "1. that", "", "It ends.",
    ]  # fmt: skip


def test_bits_of_a_sentence_behind_a_colon_are_a_list_though_nothing_marks_them():
    ((_, lines),) = sections_of("Background", "1. There are:", "25 tasks marked blue", "0 tasks marked red", "2. So.")
    assert lines == ["There are:", "", "- 25 tasks marked blue", "- 0 tasks marked red", "", "So."]


def test_numbers_of_two_places_are_taken_off_and_figures_that_begin_a_sentence_are_not():
    found = sections_of(
        "1. Background", "1.1 More children are known.", "1.2\tSo it is.", "2.5 posts stand empty.", "2. What we did",
        "2.1. The card is printed.", "2.2 It works.", "18 months have gone by.",
    )  # fmt: skip
    assert found == [
        ("Background", ["More children are known.", "", "So it is.", "", "2\\.5 posts stand empty."]),
        ("What we did", ["The card is printed.", "", "It works.", "", "18 months have gone by."]),
    ]


def test_where_headings_are_marked_no_other_line_is_one():
    start = document(*BODY[:4], rows=())
    marked = [Paragraph("line 91", "2.1 What we did", 2), Paragraph("line 92", "A short line"),
              Paragraph("line 93", "What comes next", 3), Paragraph("line 94", "It is printed.")]  # fmt: skip
    found = read_report(Document("x", "docx", (*start.blocks, *marked)))
    body = [(one.heading, one.level, one.text) for one in found.sections if one.kind == "body"]
    assert body == [("What we did", 2, "A short line"), ("What comes next", 2, "It is printed.")]


def test_what_is_asked_of_members_keeps_its_order():
    found = read_report(document("Summary", "All is well.", "Recommendations", "1. Note it.", "2. Agree it."))
    assert found.sections[-1].text == "1. Note it.\n1. Agree it."


def test_a_paragraph_that_gets_a_number_of_its_own_is_told():
    found = read_report(document(*BODY[:6], "Background", "1. It began.", "It went on.", "2. It ended."))
    assert [one.where for one in found.placed if "has one now" in one.what] == ["line 9"]


def test_a_block_whose_head_has_no_colon_and_an_appendix_named_in_two_lines_are_read():
    rows = (("Committees", "Dated:"), ("Harbour Committee", "20/06/2026"), *BLOCK[2:])
    found = read_report(document(*BODY[:16], "Appendix 1:", "The card", rows=rows))
    assert (found.going_to, found.appendices) == ([("Harbour Committee", date(2026, 6, 20))], ["Appendix 1: The card"])


@pytest.mark.parametrize(
    "rows",
    [
        (("Committee(s): Harbour Committee", "Dated: 15 December 2026"),),
        (("Committee(s): Harbour Committee", ""), ("Dated: 15 December 2026", "")),
        (("Committee(s):", "Harbour Committee"), ("Dated:", "15 December 2026")),
    ],
)
def test_the_day_of_a_meeting_is_read_wherever_the_block_has_it(rows):
    found = read_report(document(rows=(*rows, *BLOCK[2:])))
    assert found.going_to == [("Harbour Committee", date(2026, 12, 15))]
    assert [one.text for one in found.placed if one.was_left] == []


@pytest.mark.parametrize("written", ["December 2026", "soon", "15 December 2026\n16 December 2026"])
def test_a_day_that_is_none_or_one_too_many_is_told_as_left(written):
    found = read_report(document(rows=(BLOCK[0], ("Harbour Committee", written), *BLOCK[2:])))
    assert [one.text for one in found.placed if one.was_left] == [written.split("\n")[-1]]


TYPED = (
    "{{blue}}", "[x](javascript:a)", "<b>x</b>", "# no", "*a* _b_", "2018. It began", "- dash", "| a | b |",
    "`x` ~~y~~", "1) one", "![p](picture:x)", "a\nb", "> said", "\\", "+ plus", "Table: x", "[^1]: y", "&amp; &lt;",
)  # fmt: skip


@pytest.mark.parametrize("text", TYPED)
def test_what_was_typed_elsewhere_is_words_and_nothing_else(text):
    written = write(as_words(text), Setting(fact=pytest.fail))
    (paragraph,) = written.blocks
    assert "".join(run.text for run in paragraph.words) == text.strip()
    assert not paragraph.lists


@given(st.text(alphabet="ab *_[]#|<>{}!~&`\\\\-+=.12)(:^\n", min_size=1, max_size=60))
@settings(max_examples=80, deadline=None)
def test_no_mixture_of_marks_typed_elsewhere_means_anything(text):
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    written = write(as_words(text), Setting(fact=pytest.fail))
    assert "".join(run.text for block in written.blocks for run in block.words) == "\n".join(lines)


def test_a_paper_that_has_no_parts_of_a_report_does_not_fit():
    assert not read_report(document("Dear all,", "please find the figures.", rows=())).fits


def test_a_table_of_a_section_comes_along_and_one_behind_the_report_is_told():
    table = Table("table 9", (Row("r1", (Cell("Month"), Cell("Visits"))), Row("r2", (Cell("June|July"), Cell("12")))))
    start = document(*BODY[:8]).blocks
    within = read_report(Document("x", "docx", (*start, table)))
    assert "| Month | Visits |\n|---|---|\n| June\\|July | 12 |" in within.sections[-1].text
    behind = read_report(Document("x", "docx", (*start, Paragraph("line 99", "Appendices"), table)))
    assert [one.where for one in behind.placed if one.was_left] == ["table 9"]


@pytest.mark.shared
def test_the_real_report_of_february_2019_fits():
    name = "000_dfadaaf90b9a3dfb.txt"
    found = read_report(read_file(SEEDS / name, name))
    assert (found.fits, found.subject, found.purpose) == (True, "Service Improvement Plan 2018–2019", "information")
    assert [one.kind for one in found.sections if one.kind != "body"] == ["summary", "recommendations", "conclusion"]
    assert found.going_to == [("Safeguarding Sub Committee", date(2019, 2, 8))]
    assert (found.author_telephone != "", "@" in found.author_email, found.author_post != "") == (True, True, True)
    body = [one.heading for one in found.sections if one.kind == "body"]
    assert {"Additional Capacity", "SMART Planning", "Supervision"} <= set(body)
    assert found.author_name not in body
    assert len(found.appendices) == 1


def word_file(body=BODY):
    made = WordFile()
    table = made.add_table(rows=0, cols=2)
    for cells in BLOCK:
        row = table.add_row()
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    for text in body:
        made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.django_db
def test_a_word_file_becomes_a_draft_with_a_receipt():
    world = make_world()
    report = bring_report(chunks=[word_file()], name="carers.docx", by=world.manager, at=LATER)
    report = Report.objects.get(pk=report.pk)
    assert (report.state, report.subject, report.purpose) == ("draft", "Help for young carers", "decision")
    assert [one.body for one in report.destinations.all()] == [world.committee]
    assert report.author_email == "ruth@council.example"
    content = content_of(report)
    assert content.built.problems == ()
    assert [one.heading for one in content.built.sections] == [
        "Summary", "Recommendation(s)", "Background", "What we did", "Conclusion",
    ]  # fmt: skip
    kept = BroughtPaper.objects.get(report=report)
    assert kept.fitted
    assert [one["text"] for one in kept.left] == ["Unknown Board"]


def test_a_contact_under_another_name_is_not_the_authors():
    found = read_report(
        document(*BODY[:-3], "Piers Halloran", "T: 01632 960 009", "Ruth Amadi", "E: ruth@council.example")
    )
    assert (found.author_telephone, found.author_email) == ("", "ruth@council.example")
    assert [one.text for one in found.placed if one.was_left] == ["T: 01632 960 009"]
    assert found.appendices == ["Appendix 1 - The card"]


def brought_from(world, *paragraphs, rows=BLOCK):
    found = read_report(document(*paragraphs, rows=rows))
    file = store(name="report.docx", media_type="x", chunks=[b"x"], by_key=world.manager.key, at=LATER)
    report = take_brought(brought=found, file=file, by=world.manager, at=LATER)
    left = [one["text"] for one in report.brought.left]
    report = Report.objects.get(pk=report.pk)
    return (report.author_name, report.author_post, report.author_telephone, report.author_email), left


@pytest.mark.django_db
def test_an_author_whom_the_file_names_never_stands_beside_the_post_or_contact_of_whoever_brought_it():
    world = make_world()
    person = world.manager.person
    person.telephone, person.job_title = "01632 960 077", "Manager"
    person.save()
    without = BODY[:-2]
    assert person.email
    assert brought_from(world, *without)[0] == ("Ruth Amadi", "Team Manager", "", "")
    nameless = (*BLOCK[:4], ("Report author: Ruth Amadi", ""))
    assert brought_from(world, *without, rows=nameless)[0] == ("Ruth Amadi", "", "", "")
    own = (*BLOCK[:4], (f"Report author: {person.name}", ""))
    assert brought_from(world, *without, rows=own)[0] == (person.name, "Manager", "01632 960 077", person.email)


@pytest.mark.django_db
def test_a_contact_of_nobody_named_is_left_and_told_and_whoever_brought_the_file_is_its_author():
    world = make_world()
    person = world.manager.person
    printed, left = brought_from(world, *BODY, rows=BLOCK[:4])
    assert printed == (person.name, person.job_title, person.telephone, person.email)
    assert "ruth@council.example" in left


@pytest.mark.parametrize(("written", "own", "title"), [
    ("Appendix 1 - The card", "1", "The card"), ("APPENDIX 2: Figures", "2", "Figures"), ("Appendix 3", "3", ""),
    ("Appendix A – Visits", "A", "Visits"), ("Appendix 1 Appendix notes", "1", "Appendix notes"),
    ("Appendix iv", "", "Appendix iv"), ("Appendix to the plan", "", "Appendix to the plan"),
    ("The card", "", "The card"), ("Appendix 1:\nThe card", "1", "The card"),
])  # fmt: skip
def test_the_number_of_an_appendix_in_its_file_is_not_part_of_its_name(written, own, title):
    assert appendix_named(written) == (own, title)


@pytest.mark.django_db
def test_an_appendix_is_printed_with_one_number_and_one_that_had_another_in_the_file_is_told():
    world = make_world()
    content = word_file((*BODY[:16], "Appendix 1 - The card", "Appendix B - The visits", "Appendix 3", *BODY[-3:]))
    report = bring_report(chunks=[content], name="carers.docx", by=world.manager, at=LATER)
    assert [str(one) for one in report.appendices.order_by("number")] == [
        "Appendix 1 - The card", "Appendix 2 - The visits", "Appendix 3 - Without a name in the file",
    ]  # fmt: skip
    told = [one["what"] for one in report.brought.receipt if " of the file is " in one["what"]]
    assert told == ["Appendix B of the file is Appendix 2 here"]


@pytest.mark.django_db
def test_a_file_that_does_not_fit_stays_behind_a_report_that_is_to_be_written():
    world = make_world()
    report = bring_report(chunks=[b"Dear all,\n\nthe figures are late.\n"], name="note.txt", by=world.manager, at=LATER)
    (behind,) = report.appendices.all()
    assert (behind.kind, behind.file.name, report.brought.fitted) == ("file", "note.txt", False)
    assert report.sections.filter(kind="summary", text="").exists()


@pytest.mark.django_db
def test_a_file_that_is_refused_leaves_nothing_behind():
    world = make_world()
    with pytest.raises(RuleBroken):
        bring_report(chunks=[b"MZ\x00\x01"], name="report.exe", by=world.manager, at=LATER)
    with pytest.raises(NotAllowed):
        bring_report(chunks=[word_file()], name="carers.docx", by=world.author, at=LATER)
    assert not Report.objects.exists()
