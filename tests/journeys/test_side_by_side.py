"""Two people at once, rows opened in their place, and a session that ends in the middle of a sentence."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import email_of, press, words_seen
from tests.journeys.conftest import VisitorMaker
from tests.journeys.served import PASSWORD, Site, in_child

pytestmark = pytest.mark.browser

PLAN = "/plans/sipcf-2026-27/"
UPDATE = f"{PLAN}actions/p1-1.4/update/"


def note(page: Page) -> str:
    return page.get_by_label("What has changed?").input_value()


def test_who_saves_second_sees_both_texts_and_loses_nothing(visitor: VisitorMaker, site: Site) -> None:
    first, second = visitor("Owen Pascoe").page, visitor("Devika Rao").page
    first.goto(UPDATE)
    second.goto(UPDATE)
    first.get_by_label("What has changed?").fill("Eighteen of 31 families answered.")
    second.get_by_label("What has changed?").fill("Eleven families answered by telephone.")
    press(first, "Save 1.4")
    press(second, "Save 1.4", status=422)
    conflict = second.locator(".conflict")
    expect(conflict).to_be_focused()
    expect(conflict).to_contain_text("Owen Pascoe saved this while you were writing")
    theirs, hers = (words_seen(conflict.locator("blockquote").nth(place)) for place in (0, 1))
    assert theirs.startswith("Eighteen of 31 families answered.")
    assert hers == "Eleven families answered by telephone."
    assert "Eleven families answered by telephone." in note(second)
    press(second, "Save 1.4")
    said = [text for (text,) in site.rows("SELECT text FROM plan_update WHERE text LIKE 'E%families answered%'")]
    assert sorted(said) == ["Eighteen of 31 families answered.", "Eleven families answered by telephone."]


def test_a_row_is_updated_in_its_place(visitor: VisitorMaker) -> None:
    page = visitor("Devika Rao").page
    page.goto(f"{PLAN}?priority=1")
    row = page.locator("[id='p1-1.4']")
    row.get_by_role("link", name="Update 1.4").click()
    opened = page.locator("[id='open-p1-1.4']")
    opened.get_by_label("What has changed?").fill("Twenty of 31 families answered.")
    opened.get_by_role("radio", name=re.compile("^Amber")).check()
    opened.get_by_role("button", name="Save 1.4").click()
    expect(opened).to_have_count(0)
    expect(row).to_contain_text("Twenty of 31 families answered.")
    expect(row).to_contain_text("Amber")
    expect(row.get_by_role("link", name="Update 1.4, saved")).to_be_focused()


def test_a_row_opened_in_its_place_leaves_the_address_with_its_filter(visitor: VisitorMaker, site: Site) -> None:
    page = visitor("Devika Rao").page
    page.goto(f"{PLAN}?priority=1")
    page.locator("[id='p1-1.4']").get_by_role("link", name="Update 1.4").click()
    expect(page.locator("[id='open-p1-1.4']")).to_be_visible()
    assert page.url == f"{site.address}{PLAN}?priority=1"


def test_what_was_typed_is_kept_when_a_session_ends(visitor: VisitorMaker, site: Site) -> None:
    who = visitor("Devika Rao")
    page = who.page
    page.goto(UPDATE)
    words = "Twenty families answered, and two asked to be called again."
    page.get_by_label("What has changed?").fill(words)
    assert in_child("tests.journeys.time_passing", "two_hours_pass", site.folder) > 0
    with page.expect_navigation():
        page.get_by_role("button", name="Save 1.4").click()
    expect(page.get_by_role("main")).to_contain_text("You were signed out because nothing happened for a while")
    expect(page.get_by_role("main")).to_contain_text("What you typed is kept.")
    assert words not in page.content()
    assert not site.rows("SELECT 1 FROM plan_update WHERE text = ?", words)
    page.get_by_label("E-mail address").fill(email_of("Devika Rao"))
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    assert page.url == f"{site.address}{UPDATE}"
    assert note(page) == words
    press(page, "Save 1.4")
    assert len(site.rows("SELECT 1 FROM plan_update WHERE text = ?", words)) == 1
    page.goto(UPDATE)
    assert note(page) == ""


def test_words_are_kept_on_the_server_while_somebody_types(visitor: VisitorMaker) -> None:
    page = visitor("Devika Rao").page
    page.goto(UPDATE)
    page.get_by_label("What has changed?").press_sequentially("Half a sentence about", delay=5)
    expect(page.locator("[data-kept]")).to_contain_text("Kept at")
    page.goto("/drafts/")
    expect(page.get_by_role("main")).to_contain_text("Half a sentence about")
    page.goto(UPDATE)
    assert note(page) == "Half a sentence about"
