"""Appendices of a report on their pages: changed by two at once, taken away while somebody writes."""

import pytest

from goldenthread.reports.commands.appendices import add_appendix, remove_appendix
from tests.reports.makers import LATER

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(drafted):
    return drafted[0]


@pytest.fixture
def report(drafted):
    world, made = drafted
    for title in ("Letters", "Terms"):
        add_appendix(report=made, kind="text", title=title, text=f"{title}.", by=world.author, at=LATER)
    return made


def at(report, number):
    return f"{report.get_absolute_url()}appendices/{number}/"


def texts(report):
    return [(one.title, one.text) for one in report.appendices.filter(kind="text")]


def test_of_two_who_change_an_appendix_the_second_sees_both_texts_and_puts_them_together(page, world, report):
    page.sign_in(world.author.person)
    mine = page.get(at(report, 2))
    page.sign_in(world.manager.person)
    hers = page.get(at(report, 2))
    page.sign_in(world.author.person).send(mine, {"text": "Mine."}, action="/2/")
    page.sign_in(world.manager.person)
    answer = page.send(hers, {"text": "Hers."}, action="/2/", status=422)
    assert "Ruth Amadi" in answer
    assert "Mine." in answer
    assert "Hers." in answer
    assert texts(report)[0] == ("Letters", "Mine.")
    page.send(answer, {"text": "Mine. Hers."}, action="/2/")
    assert texts(report)[0] == ("Letters", "Mine. Hers.")


def test_what_is_typed_goes_into_the_appendix_it_was_opened_on_although_its_number_moved_up(page, world, report):
    page.sign_in(world.author.person)
    form = page.get(at(report, 2))
    terms = page.get(at(report, 3))
    remove_appendix(appendix=report.appendices.get(number=2), by=world.manager, at=LATER)
    page.send(terms, {"text": "New terms."}, action="/3/")
    assert texts(report) == [("Terms", "New terms.")]
    answer = page.send(form, {"text": "My letters."}, action="/2/", status=422)
    assert "Somebody took this appendix away in the meantime" in answer
    assert "My letters." in answer.html
    assert texts(report) == [("Terms", "New terms.")]


def test_an_appendix_is_taken_away_once_and_no_other_in_its_place(page, world, report):
    page.sign_in(world.author.person)
    form = page.get(at(report, 2))
    remove_appendix(appendix=report.appendices.get(number=2), by=world.manager, at=LATER)
    assert "took this appendix away already" in page.send(form, action="/remove/", status=422)
    assert texts(report) == [("Terms", "Terms.")]
