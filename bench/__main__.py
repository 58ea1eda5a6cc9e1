"""``./run bench [NAME ...]``: each figure and its floor in turn, A B A B, every one in a fresh process."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from bench.registry import Figure, load

ROOT = Path(__file__).resolve().parent.parent
Runs = dict[str, list[dict[str, Any]]]


def run(figure: Figure) -> dict[str, Any]:
    """Measure one figure against its floor; both work in one data folder made for them."""
    runs: Runs = {"figure": [], "floor": []}
    with tempfile.TemporaryDirectory(prefix="gt-bench-") as folder:
        kept = {name: value for name, value in os.environ.items() if name not in ("PORT", "DATABASE_URL")}
        environment = kept | {"GOLDENTHREAD_DATA": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
        for _ in range(figure.rounds):
            for part, found in runs.items():
                words = [sys.executable, "-m", "bench.measure", figure.name, part]
                done = subprocess.run(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
                # The figure may print; what it measured is its last line.
                found.append(json.loads(done.stdout.splitlines()[-1]))
    line = summary(runs["figure"])
    floor = summary(runs["floor"])
    ratio = round(line["cpu_ms"] / floor["cpu_ms"], 2) if floor["cpu_ms"] else None
    return {"figure": figure.name, **line, "floor": floor, "ratio": ratio, "n": figure.times * figure.rounds}


def summary(found: list[dict[str, Any]]) -> dict[str, float]:
    """The median of all calls, and the greatest peak."""
    return {
        "cpu_ms": round(median(value for run in found for value in run["cpu_ms"]), 2),
        "wall_ms": round(median(value for run in found for value in run["wall_ms"]), 2),
        "peak_mib": round(max(run["peak_mib"] for run in found), 1),
    }


def main(names: list[str]) -> int:
    """Measure the figures that are named, or all; 2 for a name that is none, 1 where one cannot be measured."""
    figures = load()
    unknown = [name for name in names if name not in figures]
    if unknown:
        print(f"There is no figure named {unknown[0]}; there are: {', '.join(sorted(figures))}.", file=sys.stderr)
        return 2
    status = 0
    for name in names or sorted(figures):
        try:
            print(json.dumps(run(figures[name])), flush=True)
        except subprocess.CalledProcessError:
            print(f"The figure {name} cannot be measured; the lines above say why.", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
