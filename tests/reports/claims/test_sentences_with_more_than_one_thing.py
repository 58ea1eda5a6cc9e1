"""Sentences with several subjects, times or plans: a truth is never contradicted and a falsehood never confirmed.

Each row is a paragraph and an outcome for each claim in it, in order: ``+`` confirmed, ``-`` contradicted, ``?`` not
checkable. A row without outcomes holds nothing that may be taken for a claim.
"""

from dataclasses import replace

import pytest

from goldenthread.reports.claims.checking import check_claims
from goldenthread.reports.claims.facts import ActionFacts
from goldenthread.reports.claims.finding import find_claims
from goldenthread.reports.claims.values import Outcome
from tests.reports.claims.rounds import harbour_round
from tests.reports.claims.test_sentences_of_all_kinds import signs

TWO_SUBJECTS = [
    ("There are four actions marked blue, and action 1.4 of Priority 1 is green.", "+ +"),
    ("There are 25 actions marked blue, and action 2.4 is green.", "- +"),
    ("There are 0 actions marked blue, and action 2.4 is green.", "- +"),
    ("There are four actions marked blue and action 2.4 is amber.", "+ -"),
    ("There are four actions marked blue, while action 2.2 is red.", "+ +"),
    ("There are four actions marked blue; action 2.2 is red.", "+ +"),
    ("There are four actions marked blue, and the service is green.", "+"),
    ("There are four actions marked blue, three marked amber and one marked red.", "+ + +"),
    ("There are four actions rated blue, which is good, and the director is late.", "+"),
    ("Four actions are blue, and action 2.4 is green.", "+ +"),
    ("Four actions marked blue and three marked amber.", "+ +"),
    ("Two actions rated amber relate to housing.", "?"),
    ("Two actions previously rated green are now complete.", "+"),
    ("Three actions are amber and late.", "-"),
    ("Two actions are amber and late.", "+"),
    ("Four actions are amber or late.", "+"),
    ("There are two amber and late actions.", "?"),
    ("There are two late amber actions.", "+"),
    ("There are four actions marked blue, of which two became blue this period, and three marked amber.", "+ + +"),
    ("There are four actions marked blue, and actions 1.3 and 3.2 are amber.", "+ + +"),
]

NARROWED_BEHIND = [
    ("Three actions are amber in Priority 2.", "-"),
    ("One action is amber in Priority 2.", "+"),
    ("There is one amber action in Priority 2.", "+"),
    ("There are three amber actions in Priority 2.", "-"),
    ("There are three amber actions in the plan.", "+"),
    ("One action is amber (Priority 2).", "+"),
    ("Two actions are amber (Priority 2).", "-"),
    ("Three actions are late by more than a month.", "?"),
    ("Two actions are amber because of staffing.", "?"),
    ("Three actions are amber with no way forward.", "?"),
    ("One action is red for the first time.", "?"),
    ("There are two amber actions led by QT.", "?"),
    ("There are two amber actions that are late.", "+"),
    ("There is one late amber action in Priority 3.", "+"),
    ("Four actions are now blue, up from three.", "+"),
    ("In Priority 1, two actions are blue, two green and one amber.", "+ + +"),
    ("In Priority 1, two actions are blue, and in Priority 2 one is blue.", "+ +"),
    ("In Priority 1 two are late and in Priority 3 one is late.", "+ +"),
]

OF_WHICH = [
    ("3 overdue actions, of which 1 became late this period.", "+ +"),
    ("3 overdue actions, of which 2 became late this period.", "+ -"),
    ("4 overdue actions, of which 1 became late this period.", "- +"),
    ("Three late actions, of which one is green, were discussed.", "+ +"),
    ("Three actions are late, of which two are amber.", "+ +"),
    ("Three actions are late, of which one is amber.", "+ -"),
    ("Three actions are late, two of which are amber.", "+ +"),
    ("Three actions are late, one of which is amber.", "+ -"),
    ("Of the 15 actions, four are blue, of which two are newly blue.", "+ + +"),
    ("Of the 15 actions, four are blue, of which three are newly blue.", "+ + -"),
    ("The letters, of which two are late, came by post. Four actions are blue.", "+"),
    ("Ofsted recommendation 1 has three actions, two of which are blue.", "+ +"),
    ("One action became late this period.", "+"),
    ("Three actions are late for the first time.", "-"),
    ("One action is late for the first time.", "+"),
    ("One action is newly late.", "+"),
    ("Action 1.3 has become late since the last board.", "+"),
    ("Action 1.5 has become late since the last board.", "-"),
]

