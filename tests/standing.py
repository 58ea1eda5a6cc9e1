"""Rows that many tests begin from, made once and kept while one test after another asks for them.

A plan with two closed rounds takes a third of a second to make, and a hundred tests begin from it. ``made_once``
makes such a fixture of the function that makes the rows: they are made in a transaction of their own, around the
test's, which is rolled back as soon as a test comes that did not ask for them. So each test changes what it likes,
and no test sees what it did not ask for.
"""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction

Maker = Callable[[], Any]
_MAKERS: dict[Any, Maker] = {}
"""What makes the rows of a fixture, by the function of the fixture."""
_OPENS_THE_TRANSACTION = "_django_db_helper"
"""The fixture of pytest-django that opens the transaction of a test: what stands has to stand before it."""


def made_once(maker: Maker) -> Any:
    """The fixture named like the function: each test gets its own copy of what it returns, and the rows behind it.

    Of several such fixtures that one test asks for, the first stands; the others are made in the test.
    """

    def fixture(kept_standing: "Standing", db: None) -> Any:
        return kept_standing.copy_of(maker)

    _MAKERS[fixture] = maker
    return pytest.fixture(name=maker.__name__)(fixture)


class Standing:
    """What stands at the moment: what made it, what that returned, and the transaction that holds its rows."""

    def __init__(self, blocker: Any) -> None:
        self.blocker = blocker
        self.maker: Maker | None = None
        self._made: Any = None
        self._held: transaction.Atomic | None = None

    def put_up(self, maker: Maker) -> None:
        if maker is self.maker:
            return
        self.take_down()
        with self.blocker.unblock():
            held = transaction.atomic()
            held._from_testcase = True
            held.__enter__()
            self._held, self.maker = held, maker
            try:
                self._made = maker()
            except BaseException:
                self.take_down()
                raise

    def take_down(self) -> None:
        if self._held is None:
            return
        held, self._held, self._made, self.maker = self._held, None, None, None
        with self.blocker.unblock():
            transaction.set_rollback(True)
            held.__exit__(None, None, None)

    def copy_of(self, maker: Maker) -> Any:
        return copy.deepcopy(self._made) if maker is self.maker else maker()


@pytest.fixture(scope="session")
def kept_standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[Standing]:
    """What stands, taken down before the database is."""
    global _stands
    _stands = Standing(django_db_blocker)
    yield _stands
    _stands.take_down()
    _stands = None


_stands: Standing | None = None


def asked_by(item: Any) -> Maker | None:
    found = item._fixtureinfo.name2fixturedefs if hasattr(item, "_fixtureinfo") else {}
    asked = (found[name][-1].func for name in item.fixturenames if name in found)
    return next((_MAKERS[function] for function in asked if function in _MAKERS), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one file that ask for the same follow one another, so that it is made once for all of them."""
    files: dict[Any, int] = {}
    places: dict[Any, int] = {}
    for item in items:
        files.setdefault(item.path, len(files))
        places.setdefault((item.path, asked_by(item)), len(places))
    items.sort(key=lambda item: (files[item.path], places[item.path, asked_by(item)]))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before a test that did not ask for what stands, it is taken down: also where the test uses no database."""
    if _stands is not None and _stands.maker is not asked_by(item):
        _stands.take_down()


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: Any, request: Any) -> None:
    """Before the transaction of a test is opened, what it asks for is put up around it."""
    if fixturedef.argname == _OPENS_THE_TRANSACTION and (maker := asked_by(request.node)):
        request.getfixturevalue("kept_standing").put_up(maker)
