"""``--tally FILE``: writes how many tests passed, failed and were skipped, so that several runs can be added up.

Beside the counts stand the seconds of the tests without a browser, a load or a
running program: these a person waits for while working, and CONTRIBUTING says
how long that may be.
"""

import json
from pathlib import Path

import pytest

LONG = ("browser", "load", "office", "probe")
"""The marks of tests that take their time."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("databases").addoption("--tally", metavar="FILE", help="write the counts of this run to a file")


def seconds_of_quick(reports: list[pytest.TestReport]) -> float:
    """How long the steps of tests took that have none of the marks of long ones."""
    return sum(report.duration for report in reports if not any(mark in report.keywords for mark in LONG))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if target := config.getoption("--tally"):
        found = {name: len(reports) for name, reports in terminalreporter.stats.items() if name}
        steps = [one for reports in terminalreporter.stats.values() for one in reports if hasattr(one, "duration")]
        workers = config.getoption("numprocesses", None) or 1
        counts = {
            "passed": found.get("passed", 0) + found.get("xfailed", 0) + found.get("xpassed", 0),
            "failed": found.get("failed", 0) + found.get("error", 0),
            "skipped": found.get("skipped", 0),
            "quick_seconds": round(seconds_of_quick(steps) / int(workers)),
        }
        Path(target).write_text(json.dumps(counts))
