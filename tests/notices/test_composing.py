"""What is told to one person on one day is one e-mail, and only what she may still see."""

from datetime import UTC, datetime, timedelta
from email.headerregistry import Address

import pytest

from goldenthread.notices.commands import call_back
from goldenthread.notices.composing import compose_due
from goldenthread.notices.jobs import mail_pass
from goldenthread.notices.models import Mail, Notice
from goldenthread.notices.states import MailState, NoticeState, Withdrawn
from tests.cast import make_council, make_person
from tests.notices.makers import CLOSED, NINE, told, worker
from tests.notices.servers import mail_server

pytestmark = pytest.mark.django_db
EARLY = datetime(2018, 6, 12, 5, 59, tzinfo=UTC)  # 06:59 in London


def test_notices_of_one_person_and_day_are_one_e_mail_under_headings():
    ruth, nell = make_person(), make_person("Nell Okafor")
    for number in range(3):
        told(ruth, once=f"a/{number}", subject=f"Action {number}")
    told(nell, once="b")
    assert compose_due(at=NINE) == 2
    mail = Mail.objects.get(person=ruth)
    assert mail.subject == "3 things for you, Tuesday 12 June 2018"
    assert mail.text.startswith("Dear Ruth Amadi,\n\nWhat is asked of you\n--------------------\n\nAction 0\n")
    assert mail.text.count("What is asked of you") == 1
    assert "http://localhost:8000/answers/3/\n" in mail.text
    assert Mail.objects.get(person=nell).subject == "Say how action 1.2 goes"


def test_what_comes_later_on_the_day_waits_for_the_next_morning():
    ruth = make_person()
    told(ruth, once="a")
    assert compose_due(at=NINE) == 1
    told(ruth, once="b")
    assert compose_due(at=NINE + timedelta(hours=12)) == 0
    assert compose_due(at=EARLY + timedelta(days=1), early=False) == 0
    assert compose_due(at=EARLY + timedelta(days=1, minutes=1)) == 1
    assert Mail.objects.filter(person=ruth).count() == 2


def test_a_digest_waits_for_its_hour_in_the_council_s_own_time():
    told(make_person(), at=EARLY)
    assert compose_due(at=EARLY) == 0
    assert compose_due(at=EARLY + timedelta(minutes=1)) == 1


def test_the_day_of_a_digest_is_the_council_s_own_day_also_in_summer_time():
    ruth = make_person()
    told(ruth, once="a", at=datetime(2018, 6, 11, 8, tzinfo=UTC))
    late = datetime(2018, 6, 11, 22, 30, tzinfo=UTC)  # 23:30 in London
    assert compose_due(at=late) == 1
    told(ruth, once="b", at=late)
    after_midnight = datetime(2018, 6, 11, 23, 30, tzinfo=UTC)  # 00:30 on the 12th in London
    assert compose_due(at=after_midnight) == 0
    assert compose_due(at=after_midnight, early=True) == 1


def test_what_cannot_wait_goes_at_once_and_alone():
    ruth = make_person()
    told(ruth, once="a", at=EARLY)
    told(ruth, once="b", at=EARLY, digest=False)
    told("parent@home.example", once="c", at=EARLY, digest=False, secret=True)
    assert compose_due(at=EARLY) == 2
    assert compose_due(at=NINE) == 1
    assert Mail.objects.get(address="parent@home.example").text.startswith("Hello,\n")


def test_an_address_without_a_person_has_one_digest_a_day_too():
    told("parent@home.example", once="a")
    told("parent@home.example", once="b")
    assert compose_due(at=NINE) == 1
    told("parent@home.example", once="c")
    assert compose_due(at=NINE) == 0


def test_what_its_reader_may_no_longer_see_is_withdrawn_and_never_made():
    ruth = make_person()
    told(ruth, once="a", about="round:sip/3")
    told(ruth, once="b", about="round:sip/4", subject="Something she must not read")
    CLOSED.add(("ruth-amadi", "round:sip/4"))
    assert compose_due(at=NINE) == 1
    assert "must not read" not in Mail.objects.get().text
    notice = Notice.objects.get(once="b")
    assert (notice.state, notice.withdrawn_why) == (NoticeState.WITHDRAWN, Withdrawn.CLOSED)


