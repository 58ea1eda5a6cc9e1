"""What differs between two texts, word by word."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.design.difference import changed, runs, side_by_side
from tests.design.drawing import HOSTILE

TEXTS = st.lists(st.sampled_from(["a", "b", "School", "14", "\n", ".", "<b>"]), max_size=30).map(" ".join)


@given(TEXTS, TEXTS)
def test_either_side_put_together_again_is_its_text(theirs, yours):
    found = runs(theirs, yours)
    assert "".join(run.theirs for run in found) == theirs
    assert "".join(run.yours for run in found) == yours


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert all(run.is_same for run in runs(text, text))
    assert "<ins" not in side_by_side(text, text)[0] + changed(text, text)


@given(TEXTS, TEXTS)
def test_neighbours_are_never_alike(theirs, yours):
    found = [run.is_same for run in runs(theirs, yours)]
    assert all(one != other for one, other in pairwise(found))


def test_each_side_marks_what_only_it_has():
    theirs, yours = side_by_side("Agreed with 11 schools.", "Agreed with 12 schools today.")
    assert "Agreed with <ins>" in theirs
    assert re.findall(r"</span>([^<]+)<span", theirs) == ["11 schools."]
    assert re.findall(r"</span>([^<]+)<span", yours) == ["12 schools today."]


def test_words_in_between_that_agree_are_not_marked():
    theirs, _ = side_by_side("one two three", "1 two 3")
    assert re.findall(r"</span>([^<]+)<span", theirs) == ["one", "three"]


def test_a_change_shows_what_went_and_what_came_apart():
    html = changed("8 in 10 reviews", "9 in 10 reviews")
    assert re.sub(r'<span class="vh">[^<]*</span>', "", html) == "<del>8</del> <ins>9</ins> in 10 reviews"


def test_a_text_that_was_blank_is_all_new():
    assert changed("", "Two words").startswith("<ins>")
    assert changed("Two words", "").startswith("<del>")
    assert changed("", "") == ""


def test_texts_are_escaped_whatever_they_hold():
    for html in (*side_by_side(HOSTILE, "x"), *side_by_side(f"{HOSTILE} a", f"{HOSTILE} b"), changed(HOSTILE, "x")):
        assert "<script" not in html


def test_texts_too_long_to_compare_differ_from_end_to_end():
    found = runs("x " * 60_000 + "end", "y " * 60_000 + "end")
    assert [run.is_same for run in found] == [False, True]
