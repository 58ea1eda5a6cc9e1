"""The supervisor alone, over children that only sleep."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.running.programs import ROOT, children_of, is_alive, started, wait_for

needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
pytestmark = [pytest.mark.probe, needs_linux]

SCRIPT = """
import signal, subprocess, sys, time
sys.path.insert(0, {root!r})
from goldenthread.home.supervising import Child, Supervisor

def sleep():
    time.sleep(600)

def deaf():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    subprocess.Popen([sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(600)"])
    print("deaf", flush=True)
    time.sleep(600)

kinds = {{"sleep": sleep, "deaf": deaf}}
children = [Child(name, kinds[name]) for name in sys.argv[1:]]
Supervisor(children, say=lambda line: print(line, flush=True)).run()
"""


def script(tmp_path: Path, *kinds: str) -> list[str]:
    file = tmp_path / "supervise.py"
    file.write_text(SCRIPT.format(root=str(ROOT)))
    return [sys.executable, str(file), *kinds]


def test_a_child_that_dies_is_started_again(tmp_path: Path) -> None:
    with started(script(tmp_path, "sleep", "sleep"), dict(os.environ)) as program:
        wait_for(lambda: len(children_of(program.pid)) == 2)
        first, other = sorted(children_of(program.pid))
        os.kill(first, signal.SIGKILL)
        assert program.stdout is not None
        assert program.stdout.readline() == "sleep ended (signal 9) and is started again.\n"
        wait_for(lambda: len(children_of(program.pid)) == 2)
        assert other in children_of(program.pid)
        assert first not in children_of(program.pid)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_ends_with_everything_the_children_started_even_if_they_do_not_listen(
    tmp_path: Path, number: int
) -> None:
    with started(script(tmp_path, "deaf", "sleep"), dict(os.environ)) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "deaf\n"
        wait_for(lambda: len(children_of(program.pid)) == 3)
        below = children_of(program.pid)
        told = time.monotonic()
        program.send_signal(number)
        assert program.wait(10) == 0
        wait_for(lambda: not any(is_alive(pid) for pid in below), seconds=1)
        assert time.monotonic() - told < 5


def test_killed_outright_it_takes_its_children_along(tmp_path: Path) -> None:
    with started(script(tmp_path, "sleep", "sleep"), dict(os.environ)) as program:
        wait_for(lambda: len(children_of(program.pid)) == 2)
        below = children_of(program.pid)
        program.kill()
        wait_for(lambda: not any(is_alive(pid) for pid in below), seconds=3)
