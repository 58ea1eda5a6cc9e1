"""The pages on which democratic services and administrators say how reports are built."""

import pytest

from goldenthread.reports.models import ReportTemplate
from tests.cast import make_person
from tests.reports.makers import draft

pytestmark = pytest.mark.django_db


def test_the_clerk_says_how_reports_to_a_body_are_built(page, world):
    page.sign_in(world.clerk.person)
    assert page.get("/reports/").links()["How reports are built"] == "/reports/templates/"
    assert "Harbour Committee" in page.get("/reports/templates/").links()
    form = page.get("/reports/templates/harbour-committee/")
    page.send(form, {"implications": "Financial\nLegal\n", "limit_summary": "90", "wording_summary": "In short"})
    kept = ReportTemplate.objects.get()
    assert (kept.body, kept.implications, kept.wording) == (
        world.committee, ["Financial", "Legal"], {"summary": "In short"},
    )  # fmt: skip
    assert kept.limits["summary"] == 90
    report = draft(world)
    page.sign_in(world.author.person)
    shown = page.get(report)
    assert "In short" in shown
    assert "Financial" in shown


def test_an_administrator_keeps_the_councils_own(page, world):
    page.sign_in(make_person("Noor Quaid", roles=["administrator"]))
    form = page.get("/reports/templates/council/")
    page.send(form, {"kind_6": "background_papers", "required_6": True, "text_6": "None."})
    kept = ReportTemplate.objects.get(body=None)
    assert [one["kind"] for one in kept.sections][-1] == "background_papers"
    assert "6 sections" in page.get("/reports/templates/")


def test_what_is_wrong_with_a_template_is_said_and_what_was_typed_stays(page, world):
    page.sign_in(world.clerk.person)
    form = page.get("/reports/templates/council/")
    answer = page.send(form, {"name": "", "heading_7": "Risks", "kind_8": "summary", "limit_body": "0"}, status=422)
    assert "Give the template a name." in answer
    assert "Say what part this is." in answer
    assert "A report has this part once." in answer
    assert answer.values()["heading_7"] == "Risks"
    assert not ReportTemplate.objects.exists()


def test_two_who_change_a_template_see_that_the_other_was_first(page, world):
    page.sign_in(world.clerk.person)
    page.send(page.get("/reports/templates/council/"), {"implications": "Legal"})
    form = page.get("/reports/templates/council/")
    page.send(form, {"implications": "Financial"})
    answer = page.send(form, {"implications": "Risk"}, status=422)
    assert "saved this while you were writing" in answer
    assert answer.values()["implications"] == "Risk"


def test_nobody_else_finds_the_templates(page, world):
    for person in (world.manager.person, world.director.person, make_person("Ada Rook", roles=["auditor"])):
        page.sign_in(person)
        page.get("/reports/templates/", status=404)
        page.get("/reports/templates/council/", status=404)
    page.sign_in(world.clerk.person).get("/reports/templates/nobody/", status=404)