TIMES = [
    ("In March 2026 there were 4 blue actions.", "+"),
    ("In March 2026 there were 5 blue actions.", "-"),
    ("In November 2025 there were 4 blue actions.", "?"),
    ("In November 2025 there were 25 blue actions.", "?"),
    ("In December 2025 there were 2 blue actions.", "-"),
    ("In December there were 3 blue actions.", "+"),
    ("On 1 December 2025 there were 3 blue actions.", "?"),
    ("On 12 December 2025 there were 3 blue actions.", "+"),
    ("In April 2025 four actions were blue.", "?"),
    ("There were 25 blue actions in April 2025.", "?"),
    ("There were 25 blue actions, as of April 2025.", "?"),
    ("In April 2025 there were 25 blue, 8 amber and 32 green actions.", "? ? ?"),
    ("There were 25 blue, 8 amber and 32 green actions in April 2025.", "? ? ?"),
    ("In April 2025 there were 25 blue actions and there are now 4 blue actions.", "? +"),
    ("A year ago there were 25 blue actions.", "?"),
    ("Last year there were 25 blue actions.", "?"),
    ("There were 3 blue actions at the last board.", "+"),
    ("There were 2 blue actions at the last board.", "-"),
    ("There were 4 blue actions.", "?"),
    ("This quarter there are 4 blue actions.", "+"),
    ("As at 20 March 2026, 4 actions are blue.", "+"),
    ("In June 2025 the number of blue actions was 25.", "?"),
    ("By June 2025 there were 25 blue actions.", "?"),
    ("In April 2025 the plan had 65 actions.", "?"),
    ("The plan had 14 actions.", "?"),
    ("Before April 2025, 25 actions were blue.", "?"),
    ("In January two actions became blue.", "?"),
    ("At the last board four actions were blue.", "-"),
    ("At the last board three actions were blue.", "+"),
    ("Three actions had been blue in December.", "+"),
    ("Since the plan began, four actions have become blue.", "?"),
    ("25 actions were blue on 31 March 2025 and 4 are blue today.", "? ?"),
    ("There were two late actions in December.", "+"),
    ("In December, three actions were late.", "-"),
    ("In April 2025 action 1.4 was amber.", "?"),
    ("Action 1.4 was amber a year ago.", "?"),
    ("In December action 1.3 was green.", "+"),
    ("Four actions were completed by December.", "?"),
    ("Since the last board the number of blue actions has risen from three to four.", "+ +"),
    ("Since the last board the number of blue actions has risen from two to four.", "- +"),
    ("Since December, two actions have become blue.", "+"),
    ("Four actions are blue (three in December).", "+"),
    ("Four actions are blue, one more than in December.", "+"),
    ("There were 25 blue actions.", "?"),
    ("When the plan began, 25 actions were blue.", "?"),
    ("Previously, 25 actions were blue.", "?"),
    ("Last spring there were 25 blue actions.", "?"),
    ("In round 1, 25 actions are blue.", "?"),
    ("In 2024/25 there were 25 blue actions.", "?"),
    ("25 actions were blue two years ago.", "?"),
    ("No actions were red in December.", "+"),
    ("One action was red in December.", "-"),
    ("In the previous round there were four blue actions.", "-"),
    ("Action 1.4 was amber.", "?"),
]

OF_SO_MANY = [
    ("4 of 15 actions are complete.", "+"),
    ("Of 15 actions, 4 are complete.", "+ +"),
    ("Of 15 actions, 4 complete.", "+ +"),
    ("4 of 15 actions complete.", "+"),
    ("9 of 15 actions are complete.", "-"),
    ("Of 15 actions, 9 are complete.", "+ -"),
    ("Of 15 actions, 9 complete.", "+ -"),
    ("4 of 17 actions are complete.", "?"),
    ("Of 17 actions, 4 are complete.", "? ?"),
    ("Of the 17 actions, 4 are complete and 3 are amber.", "? ? ?"),
    ("4 of the 17 actions in the plan are complete.", "-"),
    ("Of the 17 actions in the plan, 4 are complete.", "- +"),
    ("The plan has 17 actions and 4 are complete.", "- +"),
    ("4 of 15 actions.", "?"),
    ("4 of 17 actions.", "?"),
    ("4 of 15 actions (27%).", "?"),
    ("4 of 15 actions were discussed.", ""),
    ("Of the five actions in Priority 1, two are complete.", "+ +"),
]

