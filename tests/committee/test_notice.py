"""The notice of a council: its own closed days do not count; who says so, and what the page tells."""

from datetime import date, time

import pytest

from goldenthread.bodies.commands import make_body
from goldenthread.committee.commands.calendar import SUBJECT, close_days, keep_office_hours, open_day
from goldenthread.committee.models import ClosedDay, OfficeHours
from goldenthread.committee.queries.notice import notice_of_council, office_hours
from goldenthread.kernel.errors import Conflict, NotAllowed, RuleBroken
from goldenthread.ledger.queries import history
from tests.cast import by

pytestmark = pytest.mark.django_db
EVE, LAST = date(2026, 12, 24), date(2026, 12, 31)
NEW_YEAR = "/notice/?meeting=2027-01-08&days=5&basis=working"


@pytest.fixture
def clerk(cast):
    return by(cast.clerk)


def test_days_the_council_is_closed_do_not_count(clerk):
    assert notice_of_council(date(2027, 1, 6)).publish_by == date(2026, 12, 24)
    close_days(first=EVE, last=LAST, why="  Christmas   closure ", by=clerk)
    found = notice_of_council(date(2027, 1, 6))
    assert found.publish_by == date(2026, 12, 18)
    assert "the council is closed: Christmas closure" in {one.because for one in found.skipped}
    [entry] = history(SUBJECT)
    assert entry.what == "committee.days_closed"


def test_a_day_taken_off_the_list_counts_again(clerk):
    close_days(first=EVE, last=LAST, why="Christmas closure", by=clerk)
    open_day(day=ClosedDay.objects.get(on=EVE), by=clerk)
    assert not ClosedDay.objects.filter(on=EVE).exists()
    assert notice_of_council(date(2027, 1, 6)).publish_by == date(2026, 12, 21)


def test_a_day_taken_off_by_two_is_told_to_the_second(clerk):
    [day] = close_days(first=EVE, last=EVE, why="Christmas Eve", by=clerk)
    again = ClosedDay.objects.get(pk=day.pk)
    open_day(day=day, by=clerk)
    with pytest.raises(RuleBroken, match=r"^It was taken off the list already\.$"):
        open_day(day=again, by=clerk)


def test_days_that_are_closed_already_keep_their_reason(clerk):
    close_days(first=EVE, last=EVE, why="Christmas Eve", by=clerk)
    assert len(close_days(first=EVE, last=LAST, why="Christmas closure", by=clerk)) == 7
    assert ClosedDay.objects.get(on=EVE).why == "Christmas Eve"
    with pytest.raises(RuleBroken, match=r"^The council is closed then already\.$"):
        close_days(first=EVE, last=LAST, why="Christmas closure", by=clerk)


@pytest.mark.parametrize(
    ("first", "last", "why", "said"),
    [
        (LAST, EVE, "Christmas", "The last day cannot be before the first."),
        (date(2026, 1, 1), LAST, "Gone", "Close 31 days at once at the most; these are 365."),
        (EVE, LAST, "  ", "Give the reason."),
        (EVE, LAST, "x" * 201, "Keep the reason to 200 letters."),
    ],
)
def test_what_nobody_means_is_refused_and_nothing_is_closed(clerk, first, last, why, said):
    with pytest.raises(RuleBroken) as refusal:
        close_days(first=first, last=last, why=why, by=clerk)
    assert str(refusal.value) == said
    assert not ClosedDay.objects.exists()


def test_only_democratic_services_and_administrators_say_when_the_council_is_closed(cast, clerk):
    [day] = close_days(first=EVE, last=EVE, why="Christmas Eve", by=clerk)
    for person in (cast.lead_officer, cast.service_manager, cast.director, cast.auditor, cast.councillor):
        for change in (
            lambda who: close_days(first=LAST, last=LAST, why="New Year's Eve", by=who),
            lambda who: open_day(day=day, by=who),
            lambda who: keep_office_hours(closes_at=time(16), by=who),
        ):
            with pytest.raises(NotAllowed, match="Only democratic services or an administrator"):
                change(by(person))
    close_days(first=LAST, last=LAST, why="New Year's Eve", by=by(cast.administrator))
    assert ClosedDay.objects.count() == 2


def test_the_second_to_change_office_hours_meets_a_conflict(clerk):
    assert office_hours().closes_at == time(17)
    keep_office_hours(closes_at=time(16, 30), by=clerk)
    version = OfficeHours.objects.get().version
    keep_office_hours(closes_at=time(16), by=clerk, version=version)
    with pytest.raises(Conflict):
        keep_office_hours(closes_at=time(15), by=clerk, version=version)
    assert office_hours().closes_at == time(16)


def test_the_page_says_by_when_to_publish_and_what_each_day_counts_for(page, cast, clerk):
    close_days(first=EVE, last=LAST, why="Christmas closure", by=clerk)
    keep_office_hours(closes_at=time(16, 30), by=clerk)
    shown = page.sign_in(cast.lead_officer).get(NEW_YEAR)
    assert "Publish by 16:30 on Tuesday 22 December 2026" in shown
    assert "Thursday 24 December 2026 – Does not count: the council is closed: Christmas closure" in shown
    assert "Friday 1 January 2027 – Does not count: New Year's Day, a bank or public holiday in England" in shown
    assert "Monday 4 January 2027 2 Counts" in shown
    assert "Close a day or several" not in shown


def test_a_notice_that_is_over_says_so(page, cast):
    shown = page.sign_in(cast.lead_officer).get("/notice/?meeting=2018-05-11&days=5&basis=working")
    assert "can no longer have this notice" in shown


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("meeting=soon&days=5&basis=working", "is not a day"),
        ("meeting=2026-05-11&days=9999&basis=working", "Give a number from 0 to 100."),
        (
            "meeting=1950-05-11&days=5&basis=working",
            "Bank holidays are known here from 1972",
        ),
        ("meeting=2026-05-11&days=5&basis=lunar", "Choose which days count."),
    ],
)
def test_a_question_nobody_can_answer_is_one_sentence(page, cast, asked, said):
    assert said in page.sign_in(cast.lead_officer).get(f"/notice/?{asked}", status=422)


def test_the_clerk_closes_days_on_the_page_and_opens_one_again(page, cast):
    page.sign_in(cast.clerk)
    page.send(page.get("/notice/closed/add/"), {"first": "2026-12-24", "why": "Christmas Eve"})
    assert [str(day) for day in ClosedDay.objects.all()] == ["24 December 2026"]
    page.send(page.get("/notice/closed/2026-12-24/remove/"))
    assert not ClosedDay.objects.exists()
    page.send(page.get("/notice/office/"), {"closes_at": "16:00"})
    assert office_hours().closes_at == time(16)


def test_a_committee_leads_to_its_notice_and_a_forum_does_not(page, cast, clerk):
    committee = make_body(name="Harbour Committee", kind="committee", by=clerk)
    forum = make_body(name="Harbour Forum", kind="forum", by=clerk)
    page.sign_in(cast.clerk)
    assert page.get(committee).all("//main//a[@href='/notice/']")
    assert not page.get(forum).all("//main//a[@href='/notice/']")
