"""What may change in an action's state and rating, who must say what, and what it needs."""

import pytest

from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.rating import check_assure, check_note, check_rating, check_reopen, check_report_complete
from goldenthread.plan.states import COMPLETE, FINISHED, GONE_ON, OUT, Colour, State

UNFINISHED = sorted(set(State) - FINISHED)


@pytest.mark.parametrize(
    "note",
    ["", "  ", "done", "Complete.", "complete and ongoing", "In progress", "no change", "Further information required",
     "as above", "N/A", "ok", "-", "TBC", "ACTION COMPLETE!", "now  done", "on-going"],
)  # fmt: skip
def test_a_note_that_says_nothing_is_refused_with_an_example(note):
    with pytest.raises(RuleBroken, match="for example"):
        check_note(note)


@pytest.mark.parametrize(
    "note",
    [
        "All four teams were trained in March.",
        "Complete: the guide was published on 3 March.",
        "Done by all but one team",
        "No change in the figures since May",
    ],
)
def test_a_note_that_says_something_passes(note):
    check_note(note)


@pytest.mark.parametrize("state", sorted(State))
def test_nobody_chooses_blue(state):
    with pytest.raises(RuleBroken, match="second person"):
        check_rating(state, Colour.BLUE)


@pytest.mark.parametrize("state", sorted(COMPLETE))
def test_a_completed_action_takes_no_other_rating(state):
    with pytest.raises(RuleBroken, match="reopen it"):
        check_rating(state, Colour.AMBER)


def test_a_withdrawn_action_takes_no_rating():
    with pytest.raises(RuleBroken, match="withdrawn"):
        check_rating(State.WITHDRAWN, Colour.GREEN)


@pytest.mark.parametrize("state", sorted(GONE_ON))
def test_a_row_whose_work_goes_on_elsewhere_takes_no_rating(state):
    with pytest.raises(RuleBroken, match="elsewhere"):
        check_rating(state, Colour.GREEN)


@pytest.mark.parametrize("state", UNFINISHED)
@pytest.mark.parametrize("colour", [Colour.RED, Colour.AMBER, Colour.GREEN, Colour.NONE])
def test_an_unfinished_action_takes_any_rating_but_blue(state, colour):
    check_rating(state, colour)


@pytest.mark.parametrize("state", sorted(COMPLETE | OUT | {State.REPORTED_COMPLETE}))
def test_what_is_complete_or_withdrawn_is_not_reported_complete(state):
    with pytest.raises(RuleBroken):
        check_report_complete(state)


@pytest.mark.parametrize("state", [State.NOT_STARTED, State.IN_PROGRESS, State.PAUSED])
def test_what_is_not_complete_can_be_reported_so(state):
    check_report_complete(state)


def assure(**given):
    check_assure(
        **{
            "state": State.REPORTED_COMPLETE,
            "leads": frozenset({1}),
            "reported_by": 1,
            "assurers": frozenset({2}),
            "has_evidence": True,
            "why_no_evidence": "",
            "difference": "Families are rung within two days.",
        }
        | given
    )


@pytest.mark.parametrize("state", [State.REPORTED_COMPLETE, State.COMPLETED_ON_PAPER, State.DECLARED_COMPLETE])
def test_a_second_person_with_evidence_and_a_difference_may_assure(state):
    assure(state=state)


@pytest.mark.parametrize("state", [State.NOT_STARTED, State.IN_PROGRESS, State.PAUSED, State.WITHDRAWN, State.ASSURED])
def test_only_what_was_reported_or_completed_on_paper_can_be_assured(state):
    with pytest.raises(RuleBroken, match="reported complete"):
        assure(state=state)


def test_a_lead_cannot_assure_even_through_somebody_else():
    with pytest.raises(RuleBroken, match="lead"):
        assure(assurers=frozenset({2, 1}))


def test_whoever_reported_it_cannot_assure_it():
    with pytest.raises(RuleBroken, match="reported"):
        assure(reported_by=2, leads=frozenset())


def test_without_evidence_the_reason_must_be_said():
    with pytest.raises(RuleBroken, match="evidence"):
        assure(has_evidence=False, why_no_evidence="  ")
    assure(has_evidence=False, why_no_evidence="The records are held by the health trust.")


def test_the_difference_must_say_something():
    with pytest.raises(RuleBroken, match="different"):
        assure(difference="done")


@pytest.mark.parametrize("state", sorted(COMPLETE | {State.REPORTED_COMPLETE}))
def test_a_completed_action_is_reopened_by_a_named_finding_and_a_note(state):
    check_reopen(state=state, has_finding=True, note="Audit the ten newest plans again.")
    with pytest.raises(RuleBroken, match="Name the finding"):
        check_reopen(state=state, has_finding=False, note="Audit again.")
    with pytest.raises(RuleBroken, match="to be done"):
        check_reopen(state=state, has_finding=True, note=" ")


@pytest.mark.parametrize("state", [State.NOT_STARTED, State.IN_PROGRESS, State.PAUSED, State.WITHDRAWN])
def test_what_is_not_complete_cannot_be_reopened(state):
    with pytest.raises(RuleBroken, match="completed"):
        check_reopen(state=state, has_finding=True, note="Look again.")
