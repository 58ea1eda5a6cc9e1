"""What a closing keeps: answers and what was missing, the board's own ratings, notes; and what changed since."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from goldenthread.boards.commands.asking import add_supply, decline_answer
from goldenthread.boards.commands.moderation import drop_moderation, moderate_rating
from goldenthread.boards.commands.notes import add_note, answer_pressure, withdraw_note
from goldenthread.boards.commands.rounds import close_round, moderate_round, open_round, plan_round
from goldenthread.boards.models import MonitoringRound, RoundNote
from goldenthread.boards.queries.notes import pressures_before
from goldenthread.boards.queries.since import changed_since
from goldenthread.bodies.models import Body, Kind, Membership
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.notices.models import Notice
from goldenthread.plan.commands.dates import ask_new_end, decide_new_end
from goldenthread.plan.commands.progress import Further, confirm_unchanged, update_action
from goldenthread.plan.models import PlanBoard
from tests.boards.asking.asked import DATES, MARCH, SAID, WHY, action, opened
from tests.cast import make_person, make_scope
from tests.plan.makers import make_action, make_rating

pytestmark = pytest.mark.django_db


def test_closing_is_refused_while_something_is_missing_unless_somebody_says_why(plan, manager, lead):
    found = opened(plan, manager)
    confirm_unchanged(action=action(plan, "1.1"), by=Actor(lead), at=MARCH)
    with pytest.raises(RuleBroken, match="2 answers the round asked for are missing"):
        close_round(round=found, by=manager, at=MARCH + timedelta(days=1))
    closing = close_round(round=found, by=manager, at=MARCH + timedelta(days=1), missing_why=WHY)
    assert closing.missing_why == WHY
    assert [one["who"] for one in closing.missing] == ["Devika Rao", "Devika Rao"]
    returned = dict(closing.lines.values_list("action", "returned"))
    assert (returned["p1-1.1"], returned["p1-1.2"], returned["p1-1.4"]) == ("returned", "missing", "")
    assert not Notice.objects.filter(withdrawn_at=None).exists()


def test_nothing_missing_closes_in_one_press(plan, manager, lead):
    found = opened(plan, manager)
    for ref in ("1.1", "1.2", "1.3"):
        confirm_unchanged(action=action(plan, ref), by=Actor(lead), at=MARCH)
    assert close_round(round=found, by=manager, at=MARCH).missing_why == ""


def test_a_closing_keeps_everything_a_return_held(plan, manager, lead):
    found = opened(plan, manager)
    further = Further(
        figure="84%", next_step="Visit the last two schools.", look_at="April 2026", needs="A second worker."
    )
    update_action(action=action(plan, "1.1"), note=SAID, rating=None, by=Actor(lead), at=MARCH, further=further)
    closing = close_round(round=found, by=manager, at=MARCH, missing_why=WHY)
    line = closing.lines.get(action="p1-1.1")
    assert (line.figure, line.figure_number, line.look_at) == ("84%", 84, "April 2026")
    assert (line.next_step, line.needs, line.said) == ("Visit the last two schools.", "A second worker.", SAID)


def test_the_boards_rating_stands_beside_the_officers_and_both_are_kept(plan, manager):
    found, amber = opened(plan, manager), make_rating(plan, "Amber", colour="amber")
    with pytest.raises(RuleBroken, match="differently"):
        moderate_rating(round=found, action=action(plan, "1.1"), word=amber, why="No", by=manager, at=MARCH)
    why = "The audit of January says otherwise."
    made = moderate_rating(round=found, action=action(plan, "1.1"), word=amber, why=why, by=manager, at=MARCH)
    line = close_round(round=found, by=manager, at=MARCH, missing_why=WHY).lines.get(action="p1-1.1")
    assert (line.declared, line.board_colour, line.board_word, line.board_why) == ("green", "amber", "Amber", why)
    with pytest.raises(RuleBroken):
        drop_moderation(moderation=made, by=manager, at=MARCH)


def test_a_lead_does_not_speak_for_the_board(plan, manager, lead):
    found, amber = opened(plan, manager), make_rating(plan, "Amber", colour="amber")
    with pytest.raises(NotAllowed):
        moderate_rating(round=found, action=action(plan, "1.1"), word=amber, why=WHY, by=Actor(lead), at=MARCH)


def test_a_boards_chair_sees_its_round_in_moderation_and_weighs_it_and_other_members_do_not(page, plan, manager):
    board = Body.objects.create(key="board", name="Board", kind=Kind.BOARD, scope=make_scope("body", "board", "Board"))
    PlanBoard.objects.create(plan=plan, body=board, written="Board")
    chair, member = (make_person(name, roles=["board member"]) for name in ("Harriet Coe", "Marta Quine"))
    for person, office in ((chair, "chair"), (member, "member")):
        Membership.objects.create(body=board, person=person, office=office, starts_on=date(2020, 1, 1))
    made = plan_round(plan=plan, board=board, dates=DATES, by=manager)
    open_round(round=made, by=manager, at=MARCH)
    amber = make_rating(plan, "Amber", colour="amber")
    page.sign_in(chair)
    page.get("/plans/sip/rounds/1/", status=404)
    moderate_round(round=MonitoringRound.objects.get(), by=manager, at=MARCH)
    page.send(page.get("/plans/sip/rounds/1/moderation/p1-1.1/"), {"word": str(amber.pk), "why": WHY})
    assert made.moderations.get().by == chair
    page.sign_in(member)
    page.get("/plans/sip/rounds/1/", status=404)


def test_a_pressure_named_at_one_closing_is_asked_about_at_the_next(plan, manager, lead):
    first, by = opened(plan, manager), Actor(lead)
    add_note(round=first, kind="achievement", text="All six schools signed up.", by=by, at=MARCH)
    add_note(round=first, kind="pressure", theme="staffing", text="Two posts stand empty.", by=by, at=MARCH)
    dropped = add_note(round=first, kind="pressure", theme="data", text="The list comes late.", by=by, at=MARCH)
    withdraw_note(note=dropped, by=by, at=MARCH)
    closing = close_round(round=first, by=manager, at=MARCH, missing_why=WHY)
    assert [(note["kind"], note["theme"]) for note in closing.notes] == [("achievement", ""), ("pressure", "Staffing")]
    second = opened(plan, manager, at=MARCH + timedelta(days=90))
    asked = pressures_before(second)
    assert [one.note.text for one in asked] == ["Two posts stand empty."]
    with pytest.raises(RuleBroken, match="what has changed"):
        answer_pressure(round=second, pressure=asked[0].note, standing="gone", text="", by=by, at=MARCH)
    answer_pressure(round=second, pressure=asked[0].note, standing="gone", text="Both are filled now.", by=by, at=MARCH)
    assert pressures_before(second) == []
    assert RoundNote.objects.get(round=second).follows == asked[0].note


def test_a_pressure_of_which_nothing_is_said_stands_in_the_closing_and_says_so(plan, manager, lead):
    first = opened(plan, manager)
    add_note(round=first, kind="pressure", theme="data", text="The list comes late.", by=Actor(lead), at=MARCH)
    close_round(round=first, by=manager, at=MARCH, missing_why=WHY)
    second = opened(plan, manager, at=MARCH + timedelta(days=90))
    closing = close_round(round=second, by=manager, at=MARCH + timedelta(days=95), missing_why=WHY)
    note = closing.notes[0]
    assert (note["text"], note["before"]) == ("The list comes late.", "in round 1.")
    assert note["standing"] == "Nothing was said of it this time"


def test_what_changed_since_is_told_beside_the_paper_and_not_in_it(page, plan, manager, lead):
    found = opened(plan, manager, at=timezone.now())
    close_round(round=found, by=manager, at=timezone.now(), missing_why=WHY)
    page.sign_in(manager.person)
    paper = page.get("/plans/sip/rounds/1/").html
    assert "Nothing has changed since" in page.get("/plans/sip/rounds/1/since/").html
    amber = make_rating(plan, "Amber", colour="amber")
    update_action(action=action(plan, "1.1"), note=SAID, rating=amber, by=Actor(lead), at=timezone.now())
    plan.actions.filter(ref="1.2").delete()
    make_action(plan, ref="1.8", leads=[lead])
    changed = {one.ref: one for one in changed_since(found, reader=manager.person, on=timezone.localdate())}
    assert [one.label for one in changed["1.1"].differences] == ["Rating", "Last said"]
    assert (changed["1.2"].note, changed["1.8"].note) == ("Deleted since.", "Not in the paper: it was added since.")
    assert SAID in page.get("/plans/sip/rounds/1/since/").html
    assert re.sub(r'value="[^"]*"', "", page.get("/plans/sip/rounds/1/").html) == re.sub(r'value="[^"]*"', "", paper)


def test_what_a_round_was_closed_without_adds_up_on_its_page(page, plan, manager, lead, partner):
    add_supply(plan=plan, person=partner, what="Waiting times by month", by=manager)
    found = opened(plan, manager, at=timezone.now())
    plan.actions.filter(ref="1.1").update(ends_on=timezone.localdate() - timedelta(days=60))
    update_action(action=action(plan, "1.1"), note=SAID, rating=None, by=Actor(lead), at=timezone.now())
    close_round(round=found, by=manager, at=timezone.now(), missing_why=WHY)
    page.sign_in(manager.person)
    text = page.get("/plans/sip/rounds/1/").text
    whys = "2 have no answer, 1 has no sentence on why it is better than its dates, 1 has not been supplied by"
    assert f"{whys} a partner" in text
    assert "Devika Rao 3, Bronwen Ashe 1" in text


def test_the_reason_of_a_declined_answer_stands_on_the_page_the_board_reads(page, plan, manager, lead):
    found = opened(plan, manager)
    decline_answer(asked=found.asked.get(action="p1-1.1"), why="Counsel asks us to wait.", by=Actor(lead), at=MARCH)
    close_round(round=found, by=manager, at=MARCH, missing_why=WHY)
    page.sign_in(manager.person)
    assert "Counsel asks us to wait." in page.get("/plans/sip/rounds/1/").html


def test_whoever_rated_an_action_does_not_rate_it_for_the_board_in_another_name(plan, manager, lead):
    found, amber = opened(plan, manager), make_rating(plan, "Amber", colour="amber")
    helper, chair = make_person("Idris Hale"), make_person("Harriet Coe", roles=["director"])
    one = action(plan, "1.1")
    update_action(action=one, note=SAID, rating=None, by=Actor(helper, lead), at=MARCH)
    for somebody in (Actor(helper, chair), Actor(lead, chair), Actor(helper, manager.person)):
        with pytest.raises(RuleBroken, match="for the board"):
            moderate_rating(round=found, action=one, word=amber, why=WHY, by=somebody, at=MARCH)
    made = moderate_rating(round=found, action=one, word=amber, why=WHY, by=Actor(chair), at=MARCH)
    with pytest.raises(RuleBroken, match="for the board"):
        drop_moderation(moderation=made, by=Actor(helper, chair), at=MARCH)


def test_whoever_manages_a_plan_and_answered_for_an_action_leaves_its_weighing_to_another(plan, manager):
    found, amber = opened(plan, manager), make_rating(plan, "Amber", colour="amber")
    one = action(plan, "1.1")
    update_action(action=one, note=SAID, rating=None, by=manager, at=MARCH)
    with pytest.raises(RuleBroken, match="Whoever rated this action"):
        moderate_rating(round=found, action=one, word=amber, why=WHY, by=manager, at=MARCH)


def test_nobody_decides_on_her_own_request_for_a_later_end_by_acting_for_the_manager(plan, manager, lead):
    for ref, asking in (("1.1", Actor(lead)), ("1.2", Actor(make_person("Idris Hale"), lead))):
        change = ask_new_end(
            action=action(plan, ref), end="October 2026", reason="The school opens in September.", by=asking, at=MARCH
        )
        with pytest.raises(RuleBroken, match="Somebody else decides"):
            decide_new_end(change=change, approve=True, note="", by=Actor(asking.person, manager.person), at=MARCH)
        assert decide_new_end(change=change, approve=True, note="", by=manager, at=MARCH).decided_at


def test_whoever_acts_for_the_manager_moves_a_date_as_the_manager_would(plan, manager):
    helper = Actor(make_person("Idris Hale"), manager.person)
    change = ask_new_end(
        action=action(plan, "1.1"), end="October 2026", reason="The school opens in September.", by=helper, at=MARCH
    )
    assert change.decision == "approved"


def test_in_moderation_a_chair_sees_first_what_there_is_to_weigh_and_what_is_asked_of_the_board(
    page, plan, manager, lead
):
    now, address = timezone.now(), "/plans/sip/rounds/1/"
    plan.actions.update(ends_on=date(2099, 3, 31))
    plan.actions.filter(ref="1.1").update(ends_on=date(2020, 3, 31))
    plan.actions.filter(ref="1.2").update(rating=make_rating(plan, "Amber", colour="amber"))
    found = opened(plan, manager, at=now - timedelta(days=1))
    asks = Further(needs="A second worker before June.")
    update_action(action=action(plan, "1.2"), note=SAID, rating=None, by=Actor(lead), at=now, further=asks)
    page.sign_in(manager.person)
    assert "For you to weigh" not in page.get(address)
    moderate_round(round=MonitoringRound.objects.get(pk=found.pk), by=manager, at=now)
    shown = page.get(address)
    heads = [heading.text_content() for heading in shown.all("//main//h2")]
    assert heads[:2] == ["For you to weigh", "Asked of the board"]
    told = {
        row[1].text_content(): row[0].text_content() for row in shown.all("//section[@aria-labelledby='weigh']//li")
    }
    assert told == {
        "rated better than their dates suggest: does the board agree?": "1",
        "past their end, of 4 unfinished": "1",
        "red": "0",
        "amber": "1",
        "asked of the board": "1",
    }
    assert "1.2 Amber A second worker before June." in shown
    weighed = page.get(f"{address}moderation/")
    heads = [heading.text_content() for heading in weighed.all("//main//h2")]
    assert heads == ["Better than their dates suggest: 1", "All others: 3"]
    assert weighed.text.count("Nothing was said of it in this round.") == 3
    assert "Asks the board: A second worker before June." in weighed


def test_an_answer_that_was_handed_on_stands_in_the_closing_under_who_owed_it_then(page, plan, manager, lead, partner):
    add_supply(plan=plan, person=partner, what="Waiting times by month", by=manager)
    found = opened(plan, manager, at=timezone.now())
    plan.actions.update(ends_on=timezone.localdate() + timedelta(days=60))
    other = make_person("Owen Hartley", roles=["lead officer"])
    plan.actions.get(ref="1.2").leads.update(person=other)
    confirm_unchanged(action=action(plan, "1.1"), by=Actor(lead), at=timezone.now())
    confirm_unchanged(action=action(plan, "1.2"), by=Actor(other), at=timezone.now())
    page.sign_in(manager.person)
    at_work = page.get("/plans/sip/rounds/1/returns/")
    close_round(round=found, by=manager, at=timezone.now(), missing_why=WHY)
    then = page.get("/plans/sip/rounds/1/returns/")
    for shown in (at_work, then):
        assert "3 answers and 1 supply asked for" in shown
        headings = [one.text_content().strip() for one in shown.all("//main//h2")]
        assert sorted(headings) == ["Bronwen Ashe", "Devika Rao", "Owen Hartley"]
    plan.actions.get(ref="1.2").leads.update(person=lead)
    again = page.get("/plans/sip/rounds/1/returns/")
    assert re.sub(r'value="[^"]*"', "", again.html) == re.sub(r'value="[^"]*"', "", then.html)
