"""What counts as the sentence beside a rating, where a lacking one is given, and actions that nobody leads."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from goldenthread.boards.asking_words import LAST_CALL
from goldenthread.boards.commands.asking import chase
from goldenthread.boards.commands.rounds import close_round, open_round, plan_round
from goldenthread.boards.queries.owed import counted
from goldenthread.boards.queries.returns import owed_to
from goldenthread.bodies.models import Body, Kind
from goldenthread.identity.actor import Actor
from goldenthread.notices.models import Notice
from goldenthread.plan.commands.dates import ask_new_end, decide_new_end
from goldenthread.plan.commands.progress import confirm_unchanged, report_complete, update_action
from goldenthread.plan.leaving import items_owed
from tests.boards.asking.asked import DATES, DUE, MARCH, SAID, WHY, action, opened, states, the_link
from tests.cast import make_person, make_scope
from tests.plan.makers import make_action, make_priority

pytestmark = pytest.mark.django_db
MOVES = "The school opens in September."
SENTENCE = "The last school answers by the end of March."


def ended(plan, ref="1.1"):
    plan.actions.filter(ref=ref).update(ends_on=date(2026, 1, 31))
    return action(plan, ref)


def wanted(found, on=DUE):
    return counted(owed_to(found, on=on)).unexplained


def test_a_reported_completion_with_its_note_lacks_no_sentence(plan, manager, lead):
    found = opened(plan, manager)
    report_complete(action=ended(plan), note=SAID, by=Actor(lead), at=MARCH)
    assert states(found)["p1-1.1"] == "returned"
    assert wanted(found) == 0


def test_the_reason_of_a_request_for_a_new_end_is_the_sentence_until_it_is_declined(plan, manager, lead):
    found, by = opened(plan, manager), Actor(lead)
    alone = ask_new_end(action=ended(plan), end="October 2026", reason=MOVES, by=by, at=MARCH)
    update_action(action=ended(plan, "1.2"), note=SAID, rating=None, by=by, at=MARCH)
    assert wanted(found) == 1
    later = MARCH + timedelta(hours=2)
    beside = ask_new_end(action=action(plan, "1.2"), end="October 2026", reason=MOVES, by=by, at=later)
    assert wanted(found) == 0
    for change in (alone, beside):
        decide_new_end(change=change, approve=False, note="The inspector said June.", by=manager, at=later)
    assert wanted(found) == 2


def test_a_sentence_that_is_lacking_is_given_where_the_list_says_so(page, plan, manager, lead):
    now = timezone.now()
    found = opened(plan, manager, at=now)
    plan.actions.filter(ref="1.1").update(ends_on=timezone.localdate() - timedelta(days=60))
    update_action(action=action(plan, "1.1"), note=SAID, rating=None, by=Actor(lead), at=now)
    page.sign_in(lead)
    path = "/plans/sip/rounds/1/why/p1-1.1/"
    assert page.get("/plans/sip/rounds/1/return/").all(f"//a[@href='{path}']")
    assert "In a sentence" in page.get(path).html
    assert "better than its dates" in page.send(page.get(path), {"despite": "Soon."}, status=422).text
    page.send(page.get(path), {"despite": SENTENCE})
    assert wanted(found, on=timezone.localdate()) == 0
    said = action(plan, "1.1").updates.get()
    assert (said.text, said.despite) == (SAID, SENTENCE)
    assert SENTENCE in page.get(f"{action(plan, '1.1').get_absolute_url()}history/").html


def test_a_request_for_a_new_end_is_something_said_since_the_round_before(page, plan, manager, lead):
    first = opened(plan, manager, at=MARCH)
    close_round(round=first, by=manager, at=MARCH + timedelta(days=1), missing_why=WHY)
    second, by = opened(plan, manager, at=MARCH + timedelta(days=30)), Actor(lead)
    later = MARCH + timedelta(days=31)
    ask_new_end(action=action(plan, "1.1"), end="October 2026", reason=MOVES, by=by, at=later)
    close_round(round=second, by=manager, at=later + timedelta(days=1), missing_why=WHY)
    page.sign_in(manager.person)
    assert "3 unfinished actions said nothing since round 1" in page.get("/plans/sip/rounds/2/").text
    third = opened(plan, manager, at=later + timedelta(days=30))
    close_round(round=third, by=manager, at=later + timedelta(days=31), missing_why=WHY)
    line = third.closings.get().lines.get(action="p1-1.1")
    assert line.returned == "late"  # the request still waits for its decision
    assert "3 unfinished actions said nothing since round 2" in page.get("/plans/sip/rounds/3/").text


def test_the_manager_finds_the_field_on_the_returns_and_nobody_else_opens_it(page, plan, manager, lead):
    opened(plan, manager, at=timezone.now())
    plan.actions.filter(ref="1.1").update(ends_on=timezone.localdate() - timedelta(days=60))
    update_action(action=action(plan, "1.1"), note=SAID, rating=None, by=Actor(lead), at=timezone.now())
    path = "/plans/sip/rounds/1/why/p1-1.1/"
    page.sign_in(manager.person)
    assert page.get("/plans/sip/rounds/1/returns/").all(f"//a[@href='{path}']")
    page.sign_in(make_person("Harriet Coe", roles=["director"]))
    page.get(path, status=403)


def test_actions_without_a_lead_are_no_person(page, plan, manager, lead):
    now = timezone.now()
    for ref in ("1.6", "1.7"):
        make_action(plan, ref=ref, leads=[], ends_on=date(2026, 6, 30))
    found = opened(plan, manager, at=now)
    chased = chase(round=found, by=manager, at=now + timedelta(days=1))
    assert (chased.unreached, chased.leaderless) == ((), 2)
    page.sign_in(manager.person)
    shown = page.get("/plans/sip/rounds/1/returns/")
    assert "2 actions have no lead: choose one" in shown.text
    assert shown.all("//a[@href='/plans/sip/actions/p1-1.6/leads/']")
    page.send(shown, action="/plans/sip/rounds/1/chase/")
    assert "2 actions have no lead: choose one below" in page.get("/plans/sip/rounds/1/returns/").html
    close_round(round=found, by=manager, at=now + timedelta(days=2), missing_why=WHY)
    text = page.get("/plans/sip/rounds/1/").text
    assert "2 have no lead" in text
    assert "Nobody 2" not in text


def test_a_ref_that_two_actions_have_says_under_which_priority_each_stands(page, plan, manager, lead):
    make_action(plan, ref="1.1", priority=make_priority(plan, number="7"), leads=[lead], ends_on=date(2026, 6, 30))
    found = opened(plan, manager)
    assert sorted(item.ref for item in owed_to(found, on=DUE)) == ["1.1 Priority 1", "1.1 Priority 7", "1.2", "1.3"]
    page.sign_in(manager.person)
    assert "1.1 Priority 7" in page.get("/plans/sip/rounds/1/returns/").text
    names = [name for name, _ in items_owed(lead)]
    assert [name.partition(": ")[2][:20] for name in names if " 1.1 " in name] == [
        "1.1 (Priority 1) Rin", "1.1 (Priority 7) Rin",
    ]  # fmt: skip


def test_what_is_due_names_the_board_and_the_day(page, plan, manager, lead):
    board = Body.objects.create(key="board", name="Harbour Board", kind=Kind.BOARD, scope=make_scope("body", "board"))
    made = plan_round(plan=plan, board=board, dates=DATES, by=manager)
    open_round(round=made, by=manager, at=timezone.now())
    page.sign_in(lead)
    assert "Due before the Harbour Board by 13 March 2026: 3" in page.get("/my-actions/").text


def test_a_reminder_speaks_in_the_tense_of_its_day_and_names_what_is_owed(plan, manager, lead):
    found = opened(plan, manager)
    confirm_unchanged(action=action(plan, "1.2"), by=Actor(lead), at=MARCH)
    update_action(action=ended(plan), note=SAID, rating=None, by=Actor(lead), at=MARCH)
    chase(round=found, by=manager, at=MARCH + timedelta(days=5))
    before = Notice.objects.get(kind="round-reminder").text
    assert "still waits for 1 answer and 1 sentence on why it is better than its dates from you, due by 13" in before
    assert "were due" not in before
    assert f"1.3 {action(plan, '1.3').wording}" in before
    assert "1.2" not in before
    chase(round=found, by=manager, at=MARCH + timedelta(days=15))
    after = Notice.objects.filter(kind="round-reminder").order_by("pk").last().text
    assert "which were due by 13 March 2026" in after


def test_a_reminder_names_words_only_to_whoever_may_see_the_plan(plan, manager, partner, partner_leads):
    found = opened(plan, manager)
    chase(round=found, by=manager, at=MARCH + timedelta(days=5))
    chase(round=found, by=manager, at=MARCH + timedelta(days=6), kind=LAST_CALL)
    told = Notice.objects.filter(person=partner).exclude(kind="round-asked")
    assert told.count() == 2
    for one in told:
        assert "2.1" in one.text
        assert partner_leads.wording not in one.text


def test_whoever_answers_by_a_link_gives_a_lacking_sentence_there(client, plan, manager, partner, partner_leads):
    now = timezone.now()
    found = opened(plan, manager, at=now)
    plan.actions.filter(ref="2.1").update(ends_on=timezone.localdate() - timedelta(days=60))
    update_action(action=action(plan, "2.1"), note=SAID, rating=None, by=manager, at=now)
    chase(round=found, by=manager, at=now + timedelta(days=1))
    shown = client.get(the_link(partner)).content.decode()
    assert f'name="a{partner_leads.pk}-despite"' in shown
