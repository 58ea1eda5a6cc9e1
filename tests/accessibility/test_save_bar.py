"""The button of My actions stays in view, and what has the focus is never under it.

Rule: WCAG 2.2, success criterion 2.4.11, Focus Not Obscured (Minimum).
"""

import pytest

from tests.accessibility.conftest import Sweep
from tests.accessibility.examples import LEAD

pytestmark = pytest.mark.browser
ROWS, STOPS = 4, 60
OPEN_SOME = """rows => {
  for (const one of [...document.querySelectorAll('.answer')].slice(0, rows)) {
    for (const part of one.querySelectorAll('details')) part.open = true;
  }
}"""
# The part of the focused control that lies under the bar, in pixels; nothing where the bar itself has the focus.
COVERED = """() => {
  const one = document.activeElement, bar = document.querySelector('.stays');
  if (!one || !one.closest('.answer')) return null;
  const edge = getComputedStyle(bar).position === 'sticky' ? bar.getBoundingClientRect().top : innerHeight;
  return {name: one.name || one.textContent.trim().slice(0, 40), by: one.getBoundingClientRect().bottom - edge};
}"""


@pytest.mark.parametrize("size", [(1280, 900), (320, 700)], ids=["wide", "narrow"])
def test_the_focus_is_never_under_the_button_that_stays_in_view(sweep: Sweep, size: tuple[int, int]) -> None:
    page = sweep.open("/my-actions/", LEAD)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate(OPEN_SOME, ROWS)
    bar = page.locator(".stays")
    assert bar.bounding_box()["y"] < size[1]
    page.locator(".answer summary").first.focus()
    seen = 0
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        found = page.evaluate(COVERED)
        if found is not None:
            seen += 1
            assert found["by"] <= 1, f"{found['name']} lies {found['by']:.0f} pixels under the bar."
    assert seen > STOPS // 2


def test_in_a_low_window_the_bar_keeps_to_its_place(sweep: Sweep) -> None:
    page = sweep.open("/my-actions/", LEAD)
    page.set_viewport_size({"width": 320, "height": 360})
    assert page.locator(".stays").evaluate("bar => getComputedStyle(bar).position") == "static"
