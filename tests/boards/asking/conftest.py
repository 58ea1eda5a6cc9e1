"""Who is asked in these tests, and the plan whose round asks them."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.utils import timezone

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.plan.models import Plan
from tests.cast import make_person
from tests.plan.makers import make_action, make_plan
from tests.standing import made_once


@dataclass(frozen=True, slots=True)
class Asking:
    """The plan, who keeps its rounds, who leads its actions and who stands above them, and a partner."""

    plan: Plan
    manager: Person
    lead: Person
    senior: Person
    partner: Person


@made_once
def asking() -> Asking:
    lead, senior = make_person("Devika Rao", roles=["lead officer"]), make_person("Ruth Lindqvist")
    plan = make_plan(key="sip")
    for number in (1, 2, 3):
        make_action(plan, ref=f"1.{number}", leads=[lead], senior_lead=senior, ends_on=date(2026, 6, 30))
    make_action(plan, ref="1.4", leads=[lead], state="completed_on_paper")
    make_action(plan, ref="1.5", leads=[lead], state="paused")
    return Asking(
        plan=plan,
        manager=make_person("Miriam Bell", roles=["service manager"]),
        lead=lead,
        senior=senior,
        partner=make_person("Bronwen Ashe", account=False, email="b.ashe@health.example"),
    )


@pytest.fixture
def manager(asking):
    return Actor(asking.manager)


@pytest.fixture
def lead(asking):
    return asking.lead


@pytest.fixture
def senior(asking):
    return asking.senior


@pytest.fixture
def partner(asking):
    return asking.partner


@pytest.fixture
def plan(asking):
    return asking.plan


@pytest.fixture
def partner_leads(plan, partner):
    return make_action(plan, ref="2.1", leads=[partner], ends_on=timezone.localdate() + timedelta(days=60))
