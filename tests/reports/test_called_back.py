"""Who could read a report until it was returned or withdrawn is told so, with the day and the newer one; no more."""

from datetime import date

import pytest

from goldenthread.reports.commands.issuing import draft_again, issue_report, return_report, withdraw_report
from goldenthread.reports.models import Report
from tests.cast import make_person
from tests.reports.makers import LATER, NEXT_WEEK, clear, settle_gate

pytestmark = pytest.mark.django_db
WHY = "The resolution names no officer."


@pytest.fixture
def members(sealed):
    world, _ = sealed
    made = (
        make_person("Ewan Brathwaite", roles=["elected member"]),
        make_person("Dilys Penhale", roles=["board member"]),
    )
    for person in made:
        world.committee.memberships.create(person=person, starts_on=date(2020, 1, 1))
    return made


def test_a_returned_report_says_so_with_the_day_and_none_of_its_words(page, sealed, members, quick):
    world, report = sealed
    page.sign_in(members[0]).get(report)
    return_report(report=report, why=WHY, by=world.clerk, at=NEXT_WEEK)
    for member in members:
        shown = page.sign_in(member).get(report)
        assert shown.heading == "This report was returned"
        assert (
            "The report to the Harbour Committee for its meeting on 20 June 2026, issued on 16 June 2026, was returned "
            "to its author on 16 June 2026. It can no longer be read."
        ) in shown
        assert report.subject not in shown.html
        assert WHY not in shown.html
        assert "No newer report has been issued to you in its place." in shown
        for path in ("paper/", "file/pdf/", "versions/1/", "facts/"):
            assert page.request_any(f"{report.get_absolute_url()}{path}") == 404


def test_a_withdrawn_report_says_so(page, sealed, members, quick):
    world, report = sealed
    withdraw_report(report=report, why="The meeting was cancelled.", by=world.director, at=NEXT_WEEK)
    shown = page.sign_in(members[1]).get(report)
    assert shown.heading == "This report was withdrawn"
    assert "was withdrawn on 16 June 2026" in shown


def test_it_leads_to_the_newest_report_in_its_place_that_the_reader_may_open(page, sealed, members, quick):
    world, report = sealed
    return_report(report=report, why=WHY, by=world.clerk, at=NEXT_WEEK)
    newer = draft_again(report=Report.objects.get(pk=report.pk), by=world.manager, at=NEXT_WEEK)
    page.sign_in(members[0])
    assert newer.get_absolute_url() not in page.get(report).html
    settle_gate(newer, world)
    clear(newer, world)
    issue_report(report=newer, by=world.director, at=NEXT_WEEK)
    shown = page.get(report)
    assert f"A newer report takes its place: {newer.subject}" in shown
    assert newer.get_absolute_url() in shown.links().values()


def test_who_could_not_read_it_before_is_told_nothing(page, sealed, members, quick):
    world, report = sealed
    stranger = make_person("Asha Verity", roles=["elected member"])
    Report.objects.filter(pk=report.pk).update(is_public=False)
    return_report(report=report, why=WHY, by=world.clerk, at=LATER)
    page.sign_in(stranger).get(report, status=404)
    page.sign_in(members[0]).get(report, status=404)
    assert page.sign_in(members[1]).get(report).heading == "This report was returned"
    assert WHY in page.sign_in(world.clerk.person).get(report)


def test_a_report_that_was_never_issued_and_was_withdrawn_is_no_page_for_a_member(page, drafted):
    world, report = drafted
    member = make_person("Ewan Brathwaite", roles=["elected member"])
    world.committee.memberships.create(person=member, starts_on=date(2020, 1, 1))
    withdraw_report(report=report, why="The meeting was cancelled.", by=world.author, at=LATER)
    page.sign_in(member).get(report, status=404)
