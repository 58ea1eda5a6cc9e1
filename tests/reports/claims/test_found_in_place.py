"""Where a claim stands, the key by which an explanation finds it, lists over several lines, and a hostile text."""

import random
import time
from collections import Counter

import pytest

from goldenthread.plan import states
from goldenthread.reports.claims import facts as facts_of_rounds
from goldenthread.reports.claims.checking import check_claims
from goldenthread.reports.claims.facts import ActionFacts, RoundFacts, name_of_aim
from goldenthread.reports.claims.finding import MOST_CLAIMS, claims_by_passage, find_claims
from goldenthread.reports.claims.sentences import Passage, passages_of
from goldenthread.reports.claims.status_words import COLOURS
from goldenthread.reports.claims.values import Checked, Listed, Named, Outcome, Unread
from tests.reports.claims.rounds import action, harbour_round

SENTENCE = "Since the visit, “three actions” are amber, and action 3.1 is blue."


def checked(*passages: str | Passage) -> list[Checked]:
    return check_claims(find_claims(passages), harbour_round())


def test_offsets_are_those_of_the_passage_whatever_stands_in_front() -> None:
    text = "Résumé – 7.\tNo.\n" + SENTENCE
    claims = find_claims(["Nothing here.", text])
    assert [text[one.start : one.end] for one in claims] == ["three actions” are amber", "action 3.1 is blue"]
    assert {one.passage for one in claims} == {1}
    assert list(claims_by_passage(claims)) == [1]


def test_a_key_stays_when_the_paragraph_moves_and_when_quotation_marks_change() -> None:
    first = [one.key for one in find_claims([SENTENCE])]
    moved = find_claims(["Another paragraph.", "It opens otherwise.  " + SENTENCE.replace("“", '"').replace("”", '"')])
    assert [one.key for one in moved] == first
    assert len(set(first)) == 2


def test_a_key_changes_with_the_sentence() -> None:
    first = {one.key for one in find_claims([SENTENCE])}
    assert first.isdisjoint(one.key for one in find_claims([SENTENCE.replace("visit", "audit")]))


def test_two_claims_of_one_sentence_with_the_same_words_have_keys_of_their_own() -> None:
    claims = find_claims(
        ["Priority 2 – action points 2.1, 2.3; Priority 3 – action points 2.3 and 3.1 were discussed."]
    )
    assert len({one.key for one in claims}) == len(claims) == 4


def test_a_key_changes_when_the_action_meant_by_the_action_changes() -> None:
    last = "The action is amber."
    one, other = (find_claims([f"Action {ref} was discussed. {last}"])[-1] for ref in ("1.3", "3.2"))
    assert one.text == other.text
    assert one.key != other.key


def test_a_list_under_a_line_that_ends_in_a_colon_is_said_to_be_so() -> None:
    found = checked(
        "Three actions are amber:", "- 1.3, the harbour visits", "- Priority 2 – action 2.3", "- 3.3", "Done."
    )
    assert [one.outcome.value for one in found] == ["confirmed", "confirmed", "confirmed", "contradicted"]
    found = checked("Three actions are amber:", Passage("1.3", is_item=True), Passage("3.2", is_item=True))
    assert [one.claim.text for one in found] == ["Three actions are amber", "1.3", "3.2"]


def test_a_list_shorter_than_its_number_is_found_and_names_both() -> None:
    (listed,) = [
        one for one in checked("Five actions are amber: 1.3, 2.3 and 3.2.") if isinstance(one.claim.says, Listed)
    ]
    assert listed.outcome is Outcome.CONTRADICTED
    assert listed.why == "The sentence says 5 and names 3 actions."


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("There are 5 amber actions.", "3 amber actions"),
        ("Five actions are amber.", "Three actions are amber"),
        ("50% of actions are green.", "40% of actions are green"),
        ("Most of the actions are blue.", "Four of the fifteen actions are blue"),
        ("All three amber actions are late.", "Two of the three amber actions are late"),
        ("Action 1.3 is green.", "Action 1.3 is amber"),
        ("Action 3.1 is due by May.", "Action 3.1 is due by June 2026"),
        ("Action 1.4 is led by VB.", "Action 1.4 is led by QT"),
        ("No action is stuck.", ""),
        ("There are no red actions.", ""),
        ("Action 1.4 was extended to October.", ""),
        ("Over 20 actions are late.", ""),
    ],
)
def test_words_are_suggested_where_the_sentence_stays_a_sentence(written: str, right: str) -> None:
    (found,) = checked(written)
    assert (found.outcome, found.suggested) == (Outcome.CONTRADICTED, right)


