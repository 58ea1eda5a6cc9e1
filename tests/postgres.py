"""A throw-away PostgreSQL for tests: a new cluster in a temporary folder, reached by a Unix socket alone.

As a pytest plugin it offers ``postgresql_server``, the address of such a
server, to tests that start programs of their own. ``tests/whole.py`` runs the
suite itself on one.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

MISSING = "PostgreSQL is not installed here."
# A test loses nothing when the machine fails, so the cluster never waits for the disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "60",
    "log_min_messages": "fatal",
}


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest version first; nothing where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].split(".")[0]))
    anywhere = shutil.which("initdb")
    best = found[-1] if found else Path(anywhere) if anywhere else None
    return best.parent if best else None


@contextmanager
def throwaway_cluster() -> Iterator[str]:
    """Start a new cluster and give its address, as ``DATABASE_URL`` takes it; all of it is gone afterwards."""
    folder = programs()
    if folder is None:
        raise RuntimeError(MISSING)
    base = Path(tempfile.mkdtemp(prefix="gt-pg-", dir="/tmp"))  # a Unix socket needs a short path
    account = _account()
    try:
        if account:
            os.chown(base, pwd.getpwnam("nobody").pw_uid, -1)
        initialise = [
            folder / "initdb",
            "-D",
            base / "data",
            "-U",
            "tests",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        ]
        subprocess.run([*initialise, "--no-sync"], check=True, capture_output=True, cwd="/", **account)
        options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        log = (base / "log").open("wb")
        server = subprocess.Popen(
            [folder / "postgres", "-D", base / "data", "-k", base, *options],
            stdout=log, stderr=log, cwd="/", preexec_fn=_end_with_parent, **account,
        )  # fmt: skip
        try:
            _wait(folder, base, server)
            yield f"postgresql://tests@/postgres?host={base}"
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait(20)
            log.close()
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _account() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then it runs as nobody."""
    return {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT, 0, 0, 0)


def _wait(folder: Path, base: Path, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        ready = subprocess.run([folder / "pg_isready", "-q", "-h", base], check=False)
        if ready.returncode == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start: {(base / 'log').read_text()}")


def new_database(server: str, name: str) -> str:
    """Make an empty database on a server; gives its address."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server; the test is skipped where none is installed."""
    if programs() is None:
        pytest.skip(MISSING)
    with throwaway_cluster() as address:
        yield address
