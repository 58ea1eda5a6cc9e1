"""Sentences as managers write them, and their twins that tell nothing of the plan.

Each row is a paragraph and an outcome for each claim in it, in order: ``+`` confirmed, ``-`` contradicted, ``?`` not
checkable. A row without outcomes holds nothing that may be taken for a claim.
"""

from dataclasses import replace

import pytest

from goldenthread.reports.claims.checking import check_claims
from goldenthread.reports.claims.finding import find_claims
from goldenthread.reports.claims.values import Checked, Outcome
from tests.reports.claims.rounds import action, harbour_round
from tests.reports.claims.test_sentences_of_all_kinds import signs

FALLS = [
    ("A fall in overdue actions to 12.", "-"),
    ("A fall in overdue actions to 3.", "?"),
    ("A rise in overdue actions to 3.", "+"),
    ("A rise in overdue actions from 2 to 3.", "+ +"),
    ("A reduction in the number of overdue actions from five to three.", "- ?"),
    ("There has been a fall in overdue actions to 12.", "-"),
    ("There has been a further increase in actions rated blue, to 9.", ""),
    ("The last report showed a fall in overdue actions to 12.", "?"),
    ("The board heard of a fall in overdue actions to 12.", "?"),
    ("A rise of one in the number of overdue actions since the last board.", "+"),
    ("A fall of two in overdue actions since the last board.", "-"),
    ("A fall of two in overdue actions.", "?"),
    ("Since the last board, overdue actions have fallen to 3.", "-"),
    ("Overdue actions have risen to three since December.", "+"),
    ("Overdue actions have fallen to three since April.", "?"),
    ("We have reduced the number of overdue actions to two.", "-"),
    ("We have cut overdue actions from 12 to 3.", "- ?"),
    ("The board has brought the number of overdue actions down to two.", "-"),
    ("In 2024 we reduced the number of overdue actions to two.", "?"),
]

WHICH_WAY = [
    ("Overdue actions have fallen.", "?"),
    ("Overdue actions have risen.", "+"),
    ("Overdue actions have fallen since December.", "-"),
    ("Overdue actions have fallen for the third round running.", "?"),
    ("The number of overdue actions is unchanged.", "?"),
    ("The number of overdue actions has not changed since December.", "-"),
    ("The number of amber actions is unchanged at three.", "+"),
    ("The number of amber actions remains the same.", "+"),
    ("More actions are late than in December.", "+"),
    ("Fewer actions are late than in December.", "-"),
    ("Fewer actions are late than in April.", "?"),
    ("Fewer actions are late than before.", "-"),
    ("No change in the number of amber actions since December.", "+"),
    ("There was no change in overdue actions since the last board.", "-"),
    ("As many actions are late as in December.", "-"),
    ("As many actions are amber as at the last board.", "+"),
    ("Three actions are late, the same as in December.", "-"),
    ("Three actions are amber, the same as in December.", "+"),
    ("Three actions are amber, the same as in April 2025.", "?"),
]

MORE = [
    ("Nine more actions are complete.", "-"),
    ("Two more actions are complete.", "?"),
    ("Two more actions are complete than at the last board.", "?"),
    ("Three more actions are complete than at the last board.", "-"),
    ("Three more actions are complete.", "?"),
    ("One more action is late than at the last board.", "+"),
    ("Two more actions are late than at the last board.", "-"),
    ("One more action is late than this time last year.", "?"),
    ("One more action is late than in April 2025.", "?"),
    ("One more action became late this quarter.", "+"),
    ("Nine more actions were completed by the last board.", "?"),
    ("Two more actions are blue which were amber.", "?"),
    ("At least nine more actions are complete.", "?"),
    ("Nine more recommendations are complete.", "?"),
    ("One fewer action is amber.", "?"),
    ("No further actions have been completed since December.", "-"),
    ("No further actions have been reopened since December.", "?"),
    ("No more actions are complete.", "?"),
    ("Two further actions have been completed since the last board.", "+"),
    ("Three further actions have been completed since the last board.", "?"),
    ("Four further actions have been completed.", "?"),
]

WHERE = [
    ("Two of the three overdue actions are in Priority 1.", "+"),
    ("All three overdue actions are in Priority 1.", "-"),
    ("Two of the four overdue actions are in Priority 1.", "-"),
    ("A third of the amber actions are in Priority 2.", "+"),
    ("Most of the overdue actions are in Priority 1.", "+"),
    ("None of the overdue actions is in Priority 2.", "+"),
    ("The overdue actions are all in Priority 1.", "-"),
    ("The red action is in Priority 2.", "+"),
    ("The red action is in Priority 3.", "-"),
    ("The red action is in Priority 9.", "-"),
    ("Two of the blue actions are under Ofsted recommendation 1.", "+"),
    ("A further two of the blue actions are in Priority 3.", "?"),
]

