"""One set of initials is one decision, with the places where it stands."""

from goldenthread.documents.gate.checking import check
from goldenthread.documents.gate.findings import Code, Passage, Place
from goldenthread.documents.gate.grouping import PLACES_NAMED, one_for_each_initials
from goldenthread.documents.gate.known import Known

KNOWN = Known.of(colleagues=[("", "QT", ""), ("", "VB", "")])


def rows(*texts: str) -> list[Passage]:
    return [Passage(Place(f"row-{number}", f"row {number}"), text) for number, text in enumerate(texts, start=1)]


def test_one_set_of_initials_is_one_decision_with_its_places_that_holds_for_a_row_more() -> None:
    ten = rows(*["QT chairs the forum."] * 10, "VB leads it.", "Nothing here.")
    several, single = one_for_each_initials(check(ten, KNOWN))
    assert (several.words, several.place.label, several.replacement) == ("QT", "row 1", None)
    assert "“QT” stands 10 times" in several.why
    assert several.why.endswith(f"row {PLACES_NAMED}; and 2 more).")
    assert (single.code, single.words, single.place.label) == (Code.INITIALS_UNEXPLAINED, "VB", "row 11")
    (again, *_) = one_for_each_initials(check([*ten, *rows("Later QT wrote.")], KNOWN))
    assert again.key == several.key != single.key


def test_what_is_found_beside_initials_keeps_a_decision_of_its_own() -> None:
    paper = rows("QT chairs the forum.", "2 children wait.", "QT met the school.", "2 children wait.")
    codes = [one.code for one in one_for_each_initials(check(paper, KNOWN))]
    assert codes == [Code.INITIALS_UNEXPLAINED, Code.SMALL_NUMBER, Code.SMALL_NUMBER]
