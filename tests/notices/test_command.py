"""``./run mail``: the list, with words in a demonstration alone, and sending now."""

import json
from email.headerregistry import Address
from io import StringIO

import pytest
from django.core.management import call_command

from goldenthread.notices.models import Mail
from goldenthread.notices.states import MailState
from tests.cast import make_council, make_person
from tests.notices.makers import NINE, told
from tests.notices.servers import mail_server

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = StringIO()
    call_command("mail", *words, stdout=out)
    return out.getvalue()


def test_send_makes_and_sends_what_is_due_whatever_the_hour_and_says_what_it_did(settings):
    settings.DIGEST_HOUR = 24  # later than any hour
    with mail_server() as post:
        settings.MAIL_SERVER = post.server
        settings.MAIL_FROM = Address(addr_spec="plan@council.example")
        make_council()
        told(make_person())
        assert json.loads(run("send", "--json")) == {
            "made": 1, "sent": 1, "later": 0, "refused": 0, "unsure": 0, "shown": 0, "waiting": 0,
        }  # fmt: skip
        told(Mail.objects.get().person, once="b")
        assert "E-mails made: 0\n1 notices wait" in run("send")
        assert post.copies() == {"ruth-amadi@council.example": 1}


def test_send_without_a_mail_server_says_so(settings):
    settings.MAIL_SERVER = None
    make_council()
    told(make_person())
    assert "No mail server is set" in run("send")
    assert not Mail.objects.exists()


def test_the_list_holds_no_words_in_a_council_and_all_of_them_in_a_demonstration():
    make_council(demonstration=True)
    told(make_person())
    run("send")
    (mail,) = json.loads(run("list", "--json"))["mails"]
    assert (mail["to"], mail["state"], mail["kinds"]) == ("Ruth Amadi", MailState.SHOWN, ["What is asked of you"])
    assert "Round 3 is open" in mail["text"]
    assert "Say how action" in run("list")
    from goldenthread.identity.models import Council

    Council.objects.update(is_demonstration=False)
    for listed in (run("list", "--json"), run("list")):
        assert "Ruth Amadi" in listed
        assert "Round 3" not in listed
        assert "Say how" not in listed


def test_the_list_can_be_narrowed():
    make_council(demonstration=True)
    told(make_person(), at=NINE)
    run("send")
    assert json.loads(run("list", "--json", "--state", "refused")) == {"mails": [], "waiting": 0}
    assert len(json.loads(run("list", "--json", "--state", "shown", "--most", "1"))["mails"]) == 1
