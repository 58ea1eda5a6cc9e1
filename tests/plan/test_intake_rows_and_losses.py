"""The next version of a paper with rows that are new, gone, moved or back, and another head."""

from datetime import date

import pytest

from goldenthread.intake.models import State as ImportState
from goldenthread.ledger.queries import history
from goldenthread.plan.commands.paper import WouldLose
from goldenthread.plan.commands.progress import set_aside
from goldenthread.plan.models import Plan
from goldenthread.plan.states import State
from tests.importing.papers import EVENING, HEADER, accepted, as_text, desk, row, some_rows, staged
from tests.plan.papers_back import came_back, take

pytestmark = pytest.mark.django_db


def test_a_new_row_becomes_an_action_behind_the_one_above_it(plan):
    rows = some_rows()
    rows["Priority 1: Be heard early"].insert(1, row("1.1a", "Answer letters within a week.", aim=""))
    rows["Priority 3: Learn"] = [row("3.1", "Hold a learning day.", leads="NB")]
    done = accepted(as_text(rows))
    assert done.counts == {"new": 2, "changed": 0, "gone": 0, "same": 7}
    assert [action.key for action in plan.actions.in_paper_order()] == [
        "p1-1.1", "p1-1.1a", "p1-1.2", "p1-1.3", "p1-1.4", "p2-2.1", "p2-x1", "p2-2.1-2", "p3-3.1",
    ]  # fmt: skip
    keys = ("p1-1.1", "p1-1.1a", "p1-1.2")
    assert len({plan.actions.get(key=key).aim_id for key in keys}) == 1
    added = plan.actions.get(key="p3-3.1")
    assert (added.priority.title, added.leads.get().person.name) == ("Learn", "NB")
    assert staged(as_text(rows)).receipt["changes"]["same"] == 9


def test_a_new_row_never_takes_a_key_that_was_given_before(plan):
    rows = some_rows()
    rows["Priority 1: Be heard early"][0] = row("1.1", "Wholly another undertaking for boats.")
    of = staged(as_text(rows))
    assert of.receipt["changes"]["new"] == 1
    take(of, accept_losses=True)
    assert plan.actions.get(wording="Wholly another undertaking for boats.").key == "p1-1.1-2"


def test_a_paper_that_would_lose_actions_changes_nothing_until_the_losses_are_meant(plan):
    of = came_back(plan, {("p1-1.2", "Ref"): "1.02"}, without=["p1-1.1", "p2-x1"])
    assert of.receipt["changes"] == {"new": 0, "changed": 1, "gone": 2, "same": 4}
    with pytest.raises(WouldLose, match="2 actions of the plan are not in it") as refusal:
        take(of)
    assert refusal.value.exit_status == 3
    assert (of.state, plan.actions.get(key="p1-1.2").ref) == (ImportState.STAGED, "1.2")
    take(of, accept_losses=True)
    gone = plan.actions.get(key="p1-1.1")
    assert (gone.state, plan.actions.count()) == (State.WITHDRAWN, 7)
    line = history(gone.subject)[0]
    assert (line.what, line.why) == ("plan.paper_withdrew", "No longer in the paper export.xlsx")


def test_an_action_that_comes_back_into_the_paper_is_taken_up_again(plan):
    fewer = some_rows()
    del fewer["Priority 1: Be heard early"][3]
    accepted(as_text(fewer), accept_losses=True)
    assert plan.actions.get(key="p1-1.4").state == State.WITHDRAWN
    done = accepted(as_text())
    assert done.counts["changed"] == 1
    action = plan.actions.select_related("rating").get(key="p1-1.4")
    assert (action.state, action.rating.word) == (State.IN_PROGRESS, "Green")


def test_an_action_that_was_withdrawn_here_stays_so_when_the_old_paper_comes_again(plan):
    set_aside(
        action=plan.actions.get(key="p1-1.4"),
        state=State.WITHDRAWN,
        reason="Done by the region.",
        by=desk(),
        at=EVENING,
    )
    assert accepted().counts["same"] == 7
    assert plan.actions.get(key="p1-1.4").state == State.WITHDRAWN


def test_an_action_that_moved_to_another_priority_in_the_paper_moves(plan):
    rows = some_rows()
    moved = rows["Priority 1: Be heard early"].pop(3)
    rows["Priority 2: Keep safe"].append(moved)
    done = accepted(as_text(rows))
    assert done.counts == {"new": 0, "changed": 1, "gone": 0, "same": 6}
    assert plan.actions.select_related("priority").get(key="p1-1.4").priority.number == "2"


def test_a_changed_priority_and_a_changed_duration_are_taken_too(plan):
    rows = some_rows()
    rows = {title.replace("Be heard early", "Be heard at once"): actions for title, actions in rows.items()}
    header = HEADER | {
        "Duration": "April 2025 to June 2026",
        "Board responsible for monitoring action plan": "Quay Board",
    }
    assert accepted(as_text(rows, header=header)).counts["same"] == 7
    plan.refresh_from_db()
    assert [one.title for one in plan.priorities.all()] == ["Be heard at once", "Keep safe"]
    assert (plan.ends_on, [board.written for board in plan.boards.all()]) == (date(2026, 6, 30), ["Quay Board"])


def test_a_changed_line_of_the_header_block_is_taken_unless_the_plan_moved_on(plan):
    Plan.objects.filter(pk=plan.pk).update(owner_written="Director of Quays")
    accepted(as_text(header=HEADER | {"Frequency of monitoring/reporting": "Monthly", "Owner": "Head of Harbours"}))
    plan.refresh_from_db()
    assert (plan.reporting, plan.owner_written) == ("Monthly", "Director of Quays")
