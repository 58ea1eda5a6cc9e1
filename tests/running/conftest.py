"""A data folder with a council in it, made once and copied for each test that starts the program."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running.programs import ROOT, call, environment

FILL = """
import os, sys
sys.path.insert(0, {root!r})
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django
django.setup()
from goldenthread.kernel.commands import prepare_database
from tests.running.data import fill
from tests.running.tasks import leave_trace
prepare_database()
fill()
leave_trace.enqueue()
"""


def fill_folder(folder: Path, **more: str) -> None:
    """Make a folder with a council, one entry of the ledger and one stored file."""
    words = [sys.executable, "-c", FILL.format(root=str(ROOT))]
    subprocess.run(words, env=environment(folder, **more), check=True, timeout=120)


@pytest.fixture(scope="session")
def _filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    fill_folder(folder)
    return folder


@pytest.fixture
def council(_filled: Path, tmp_path: Path) -> Iterator[Path]:
    """A data folder of the test's own, with a council."""
    folder = tmp_path / "data"
    shutil.copytree(_filled, folder)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def backup(_filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of such a folder."""
    file = tmp_path_factory.mktemp("backup") / "kept.zip"
    done = call("backup", str(file), folder=_filled)
    assert done.returncode == 0, done.stderr
    return file
