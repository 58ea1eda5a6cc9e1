"""Who opens the outbox and reads what; a person decides on what was refused or perhaps sent."""

from datetime import timedelta

import pytest

from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.models import Entry
from goldenthread.notices.commands import leave_mail, send_again
from goldenthread.notices.composing import compose_due
from goldenthread.notices.jobs import mail_pass
from goldenthread.notices.models import Mail
from goldenthread.notices.states import MailState
from tests.cast import by, make_council
from tests.notices.makers import NINE, told

pytestmark = pytest.mark.django_db
WORDS = "Round 3 is open until 30 June."
SECRET = "/answer/s3cr3t/"


@pytest.fixture
def mails(cast) -> dict[str, Mail]:
    """One e-mail to a lead officer, one to a parent with a personal link, and one notice that waits."""
    told(cast.lead_officer)
    told("parent@home.example", once="b", path=SECRET, secret=True, digest=False)
    compose_due(at=NINE)
    told(cast.lead_officer, once="c", subject="Tomorrow's news", at=NINE + timedelta(hours=1))
    return {"lead": Mail.objects.get(person=cast.lead_officer), "parent": Mail.objects.get(person=None)}


def test_in_a_council_only_an_administrator_opens_the_outbox(page, cast, mails):
    make_council()
    for part, person in cast.everyone().items():
        client = page.sign_in(person)
        expected = 200 if part == "administrator" else 404
        client.get("/outbox/", status=expected)
        client.get(f"/outbox/{mails['lead'].key}/", status=expected)
        client.get(f"/outbox/{mails['parent'].key}/", status=expected)


def test_an_administrator_sees_to_whom_and_how_it_went_but_not_the_words(page, cast, mails):
    make_council()
    page.sign_in(cast.administrator)
    shown = [page.get(path) for path in ("/outbox/", *(f"/outbox/{mail.key}/" for mail in mails.values()))]
    assert "Ruth Amadi" in shown[0]
    assert "parent@home.example" in shown[0]
    assert "What is asked of you" in shown[0]
    assert "No mail server is set" in shown[0]
    for answer in shown:
        for words in (WORDS, "Say how action", "Tomorrow", SECRET):
            assert words not in answer.html


def test_who_acts_for_an_administrator_does_not_get_her_outbox(page, cast, mails):
    from goldenthread.identity.commands.delegation import allow_delegate

    make_council()
    today = NINE.date().replace(year=2099)
    leave = allow_delegate(
        person=cast.administrator,
        delegate=cast.nobody,
        starts_on=today,
        ends_on=today,
        reason="On leave",
        by=by(cast.administrator),
    )
    leave.starts_on = NINE.date()
    leave.save(update_fields=["starts_on"])
    page.sign_in(cast.nobody)
    page.post("/account/acting/begin/", {"leave": leave.pk})
    assert "You act for" in page.get("/people/").html
    page.get("/outbox/", status=404)


def test_everybody_reads_what_was_sent_to_herself_and_nobody_else_s(page, cast, mails):
    make_council()
    page.sign_in(cast.lead_officer)
    answer = page.get("/account/messages/")
    assert "Say how action 1.2 goes" in answer
    assert "Tomorrow's news" in answer
    shown = page.get(f"/account/messages/{mails['lead'].key}/")
    assert WORDS in shown
    assert shown.links()["Say how action 1.2 goes"] == "/answers/3/"
    page.get(f"/account/messages/{mails['parent'].key}/", status=404)
    page.sign_in(cast.nobody)
    assert "Nothing was sent to you yet" in page.get("/account/messages/")
    page.get(f"/account/messages/{mails['lead'].key}/", status=404)


def test_an_administrator_reads_no_words_under_her_account_that_are_not_hers(page, cast, mails):
    make_council()
    page.sign_in(cast.administrator)
    page.get(f"/account/messages/{mails['lead'].key}/", status=404)


def test_in_a_demonstration_everybody_reads_every_e_mail_and_can_follow_its_links(page, cast, mails):
    make_council(demonstration=True)
    mail_pass(now=lambda: NINE)
    page.sign_in(cast.nobody)
    answer = page.get("/outbox/")
    assert "Shown here, not sent" in answer
    assert "Tomorrow's news" in answer
    assert page.get(f"/outbox/{mails['parent'].key}/").links()["Say how action 1.2 goes"] == SECRET
    assert WORDS in page.get(f"/outbox/{mails['lead'].key}/")


