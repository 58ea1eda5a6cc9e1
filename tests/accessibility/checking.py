"""What is checked on every page: axe in both themes and widths, and that nothing scrolls sideways on a telephone.

All rules but one look at the same things in either theme, so they run once
wide and once narrow. Contrast runs in all four, on what looks alike once: a
plan of a hundred rows has some thirty ways to set a word, each of which counts.
"""

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.journeys.browsing import NARROW, WIDE

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RULES = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"color-contrast": {"enabled": False}},
    "resultTypes": ["violations"],
}
RUN_RULES = "options => axe.run(document, options)"
RUN_CONTRAST = """() => {
  const seen = new Map();
  const look = one => one && one !== document.body
    ? `${look(one.parentElement)} ${one.tagName}.${one.className?.baseVal ?? one.className}` : '';
  const said = one => [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const all = [...document.body.querySelectorAll('*')];
  const words = all.filter(one => said(one) || one.matches('input, select, textarea'));
  for (const one of words) {
    if (!one.checkVisibility()) continue;
    const key = look(one);
    const same = seen.get(key) ?? seen.set(key, []).get(key);
    if (same.length < 2) same.push(one);
  }
  return axe.run({include: [...seen.values()].flat()}, {runOnly: ['color-contrast'], resultTypes: ['violations']});
}"""
# A folded part is as much of the page as what stands open.
UNFOLD = "() => document.querySelectorAll('main details').forEach(one => one.open = true)"
SIDEWAYS = """() => {
  const most = window.innerWidth;
  const wide = document.scrollingElement.scrollWidth;
  if (wide <= most) return [];
  const held = one => one.closest('.scroll, .vh') || getComputedStyle(one).visibility !== 'visible';
  const beyond = [...document.body.querySelectorAll('*')].filter(one => {
    const box = one.getBoundingClientRect();
    return box.width > 1 && box.right > most + 0.5 && !held(one);
  });
  const first = beyond.filter(one => !beyond.some(other => other !== one && one.contains(other)));
  return [`the page is ${wide} px wide`, ...first.slice(0, 5).map(one =>
    `${one.tagName.toLowerCase()}.${one.className} to ${Math.round(one.getBoundingClientRect().right)} px: `
    + one.textContent.trim().replace(/\\s+/g, ' ').slice(0, 60))];
}"""
# Nothing moves while its colours are read: a button that fades from one theme to the other is neither.
STILL = {"reduced_motion": "reduce"}


def faults_of(page: Page) -> list[str]:
    """Every fault of the page as it stands, in light and dark, wide and narrow; one line each."""
    page.evaluate(UNFOLD)
    page.evaluate(AXE_SCRIPT)
    faults = list(_at(page, "wide", "light")) + list(_at(page, "wide", "dark"))
    faults += list(_at(page, "narrow", "dark")) + list(_at(page, "narrow", "light"))
    faults += [f"Scrolls sideways at 320 px: {fault}" for fault in page.evaluate(SIDEWAYS)]
    page.set_viewport_size(WIDE)
    return faults


def _at(page: Page, width: str, theme: str) -> Iterator[str]:
    page.set_viewport_size(WIDE if width == "wide" else NARROW)
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    found = [page.evaluate(RUN_CONTRAST)]
    if theme == "light":
        found.append(page.evaluate(RUN_RULES, RULES))
    for violation in (one for run in found for one in run["violations"]):
        yield f"{width}, {theme}: {_in_words(violation)}"


def _in_words(violation: dict[str, Any]) -> str:
    nodes = violation["nodes"]
    places = "; ".join(f"{' '.join(map(str, node['target']))} {node['html'][:160]}" for node in nodes[:3])
    return f"{violation['id']} ({len(nodes)}): {violation['help']}. {places}"
