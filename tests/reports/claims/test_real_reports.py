"""The two real cover reports, read whole: every figure and reference found, and what the plan says of each."""

from collections import Counter
from datetime import date
from itertools import chain, repeat

import pytest

from goldenthread.reports.claims.checking import check_claims
from goldenthread.reports.claims.facts import ActionFacts, RoundFacts
from goldenthread.reports.claims.finding import find_claims
from goldenthread.reports.claims.sentences import passages_of
from goldenthread.reports.claims.values import Checked, Counted, Named, Outcome
from tests.reports.claims.rounds import (
    NEWLY_COMPLETE,
    OUT_OF_AMBER,
    PACK,
    REPORT_2019,
    TAKEN_UP,
    cover_report,
    real_round,
)

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def checked() -> list[Checked]:
    return check_claims(find_claims(cover_report()), real_round())


def named(checked: list[Checked], status: str, outcome: Outcome) -> list[Checked]:
    """The claims on named actions that are said to have a status, with one outcome."""
    return [
        one
        for one in checked
        if isinstance(one.claim.says, Named) and status in one.claim.says.said.now and one.outcome is outcome
    ]


def keys(checked: list[Checked]) -> list[str]:
    return sorted(chain.from_iterable(one.actions for one in checked))


def test_the_report_of_may_2018_makes_twenty_claims_and_three_are_contradicted(checked: list[Checked]) -> None:
    assert len(checked) == 20
    assert Counter(one.outcome for one in checked) == {Outcome.CONFIRMED: 17, Outcome.CONTRADICTED: 3}
    kinds = Counter(type(one.claim.says) for one in checked)
    assert kinds == {Counted: 5, Named: 15}


def test_of_ten_actions_said_to_be_complete_nine_are_and_one_does_not_exist(checked: list[Checked]) -> None:
    assert keys(named(checked, "complete", Outcome.CONFIRMED)) == sorted(NEWLY_COMPLETE)
    (missing,) = named(checked, "complete", Outcome.CONTRADICTED)
    assert missing.claim.text == "2.12"
    assert missing.why.startswith("There is no action 2.12 under Ofsted recommendation 2.")
    assert missing.actions == ()


def test_the_figure_of_ten_is_contradicted_by_the_nine(checked: list[Checked]) -> None:
    (ten,) = [one for one in checked if one.claim.text.startswith("10 ")]
    assert ten.outcome is Outcome.CONTRADICTED
    assert sorted(ten.actions) == sorted(NEWLY_COMPLETE)
    assert ten.suggested.startswith("9 actions")


def test_an_action_under_the_recommendation_beside_its_own_is_confirmed_with_a_remark(checked: list[Checked]) -> None:
    remarked = {one.claim.text.split()[-1] for one in checked if "not under" in one.why}
    assert remarked == {"A5.1", "A7", "3.2"}


def test_the_three_out_of_amber_the_two_reopened_and_the_one_amber_are_confirmed(checked: list[Checked]) -> None:
    assert keys(named(checked, "green", Outcome.CONFIRMED)) == sorted(OUT_OF_AMBER)
    assert keys(named(checked, "in progress", Outcome.CONFIRMED)) == sorted(TAKEN_UP)
    counts = {one.claim.text.split()[0]: one for one in checked if isinstance(one.claim.says, Counted)}
    assert counts["Three"].outcome is Outcome.CONFIRMED
    assert sorted(counts["Three"].actions) == sorted(OUT_OF_AMBER)
    assert (counts["just"].outcome, counts["just"].actions) == (Outcome.CONFIRMED, ("p1-1.2",))


def test_six_recommendations_are_counted_and_of_one_most_actions_are_not_complete(checked: list[Checked]) -> None:
    six, most = (one for one in checked if one.claim.text.startswith(("six", "the majority")))
    assert (six.outcome, len(six.actions)) == (Outcome.CONFIRMED, 29)
    assert most.outcome is Outcome.CONTRADICTED
    assert "Ofsted recommendation 4: 1 of 3" in most.why
    assert most.actions == ("p5-7.1", "p5-7.2", "p5-7.3")


def test_every_claim_stands_where_it_says(checked: list[Checked]) -> None:
    passages = cover_report()
    for one in checked:
        claim = one.claim
        assert passages[claim.passage].text[claim.start : claim.end] == claim.text
        assert claim.text in claim.sentence
    assert len({one.claim.key for one in checked}) == len(checked)


def plan_of_2019() -> RoundFacts:
    """Sixty-five actions with the colours that the report of February 2019 counts; its plan is not at hand."""
    colours = chain(repeat("blue", 25), repeat("amber", 8), repeat("green", 32))
    under = [f"Ofsted recommendation {number}" for number in range(1, 7)]
    actions = tuple(
        ActionFacts(f"p1-{number}", str(number), "1", "All", colour, "in_progress", under=(under[number % 6],))
        for number, colour in enumerate(colours, start=1)
    )
    return RoundFacts("A plan", 3, date(2019, 1, 31), actions)


def test_the_report_of_february_2019_makes_ten_claims_of_which_four_name_no_action() -> None:
    claims = find_claims(passages_of(REPORT_2019.read_text(encoding="utf-8")))
    checked = check_claims(claims, plan_of_2019())
    assert [one.outcome for one in checked[:6]] == [Outcome.CONFIRMED] * 6
    assert [one.claim.text[:2] for one in checked[2:6]] == ["25", "0 ", "8 ", "32"]
    assert [len(one.actions) for one in checked[1:6]] == [57, 25, 0, 8, 32]
    unnamed = checked[6:]
    assert [one.outcome for one in unnamed] == [Outcome.NOT_CHECKABLE] * 4
    assert all("amber" in one.claim.text and one.why.startswith("No action is named") for one in unnamed)


def test_the_whole_pack_holds_no_more_claims_than_its_reports_and_notes() -> None:
    claims = find_claims(passages_of(PACK.read_text(encoding="utf-8")))
    assert 20 <= len(claims) <= 24
