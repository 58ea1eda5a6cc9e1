"""The pages of a round at work, and where it stands on the pages a lead opens anyway."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from goldenthread.boards.commands.asking import decline_answer
from goldenthread.boards.commands.notes import add_note
from goldenthread.boards.commands.rounds import close_round
from goldenthread.boards.models import RoundNote, Supply
from goldenthread.identity.actor import Actor
from goldenthread.plan.commands.progress import Further, update_action
from goldenthread.plan.queries.unanswered import count_waiting
from tests.boards.asking.asked import MARCH, SAID, WHY, action, opened
from tests.cast import make_person
from tests.plan.makers import make_action, make_plan, make_rating

pytestmark = pytest.mark.django_db


def test_my_actions_says_what_a_round_asks_and_asks_again_for_what_was_said_before_it(page, plan, manager, lead):
    update_action(action=action(plan, "1.1"), note=SAID, rating=None, by=Actor(lead), at=timezone.now())
    page.sign_in(lead)
    assert "2 actions wait" in page.get("/my-actions/").html
    opened(plan, manager, at=timezone.now())
    shown = page.get("/my-actions/")
    assert "3 actions wait" in shown.html
    assert "0 of 3 answered" in shown.html


def test_a_promised_step_whose_month_has_passed_is_asked_for_first(page, plan, manager, lead):
    last_month = timezone.localdate().replace(day=1) - timedelta(days=1)
    further = Further(next_step="Visit the last two schools.", look_at=f"{last_month:%B %Y}")
    update_action(
        action=action(plan, "1.3"), note=SAID, rating=None, by=Actor(lead), further=further,
        at=timezone.now() - timedelta(days=80),
    )  # fmt: skip
    page.sign_in(lead)
    html = page.get("/my-actions/").html
    assert html.index("1.3") < html.index("1.1")
    assert "Visit the last two schools." in html


def test_what_was_declined_is_not_asked_for_again_while_its_round_is_open(page, plan, manager, lead):
    found = opened(plan, manager, at=timezone.now())
    page.sign_in(lead)
    assert "3 actions wait" in page.get("/my-actions/").html
    decline_answer(asked=found.asked.get(action="p1-1.1"), why=WHY, by=Actor(lead), at=timezone.now())
    assert "2 actions wait" in page.get("/my-actions/").html
    assert count_waiting(lead, on=timezone.localdate()) == 2
    close_round(round=found, by=manager, at=timezone.now(), missing_why=WHY)
    assert count_waiting(lead, on=timezone.localdate()) == 3


def test_the_pages_of_a_round_at_work_answer_everybody_who_reads_it(page, plan, manager, lead, senior):
    found = opened(plan, manager, at=timezone.now())
    add_note(round=found, kind="pressure", theme="staffing", text="Two posts stand empty.", by=Actor(lead), at=MARCH)
    auditor = make_person("Ann Auditor", roles=["auditor"])
    for reader in (manager.person, lead, auditor):
        page.sign_in(reader)
        for part in ("", "returns/", "return/", "moderation/"):
            page.get(f"/plans/sip/rounds/1/{part}")
    page.sign_in(auditor)
    page.post("/plans/sip/rounds/1/chase/", status=403)
    page.get("/plans/sip/rounds/1/moderation/p1-1.1/", status=403)
    page.sign_in(manager.person)
    page.send(
        page.get("/plans/sip/rounds/1/moderation/p1-1.1/"), {"word": str(make_rating(plan, "Amber").pk), "why": WHY}
    )
    assert "Amber" in page.get("/plans/sip/rounds/1/moderation/").html
    page.send(page.get("/plans/sip/rounds/1/returns/"))
    page.sign_in(lead)
    page.send(page.get("/plans/sip/rounds/1/decline/p1-1.1/"), {"why": WHY})
    page.send(page.get("/plans/sip/rounds/1/notes/add/"), {"kind": "achievement", "text": "All six schools signed up."})
    note = RoundNote.objects.get(kind="achievement")
    page.send(page.get("/plans/sip/rounds/1/return/"), press=f"note={note.pk}")
    assert RoundNote.objects.filter(withdrawn_at=None).count() == 1


def test_supplies_are_agreed_and_ended_on_their_page(page, plan, manager, partner):
    page.sign_in(manager.person)
    page.send(page.get("/plans/sip/supplies/"), {"person": partner.key, "what": "Waiting times by month"})
    shown = page.get("/plans/sip/supplies/")
    assert "Waiting times by month" in shown.html
    page.send(shown, action="/plans/sip/supplies/drop/", press=f"supply={Supply.objects.get().pk}")
    assert "Nothing is asked for yet" in page.get("/plans/sip/supplies/").html


def test_the_start_page_leads_to_the_round_that_asks_and_to_what_is_still_to_come(page, plan, manager, lead):
    opened(plan, manager, at=timezone.now())
    page.sign_in(lead)
    assert "0 of 3 answered" in page.get("/").html
    page.sign_in(manager.person)
    assert "answers still to come in round 1 of Harbour Plan" in page.get("/").html


def test_what_is_due_before_the_board_comes_first_on_my_actions(page, plan, manager, lead):
    other = make_plan(key="other", name="Quay Plan")
    make_action(other, ref="9.9", leads=[lead], ends_on=date(2020, 1, 31))
    page.sign_in(lead)
    first = page.get("/my-actions/").html
    assert first.index("9.9") < first.index("1.1")
    assert "Due before the board" not in first
    opened(plan, manager, at=timezone.now())
    then = page.get("/my-actions/").html
    due = then.index("Due before the board by 13 March 2026: 3")
    assert due < then.index("1.1") < then.index("The others you lead: 1")
    assert then.index("The others you lead: 1") < then.index("9.9")


def test_what_another_lead_answers_for_is_counted_apart(page, plan, manager, lead):
    make_action(plan, ref="1.7", leads=[make_person("Owen Pascoe"), lead], ends_on=date(2099, 1, 31))
    opened(plan, manager, at=timezone.now())
    page.sign_in(lead)
    shown = page.get("/my-actions/")
    assert "4 actions wait" in shown
    assert "0 of 3 answered. 1 more that you share waits for another lead, or for you." in shown


def test_actions_without_an_end_come_after_those_that_have_one(page, plan, lead):
    make_action(plan, ref="1.0", leads=[lead], ends_on=None)
    page.sign_in(lead)
    refs = page.get("/my-actions/").all("//section[@class='answer']//h3/span[@class='ref']/text()")
    assert refs == ["1.1", "1.2", "1.3", "1.0"]