THE_PLAN = [
    ("The plan is on track.", "?"),
    ("Our plan is now 55 per cent complete.", "?"),
    ("The plan is almost complete.", "?"),
    ("55% of the plan is complete.", "?"),
    ("27% of the plan is blue.", "+"),
    ("More than half of the plan is complete.", "?"),
]

BESIDE_BEFORE = [
    ("Blue: 9 (previously 3)", "-"),
    ("Blue: 4 (previously 3)", "+"),
    ("Blue: 4 (previously 2)", "?"),
    ("Blue: 4 (was 3)", "+"),
    ("Blue: 4 (last time 3)", "+"),
    ("Blue: 4 (3 last round)", "+"),
    ("Blue: 4 (3 last year)", "?"),
    ("Blue: 9, up from 3", "-"),
    ("Blue: 4 – previously 3", "+"),
    ("Nine actions are blue (five in December).", "-"),
    ("Four actions are blue (three in April 2025).", "?"),
    ("Four actions are blue, up from three in April 2025.", "?"),
]

TIMES_AS_MANY = [
    ("The number of red actions has doubled.", "?"),
    ("The number of red actions has doubled since December.", "-"),
    ("The number of red actions has doubled since April.", "?"),
    ("The number of overdue actions has halved.", "?"),
    ("Since the last board the number of overdue actions has halved.", "-"),
    ("Overdue actions have risen by half.", "+"),
    ("Overdue actions have risen by 50 per cent since December.", "+"),
    ("Overdue actions have risen by 20 per cent since December.", "-"),
    ("The number of blue actions has risen by a third.", "+"),
    ("The number of blue actions has more than doubled since the last board.", "-"),
    ("The number of blue actions in Priority 1 has doubled.", "+"),
    ("The number of blue actions in Priority 1 has doubled to three.", "+ -"),
]

PARTS_AND_SHARES = [
    ("P9 is on track.", "?"),
    ("P2 is on track.", "?"),
    ("P2 is complete, and action 2.2 is red.", "? +"),
    ("None of the six recommendations is complete.", "?"),
    ("None of the two recommendations is complete.", "?"),
    ("Two thirds of actions are blue.", "-"),
    ("Two-fifths of actions are green.", "+"),
    ("32 per cent are green.", "?"),
    ("40 per cent are green.", "+"),
    ("The plan has 15 actions. 32 per cent are green.", "+ -"),
    ("The plan has 15 actions; 40% are green and 7% are red.", "+ + +"),
    ("Over half are complete.", "?"),
    ("The plan has 15 actions. Over half are complete.", "+ -"),
    ("4 actions (27%) are complete.", "+"),
    ("4 actions (40%) are complete.", "-"),
    ("4 actions (33%) are complete.", "?"),
    ("9 actions (60%) are complete.", "-"),
    ("Of the 15 actions, four (33 per cent) are blue.", "-"),
    ("Actions complete: 4 (40%)", "-"),
    ("Actions complete: 4 (27%)", "+"),
    ("Complete: 4; in progress: 9; amber: 3; red: 1.", "+ - + +"),
    ("There are no longer any red actions.", "-"),
    ("We no longer have any overdue actions.", "-"),
    ("One action had no update this round.", "+"),
    ("Less than half of the actions are complete.", "+"),
    ("A third are amber or late.", "?"),
    ("The proportion of actions that are blue is 27 per cent.", "+"),
    ("The proportion of actions complete has risen to 55 per cent.", "-"),
    ("The percentage of actions rated green has risen from 40 to 60 per cent.", "-"),
    ("Every priority is on track.", "?"),
    ("One of the two recommendations now has every action complete.", "?"),
    ("Three of the six recommendations now have every action complete.", "?"),
    ("Two actions have improved: 2.4 is green again and 3.2 is amber.", "- + +"),
    ("One action has improved: 2.4 has moved from amber to green.", "+ +"),
    ("All the recommendations have been implemented.", "?"),
    ("The plan has 18 actions across six priorities.", "- -"),
    ("The plan has 15 actions across three priorities.", "+ +"),
    ("There are 15 actions: 4 blue, 5 in progress and 3 late.", "+ + - +"),
    ("Four of the five actions rated blue or red are blue.", "+"),
    ("Action 2.2 is back on track.", "-"),
    ("The single red action is 1.4.", "-"),
    ("Action A7 has been reported complete.", "+"),
    ("Action 1.4 has been reported complete.", "-"),
]

