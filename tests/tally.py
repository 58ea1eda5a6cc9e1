"""``--tally FILE``: writes how many tests passed, failed and were skipped, so that several runs can be added up."""

import json
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("databases").addoption("--tally", metavar="FILE", help="write the counts of this run to a file")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if target := config.getoption("--tally"):
        found = {name: len(reports) for name, reports in terminalreporter.stats.items() if name}
        counts = {
            "passed": found.get("passed", 0) + found.get("xfailed", 0) + found.get("xpassed", 0),
            "failed": found.get("failed", 0) + found.get("error", 0),
            "skipped": found.get("skipped", 0),
        }
        Path(target).write_text(json.dumps(counts))
