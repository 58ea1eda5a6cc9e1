"""Two workers at once, and workers killed at any moment: no e-mail twice, none lost without a word."""

import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from email.headerregistry import Address

import pytest
from django.db import connections

from goldenthread.notices.composing import compose_due
from goldenthread.notices.jobs import mail_pass
from goldenthread.notices.models import Mail, Notice
from goldenthread.notices.sending import DIED_AFTER
from goldenthread.notices.states import MailState
from goldenthread.notices.wire import Limits
from tests.cast import make_council
from tests.notices.makers import NINE, told
from tests.notices.servers import Post, mail_server

pytestmark = pytest.mark.probe

LIMITS = Limits(connect=5, reply=5, whole=10)


@pytest.fixture
def post(committed, settings) -> Iterator[Post]:
    with mail_server() as server:
        settings.MAIL_SERVER = server.server
        settings.MAIL_FROM = Address(addr_spec="plan@council.example")
        make_council()
        yield server


def in_threads(count, work):
    failures = []

    def run():
        try:
            work()
        except BaseException as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []


def put_out_many(number, **fields):
    for each in range(number):
        told(f"takes.{each}@council.example", once=f"asked/{each}", **fields)


def test_two_workers_at_once_send_each_e_mail_once(post):
    put_out_many(30)
    in_threads(2, lambda: mail_pass(now=lambda: NINE, limits=LIMITS))
    mail_pass(now=lambda: NINE, limits=LIMITS)
    assert post.copies() == Counter(f"takes.{each}@council.example" for each in range(30))
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.SENT}


def test_three_workers_at_once_make_one_digest_a_person_and_one_e_mail_for_each_that_cannot_wait(post):
    for each in range(8):
        told("one@home.example", once=f"digest/{each}")
        told("one@home.example", once=f"urgent/{each}", digest=False)
    in_threads(3, lambda: compose_due(at=NINE))
    assert Mail.objects.filter(digest_on__isnull=False).count() == 1
    assert Mail.objects.filter(digest_on=None).count() == 8
    assert not Notice.objects.waiting().exists()
    assert sum(mail.notices.count() for mail in Mail.objects.all()) == 16


def forked(work):
    """A child that works and never returns; its parent kills it."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def killed(child):
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.mark.parametrize(("word", "copies"), [("stalls-at-rcpt", 0), ("stalls-after-data", 1)])
def test_a_worker_killed_while_it_sends_leaves_an_unsure_e_mail_that_nobody_sends_again(post, word, copies):
    told(f"{word}@council.example")
    child = forked(lambda: mail_pass(now=lambda: NINE, limits=Limits(connect=30, reply=30, whole=60)))
    assert post.reached.wait(20)
    killed(child)
    assert Mail.objects.get().state == MailState.SENDING
    for minutes in (1, 16, 60 * 24):
        mail_pass(now=lambda minutes=minutes: NINE + timedelta(minutes=minutes), limits=LIMITS)
    assert Mail.objects.get().state == MailState.UNSURE
    assert sum(post.copies().values()) == copies


def test_workers_killed_at_any_moment_send_nothing_twice_and_lose_nothing_without_a_word(post):
    """Ten workers are killed one after the other; what is not sent once is reported."""
    put_out_many(60)
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    for _ in range(10):
        child = forked(lambda: mail_pass(now=lambda: NINE, limits=LIMITS))
        time.sleep(chance.uniform(0.01, 0.15))
        killed(child)
    later = NINE + DIED_AFTER + timedelta(minutes=1)
    mail_pass(now=lambda: later, limits=LIMITS)
    mail_pass(now=lambda: later, limits=LIMITS)
    copies = post.copies()
    assert max(copies.values()) == 1
    assert Mail.objects.count() == 60
    states = dict(Mail.objects.values_list("address", "state"))
    assert set(states.values()) <= {MailState.SENT, MailState.UNSURE}
    assert [address for address, state in states.items() if state == MailState.SENT and not copies[address]] == []
    reported = set(Mail.objects.for_a_person().values_list("address", flat=True))
    assert {address for address in states if not copies[address]} <= reported
    assert len(reported) <= 10