def test_a_page_says_that_a_personal_link_stood_there_once_it_is_gone(page, cast, mails):
    make_council()
    told(cast.nobody, once="d", path=SECRET, secret=True, digest=False)
    compose_due(at=NINE)
    mail = Mail.objects.get(person=cast.nobody)
    shown = page.sign_in(cast.nobody).get(f"/account/messages/{mail.key}/")
    assert "a personal link" in shown
    assert SECRET not in shown.html


def test_the_outbox_asks_the_same_few_queries_whatever_its_length(page, cast, mails):
    make_council()
    page.sign_in(cast.administrator)
    before = page.cost("/outbox/")
    for number in range(20):
        told(f"a{number}@home.example", once=f"many/{number}", digest=False)
    compose_due(at=NINE)
    for number in range(10):
        told(cast.director, once=f"wait/{number}")
    Mail.objects.filter(address__startswith="a1").update(state=MailState.REFUSED)
    assert page.cost("/outbox/") <= before + 2


@pytest.mark.parametrize("state", [MailState.REFUSED, MailState.UNSURE, MailState.GIVEN_UP])
def test_an_administrator_sends_it_again_or_leaves_it_and_both_are_entered(page, cast, mails, state):
    make_council()
    mail = mails["lead"]
    Mail.objects.update(state=state, said="550 Nobody of that name", ended_at=NINE)
    page.sign_in(cast.administrator)
    assert "For you to decide: 2" in page.get("/outbox/")
    shown = page.get(f"/outbox/{mail.key}/")
    assert "550 Nobody of that name" in shown
    page.send(shown, press="then=again")
    mail.refresh_from_db()
    assert (mail.state, mail.tries) == (MailState.WAITING, 0)
    page.send(page.get(f"/outbox/{mails['parent'].key}/"), press="then=leave")
    assert Mail.objects.get(person=None).state == MailState.LEFT
    done = Entry.objects.filter(subject__startswith="mail:").order_by("number")
    assert [(one.what, one.who) for one in done] == [
        ("notices.mail_sent_again", "asha-verity"),
        ("notices.mail_left", "asha-verity"),
    ]


def test_what_is_sent_again_keeps_its_message_id_and_goes_to_the_address_of_today(cast, mails):
    mail = mails["lead"]
    before = mail.message_id
    Mail.objects.update(state=MailState.REFUSED)
    mail.refresh_from_db()
    cast.lead_officer.email = "ruth.amadi@council.example"
    cast.lead_officer.save(update_fields=["email"])
    mail = Mail.objects.select_related("person").get(pk=mail.pk)
    send_again(mail=mail, by=by(cast.administrator), at=NINE)
    mail.refresh_from_db()
    assert (mail.message_id, mail.address) == (before, "ruth.amadi@council.example")


def test_only_an_administrator_decides_and_only_once(cast, mails):
    Mail.objects.update(state=MailState.UNSURE)
    mail = Mail.objects.get(person=cast.lead_officer)
    for command in (send_again, leave_mail):
        with pytest.raises(NotAllowed):
            command(mail=mail, by=by(cast.director), at=NINE)
        with pytest.raises(NotAllowed):
            command(mail=mail, by=by(cast.nobody, cast.administrator), at=NINE)
    stale = Mail.objects.get(pk=mail.pk)
    leave_mail(mail=mail, by=by(cast.administrator), at=NINE)
    with pytest.raises(RuleBroken, match="meantime"):
        send_again(mail=stale, by=by(cast.administrator), at=NINE)


def test_a_second_decision_on_the_page_is_refused_in_a_sentence(page, cast, mails):
    make_council()
    Mail.objects.update(state=MailState.UNSURE)
    page.sign_in(cast.administrator)
    shown = page.get(f"/outbox/{mails['lead'].key}/")
    Mail.objects.update(state=MailState.LEFT)
    assert "meantime" in page.send(shown, press="then=again", status=422)


def test_somebody_whose_address_was_refused_is_told_so_on_her_page(page, cast, mails):
    make_council()
    Mail.objects.update(state=MailState.REFUSED)
    assert "The mail server refused" in page.sign_in(cast.lead_officer).get("/account/messages/")
