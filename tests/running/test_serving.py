"""The program as it is started: its port, its children, its end, and what it refuses."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.running.programs import (
    MANAGE,
    ROOT,
    RUN,
    answers,
    call,
    children_of,
    environment,
    free_port,
    is_alive,
    is_free,
    started,
    wait_for,
)
from tests.running.tasks import TRACE

pytestmark = [pytest.mark.probe, pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")]


@contextmanager
def serving(folder: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    with started([*MANAGE, "serve"], environment(folder, PORT=str(port))) as program:
        # An empty folder is migrated and filled first, beside other tests on the same two processors.
        wait_for(lambda: answers(port) or program.poll() is not None, seconds=120.0)
        assert program.poll() is None
        yield program


def test_it_serves_works_off_tasks_restarts_what_dies_lets_itself_be_backed_up_and_ends_with_all_it_started(
    council: Path, tmp_path: Path
) -> None:
    port = free_port()
    with serving(council, port) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == f"Golden Thread is at http://localhost:{port}\n"
        assert program.stdout.readline() == "Nobody can sign in yet. Run: ./run council NAME --admin EMAIL\n"

        wait_for((council / TRACE).exists)

        other = call("serve", folder=council, PORT=str(free_port()))
        assert (other.returncode, other.stdout) == (1, "")
        assert other.stderr.startswith("Golden Thread already serves from ")
        assert other.stderr.count("\n") == 1

        backup = call("backup", str(tmp_path / "kept.zip"), folder=council)
        assert backup.returncode == 0, backup.stderr
        restore = call("restore", str(tmp_path / "kept.zip"), "--replace", folder=council)
        assert restore.returncode == 1
        assert restore.stderr == "Golden Thread is serving this data; end it first, then restore.\n"

        before = children_of(program.pid)
        for child in before:
            if Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split()[1] == str(program.pid):
                os.kill(child, signal.SIGKILL)
        wait_for(lambda: len(children_of(program.pid) - before) >= 4)
        wait_for(lambda: answers(port))

        below = children_of(program.pid)
        told = time.monotonic()
        program.send_signal(signal.SIGTERM)
        assert program.wait(10) == 0
        wait_for(lambda: is_free(port) and not any(map(is_alive, below)), seconds=2)
        assert time.monotonic() - told < 5


def test_an_empty_folder_becomes_the_demonstration_a_second_start_serves_it_and_a_kill_leaves_nothing_behind(
    tmp_path: Path,
) -> None:
    folder, port = tmp_path / "new", free_port()
    with serving(folder, port) as program:
        assert program.stdout is not None
        first = [program.stdout.readline() for _ in range(3)]
        stamp = (folder / "static.stamp").stat().st_mtime_ns
    assert first[0] == f"Golden Thread is at http://localhost:{port}\n"
    assert first[1].startswith("This is the demonstration: everything in it is invented.")
    assert "@" in first[2]

    port = free_port()
    with serving(folder, port) as program:
        assert program.stdout is not None
        again = [program.stdout.readline() for _ in range(3)]
        assert again[1:] == first[1:]
        assert (folder / "static.stamp").stat().st_mtime_ns == stamp
        below = children_of(program.pid)
        program.kill()
        wait_for(lambda: is_free(port) and not any(map(is_alive, below)), seconds=5)


def test_a_taken_port_is_one_sentence_before_any_work(tmp_path: Path) -> None:
    # In a bare copy, in which a set-up would have to make the environment first.
    for name in ("run", "goldenthread/__init__.py", "goldenthread/home/__init__.py", "goldenthread/home/listening.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        port = holder.getsockname()[1]
        holder.listen()
        env = environment(tmp_path / "data", PORT=str(port))
        refused = subprocess.run(
            [sys.executable, tmp_path / "run"], env=env, capture_output=True, text=True, timeout=30, check=False
        )
    assert refused.returncode == 1
    assert refused.stdout == ""
    assert refused.stderr == (
        f"Port {port} is taken; end what uses it, or choose another, as in PORT={port % 65535 + 1} ./run.\n"
    )
    assert not (tmp_path / ".venv").exists()
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1", "²"])
def test_a_port_that_is_none_is_one_sentence(port: str, tmp_path: Path) -> None:
    refused = subprocess.run(
        RUN, env=environment(tmp_path, PORT=port), capture_output=True, text=True, timeout=30, check=False
    )
    assert refused.returncode == 1
    assert refused.stderr == f"PORT must be a whole number from 1 to 65535, not {port!r}.\n"
