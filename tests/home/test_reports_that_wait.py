"""What of reports waits for somebody stands on the start page, is counted in its headline, and leads to the report."""

from datetime import date, timedelta

import pytest

from goldenthread.reports.commands.issuing import return_report
from tests.reports.makers import LATER, draft, finish, issued, make_world, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def for_you(answer):
    return answer.text.partition("Waiting for you")[2].partition("How it stands")[0]


def test_who_was_just_asked_to_clear_a_report_reads_so_with_the_day(page, world):
    report = draft(world)
    finish(report, world)
    page.sign_in(world.finance.person)
    assert "thing waits" not in page.get("/").heading
    put(report, world, world.finance.person, due_on=date(2026, 6, 15))
    shown = page.get("/")
    assert "One thing waits for you." in shown.heading
    assert f"1report to clear: {report.subject} (Finance), by 15 June" in for_you(shown)
    assert report.get_absolute_url() in shown.links().values()


def test_the_author_reads_of_her_draft_and_of_the_report_that_came_back(page, world):
    report = draft(world)
    page.sign_in(world.author.person)
    assert f"1draft report to finish: {report.subject}" in for_you(page.get("/"))
    back = issued_and_returned(world)
    shown = for_you(page.get("/"))
    assert f"1report returned to you: {back.subject}" in shown


def issued_and_returned(world):
    report = issued(world)
    return_report(report=report, by=world.clerk, at=LATER, why="The resolution names no officer.")
    report.refresh_from_db()
    return report


def test_the_clerk_reads_of_the_report_that_was_handed_over_until_its_meeting_is_over(page, world, monkeypatch):
    page.sign_in(world.clerk.person)
    assert "Nothing waits for you." in page.get("/").heading
    report = issued(world)
    meets = max(one.on for one in report.destinations.all())
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: meets + timedelta(days=1))
    assert "Nothing waits for you." in page.get("/").heading
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: meets)
    shown = page.get("/")
    assert "One thing waits for you." in shown.heading
    assert f"1report handed to you: {report.subject}" in for_you(shown)


def test_several_of_a_kind_are_one_line_that_leads_to_the_reports(page, world):
    for subject in ("One", "Two"):
        draft(world, subject=subject)
    page.sign_in(world.author.person)
    shown = page.get("/")
    assert "2draft reports to finish" in for_you(shown)
    assert "Two things wait for you." in shown.heading
    assert shown.links()["draft reports to finish"] == "/reports/"


def test_that_a_report_can_be_begun_waits_for_nobody_and_is_said(page, world):
    page.sign_in(world.manager.person)
    shown = page.get("/").text
    assert "report to begin" in shown.partition("How it stands")[2]
    assert "report to begin" not in shown.partition("How it stands")[0]
