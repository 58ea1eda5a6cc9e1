"""Before issuing: a meeting that is over and a newer closed round are said, with what to do, and hold nothing up."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from goldenthread.bodies.models import Body
from goldenthread.committee.models import Committee, CommitteeMeeting
from goldenthread.reports.commands.issuing import issue_report
from goldenthread.reports.models import Destination, Report
from goldenthread.reports.queries.cautions import cautions_before_issuing
from goldenthread.reports.queries.waiting import STILL_LATE, waiting_for
from tests.reports.makers import NEXT_WEEK, clear, close, draft

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2026, 6, 20), date(2026, 6, 21)


def said(report, by, on=BEFORE):
    return [one.sentence for one in cautions_before_issuing(report, by, on=on)]


def test_a_meeting_whose_day_has_passed_is_said_with_what_to_do(drafted):
    world, report = drafted
    assert said(report, world.author) == []
    (found,) = cautions_before_issuing(report, world.author, on=AFTER)
    assert found.sentence == (
        "The day on which the Harbour Committee meets, 20 June 2026, has passed: give the day of its next meeting, or "
        "issue it as it stands if the paper is late."
    )
    assert found.url == f"{report.get_absolute_url()}head/"
    (for_director,) = cautions_before_issuing(report, world.director, on=AFTER)
    assert "ask its author to give" in for_director.sentence
    assert for_director.url == ""


def test_a_newer_closed_round_is_said_and_leads_to_a_draft_on_it(world):
    report = draft(world)
    newer = close(world.plan, world.manager, NEXT_WEEK + timedelta(days=90))
    (found,) = cautions_before_issuing(report, world.manager, on=BEFORE)
    assert (
        f"It tells of round 2, and round {newer.number} of Harbour Improvement Plan is closed by now" in found.sentence
    )
    assert found.url == f"/reports/new/?round=sip/{newer.number}"
    assert said(draft(world, round=newer), world.manager) == []


def test_both_stand_on_the_page_where_it_is_issued_and_it_is_issued_all_the_same(page, world, quick):
    report = draft(world)
    clear(report, world)
    close(world.plan, world.manager, NEXT_WEEK + timedelta(days=90))
    Destination.objects.filter(report=report).update(on=timezone.localdate() - timedelta(days=1))
    Report.objects.filter(pk=report.pk).update(version=report.version + 1)
    page.sign_in(world.director.person)
    shown = page.get(f"{report.get_absolute_url()}issue/")
    assert "Before you issue it" in shown
    assert "has passed" in shown
    assert "Draft a report on round 3" in shown.links()
    assert "has passed" in page.get(report)


def test_democratic_services_read_that_a_report_came_after_its_meeting_and_what_to_do(world, quick):
    report = draft(world)
    clear(report, world)
    Destination.objects.filter(report=report).update(on=date(2026, 6, 12))
    issue_again = Report.objects.get(pk=report.pk)
    Report.objects.filter(pk=report.pk).update(
        state="issued", issued_at=NEXT_WEEK, issued_by=world.director.person, version=issue_again.version
    )
    (found,) = waiting_for(world.clerk, on=NEXT_WEEK.date())
    assert found.rest == (": it was issued after its meeting of 12 June 2026; put it to a later one, or return it")
    assert waiting_for(world.clerk, on=NEXT_WEEK.date() + STILL_LATE + timedelta(days=1)) == []


def test_a_report_that_came_in_time_says_nothing_of_it(cleared, quick):
    world, report = cleared
    issue_report(report=report, by=world.director, at=NEXT_WEEK)
    (found,) = waiting_for(world.clerk, on=BEFORE)
    assert found.rest == ""
    assert waiting_for(world.clerk, on=AFTER) == []


def test_a_day_on_which_the_committee_does_not_meet_is_said_with_the_nearest_planned_days(page, world):
    committee = Committee.objects.create(body=world.committee, set_up_on=BEFORE)
    days = [BEFORE - timedelta(days=30), BEFORE - timedelta(days=8), BEFORE + timedelta(days=10)]
    for number, on in enumerate(days):
        CommitteeMeeting.objects.create(committee=committee, key=f"m-{number}", on=on)
    report = draft(world)
    report.destinations.create(body=Body.objects.get(key="improvement-board"), on=BEFORE, position=2)
    (found,) = cautions_before_issuing(report, world.author, on=BEFORE - timedelta(days=20))
    assert found.sentence == (
        "No meeting of the Harbour Committee is planned on 20 June 2026. The nearest planned: 12 June 2026 and "
        "30 June 2026."
    )
    assert found.url == f"{report.get_absolute_url()}head/"
    CommitteeMeeting.objects.create(committee=committee, key="m-4", on=BEFORE, state="cancelled", cancelled_why="Snow")
    assert len(said(report, world.author, on=BEFORE - timedelta(days=20))) == 1
    CommitteeMeeting.objects.create(committee=committee, key="m-5", on=BEFORE)
    assert said(report, world.author, on=BEFORE - timedelta(days=20)) == []
    soon = timezone.localdate() + timedelta(days=40)
    CommitteeMeeting.objects.create(committee=committee, key="m-6", on=soon + timedelta(days=1))
    page.sign_in(world.manager.person)
    values = {"body_1": world.committee.key, "on_1": soon.isoformat(), "author": world.author.person.key}
    page.send(page.get("/reports/new/?round=sip/2"), values)
    made = Report.objects.order_by("-pk").first()
    assert "No meeting of the Harbour Committee is planned on" in page.get(made).text
