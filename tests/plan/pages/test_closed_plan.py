"""A closed plan takes no new work: it is not offered for a finding, and what is sent all the same is refused."""

import pytest
from django.urls import reverse

from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.commands.plans import answer_finding
from goldenthread.plan.commands.structure import add_action
from goldenthread.plan.models import Plan
from goldenthread.plan.queries.sources import unanswered_findings
from tests.cast import by
from tests.plan.makers import make_action, make_plan, make_priority
from tests.plan.pages.scene import make_finding


@pytest.fixture
def closed(cast):
    """A plan that is over, with an action of its own."""
    plan = make_plan(key="old-plan", name="Old Plan", owner=cast.service_manager)
    make_action(plan, priority=make_priority(plan, number="7", title="What was asked before"), ref="7.1")
    Plan.objects.filter(pk=plan.pk).update(stage="closed")
    plan.refresh_from_db()
    return plan


def test_a_finding_is_offered_plans_under_way_alone(page, cast, scene, closed):
    finding = make_finding(cast, scene.plan)
    found = page.sign_in(cast.service_manager).get(finding)
    assert "Harbour Plan: Priority 1" in found
    assert "Old Plan" not in found


def test_a_finding_sent_into_a_closed_plan_is_refused_and_stays_unanswered(page, cast, scene, closed):
    finding = make_finding(cast, scene.plan)
    priority = closed.priorities.get(number="7")
    fields = {"priority": priority.pk, "wording": "Ring back within a day."}
    address = reverse("take-up", args=[finding.source.key, finding.key])
    page.sign_in(cast.service_manager).post(address, fields, status=422)
    assert finding in unanswered_findings(cast.service_manager)


def test_no_command_adds_to_a_closed_plan_or_lets_it_answer(cast, scene, closed):
    manager = by(cast.service_manager)
    with pytest.raises(RuleBroken, match="This plan is closed"):
        add_action(priority=closed.priorities.get(number="7"), wording="Ring back.", by=manager)
    with pytest.raises(RuleBroken, match="This plan is closed"):
        answer_finding(action=closed.actions.get(), finding=make_finding(cast, scene.plan), by=manager)


def test_the_structure_of_a_closed_plan_offers_no_new_action(page, cast, closed):
    found = page.sign_in(cast.service_manager).get(reverse("plan-structure", args=[closed.key]))
    assert "The plan is closed: it takes no new action." in found
    assert "Add an action" not in found.links()
