"""A section of the main report has a heading: it is asked for, kept, and where there is none its words name it."""

import pytest

from goldenthread.reports.commands.writing import add_section
from tests.reports.makers import LATER, draft

pytestmark = pytest.mark.django_db


def of(report, section):
    return f"{report.get_absolute_url()}sections/{section.pk}/"


def test_a_section_of_the_body_is_not_added_without_a_heading(page, world):
    report = draft(world)
    page.sign_in(world.author.person)
    form = page.get(f"{report.get_absolute_url()}sections/add/")
    answer = page.send(form, {"kind": "body", "heading": " "}, status=422)
    assert "Give the section a heading, so that a reader can find it." in answer
    page.send(answer, {"kind": "body", "heading": "Pressures of the winter"})
    assert report.sections.filter(heading="Pressures of the winter").exists()


def test_a_heading_that_is_blanked_is_asked_for_and_nothing_typed_is_lost(page, world):
    report = draft(world)
    page.sign_in(world.author.person)
    section = report.sections.get(heading="Pressures")
    form = page.get(of(report, section))
    answer = page.send(form, {"heading": "", "text": "Two posts stand empty."}, status=422)
    assert "Give the section a heading; it was “Pressures”." in answer
    assert "Two posts stand empty." in answer.html
    section.refresh_from_db()
    assert section.heading == "Pressures"


def test_the_heading_that_the_council_has_a_word_for_may_be_blank(page, world):
    report = draft(world)
    page.sign_in(world.author.person)
    page.send(page.get(of(report, report.sections.get(kind="summary"))), {"heading": ""})


def test_a_section_that_came_without_a_heading_is_named_by_its_first_words(page, world):
    report = draft(world)
    text = "The ferries ran on every day of the quarter but one."
    made = add_section(report=report, kind="body", text=text, by=world.author, at=LATER)
    page.sign_in(world.author.person)
    shown = page.get(of(report, made))
    assert shown.heading == "Write: the section that begins “The ferries ran on every day of the…”"
    assert "without a heading" not in page.get(report)
    page.send(shown, {"text": f"{text} That one was a storm."})