ANOTHER_PLAN = [
    ("In the Youth Justice Plan, 25 actions are blue.", "?"),
    ("In the Youth Justice Plan, action 1.3 is green.", "?"),
    ("Action 1.3 of the SEND plan is green.", "?"),
    ("The SEND plan has 40 actions.", "?"),
    ("The Youth Justice plan has 40 actions, of which 20 are blue.", "? ?"),
    ("Last year's plan has 40 actions.", "?"),
    ("Another plan has 40 actions.", "?"),
    ("The harbour plan has 15 actions.", "+"),
    ("The Harbour Improvement Plan has 16 actions.", "-"),
    ("The current plan has 15 actions.", "+"),
]

NOT_ASSERTED = [
    ("Apart from action 2.2, no action is red.", "+ ?"),
    ("No action is red, except 2.2.", "?"),
    ("All but one of the late actions are amber.", "+"),
    ("It is not true that four actions are blue.", "?"),
    ("Nobody said that five actions are blue.", "?"),
    ("Nobody said that action 1.3 is green.", "?"),
    ("We hope that 10 actions are blue by June.", "?"),
    ("Four actions are blue, and we hope for more.", "+"),
    ("There will be four blue actions.", ""),
    ("There should be five blue actions.", ""),
    ("The board asked whether four actions were blue.", ""),
    ("Action [Action 1.2 (Priority 1) is withdrawn.] is [Action 1.2 (Priority 1) is withdrawn.].", ""),
    ("Action 1.3 is amber [Action 1.4 is red.] and four actions are blue.", "+ +"),
]

NUMBERS = [
    ("One in four actions is blue.", ""),
    ("3 in 15 actions are amber.", ""),
    ("Three out of fifteen actions are amber.", "+"),
    ("Not one action is red.", ""),
    ("Not a single action is red.", ""),
    ("A single action is red.", "+"),
    ("No more than one action is red.", "+"),
    ("Zero actions are red.", "-"),
    ("None is red.", "-"),
    ("Nearly three actions are late.", "?"),
    ("Fewer than three actions are late.", "-"),
    ("Three or more actions are late.", "+"),
    ("20% of actions are amber.", "+"),
    ("45% of actions are green.", "-"),
    ("26.7% of the actions are blue.", "+"),
    ("A fifth of the actions are amber.", "+"),
    ("Four-fifths of the actions are not amber.", "+"),
    ("Two thirds of actions are green.", "-"),
    ("All actions are blue.", "-"),
    ("Not all of the amber actions are late.", "+"),
    ("No action is both red and late.", "+"),
    ("Two of the four blue actions are newly blue.", "+"),
    ("Three of the four blue actions are newly blue.", "-"),
    ("Two green actions are newly blue.", "+"),
    ("Of the four blue actions, two are new this quarter.", "+ -"),
]

NAMED = [
    ("Action 1.4 is green and late.", "-"),
    ("Action 1.3 is amber and late.", "+"),
    ("Actions 2.1 and 2.2 are red and blue respectively.", "? ?"),
    ("Either action 1.3 or action 1.4 is amber.", "? ?"),
    ("Action 1.4, unlike action 1.3, is green.", "+ +"),
    ("The lead for action 1.3 is new.", "?"),
    ("The rating of action 1.3 is amber.", "+"),
    ("The rating of action 1.3 is green.", "-"),
    ("Action 1.3, which was green in December, is amber.", "+ +"),
    ("Action 1.3, which was blue in December, is amber.", "- +"),
    ("Action 1.3, blue in December, is amber.", "?"),
    ("Action 1.4, which is late, is green.", "- +"),
    ("Actions 1.3 and 2.3 of Priority 2 are amber.", "? +"),
    ("Action 1.4 was green and is now blue.", "+ -"),
    ("Action 2.2 is red, not amber.", "+ +"),
    ("Action 2.2 is nearly green.", "?"),
    ("The only late action is 1.3.", "?"),
    ("Only action 1.3 is late.", "?"),
    ("Only actions 1.3, 1.5 and 3.2 are late.", "+ + +"),
    ("Only action 2.2 is red.", "+"),
]


@pytest.mark.parametrize(("paragraph", "expected"), TWO_SUBJECTS)
def test_a_number_takes_no_verb_of_another_subject(paragraph: str, expected: str) -> None:
    assert signs(paragraph) == expected


