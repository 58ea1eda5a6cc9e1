"""Starting the program as people do, in a folder and on a port of its own, and looking at its processes."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUN = [sys.executable, str(ROOT / "run")]
MANAGE = [sys.executable, str(ROOT / "manage.py")]


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a program that works in a folder."""
    ours = ("PORT", "DATABASE_URL", "SECRET_KEY")
    kept = {name: value for name, value in os.environ.items() if name not in ours and "GOLDENTHREAD" not in name}
    return kept | {"GOLDENTHREAD_DATA": str(folder)} | more


def call(*words: str, folder: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of the product to its end."""
    program = [*MANAGE, *words]
    return subprocess.run(
        program, env=environment(folder, **more), capture_output=True, text=True, timeout=120, check=False
    )


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def is_free(port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def wait_for(found: Callable[[], object], *, seconds: float = 30.0) -> None:
    latest = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < latest, "It did not happen in time."
        time.sleep(0.02)


def answers(port: int) -> bool:
    """Whether a page comes from the port, whichever."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def children_of(pid: int) -> set[int]:
    """Every process below one, however deep."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = status.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if words[0] != "Z":
            parents[int(status.parent.name)] = int(words[1])
    found: set[int] = set()
    while more := {child for child, parent in parents.items() if parent in found | {pid}} - found:
        found |= more
    return found


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@contextmanager
def started(words: list[str], env: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    """A program that runs during the block; nothing of it is left afterwards."""
    program = subprocess.Popen(
        words, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    below: set[int] = set()
    try:
        yield program
        below = children_of(program.pid)
    finally:
        if program.poll() is None:
            program.send_signal(signal.SIGTERM)
            try:
                program.wait(10)
            except subprocess.TimeoutExpired:
                program.kill()
        for pid in below:
            if is_alive(pid):
                os.kill(pid, signal.SIGKILL)
        for pipe in (program.stdout, program.stderr):
            assert pipe is not None
            pipe.close()
        program.wait()
