"""What was typed while somebody else closed the round, or took it up again: told back with who was first."""

import pytest
from django.utils import timezone

from goldenthread.boards.commands.asking import decline_answer
from goldenthread.boards.commands.notes import add_note, answer_pressure
from goldenthread.boards.commands.rounds import close_round, reopen_round
from goldenthread.boards.models import MonitoringRound
from goldenthread.identity.actor import Actor
from goldenthread.plan.commands.dates import ask_new_end
from goldenthread.plan.commands.progress import report_complete
from tests.boards.asking.asked import WHY, opened
from tests.cast import make_person
from tests.plan.makers import make_rating

pytestmark = pytest.mark.django_db
ROUND = "/plans/sip/rounds/1/"
REASON = "The audit of January says otherwise."


def other_manager() -> Actor:
    return Actor(make_person("Owen Hartley", roles=["service manager"]))


def test_a_boards_reason_typed_while_the_round_was_closed_comes_back_with_who_closed_it(page, plan, manager):
    found, amber = opened(plan, manager, at=timezone.now()), make_rating(plan, "Amber", colour="amber")
    page.sign_in(manager.person)
    form = page.get(f"{ROUND}moderation/p1-1.1/")
    close_round(round=found, by=other_manager(), at=timezone.now(), missing_why=WHY)
    told = page.send(form, {"word": str(amber.pk), "why": REASON}, status=409)
    assert "Round 1 was closed meanwhile by Owen Hartley" in told
    assert "Amber" in told
    assert REASON in told
    assert not found.moderations.exists()
    assert page.get(f"{ROUND}moderation/p1-1.1/", status=302).location == ROUND


def test_of_two_who_close_a_round_the_second_is_told_who_did_and_keeps_her_reason(page, plan, manager):
    found = opened(plan, manager, at=timezone.now())
    page.sign_in(manager.person)
    form = page.get(f"{ROUND}close/")
    close_round(round=found, by=other_manager(), at=timezone.now(), missing_why=WHY)
    told = page.send(form, {"missing_why": "Two are on leave until Monday."}, status=409)
    assert "closed meanwhile by Owen Hartley" in told
    assert "Two are on leave until Monday." in told
    pressed = page.post(f"{ROUND}move/", {"to": "closed"}, status=422)
    assert "closed meanwhile by Owen Hartley" in pressed
    assert found.closings.count() == 1


def test_of_two_who_take_a_round_up_again_the_second_keeps_her_words(page, plan, manager):
    found = opened(plan, manager, at=timezone.now())
    close_round(round=found, by=manager, at=timezone.now(), missing_why=WHY)
    page.sign_in(manager.person)
    form = page.get(f"{ROUND}correct/")
    reopen_round(round=found, why="The date of 1.2 is wrong.", by=other_manager(), at=timezone.now())
    told = page.send(form, {"why": "Two ratings were typed wrongly."}, status=409)
    assert "taken up again meanwhile, because: The date of 1.2 is wrong." in told
    assert "Two ratings were typed wrongly." in told


def test_of_two_who_say_what_became_of_a_pressure_the_second_keeps_her_words(page, plan, manager, lead):
    first = opened(plan, manager, at=timezone.now())
    note = add_note(
        round=first, kind="pressure", theme="staffing", text="Two posts stand empty.", by=manager, at=timezone.now()
    )
    close_round(round=first, by=manager, at=timezone.now(), missing_why=WHY)
    second = opened(plan, manager, at=timezone.now())
    page.sign_in(manager.person)
    form = page.get("/plans/sip/rounds/2/pressures/1/")
    said = {"round": second, "pressure": note, "standing": "gone", "text": "Both are filled now."}
    answer_pressure(**said, by=Actor(lead), at=timezone.now())
    told = page.send(form, {"standing": "eased", "text": "One of them is filled."}, status=409)
    assert "Somebody else has said meanwhile what became of this pressure" in told
    assert "One of them is filled." in told
    assert "Eased" in told
    assert MonitoringRound.objects.get(number=2).notes.count() == 1


def test_an_answer_sent_after_the_closing_says_that_it_is_not_in_that_round(page, plan, manager, lead):
    found = opened(plan, manager, at=timezone.now())
    page.sign_in(lead)
    form = page.get("/my-actions/")
    close_round(round=found, by=manager, at=timezone.now(), missing_why=WHY)
    number = plan.actions.get(ref="1.3").pk
    typed = {f"a{number}-note": "Both teams were trained.", f"a{number}-despite": "The last school comes on Monday."}
    saved = page.follow(page.send(form, typed, action="/my-actions/"))
    assert "1 answer saved. Answered: 1.3." in saved.html
    assert "Round 1 of Harbour Plan was closed meanwhile by Miriam Bell" in saved.html
    assert "it is not in that round" in saved.html
    again = page.get("/my-actions/")
    assert "closed meanwhile" not in again.html


def test_a_new_end_that_was_asked_for_is_heard_in_moderation_and_so_is_a_refusal(page, plan, manager, lead):
    found = opened(plan, manager, at=timezone.now())
    ask_new_end(
        action=plan.actions.get(ref="1.1"), end="May 2027", reason="The supplier is late.", by=Actor(lead),
        at=timezone.now(),
    )  # fmt: skip
    asked = found.asked.get(action="p1-1.2")
    decline_answer(asked=asked, why="It waits for the court.", by=Actor(lead), at=timezone.now())
    page.sign_in(manager.person)
    told = page.get(f"{ROUND}moderation/").text
    assert "A new end date was asked for: The supplier is late." in told
    assert "Declined: It waits for the court." in told
    assert told.count("Nothing was said of it in this round.") == 2


def test_moderation_says_of_what_was_reported_complete_that_it_was(page, plan, manager, lead):
    opened(plan, manager, at=timezone.now())
    report_complete(
        action=plan.actions.get(ref="1.1"), note="All six schools were told.", by=Actor(lead), at=timezone.now()
    )
    page.sign_in(manager.person)
    assert "Reported complete, waits for a second person; rated until then:" in page.get(f"{ROUND}moderation/")
