"""A lead says that an action is not hers: it waits for whoever can put the right name there."""

from datetime import date

import pytest

from goldenthread.plan.commands.leads import not_mine, set_leads
from goldenthread.plan.models.plan import Stage
from tests.cast import by, make_person
from tests.plan.makers import make_action, make_plan

pytestmark = pytest.mark.django_db
WHY = "JH is not me, it is Jo Hale of the fostering team."


@pytest.fixture
def action(cast):
    plan = make_plan(name="Quay Plan", ends_on=date(2099, 3, 31))  # no next year to begin
    found = make_action(plan, ref="1.4", wording="Print the leaflet.", leads=[cast.lead_officer])
    not_mine(action=found, reason=WHY, by=by(cast.lead_officer))
    return found


def test_the_service_manager_finds_the_action_the_sentence_and_the_way_to_name_another(page, cast, action):
    page.sign_in(cast.service_manager)
    shown = page.get("/")
    assert "One thing waits for you." in shown.html
    assert "1.4" in shown
    assert "Print the leaflet. Quay Plan" in shown
    assert f"Ruth Amadi: “{WHY}”" in shown
    way = shown.links()["Name who leads it: 1.4 Print the leaflet."]
    assert page.get(way).heading


def test_it_waits_until_somebody_is_named(page, cast, action):
    set_leads(action=action, leads=[cast.director], by=by(cast.service_manager))
    page.sign_in(cast.service_manager)
    assert WHY not in page.get("/").text


def test_nobody_else_reads_it_on_the_start_page(page, cast, action):
    for part in ("lead_officer", "director", "quality_assurance", "auditor", "administrator", "board_member"):
        page.sign_in(getattr(cast, part))
        assert WHY not in page.get("/").text


def test_the_owner_of_the_plan_is_told_and_the_manager_of_another_is_not(page, cast, action):
    owner = make_person("Nia Pryce", roles=["lead officer"])
    type(action.plan).objects.filter(pk=action.plan_id).update(owner=owner)
    other = make_plan(name="Other Plan")
    manager = make_person("Ola Brandt", roles=["service manager"], scope=other.scope)
    page.sign_in(owner)
    assert WHY in page.get("/").text
    page.sign_in(manager)
    assert WHY not in page.get("/").text


def test_a_closed_plan_asks_nobody_any_more(page, cast, action):
    type(action.plan).objects.filter(pk=action.plan_id).update(stage=Stage.CLOSED)
    page.sign_in(cast.service_manager)
    assert WHY not in page.get("/").text


def test_the_words_of_a_lead_are_shown_as_words(page, cast, action):
    not_mine(action=action, reason="<script>alert(1)</script> not me", by=by(cast.lead_officer))
    page.sign_in(cast.service_manager)
    assert "<script>alert(1)" not in page.get("/").html
