"""Invented sentences that tell how a number moved: what only today's count would make right is not confirmed.

The signs are those of the sentences of all kinds: ``+`` confirmed, ``-`` contradicted, ``?`` not checkable.
"""

import pytest

from goldenthread.reports.claims.checking import check_claims
from goldenthread.reports.claims.finding import find_claims
from goldenthread.reports.claims.values import Checked, Outcome
from tests.reports.claims.rounds import harbour_round
from tests.reports.claims.test_sentences_of_all_kinds import signs

OF_THOSE_BEFORE = [
    ("Ten actions are now complete which were previously in process.", "-"),
    ("Two actions are now complete which were previously in process.", "+"),
    ("Two actions are now complete, which were previously green.", "+"),
    ("Two actions are now complete that were in process before.", "+"),
    ("Two actions are now complete which were in process at the last board.", "+"),
    ("Two actions are now complete which were amber at the last board.", "-"),
    ("Four actions are now complete which were previously in process.", "-"),
    ("Two actions are now complete, previously in process.", "+"),
    ("Two actions are now complete, having been in process before.", "+"),
    ("Two actions are now complete and were previously green.", "+"),
    ("Four actions are now blue that were not before.", "?"),
    ("Four actions are now complete which the board had previously rated otherwise.", "?"),
    ("Previously in process, four actions are now complete.", "?"),
    ("Three actions are amber and are late.", "?"),
    ("Since the last board four actions are complete.", "?"),
    ("Previously four actions were complete.", "?"),
    ("At the last board, four actions were complete.", "-"),
    ("At the last board, three actions were complete.", "+"),
    ("At the last board, two actions were complete.", "-"),
    ("Six actions are green, which is good.", "+"),
    ("Three actions are amber, and previously the board met twice.", "+"),
    ("Two actions, which were previously in process, are now complete.", "+"),
    ("Four actions, which were previously in process, are now complete.", "-"),
    ("There are now two blue actions, which were previously green.", "+"),
    ("Two actions are no longer amber.", "+"),
    ("Twelve actions are no longer amber.", "-"),
    ("Three actions are amber, no longer green.", "?"),
    ("Four actions are now complete, where five were before.", "?"),
]

UP_AND_DOWN = [
    ("The number of overdue actions fell to 3.", "?"),
    ("The number of overdue actions fell to 12.", "?"),
    ("The number of overdue actions rose to 3.", "+"),
    ("The number of overdue actions rose to 12.", "-"),
    ("The number of overdue actions has risen from two to three.", "+ +"),
    ("The number of overdue actions has fallen from two to three.", "? ?"),
    ("The number of overdue actions has fallen from five to three.", "- ?"),
    ("The number of overdue actions rose by one.", "+"),
    ("The number of overdue actions rose by two.", "?"),
    ("The number of overdue actions fell by one.", "?"),
    ("The number of overdue actions rose by one to three.", "+ +"),
    ("The number of blue actions grew to 4.", "+"),
    ("The number of blue actions dropped to 4.", "?"),
    ("The number of blue actions increased to 4.", "+"),
    ("The number of blue actions is up to 4.", "+"),
    ("The number of blue actions is down to 4.", "?"),
    ("The number of blue actions remains at 4.", "?"),
    ("The number of amber actions remains at 3.", "+"),
    ("The number of amber actions changed to three.", "?"),
    ("The number of blue actions in Priority 1 rose to 2.", "+"),
    ("The number of blue actions in Priority 2 rose to 1.", "?"),
    ("Overdue actions fell to 3.", "?"),
    ("Overdue actions rose from 2 to 3.", "+ +"),
    ("Four actions are now blue, up from three.", "+"),
    ("Four actions are now blue, up from two.", "?"),
    ("Four actions are now blue, down from three.", "?"),
    ("Four actions are now blue, down from five.", "?"),
    ("Four actions are blue, up by one.", "+"),
    ("Four actions are blue, two more than in December.", "?"),
    ("Four actions are blue (two in December).", "?"),
    ("Four actions are blue, previously three.", "+"),
    ("Four actions are now complete, an increase of one.", "+"),
    ("Four actions are now complete, an increase of two.", "?"),
    ("Four actions are now complete, an improvement on December.", "?"),
    ("Four actions remain blue.", "+"),
    ("There are 3 overdue actions, which has fallen from 18.", "?"),
    ("Three actions are late, which represents a fall of 2 since December.", "?"),
    ("The number of overdue actions in the plan fell to 3.", "?"),
    ("Four actions are complete, as against three in December.", "?"),
    ("Four actions are complete, as at 20 March 2026.", "+"),
    ("Four actions are blue, compared with three at the last board.", "+"),
    ("Four actions are blue, compared with two at the last board.", "?"),
]


