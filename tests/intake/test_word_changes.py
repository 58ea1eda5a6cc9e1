"""Tracked changes and comments of a Word file are told by their kind, place and number, and a receipt counts them."""

from goldenthread.intake.document import Hidden, Mark
from goldenthread.intake.handover import pack_document, unpack
from goldenthread.plan.planless import no_plan_receipt
from goldenthread.plan.reading.unclear import hidden_words
from goldenthread.reports.brought import hidden_words as left_behind
from tests.intake.papers import paragraphs, read, word_file, word_paragraph

CHANGED = (
    '<w:p><w:r><w:t xml:space="preserve">Visits rose </w:t></w:r>'
    '<w:del w:id="1" w:author="Ada"><w:r><w:delText>after the third of five complaints </w:delText></w:r></w:del>'
    '<w:ins w:id="2" w:author="Ada"><w:r><w:t>in June</w:t></w:r></w:ins>'
    '<w:r><w:commentReference w:id="0"/></w:r></w:p>'
)
ROW = (
    "<w:tbl><w:tr><w:tc>{kept}</w:tc></w:tr><w:tr><w:trPr><w:del w:id='3'/></w:trPr><w:tc>{gone}</w:tc></w:tr></w:tbl>"
)


def test_tracked_changes_and_comments_are_told_by_kind_place_number_and_first_words(tmp_path):
    table = ROW.format(kept=word_paragraph("Harbour"), gone=word_paragraph("Old row"))
    document = read(tmp_path, "report.docx", word_file(word_paragraph("First.") + CHANGED + table))
    assert [one.text for one in paragraphs(document)] == ["First.", "Visits rose in June"]
    assert document.hidden == (
        Hidden("paragraph 2", 0, Mark.COMMENT),
        Hidden("paragraph 2", 6, Mark.DELETION, "after the third of five…"),
        Hidden("paragraph 2", 2, Mark.INSERTION, "in June"),
        Hidden("table 1 row 1", 2, Mark.DELETION, "Old row"),
    )
    assert unpack(pack_document(document), document.name).hidden == document.hidden
    assert [one.text for one in hidden_words(document)] == [
        "2 tracked deletions were not read (8 words): paragraph 2, table 1 row 1.",
        "1 comment was not read (0 words): paragraph 2.",
    ]
    assert [one["text"] for one in no_plan_receipt(tuple(hidden_words(document)))["problems"]] == [
        one.text for one in hidden_words(document)
    ]
    told = left_behind(document.hidden, in_file=False)
    assert [one.what for one in told] == [
        "Not read and left behind: 2 tracked deletions (8 words)", "Not read and left behind: 1 comment (0 words)",
    ]  # fmt: skip
