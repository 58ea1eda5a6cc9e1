"""Who is asked in these tests, and the plan whose round asks them."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from goldenthread.identity.actor import Actor
from tests.cast import make_person
from tests.plan.makers import make_action, make_plan


@pytest.fixture
def manager():
    return Actor(make_person("Miriam Bell", roles=["service manager"]))


@pytest.fixture
def lead():
    return make_person("Devika Rao", roles=["lead officer"])


@pytest.fixture
def senior():
    return make_person("Ruth Lindqvist")


@pytest.fixture
def partner():
    return make_person("Bronwen Ashe", account=False, email="b.ashe@health.example")


@pytest.fixture
def plan(lead, senior):
    plan = make_plan(key="sip")
    for number in (1, 2, 3):
        make_action(plan, ref=f"1.{number}", leads=[lead], senior_lead=senior, ends_on=date(2026, 6, 30))
    make_action(plan, ref="1.4", leads=[lead], state="completed_on_paper")
    make_action(plan, ref="1.5", leads=[lead], state="paused")
    return plan


@pytest.fixture
def partner_leads(plan, partner):
    return make_action(plan, ref="2.1", leads=[partner], ends_on=timezone.localdate() + timedelta(days=60))
