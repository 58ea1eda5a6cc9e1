"""An erasure takes the words, addresses and links of what somebody was told; that it was sent stays."""

import json
from datetime import timedelta
from email.headerregistry import Address

import pytest
from django.conf import settings

from goldenthread.kernel.erasures import LIST, erasures
from goldenthread.kernel.errors import NotAllowed
from goldenthread.ledger.models import Entry, Value
from goldenthread.notices.commands import send_again
from goldenthread.notices.composing import compose_due
from goldenthread.notices.erasing import erase_notices, reapply
from goldenthread.notices.jobs import mail_pass
from goldenthread.notices.models import Mail, Notice
from goldenthread.notices.restoring import RESTORED, hold_after_restore
from goldenthread.notices.states import MailState, NoticeState
from tests.cast import by
from tests.notices.makers import NINE, told
from tests.notices.servers import mail_server

pytestmark = pytest.mark.django_db
PARENT = "parent@home.example"


@pytest.fixture(autouse=True)
def _no_list():
    (settings.DATA / LIST).unlink(missing_ok=True)
    yield
    (settings.DATA / LIST).unlink(missing_ok=True)


def told_three(cast):
    told(cast.lead_officer, once="1")
    told(PARENT, once="2", path="/answer/s3cr3t/", secret=True)
    compose_due(at=NINE)
    Mail.objects.filter(address=PARENT).update(state=MailState.SENT, said=f"250 {PARENT}")
    told(PARENT, once="3")
    told(cast.director, once="4")


def words():
    rows = [
        *Notice.objects.values_list("subject", "text", "path", "address"),
        *Mail.objects.values_list("text", "said", "address"),
    ]
    return json.dumps(rows)


def test_what_an_address_was_told_is_blanked_and_what_waits_is_withdrawn(cast):
    told_three(cast)
    assert erase_notices(of=PARENT.upper(), by=by(cast.administrator), at=NINE, why="She asked for it.") == 3
    assert PARENT not in words()
    assert "s3cr3t" not in words()
    assert Notice.objects.get(once="3").state == NoticeState.WITHDRAWN
    assert Notice.objects.get(once="2").mail.state == MailState.SENT
    assert Notice.objects.get(once="1").text
    assert Notice.objects.get(once="4").text


def test_what_a_person_was_told_is_found_by_her_key_and_blanked(cast):
    told_three(cast)
    erase_notices(of=cast.lead_officer, by=by(cast.administrator), at=NINE, why="She asked for it.")
    notice = Notice.objects.get(person__key="ruth-amadi")
    assert (notice.subject, notice.text, notice.path, notice.state) == ("", "", "", NoticeState.WITHDRAWN)
    mail = Mail.objects.get(person=cast.lead_officer)
    assert (mail.subject, mail.text, mail.address, mail.state) == ("", "", "", MailState.WITHDRAWN)


def test_neither_the_record_nor_the_list_repeats_what_was_erased(cast):
    told_three(cast)
    erase_notices(of=PARENT, by=by(cast.administrator), at=NINE, why="She asked for it.")
    assert Entry.objects.get(what="notices.erased").subject == "notices"
    listed = json.dumps(erasures(settings.DATA)) + json.dumps(list(Value.objects.values_list("after", flat=True)))
    assert "parent@" not in listed
    assert "Round 3" not in listed


def test_after_a_restore_it_is_blanked_again(cast):
    told_three(cast)
    before = {one.pk: (one.text, one.address) for one in Notice.objects.all()}
    erase_notices(of=PARENT, by=by(cast.administrator), at=NINE, why="She asked for it.")
    for pk, (text, address) in before.items():
        Notice.objects.filter(pk=pk).update(text=text, address=address)
    assert PARENT in words()
    assert reapply(erasures(settings.DATA), at=NINE) == 2
    assert PARENT not in words()
    assert reapply(erasures(settings.DATA), at=NINE) == 0


def test_what_a_backup_thinks_unsent_is_held_for_a_person_and_nothing_of_it_goes_by_itself(cast, settings):
    told(cast.lead_officer, once="1")
    compose_due(at=NINE)
    told(cast.lead_officer, once="2")  # her digest of the day is made already
    told(PARENT, once="3", digest=False)
    told(cast.parent, once="4")  # who has no address
    with mail_server() as post:
        settings.MAIL_SERVER = post.server
        settings.MAIL_FROM = Address(addr_spec="plan@council.example")
        assert hold_after_restore([], at=NINE) == 3
        mail_pass(now=lambda: NINE + timedelta(days=1))
        assert post.copies() == {}
        assert set(Mail.objects.values_list("state", "said")) == {(MailState.UNSURE, RESTORED)}
        mail = Mail.objects.select_related("person").get(address=PARENT)
        send_again(mail=mail, by=by(cast.administrator), at=NINE)
        assert mail_pass(now=lambda: NINE + timedelta(days=1)).sent == 1


def test_only_an_administrator_erases(cast):
    with pytest.raises(NotAllowed):
        erase_notices(of=PARENT, by=by(cast.director), at=NINE, why="She asked for it.")
