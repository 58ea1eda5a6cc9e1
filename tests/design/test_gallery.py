"""The gallery shows every part, needs no context of its own, and holds in a browser."""

import mimetypes
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from goldenthread.design.example import gallery_context
from goldenthread.design.parts import Link, PersonMenu
from goldenthread.design.views import gallery, paper
from tests.design.drawing import PARTS, TEMPLATES, draw
from tests.pages import faults_of

HOME = "http://localhost"
TOKENS = {"csrf_token": "a" * 32}
FRAME = {
    "council_name": "Wexmoor Council",
    "navigation": [Link("Start", "/"), Link("Plans", "/plans/", is_here=True)],
    "person_menu": PersonMenu("Devika Rao", [Link("Your account", "/you/")], Link("My actions", "/mine/", count=4)),
    "search_url": "/search/",
    "is_demonstration": True,
    "acting_for": {"name": "Ruth Lindqvist"},
    "foot_links": [Link("Help", "/help/")],
}
PAGE = """{% extends "design/base.html" %}{% block heading %}My <b>plans</b> &amp; {{ name }}{% endblock %}
{% block main %}<form method="post" action="/send/" novalidate data-keep data-keep-url="/keep/">
<input type="hidden" name="csrfmiddlewaretoken" value="token">{% once %}
<label for="words">Words</label><textarea id="words" name="words"></textarea>
<label for="secret">Password</label><input id="secret" name="secret" type="password" autocomplete="off">
{% part "kept" %}
{% for ref in "abc" %}<input type="checkbox" name="row" data-row aria-label="Choose {{ ref }}">{% endfor %}
{% within "several" what="action" %}<button class="button second">Go on</button>{% endwithin %}</form>{% endblock %}"""


def test_the_gallery_shows_every_part():
    shown = (TEMPLATES / "gallery.html").read_text()
    by_tag = {
        "counts": "{% counts ",
        "conflict": "{% conflict ",
        "error-summary": "{% error_summary ",
        "field": "{% field ",
    }
    # The base page draws the one, the part "thread" the other.
    never = {"messages", "stage"}
    asked = {
        name for name in PARTS if re.search(rf'(?:part|within) "{name}"', shown) or by_tag.get(name, "no tag") in shown
    }
    assert asked == set(PARTS) - never


def test_the_gallery_is_well_made_for_a_stranger_and_for_somebody_signed_in():
    assert faults_of(render_to_string("design/gallery.html", gallery_context() | TOKENS)) == []
    assert faults_of(render_to_string("design/gallery.html", gallery_context() | TOKENS | FRAME)) == []


@pytest.mark.django_db
def test_anybody_may_open_the_gallery(client):
    assert gallery.audience == paper.audience == {"public"}  # type: ignore[attr-defined]
    answer = client.get("/design/")
    assert answer.status_code == 200
    assert "Parts of the pages" in answer.content.decode()


@pytest.mark.django_db
def test_printed_pages_carry_the_name_of_the_council(client, rf):
    answer = client.get("/design/paper.css")
    assert answer.headers["Content-Type"].startswith("text/css")
    assert "content:" in answer.content.decode()
    assert r"Wexmoor\20 Council" in render_to_string("design/paper.css", {"council_name": "Wexmoor Council"})


def test_the_title_begins_with_the_heading_and_says_that_there_are_errors():
    html = draw(PAGE, name="<i>", council_name="Wexmoor Council", has_errors=True)
    assert "<title>Error: My plans &amp; &lt;i&gt; · Golden Thread, Wexmoor Council</title>" in html
    assert "<title>My plans" in draw(PAGE, name="")


def test_the_base_page_escapes_what_its_context_says():
    bad = "\"'><script>"
    links = [Link(bad, bad, count=1, what=bad)]
    html = draw(
        PAGE,
        name=bad,
        council_name=bad,
        navigation=links,
        person_menu=PersonMenu(bad, links, links[0], bad),
        search_url=bad,
        acting_for={"name": bad, "stop_url": bad},
        foot_links=links,
    )
    assert "'><script>" not in html


def test_a_page_that_uses_htmx_keeps_nothing_of_it_in_the_browser():
    html = draw('{% include "design/htmx.html" %}')
    assert '"historyCacheSize":0' in html
    assert '"allowEval":false' in html
    assert finders.find("django_htmx/htmx-2.min.js")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    flags += ["--disable-component-update", "--disable-sync"]
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        yield chromium
        chromium.close()


def policy() -> str:
    rules = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return "; ".join(f"{name} {' '.join(str(value) for value in values)}" for name, values in rules.items())


