"""The cheap look before the dear one: it never overlooks what the patterns find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.plan.reading.remarks import is_personal_remark, small_number
from goldenthread.plan.reading.signs import may_count, may_remark

COUNTS = ["1", "2 ", "5", "one", "Two ", "three", "12", "2025", "0", "I", "A", "B", "Q", "‘B’", '"C"', "Éva", "É"]
WORDS = [
    "child", "Case", "children", "young people", "families", "YP", "case", "sibling", "Ann Low", "Head", "Co-ordinator",
    "Team Manager", "update", "Update?", "please", "I have", "asked", "them", "for", "TBC", "details", "outstanding",
    "could", "confirm", "met", "we have", "information", "needed", "kept", "reviewed monthly",
]  # fmt: skip
MARKS = [" ", " ", " ", "\n", ". ", ", ", ";", "—", "(", ")", "[", "£", "%", "\u00a0", "'", "‘", "“", "?", "-", "/", ""]
TEXTS = st.lists(st.sampled_from(COUNTS + WORDS + MARKS), min_size=1, max_size=14).map("".join)


@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
def test_a_row_in_which_a_small_number_stands_always_shows_a_sign_of_it(texts: list[str]) -> None:
    if any(small_number(text) for text in texts):
        assert may_count("\n".join(texts))


@given(before=TEXTS, note=TEXTS, after=TEXTS)
def test_a_cell_in_which_a_remark_stands_always_shows_a_sign_of_it(before: str, note: str, after: str) -> None:
    if is_personal_remark(note):
        assert may_remark(f"{before}\n{note} {after}")


@pytest.mark.parametrize(
    "text", ["Review of case 'B'", "Child B.", "(Child B)", "[2 children moved", "Five UASC arrived"]
)
def test_a_sign_of_a_small_number_is_seen(text: str) -> None:
    assert may_count(text)


@pytest.mark.parametrize("text", ["", "Panel on 12/06/2025 and 25 visits.", "I kept it.", "CAMHS and SEND, 3.5% more"])
def test_ordinary_figures_and_capitals_are_no_sign_of_a_small_number(text: str) -> None:
    assert not may_count(text)


@pytest.mark.parametrize("text", ["", "Training was held.", "Monthly visits are kept."])
def test_ordinary_words_are_no_sign_of_a_remark(text: str) -> None:
    assert not may_remark(text)
