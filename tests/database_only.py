"""``--database-only``: of all tests, those that touch the database. The others need not run on each database.

``--without-database`` collects them all the same and skips them with its reason:
what is not run is counted, not hidden.
"""

import pytest

TOUCHES = frozenset({"db", "transactional_db", "django_db_setup", "live_server"})


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("databases")
    group.addoption("--database-only", action="store_true", help="only tests that touch the database, no browser")
    group.addoption("--without-database", metavar="REASON", help="skip every test that was collected, for this reason")


def touches_database(item: pytest.Item) -> bool:
    """Whether a test is marked for the database, or asks for a fixture that is."""
    asked = TOUCHES & set(getattr(item, "fixturenames", ()))
    return bool(asked) or item.get_closest_marker("django_db") is not None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database-only"):
        kept = [item for item in items if touches_database(item) and item.get_closest_marker("browser") is None]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept
    if reason := config.getoption("--without-database"):
        for item in items:
            # First, so that the mark for the database does not open one.
            item.add_marker(pytest.mark.skip(reason=reason), append=False)
