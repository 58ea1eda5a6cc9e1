"""Keys of actions: unique, made once from what the paper prints, never made twice."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.plan.numbering import Keys, next_ref, slug


@pytest.mark.parametrize(
    ("priority", "ref", "key"),
    [
        ("4", "4.1", "p4-4.1"),
        ("5", "A5.1", "p5-a5.1"),
        ("5", "", "p5-x1"),
        ("", "1.1", "p0-1.1"),
        ("Early Help", "SR (25/26) 01", "pearly-help-sr-25-26-01"),
        ("1", " 1.5.1 ", "p1-1.5.1"),
        ("2", "§", "p2-x1"),
    ],
)
def test_a_key_is_made_from_the_priority_and_the_ref(priority, ref, key):
    assert Keys().key(priority, ref) == key


def test_a_ref_that_repeats_is_numbered_and_so_are_blank_ones():
    keys = Keys()
    assert [keys.key("4", "4.1") for _ in range(3)] == ["p4-4.1", "p4-4.1-2", "p4-4.1-3"]
    assert [keys.key("5", "") for _ in range(3)] == ["p5-x1", "p5-x2", "p5-x3"]


def test_keys_that_a_plan_has_are_not_given_again():
    keys = Keys({"p1-1.1", "p1-1.1-2", "p1-x1"})
    assert keys.key("1", "1.1") == "p1-1.1-3"
    assert keys.key("1", "") == "p1-x2"


def test_what_is_handed_in_is_not_changed():
    taken = {"p1-1.1"}
    Keys(taken).key("1", "1.2")
    assert taken == {"p1-1.1"}


@settings(derandomize=True)
@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=20)), max_size=30))
def test_no_key_is_given_twice_and_each_can_stand_in_an_address(rows):
    keys = Keys()
    given_keys = [keys.key(priority, ref) for priority, ref in rows]
    assert len(set(given_keys)) == len(rows)
    assert all(re.fullmatch(r"[a-z0-9.-]+", key) for key in given_keys)


@settings(derandomize=True)
@given(st.text(max_size=40))
def test_a_slug_of_a_slug_is_itself(text):
    assert slug(slug(text)) == slug(text)


@pytest.mark.parametrize(
    ("number", "refs", "expected"),
    [
        ("1", ["1.1", "1.5.1", "1.2a", "10.9", ""], "1.6"),
        ("1", [], "1.1"),
        ("4", ["4.1", "4.1"], "4.2"),
        ("2.", ["2.3"], "2.4"),
        ("A", ["a.2"], "A.3"),
        ("", ["1", "2"], ""),
    ],
)
def test_the_next_ref_follows_the_highest_under_its_priority(number, refs, expected):
    assert next_ref(number, refs) == expected
