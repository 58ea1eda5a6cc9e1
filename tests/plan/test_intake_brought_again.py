"""A paper that was taken before and comes again: it turns nothing back that was changed here since."""

import pytest

from goldenthread.intake.commands import Meant
from goldenthread.plan.commands.structure import change_action
from goldenthread.plan.intake import compare_paper, correct_paper, reading_of
from goldenthread.plan.models import Action
from tests.importing.papers import NOON, accepted, as_text, desk, staged, the_plan
from tests.plan.papers_back import came_back, proposals, take, with_row

pytestmark = pytest.mark.django_db


def turned_back(content=None):
    """A plan from a paper, changed by an export that came back and on the page; then the paper comes again."""
    plan = the_plan()
    take(came_back(plan, {("p1-1.1", "Action"): "Ring each family within one day.", ("p1-1.3", "RAG status"): "Red"}))
    change_action(action=plan.actions.get(key="p1-1.4"), wording="Ask families four times a year.", by=desk())
    return plan, staged(content)


def older(of):
    return {(one.edit.action, one.edit.column) for one in compare_paper(of, reading_of(of), desk().acting).older}


SINCE = {("p1-1.1", "action"), ("p1-1.3", "status"), ("p1-1.4", "action")}


@pytest.mark.parametrize("again", [None, as_text() + b"\n"])
def test_a_paper_that_was_taken_before_does_not_turn_back_what_was_changed_here_since(again):
    plan, of = turned_back(again)
    assert of.receipt["changes"] == {"new": 0, "changed": 0, "gone": 0, "same": 7}
    assert proposals(of) == {}
    assert older(of) == SINCE
    before = list(Action.objects.filter(plan=plan).order_by("pk").values("wording", "rating__word", "version"))
    done = take(of)
    assert {(one.edit.action, one.edit.column) for one in done.left} == SINCE
    assert all("changed here since this paper" in one.why_left for one in done.left)
    assert list(Action.objects.filter(plan=plan).order_by("pk").values("wording", "rating__word", "version")) == before


def test_the_same_paper_with_another_cell_changed_proposes_that_cell_alone():
    plan, of = turned_back(with_row("1.2", action="Print a poster for every school."))
    assert set(proposals(of)) == {("p1-1.2", "action")}
    assert older(of) == SINCE
    take(of)
    assert plan.actions.get(key="p1-1.1").wording == "Ring each family within one day."
    assert plan.actions.get(key="p1-1.2").wording == "Print a poster for every school."


def test_what_was_changed_here_since_is_taken_back_where_somebody_says_so():
    plan, of = turned_back()
    correct_paper(of=of, corrections=[Meant("choice", "p1-1.4|action", "paper")], by=desk(), at=NOON)
    assert of.receipt["changes"]["changed"] == 1
    take(of)
    assert plan.actions.get(key="p1-1.4").wording == "Ask families twice a year."
    assert plan.actions.get(key="p1-1.1").wording == "Ring each family within one day."


def test_a_first_paper_brought_again_after_a_second_turns_nothing_back_and_the_third_follows_the_second(plan):
    accepted(with_row("1.1", action="Ring each family within one day."))
    for first in (as_text(), as_text() + b"\n"):
        assert accepted(first).counts["same"] == 7
        assert plan.actions.get(key="p1-1.1").wording == "Ring each family within one day."
    change_action(action=plan.actions.get(key="p1-1.1"), wording="Ring every family within one day.", by=desk())
    third = staged(with_row("1.1", action="Ring each family within one day.", status="Amber"))
    assert set(proposals(third)) == {("p1-1.1", "status")}


def test_a_file_that_was_corrected_on_its_review_does_not_undo_the_correction_when_it_comes_again():
    of = staged()
    where = reading_of(of).actions[0].where
    correct_paper(
        of=of, corrections=[Meant("cell", f"{where}|action", "Ring each family within a day.")], by=desk(), at=NOON
    )
    plan = take(of).plan
    again = staged()
    assert proposals(again) == {}
    take(again)
    assert plan.actions.get(key="p1-1.1").wording == "Ring each family within a day."


def test_a_correction_laid_over_a_paper_that_comes_again_is_a_change(plan):
    of = staged()
    where = reading_of(of).actions[0].where
    correct_paper(
        of=of, corrections=[Meant("cell", f"{where}|action", "Ring each family within a day.")], by=desk(), at=NOON
    )
    assert set(proposals(of)) == {("p1-1.1", "action")}
    take(of)
    assert plan.actions.get(key="p1-1.1").wording == "Ring each family within a day."