def checked(paragraph: str) -> list[Checked]:
    return check_claims(find_claims([paragraph]), harbour_round())


@pytest.mark.parametrize(("paragraph", "expected"), OF_THOSE_BEFORE)
def test_a_number_of_those_that_stood_otherwise_before_is_counted_among_them(paragraph: str, expected: str) -> None:
    assert signs(paragraph) == expected


@pytest.mark.parametrize(("paragraph", "expected"), UP_AND_DOWN)
def test_a_rise_or_fall_is_confirmed_only_where_the_round_before_proves_it(paragraph: str, expected: str) -> None:
    assert signs(paragraph) == expected


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        ("Ten actions are now complete which were previously in process.",
         ["Two actions are now complete which were previously in process"]),
        ("Ten actions are now complete which were previously amber.", [""]),
        ("Nine actions are complete which were not complete before.", [""]),
        ("Nine actions were complete previously.", [""]),
        ("The number of overdue actions fell to 12.", [""]),
        ("The number of overdue actions rose to 12.", ["number of overdue actions rose to 3"]),
        ("The number of overdue actions rose from 9 to 12.", ["number of overdue actions rose from 2", "3"]),
        ("The number of overdue actions fell from 5 to 2.", ["", ""]),
        ("Nine actions are blue, six more than in December.", [""]),
        ("Nine actions are blue (five in December).", [""]),
        ("Nine actions are complete, a rise of six.", [""]),
        ("Nine actions remain blue.", [""]),
        ("Nine actions are complete, as against three in December.", [""]),
        ("Nine actions are complete; in December there were 3.", ["Four actions are complete"]),
        ("Nine actions are no longer amber.", ["Two actions are no longer amber"]),
        ("Nine actions are blue (three in December).", ["Four actions are blue"]),
    ],
)  # fmt: skip
def test_words_are_offered_for_a_movement_only_where_it_took_place(paragraph: str, words: list[str]) -> None:
    assert [one.suggested for one in checked(paragraph)] == words


@pytest.mark.parametrize("paragraph", [row for table in (OF_THOSE_BEFORE, UP_AND_DOWN) for row, _ in table])
def test_an_offer_for_a_movement_is_confirmed_in_its_place(paragraph: str) -> None:
    offers = [one for one in checked(paragraph) if one.suggested]
    text = paragraph
    for one in sorted(offers, key=lambda one: -one.claim.start):
        text = text[: one.claim.start] + one.suggested + text[one.claim.end :]
    assert not offers or all(one.outcome is Outcome.CONFIRMED for one in checked(text))


def test_without_a_round_before_no_rise_or_fall_is_confirmed() -> None:
    sentences = ["The number of blue actions rose to 4.", "Four actions are blue, up from three.",
                 "The number of blue actions rose by 1.", "Two actions are complete which were green."]  # fmt: skip
    found = check_claims(find_claims(sentences), harbour_round(before=None, moved=None))
    assert [one.outcome for one in found] == [Outcome.NOT_CHECKABLE] * 4
    assert all("No round was closed before" in one.why for one in found)
