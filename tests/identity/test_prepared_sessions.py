"""A session is read quickly and never more kindly: what ended, was disabled or was tampered with signs nobody in."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from goldenthread.identity.models import Account
from goldenthread.identity.sessions import SessionStore
from tests.cast import make_person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    client = Client()
    sign_in(client, make_person("Ruth Amadi", roles=["lead officer"]))
    assert client.get("/account/").status_code == 200
    return client


def test_a_disabled_account_is_turned_away_at_its_next_page(client):
    Account.objects.update(is_active=False)
    assert client.get("/account/").status_code == 302


def test_a_session_that_ended_signs_nobody_in(client):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/account/").status_code == 302


def test_a_session_whose_data_was_tampered_with_signs_nobody_in(client):
    row = Session.objects.get()
    Session.objects.update(session_data=row.session_data[:-4] + "abcd")
    assert client.get("/account/").status_code == 302


def test_a_session_that_never_was_has_no_key_and_holds_nothing():
    store = SessionStore("never-there")
    assert store.load() == {}
    assert store.session_key is None


def test_a_second_reader_in_the_same_thread_gets_their_own_session(client):
    other = Client()
    sign_in(other, make_person("Joan Fairley", roles=["director"]))
    assert "Joan Fairley" in other.get("/account/").content.decode()
    assert "Ruth Amadi" in client.get("/account/").content.decode()
