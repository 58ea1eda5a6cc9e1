"""A form sent twice acts once, one after the other and at the same moment."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from goldenthread.identity import middleware
from goldenthread.identity.models import FormSent, Person
from tests.cast import make_person, sign_in


@pytest.fixture
def admin(client, db):
    return sign_in(client, make_person("Asha Verity", roles=["administrator"]))


def test_the_second_sending_gets_the_answer_of_the_first(admin):
    first = admin.post("/people/add/", {"name": "Owen Pascoe", "once": "one"})
    second = admin.post("/people/add/", {"name": "Owen Pascoe", "once": "one"})
    assert first["Location"] == second["Location"] == "/people/owen-pascoe/"
    assert Person.objects.filter(name="Owen Pascoe").count() == 1


def test_another_form_acts_of_its_own(admin):
    admin.post("/people/add/", {"name": "Owen Pascoe", "once": "one"})
    admin.post("/people/add/", {"name": "Owen Pascoe", "once": "two"})
    assert Person.objects.filter(name="Owen Pascoe").count() == 2


def test_the_same_form_with_other_words_is_another_intention(admin):
    admin.post("/people/add/", {"name": "Owen Pascoe", "once": "one"})
    admin.post("/people/add/", {"name": "Olwen Pascoe", "once": "one"})
    assert Person.objects.filter(name__in=["Owen Pascoe", "Olwen Pascoe"]).count() == 2


def test_a_refused_form_can_be_sent_again_with_the_same_token(admin):
    refused = admin.post("/people/add/", {"name": "", "once": "one"})
    assert refused.status_code == 422
    assert 'name="once" value="one"' in refused.content.decode()
    assert admin.post("/people/add/", {"name": "Owen Pascoe", "once": "one"}).status_code == 302


def test_the_same_token_of_two_people_is_two_forms(admin):
    other = sign_in(Client(), make_person("Second Admin", roles=["administrator"]))
    admin.post("/people/add/", {"name": "Owen Pascoe", "once": "one"})
    other.post("/people/add/", {"name": "Owen Pascoe", "once": "one"})
    assert Person.objects.filter(name="Owen Pascoe").count() == 2


def test_a_long_key_does_not_make_all_forms_one(client, db):
    long = sign_in(client, make_person("Asha Verity", key="a" * 80, roles=["administrator"]))
    long.post("/people/add/", {"name": "First", "once": "one"})
    long.post("/people/add/", {"name": "Second", "once": "two"})
    assert Person.objects.filter(name__in=["First", "Second"]).count() == 2


def test_a_form_whose_page_broke_can_be_sent_again(admin, monkeypatch):
    admin.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr("goldenthread.identity.views.people.add_person", lambda **_: 1 / 0)
        assert admin.post("/people/add/", {"name": "Owen Pascoe", "once": "one"}).status_code == 500
    assert admin.post("/people/add/", {"name": "Owen Pascoe", "once": "one"}).status_code == 302


def test_a_form_whose_process_ended_in_the_middle_is_not_acted_on_again_unseen(admin, monkeypatch):
    admin.post("/people/add/", {"name": "Owen Pascoe", "once": "one"})
    FormSent.objects.update(answered_with="", sent_at=timezone.now() - timedelta(minutes=5))
    again = admin.post(
        "/people/add/",
        {"name": "Owen Pascoe", "once": "one"},
        headers={"Referer": "http://testserver/people/add/"},
    )
    assert again["Location"] == "/people/add/"
    assert Person.objects.filter(name="Owen Pascoe").count() == 1
    assert "not known what became of it" in admin.get("/people/add/").content.decode()


def test_two_sendings_at_the_same_moment_act_once(committed, monkeypatch):
    """Both arrive before either has acted: the second waits for the answer of the first."""
    asha = make_person("Asha Verity", roles=["administrator"])
    clients = [sign_in(Client(), asha) for _ in range(2)]
    for client in clients:
        client.get("/account/")  # so that no session is written below
    gate, inside = threading.Barrier(2, timeout=20), threading.Event()
    entered = middleware._enter

    def both_at_once(token):
        if not inside.is_set():
            gate.wait()
            inside.set()
        return entered(token)

    monkeypatch.setattr(middleware, "_enter", both_at_once)
    found = []

    def send(client):
        answer = client.post("/people/add/", {"name": "Owen Pascoe", "once": "one"})
        found.append((answer.status_code, answer["Location"]))
        connection.close()

    threads = [threading.Thread(target=send, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert found == [(302, "/people/owen-pascoe/")] * 2
    assert Person.objects.filter(name="Owen Pascoe").count() == 1
