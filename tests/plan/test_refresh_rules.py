"""Rules of a plan's next year: what may become of an action, what stays under watch, refs, words, figures."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.cells import status_cell
from goldenthread.plan.reading.statuses import read_status
from goldenthread.plan.refresh import (
    FIGURES,
    GOES_ON,
    Answered,
    Choice,
    Considered,
    OldWord,
    Row,
    Stands,
    check_choice,
    check_mapping,
    check_words,
    count,
    is_kept_under_watch,
    next_name,
    next_period,
    offered,
    propose_refs,
    propose_words,
    proposed,
    recheck_day,
    standing_choice,
    why_not_done,
)
from goldenthread.plan.states import BLUE, GONE_ON, OUT, State
from goldenthread.plan.suggestion import declared_colour, suggest

USUAL = {
    "blue": ("Blue", "assured", "fully completed"),
    "red": ("Red", "in_progress", "fully stuck"),
    "amber": ("Amber", "in_progress", "more work needed"),
    "green": ("Green", "in_progress", "in progress"),
}
LIVE = [State.NOT_STARTED, State.IN_PROGRESS, State.REPORTED_COMPLETE, State.PAUSED]


def answered(kind="recommendation", source="inspection", has_number=True, source_numbers=True):
    return Answered(kind, source, has_number, source_numbers)


def check(choice, *, state=State.IN_PROGRESS, keeps=False, moves_end=False, **made):
    stands = Stands(action=1, state=state, wording="Ring each family.", keeps=keeps)
    check_choice(Considered(choice, **made), stands, moves_end=moves_end, others=frozenset({1, 2}))


@pytest.mark.parametrize("state", sorted(BLUE))
def test_a_complete_action_leaves_unless_it_is_kept_under_watch(state):
    assert proposed(state=state, keeps=False) == Choice.LEAVE
    assert proposed(state=state, keeps=True) == Choice.WATCH


@pytest.mark.parametrize("state", LIVE)
def test_for_unfinished_work_nothing_is_proposed(state):
    assert proposed(state=state, keeps=True) is None


def test_what_was_watched_goes_on_being_watched():
    assert proposed(state=State.UNDER_WATCH, keeps=False) == Choice.WATCH


def test_an_answer_to_an_inspections_recommendation_is_kept_under_watch():
    assert is_kept_under_watch(is_standing=False, answers=[answered()])
    assert is_kept_under_watch(is_standing=False, answers=[answered(source="focused_visit")])


def test_a_standing_duty_is_kept_under_watch():
    assert is_kept_under_watch(is_standing=True, answers=[])


@pytest.mark.parametrize(
    "other",
    [answered(kind="for_development"), answered(source="survey"), answered(has_number=False)],
    ids=["no recommendation", "no inspection", "a paragraph beside numbered recommendations"],
)
def test_other_answers_are_not(other):
    assert not is_kept_under_watch(is_standing=False, answers=[other])


def test_where_an_inspection_numbers_nothing_each_of_its_recommendations_counts():
    assert is_kept_under_watch(is_standing=False, answers=[answered(has_number=False, source_numbers=False)])


@pytest.mark.parametrize("state", sorted(OUT))
def test_nothing_is_offered_for_what_has_left_the_work_already(state):
    assert offered(state) == ()


def test_a_choice_made_while_an_action_was_blue_falls_away_when_it_is_reopened():
    assert standing_choice(chosen="leave", state=State.IN_PROGRESS, keeps=False) is None
    assert standing_choice(chosen="leave", state=State.ASSURED, keeps=True) == Choice.LEAVE


@pytest.mark.parametrize("choice", [Choice.CARRY, Choice.REWORD, Choice.MERGE, Choice.WITHDRAW])
def test_a_complete_action_is_not_carried_over_as_work(choice):
    with pytest.raises(RuleBroken, match="complete"):
        check(choice, state=State.ASSURED, reason="It would be nice to have.")


def test_new_words_must_be_new():
    with pytest.raises(RuleBroken, match="new words"):
        check(Choice.REWORD, wording="Ring each family. ")
    check(Choice.REWORD, wording="Ring each family and each carer.")


@pytest.mark.parametrize("into", [None, 9])
def test_merging_names_an_action_of_the_plan_that_is_worked_on(into):
    with pytest.raises(RuleBroken, match="merged into"):
        check(Choice.MERGE, into=into)


def test_an_action_is_not_merged_into_itself():
    with pytest.raises(RuleBroken, match="itself"):
        check(Choice.MERGE, into=1)


def test_withdrawing_needs_a_reason_in_a_sentence():
    with pytest.raises(RuleBroken, match="withdrawn"):
        check(Choice.WITHDRAW, reason="Old.")
    check(Choice.WITHDRAW, reason="The school it names has closed.")


def test_taking_what_is_watched_out_of_sight_needs_a_reason():
    with pytest.raises(RuleBroken, match="nobody looks"):
        check(Choice.LEAVE, state=State.ASSURED, keeps=True)
    check(Choice.LEAVE, state=State.ASSURED, keeps=False)


def test_an_end_that_moves_needs_a_reason():
    with pytest.raises(RuleBroken, match="end moves"):
        check(Choice.CARRY, moves_end=True)


def row(action, choice, state=State.IN_PROGRESS, priority=0, into=None, ref=""):
    return Row(action, f"1.{action}", state, choice, into, priority, ref)


def test_a_refresh_is_not_done_while_something_was_not_considered():
    assert why_not_done([row(1, Choice.CARRY), row(2, None)], {}) == {2: "It was not considered."}


def test_what_left_the_work_before_needs_no_consideration():
    assert why_not_done([row(1, None, state=State.WITHDRAWN)], {}) == {}


def test_an_action_merges_only_into_one_that_goes_on():
    rows = [row(1, Choice.MERGE, into=2), row(2, Choice.WITHDRAW)]
    assert why_not_done(rows, {}) == {1: "It is merged into 1.2, which is not carried over itself."}


def test_merging_in_a_chain_is_refused():
    rows = [row(1, Choice.MERGE, into=2), row(2, Choice.MERGE, into=3), row(3, Choice.CARRY)]
    assert set(why_not_done(rows, {})) == {1}


def test_an_action_of_a_dropped_priority_needs_another_place():
    assert "not kept" in why_not_done([row(1, Choice.CARRY, priority=None)], {})[1]
    assert why_not_done([row(1, Choice.WITHDRAW, priority=None)], {}) == {}


def test_two_actions_of_the_new_plan_have_two_refs():
    rows = [row(1, Choice.CARRY), row(2, Choice.CARRY)]
    assert set(why_not_done(rows, {1: "2.3", 2: "2.3"})) == {1, 2}


def test_refs_run_in_each_priority_with_what_is_watched_last():
    rows = [row(1, Choice.WATCH, state=State.ASSURED), row(2, Choice.CARRY), row(3, Choice.CARRY, priority=1)]
    assert propose_refs(rows, {0: "1", 1: "4"}, renumbers=True) == {2: "1.1", 3: "4.1", 1: "1.2"}


def test_a_ref_somebody_gave_is_kept_and_not_given_twice():
    rows = [row(1, Choice.CARRY), row(2, Choice.CARRY, ref="1.1")]
    assert propose_refs(rows, {0: "1"}, renumbers=True) == {1: "1.2", 2: "1.1"}


def test_without_renumbering_old_refs_stay():
    assert propose_refs([row(7, Choice.CARRY)], {0: "1"}, renumbers=False) == {7: "1.7"}


CHOICES = st.sampled_from([None, *Choice])
STATES = st.sampled_from(list(State))


@given(st.lists(st.tuples(CHOICES, STATES), max_size=40))
def test_figures_add_up_once_everything_was_considered(pairs):
    rows = [
        row(number, standing_choice(chosen=chosen or "", state=state, keeps=False), state=state, into=0)
        for number, (chosen, state) in enumerate(pairs)
    ]
    unconsidered = sum(one.choice is None and one.state not in OUT for one in rows)
    assert sum(count(rows).values()) == len(rows) - unconsidered
    assert set(count(rows)) == {name for name, _ in FIGURES}


@given(st.lists(st.tuples(st.sampled_from(sorted(GOES_ON)), st.integers(0, 3)), max_size=60))
def test_proposed_refs_are_never_given_twice(pairs):
    rows = [row(number, choice, priority=place) for number, (choice, place) in enumerate(pairs)]
    refs = propose_refs(rows, {place: str(place + 1) for place in range(4)}, renumbers=True)
    assert len(set(refs.values())) == len(rows)


@pytest.mark.parametrize(("old", "new"), [("blue", "green"), ("green", "blue")])
def test_no_mapping_completes_an_action_or_takes_its_completion_away(old, new):
    with pytest.raises(RuleBroken):
        check_mapping(old=old, new=new, word="Done")


def test_other_words_may_change_their_meaning():
    check_mapping(old="green", new="amber", word="On course")


def test_three_colours_and_completed_become_four():
    old = [
        OldWord(1, "Completed", "blue", "completed_on_paper", "", True, False),
        OldWord(2, "Amber", "amber", "in_progress", "help in sight", True, True),
        OldWord(3, "Green", "green", "in_progress", "going on", True, True),
        OldWord(4, "Blue", "blue", "completed_on_paper", "", False, False),
    ]
    new, mapping = propose_words(old, USUAL)
    assert [one.word for one in new] == ["Blue", "Red", "Amber", "Green"]
    assert mapping == {1: 0, 4: 0, 2: 2, 3: 3}
    assert new[0].meaning == "fully completed"
    assert new[2].meaning == "help in sight"


def test_a_word_without_a_colour_is_kept_where_work_has_it():
    old = [
        OldWord(5, "Waiting", "none", "paused", "", False, True),
        OldWord(6, "Idle", "none", "paused", "", False, False),
    ]
    new, mapping = propose_words(old, USUAL)
    assert [one.word for one in new][4:] == ["Waiting"]
    assert mapping == {5: 4}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([("Blue", "blue"), ("Green", "green")], "amber and red"),
        ([("A", "blue"), ("a", "green"), ("B", "amber"), ("C", "red")], "same word"),
        ([("", "blue")], "its word"),
    ],
)
def test_a_plan_needs_a_word_for_each_colour(words, said):
    with pytest.raises(RuleBroken, match=said):
        check_words(words)


@pytest.mark.parametrize(
    ("name", "later"),
    [
        ("Service plan 2017-18", "Service plan 2018-19"),
        ("Service plan 2017-2018", "Service plan 2018-2019"),
        ("Harbour Plan", "Harbour Plan"),
        ("Plan 1999–00", "Plan 2000–01"),
    ],
)
def test_the_next_plan_is_called_as_this_one_a_year_on(name, later):
    assert next_name(name) == later


def test_the_next_plan_follows_on_and_is_as_long():
    period = next_period(date(2017, 4, 1), date(2018, 3, 31), on=date(2018, 5, 2))
    assert period == ("April 2018", "March 2019")
    assert next_period(None, None, on=date(2018, 5, 2)) == ("May 2018", "April 2019")


def test_what_is_watched_is_looked_at_after_six_months():
    assert recheck_day(date(2018, 8, 31)) == date(2019, 2, 28)


@pytest.mark.parametrize("state", sorted({*GONE_ON, State.UNDER_WATCH}))
def test_what_an_export_prints_for_a_row_that_left_is_read_again_as_that(state):
    assert read_status(status_cell(state, "Green"), {}, {}).state == state
    assert declared_colour(state=state, rating_colour="green") == "none"
    assert suggest(state=state, ends_on=date(2018, 3, 31), on=date(2018, 5, 2)).colour == "none"
