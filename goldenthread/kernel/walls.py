"""Work that a stranger's file could make endless, done in a process of its own with limits of time and memory.

The child knows neither the database nor the settings, gets the open file and
nothing else, and hands its answer back as bytes. Past its time (by the clock
and by the processor) or its memory it is ended: what breaks it breaks nothing else.
"""

import logging
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import IO

from goldenthread.kernel.limits import MEGABYTE

logger = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parents[2]
_LONGEST_COMPLAINT = 16 * 1024
_OUT_OF_TIME = (-signal.SIGXCPU, -signal.SIGALRM)
_OUT_OF_MEMORY = (b"memory allocation of", b"MemoryError", b"Cannot allocate memory")
"""What programs say whose memory has ended before they could be asked to say it otherwise."""
_A_LOOK = 0.25
"""Seconds between two looks at whether somebody wants the work stopped."""


class Why(StrEnum):
    """Why a child was ended, or ended itself, without an answer."""

    TIME = "time"
    MEMORY = "memory"
    LENGTH = "length"
    CRASH = "crash"
    STOPPED = "stopped"


class Ended(Exception):
    """The child gave no answer. A failure of our own (it could not be started) is no ``Ended`` but an error."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def answer_of(
    module: str,
    *arguments: str,
    given: IO[bytes],
    seconds: float,
    longest: int,
    stopped: Callable[[], bool] | None = None,
) -> bytes:
    """What a module of ours answers as a process of its own, started with these words and an open file.

    It gets no name or place of the file, nor our environment, in which the
    database's password may stand. ``stopped`` is asked now and then whether to give up.
    """
    process = subprocess.Popen(  # noqa: S603 - our own interpreter, and words of our own
        [sys.executable, "-P", "-s", "-m", module, *arguments],
        stdin=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PYTHONPATH": str(_ROOT), "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
        start_new_session=True,
    )
    try:
        said, complained = _collect(process, time.monotonic() + seconds, longest, stopped)
        process.wait(timeout=5)
    finally:
        _end(process)
    if complained:
        logger.error("%s complained:\n%s", module, complained.decode(errors="replace"))
    if process.returncode == 0:
        return said
    raise _why(module, process.returncode, complained)


def _collect(
    process: "subprocess.Popen[bytes]", deadline: float, longest: int, stopped: Callable[[], bool] | None
) -> tuple[bytes, bytes]:
    """All that the child writes on its two outputs, up to a bound, until both are closed or time is up."""
    if process.stdout is None or process.stderr is None:
        raise TypeError("The child must be started with pipes.")
    said, complained = bytearray(), bytearray()
    next_look = 0.0  # somebody may have stopped the work before it began
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ, said)
        selector.register(process.stderr, selectors.EVENT_READ, complained)
        while selector.get_map():
            now = time.monotonic()
            if stopped and now >= next_look:
                if stopped():
                    raise Ended(Why.STOPPED)
                next_look = now + _A_LOOK
            left = max(0.0, deadline - now)
            ready = selector.select(timeout=min(left, _A_LOOK) if stopped else left)
            if not ready and time.monotonic() >= deadline:
                raise Ended(Why.TIME)
            for key, _ in ready:
                chunk = os.read(key.fd, MEGABYTE)
                key.data.extend(chunk)
                if not chunk:
                    selector.unregister(key.fileobj)
            if len(said) > longest:
                raise Ended(Why.LENGTH)
            del complained[_LONGEST_COMPLAINT:]
    return bytes(said), bytes(complained)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the child and all that it may have started, and take back its pipes."""
    if process.poll() is None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            logger.info("The child had ended just before it was to be ended.")
        process.wait()
    for pipe in (process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()


def _why(module: str, status: int, complained: bytes) -> Exception:
    """What it means that the child ended without an answer.

    A signal is the file's doing; an ordinary failure is ours (the child could
    not even be started), and must not be blamed on the file.
    """
    if status in _OUT_OF_TIME:
        return Ended(Why.TIME)
    if status == -signal.SIGKILL or any(said in complained for said in _OUT_OF_MEMORY):
        return Ended(Why.MEMORY)
    if status < 0:
        return Ended(Why.CRASH)
    return RuntimeError(f"{module} failed with status {status}.")
