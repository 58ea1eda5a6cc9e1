"""Before any committee is set up, its page says what to do, and leads whoever may."""

import pytest

from tests.cast import make_person

pytestmark = pytest.mark.django_db


def test_the_calendar_of_no_committee_leads_the_clerk_to_set_one_up_and_from_there_to_add_a_body(page):
    page.sign_in(make_person("Tamsin Orde", roles=["democratic-services officer"]))
    shown = page.get("/committees/")
    way = shown.links()["Set up the first committee"]
    assert page.get(way).links()["Add a committee"] == "/bodies/add/"
    other = page.sign_in(make_person("Ruth Amadi", roles=["lead officer"])).get("/committees/")
    assert "Set up the first committee" not in other.links()
    assert "Democratic services set up a committee" in other.text
