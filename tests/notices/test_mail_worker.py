"""The mail worker of a serving program: it looks again and again, and ends when it is told to."""

import os
import signal
import time
from collections.abc import Iterator
from datetime import timedelta
from email.headerregistry import Address

import pytest
from django.db import connections
from django.utils import timezone

from goldenthread.home import processes
from goldenthread.notices.jobs import mail_pass
from goldenthread.notices.models import Mail
from goldenthread.notices.sending import DIED_AFTER, give_up_on_the_dead
from goldenthread.notices.states import MailState
from goldenthread.notices.wire import Wire
from tests.cast import make_council
from tests.notices.makers import NINE, told
from tests.notices.servers import Post, mail_server


@pytest.fixture
def post(committed, settings) -> Iterator[Post]:
    with mail_server() as server:
        settings.MAIL_SERVER = server.server
        settings.MAIL_FROM = Address(addr_spec="plan@council.example")
        make_council()
        yield server


def wait_for(found):
    latest = time.monotonic() + 20
    while not found():
        assert time.monotonic() < latest, "It did not happen in time."
        time.sleep(0.02)


def test_the_worker_sends_what_comes_while_it_runs_and_ends_when_it_is_told_to(post, monkeypatch):
    monkeypatch.setattr(processes, "FIRST_MAIL", 0.05)
    monkeypatch.setattr(processes, "MAIL_POLL", 0.1)
    connections.close_all()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            processes.run_mail_worker()
            status = 0
        finally:
            os._exit(status)
    try:
        for number in range(2):
            told(f"takes.{number}@home.example", once=f"a/{number}", at=timezone.now(), digest=False)
            wait_for(lambda number=number: len(post.taken) == number + 1)
    finally:
        os.kill(child, signal.SIGTERM)
    before = time.monotonic()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert time.monotonic() - before < 2
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.SENT}


def test_a_worker_that_is_told_to_end_takes_up_no_further_e_mail(post):
    for number in range(5):
        told(f"takes.{number}@home.example", once=f"a/{number}")
    mail_pass(now=lambda: NINE, is_ending=lambda: len(post.taken) == 2)
    assert len(post.taken) == 2
    assert Mail.objects.filter(state=MailState.WAITING).count() == 3
    assert mail_pass(now=lambda: NINE).sent == 3


def test_a_sender_that_is_slow_but_not_dead_says_afterwards_what_became_of_its_e_mail(post, monkeypatch):
    """Another worker thought it dead meanwhile; what the server said is better than that."""
    told("takes@home.example")
    send = Wire.send

    def slowly(wire, message, *, to):
        outcome = send(wire, message, to=to)
        assert give_up_on_the_dead(at=NINE + DIED_AFTER + timedelta(seconds=1)) == 1
        return outcome

    monkeypatch.setattr(Wire, "send", slowly)
    assert mail_pass(now=lambda: NINE).sent == 1
    assert Mail.objects.get().state == MailState.SENT


def test_what_a_person_decided_meanwhile_is_not_undone_by_a_slow_sender(post, monkeypatch):
    told("later-at-rcpt@home.example")
    send = Wire.send

    def slowly(wire, message, *, to):
        outcome = send(wire, message, to=to)
        Mail.objects.update(state=MailState.LEFT)
        return outcome

    monkeypatch.setattr(Wire, "send", slowly)
    mail_pass(now=lambda: NINE)
    assert Mail.objects.get().state == MailState.LEFT
