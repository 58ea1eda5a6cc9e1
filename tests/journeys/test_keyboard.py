"""From the sign-in page to a saved update with the keyboard alone, and the focus to be seen at every stop."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import email_of, heading
from tests.journeys.conftest import VisitorMaker
from tests.journeys.served import PASSWORD, Site

pytestmark = pytest.mark.browser

MOST_STOPS = 120
# What stands at the focus: its name, and whether an outline or shadow marks it or the label it is drawn as.
FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const marked = [one, one.closest('label'), one.nextElementSibling].filter(Boolean).some(place => {
    const style = getComputedStyle(place);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
  });
  const box = (one.closest('label') ?? one).getBoundingClientRect();
  const label = one.labels?.[0]?.textContent ?? one.getAttribute('aria-label') ?? one.textContent;
  return {
    name: label.trim().replace(/\\s+/g, ' '),
    kind: one.type || one.tagName.toLowerCase(),
    marked,
    inSight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


def tab_to(page: Page, name: str, *, key: str = "Tab") -> None:
    """Press Tab until something of this name has the focus, which is marked and in sight all the way."""
    stops: list[str] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        focus = page.evaluate(FOCUS)
        if focus is None:
            continue
        stops.append(focus["name"])
        assert focus["marked"], f"Nothing marks the focus at {focus}."
        assert focus["inSight"], f"The focus is out of sight at {focus}."
        if focus["name"].startswith(name):
            return
    raise AssertionError(f"{name!r} was not reached from {page.url}; the stops were {stops}.")


def enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_an_update_is_saved_with_the_keyboard_alone(visitor: VisitorMaker, site: Site) -> None:
    page = visitor().page
    page.goto("/")
    tab_to(page, "Your e-mail address")
    page.keyboard.type(email_of("Devika Rao"))
    tab_to(page, "Your password")
    page.keyboard.type(PASSWORD)
    enter(page)
    assert "Devika Rao" in heading(page)

    tab_to(page, "Skip to main content")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    tab_to(page, "Service Improvement Plan for Children and Families")
    enter(page)
    tab_to(page, "Late")
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    tab_to(page, "Words", key="Shift+Tab")
    page.keyboard.type("six months")
    enter(page)

    tab_to(page, "Update 1.4")
    page.keyboard.press("Enter")
    expect(page.locator("[id='open-p1-1.4']")).to_be_visible()
    tab_to(page, "Green")
    page.keyboard.press("ArrowRight")
    tab_to(page, "What has changed?")
    page.keyboard.type("Answered with the keyboard alone.")
    tab_to(page, "Save 1.4")
    page.keyboard.press("Enter")
    expect(page.locator("[id='open-p1-1.4']")).to_have_count(0)
    expect(page.locator("[id='p1-1.4']")).to_contain_text("Answered with the keyboard alone.")
    assert site.rows("SELECT 1 FROM plan_update WHERE text = 'Answered with the keyboard alone.'")
