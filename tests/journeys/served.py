"""The demonstration council as a data folder made once, and the real program serving a copy of it."""

import fcntl
import json
import os
import select
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.running.programs import MANAGE, ROOT, call, environment, free_port, started

TODAY = date(2026, 11, 21)
PASSWORD = "seven lanterns on the quay"
STARTS_WITHIN = 60.0  # seconds
DATABASE = "golden-thread.sqlite3"
CHILD = """
import json, os, sys
sys.path.insert(0, {root!r})
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django
django.setup()
from {module} import {name}
print(json.dumps({name}()))
"""


@dataclass(frozen=True, slots=True)
class Site:
    """A serving program: where it answers, and the folder it works in."""

    address: str
    folder: Path

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """What the database of this copy holds, read beside the program."""
        with closing(sqlite3.connect(f"file:{self.folder / DATABASE}?mode=ro", uri=True)) as database:
            return list(database.execute(statement, values))

    def change(self, statement: str, *values: object) -> int:
        """Change what only the passing of time would change; how many rows that were."""
        with closing(sqlite3.connect(self.folder / DATABASE, timeout=20)) as database, database:
            return database.execute(statement, values).rowcount


def demonstration_folder(place: Path) -> Path:
    """The demonstration council of the fixed day, with its static files, made once for all test processes."""
    folder = place / "demonstration"
    place.mkdir(parents=True, exist_ok=True)
    with (place / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "demonstration.done").exists():
            done = call("demonstration", "--day", TODAY.isoformat(), folder=folder)
            assert done.returncode == 0, done.stderr
            in_child("goldenthread.home.serving", "collect_static_files", folder)
            (place / "demonstration.done").touch()
    return folder


def place_of(factory: pytest.TempPathFactory) -> Path:
    """A folder of this run, the same for all its processes."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def in_child(module: str, name: str, folder: Path) -> Any:
    """What a function of the product or the tests answers in a process of its own that works in a folder."""
    words = [sys.executable, "-c", CHILD.format(root=str(ROOT), module=module, name=name)]
    done = subprocess.run(words, env=environment(folder), capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def copied(template: Path, folder: Path) -> Path:
    """A copy of a data folder that nobody serves."""
    shutil.copytree(template, folder, ignore=shutil.ignore_patterns("*.lock"))
    return folder


@contextmanager
def served(folder: Path, **more: str) -> Iterator[Site]:
    """The program as people run it, on a free port, until the block ends."""
    port = free_port()
    with started([*MANAGE, "serve"], environment(folder, PORT=str(port), **more)) as program:
        # Its first line is printed once it listens; asking the port might reach a program of another test.
        assert program.stdout is not None
        select.select([program.stdout], [], [], STARTS_WITHIN)
        assert "Golden Thread is at" in program.stdout.readline(), program.communicate()[1]
        yield Site(f"http://localhost:{port}", folder)
        ended = program.poll()
        assert ended is None, f"The program ended by itself with status {ended}: {program.communicate()[1]}"
