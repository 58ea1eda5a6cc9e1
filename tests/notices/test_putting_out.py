"""A notice belongs to the transaction of its change, is said once, and can be called back before it goes."""

import pytest
from django.db import transaction

from goldenthread.kernel.errors import RuleBroken
from goldenthread.notices.commands import call_back, put_out
from goldenthread.notices.models import Mail, Notice
from goldenthread.notices.states import MailState, NoticeState
from tests.cast import make_person
from tests.notices.makers import KIND, NINE, told, worker


def test_a_notice_outside_a_transaction_is_refused(committed):
    ruth = make_person()
    by = worker()
    values = {"kind": KIND, "about": "x:1", "subject": "A", "text": "B.", "path": "/", "once": "a", "at": NINE}
    with pytest.raises(RuntimeError, match="transaction"):
        put_out(to=ruth, by=by, **values)
    with pytest.raises(RuntimeError, match="transaction"):
        call_back(once="a", by=by, at=NINE)
    assert not Notice.objects.exists()


def test_a_notice_goes_with_the_change_it_speaks_of(committed):
    ruth = make_person()
    with transaction.atomic():
        told(ruth)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_the_same_thing_is_said_once():
    ruth = make_person()
    assert told(ruth) is not None
    assert told(ruth, text="Another text.") is None
    assert Notice.objects.get().text == "Round 3 is open until 30 June."


@pytest.mark.django_db
def test_a_kind_nobody_registered_is_refused():
    with pytest.raises(ValueError, match="registered"):
        told(make_person(), kind="unheard-of")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["a b@x.example", "a@x.example\nBcc: b@x.example", "", "no at sign", "a@x, b@x"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(RuleBroken, match="not an e-mail address"):
        told(address)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["https://elsewhere.example/", "//elsewhere.example/", "", "a/", "/a b/", "/\n", "/\\"]
)
def test_a_notice_leads_to_this_site_only(path):
    with pytest.raises(ValueError, match="path of this site"):
        told(make_person(), path=path)


@pytest.mark.django_db
def test_line_breaks_and_control_characters_do_not_reach_a_subject():
    notice = told(
        make_person(), subject="Round 3\r\nBcc: all@council.example\x00\u2028and\u202e so", text="One.\x00\r\nTwo."
    )
    assert notice is not None
    assert notice.subject == "Round 3 Bcc: all@council.example and so"
    assert notice.text == "One. \nTwo."


@pytest.mark.django_db
def test_a_text_that_is_too_long_is_shortened_and_says_so():
    notice = told(make_person(), subject="s" * 400, text="t" * 9000)
    assert notice is not None
    assert (len(notice.subject), len(notice.text)) == (150, 2000)
    assert notice.subject.endswith("…")


@pytest.mark.django_db
def test_what_is_no_longer_true_is_called_back():
    ruth = make_person()
    for once in ("round-3/asked/a", "round-3/asked/b", "round-3/Asked/c", "round-33/asked/a", "round-3_asked"):
        told(ruth, once=once)
    assert call_back(prefix="round-3/asked/", by=worker(), at=NINE) == 2
    assert call_back(prefix="round-3/asked/", by=worker(), at=NINE) == 0
    assert call_back(once="round-33/asked/a", by=worker(), at=NINE) == 1
    left = Notice.objects.waiting().order_by("once").values_list("once", flat=True)
    assert set(left) == {"round-3/Asked/c", "round-3_asked"}


@pytest.mark.django_db
def test_what_has_gone_is_not_called_back():
    notice = told(make_person())
    assert notice is not None
    mail = Mail.objects.create(key="k", message_id="<k@x>", made_at=NINE, due_at=NINE, state=MailState.SENT)
    Notice.objects.update(state=NoticeState.MAILED, mail=mail)
    assert call_back(once="asked/1", by=worker(), at=NINE) == 0
    Mail.objects.update(state=MailState.WAITING)
    assert call_back(once="asked/1", by=worker(), at=NINE) == 1
    notice.refresh_from_db()
    assert (notice.state, notice.withdrawn_by) == (NoticeState.WITHDRAWN, "system-notices")


@pytest.mark.django_db
def test_calling_back_needs_one_key_or_one_beginning():
    for named in ({}, {"once": "a", "prefix": "a"}, {"prefix": ""}):
        with pytest.raises(ValueError, match="Name one"):
            call_back(by=worker(), at=NINE, **named)
