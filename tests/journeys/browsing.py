"""A browser for tests: started with the flags that work, watched for every complaint, signed in through the form."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Response,
    expect,
    sync_playwright,
)

from tests.journeys.served import PASSWORD, Site

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 700}
PATIENCE = 15_000  # milliseconds; a machine that does much else is slow, not wrong
# Chromium says of every answer from 400 on that it failed to load; whether it was right to fail is the test's to say.
REFUSED_PAGE = re.compile(r"Failed to load resource: the server responded with a status of (4\d\d)")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window, closed afterwards together with the loop it works in."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watch:
    """What the pages of a context complained of, and whom else they asked."""

    host: str
    complaints: list[str] = field(default_factory=list)

    def on(self, context: BrowserContext) -> "Watch":
        """Watch every page of a context."""
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(f"A script broke: {error.error}"))
        context.on("request", lambda request: self._asked(request.url))
        return self

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not REFUSED_PAGE.match(message.text):
            self.complaints.append(f"{message.type} of {message.page.url if message.page else '?'}: {message.text}")

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "about", "blob") and parts.netloc != self.host:
            self.complaints.append(f"A request to another host: {url}")

    def taken(self) -> list[str]:
        """Every complaint so far; the list begins anew."""
        found, self.complaints = self.complaints, []
        return found


class Visitor:
    """Somebody at a browser of their own: one page, watched, with words for what people do."""

    def __init__(self, browser: Browser, site: Site, **options: Any) -> None:
        self.site = site
        known: dict[str, Any] = {"base_url": site.address, "viewport": WIDE, "color_scheme": "light", "locale": "en-GB"}
        self.context = browser.new_context(**known, **options)
        self.context.set_default_timeout(PATIENCE)
        self.watch = Watch(urlsplit(site.address).netloc).on(self.context)
        self.page: Page = self.context.new_page()

    def sign_in(self, name: str, *, password: str = PASSWORD, code: str = "") -> Page:
        """Sign in through the form, as the person of the demonstration with this name."""
        return sign_in(self.page, name, password=password, code=code)

    def close(self) -> None:
        """Nothing may have been wrong on the way."""
        self.context.close()
        complaints = self.watch.taken()
        assert not complaints, "\n".join(complaints)


def email_of(name: str) -> str:
    """The address somebody of the demonstration signs in with."""
    return f"{name.lower().removeprefix('cllr ').replace(' ', '.')}@wexmoor.example"


def sign_in(page: Page, name: str, *, password: str = PASSWORD, code: str = "") -> Page:
    """Sign in through the real form, with a code as well where one is asked for; the page shows who is signed in."""
    if page.url == "about:blank":
        page.goto("/")
    page.get_by_label("E-mail address").fill(email_of(name))
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    if code:
        page.get_by_label("The code").fill(code)
        page.get_by_role("main").get_by_role("button").first.click()
    expect(page.get_by_role("button", name=name)).to_be_visible()
    return page


def press(page: Page, name: str, *, status: int = 200) -> Response:
    """Press a button that sends a form, and expect the status of the page that comes."""
    with page.expect_navigation(wait_until="load") as found:
        page.get_by_role("main").get_by_role("button", name=name, exact=True).click()
    answer: Response = found.value
    assert answer.status == status, f"{name!r} at {page.url} answered {answer.status}: {page.inner_text('main')[:800]}"
    return answer


def words_seen(place: Locator) -> str:
    """The words of a place without those for screen readers alone, spaces joined."""
    unseen = (
        "place => { const copy = place.cloneNode(true);"
        " copy.querySelectorAll('.vh').forEach(one => one.remove()); return copy.textContent; }"
    )
    return " ".join(str(place.evaluate(unseen)).split())


def heading(page: Page) -> str:
    """The words of the h1."""
    return page.get_by_role("heading", level=1).inner_text()