def test_suggested_words_are_confirmed_when_they_take_the_place_of_the_claim() -> None:
    for written in ("There are 5 amber actions.", "Most of the actions are blue.", "50% of actions are green."):
        (found,) = checked(written)
        claim = found.claim
        (again,) = checked(written[: claim.start] + found.suggested + written[claim.end :])
        assert again.outcome is Outcome.CONFIRMED


def test_without_a_round_before_what_moved_is_not_checkable() -> None:
    alone = harbour_round(before=None, moved=None)
    sentences = ["Two have become blue since December.", "Action 2.3 was reopened.", "Action 1.3 was previously green."]
    found = check_claims(find_claims(sentences), alone)
    assert len(found) == 3
    assert all(one.outcome is Outcome.NOT_CHECKABLE and "No round was closed before" in one.why for one in found)
    assert check_claims(find_claims(["Action 1.3 is amber."]), alone)[0].outcome is Outcome.CONFIRMED


def test_the_plans_own_meaning_of_a_colour_goes_before_ours() -> None:
    claims = find_claims(["Three actions are on track."])
    assert check_claims(claims, harbour_round())[0].outcome is not Outcome.CONFIRMED
    other = harbour_round(meanings={"amber": "on track", "green": "done by its lead"})
    assert check_claims(claims, other)[0].outcome is Outcome.CONFIRMED


def test_a_ref_that_lost_its_nought_is_left_open_where_the_shorter_one_stands_twice() -> None:
    twins = (action("p1-4.1", "green"), action("p1-4.1-2", "green", ref="4.1"), action("p1-4.9", "green"))
    facts = harbour_round(actions=twins)
    found = check_claims(find_claims(["Priority 1 – action 4.10 is green.", "Action 4.90 is green."]), facts)
    assert [one.outcome for one in found] == [Outcome.NOT_CHECKABLE, Outcome.CONTRADICTED]
    assert "prints 4.1 twice" in found[0].why


def test_what_was_withdrawn_counts_only_where_withdrawal_is_spoken_of() -> None:
    facts = harbour_round()
    gone = action("p3-9.1", "none", "green", state="withdrawn")
    moved = facts_of_rounds.Moved(withdrawn=("p3-9.1",))
    facts = harbour_round(actions=(*facts.actions, gone), moved=moved)
    sentences = [
        "The plan has 15 actions.",
        "One action was withdrawn.",
        "Action 9.1 was withdrawn.",
        "Action 9.1 is green.",
    ]
    outcomes = [one.outcome for one in check_claims(find_claims(sentences), facts)]
    assert outcomes == [Outcome.CONFIRMED] * 3 + [Outcome.CONTRADICTED]


def test_an_aim_is_named_as_a_reader_names_it() -> None:
    assert name_of_aim("Ofsted recommendation 3: Keep a record of decisions.") == "Ofsted recommendation 3"
    assert name_of_aim("A warm welcome") == "A warm welcome"
    assert name_of_aim("To make sure that every family hears of help before it needs any of it") == (
        "To make sure that every family hears of help before it…"
    )


def test_the_plain_values_are_those_of_the_plan() -> None:
    assert set(states.Colour.values) == {*COLOURS, "none"}
    assert {state.value for state in states.OUT} == facts_of_rounds.OUT
    assert {"reported_complete", "under_watch", "not_started", "paused"} <= set(states.State.values)


def big_round() -> RoundFacts:
    """A plan of a thousand actions over twenty priorities."""
    actions = tuple(
        ActionFacts(
            key=f"p{number % 20}-{number % 20}.{number}",
            ref=f"{number % 20}.{number}",
            priority=str(number % 20),
            priority_title=f"Priority in words {number % 20}",
            colour=("blue", "green", "amber", "red")[number % 4],
            state="in_progress",
            before="green",
            under=(f"Ofsted recommendation {number % 40}",),
        )
        for number in range(1000)
    )
    moved = facts_of_rounds.Moved(newly_blue=tuple(one.key for one in actions if one.colour == "blue"))
    facts = harbour_round()
    return RoundFacts("Big", 2, facts.position_on, actions, before=facts.before, moved=moved)


def thirty_pages() -> list[str]:
    """Fifteen thousand words, a claim or two in every paragraph."""
    plain = "The service worked with families, schools and partners through the winter, and the board heard of it. "
    claims = [
        "There are 250 blue actions.",
        "Three of the four amber actions are now green: Priority 3 – action points 3.3, 3.23 and 3.43.",
        "Action 7.7 is red and due by May, and action 8.8 is led by QT.",
        "Most actions in Priority 2 are complete.",
    ]
    return [f"{number}. {plain * 8}{claims[number % 4]}" for number in range(1, 105)]


