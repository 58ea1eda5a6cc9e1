"""Asking for clearance again begins with those who were asked before, with days that are ahead."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from goldenthread.reports.commands.clearance import take_back
from goldenthread.reports.commands.issuing import draft_again, return_report
from goldenthread.reports.models import Clearance, Report
from goldenthread.reports.queries.asking_again import day_ahead
from tests.cast import make_person
from tests.reports.makers import LATER, NEXT_WEEK, decide, finish, put, settle_gate, write

pytestmark = pytest.mark.django_db


def asking(page, world, report):
    return page.sign_in(world.author.person).get(f"{report.get_absolute_url()}clearance/ask/")


def asked(report, world, *, due_on=None):
    """Asked of two, cleared by one, and changed since: in the week before today."""
    finish(report, world)
    put(report, world, due_on=due_on)
    decide(report, world.finance)
    write(report, "conclusion", "The van decides the autumn.", world.author)


def test_the_form_begins_with_those_who_were_asked_and_moves_a_day_that_has_passed(page, drafted):
    world, report = drafted
    asked(report, world)
    today = timezone.localdate()
    ago = timezone.now() - timedelta(days=10)
    Clearance.objects.update(asked_at=ago)
    Clearance.objects.filter(person=world.finance.person).update(due_on=ago.date() + timedelta(days=5))
    Clearance.objects.filter(person=world.legal.person).update(due_on=today + timedelta(days=300))
    form = asking(page, world, report)
    shown = form.values()
    assert (shown["person_1"], shown["capacity_1"]) == (world.finance.person.key, "Finance")
    assert date.fromisoformat(shown["due_1"]) >= today + timedelta(days=5)
    assert shown["due_2"] == (today + timedelta(days=300)).isoformat()
    assert shown["person_3"] == ""
    settle_gate(report, world)
    page.send(form)
    assert report.clearances.current().count() == 2
    assert all(one.due_on >= today for one in report.clearances.current())


@pytest.mark.parametrize(
    ("due", "ahead"),
    [(date(2026, 6, 12), date(2026, 6, 19)), (date(2026, 6, 13), date(2026, 6, 22)), (date(2026, 6, 30), None)],
)
def test_a_day_that_has_passed_moves_on_by_as_many_days_as_they_had_and_never_to_a_weekend(due, ahead):
    was = Clearance(asked_at=datetime(2026, 6, 8, 9, tzinfo=LATER.tzinfo), due_on=due)
    assert day_ahead(was, on=date(2026, 6, 15)) == (ahead or due)


def test_whoever_cleared_the_very_words_that_stand_is_not_put_in_again(page, drafted):
    world, report = drafted
    finish(report, world)
    put(report, world)
    decide(report, world.finance)
    take_back(report=Report.objects.get(pk=report.pk), by=world.author, at=LATER)
    assert asking(page, world, report).values()["person_1"] == ""


def test_more_than_four_who_were_asked_have_a_row_each_and_one_is_free(page, drafted):
    world, report = drafted
    finish(report, world)
    put(report, world, *(make_person(f"Reader {number}") for number in range(1, 6)))
    write(report, "conclusion", "The van decides the autumn.", world.author)
    settle_gate(report, world)
    form = asking(page, world, report)
    assert (form.values()["person_5"] != "", form.values()["person_6"]) == (True, "")
    answer = page.send(form, {"person_6": form.values()["person_1"]}, status=422)
    assert "is asked above already" in answer


def test_a_new_draft_begins_with_whoever_was_asked_about_the_report_it_replaces(page, sealed, quick):
    world, report = sealed
    return_report(report=report, why="The resolution names no officer.", by=world.clerk, at=NEXT_WEEK)
    again = draft_again(report=Report.objects.get(pk=report.pk), by=world.manager, at=NEXT_WEEK)
    page.sign_in(world.manager.person)
    shown = page.get(f"{again.get_absolute_url()}clearance/ask/").values()
    assert {shown["person_1"], shown["person_2"]} == {world.finance.person.key, world.legal.person.key}


def test_somebody_who_left_is_not_put_in_again(page, drafted):
    world, report = drafted
    asked(report, world)
    type(world.finance.person).objects.filter(pk=world.finance.person.pk).update(left_on=date(2026, 1, 1))
    assert asking(page, world, report).values()["person_1"] == world.legal.person.key