def test_an_e_mail_of_which_nothing_may_be_read_is_not_made():
    told(make_person())
    told("parent@home.example", once="b")
    CLOSED.update({("ruth-amadi", "round:sip/3"), ("parent@home.example", "round:sip/3")})
    assert compose_due(at=NINE) == 0
    assert not Mail.objects.exists()


def test_who_has_left_is_told_nothing():
    told(make_person(left_on=NINE.date() - timedelta(days=1)))
    assert compose_due(at=NINE) == 0
    assert Notice.objects.get().withdrawn_why == Withdrawn.LEFT


def test_who_has_no_address_is_told_when_there_is_one():
    bridie = make_person("Bridie Tolland", account=False, email="")
    told(bridie)
    assert compose_due(at=NINE) == 0
    bridie.email = "bridie@home.example"
    bridie.save(update_fields=["email"])
    assert compose_due(at=NINE) == 1


def test_a_door_that_breaks_keeps_nobody_else_s_e_mail_back(monkeypatch, caplog):
    ruth, nell = make_person(), make_person("Nell Okafor")
    told(ruth, once="a", about="broken")
    told(nell, once="b")

    def breaks_for_one(name, who, about):
        if about == "broken":
            raise ZeroDivisionError
        return True

    monkeypatch.setattr("goldenthread.notices.composing.is_open", breaks_for_one)
    assert compose_due(at=NINE) == 1
    assert "could not be made" in caplog.text
    assert Notice.objects.waiting().get().person == ruth


def test_rights_lost_and_news_called_back_while_an_e_mail_waits_for_its_next_try_do_not_go(settings):
    with mail_server() as post:
        settings.MAIL_SERVER = post.server
        settings.MAIL_FROM = Address(addr_spec="plan@council.example")
        make_council()
        ruth = make_person(email="later-once@council.example")
        for once in ("stays", "closed", "answered"):
            told(ruth, once=once, about=f"round:sip/{once}", subject=f"About {once}")
        assert mail_pass(now=lambda: NINE).later == 1
        CLOSED.add(("ruth-amadi", "round:sip/closed"))
        assert call_back(once="answered", by=worker(), at=NINE) == 1
        assert mail_pass(now=lambda: NINE + timedelta(minutes=1)).sent == 1
        (message,) = post.messages()
    body = message.get_body(("plain",)).get_content()
    assert "About stays" in body
    assert "About closed" not in body
    assert "About answered" not in body
    assert message["Subject"] == "About stays"
    assert Mail.objects.get().text == body.replace("\r\n", "\n")


def test_an_e_mail_of_which_nothing_is_left_is_withdrawn_before_the_wire(settings):
    with mail_server() as post:
        settings.MAIL_SERVER = post.server
        settings.MAIL_FROM = Address(addr_spec="plan@council.example")
        make_council()
        told(make_person(email="later-once@council.example"))
        mail_pass(now=lambda: NINE)
        call_back(once="asked/1", by=worker(), at=NINE)
        mail_pass(now=lambda: NINE + timedelta(minutes=1))
        assert Mail.objects.get().state == MailState.WITHDRAWN
        assert post.copies() == {}


def test_what_opens_something_is_blanked_once_it_was_sent(settings):
    with mail_server() as post:
        settings.MAIL_SERVER = post.server
        settings.MAIL_FROM = Address(addr_spec="plan@council.example")
        make_council()
        told("parent@home.example", path="/answer/s3cr3t/", secret=True, digest=False)
        assert mail_pass(now=lambda: NINE).sent == 1
        assert "/answer/s3cr3t/" in post.messages()[0].get_body(("plain",)).get_content()
    assert "s3cr3t" not in Mail.objects.get().text
    assert "(a personal link)" in Mail.objects.get().text
    assert Notice.objects.get().path == ""