def opened(browser: Any, html: str, **options: Any) -> Any:
    """A page of ours in the browser, with our files and our content policy, from no server at all."""
    context = browser.new_context(**options)
    page = context.new_page()
    page.sent, page.said = [], []

    def answer(route: Any) -> None:
        path = route.request.url.removeprefix(HOME).split("?")[0]
        found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
        if found:
            kind = mimetypes.guess_type(str(found))[0] or "application/octet-stream"
            route.fulfill(body=Path(str(found)).read_bytes(), content_type=kind)
        elif path == "/keep/":
            page.sent.append(route.request.post_data)
            route.fulfill(status=500 if "broken" in route.request.post_data else 204)
        elif path.endswith("/paper.css"):
            route.fulfill(body="", content_type="text/css")
        else:
            route.fulfill(
                body=html, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": policy()}
            )

    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.route("**/*", answer)
    page.goto(f"{HOME}/page/", wait_until="networkidle")
    return page


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_the_gallery(browser, theme, width):
    from axe_playwright_python.sync_playwright import Axe

    html = render_to_string("design/gallery.html", gallery_context() | FRAME)
    page = opened(browser, html, viewport={"width": width, "height": 900}, color_scheme=theme, bypass_csp=True)
    found = Axe().run(page).response
    assert len(found["passes"]) > 40
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


@pytest.mark.browser
def test_nothing_of_the_gallery_breaks_the_content_policy(browser):
    page = opened(browser, render_to_string("design/gallery.html", gallery_context() | FRAME))
    assert [said for said in page.said if "Security Policy" in said or "Error" in said] == []
    assert page.evaluate("document.fonts.check('700 20px \"Source Sans Pro\"')")
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("size", ["200%", "spacing"])
def test_doubled_text_and_wider_spacing_do_not_overflow(browser, size):
    page = opened(browser, render_to_string("design/gallery.html", gallery_context() | FRAME), bypass_csp=True)
    page.set_viewport_size({"width": 640 if size == "200%" else 320, "height": 900})
    spaced = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
    page.add_style_tag(content="html { font-size: 200%; }" if size == "200%" else spaced)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    page.context.close()


@pytest.mark.browser
def test_what_is_typed_is_kept_on_the_server_and_not_in_the_browser(browser):
    page = opened(browser, draw(PAGE, name=""))
    page.clock.install(time=datetime(2026, 3, 13, 14, 32, tzinfo=UTC))
    page.reload(wait_until="networkidle")
    page.fill("#secret", "hidden")
    page.fill("#words", "Two days held & more")
    page.clock.run_for(3000)
    page.get_by_text("Kept at 14:32").wait_for()
    assert page.sent == ["csrfmiddlewaretoken=token&words=Two+days+held+%26+more"]
    page.clock.run_for(30_000)
    assert len(page.sent) == 1
    page.fill("#words", "broken")
    page.clock.run_for(3000)
    page.get_by_text("Not kept yet.").wait_for()
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0
    page.context.close()


@pytest.mark.browser
def test_several_rows_are_chosen_at_once_and_counted(browser):
    page = opened(browser, draw(PAGE, name=""))
    said = "[data-selected-count]"
    assert page.inner_text(said) == "None chosen"
    page.check("[data-select-all]")
    assert page.inner_text(said) == "3 of 3 actions chosen"
    page.uncheck("[data-row] >> nth=1")
    assert page.evaluate("document.querySelector('[data-select-all]').indeterminate")
    page.uncheck("[data-row] >> nth=2")
    page.click("[data-row] >> nth=0")
    page.click("[data-row] >> nth=0")
    page.click("[data-row] >> nth=2", modifiers=["Shift"])
    assert page.inner_text(said) == "3 of 3 actions chosen"
    page.context.close()


@pytest.mark.browser
def test_the_theme_is_remembered_and_the_choice_is_hidden_without_script(browser):
    page = opened(browser, draw(PAGE, name=""))
    page.check("input[name=theme][value=dark]")
    page.reload(wait_until="networkidle")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(18, 20, 23)"
    assert page.is_checked("input[name=theme][value=dark]")
    page.context.close()
    page = opened(browser, draw(PAGE, name=""), java_script_enabled=False)
    assert not page.is_visible("fieldset.theme")
    page.context.close()


@pytest.mark.browser
def test_errors_take_the_focus(browser):
    summary = PAGE.replace("<form", '<div class="error-summary" tabindex="-1"><h2>One thing</h2></div><form')
    page = opened(browser, draw(summary, name=""))
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.context.close()


@pytest.mark.browser
def test_the_menus_open_without_script_and_close_by_keyboard(browser):
    html = render_to_string("design/gallery.html", gallery_context() | FRAME)
    page = opened(browser, html, java_script_enabled=False, viewport={"width": 320, "height": 900})
    page.click(".menu-open")
    assert page.is_visible("#person-menu")
    page.keyboard.press("Escape")
    assert not page.is_visible("#person-menu")
    page.click(".masthead > .menu-button")
    assert page.is_visible("#sections")
    page.context.close()