@pytest.mark.parametrize(("paragraph", "expected"), NARROWED_BEHIND)
def test_words_behind_a_number_narrow_it_or_leave_it_open(paragraph: str, expected: str) -> None:
    assert signs(paragraph) == expected


@pytest.mark.parametrize(("paragraph", "expected"), OF_WHICH)
def test_of_which_counts_among_those_just_counted(paragraph: str, expected: str) -> None:
    assert signs(paragraph) == expected


@pytest.mark.parametrize(("paragraph", "expected"), TIMES)
def test_a_number_of_another_day_is_held_against_that_day_or_against_none(paragraph: str, expected: str) -> None:
    assert signs(paragraph) == expected


@pytest.mark.parametrize(("paragraph", "expected"), OF_SO_MANY)
def test_a_number_of_so_many_is_judged_alike_in_whichever_order_it_is_told(paragraph: str, expected: str) -> None:
    assert signs(paragraph) == expected


@pytest.mark.parametrize(("paragraph", "expected"), ANOTHER_PLAN)
def test_what_is_told_of_another_plan_is_not_held_against_this_one(paragraph: str, expected: str) -> None:
    assert signs(paragraph) == expected


@pytest.mark.parametrize(("paragraph", "expected"), NOT_ASSERTED)
def test_what_a_sentence_does_not_assert_is_left_to_its_author(paragraph: str, expected: str) -> None:
    assert signs(paragraph) == expected


@pytest.mark.parametrize(("paragraph", "expected"), NUMBERS)
def test_shares_and_numbers_in_words_are_read_as_they_are_meant(paragraph: str, expected: str) -> None:
    assert signs(paragraph) == expected


@pytest.mark.parametrize(("paragraph", "expected"), NAMED)
def test_a_verb_is_told_of_the_action_that_is_its_subject(paragraph: str, expected: str) -> None:
    assert signs(paragraph) == expected


def offered(paragraph: str) -> list[str]:
    """The words offered for each claim of a paragraph."""
    return [one.suggested for one in check_claims(find_claims([paragraph]), harbour_round())]


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        ("There are 25 actions marked blue, and action 2.4 is green.", ["4 actions marked blue", ""]),
        ("There are 25 actions marked blue, and action 2.4 is red.", ["4 actions marked blue", "action 2.4 is green"]),
        ("There are 25 actions marked blue, and action 2.18 is green.", ["4 actions marked blue", ""]),
        ("The number of blue actions was 25.", [""]),
        ("There are five actions in Priority 2. Five are amber.", ["", ""]),
        ("Every action is on track.", [""]),
        ("Of the four blue actions, two are new this quarter.", ["", ""]),
        ("4 overdue actions, of which 1 became late this period.", ["3 overdue actions", ""]),
        ("25 actions are blue and 12 are amber.", ["4 actions are blue", "3 are amber"]),
    ],
)
def test_words_are_offered_only_where_they_are_right_in_their_sentence(paragraph: str, words: list[str]) -> None:
    assert offered(paragraph) == words


@pytest.mark.parametrize(
    "paragraph",
    [row for table in (TWO_SUBJECTS, NARROWED_BEHIND, OF_WHICH, TIMES, OF_SO_MANY, NUMBERS, NAMED) for row, _ in table],
)
def test_no_offer_that_is_taken_leaves_its_claim_wrong_or_unsure(paragraph: str) -> None:
    found = check_claims(find_claims([paragraph]), harbour_round())
    text = paragraph
    for one in sorted(found, key=lambda one: -one.claim.start):
        if one.suggested:
            text = text[: one.claim.start] + one.suggested + text[one.claim.end :]
    again = check_claims(find_claims([text]), harbour_round())
    wrong = [one for one in again if one.outcome is Outcome.CONTRADICTED]
    assert len(wrong) <= sum(one.outcome is Outcome.CONTRADICTED and not one.suggested for one in found)


def test_which_actions_were_late_before_is_asked_of_nobody_where_it_was_not_kept() -> None:
    facts = harbour_round()
    unknown = harbour_round(actions=tuple(_without_late_before(one) for one in facts.actions))
    (found,) = check_claims(find_claims(["One action became late this period."]), unknown)
    assert found.outcome is Outcome.NOT_CHECKABLE


def _without_late_before(one: ActionFacts) -> ActionFacts:
    return replace(one, late_before=None)
