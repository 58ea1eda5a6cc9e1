"""What every test shares: settings that are quick and touch nothing of yours, a checked client, a cast, closed sockets.

The settings are changed here and not in a second settings file, so that the
tests run the settings that the council runs, but for the lines below.
"""

import copy
import ipaddress
import os
import shutil
import socket
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test.utils import setup_databases, teardown_databases
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

pytest_plugins = ("tests.postgres", "tests.database_only", "tests.tally", "tests.standing", "tests.everybody")
DATA = Path(tempfile.mkdtemp(prefix="golden-thread-tests-"))
ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def keep_what_is_compiled() -> None:
    """What was compiled once is kept, for the workers and the programs that tests start, and for the next run.

    To compile the tests with their assertions takes a worker twice as long as to
    collect them. Whoever wants no compiled files beside the sources gets none
    there: they stand with the data of this checkout.
    """
    if sys.dont_write_bytecode:
        sys.dont_write_bytecode = False
        sys.pycache_prefix = sys.pycache_prefix or str(ROOT / "var" / "compiled")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix


keep_what_is_compiled()


def use_settings_for_tests() -> None:
    """A data folder of the tests' own, a fast hasher, tasks that run at once, plain static files."""
    settings.DATA = DATA
    settings.FILES = DATA / "files"
    settings.FILE_UPLOAD_TEMP_DIR = str(DATA / "uploads")
    settings.STATIC_ROOT = DATA / "static"
    for folder in (settings.FILES, settings.STATIC_ROOT, Path(settings.FILE_UPLOAD_TEMP_DIR)):
        folder.mkdir(mode=0o700, exist_ok=True)
    settings.STORAGES = copy.deepcopy(settings.STORAGES) | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(settings.FILES)},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


use_settings_for_tests()

# No test depends on how fast a machine is, or on whether it stood still for some seconds.
hypothesis_settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("untimed")

NEEDS: dict[str, tuple[bool, str]] = {
    "browser": (Path("/usr/bin/chromium").exists(), "needs Chromium at /usr/bin/chromium"),
    "postgres": (
        shutil.which("initdb") is not None or any(Path("/usr/lib/postgresql").glob("*/bin/initdb")),
        "needs the programs of PostgreSQL",
    ),
    "office": (shutil.which("soffice") is not None, "needs LibreOffice"),
    "shared": (SHARED.is_dir(), "needs the documents in the folder shared beside the checkout"),
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test marked with what it needs is skipped, with the reason, where that is absent."""
    for name, (is_here, reason) in NEEDS.items():
        if not is_here and item.get_closest_marker(name):
            pytest.skip(reason)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Nothing of the tests stays behind."""
    shutil.rmtree(DATA, ignore_errors=True)


def _is_near(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket
    try:
        return ipaddress.ip_address(str(address[0]).split("%")[0]).is_loopback
    except ValueError:
        return address[0] in ("localhost", "")


class SocketClosed(RuntimeError):
    """A test reached for another machine."""


@pytest.fixture(autouse=True, scope="session")
def _sockets_closed() -> Iterator[None]:
    """No test talks to another machine; loopback and Unix sockets stay open for PostgreSQL and the browser."""
    connect = socket.socket.connect

    def near_only(self: socket.socket, address: Any) -> None:
        if not _is_near(address):
            raise SocketClosed(f"A test reached for {address!r}.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", near_only)
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """A migrated database for every run, also for one in which no test is marked: none falls back on a real one."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture
def page(db: None) -> Any:
    """A client that checks every page it fetches; ``page.sign_in(person)`` signs in. See ``tests/pages.py``."""
    from tests.pages import PageClient

    return PageClient()


@pytest.fixture
def committed(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A database in which transactions really commit, for threads, live servers and child processes.

    A copy of the migrated database, thrown away afterwards: the usual way, to
    empty every table, is refused by the ledger. Do not mark such a test with
    ``django_db``; make what it needs in the test.
    """
    with django_db_blocker.unblock():
        copied = _copied_postgresql if connections["default"].vendor == "postgresql" else _copied_sqlite
        yield from copied(f"{abs(hash(request.node.nodeid)):x}")


def _copied_sqlite(name: str) -> Iterator[None]:
    connection = connections["default"]
    connection.ensure_connection()
    template, before = connection.connection, connection.settings_dict["NAME"]
    file = DATA / f"{name}.sqlite3"
    target = sqlite3.connect(file)
    template.backup(target)
    target.close()
    connection.connection = None
    connection.settings_dict["NAME"] = str(file)
    try:
        yield
    finally:
        connections.close_all()
        connection.connection = template
        connection.settings_dict["NAME"] = before


def _copied_postgresql(name: str) -> Iterator[None]:
    connection = connections["default"]
    before = connection.settings_dict["NAME"]
    connections.close_all()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "copy_{name}" TEMPLATE "{before}"')
    connection.settings_dict["NAME"] = f"copy_{name}"
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "copy_{name}" WITH (FORCE)')
