"""Two who write the same section see each other's words as they are kept; nobody else sees them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from goldenthread.identity.drafts import keep_draft
from goldenthread.identity.models import Delegation
from goldenthread.reports.commands.writing import save_section
from tests.cast import make_person
from tests.reports.makers import LATER

pytestmark = pytest.mark.django_db
HERS = "Four families <b>wrote</b> to us in May.\n\nTwo of them by letter."


@pytest.fixture
def world(drafted):
    return drafted[0]


@pytest.fixture
def section(drafted):
    return drafted[1].sections.get(kind="summary")


def desk(section):
    return f"{section.report.get_absolute_url()}sections/{section.pk}/"


def types(section, person, text=HERS, *, ago=timedelta(seconds=20), heading=""):
    fields = {"text": text, "heading": heading, "version": str(section.version)}
    keep_draft(person=person, form=desk(section), fields=fields, at=timezone.now() - ago)


def test_a_second_author_sees_what_the_first_is_writing_with_name_and_time(page, world, section):
    types(section, world.author.person)
    shown = page.sign_in(world.manager.person).get(desk(section))
    assert "Somebody else is writing here" in shown
    assert "Ruth Amadi is writing in this section now: kept on" in shown
    assert shown.all("//div[contains(@class, 'theirs')]")[0].text_content() == HERS
    assert "<b>wrote</b>" not in shown.html
    assert shown.values(action=desk(section))["text"] == section.text


def test_ones_own_words_and_those_that_are_saved_are_not_shown(page, world, section):
    types(section, world.author.person)
    assert "Somebody else" not in page.sign_in(world.author.person).get(desk(section))
    save_section(section=section, version=section.version, text=HERS, by=world.author, at=LATER)
    assert "Somebody else" not in page.sign_in(world.manager.person).get(desk(section))


def test_words_that_were_left_some_time_ago_are_said_to_be_not_saved(page, world, section):
    types(section, world.author.person, ago=timedelta(hours=3))
    shown = page.sign_in(world.manager.person).get(desk(section))
    assert "Ruth Amadi has words in this section that are not saved yet" in shown


def test_the_look_while_writing_answers_only_where_something_was_written_since(page, world, section):
    page.sign_in(world.manager.person)
    seen = page.get(desk(section)).all("//div[@id='others']/input/@value")[0]
    look = f"{desk(section)}others/"
    page.post(look, {"seen": seen}, status=204)
    types(section, world.author.person)
    answer = page.post(look, {"seen": seen}, status=200, headers={"HX-Request": "true"})
    assert "Ruth Amadi" in answer.html
    (seen,) = answer.all("//input[@name='seen']/@value")
    page.post(look, {"seen": seen}, status=204)


def test_nobody_else_sees_the_words_and_nobody_else_puts_any_there(page, world, section):
    types(section, world.author.person)
    auditor = make_person("Ira Novak", roles=["auditor"])
    for reader, status in ((world.director.person, 403), (world.legal.person, 404), (auditor, 403)):
        page.sign_in(reader)
        assert "wrote" not in page.post(f"{desk(section)}others/", {"seen": ""}, status=status).html
        assert "to us in May" not in page.get(desk(section), status=status).html
    types(section, world.legal.person, "I am not one of its authors.")
    assert "not one of its authors" not in page.sign_in(world.manager.person).get(desk(section))


def test_who_writes_for_an_author_is_shown_by_her_own_name(page, world, section):
    assistant = make_person("Pia Doyle")
    types(section, assistant)
    today = timezone.localdate()
    assert "Pia Doyle" not in page.sign_in(world.manager.person).get(desk(section))
    Delegation.objects.create(
        person=world.author.person, delegate=assistant, starts_on=today, ends_on=today, reason="She is on leave."
    )
    assert "Pia Doyle is writing in this section now" in page.get(desk(section))
