"""Somebody whom no e-mail reaches answers by a link that is made in one press, shown once and handed to them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from goldenthread.boards.asking_words import REMINDER
from goldenthread.boards.commands.asking import add_supply, chase, hand_link, link_ends_at, use_link
from goldenthread.boards.commands.rounds import close_round
from goldenthread.boards.models import AnswerLink
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.models import Entry
from goldenthread.notices.models import Notice
from goldenthread.plan.models import Plan
from tests.boards.asking.asked import MARCH, SAID, WHY, opened, states
from tests.cast import make_person
from tests.plan.makers import make_action

pytestmark = pytest.mark.django_db

RETURNS = "/plans/sip/rounds/1/returns/"
SUPPLY = "Waiting times by month"


@pytest.fixture
def parent():
    return make_person("Ama Sefton", account=False)


@pytest.fixture
def parent_leads(plan, parent):
    return make_action(plan, ref="2.7", leads=[parent], ends_on=timezone.localdate() + timedelta(days=60))


def handed(page, parent):
    """Press the button on the page of the returns; the page on which the link is shown, and its address."""
    shown = page.get(RETURNS)
    made = page.send(shown, {}, action=f"{RETURNS}link/{parent.key}/", status=302)
    linked = page.get(made.location)
    (address,) = linked.tree.xpath("//textarea[@id='id_link']/text()")
    return linked, "/" + address.split("://", 1)[1].split("/", 1)[1]


def test_a_link_is_made_in_one_press_shown_once_and_answers_once_for_her_own_rows(
    page, plan, manager, parent, parent_leads
):
    found = opened(plan, manager, at=timezone.now())
    page.sign_in(manager.person)
    linked, path = handed(page, parent)
    assert "A link for Ama Sefton" in linked.html
    assert page.get(f"{RETURNS}link/{parent.key}/", status=302).location == RETURNS
    assert "a link was made" in page.get(RETURNS).text
    page.logout()
    answered = page.get(path)
    assert "2.7" in answered.html
    assert "1.1" not in answered.html
    assert "Thank you" in page.send(answered, {f"a{parent_leads.pk}-note": SAID}, status=200).html
    assert states(found, on=timezone.localdate())["p1-2.7"] == "late"
    assert "has been used" in page.get(path, status=410).html


def test_a_new_link_ends_the_one_before_and_each_is_in_the_record(page, plan, manager, parent, parent_leads):
    opened(plan, manager, at=timezone.now())
    page.sign_in(manager.person)
    _, first = handed(page, parent)
    _, second = handed(page, parent)
    page.logout()
    old = page.get(first, status=410).text
    assert "A newer link was made for you" in old
    assert "e-mail" not in old
    page.get(second)
    assert Entry.objects.filter(what="boards.answer_link_made", subject="round:sip/1").count() == 2


def test_a_link_opens_for_four_weeks_or_until_two_weeks_after_the_answers_were_due(
    page, plan, manager, parent, parent_leads
):
    found = opened(plan, manager)
    assert link_ends_at(found, MARCH) == MARCH + timedelta(days=28)
    found.returns_due_on = date(2026, 4, 10)
    assert link_ends_at(found, MARCH).astimezone(UTC) == datetime(2026, 4, 24, 22, 59, 59, 999999, tzinfo=UTC)
    token = hand_link(round=found, person=parent, by=manager, at=MARCH)
    link = AnswerLink.objects.get()
    with pytest.raises(RuleBroken, match="time of this link has passed"):
        use_link(link=link, by=Actor(parent), at=datetime(2026, 4, 25, tzinfo=UTC))
    past = page.get(f"/answers/{token}/", status=410).text
    assert "The time of this link has passed" in past
    assert parent_leads.wording not in past


def test_whoever_has_an_address_an_account_or_nothing_to_say_gets_no_link_by_hand(
    page, plan, manager, lead, partner, partner_leads, parent
):
    found = opened(plan, manager, at=timezone.now())
    link = AnswerLink.objects.get(person=partner)
    for person, why in ((partner, "e-mail address"), (lead, "e-mail address"), (parent, "waits for nothing")):
        with pytest.raises(RuleBroken, match=why):
            hand_link(round=found, person=person, by=manager, at=timezone.now())
    assert AnswerLink.objects.get() == link
    page.sign_in(manager.person)
    assert "Make a link to hand over" not in page.get(RETURNS).text


def test_only_who_keeps_the_plan_makes_a_link_and_only_while_the_round_is_open(
    page, plan, manager, lead, parent, parent_leads
):
    found = opened(plan, manager, at=timezone.now())
    with pytest.raises(NotAllowed):
        hand_link(round=found, person=parent, by=Actor(lead), at=timezone.now())
    page.sign_in(lead)
    assert "Make a link to hand over" not in page.get(RETURNS).text
    close_round(round=found, by=manager, at=timezone.now(), missing_why=WHY)
    with pytest.raises(RuleBroken, match="not open"):
        hand_link(round=found, person=parent, by=manager, at=timezone.now())
    page.sign_in(manager.person)
    assert "Make a link to hand over" not in page.get(RETURNS).text


def test_the_email_with_a_link_says_that_it_works_once_what_is_wanted_and_whom_to_ask(
    plan, manager, lead, partner, partner_leads
):
    Plan.objects.filter(pk=plan.pk).update(owner=manager.person)
    plan.refresh_from_db()
    add_supply(plan=plan, person=partner, what=SUPPLY, by=manager)
    found = opened(plan, manager)
    chase(round=found, by=manager, at=MARCH + timedelta(days=3))
    for one in Notice.objects.filter(person=partner):
        assert "works once, until 30 March 2026" in one.text or one.kind == REMINDER
        assert "works once" in one.text
        assert f"ask Miriam Bell: {manager.person.email}" in one.text
        assert SUPPLY in one.text
        assert "2.1" in one.text
        assert partner_leads.wording not in one.text
    told = Notice.objects.get(person=lead, kind="round-asked").text
    assert "works once" not in told
    assert SUPPLY not in told


def test_where_nobody_keeps_the_plan_whoever_asks_is_named(plan, manager, partner, partner_leads):
    opened(plan, manager)
    assert f"ask Miriam Bell: {manager.person.email}" in Notice.objects.get(person=partner).text
