"""Decisions of a board: noted, or become findings and instructions that wait; corrected, never altered."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from goldenthread.boards.commands.decisions import Wording, correct_decision, enter_decision
from goldenthread.boards.commands.meetings import add_paper
from goldenthread.boards.models import BoardDecision, BoardMeeting
from goldenthread.boards.queries.decisions import action_named
from goldenthread.bodies.models import Membership
from goldenthread.identity.models import Person
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.models import Entry
from goldenthread.plan.commands.progress import update_action
from goldenthread.plan.models import ActionFinding, Succession
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.states import State
from goldenthread.sources.commands import decide_finding
from goldenthread.sources.kinds import Answer, SourceKind
from goldenthread.sources.models import Finding, Source
from tests.boards.boards import make_board, make_meeting, make_seat
from tests.boards.meetings.meetings import EVENING, MARCH, instruct, lines
from tests.cast import by, give_role
from tests.plan.makers import make_action, make_plan

pytestmark = pytest.mark.django_db
Becomes = BoardDecision.Becomes


def test_a_decision_for_information_asks_nobody(board, chair):
    meeting = make_meeting(board)
    made = enter_decision(meeting=meeting, wording=Wording("Noted with thanks."), by=chair, at=EVENING)
    assert (made.number, made.finding, Source.objects.count()) == (1, None, 0)
    with pytest.raises(RuleBroken, match="has no day"):
        enter_decision(meeting=meeting, wording=Wording("Noted.", due_on=date(2026, 6, 1)), by=chair, at=EVENING)


def test_a_decision_that_asks_becomes_a_finding_of_the_meeting_as_a_source(board, chair, cast):
    meeting = make_meeting(board)
    for text in ("Publish waiting times.", "Ask young people."):
        wording = Wording(text, Becomes.FINDING, due_on=date(2026, 6, 1))
        enter_decision(meeting=meeting, wording=wording, by=chair, at=EVENING)
    source = Source.objects.get()
    assert (source.kind, source.body, source.first_on) == (SourceKind.DIRECTION, board.body, MARCH)
    assert source.address == meeting.get_absolute_url()
    assert list(source.findings.values_list("number", "text", "due_on")) == [
        ("1", "Publish waiting times.", date(2026, 6, 1)),
        ("2", "Ask young people.", date(2026, 6, 1)),
    ]
    assert [line.standing for line in lines(meeting, cast.director)] == ["Waits for an answer by 1 June 2026"] * 2
    assert [line.is_late for line in lines(meeting, cast.director, on=date(2026, 6, 2))] == [True, True]


def test_the_chair_directs_as_the_board_and_both_names_stand_in_the_entry(board, chair, plan):
    instruct(make_meeting(board), plan, chair)
    raised = Entry.objects.get(what="sources.finding_raised")
    assert (raised.who, raised.for_whom) == (chair.key, "system-boards")
    assert Entry.objects.get(what="plan.finding_answered").who == chair.key
    entered = Entry.objects.get(what="boards.decision_entered")
    assert (entered.who, entered.for_whom) == (chair.key, "")


def test_an_instruction_stands_on_its_action_and_waits_until_a_lead_says_something(board, chair, plan, cast):
    meeting, action = make_meeting(board), plan.actions.get(ref="1.1")
    manager = by(cast.service_manager)
    update_action(
        action=action, note="All families were rung.", rating=None, by=manager, at=EVENING - timedelta(hours=1)
    )
    made = instruct(meeting, plan, chair)
    assert (made.plan, made.action) == (plan, action.key)
    assert ActionFinding.objects.get().action == action
    assert lines(meeting, cast.director)[0].waits
    action.refresh_from_db()
    update_action(
        action=action, note="Nine of ten were rung again.", rating=None, by=manager, at=EVENING + timedelta(days=3)
    )
    (line,) = lines(meeting, cast.director)
    assert (line.waits, line.standing) == (False, "Answered on 15 March 2026 by Joan Fairley")
    assert line.answer == "Nine of ten were rung again."


def test_who_may_not_read_the_plan_sees_that_it_was_answered_and_not_the_words(board, chair, plan, cast):
    meeting, action = make_meeting(board), plan.actions.get(ref="1.1")
    instruct(meeting, plan, chair)
    note = "Nine of ten were rung again."
    update_action(action=action, note=note, rating=None, by=by(cast.service_manager), at=EVENING + timedelta(days=3))
    (line,) = lines(meeting, cast.clerk)
    assert (line.waits, line.answer, line.action_url, line.finding_url) == (False, "", "", "")


def test_an_instruction_on_an_action_that_is_withdrawn_waits_again(board, chair, plan, cast):
    meeting = make_meeting(board)
    instruct(meeting, plan, chair)
    plan.actions.update(state=State.WITHDRAWN)
    (line,) = lines(meeting, cast.director)
    assert line.waits
    assert "no longer worked on" in line.standing
    with pytest.raises(RuleBroken, match="no longer part of its plan"):
        instruct(meeting, plan, chair)


def test_a_finding_that_is_declined_with_a_reason_waits_no_more(board, chair, cast):
    meeting = make_meeting(board)
    enter_decision(meeting=meeting, wording=Wording("Publish it.", Becomes.FINDING), by=chair, at=EVENING)
    why = "Families could be recognised."
    decide_finding(finding=Finding.objects.get(), answer=Answer.DECLINED, reason=why, by=by(cast.director))
    (line,) = lines(meeting, cast.director)
    assert (line.waits, line.answer) == (False, why)


def test_a_board_instructs_only_on_plans_it_monitors_and_on_no_draft(board, chair, plan):
    meeting = make_meeting(board)
    foreign = make_action(make_plan(), ref="1.1")
    wording = Wording("Ring again.", Becomes.INSTRUCTION, action=foreign)
    with pytest.raises(RuleBroken, match="does not monitor"):
        enter_decision(meeting=meeting, wording=wording, by=chair, at=EVENING)
    with pytest.raises(RuleBroken, match="Name the action"):
        enter_decision(meeting=meeting, wording=Wording("Ring.", Becomes.INSTRUCTION), by=chair, at=EVENING)
    plan.stage = Stage.DRAFT
    plan.save(update_fields=["stage"])
    with pytest.raises(RuleBroken, match="does not monitor"):
        instruct(meeting, plan, chair)
    assert not Finding.objects.exists()


@pytest.mark.parametrize("state", [BoardMeeting.State.PLANNED, BoardMeeting.State.CANCELLED])
def test_nothing_is_decided_before_a_meeting_was_held(board, chair, state):
    meeting = make_meeting(board)
    BoardMeeting.objects.filter(pk=meeting.pk).update(state=state, cancelled_why="The chair is ill.")
    meeting.refresh_from_db()
    with pytest.raises(RuleBroken, match="once the meeting was held"):
        enter_decision(meeting=meeting, wording=Wording("Noted."), by=chair, at=EVENING)


def test_a_correction_leaves_the_first_discharges_what_it_asked_and_asks_anew(board, chair, plan, cast):
    meeting = make_meeting(board)
    first = instruct(meeting, plan, chair)
    wording = Wording("Ring every second family.", Becomes.FINDING)
    made = correct_decision(
        decision=first, wording=wording, why="The minutes had it wrong.", by=chair, at=EVENING + timedelta(days=1)
    )
    first.refresh_from_db()
    assert first.text == "Ring every family again."
    assert first.finding.answer == Answer.DISCHARGED
    assert "The minutes had it wrong." in first.finding.answer_reason
    assert not ActionFinding.objects.exists()
    assert made.finding.text == "Ring every second family."
    assert [line.standing for line in lines(meeting, cast.director)] == [
        "Corrected by decision 2",
        "Waits for an answer",
    ]
    with pytest.raises(RuleBroken, match="corrected already"):
        correct_decision(decision=first, wording=wording, why="It was wrong again.", by=chair, at=EVENING)
    with pytest.raises(RuleBroken, match="in a sentence"):
        correct_decision(decision=made, wording=wording, why="Wrong.", by=chair, at=EVENING)


def test_a_correction_that_asks_for_the_same_keeps_its_finding(board, chair, plan):
    meeting = make_meeting(board)
    paper = add_paper(meeting=meeting, title="Data", address="https://example.org/d", by=chair, at=EVENING)
    first = instruct(meeting, plan, chair)
    wording = Wording(first.text, Becomes.INSTRUCTION, paper=paper, action=plan.actions.get(ref="1.1"))
    made = correct_decision(decision=first, wording=wording, why="It was on another paper.", by=chair, at=EVENING)
    assert (made.finding, Finding.objects.count()) == (first.finding, 1)
    assert made.finding.answer == Answer.OPEN


def test_no_command_alters_a_decision_and_the_database_refuses_a_correction_without_reason(board, chair, cast):
    meeting = make_meeting(board)
    first = enter_decision(meeting=meeting, wording=Wording("Noted."), by=chair, at=EVENING)
    with pytest.raises(IntegrityError), transaction.atomic():
        meeting.decisions.create(number=2, text="Other.", corrects=first, entered_by=cast.clerk, entered_at=EVENING)
    with pytest.raises(IntegrityError), transaction.atomic():
        meeting.decisions.create(number=2, text="Ring.", becomes="finding", entered_by=cast.clerk, entered_at=EVENING)


def test_a_ref_that_stands_twice_is_refused_with_the_keys_to_choose_from(plan):
    second = make_action(plan, ref="1.1", priority=plan.priorities.get())
    first = plan.actions.exclude(pk=second.pk).get()
    with pytest.raises(RuleBroken, match=f"{first.key}, {second.key}"):
        action_named(plan, " 1.1 ")
    assert action_named(plan, second.key.upper()) == second
    with pytest.raises(RuleBroken, match=r"no action 9\.9 in Harbour Plan"):
        action_named(plan, "9.9")


def test_an_answer_may_be_due_on_the_day_of_the_meeting_and_not_before(board, chair):
    meeting = make_meeting(board)
    wording = Wording("Publish it.", Becomes.FINDING, due_on=date(2026, 3, 11))
    with pytest.raises(RuleBroken, match="due before the meeting"):
        enter_decision(meeting=meeting, wording=wording, by=chair, at=EVENING)
    enter_decision(meeting=meeting, wording=Wording("Publish.", Becomes.FINDING, due_on=MARCH), by=chair, at=EVENING)


def test_a_board_with_a_long_name_can_ask_for_many_things_in_one_meeting(plan, cast):
    """Keys of findings begin with the key of their source, which is cut where it is long."""
    board = make_board("Partnership Board for the Improvement of Children and Family Services", plans=(plan,))
    make_seat(board, cast.board_member, Membership.Office.CHAIR)
    give_role(cast.board_member, "board member", scope=board.body.scope)
    meeting, chair = make_meeting(board), by(cast.board_member)
    for number in (1, 2, 3):
        wording = Wording(f"Report figure {number} to the next meeting.", Becomes.FINDING)
        enter_decision(meeting=meeting, wording=wording, by=chair, at=EVENING)
    assert len({decision.finding.key for decision in meeting.decisions.select_related("finding")}) == 3


def carried(action, plan, how="carry", state=State.CARRIED_OVER):
    """The row of another plan in which an action goes on from the day after the meeting."""
    heir = make_action(plan, ref=f"{plan.actions.count() + 1}.7", leads=None)
    manager = Person.objects.get(name="Joan Fairley")
    Succession.objects.create(
        action=action, successor=heir, how=how, on=MARCH, by=manager, at=EVENING + timedelta(days=1)
    )
    action.state = state
    action.save(update_fields=["state"])
    return heir


def test_an_instruction_follows_its_action_into_the_next_plan_and_is_answered_there(board, chair, plan, cast):
    meeting = make_meeting(board)
    instruct(meeting, plan, chair)
    heir = carried(plan.actions.get(), make_plan(key="next", name="Harbour Plan 2026-27"))
    (line,) = lines(meeting, cast.director)
    assert (line.waits, line.standing) == (True, "Waits for an answer")
    assert line.action == "1.7 of Harbour Plan 2026-27, 1.1 when it was named"
    assert line.action_url == heir.get_absolute_url()
    answered = {"note": "Nine of ten were rung again.", "rating": None, "by": by(cast.service_manager)}
    update_action(action=heir, at=EVENING + timedelta(days=3), **answered)
    (line,) = lines(meeting, cast.director)
    assert (line.waits, line.answer) == (False, "Nine of ten were rung again.")


def test_what_was_answered_in_a_year_between_stays_answered(board, chair, plan, cast):
    meeting = make_meeting(board)
    instruct(meeting, plan, chair)
    between = carried(plan.actions.get(), make_plan(key="next"))
    note = {"note": "Nine of ten were rung again.", "rating": None, "by": by(cast.service_manager)}
    update_action(action=between, at=EVENING + timedelta(days=3), **note)
    last = carried(between, make_plan(key="last", name="Last Plan"))
    (line,) = lines(meeting, cast.director)
    assert (line.waits, line.answer) == (False, "Nine of ten were rung again.")
    assert line.action_url == last.get_absolute_url()


def test_what_was_said_of_another_action_before_both_were_merged_answers_nothing(board, chair, plan, cast):
    meeting = make_meeting(board)
    instruct(meeting, plan, chair)
    new = make_plan(key="next")
    heir = carried(plan.actions.get(), new, "merge", State.MERGED)
    foreign = make_action(make_plan(key="foreign"), ref="5.5")
    note = {"note": "Another thing was done.", "rating": None, "by": by(cast.service_manager)}
    update_action(action=foreign, at=EVENING + timedelta(days=2), **note)
    foreign.refresh_from_db()
    Succession.objects.create(
        action=foreign, successor=heir, how="merge", on=MARCH, by=cast.service_manager, at=EVENING + timedelta(days=4)
    )
    assert lines(meeting, cast.director)[0].waits


def test_the_next_plan_is_not_named_to_who_may_not_read_it(board, chair, plan, cast):
    meeting = make_meeting(board)
    instruct(meeting, plan, chair)
    heir = carried(plan.actions.get(), make_plan(key="next", name="Secret Plan", stage=Stage.DRAFT))
    note = {"note": "Nine of ten were rung again.", "rating": None, "by": by(cast.service_manager)}
    update_action(action=heir, at=EVENING + timedelta(days=3), **note)
    (line,) = lines(meeting, cast.board_member)
    assert (line.action, line.waits, line.answer) == ("1.1 of Harbour Plan", False, "")
    assert "next" not in line.action_url


def test_a_correction_unties_the_row_in_which_the_work_goes_on(board, chair, plan):
    meeting = make_meeting(board)
    first = instruct(meeting, plan, chair)
    heir = carried(plan.actions.get(), make_plan(key="next"))
    ActionFinding.objects.create(action=heir, finding=first.finding)
    wording = Wording("Noted.")
    correct_decision(decision=first, wording=wording, why="The minutes had it wrong.", by=chair, at=EVENING)
    assert not ActionFinding.objects.exists()
