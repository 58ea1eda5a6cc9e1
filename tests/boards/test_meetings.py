"""Meetings of a board: planned, held, their papers, and decisions that become findings or instructions and wait."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from goldenthread.boards.commands.boards import add_standing_item, end_standing_item
from goldenthread.boards.commands.decisions import Wording, correct_decision, enter_decision
from goldenthread.boards.commands.meetings import (
    add_paper,
    cancel_meeting,
    change_meeting,
    hold_meeting,
    note_attendance,
    plan_meeting,
    title_of,
    withdraw_paper,
)
from goldenthread.boards.commands.rounds import RoundDates, close_round, open_round, plan_round, reopen_round
from goldenthread.boards.models import BoardDecision, BoardMeeting
from goldenthread.boards.queries.boards import items_of
from goldenthread.boards.queries.decisions import action_named, decision_lines
from goldenthread.bodies.models import Membership
from goldenthread.documents.models import StoredFile
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.models import Entry, Sight
from goldenthread.plan.commands.progress import update_action
from goldenthread.plan.models import ActionFinding
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.states import State
from goldenthread.sources.commands import decide_finding
from goldenthread.sources.kinds import Answer, SourceKind
from goldenthread.sources.models import Finding, Source
from tests.boards.boards import make_board, make_meeting, make_seat
from tests.cast import by, give_role, make_person
from tests.plan.makers import make_action, make_plan

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 12)
EVENING = datetime(2026, 3, 12, 18, tzinfo=UTC)
Becomes = BoardDecision.Becomes
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def plan():
    plan = make_plan(key="harbour", name="Harbour Plan")
    make_action(plan, ref="1.1")
    return plan


@pytest.fixture
def board(plan, cast):
    board = make_board(plans=(plan,))
    make_seat(board, cast.board_member, Membership.Office.CHAIR)
    give_role(cast.board_member, "board member", scope=board.body.scope)
    return board


@pytest.fixture
def chair(cast, board):
    return by(cast.board_member)


def closed_round(board, plan, manager, at=EVENING - timedelta(days=5)):
    dates = RoundDates(period_starts_on=date(2025, 12, 1), period_ends_on=date(2026, 2, 28))
    made = plan_round(plan=plan, board=board.body, dates=dates, by=by(manager))
    open_round(round=made, by=by(manager), at=at)
    return close_round(round=made, by=by(manager), at=at, missing_why="The lead was on leave.")


def lines(meeting, reader, on=MARCH):
    return decision_lines(meeting.decisions.select_related("finding__source", "plan"), reader, on=on)


def instruct(meeting, plan, chair, **fields):
    wording = Wording("Ring every family again.", Becomes.INSTRUCTION, action=plan.actions.get(ref="1.1"), **fields)
    return enter_decision(meeting=meeting, wording=wording, by=chair, at=EVENING)


def test_meetings_are_numbered_and_a_board_meets_once_a_day(board, chair):
    first = plan_meeting(board=board, on=MARCH, by=chair)
    with pytest.raises(RuleBroken, match="on that day already"):
        plan_meeting(board=board, on=MARCH, by=chair)
    cancel_meeting(meeting=first, why="The chair is ill.", by=chair)
    second = plan_meeting(board=board, on=MARCH, place=" Room  2 ", by=chair)
    assert (first.number, second.number, second.place) == (1, 2, "Room 2")


def test_only_a_planned_meeting_is_moved_cancelled_or_held(board, chair):
    meeting = make_meeting(board)
    for act in (
        lambda: change_meeting(meeting=meeting, on=date(2026, 4, 1), starts_at=None, place="", by=chair),
        lambda: cancel_meeting(meeting=meeting, why="The chair is ill.", by=chair),
        lambda: hold_meeting(meeting=meeting, there=board.body.memberships.all(), apologies=[], by=chair, at=EVENING),
    ):
        with pytest.raises(RuleBroken, match="This meeting is held"):
            act()


def test_a_meeting_of_tomorrow_was_not_held_and_one_without_anybody_neither(board, chair):
    meeting = plan_meeting(board=board, on=MARCH, by=chair)
    seats = list(board.body.memberships.all())
    with pytest.raises(RuleBroken, match="12 March 2026; it cannot have been held yet"):
        hold_meeting(meeting=meeting, there=seats, apologies=[], by=chair, at=EVENING - timedelta(days=1))
    with pytest.raises(RuleBroken, match="without anybody"):
        hold_meeting(meeting=meeting, there=[], apologies=seats, by=chair, at=EVENING)
    with pytest.raises(RuleBroken, match="there and have sent apologies"):
        hold_meeting(meeting=meeting, there=seats, apologies=seats, by=chair, at=EVENING)
    meeting.refresh_from_db()
    assert meeting.state == BoardMeeting.State.PLANNED


def test_who_was_there_stays_as_it_was_and_is_put_right_with_an_entry(board, chair, cast):
    parent = make_seat(board, cast.parent, Membership.Office.CO_OPTED)
    seats = list(board.body.memberships.exclude(pk=parent.pk))
    meeting = plan_meeting(board=board, on=MARCH, by=chair)
    hold_meeting(meeting=meeting, there=seats, apologies=[parent], others="Two students", by=chair, at=EVENING)
    Membership.objects.filter(pk=parent.pk).update(office=Membership.Office.MEMBER)
    row = meeting.attendance.get(person=cast.parent)
    assert (row.was_there, row.office, meeting.others) == (False, "Co-opted member", "Two students")
    note_attendance(meeting=meeting, there=[*seats, parent], apologies=[], by=chair)
    assert meeting.attendance.filter(was_there=True).count() == 2
    assert Entry.objects.filter(what="boards.attendance_noted").count() == 2


def test_standing_items_are_offered_and_those_of_a_meeting_held_are_kept(board, chair, cast):
    admin = by(cast.administrator)
    risks = add_standing_item(board=board, title="Risks", by=admin)
    add_standing_item(board=board, title="Voice of children", every=2, by=admin)
    first = plan_meeting(board=board, on=MARCH, by=chair)
    later = plan_meeting(board=board, on=date(2026, 5, 12), by=chair)
    last = plan_meeting(board=board, on=date(2026, 4, 12), by=chair)
    assert [[item.title for item in items_of(one)] for one in (first, last, later)] == [
        ["Risks", "Voice of children"], ["Risks"], ["Risks", "Voice of children"],
    ]  # fmt: skip
    cancel_meeting(meeting=last, why="Nobody can come.", by=chair)
    assert [item.title for item in items_of(later)] == ["Risks"]
    hold_meeting(meeting=first, there=board.body.memberships.all(), apologies=[], by=chair, at=EVENING)
    end_standing_item(item=risks, on=MARCH, by=admin)
    assert [item.title for item in first.items.all()] == ["Risks", "Voice of children"]
    assert items_of(later) == []


def test_a_paper_is_one_round_or_one_link_or_one_file(board, chair, plan, cast):
    meeting = make_meeting(board)
    closing = closed_round(board, plan, cast.service_manager)
    paper = add_paper(meeting=meeting, closing=closing, by=chair, at=EVENING)
    assert paper.title == "Round 1 of Harbour Plan: 1 December 2025 to 28 February 2026, as on 7 March 2026"
    add_paper(meeting=meeting, title="Minutes", address="https://example.org/minutes", by=chair, at=EVENING)
    with pytest.raises(RuleBroken, match="one closed round"):
        add_paper(meeting=meeting, title="Both", closing=closing, address="https://example.org/", by=chair, at=EVENING)
    with pytest.raises(RuleBroken, match="one closed round"):
        add_paper(meeting=meeting, title="Nothing", by=chair, at=EVENING)
    other = make_plan()
    foreign = closed_round(make_board("Other Board", plans=(other,)), other, cast.service_manager)
    with pytest.raises(RuleBroken, match="does not monitor the plan"):
        add_paper(meeting=meeting, closing=foreign, by=chair, at=EVENING)
    with pytest.raises(IntegrityError), transaction.atomic():
        meeting.papers.create(number=9, title="Nothing", added_by=cast.clerk, added_at=EVENING)


def test_a_paper_stays_the_round_as_it_was_closed_and_says_that_it_was_corrected(page, board, chair, plan, cast):
    meeting = make_meeting(board)
    closing = closed_round(board, plan, cast.service_manager)
    add_paper(meeting=meeting, closing=closing, by=chair, at=EVENING)
    manager = by(cast.service_manager)
    reopen_round(round=closing.round, why="The lead of 1.1 was mistaken.", by=manager, at=EVENING)
    closing.round.refresh_from_db()
    close_round(round=closing.round, by=manager, at=EVENING, missing_why="The lead was on leave.")
    page.sign_in(cast.director)
    shown = page.get(meeting)
    assert "closed again since, in correction" in shown.text
    assert title_of(closing) in shown.text


def test_a_withdrawn_paper_stays_in_the_list_with_the_reason(page, board, chair, cast):
    meeting = make_meeting(board)
    paper = add_paper(meeting=meeting, title="Draft", address="https://example.org/d", by=chair, at=EVENING)
    withdraw_paper(paper=paper, why="It names a child.", by=chair, at=EVENING)
    with pytest.raises(RuleBroken, match="already"):
        withdraw_paper(paper=paper, why="It names a child.", by=chair, at=EVENING)
    page.sign_in(cast.director)
    shown = page.get(meeting)
    assert "It names a child." in shown.text
    assert "example.org" not in shown.html


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


@pytest.mark.parametrize("part", ["auditor", "director", "lead_officer", "administrator", "nobody"])
def test_who_does_not_keep_meetings_changes_nothing(board, chair, cast, part):
    other, meeting = by(getattr(cast, part)), make_meeting(board)
    planned = make_meeting(board, on=date(2026, 4, 1), held=False)
    paper = add_paper(meeting=meeting, title="Data", address="https://example.org/d", by=chair, at=EVENING)
    made = enter_decision(meeting=meeting, wording=Wording("Noted."), by=chair, at=EVENING)
    for act in (
        lambda: plan_meeting(board=board, on=MARCH, by=other),
        lambda: change_meeting(meeting=planned, on=MARCH, starts_at=None, place="", by=other),
        lambda: cancel_meeting(meeting=planned, why="Ill.", by=other),
        lambda: hold_meeting(meeting=planned, there=[], apologies=[], by=other, at=EVENING),
        lambda: note_attendance(meeting=meeting, there=[], apologies=[], by=other),
        lambda: add_paper(meeting=meeting, title="Other", address="https://example.org/", by=other, at=EVENING),
        lambda: withdraw_paper(paper=paper, why="Wrong one.", by=other, at=EVENING),
        lambda: enter_decision(meeting=meeting, wording=Wording("Noted."), by=other, at=EVENING),
        lambda: correct_decision(decision=made, wording=Wording("No."), why="It was wrong.", by=other, at=EVENING),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_ref_that_stands_twice_is_refused_with_the_keys_to_choose_from(plan):
    second = make_action(plan, ref="1.1", priority=plan.priorities.get())
    first = plan.actions.exclude(pk=second.pk).get()
    with pytest.raises(RuleBroken, match=f"{first.key}, {second.key}"):
        action_named(plan, " 1.1 ")
    assert action_named(plan, second.key.upper()) == second
    with pytest.raises(RuleBroken, match=r"no action 9\.9 in Harbour Plan"):
        action_named(plan, "9.9")


def test_a_chair_plans_holds_and_decides_on_the_pages(page, board, chair, plan, cast):
    add_standing_item(board=board, title="What is stuck", by=by(cast.administrator))
    closing = closed_round(board, plan, cast.service_manager)
    page.sign_in(cast.board_member)
    page.send(page.get("/boards/harbour-board/meetings/add/"), {"on": "2026-03-12", "starts_at": "14:30"})
    shown = page.get("/boards/harbour-board/meetings/1/")
    assert "What is stuck" in shown.text
    assert "14:30" in shown.text
    page.send(page.get("/boards/harbour-board/meetings/1/papers/add/"), {"closing": str(closing.pk)})
    seat = board.body.memberships.get()
    page.send(page.get("/boards/harbour-board/meetings/1/held/"), {"there": [str(seat.pk)], "others": "Two students"})
    form = page.get("/boards/harbour-board/meetings/1/decisions/add/")
    wrong = {"text": "Ring again.", "becomes": "instruction", "plan": "harbour", "action": "9.9"}
    assert "no action 9.9" in page.send(form, wrong, status=422).text
    assert "Give the ref" in page.send(form, {"text": "Ring.", "becomes": "instruction"}, status=422).text
    page.send(form, {**wrong, "action": "1.1", "due_on": "2026-06-01", "paper": "1"})
    page.send(page.get("/boards/harbour-board/meetings/1/decisions/add/"), {"text": "Noted with thanks."})
    shown = page.get("/boards/harbour-board/meetings/1/")
    assert "Decided: 1 waits for an answer" in shown.text
    assert plan.actions.get().get_absolute_url() in shown.html
    assert closing.round.get_absolute_url() in shown.html
    form = page.get("/boards/harbour-board/meetings/1/decisions/2/correct/")
    page.send(form, {"text": "Noted.", "why": "Nobody was thanked there."})
    assert "Nobody was thanked there." in page.get("/boards/harbour-board/meetings/1/").text
    assert "Ring again." in page.get("/boards/harbour-board/").text


def test_the_clerk_enters_an_instruction_on_a_plan_she_does_not_read(page, board, plan, cast):
    make_meeting(board)
    page.sign_in(cast.clerk)
    form = page.get("/boards/harbour-board/meetings/1/decisions/add/")
    page.send(form, {"text": "Ring again.", "becomes": "instruction", "plan": "harbour", "action": "1.1"})
    shown = page.get("/boards/harbour-board/meetings/1/")
    assert "Ring again." in shown.text
    assert "/plans/" not in shown.html.partition("<main")[2]


def test_an_instruction_is_seen_on_the_page_of_its_action(page, board, chair, plan, cast):
    instruct(make_meeting(board), plan, chair)
    page.sign_in(cast.director)
    shown = page.get(plan.actions.get())
    assert "Ring every family again." in shown.text
    assert "Harbour Board, meeting of 12 March 2026" in shown.text


def test_a_file_is_kept_handed_out_as_a_download_and_noted(page, board, chair, cast):
    meeting = make_meeting(board)
    page.sign_in(cast.board_member)
    file = SimpleUploadedFile("Waiting times.csv", b"month,weeks\nMarch,4\n")
    page.send(page.get(f"{meeting.get_absolute_url()}papers/add/"), {"file": file})
    assert "Waiting times.csv" in page.get(meeting).text
    address = f"{meeting.get_absolute_url()}papers/1/file/"
    answer = page.get(address).response
    assert b"".join(answer.streaming_content) == b"month,weeks\nMarch,4\n"
    assert answer["Content-Disposition"].startswith("attachment")
    assert Sight.objects.filter(subject=f"{meeting.subject}/paper-1").exists()
    withdraw_paper(paper=meeting.papers.get(), why="It names a child.", by=chair, at=EVENING)
    page.get(address, status=404)


def test_a_file_of_a_paper_that_is_refused_is_not_kept(page, board, chair, cast):
    meeting = make_meeting(board)
    page.sign_in(cast.board_member)
    file = SimpleUploadedFile("Waiting times.csv", b"month,weeks\n")
    both = {"file": file, "address": "https://example.org/d"}
    assert "one closed round" in page.send(page.get(f"{meeting.get_absolute_url()}papers/add/"), both, status=422).text
    assert not StoredFile.objects.exists()


def test_an_outsider_is_given_no_paper_and_an_administrator_none(page, board, chair, cast):
    meeting = make_meeting(board)
    add_paper(meeting=meeting, title="Data", address="https://example.org/d", by=chair, at=EVENING)
    for person in (cast.nobody, cast.administrator, cast.councillor):
        page.sign_in(person)
        page.get(meeting, status=404)
        page.get(f"{meeting.get_absolute_url()}papers/1/file/", status=404)
    page.sign_in(cast.administrator)
    assert "Data" not in page.get("/boards/harbour-board/").text
    page.sign_in(cast.auditor)
    page.get(meeting)
    page.get(f"{meeting.get_absolute_url()}decisions/add/", status=403)


def test_words_of_people_are_escaped_on_the_pages(page, board, chair, cast):
    meeting = make_meeting(board, place=HOSTILE)
    enter_decision(meeting=meeting, wording=Wording(HOSTILE, Becomes.FINDING), by=chair, at=EVENING)
    page.sign_in(cast.director)
    for address in (meeting.get_absolute_url(), "/boards/harbour-board/", "/boards/"):
        assert HOSTILE not in page.get(address).html


def test_an_answer_may_be_due_on_the_day_of_the_meeting_and_not_before(board, chair):
    meeting = make_meeting(board)
    wording = Wording("Publish it.", Becomes.FINDING, due_on=date(2026, 3, 11))
    with pytest.raises(RuleBroken, match="due before the meeting"):
        enter_decision(meeting=meeting, wording=wording, by=chair, at=EVENING)
    enter_decision(meeting=meeting, wording=Wording("Publish.", Becomes.FINDING, due_on=MARCH), by=chair, at=EVENING)


def test_a_meeting_asks_as_much_of_the_database_for_twelve_decisions_as_for_two(page, board, chair, plan, cast):
    meeting = make_meeting(board)

    def more(count):
        for number in range(count):
            text = f"Ring again {meeting.decisions.count()}.{number}"
            wording = Wording(text, Becomes.INSTRUCTION, action=plan.actions.get(ref="1.1"))
            enter_decision(meeting=meeting, wording=wording, by=chair, at=EVENING)

    page.sign_in(cast.director)
    more(2)
    few = page.cost(meeting)
    more(10)
    assert page.cost(meeting) == few
    assert few < 30


def test_another_person_of_a_partner_reads_what_the_board_decided(page, board, chair):
    partner = make_person("Jo Marsh")
    make_seat(board, partner)
    meeting = make_meeting(board)
    enter_decision(meeting=meeting, wording=Wording("Noted with thanks."), by=chair, at=EVENING)
    page.sign_in(partner)
    assert "Noted with thanks." in page.get(meeting).text
    assert "Enter a decision" not in page.get(meeting).text


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
