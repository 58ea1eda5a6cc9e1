"""The figures of a round at work are what is owed at the time: no press moves them, and a closed round has its own."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from goldenthread.boards.commands.asking import add_supply, ask_for_answers, chase, decline_answer
from goldenthread.boards.commands.rounds import close_round
from goldenthread.boards.models import RoundLine
from goldenthread.boards.queries.owed import counted, is_owed_by
from goldenthread.boards.queries.returns import owed_by_one, owed_to
from goldenthread.boards.queries.round_now import as_it_stands
from goldenthread.identity.actor import Actor
from goldenthread.plan.commands.progress import confirm_unchanged, report_complete, send_back
from goldenthread.plan.states import State
from tests.boards.asking.asked import DUE, MARCH, SAID, WHY, action, opened, states
from tests.cast import make_person, make_post
from tests.plan.makers import make_action, make_rating

pytestmark = pytest.mark.django_db
LATER = MARCH + timedelta(days=1)


def figures(found):
    one = counted(owed_to(found, on=LATER.date()))
    return one.asked, one.waiting


@pytest.fixture
def sent_back(plan, manager, lead):
    """A round at work, after whose opening an action that had been reported complete was sent back."""
    report_complete(action=action(plan, "1.2"), note=SAID, by=Actor(lead), at=MARCH - timedelta(days=1))
    found = opened(plan, manager)
    other = Actor(make_person("Quincy Ofori", roles=["quality-assurance manager"]))
    send_back(action=action(plan, "1.2"), reason="The register shows two of nine schools.", by=other, at=LATER)
    return found


def test_an_action_that_is_sent_back_is_owed_at_once_and_a_chase_moves_no_figure(plan, manager, sent_back):
    assert "p1-1.2" not in set(sent_back.asked.values_list("action", flat=True))
    before = figures(sent_back)
    assert before == (3, 3)
    assert list(states(sent_back)) == ["p1-1.1", "p1-1.2", "p1-1.3"]
    ask_for_answers(round=sent_back, by=manager, at=LATER)
    chase(round=sent_back, by=manager, at=LATER)
    assert sent_back.asked.filter(action="p1-1.2").exists()
    assert figures(sent_back) == before


def test_what_came_since_the_opening_is_declined_like_the_rest(page, plan, manager, lead, sent_back):
    page.sign_in(lead)
    links = page.get(f"{sent_back.get_absolute_url()}return/").links()
    address = next(href for words, href in links.items() if words.endswith("for 1.2"))
    page.send(page.get(address), {"why": WHY})
    assert states(sent_back)["p1-1.2"] == "declined"
    assert sent_back.asked.get(action="p1-1.2").declined_why == WHY


def test_one_that_was_sent_back_and_reported_complete_once_more_counts_as_answered(plan, manager, lead, sent_back):
    report_complete(action=action(plan, "1.2"), note=SAID + " The last two too.", by=Actor(lead), at=LATER)
    assert states(sent_back)["p1-1.2"] == "returned"
    assert figures(sent_back) == (3, 2)


def test_an_action_added_to_the_plan_meanwhile_is_closed_as_not_answered(plan, manager, lead):
    found = opened(plan, manager)
    make_action(plan, ref="1.9", leads=[lead])
    closing = close_round(round=found, by=manager, at=LATER, missing_why=WHY)
    assert RoundLine.objects.get(closing=closing, action="p1-1.9").returned == "missing"
    assert len(closing.missing) == 4


def test_a_chase_says_who_is_written_to_now_who_hears_in_a_digest_and_whom_nothing_reaches(
    page, plan, manager, lead, partner, partner_leads, settings
):
    settings.MAIL_SERVER, settings.DIGEST_HOUR = object(), 24  # the digest of the day is still ahead
    make_action(plan, ref="2.2", leads=[make_person("Nobody Known", account=False)])
    opened(plan, manager, at=timezone.now() - timedelta(days=2))
    page.sign_in(manager.person)
    told = page.get(page.post(f"/plans/{plan.key}/rounds/1/chase/", {}).location).text
    day = f"{timezone.localdate():%A}"
    assert f"2 people were reminded: 1 in the digest of {day} at 24:00 and 1 within a minute." in told
    assert "No e-mail address is known for Nobody Known" in told


def test_a_second_chase_of_a_day_reminds_nobody_and_counts_who_was_reminded_already(plan, manager, partner_leads, lead):
    found = opened(plan, manager)
    first = chase(round=found, by=manager, at=LATER)
    again = chase(round=found, by=manager, at=LATER + timedelta(hours=1))
    assert (first.people, first.already, sum(count for _, count in first.goes)) == (2, 0, 2)
    assert (again.people, again.already) == (0, 2)


def test_a_closed_round_says_on_both_pages_in_the_same_figures_who_had_not_answered(
    page, plan, manager, lead, partner, partner_leads
):
    make_rating(plan, "Green")
    add_supply(plan=plan, person=partner, what="Waiting times by month", by=manager)
    found = opened(plan, manager)
    confirm_unchanged(action=action(plan, "1.1"), by=Actor(lead), at=LATER)
    decline_answer(asked=found.asked.get(action="p1-1.3"), why=WHY, by=Actor(lead), at=LATER)
    close_round(round=found, by=manager, at=LATER, missing_why=WHY)  # before the day answers were due
    confirm_unchanged(action=action(plan, "1.2"), by=Actor(lead), at=LATER + timedelta(days=3))
    assert LATER.date() < DUE
    page.sign_in(manager.person)
    shown = page.get(found)
    returns = page.get(f"{found.get_absolute_url()}returns/")
    assert re.search(r"\b2 ?had not been answered", shown.text)
    assert "2 had not been answered, 1 declined, 0 answered late, 1 answered in time" in returns.text
    assert "1 supply by partners had not come" in returns.text
    assert "waited for" not in returns.text.lower()
    assert "Missing" not in returns.text


def test_an_open_round_counts_what_was_sent_back_among_what_a_closing_would_miss(plan, sent_back):
    row = next(line for line in as_it_stands(sent_back, on=LATER.date()).lines if line.action == "p1-1.2")
    assert (row.returned, row.state) == ("missing", State.IN_PROGRESS)


def test_what_one_person_owes_is_the_same_however_it_is_asked(plan, manager, lead, senior, partner, sent_back):
    holder = make_person("Wyn Holder")
    post = make_post("Head of the front door", holder=holder)
    make_action(plan, ref="1.8").leads.create(post=post, is_accountable=True, position=0)
    both = make_action(plan, ref="1.9", leads=[lead, senior], accountable=1)
    add_supply(plan=plan, person=partner, what="Waiting times by month", by=manager)
    ask_for_answers(round=sent_back, by=manager, at=LATER)
    assert both.key in {item.asked.action for item in owed_by_one(sent_back, senior, on=LATER.date())}
    everything = owed_to(sent_back, on=LATER.date())
    for person, count in ((lead, 3), (senior, 1), (holder, 1), (partner, 1), (manager.person, 0)):
        found = owed_by_one(sent_back, person, on=LATER.date())
        same = [item for item in everything if is_owed_by(item, person)]
        assert len(found) == count
        assert [replace(item, ref="") for item in found] == [replace(item, ref="") for item in same]
