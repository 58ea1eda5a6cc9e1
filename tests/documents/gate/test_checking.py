"""One finding for each place, in the order of the paper, with a key that survives the paper being moved about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.documents.gate import counting, remarks
from goldenthread.documents.gate.checking import MOST, RULES, check
from goldenthread.documents.gate.explaining import EXPLANATIONS, explain
from goldenthread.documents.gate.findings import OF_FILES, Code, GateFinding, Passage, Place
from goldenthread.documents.gate.known import Known
from goldenthread.plan.reading import remarks as reading
from tests.documents.gate.asking import KNOWN, found, passage, told, with_replacement
from tests.documents.gate.test_texts import FOUND


def one(text: str, *, is_note: bool = False) -> GateFinding:
    findings = found(text, is_note=is_note)
    assert len(findings) == 1
    return findings[0]


def keys(*texts: str) -> list[str]:
    return [finding.key for finding in check([passage(text, label=f"row {n}") for n, text in enumerate(texts)], KNOWN)]


def test_findings_come_in_the_order_of_the_paper_with_their_places() -> None:
    paper = [passage("RQ to confirm. One child moved.", label="paragraph 1"), passage("All is well."), passage("TBC")]
    told = [(finding.place.label, finding.words) for finding in check(paper, KNOWN)]
    assert told == [("paragraph 1", "RQ to confirm"), ("paragraph 1", "One child"), ("paragraph 4", "TBC")]


@pytest.mark.parametrize("text", ["2\u00a0young  people   left", "2 young\npeople left", "2 you\u00adng people left",
                                  "\t\t2 young\u200b people left", "So:\r\n\r\n2 young people\r\nleft"])  # fmt: skip
def test_what_word_writes_between_letters_hides_nothing_and_the_place_is_that_of_the_written_text(text: str) -> None:
    finding = one(text)
    assert finding.code is Code.SMALL_NUMBER
    assert text[finding.start : finding.end] == finding.words
    assert (finding.words[0], finding.words[-6:]) == ("2", "people")


def test_a_key_survives_a_paragraph_that_moves_and_its_capitals_and_spaces() -> None:
    before = one("We found that two families had to wait for a visit.")
    moved = check(
        [passage("All is well."), passage("We  found that Two families had to wait for a visit.", label="9")], KNOWN
    )
    assert [finding.key for finding in moved] == [before.key]


def test_a_key_changes_with_the_words_and_with_the_words_around_them() -> None:
    texts = ("We found two families here.", "We found three families here.", "We lost two families here.")
    assert len(set(keys(*texts))) == 3


def test_a_key_changes_when_a_school_is_put_beside_a_child() -> None:
    plain = one("One child moved twice in the year and was well supported by all.")
    named = one("One child moved twice in the year and was well supported by all at Lantern Hill Academy.")
    assert plain.key != named.key
    assert "a school" in named.why


def test_a_decision_on_one_gap_never_lets_a_second_one_like_it_pass() -> None:
    first, second, third = keys("TBC", "TBC", "TBC")
    assert len({first, second, third}) == 3
    assert keys("TBC", "All is well.", "TBC") == [first, second]


def test_a_note_that_lies_over_a_name_is_one_finding_and_the_graver_speaks() -> None:
    assert told("Update from Jane?", is_note=True) == [("names-a-colleague", "Update from Jane?")]


def test_names_that_may_stand_are_not_looked_at_but_others_beside_them_are() -> None:
    assert told("Mina Vale, Head of Early Help, and Jane Sands met.") == [("names-a-colleague", "Jane Sands")]


def test_a_longer_name_does_not_stand_because_a_shorter_one_may() -> None:
    known = Known.of(colleagues=[("Ann Lowe", "", "")], may_stand=["Ann Low"])
    assert told("Ann Lowe wrote it.", known=known) == [("names-a-colleague", "Ann Lowe")]


def test_nobody_known_is_no_reason_to_find_nothing() -> None:
    assert told("XQ to confirm; 2 children wait.", known=Known()) == [
        ("names-a-colleague", "XQ to confirm"), ("small-number", "2 children"),
    ]  # fmt: skip


def test_initials_that_the_paper_explains_may_stand_everywhere_in_it_but_not_where_they_are_spoken_to() -> None:
    key = passage("Lead: Service Manager (RQ)\nRQ: Rita Quill\nJS – Team Manager", label="key")
    paper = [passage("RQ chairs the forum; JS has agreed. RQ to confirm."), key]
    assert [finding.words for finding in check(paper, Known.of(colleagues=[("", "RQ", ""), ("", "JS", "")]))] == [
        "RQ to confirm"
    ]


def test_initials_that_the_app_says_are_explained_may_stand() -> None:
    known = Known.of(colleagues=[("Rita Quill", "RQ", "")], explained=["RQ"])
    assert told("RQ chairs the forum.", known=known) == []


def test_a_remark_that_begins_with_initials_does_not_explain_them() -> None:
    assert told("RQ - will chase the school\nRQ chairs the forum.")[0] == ("names-a-colleague", "RQ")
    assert len(found("RQ - will chase the school\nRQ chairs the forum.")) == 2


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("2 young people left.", "fewer than six young people left."),
        ("Three care leavers are in work.", "Fewer than six care leavers are in work."),
        ("In March 1 child was late.", "In March fewer than six children were late."),
        ("RQ chairs it.", "The Service Manager chairs it."),
        ("It was written by Jane Sands.", "It was written by the Team Manager."),
        ("Agreed by Ann Low, Designated Nurse.", "Agreed by the Designated Nurse."),
        ("The plan ?? is agreed.", "The plan  is agreed."),
    ],
)
def test_the_replacement_reads_on(text: str, reads: str) -> None:
    assert with_replacement(text, one(text)) == reads


@pytest.mark.parametrize("text", [text for _, text, _ in FOUND])
def test_what_the_gate_suggests_passes_the_gate(text: str) -> None:
    finding = one(text)
    if finding.replacement is not None:
        assert told(with_replacement(text, finding)) == []


def test_every_code_is_found_by_the_table_and_explained_in_whole_sentences() -> None:
    assert set(EXPLANATIONS) == set(Code) == {Code(code) for code, _, _ in FOUND} | OF_FILES
    for code in Code:
        explanation = explain(code.value)
        assert explanation is explain(code)
        assert explanation.title
        assert (explanation.why[-1], explanation.what_to_do[-1]) == (".", ".")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_says_why_and_where_it_comes_from(rule: object) -> None:
    assert "Source:" in (rule.__doc__ or "")


def test_a_code_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no-such-code"):
        explain("no-such-code")


def test_every_finding_says_why_and_what_to_do_in_a_sentence() -> None:
    for finding in check([passage(text) for _, text, _ in FOUND], KNOWN):
        assert (finding.why[-1], finding.suggestion[-1]) == (".", ".")
        assert finding.why[0] == finding.why[0].upper()


def test_of_a_flood_the_first_are_shown() -> None:
    assert len(found("Two families wait. " * (MOST + 50))) == MOST


PIECES = ["one", "2", " ", "  ", "\n", "\t", "|", "child", "children", "RQ", "Jane", "to confirm", "??", "[", "]", "A",
          "@", "%", "of 12", "(", ")", ",", ".", "\u00ad", "\u00a0", "\x00", "\ud800", "İ", "ﬁ", "é", "👪", "aged 9",
          "Mina Vale", "07700 900123", "Total", "c", "15"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join), st.booleans())
def test_whatever_is_written_findings_lie_apart_within_the_text_and_quote_it(text: str, is_note: bool) -> None:
    end = 0
    for finding in found(text, is_note=is_note):
        assert end <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.words
        end = finding.end


def test_the_reading_of_a_paper_asks_the_same_rules_as_the_gate() -> None:
    assert reading.small_number is counting.small_number
    assert reading.is_personal_remark is remarks.is_personal_remark


def test_a_place_is_only_carried() -> None:
    place = Place("plans/x/actions/p2-2.11#comments", "action 2.11, comments")
    assert check([Passage(place, "TBC")], KNOWN)[0].place is place
