"""The seven paragraphs of Part 1 of Schedule 12A, how they are printed, and what an exempt paper has to say.

Source: Local Government Act 1972, Schedule 12A, Parts 1 and 2, as substituted by SI 2006/88; section 100F(2A).
"""

import pytest

from goldenthread.bodies.schedule_12a import (
    NUMBERS,
    PARAGRAPHS,
    by_virtue_of,
    numbers_in,
    told_in,
    what_is_missing,
    written,
)
from goldenthread.kernel.errors import RuleBroken

WEIGHED = "A child could be recognised, which weighs more than what the public would learn."


def test_there_are_seven_paragraphs_each_once_and_members_may_inspect_two_of_them():
    assert [one.number for one in PARAGRAPHS] == [1, 2, 3, 4, 5, 6, 7]
    assert frozenset(range(1, 8)) == NUMBERS
    assert [one.number for one in PARAGRAPHS if one.is_open_to_members] == [3, 6]


def test_the_formula_names_the_paragraphs_in_ascending_order_each_once():
    said = by_virtue_of([3, 1, 3])
    assert said == "By virtue of paragraph(s) 1, 3 of Part 1 of Schedule 12A of the Local Government Act 1972."
    assert by_virtue_of([]) == ""


def test_what_is_written_is_read_back():
    assert numbers_in(written([7, 2])) == (2, 7)
    assert numbers_in(written([])) == ()


@pytest.mark.parametrize("number", [0, 8, 10])
def test_a_paragraph_that_part_1_does_not_have_is_refused(number):
    with pytest.raises(RuleBroken, match="1 to 7"):
        written([1, number])


@pytest.mark.parametrize(
    ("numbers", "reason", "said"),
    [
        ((), WEIGHED, ["under which paragraph"]),
        ((1,), "", ["outweighs"]),
        ((1,), "It is private.", ["“It is private.” does not weigh it"]),
        ((), "  ", ["under which paragraph", "outweighs"]),
        ((1, 2), WEIGHED, []),
    ],
)
def test_what_an_exempt_paper_does_not_say_is_asked_for_in_a_sentence_each(numbers, reason, said):
    found = what_is_missing(numbers, reason)
    assert len(found) == len(said)
    assert all(words in sentence for words, sentence in zip(said, found, strict=True))


@pytest.mark.parametrize(
    ("text", "numbers", "behind"),
    [
        (by_virtue_of([1, 3]), (1, 3), ""),
        (f"{by_virtue_of([2])} {WEIGHED}", (2,), WEIGHED),
        ("By virtue of paragraph 3 of Part I of Schedule 12A to the Local Government Act.", (3,), ""),
        ("Exempt under paragraphs 5, 1 and 2 of Part 1 of Schedule 12A", (1, 2, 5), ""),
        ("See paragraphs 1 and 2 of this report.", (), ""),
        ("paragraph 10 of Part 2 of Schedule 12A", (), ""),
    ],
)
def test_the_formula_of_a_paper_written_elsewhere_is_read(text, numbers, behind):
    assert told_in(text) == (numbers, behind)
