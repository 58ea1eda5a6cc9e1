"""What is checked on every page: axe in both themes and widths, nothing that scrolls sideways, no complaint of the browser."""

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.journeys.browsing import NARROW, WIDE

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
# A folded part is as much of the page as what stands open.
UNFOLD = "() => document.querySelectorAll('main details').forEach(one => one.open = true)"
SIDEWAYS = """() => {
  const most = window.innerWidth;
  if (document.scrollingElement.scrollWidth <= most) return [];
  const beyond = [...document.body.querySelectorAll('*')].filter(one => {
    const box = one.getBoundingClientRect();
    return box.width && box.right > most + 0.5 && !one.closest('.scroll') && getComputedStyle(one).visibility === 'visible';
  });
  const first = beyond.filter(one => !beyond.some(other => other !== one && one.contains(other)));
  return [`${document.scrollingElement.scrollWidth} px wide`, ...first.slice(0, 5).map(one =>
    `${one.tagName.toLowerCase()}.${one.className} to ${Math.round(one.getBoundingClientRect().right)} px: `
    + one.textContent.trim().slice(0, 60))];
}"""


def faults_of(page: Page) -> list[str]:
    """Every fault of the page as it stands, in light and dark, wide and narrow; one line each."""
    page.evaluate(UNFOLD)
    page.evaluate(AXE_SCRIPT)
    faults: list[str] = []
    for view, theme in (("wide", "light"), ("wide", "dark"), ("narrow", "dark"), ("narrow", "light")):
        page.set_viewport_size(WIDE if view == "wide" else NARROW)
        page.emulate_media(color_scheme=theme)
        faults += [f"{view}, {theme}: {fault}" for fault in _of_axe(page)]
        if (view, theme) == ("narrow", "light"):
            faults += [f"Scrolls sideways at 320 px: {fault}" for fault in page.evaluate(SIDEWAYS)]
    page.set_viewport_size(WIDE)
    return faults


def _of_axe(page: Page) -> Iterator[str]:
    found: dict[str, Any] = page.evaluate(RUN, TAGS)
    for violation in found["violations"]:
        nodes = violation["nodes"]
        places = "; ".join(f"{' '.join(map(str, node['target']))} {node['html'][:160]}" for node in nodes[:3])
        yield f"{violation['id']} ({len(nodes)}): {violation['help']}. {places}"
