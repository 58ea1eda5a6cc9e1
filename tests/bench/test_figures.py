"""The figures of ``./run bench``: there is one for each budget, and each does its work once on a small size."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.registry import figure, load

pytestmark = pytest.mark.probe

ROOT = Path(__file__).resolve().parents[2]
BUDGETED = frozenset(
    {
        "seed-read",
        "workbook-staged",
        "paper-accepted",
        "plan-page-114",
        "plan-page-1000",
        "action-page",
        "search-10000",
        "csv-10000",
        "report-pdf-0",
        "report-pdf-120",
        "report-pdf-1000",
        "report-docx-120",
        "report-docx-1000",
        "serving-memory",
        "agenda-page-40",
        "meeting-page",
    }
)
IN_ITS_OWN_PROCESSES = frozenset({"backup", "serving-memory", "start-second"})
"""These start servers or read a database on disk; they are measured by ``./run bench`` and not here."""


def test_every_budget_has_its_figure():
    assert set(load()) >= BUDGETED


def test_a_second_figure_of_a_name_is_refused():
    seed_read = load()["seed-read"]
    with pytest.raises(ValueError, match="two figures named seed-read"):
        figure("seed-read", floor=seed_read.floor)(seed_read.prepare)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a run in which no figure has more than twelve rows."""
    folder = tmp_path_factory.mktemp("bench")
    kept = {name: value for name, value in os.environ.items() if name not in ("PORT", "DATABASE_URL")}
    return kept | {
        "GOLDENTHREAD_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "BENCH_MOST": "12",
    }


ONCE = """
import json, sys
from bench.registry import load
for name in sys.argv[1:]:
    found = load()[name]
    for part, make in (("figure", found.prepare), ("floor", found.floor)):
        work = make()
        work()
        print(json.dumps([name, part]))
"""


def test_each_figure_and_its_floor_work_once_on_a_small_size(small: dict[str, str]) -> None:
    names = sorted(set(load()) - IN_ITS_OWN_PROCESSES)
    words = [sys.executable, "-c", ONCE, *names]
    done = subprocess.run(words, cwd=ROOT, env=small, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    worked = [json.loads(line) for line in done.stdout.splitlines()]
    assert worked == [[name, part] for name in names for part in ("figure", "floor")]
