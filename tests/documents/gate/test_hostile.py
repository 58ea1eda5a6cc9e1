"""No text makes the gate slow: every pattern of the package reads its worst input in time that grows evenly."""

import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from goldenthread.documents import gate
from goldenthread.documents.gate.checking import check
from goldenthread.documents.gate.known import Known
from tests.documents.gate.asking import passage

LENGTH = 100_000
"""A pattern whose time grew with the square of this would take minutes; growing evenly, the worst takes a second."""
MOST_SECONDS = 20
KNOWN = Known.of(
    colleagues=[(f"Jane{number} Sands", f"J{number}", "") for number in range(1_000)],
    may_stand=[f"Mina Vale{number}" for number in range(1_000)],
)
WORST = (
    "?", "? ", "[", "(", "{", "«", "=", "_", "<", "@a", "a.", "a-", "A", "A.B. ", "AB ", "AB/", "AB - ", "Aa ", " ",
    "\n", "\r\n", "\t", "1 ", "1,", "0 ", "0 0 0 ", "(0", "%", "£ ", "'s ", "xx ", "one ", "a a ", "12 of ",
    "of 12 children, 3 ", "50% (2 of 3) ", "1\t2\n", "| 1 | 2 |\n", "child A ", "Case A (", "Head of ", "Team ",
    "Deputy ", "Aa Bb  ", "Ann Low, ", "Aa Aa Aa School ", "a 15-year-old ", "a child aged five ", "+44 (0) ",
    "12 High ", "SE1 ", "a@a.", "Mr ", "Mina ", "Jane1 ", "update ", "any update ", "information ", "check ",
    "Error! A", "Comment [a", "\u00ad ", "\u00a0 ", "TBC ", "T.", "the only new ", "one of our new ", "?? ",
    "Anna Low, a ", "Anna de ", "(Anna Low) ", "Anna-Low ", "with Anna ", "O'A ", "a, the new ", "AB: Anna ",
)  # fmt: skip


def patterns() -> dict[str, re.Pattern[str]]:
    """Every compiled pattern of the package by its module and name."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.iter_modules(gate.__path__, f"{gate.__name__}."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                found[f"{module.name.rpartition('.')[2]}.{name}"] = value
    return found


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Breaks off what takes longer; the regular expressions of Python listen to signals."""

    def stop(*_: object) -> None:
        raise AssertionError(f"This took more than {seconds} seconds of CPU.")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def costs(pattern: re.Pattern[str], text: str) -> float:
    started = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - started


def test_the_sweep_reaches_a_pattern_that_we_know() -> None:
    assert {"counting._COUNT", "queries._BLANK", "laying._UNEVEN"} <= set(patterns())


@pytest.mark.load
def test_the_watch_sees_a_pattern_that_is_slow() -> None:
    slow = re.compile(r"(?:a+)+b")
    with pytest.raises(AssertionError, match="CPU"), within(1):
        costs(slow, "a" * 100)


@pytest.mark.load
@pytest.mark.parametrize("name", sorted(patterns()))
def test_a_pattern_reads_its_worst_input_in_time_that_grows_with_its_length(name: str) -> None:
    pattern = patterns()[name]
    with within(MOST_SECONDS):
        worst = max(WORST, key=lambda piece: costs(pattern, (piece * 1_000)[:1_000]))
        costs(pattern, (worst * LENGTH)[:LENGTH])


@pytest.mark.load
@pytest.mark.parametrize("piece", ["?", "[", "AB/", "50% (2 of 3) ", "| 1 | 2 |\n", "Jane1 ", "\u00a0 ", "one child "])
def test_the_whole_gate_reads_a_text_made_to_be_slow(piece: str) -> None:
    with within(MOST_SECONDS):
        check([passage((piece * LENGTH)[:LENGTH], is_note=True)], KNOWN)