NOTHING_IS = [
    ("Nothing is overdue.", "-"),
    ("Nothing in the plan is overdue.", "-"),
    ("Nothing is overdue and nothing is red.", "- -"),
    ("Nothing in Priority 2 is red.", "-"),
    ("Nothing in Priority 3 is red.", "+"),
    ("None in Priority 2 is late.", "+"),
    ("Four actions are blue and nothing is overdue.", "+ -"),
]

TWINS = [
    "A fall in overdue library books to 12.",
    "A fall in re-referrals to 12 per cent.",
    "A fall in overdue assessments from 18 to 12.",
    "The board agreed a fall in spending to £12,000.",
    "A rise in the number of contacts that led to no further action from 20 to 30.",
    "Nine more children were seen.",
    "Nine more audits are complete.",
    "Nine more staff have completed the course; nine more are booked.",
    "We need nine more days.",
    "Blue badges: 9 (previously 3)",
    "Blue 9 (page 3)",
    "Families: 9 (previously 3)",
    "P2 is late for school.",
    "P9 is on track to return home.",
    "See page 9, which is complete.",
    "Nothing is overdue at the library.",
    "Nothing was overdue in the audit of 2024.",
    "In the repairs programme nothing is overdue.",
    "Nothing is complete without a plan.",
    "Two thirds of children are placed near home.",
    "Of the 40 indicators, 8 are red.",
    "Of the 40 indicators, 20 per cent are red.",
    "Among the audits, half are complete.",
    "The dashboard has 40 measures; eight are red.",
    "The dashboard has 40 measures. Eight are red.",
    "The dashboard has 40 measures: 25 blue, 8 amber and 7 red.",
    "The service has 32 per cent more referrals.",
    "Over half are complete strangers.",
    "Over half were done by hand.",
    "Most are complete by the age of five.",
    "The number of red cars has doubled.",
    "The number of actions brought against the council has doubled.",
    "Referrals have doubled since December.",
    "Overtime has risen by half.",
    "We have reduced the number of children who wait to 12.",
    "Overdue actions have increased pressure on staff.",
    "More families are happy than in December.",
    "As many children as in December were seen.",
    "The proportion of children in care has risen to 55 per cent.",
    "The percentage of audits complete is 40 per cent.",
    "Every school is on track.",
    "The standard has been met, and the advice has been implemented.",
    "Two of the inspectors have been met at the door.",
    "The plan is complete.",
    "The plan is on track to be printed by Friday.",
    "The business plan is on track.",
    "Half of the children are in Priority 2 housing.",
    "Half of the plan was rewritten.",
    "No further action was taken.",
    "No further actions were asked for.",
    "There are no longer any children on the list.",
    "Complete: 4; in progress: 9.",
    "9 families (60%) are complete strangers to us.",
    "3 complete sets and 4 late arrivals were counted.",
]


@pytest.mark.parametrize(("paragraph", "expected"), FALLS)
def test_a_fall_told_as_a_noun_is_held_against_both_rounds(paragraph: str, expected: str) -> None:
    assert signs(paragraph) == expected


@pytest.mark.parametrize(("paragraph", "expected"), WHICH_WAY)
def test_which_way_a_number_went_is_judged_by_the_round_before(paragraph: str, expected: str) -> None:
    assert signs(paragraph) == expected


@pytest.mark.parametrize(("paragraph", "expected"), MORE)
def test_nine_more_are_so_many_more_and_so_many_that_became_so(paragraph: str, expected: str) -> None:
    assert signs(paragraph) == expected


@pytest.mark.parametrize(("paragraph", "expected"), BESIDE_BEFORE)
def test_a_figure_beside_that_of_before_is_confirmed_only_where_both_are_right(paragraph: str, expected: str) -> None:
    assert signs(paragraph) == expected


@pytest.mark.parametrize(("paragraph", "expected"), TIMES_AS_MANY)
def test_so_many_times_as_many_is_judged_where_the_round_before_proves_it(paragraph: str, expected: str) -> None:
    assert signs(paragraph) == expected


@pytest.mark.parametrize(("paragraph", "expected"), PARTS_AND_SHARES)
def test_a_part_or_share_is_never_guessed(paragraph: str, expected: str) -> None:
    assert signs(paragraph) == expected


@pytest.mark.parametrize(("paragraph", "expected"), WHERE)
def test_where_actions_of_a_status_stand_is_counted(paragraph: str, expected: str) -> None:
    assert signs(paragraph) == expected


