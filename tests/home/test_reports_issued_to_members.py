"""The start page of a member names what was issued to her bodies, newest first, and only what she may open."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from goldenthread.reports.commands.writing import Exempt, Going
from goldenthread.reports.models import Destination, Report
from goldenthread.reports.queries.issued_to import issued_to
from tests.cast import make_person
from tests.reports.makers import draft, make_body, make_world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 18)


@pytest.fixture
def world():
    return make_world()


def member_of(world, role="elected member", name="Ewan Brathwaite"):
    person = make_person(name, roles=[role])
    world.committee.memberships.create(person=person, starts_on=date(2020, 1, 1))
    return person


def handed(world, subject, *, days_ago=1, **named):
    report = draft(world, subject=subject, **named)
    at = timezone.now().replace(year=2026, month=6, day=18) - timedelta(days=days_ago)
    Report.objects.filter(pk=report.pk).update(state="issued", issued_at=at, issued_by=world.director.person)
    return report


def test_what_was_issued_to_her_committee_is_named_newest_first_with_the_day_of_the_meeting(page, world):
    older, newer = handed(world, "The older one", days_ago=3), handed(world, "The newer one")
    draft(world, subject="Still being written")
    member = member_of(world)
    found = issued_to(member, on=TODAY)
    assert [one.subject for one in found] == ["The newer one", "The older one"]
    assert found[0].rest == "Harbour Committee, which meets on 20 June 2026; issued on 17 June 2026"
    Report.objects.update(issued_at=timezone.now(), issued_by=world.director.person, state="issued")
    shown = page.sign_in(member).get("/")
    assert "Issued to your committees" in shown
    assert {older.get_absolute_url(), newer.get_absolute_url()} <= set(shown.links().values())
    page.get(newer)


def test_only_what_she_may_open_stands_there(world):
    handed(world, "Kept", is_public=False, exempt=Exempt((1,), "A child could be recognised by what it tells."))
    handed(world, "Another committee's", going_to=[Going(make_body("Quay Board", "quay-board"), date(2026, 6, 20))])
    back = handed(world, "Returned since")
    Report.objects.filter(pk=back.pk).update(state="returned", why="It came too late.")
    assert issued_to(member_of(world), on=TODAY) == []
    on_board = member_of(world, "board member", "Dilys Penhale")
    assert [one.subject for one in issued_to(on_board, on=TODAY)] == ["Kept"]
    assert issued_to(world.manager.person, on=TODAY) == []


def test_a_report_stays_until_its_meeting_and_for_four_weeks_after_it_was_issued(world):
    report = handed(world, "Of the quarter", days_ago=40)
    member = member_of(world)
    assert issued_to(member, on=TODAY)
    Destination.objects.filter(report=report).update(on=TODAY - timedelta(days=30))
    assert issued_to(member, on=TODAY) == []
