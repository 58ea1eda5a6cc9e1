"""Words that a Word file hides are left in it, and its receipt tells how many and where, as often as it is read."""

import io

import docx
import pytest

from goldenthread.importing.queries.problems import problem_groups
from goldenthread.intake.commands import Meant
from goldenthread.intake.models import Import
from goldenthread.intake.rebuilding import document_of
from goldenthread.plan.intake import correct_paper
from goldenthread.plan.reading.values import ProblemCode
from tests.importing.papers import NOON, desk, staged

pytestmark = pytest.mark.django_db
HEAD = ("Ref", "Action", "End date", "Lead", "Status", "Comments")


def as_word(*, hidden):
    made = docx.Document()
    made.add_paragraph("Harbour improvement plan")
    table = made.add_table(3, len(HEAD))
    rows = (HEAD, ("1.1", "Ring families", "Dec-25", "QZ", "Green", "Begun."),
            ("1.2", "Write to schools", "Dec-25", "QZ", "Green", "Begun."))  # fmt: skip
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    if hidden:
        table.cell(1, 5).paragraphs[0].add_run(" Ask about the Quayle case.").font.hidden = True
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def told(of):
    return [one["text"] for one in of.receipt["problems"] if one["code"] == "hidden-words"]


def test_the_receipt_of_an_import_tells_how_many_words_a_word_file_hides_and_where_and_none_of_them():
    of = staged(as_word(hidden=True), name="plan.docx")
    assert told(of) == ["5 hidden words were left in the file: table 1 row 2."]
    assert "Quayle" not in str(of.receipt) + str(of.reading)
    group = next(one for one in problem_groups(of) if one.code == ProblemCode.HIDDEN_WORDS)
    assert (group.title, [line.text for line in group.lines]) == ("Hidden words in the file", told(of))


def test_it_is_still_told_after_the_paper_was_read_again_with_corrections():
    of = staged(as_word(hidden=True), name="plan.docx")
    before = document_of(of)
    correct_paper(of=of, corrections=[Meant("header", "name", "Harbour Plan")], by=desk(), at=NOON)
    again = Import.objects.get(pk=of.pk)
    assert again.receipt["plan"]["name"] == "Harbour Plan"
    assert told(again) == ["5 hidden words were left in the file: table 1 row 2."]
    assert document_of(again) == before


def test_of_a_file_that_hides_nothing_nothing_is_told():
    assert told(staged(as_word(hidden=False), name="plan.docx")) == []