@pytest.mark.load
def test_thirty_pages_against_a_thousand_actions_take_less_than_half_a_second() -> None:
    report, facts = thirty_pages(), big_round()
    assert sum(len(passage.split()) for passage in report) > 15_000
    begun = time.process_time()
    found = check_claims(find_claims(report), facts)
    taken = time.process_time() - begun
    assert len(found) > 200
    assert taken < 0.5


HOSTILE = {
    "one word": "a",
    "refs": "2.3, ",
    "scopes": "Priority 2 – ",
    "numbers": "three of the four ",
    "statuses": "amber and ",
    "actions": "actions ",
    "brackets": "(",
    "points": "1.",
    "digits": "9",
    "claims": "4 tasks are marked blue. ",
    "hyphens": "a-",
    "lines": "\n",
    "asides": "action 2.3, the, the, the, ",
    "dates": "action 2.3 is due by 1 April 2017 ",
    "numbers of": "number of the ",
    "recommendations": "recommendation 2 ",
    "falls": "fall of 2 in the number of ",
    "more": "nine more actions are blue than ",
    "doubled": "red actions have almost doubled, ",
    "compared": "Blue: 9 (previously 3), ",
    "codes": "P2 is late and ",
    "where": "the red actions are all ",
    "shares": "the proportion of actions complete has risen ",
    "the plan": "the plan is 55 per cent ",
    "others": "of the measures, half are ",
}
NOISE = "".join(random.Random(7).choices("Aa1. ,;:()–-“’\n\t%£²٣", k=100_000))  # noqa: S311


@pytest.mark.load
@pytest.mark.parametrize("text", [piece * (100_000 // len(piece)) for piece in HOSTILE.values()] + [NOISE],
                         ids=[*HOSTILE, "noise"])  # fmt: skip
def test_a_text_made_to_be_slow_is_only_long(text: str) -> None:
    begun = time.process_time()
    found = check_claims(find_claims([text]), harbour_round())
    assert time.process_time() - begun < 4
    assert len(found) <= MOST_CLAIMS + 1


def test_what_stands_behind_a_million_characters_is_not_read() -> None:
    assert [one.text for one in find_claims(["a" * 999_000, "Action 1.3 is amber."])] == ["Action 1.3 is amber"]
    (unread,) = find_claims(["a" * 1_000_000, "Action 1.3 is amber."])
    assert isinstance(unread.says, Unread)
    assert "longer than 1,000,000 characters" in unread.says.why


def test_more_claims_than_anybody_could_answer_end_in_one_that_says_so() -> None:
    found = check_claims(find_claims([HOSTILE["claims"] * 3_000]), harbour_round())
    assert isinstance(found[-1].claim.says, Unread)
    assert found[-1].outcome is Outcome.NOT_CHECKABLE
    assert "was not read" in found[-1].why
    assert Counter(one.outcome for one in found) == {Outcome.CONFIRMED: MOST_CLAIMS, Outcome.NOT_CHECKABLE: 1}


@pytest.mark.load
@pytest.mark.parametrize("sentence", ["Action 7.7 is red. ", "There are 25 blue actions. ", "4 tasks are blue, "])
def test_a_text_of_fifteen_hundred_claims_is_read_and_held_in_less_than_a_second(sentence: str) -> None:
    text, facts = sentence * (40_000 // len(sentence)), big_round()
    begun = time.process_time()
    found = check_claims(find_claims([text]), facts)
    assert time.process_time() - begun < 1
    assert len(found) == MOST_CLAIMS + 1
    assert "makes more than 300 claims" in found[-1].why


def test_words_that_a_fact_printed_make_no_claim_of_their_own() -> None:
    text = "The lead wrote: Action 1.4 is red. Action 1.3 is amber."
    ends = text.index(" Action 1.3")
    assert [one.claim.text for one in checked(Passage(text, own=((16, ends),)))] == ["Action 1.3 is amber"]
    inside = "Action 1.3 is amber, as its lead says."
    assert [one.claim.text for one in checked(Passage(inside, own=((7, 10),)))] == ["Action 1.3 is amber"]


def test_a_whole_sentence_in_square_brackets_is_a_note_and_no_claim() -> None:
    assert checked("Action [Action 1.2 (Priority 1) is withdrawn.] is [Action 1.2 (Priority 1) is withdrawn.].") == []
    assert [one.claim.text for one in checked("Action 1.3 [the visits] is amber.")] == ["Action 1.3"]


def test_a_whole_text_becomes_passages_with_its_lists() -> None:
    passages = passages_of("1. A paragraph.\n\n- an item\n• another\n  (a) a third\nThe end.")
    assert [one.is_item for one in passages] == [False, True, True, True, False]
    assert all(isinstance(one.says, Named) for one in find_claims(passages_of("Action 1.3 was discussed.")))
