"""The council that the sweep reads, served once; one browser; each reader signed in once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.accessibility.checking import STILL, faults_of
from tests.accessibility.examples import STRANGER, WITH_CODE
from tests.accessibility.one_time_code import SECRET, code_now
from tests.journeys.browsing import WIDE, Visitor, chromium
from tests.journeys.served import Site, copied, demonstration_folder, in_child, place_of, served


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for the sweep; while it works, Django refuses the database to this process."""
    with chromium() as found:
        yield found


@dataclass
class Sweep:
    """A served council and everybody who reads it, each with one page in the one browser."""

    browser: Browser
    site: Site
    names: dict[str, str]
    readers: dict[str, Visitor] = field(default_factory=dict)

    def path(self, template: str) -> str:
        """An address with the keys of this council in it."""
        return template.format(**self.names)

    def page_of(self, reader: str) -> Page:
        """The page of a reader, signed in, wide and light."""
        if reader not in self.readers:
            self.readers[reader] = self.visitor(reader)
        page = self.readers[reader].page
        page.set_viewport_size(WIDE)
        page.emulate_media(color_scheme="light")
        return page

    def visitor(self, reader: str) -> Visitor:
        """Somebody at a browser profile of their own."""
        found = Visitor(self.browser, self.site, **STILL)
        if reader != STRANGER:
            # Signing in leads back there: a page that every account can open, whatever its council lacks.
            found.page.goto("/account/")
        if reader == WITH_CODE:
            found.sign_in(reader, code=code_now(SECRET))
        elif reader != STRANGER:
            found.sign_in(reader)
        return found

    def open(self, template: str, reader: str, *, status: int = 200) -> Page:
        """Open an address as a reader and expect a status."""
        page = self.page_of(reader)
        # What an earlier test complained of and did not live to report is not this page's.
        self.readers[reader].watch.taken()
        answer = page.goto(self.path(template))
        assert answer is not None
        assert answer.status == status, f"{page.url} answered {answer.status}, not {status}."
        return page

    def settle(self, page: Page) -> None:
        """Fail with everything that is wrong with the page as it stands, and with what the browser complained of."""
        faults = faults_of(page)
        for reader in self.readers.values():
            faults += reader.watch.taken()
        assert not faults, f"{page.url}\n" + "\n".join(faults)


@pytest.fixture(scope="package")
def sweep(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sweep]:
    """The demonstration with a page of every kind in it."""
    folder = copied(demonstration_folder(place_of(tmp_path_factory)), tmp_path_factory.mktemp("sweep") / "data")
    names: dict[str, str] = in_child("tests.accessibility.world", "more", folder)
    with served(folder) as site:
        yield Sweep(browser, site, names)


@pytest.fixture(scope="package")
def bare(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sweep]:
    """A council with people and nothing else: no plan, no source, no import."""
    demonstration = demonstration_folder(place_of(tmp_path_factory))
    folder = tmp_path_factory.mktemp("bare") / "data"
    in_child("tests.accessibility.world", "people_alone", _with_static_files(demonstration, folder))
    with served(folder) as site:
        yield Sweep(browser, site, {})


def _with_static_files(demonstration: Path, folder: Path) -> Path:
    copied(demonstration, folder)
    for file in folder.glob("golden-thread.sqlite3*"):
        file.unlink()
    return folder
