"""Which lines of a pasted text are one finding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.sources.pasting import Said, read_findings, written_out


def pairs(text):
    return [(one.number, one.text) for one in read_findings(text)]


def test_recommendations_broken_at_the_ends_of_lines_are_joined():
    pasted = (
        "1. Ring each family within two days and note in the\nrecord what was agreed.\n"
        "2. Visit every foster home with the\nIndependent Reviewing Officer before\nDecember 2026.\n"
        "3. Publish the leaflet"
    )
    assert pairs(pasted) == [
        ("1", "Ring each family within two days and note in the record what was agreed."),
        ("2", "Visit every foster home with the Independent Reviewing Officer before December 2026."),
        ("3", "Publish the leaflet"),
    ]


def test_without_any_number_each_line_is_a_finding():
    assert pairs("The form is too long\nthe queue is longer\n\nAsk us.") == [
        ("", "The form is too long"),
        ("", "the queue is longer"),
        ("", "Ask us."),
    ]


def test_a_line_after_an_end_of_sentence_that_begins_anew_is_a_finding_of_its_own():
    assert pairs("1. Shorter plans.\nAlso ask.\n2) Ask.") == [("1", "Shorter plans."), ("", "Also ask."), ("2", "Ask.")]


def test_a_line_in_lower_case_goes_on_even_over_an_empty_line():
    assert pairs("1. Shorter plans.\n\nand fewer forms\n2. Ask.") == [
        ("1", "Shorter plans. and fewer forms"),
        ("2", "Ask."),
    ]


def test_an_empty_line_parts_findings_that_have_no_end_of_sentence():
    assert pairs("1. Shorter plans\n\nFewer forms\n\n2. Ask") == [
        ("1", "Shorter plans"),
        ("", "Fewer forms"),
        ("2", "Ask"),
    ]


def test_a_year_or_an_age_at_the_start_of_a_line_is_no_number_of_a_finding():
    assert pairs("1. End the use of hostels for those under\n16. Report by April\n2027. Tell the board.\n2. Ask.") == [
        ("1", "End the use of hostels for those under 16. Report by April 2027. Tell the board."),
        ("2", "Ask."),
    ]


def test_a_number_on_a_line_of_its_own_belongs_to_the_words_below():
    assert pairs("1.\nShorter plans.\n2.\nAsk.") == [("1", "Shorter plans."), ("2", "Ask.")]


def test_a_word_broken_at_a_hyphen_is_joined_without_a_space():
    assert pairs("1. Meet with multi-\nagency teams.") == [("1", "Meet with multi-agency teams.")]


@pytest.mark.parametrize("number", ["1", "1.2", "a"])
@pytest.mark.parametrize("start", ["{}. ", "{}) ", "Recommendation {}: "])
def test_numbers_as_documents_write_them_are_kept(number, start):
    assert pairs(start.format(number) + "Shorter plans.") == [(number, "Shorter plans.")]


def test_a_number_too_long_to_be_one_belongs_to_the_words():
    assert pairs(f"{'1' * 45}. Ring.\n2. Go.") == [("", f"{'1' * 45}. Ring."), ("2", "Go.")]


def test_nothing_pasted_is_no_finding():
    assert read_findings(" \n\n") == []


WORDS = st.lists(st.sampled_from(["Ring", "families", "plans", "and", "Ask", "12", "early."]), min_size=1, max_size=5)


@given(st.lists(st.tuples(st.sampled_from(["", "1", "2", "3.1", "b"]), WORDS), min_size=1, max_size=6))
def test_what_was_understood_is_understood_again(made):
    found = read_findings("\n".join(Said(number, " ".join(words)).as_written for number, words in made))
    again = read_findings(written_out(found))
    assert read_findings(written_out(again)) == again
    assert " ".join(one.as_written for one in again).split() == " ".join(one.as_written for one in found).split()
