"""The rules around blue: how strong evidence is, when it is looked at again, what makes an action embedded."""

from datetime import date

import pytest

from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.assurance import (
    SHORT,
    Strength,
    check_contradicts,
    check_due,
    check_recheck,
    check_stands,
    check_strength,
    first_recheck,
    is_embedded,
    next_recheck,
)
from goldenthread.plan.states import State

SEEN = {"looked_at": "Case records of March", "records": 8, "said": "All eight show it."}


def test_blue_says_how_strong_its_evidence_is():
    check_strength("sample")
    with pytest.raises(RuleBroken, match="how strong"):
        check_strength("")
    with pytest.raises(RuleBroken, match="how strong"):
        check_strength("very")


def test_every_strength_has_a_short_word():
    assert set(SHORT) == set(Strength)


def test_the_first_look_again_is_in_three_months_and_the_next_in_six():
    assert first_recheck(date(2026, 11, 30)) == date(2027, 2, 28)
    assert next_recheck(date(2026, 8, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("results", "embedded"),
    [
        ([], False),
        (["holds"], False),
        (["holds", "holds"], True),
        (["slipped", "holds"], False),
        (["holds", "slipped"], False),
        (["holds", "slipped", "holds"], False),
        (["slipped", "holds", "holds"], True),
        (["holds", "holds", "holds"], True),
    ],
)
def test_two_clean_rechecks_in_a_row_make_an_action_embedded(results, embedded):
    assert is_embedded(results) is embedded


@pytest.mark.parametrize("due", [date(2026, 4, 2), date(2031, 4, 4)])
def test_a_recheck_is_set_for_a_day_to_come_that_somebody_will_remember(due):
    with pytest.raises(RuleBroken):
        check_due(due, on=date(2026, 4, 3))


def test_a_recheck_may_fall_due_today():
    check_due(date(2026, 4, 3), on=date(2026, 4, 3))


@pytest.mark.parametrize("state", [State.IN_PROGRESS, State.REPORTED_COMPLETE, State.WITHDRAWN, State.CARRIED_OVER])
def test_only_what_is_complete_is_looked_at_again(state):
    with pytest.raises(RuleBroken, match="completed action"):
        check_recheck(state=state, leads={1}, checkers={2}, **SEEN)


def test_what_is_under_watch_is_looked_at_again():
    check_recheck(state=State.UNDER_WATCH, leads={1}, checkers={2}, **SEEN)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"checkers": {1, 2}}, "somebody else"),
        ({"looked_at": " "}, "looked at"),
        ({"said": "Fine."}, "sentence"),
        ({"records": 0}, "how many"),
        ({"records": 100_001}, "how many"),
    ],
)
def test_whoever_looks_again_is_no_lead_and_says_what_was_seen(change, said):
    with pytest.raises(RuleBroken, match=said):
        check_recheck(**({"state": State.ASSURED, "leads": {1}, "checkers": {2}} | SEEN | change))


@pytest.mark.parametrize(
    ("state", "is_strength", "is_marked", "said"),
    [
        (State.WITHDRAWN, False, False, "no longer"),
        (State.MERGED, False, False, "no longer"),
        (State.ASSURED, True, False, "praises"),
        (State.ASSURED, False, True, "already"),
    ],
)
def test_what_cannot_contradict_an_action_is_refused(state, is_strength, is_marked, said):
    with pytest.raises(RuleBroken, match=said):
        check_contradicts(state=state, is_strength=is_strength, is_marked=is_marked)


def test_a_lead_does_not_say_that_her_own_action_stands():
    check_stands(reason="The audit read the files of another team.", leads={1}, deciders={2})
    with pytest.raises(RuleBroken, match="update"):
        check_stands(reason="The audit read the files of another team.", leads={1}, deciders={1})
    with pytest.raises(RuleBroken, match="sentence"):
        check_stands(reason="It does", leads={1}, deciders={2})
