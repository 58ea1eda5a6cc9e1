"""Files that go out beside a paper: what they hide is a finding with a decision of its own."""

from dataclasses import replace

import pytest

from goldenthread.documents.gate.files import PLACES_NAMED, AttachedFile, check_files
from goldenthread.documents.gate.findings import Code, Place

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PLACE = Place("appendix-2", "Appendix 2")
HIDES = AttachedFile(PLACE, "terms.docx", WORD, "a" * 64, (("paragraph 4", 3), ("table 1 row 2", 9)))


def test_a_file_that_hides_words_is_one_finding_that_says_how_many_and_where_and_none_of_them():
    (found,) = check_files([HIDES])
    assert (found.code, found.place, found.words) == (Code.HIDDEN_IN_FILE, PLACE, "terms.docx")
    assert found.why == "It holds 12 words in 2 places that its paper does not show (paragraph 4; table 1 row 2)."
    assert found.replacement is None


def test_a_file_that_was_looked_through_and_hides_nothing_asks_for_nothing():
    assert check_files([replace(HIDES, hidden=())]) == []


@pytest.mark.parametrize(
    ("name", "media_type", "asks"),
    [
        ("budget.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", True),
        ("terms.docx", WORD, True),
        ("terms.pdf", WORD, True),
        ("old.doc", "application/octet-stream", True),
        ("terms.pdf", "application/pdf", False),
        ("map.png", "image/png", False),
        ("rows.csv", "application/octet-stream", False),
    ],
)
def test_a_file_that_nobody_looked_through_asks_where_it_can_hide_something(name, media_type, asks):
    found = check_files([AttachedFile(PLACE, name, media_type, "b" * 64, None)])
    assert [one.code for one in found] == [Code.NOT_LOOKED_THROUGH] * asks


def test_a_decision_holds_for_these_bytes_and_this_finding_alone():
    def key(file):
        return check_files([file])[0].key

    assert key(replace(HIDES, name="renamed.docx", place=Place("appendix-1", "Appendix 1"))) == key(HIDES)
    assert len({key(HIDES), key(replace(HIDES, sha256="c" * 64)), key(replace(HIDES, hidden=None))}) == 3


def test_of_many_places_the_first_are_named():
    many = tuple((f"paragraph {number}", 1) for number in range(40))
    (found,) = check_files([replace(HIDES, hidden=many)])
    assert found.why.count("paragraph") == PLACES_NAMED
    assert "40 words in 40 places" in found.why
    assert "; and more)" in found.why


def test_tracked_changes_and_comments_are_one_finding_that_says_how_many_where_and_their_first_words():
    marks = (("tracked deletion", "paragraph 2", 3, "moved to Marram"), ("comment", "paragraph 4", 0, ""))
    (found,) = check_files([replace(HIDES, hidden=(), marks=marks)])
    assert found.code == Code.CHANGES_IN_FILE
    assert found.why == (
        "It holds 1 tracked deletion, 1 comment (tracked deletion, paragraph 2, 3 words: “moved to Marram”; comment, "
        "paragraph 4, 0 words)."
    )
    both = check_files([replace(HIDES, marks=marks)])
    assert len({one.key for one in both}) == 2
