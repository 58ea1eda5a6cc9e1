"""Each e-mail arrives exactly once or is reported: against a real server that refuses, stalls and drops."""

import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.headerregistry import Address

import pytest

from config.mail import MailServer
from goldenthread.notices.jobs import mail_pass
from goldenthread.notices.models import Mail
from goldenthread.notices.sending import DIED_AFTER, GIVEN_UP_AFTER, Tally
from goldenthread.notices.states import MailState
from goldenthread.notices.wire import Limits
from tests.cast import make_council, make_person
from tests.notices.makers import NINE, told
from tests.notices.servers import Post, mail_server

pytestmark = pytest.mark.django_db
SHORT = Limits(connect=1.0, reply=0.4, whole=2.0)
LATER = ["later-at-rcpt", "later-after-data", "stalls-at-rcpt", "drops-at-rcpt", "sign-in-first"]
NEVER = ["never-at-rcpt", "never-after-data"]
UNSURE = ["drops-after-data", "stalls-after-data", "speaks-nonsense"]


@pytest.fixture
def post(settings) -> Iterator[Post]:
    with mail_server() as server:
        settings.MAIL_SERVER = server.server
        settings.MAIL_FROM = Address("Improvement team", addr_spec="plan@council.example")
        make_council()
        yield server


def passed(at: datetime = NINE) -> Tally:
    return mail_pass(now=lambda: at, limits=SHORT)


def address(word: str) -> str:
    return f"{word}@council.example"


def mail_to(word: str) -> Mail:
    return Mail.objects.get(address=address(word))


def test_what_the_server_takes_is_sent_once(post):
    told(address("takes"))
    assert passed().sent == 1
    assert passed(NINE + timedelta(days=2)).sent == 0
    assert post.copies() == {address("takes"): 1}
    mail = mail_to("takes")
    assert (mail.state, mail.tries, mail.said) == (MailState.SENT, 1, "250 OK")


@pytest.mark.parametrize("word", LATER)
def test_what_the_server_does_not_take_now_is_tried_again_later(post, word):
    told(address(word))
    assert passed().later == 1
    mail = mail_to(word)
    assert mail.state == MailState.WAITING
    assert mail.due_at == NINE + timedelta(minutes=1)
    assert mail.said
    assert post.copies() == {}


def test_a_refused_try_is_followed_by_one_that_arrives_with_the_same_message_id(post):
    told(address("later-once"))
    passed()
    assert passed(NINE + timedelta(seconds=59)).sent == 0
    assert passed(NINE + timedelta(seconds=60)).sent == 1
    (message,) = post.messages()
    assert message["Message-ID"] == mail_to("later-once").message_id
    assert mail_to("later-once").tries == 2


@pytest.mark.parametrize("word", NEVER)
def test_what_the_server_refuses_for_good_is_reported_and_not_tried_again(post, word):
    told(address(word))
    assert passed().refused == 1
    passed(NINE + timedelta(days=1))
    mail = mail_to(word)
    assert mail.state == MailState.REFUSED
    assert mail.said.startswith("55")
    assert post.asked[address(word)] == 1
    assert list(Mail.objects.for_a_person()) == [mail]


@pytest.mark.parametrize("word", UNSURE)
def test_when_the_reply_to_a_whole_message_is_lost_it_is_reported_and_never_sent_again(post, word):
    told(address(word))
    assert passed().unsure == 1
    for days in (1, 10):
        passed(NINE + timedelta(days=days))
    assert mail_to(word).state == MailState.UNSURE
    assert post.copies() == {address(word): 1}


def test_waits_grow_to_four_hours_and_after_five_days_it_is_given_up(post):
    told(address("later-at-rcpt"))
    at, waits = NINE, []
    while mail_to_or_none() is None or mail_to("later-at-rcpt").state == MailState.WAITING:
        passed(at)
        mail = mail_to("later-at-rcpt")
        waits.append((mail.due_at - at).total_seconds() / 60)
        at = max(mail.due_at, at + timedelta(seconds=1))
    assert waits[:8] == [1, 5, 15, 30, 60, 120, 240, 240]
    mail = mail_to("later-at-rcpt")
    assert mail.state == MailState.GIVEN_UP
    assert mail.ended_at - NINE >= GIVEN_UP_AFTER
    assert mail.ended_at - NINE < GIVEN_UP_AFTER + timedelta(hours=5)


def mail_to_or_none() -> Mail | None:
    return Mail.objects.first()


def test_one_bad_address_keeps_no_other_e_mail_back(post):
    words = ["takes.one", *NEVER, "takes.two", *LATER, "takes.three", *UNSURE, "takes.four"]
    for number, word in enumerate(words):
        told(address(word), once=f"asked/{number}")
    tally = passed()
    assert (tally.sent, tally.refused, tally.later, tally.unsure) == (4, 2, 5, 3)
    assert set(post.copies().values()) == {1}
    assert {word for word in words if post.copies()[address(word)]} == {w for w in words if w[:5] == "takes"} | {
        *UNSURE
    }


def test_a_server_that_is_away_lets_everything_wait_and_it_arrives_when_it_is_back(post, settings):
    for number in range(3):
        told(address(f"takes.{number}"), once=f"asked/{number}")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.MAIL_SERVER = MailServer("smtp", "127.0.0.1", taken.getsockname()[1])
        assert passed().later == 3
    assert set(Mail.objects.values_list("state", "tries")) == {(MailState.WAITING, 1)}
    assert "cannot be reached" in Mail.objects.all()[0].said
    settings.MAIL_SERVER = post.server
    assert passed(NINE + timedelta(minutes=1)).sent == 3
    assert set(post.copies().values()) == {1}


def test_a_server_that_accepts_the_line_and_says_nothing_stops_nobody_for_long(settings):
    make_council()
    told(address("takes"))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.MAIL_SERVER = MailServer("smtp", "127.0.0.1", silent.getsockname()[1])
        settings.MAIL_FROM = Address(addr_spec="plan@council.example")
        assert mail_pass(now=lambda: NINE, limits=Limits(connect=0.2, reply=0.2, whole=1)).later == 1
    assert mail_to("takes").said == "The mail server did not answer in time."


def test_an_e_mail_whose_sender_died_becomes_unsure_and_is_not_sent_again(post):
    told(address("takes"))
    passed()
    post.taken.clear()
    Mail.objects.update(state=MailState.SENDING, claimed_at=NINE, ended_at=None)
    assert passed(NINE + DIED_AFTER).unsure == 0
    assert passed(NINE + DIED_AFTER + timedelta(seconds=1)).unsure == 1
    assert mail_to("takes").state == MailState.UNSURE
    assert "ended while" in mail_to("takes").said
    assert post.taken == []


def test_without_a_mail_server_notices_wait(settings):
    settings.MAIL_SERVER = None
    make_council()
    notice = told(address("takes"))
    assert passed() == Tally()
    assert not Mail.objects.exists()
    notice.refresh_from_db()
    assert notice.state == "waiting"


def test_in_a_demonstration_nothing_ever_leaves_whatever_server_is_set(settings):
    with mail_server() as post:
        settings.MAIL_SERVER = post.server
        settings.MAIL_FROM = Address(addr_spec="plan@council.example")
        make_council(demonstration=True)
        told(make_person(), path="/secret/abc/", secret=True)
        tally = passed()
        assert (tally.made, tally.shown, tally.sent) == (1, 1, 0)
        mail = Mail.objects.get()
        assert mail.state == MailState.SHOWN
        assert "/secret/abc/" in mail.text
        assert not post.asked
        assert not post.taken
