"""Whoever leads an action finds its pages, whatever roles were given; who leads nothing finds none."""

import pytest
from django.test import Client

from tests.cast import make_person, sign_in
from tests.plan.makers import make_action, make_lead, make_plan

pytestmark = pytest.mark.django_db
PAGES = ("/plans/", "/plans/sip/", "/plans/sip/actions/p1-1.1/")


def answers(person):
    client = Client()
    sign_in(client, person)
    return [client.get(page).status_code for page in PAGES]


@pytest.fixture
def action():
    return make_action(make_plan(key="sip"), key="p1-1.1")


def test_somebody_without_a_role_who_leads_an_action_reads_its_plan(action):
    person = make_person("Nell Okafor")
    assert answers(person) == [404, 404, 404]
    make_lead(action, person)
    assert answers(person) == [200, 200, 200]


def test_a_senior_lead_without_a_role_reads_the_plan(action):
    person = make_person("Nell Okafor")
    action.senior_lead = person
    action.save(update_fields=["senior_lead"])
    assert answers(person) == [200, 200, 200]


def test_the_owner_of_a_plan_without_a_role_keeps_it(action):
    person = make_person("Nell Okafor")
    action.plan.owner = person
    action.plan.save(update_fields=["owner"])
    client = Client()
    sign_in(client, person)
    assert client.get("/plans/sip/structure/").status_code == 200


def test_leading_an_action_opens_no_page_of_another_role(action):
    person = make_person("Nell Okafor")
    make_lead(action, person)
    client = Client()
    sign_in(client, person)
    assert client.get("/record/").status_code == 404
    assert client.get("/imports/").status_code == 404
