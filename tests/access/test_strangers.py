"""A stranger gets the same answer at every address, existing or not; somebody signed in gets 404."""

import re

import pytest
from django.test import Client

from goldenthread.identity.middleware import audience_of
from goldenthread.kernel.audience import PUBLIC, SIGNED_IN
from tests.access.addresses import every_address
from tests.cast import make_person, sign_in

pytestmark = pytest.mark.django_db
NOT_THERE = ("/nothing/", "/people/nothing/here/", "/static/nothing.css", "/plans", "/people", "/.env", "/admin/")


def private_addresses():
    return [a.path for a in every_address() if PUBLIC not in audience_of(a.pattern.callback)]


def told(answer, address):
    """Everything a stranger can tell from an answer, the address itself taken out."""
    headers = {name: value for name, value in answer.headers.items() if name != "Location"}
    location = answer.headers.get("Location", "").replace(re.sub("/", "%2F", address), "(address)")
    return answer.status_code, location, sorted(headers.items()), answer.content, sorted(answer.cookies)


def test_the_sweep_reaches_private_pages_we_know():
    assert {"/people/", "/record/", "/account/", "/people/nothing-here/"} <= set(private_addresses())


@pytest.mark.parametrize("method", ["get", "post", "head", "put", "delete", "options"])
def test_every_address_answers_a_stranger_alike(method):
    client = Client(enforce_csrf_checks=True)
    answers = {}
    for address in (*private_addresses(), *NOT_THERE):
        answers.setdefault(repr(told(getattr(client, method)(address), address)), []).append(address)
    assert len(answers) == 1, {answer: found[:3] for answer, found in answers.items()}
    (answer,) = answers
    assert answer.startswith("(302, '/?next=(address)'")


def test_the_sign_in_page_itself_is_the_same_whatever_was_asked_for():
    client = Client()
    pages = set()
    for address in ("/people/", "/nothing/", "/record/?page=2"):
        text = client.get(client.get(address)["Location"]).content.decode()
        text = re.sub(r'name="(?:csrfmiddlewaretoken|once|next)" value="[^"]*"', "", text)
        pages.add(text)
    assert len(pages) == 1
    assert "Sign in" in pages.pop()


def test_the_first_page_of_a_stranger_answers_200():
    answer = Client().get("/")
    assert answer.status_code == 200
    assert "session" not in answer.cookies


def test_no_page_asks_another_host_for_anything():
    policy = Client().get("/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "default-src 'none'" in policy


def test_somebody_signed_in_gets_404_for_what_is_not_theirs_and_for_what_is_not_there():
    client = sign_in(Client(), make_person("Colm Varley"))
    checked = 0
    for address in every_address():
        audience = audience_of(address.pattern.callback)
        if audience & {PUBLIC, SIGNED_IN}:
            continue
        checked += 1
        for method in (client.get, client.post):
            assert method(address.path).status_code == 404, address.path
    assert checked > 10
    assert client.get("/nothing/").status_code == 404


def test_a_refused_page_and_a_missing_page_look_the_same():
    client = sign_in(Client(), make_person("Colm Varley"))
    pages = {re.sub(r'value="[^"]*"', "", client.get(path).content.decode()) for path in ("/record/", "/nothing/")}
    assert len(pages) == 1


def test_a_page_without_an_audience_cannot_be_opened_by_anybody(cast, settings):
    settings.ROOT_URLCONF = "tests.access.one_silent_page"
    assert Client().get("/silent/").status_code == 302
    for person in cast.everyone().values():
        assert sign_in(Client(), person).get("/silent/").status_code == 404