@pytest.mark.parametrize(("paragraph", "expected"), THE_PLAN)
def test_what_is_told_of_the_plan_itself_is_told_with_its_actions(paragraph: str, expected: str) -> None:
    assert signs(paragraph) == expected


@pytest.mark.parametrize(("paragraph", "expected"), NOTHING_IS)
def test_nothing_is_late_where_the_round_has_nothing_late(paragraph: str, expected: str) -> None:
    assert signs(paragraph) == expected


@pytest.mark.parametrize("paragraph", TWINS)
def test_what_only_sounds_like_a_claim_is_not_marked(paragraph: str) -> None:
    assert find_claims([paragraph]) == []


def checked(paragraph: str, **more: object) -> list[Checked]:
    return check_claims(find_claims([paragraph]), harbour_round(**more))


def test_a_code_is_the_action_of_that_ref_where_the_plan_has_one_and_no_such_priority() -> None:
    actions = (*harbour_round().actions, action("p3-P9", "green"))
    (right,) = checked("P9 is on track.", actions=actions)
    (wrong,) = checked("P9 is complete.", actions=actions)
    assert (right.outcome, right.actions) == (Outcome.CONFIRMED, ("p3-P9",))
    assert (wrong.outcome, wrong.why) == (Outcome.CONTRADICTED, "P9 is green.")
    both = (*actions, replace(action("p3-1.9", "green"), priority="9"))
    (unsure,) = checked("P9 is on track.", actions=both)
    assert unsure.outcome is Outcome.NOT_CHECKABLE
    assert unsure.why == "It may be said of Priority 9 or of action P9; say which is meant."


def test_what_the_plan_says_of_a_claim_that_is_wrong_stands_beside_it() -> None:
    told = {
        "Nine more actions are complete.": "It is 4 in this round and was 3 in the round before. 2 became so since.",
        "The number of red actions has doubled.": "It is 1 in this round and was 0 in the round before.",
        "None of the six recommendations is complete.": "The plan rates actions, not recommendations. "
        "None of the 2 recommendations has every action complete.",
        "P9 is on track.": "There is no Priority 9 and no action P9 in this plan. What P9 is the words do not tell.",
        "32 per cent are green.": "Of what it is told the sentence does not say. Of 15 actions, 6 are green (40%): "
        "1.4, 1.5, 2.4, 2.3 of Priority 3, 3.3 and 3.4.",
    }
    assert {sentence: checked(sentence)[0].why for sentence in told} == told


@pytest.mark.parametrize(
    "paragraph", [row for table in (FALLS, WHICH_WAY, MORE, BESIDE_BEFORE, TIMES_AS_MANY) for row, _ in table]
)
def test_without_a_round_before_nothing_that_moved_is_confirmed(paragraph: str) -> None:
    assert all(one.outcome is not Outcome.CONFIRMED for one in checked(paragraph, before=None, moved=None))


@pytest.mark.parametrize(
    "paragraph",
    [
        row
        for table in (FALLS, WHICH_WAY, MORE, BESIDE_BEFORE, TIMES_AS_MANY, PARTS_AND_SHARES, NOTHING_IS)
        for row, _ in table
    ],
)
def test_an_offer_is_confirmed_in_its_place(paragraph: str) -> None:
    text = paragraph
    found = checked(paragraph)
    for one in sorted(found, key=lambda one: -one.claim.start):
        if one.suggested:
            text = text[: one.claim.start] + one.suggested + text[one.claim.end :]
    wrong = sum(one.outcome is Outcome.CONTRADICTED and not one.suggested for one in found)
    assert sum(one.outcome is Outcome.CONTRADICTED for one in checked(text)) <= wrong


def test_what_the_plans_own_page_counts_apart_is_neither_right_nor_wrong() -> None:
    kept = action("p3-3.5", "green", state="reported_complete")
    actions = (*harbour_round().actions, kept)
    by_round, by_page, wrong = (checked(f"{number} actions are green.", actions=actions)[0] for number in (7, 6, 5))
    assert (by_round.outcome, wrong.outcome) == (Outcome.CONFIRMED, Outcome.CONTRADICTED)
    assert by_page.outcome is Outcome.NOT_CHECKABLE
    assert by_page.why.endswith("In a narrower sense it is 6; say which is meant.")


def test_a_claim_that_nothing_changed_is_marked_from_its_first_word() -> None:
    (found,) = checked("There was no change in overdue actions since the last board.")
    assert found.claim.text == "no change in overdue actions"


def test_no_words_are_offered_that_would_not_make_a_sentence() -> None:
    (found,) = checked("Action 1.3 has been completed.")
    assert (found.outcome, found.suggested) == (Outcome.CONTRADICTED, "")
