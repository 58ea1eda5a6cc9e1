"""The list of figures: a function in ``bench/figures/`` becomes one by its decorator."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Measured = Callable[[], object]
Prepare = Callable[[], Measured]


@dataclass(frozen=True, slots=True)
class Figure:
    """What is measured and against what.

    ``prepare`` and ``floor`` make everything ready, unmeasured, and return the
    callable that is measured ``times`` times in each of ``rounds`` fresh
    processes, after ``warm_up`` calls that do not count.
    """

    name: str
    prepare: Prepare
    floor: Prepare
    times: int
    rounds: int
    warm_up: int


FIGURES: dict[str, Figure] = {}


def figure(
    name: str, *, floor: Prepare, times: int = 10, rounds: int = 2, warm_up: int = 1
) -> Callable[[Prepare], Prepare]:
    """Make a function a figure. The module that holds it imports nothing of the product at its top."""

    def enter(prepare: Prepare) -> Prepare:
        if name in FIGURES:
            raise ValueError(f"There are two figures named {name}.")
        FIGURES[name] = Figure(name, prepare, floor, times, rounds, warm_up)
        return prepare

    return enter


def load() -> dict[str, Figure]:
    """Every figure, by its name."""
    for file in sorted((Path(__file__).parent / "figures").glob("*.py")):
        if file.stem != "__init__":
            importlib.import_module(f"bench.figures.{file.stem}")
    return FIGURES
