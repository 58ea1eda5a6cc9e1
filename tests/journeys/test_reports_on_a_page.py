"""A report in a browser: what stands behind it folds on a telephone, and two who write a section see each other."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import NARROW, WIDE, press
from tests.journeys.conftest import VisitorMaker
from tests.journeys.served import Site

pytestmark = pytest.mark.browser

REPORT = "/reports/service-improvement-plan-report-to-the-board/"
PAPER = f"{REPORT}paper/"
MOST_TELEPHONES = 20
"""So many times the height of a telephone a folded report may have; unfolded it had more than a hundred."""
TWO_LOOKS = 20_000


def is_open(page: Page) -> bool:
    return bool(page.locator("details[data-fold]").evaluate("fold => fold.open"))


def tell(page: Page, what: str) -> None:
    page.evaluate("what => { dispatchEvent(new Event(what)); }", what)


def test_what_stands_behind_a_report_folds_on_a_telephone_and_opens_for_print_and_for_a_link(
    visitor: VisitorMaker,
) -> None:
    page = visitor("Miriam Bell").page
    page.goto(PAPER)
    assert is_open(page)
    page.set_viewport_size(NARROW)
    page.goto(PAPER)
    assert not is_open(page)
    assert page.evaluate("document.scrollingElement.scrollHeight") < MOST_TELEPHONES * NARROW["height"]
    tell(page, "beforeprint")
    assert is_open(page)
    tell(page, "afterprint")
    assert not is_open(page)

    contents = page.get_by_role("navigation", name="Contents")
    jump = contents.get_by_role("link", name="The actions")
    fragment = str(jump.get_attribute("href"))
    jump.click()
    expect(page.locator(fragment)).to_be_in_viewport()
    page.goto("/")
    page.goto(f"{PAPER}{fragment}")
    expect(page.locator(fragment)).to_be_in_viewport()


def test_without_script_nothing_is_folded(visitor: VisitorMaker) -> None:
    page = visitor("Miriam Bell", java_script_enabled=False).page
    page.set_viewport_size(NARROW)
    page.goto(PAPER)
    expect(page.locator("details[data-fold][open] table").first).to_be_visible()


def test_a_second_author_sees_what_the_first_types_while_she_writes_herself(visitor: VisitorMaker, site: Site) -> None:
    first = visitor("Miriam Bell").page
    first.goto(f"{REPORT}authors/add/")
    devika = first.get_by_label("Who").get_by_role("option").filter(has_text="Devika Rao").text_content()
    first.get_by_label("Who").select_option(label=devika)
    press(first, "Let them write")
    (found,) = site.rows(
        "SELECT s.id FROM reports_section s JOIN reports_report r ON r.id = s.report_id"
        f" WHERE r.key = '{REPORT.split('/')[2]}' AND s.kind = 'conclusion'"
    )
    desk = f"{REPORT}sections/{found[0]}/"

    second = visitor("Devika Rao").page
    second.set_viewport_size(WIDE)
    second.goto(desk)
    others = second.locator("#others")
    expect(others).to_be_hidden()
    first.goto(desk)
    first.locator("textarea[name=text]").fill("The clinic decides the winter.")
    expect(first.locator("[data-kept]")).to_contain_text("Kept at")
    second.locator("textarea[name=text]").press_sequentially("Mine. ")
    expect(others).to_contain_text("Miriam Bell is writing in this section now", timeout=TWO_LOOKS)
    expect(others).to_contain_text("The clinic decides the winter.")
    assert "Mine. " in second.locator("textarea[name=text]").input_value()
