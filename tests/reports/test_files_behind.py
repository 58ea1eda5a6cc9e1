"""A file behind a report goes out as it is: what it hides is decided on before anything is issued."""

import io

import docx
import pytest

from goldenthread.documents.models import StoredFile
from goldenthread.documents.storing import store
from goldenthread.kernel.errors import RuleBroken
from goldenthread.reports.commands.appendices import add_appendix
from goldenthread.reports.commands.issuing import draft_again
from goldenthread.reports.commands.remarks import explain
from goldenthread.reports.models import Report
from goldenthread.reports.queries.readiness import readiness_of
from goldenthread.reports.states import ReportState
from tests.reports.makers import LATER, decide, issue, put, state

pytestmark = pytest.mark.django_db
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_file(*hidden):
    made = docx.Document()
    made.add_paragraph("Terms of reference of the forum.")
    for words in hidden:
        made.paragraphs[0].add_run(words).font.hidden = True
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def attach(report, world, content, name="terms.docx"):
    file = store(name=name, media_type=WORD, chunks=[content], by_key=world.author.key, at=LATER)
    add_appendix(report=report, kind="file", title="Terms of reference", file=file, by=world.author, at=LATER)
    return file


def of_files(report):
    shown = readiness_of(Report.objects.get(pk=report.pk)).gate
    return [one for one in shown if one.finding.place.label.startswith("Appendix")]


def test_a_report_with_hidden_words_in_its_word_file_is_issued_by_decision_alone(finished, quick):
    world, report = finished
    attach(report, world, word_file(" Not for Marlow Quayle."))
    (shown,) = of_files(report)
    assert shown.is_open
    assert shown.title == "Hidden words in an attached file"
    assert "4 words in 1 place" in shown.finding.why
    assert "Quayle" not in shown.finding.why + shown.finding.words
    put(report, world)
    decide(report, world.finance)
    decide(report, world.legal)
    with pytest.raises(RuleBroken, match=r"Hidden words in an attached file, Appendix \d: “terms.docx”"):
        issue(report, world)
    explain(
        report=report, of="gate", key=shown.finding.key, decision="keep", by=world.author, at=LATER,
        reason="The hidden words are the forum's own name.",
    )  # fmt: skip
    issue(report, world)
    assert state(report) == ReportState.ISSUED


def test_a_word_file_that_hides_nothing_asks_for_nothing_and_one_nobody_can_read_asks(finished):
    world, report = finished
    clean = attach(report, world, word_file())
    assert StoredFile.objects.get(pk=clean.pk).hidden == []
    assert of_files(report) == []
    damaged = attach(report, world, b"PK not a Word file", name="damaged.docx")
    assert StoredFile.objects.get(pk=damaged.pk).hidden is None
    assert [one.title for one in of_files(report)] == ["An attached file that was not looked through"]


def test_a_new_draft_knows_what_its_files_hide(finished, quick):
    world, report = finished
    attach(report, world, word_file(" Not for Marlow Quayle."))
    (shown,) = of_files(report)
    explain(
        report=report, of="gate", key=shown.finding.key, decision="keep", by=world.author, at=LATER,
        reason="The hidden words are the forum's own name.",
    )  # fmt: skip
    put(report, world)
    decide(report, world.finance)
    decide(report, world.legal)
    issue(report, world)
    again = draft_again(report=Report.objects.get(pk=report.pk), by=world.manager, at=LATER)
    (asked,) = of_files(again)
    assert asked.is_open


def test_tracked_changes_in_a_word_file_hold_issuing_and_are_named_with_their_first_words(finished):
    world, report = finished
    made = docx.Document()
    made.add_comment(made.add_paragraph("Terms of reference of the forum.").runs, text="Ask the auditor", author="Ada")
    out = io.BytesIO()
    made.save(out)
    attach(report, world, out.getvalue())
    (shown,) = of_files(report)
    assert shown.is_open
    assert shown.title == "Tracked changes or comments in an attached file"
    assert shown.finding.why == "It holds 1 comment (comment, paragraph 1, 3 words: “Ask the auditor”)."
