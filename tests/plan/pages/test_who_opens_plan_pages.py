"""Each page of a plan for each role: who opens it, who is refused in a sentence, for whom it does not exist."""

import pytest
from django.urls import URLPattern

from goldenthread.plan import urls
from goldenthread.plan.models import EndDateChange, PlanBoard
from tests.cast import make_cast
from tests.plan.makers import NOON
from tests.plan.pages.scene import NEXT_YEAR, make_body, make_finding, make_scene
from tests.standing import made_once

READ = (
    "",
    "checks/",
    "challenge/",
    "history/",
    "settings/",
    "views/",
    "waiting/",
    "actions/p1-1.1/",
    "actions/p1-1.1/history/",
)
MANAGE = (
    "structure/",
    "structure/paste/",
    "structure/new-priority/",
    "structure/new-action/",
    "settings/header/",
    "settings/stage/",
    "settings/ratings/",
    "settings/links/",
    "settings/assurance/",
    "actions/p1-1.1/change/",
    "actions/p1-1.1/leads/",
    "actions/p1-1.1/findings/",
    "actions/p1-1.1/place/",
    "actions/p1-1.1/set-aside/",
    "actions/p2-2.1/delete/",
)
LEAD = (
    "actions/p1-1.1/update/",
    "actions/p1-1.1/complete/",
    "actions/p1-1.1/end-date/",
    "actions/p1-1.1/duty/",
    "actions/p1-1.1/steps/",
    "actions/p1-1.1/not-mine/",
    "actions/p1-1.1/evidence/add/",
)
READERS = ("lead_officer", "service_manager", "quality_assurance", "director", "auditor", "board_member")
OTHERS = ("clerk", "councillor", "monitoring_officer", "administrator", "nobody")


@made_once
def staged_scene():
    cast = make_cast()
    made = make_scene(cast)
    PlanBoard.objects.create(plan=made.plan, body=make_body(cast), written="Improvement Board")
    make_finding(cast, made.plan)
    return cast, made


@pytest.mark.parametrize("part", READERS)
def test_whoever_reads_the_plan_opens_what_is_for_reading(page, cast, scene, part):
    page.sign_in(getattr(cast, part))
    for path in READ:
        page.get(scene.at() + path)


@pytest.mark.parametrize("part", OTHERS)
def test_for_everybody_else_none_of_it_exists(page, cast, scene, part):
    page.sign_in(getattr(cast, part))
    for path in READ + MANAGE + LEAD:
        page.get(scene.at() + path, status=404)


def test_the_service_manager_opens_every_page_of_her_plan(page, cast, scene):
    page.sign_in(cast.service_manager)
    for path in READ + MANAGE + LEAD:
        page.get(scene.at() + path)


@pytest.mark.parametrize("part", ["lead_officer", "quality_assurance", "director", "auditor", "board_member"])
def test_whoever_only_reads_is_refused_the_changes_in_a_sentence(page, cast, scene, part):
    page.sign_in(getattr(cast, part))
    for path in MANAGE:
        assert "Only whoever manages this plan can change it." in page.get(scene.at() + path, status=403)


def test_a_lead_opens_the_pages_of_her_own_action(page, cast, scene):
    page.sign_in(cast.lead_officer)
    for path in LEAD:
        page.get(scene.at() + path)
        other = path.replace("p1-1.1", "p2-2.1")
        assert "Only" in page.get(scene.at() + other, status=403)


@pytest.mark.parametrize("part", ["director", "auditor", "board_member"])
def test_whoever_leads_nothing_says_nothing(page, cast, scene, part):
    page.sign_in(getattr(cast, part))
    for path in LEAD:
        page.get(scene.at() + path, status=403)


def test_a_lead_officer_without_an_action_does_not_see_the_plan(page, cast, scene):
    scene.mine.leads.all().delete()
    page.sign_in(cast.lead_officer)
    for path in READ + MANAGE + LEAD:
        page.get(scene.at() + path, status=404)


def test_a_board_member_sees_no_draft(page, cast, scene):
    scene.plan.stage = "draft"
    scene.plan.save(update_fields=["stage"])
    page.sign_in(cast.board_member)
    page.get(scene.at(), status=404)
    assert scene.plan.name not in page.get("/plans/")


def test_only_assurance_opens_the_page_that_gives_blue(page, cast, scene):
    page.sign_in(cast.quality_assurance).get(scene.action("assure", of=scene.done))
    for part in ("service_manager", "lead_officer", "director", "auditor"):
        page.sign_in(getattr(cast, part)).get(scene.action("assure", of=scene.done), status=403)


def test_a_new_end_date_is_decided_by_the_senior_lead_or_whoever_manages(page, cast, scene):
    EndDateChange.objects.create(
        action=scene.mine,
        after_written="later",
        after_on=NEXT_YEAR,
        after_precision="day",
        reason="The rota slipped.",
        asked_by=cast.lead_officer,
        asked_at=NOON,
    )
    address = scene.action("end-date", "decide")
    for part in ("service_manager", "director"):
        page.sign_in(getattr(cast, part)).get(address)
    for part in ("lead_officer", "quality_assurance", "auditor", "board_member"):
        page.sign_in(getattr(cast, part)).get(address, status=403)


def test_only_a_service_manager_makes_a_plan(page, cast, scene):
    page.sign_in(cast.service_manager).get("/plans/new/")
    for part in READERS[:1] + READERS[2:] + OTHERS:
        page.sign_in(getattr(cast, part)).get("/plans/new/", status=404)


def test_what_one_may_not_do_is_not_offered(page, cast, scene):
    page.sign_in(cast.director)
    plan, action = page.get(scene.plan), page.get(scene.mine)
    assert plan.forms() == []
    assert not plan.all("//main//input[@data-row]")
    assert not [address for address in plan.links().values() if address.endswith(("/update/", "/structure/"))]
    said = set(action.links())
    assert not said & {"Update this action", "Change its words", "Add evidence", "Report it complete"}


def test_every_address_of_the_plan_is_tried_here_or_named_below():
    tried = {path.replace("p1-1.1", "X").replace("p2-2.1", "X") for path in READ + MANAGE + LEAD}
    elsewhere = {
        "plans",
        "plan-new",
        "plan-export",
        "plan-paper",
        "plan-paper-read",
        "plan-paper-made",
        "plan-paper-stop",
        "plan-paper-file",
        "plan-view-drop",
        "plan-several",
        "plan-unlink",
        "plan-move",
        "plan-delete-part",
        "plan-priority",
        "plan-new-aim",
        "plan-aim",
        "action-row",
        "action-assure",
        "action-reopen",
        "action-decide-end-date",
        "action-withdraw-evidence",
        "action-evidence",
        "action-step-done",
        "action-untie-finding",
        "action-copy",
        "action-paper",
    }
    missing = []
    for pattern in urls.urlpatterns:
        assert isinstance(pattern, URLPattern)
        route = str(pattern.pattern).replace("<slug:key>/", "").replace("<str:action_key>", "X")
        if route not in tried and pattern.name not in elsewhere:
            missing.append(pattern.name)
    assert missing == []
