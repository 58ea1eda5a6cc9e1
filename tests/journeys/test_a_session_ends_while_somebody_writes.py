"""A session ends while somebody writes: the page stays with its words and says so, and every word comes back."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import email_of, press
from tests.journeys.conftest import VisitorMaker
from tests.journeys.served import PASSWORD, Site

pytestmark = pytest.mark.browser

WRITER = "Miriam Bell"
ENDED = "Your session has ended. Your words are still here: sign in in another window, then save."
FIRST = "Forty families were asked by letter."
MORE = " Those who did not answer were called twice, at noon and after work, and eleven said how long they waited."
LONG = " ".join(f"word{number}" for number in range(5_000))
LONGER_THAN_ALL_PAUSES = 4_500  # milliseconds; the preview waits 0.7 s after the last key, the keeping 2.5 s


def a_section(site: Site) -> str:
    """Where a section of the report that is still being written is written."""
    found = site.rows(
        "SELECT r.key, s.id FROM reports_section s JOIN reports_report r ON r.id = s.report_id"
        " WHERE r.state = 'draft' AND s.kind = 'body' ORDER BY s.id LIMIT 1"
    )
    return f"/reports/{found[0][0]}/sections/{found[0][1]}/"


def begun(page: Page, site: Site) -> Locator:
    """The text of a section with its first words typed and kept."""
    page.goto(a_section(site))
    text = page.locator("textarea[name=text]")
    text.fill(FIRST)
    expect(said(page)).to_contain_text("Kept at")
    return text


def said(page: Page) -> Locator:
    return page.locator("[data-kept]")


def sign_in_here(page: Page) -> None:
    page.get_by_label("E-mail address").fill(email_of(WRITER))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name=WRITER)).to_be_visible()


def test_who_signs_out_in_another_window_goes_on_writing_and_loses_no_word(visitor: VisitorMaker, site: Site) -> None:
    page = visitor(WRITER).page
    text = begun(page, site)
    other = page.context.new_page()
    other.goto("/")
    other.get_by_role("button", name=WRITER).click()
    other.get_by_role("button", name="Sign out").click()
    expect(other.get_by_label("Password")).to_be_visible()

    text.press_sequentially(MORE, delay=2)
    expect(said(page)).to_have_text(ENDED)
    expect(said(page)).to_have_attribute("role", "status")
    page.wait_for_timeout(LONGER_THAN_ALL_PAUSES)
    assert page.url == f"{site.address}{a_section(site)}"
    expect(text).to_have_value(FIRST + MORE)
    expect(said(page)).to_have_text(ENDED)

    text.fill(LONG)
    press(page, "Save")
    expect(page.get_by_role("main")).to_contain_text("what you typed is kept")
    sign_in_here(page)
    assert page.url == f"{site.address}{a_section(site)}"
    expect(text).to_have_value(LONG)
    press(page, "Save")
    assert site.rows("SELECT count(*) FROM reports_section WHERE text = ?", LONG) == [(1,)]


def test_who_signs_in_again_in_another_window_saves_from_the_page_that_stayed(
    visitor: VisitorMaker, site: Site
) -> None:
    page = visitor(WRITER).page
    text = begun(page, site)
    page.context.clear_cookies()
    text.press_sequentially(MORE, delay=2)
    expect(said(page)).to_have_text(ENDED)
    page.wait_for_timeout(LONGER_THAN_ALL_PAUSES)
    assert page.url == f"{site.address}{a_section(site)}"

    other = page.context.new_page()
    other.goto("/")
    sign_in_here(other)
    other.goto(a_section(site))
    expect(other.locator("textarea[name=text]")).to_have_value(FIRST + MORE)
    other.close()

    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(said(page)).not_to_have_text(ENDED)
    press(page, "Save")
    expect(page.locator(".messages")).to_contain_text("Saved.")
    assert site.rows("SELECT count(*) FROM reports_section WHERE text = ?", FIRST + MORE) == [(1,)]


def test_a_row_with_words_stays_open_when_another_is_asked_for_after_the_session_ended(
    visitor: VisitorMaker, site: Site
) -> None:
    page = visitor(WRITER).page
    plan = "/plans/sipcf-2026-27/?priority=1"
    page.goto(plan)
    page.locator("[id='p1-1.4']").get_by_role("link", name="Update 1.4").click()
    note = page.locator("[id='open-p1-1.4']").get_by_label("What has changed?")
    note.fill(FIRST)
    page.context.clear_cookies()
    page.locator("#rows").get_by_role("link", name=re.compile(r"^Update (?!1\.4)")).first.click()
    expect(said(page)).to_have_text(ENDED)
    assert page.url == f"{site.address}{plan}"
    expect(note).to_have_value(FIRST)

    page.get_by_role("button", name="Save 1.4").click()
    sign_in_here(page)
    page.locator("[id='p1-1.4']").get_by_role("link", name="Update 1.4").click()
    expect(note).to_have_value(FIRST)
