"""The council, the browser and the visitors of journeys.

The browser lives as long as the tests of its folder and no longer: while it
works, Django refuses the database to this process.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import Visitor, chromium
from tests.journeys.served import Site, copied, demonstration_folder, place_of, served

VisitorMaker = Callable[..., Visitor]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for all journeys."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration council, as a folder to copy."""
    return demonstration_folder(place_of(tmp_path_factory))


@pytest.fixture
def site(demonstration: Path, tmp_path: Path) -> Iterator[Site]:
    """The program serving a copy of the demonstration, of this journey alone."""
    with served(copied(demonstration, tmp_path / "data")) as found:
        yield found


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[VisitorMaker]:
    """Makes visitors, each with a browser profile of their own; at the end none may have met a fault of a page."""
    made: list[Visitor] = []

    def make(name: str = "", **options: Any) -> Visitor:
        found = Visitor(browser, site, **options)
        made.append(found)
        if name:
            found.sign_in(name)
        return found

    yield make
    for one in made:
        one.close()
