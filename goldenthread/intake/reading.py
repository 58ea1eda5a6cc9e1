"""Reading an uploaded file: directly, or in a child process with limits of time and memory.

Whatever serves people reads through ``read_in_child``: a file that is made to
hang or to fill the memory costs one short-lived process and is answered with
one sentence. ``read_file`` is the same reading without the walls, for files
that we wrote ourselves.
"""

import logging
import os
import selectors
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from goldenthread.intake.allowance import MEGABYTE
from goldenthread.intake.document import Document
from goldenthread.intake.handover import unpack
from goldenthread.intake.opening import check_size, checked_ending, read_stream
from goldenthread.intake.refusals import FileRefused, Reason

logger = logging.getLogger(__name__)

SECONDS = 40.0
MEGABYTES = 768
_ROOT = Path(__file__).resolve().parents[2]
_LONGEST_ANSWER = 512 * MEGABYTE
_LONGEST_COMPLAINT = 16 * 1024
_OUT_OF_TIME = (-signal.SIGXCPU, -signal.SIGALRM)


def read_file(path: Path, name: str) -> Document:
    """The document in a file that was uploaded under this name, read in this process."""
    with path.open("rb") as stream:
        return read_stream(stream, name)


def read_in_child(path: Path, name: str, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Document:
    """The document in a file that was uploaded under this name, read in a process of its own.

    The child gets the open file and nothing else: not the file's name or
    place, nor our environment, in which the database's password may stand.
    Past the time (by the clock and by the processor) or the memory given, it is ended.
    """
    ending = checked_ending(name)
    with path.open("rb") as stream:
        check_size(os.fstat(stream.fileno()).st_size)
        answer = _answer_of_child(stream, ending, seconds=seconds, megabytes=megabytes)
    try:
        return unpack(answer, name)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        logger.error("The reading process gave an answer of %d bytes that is none.", len(answer))
        raise FileRefused(Reason.DAMAGED) from None


def _answer_of_child(stream: IO[bytes], ending: str, *, seconds: float, megabytes: int) -> bytes:
    process = subprocess.Popen(  # noqa: S603 - our own interpreter, and an ending from our own list
        [sys.executable, "-P", "-s", "-m", "goldenthread.intake.child", ending, repr(seconds), str(megabytes)],
        stdin=stream,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PYTHONPATH": str(_ROOT), "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
        start_new_session=True,
    )
    try:
        said, complained = _collect(process, time.monotonic() + seconds)
        process.wait(timeout=5)
    finally:
        _end(process)
    if complained:
        logger.error("The reading process complained:\n%s", complained.decode(errors="replace"))
    if process.returncode == 0:
        return said
    raise _refusal_for(process.returncode)


def _collect(process: "subprocess.Popen[bytes]", deadline: float) -> tuple[bytes, bytes]:
    """All that the child writes on its two outputs, up to a bound, until both are closed or time is up."""
    if process.stdout is None or process.stderr is None:
        raise TypeError("The child must be started with pipes.")
    said, complained = bytearray(), bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ, said)
        selector.register(process.stderr, selectors.EVENT_READ, complained)
        while selector.get_map():
            ready = selector.select(timeout=max(0.0, deadline - time.monotonic()))
            if not ready:
                raise FileRefused(Reason.TOO_SLOW)
            for key, _ in ready:
                chunk = os.read(key.fd, MEGABYTE)
                key.data.extend(chunk)
                if not chunk:
                    selector.unregister(key.fileobj)
            if len(said) > _LONGEST_ANSWER:
                raise FileRefused(Reason.TOO_MUCH_TEXT)
            del complained[_LONGEST_COMPLAINT:]
    return bytes(said), bytes(complained)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the child and all that it may have started, and take back its pipes."""
    if process.poll() is None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            logger.info("The reading process had ended just before it was to be ended.")
        process.wait()
    for pipe in (process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()


def _refusal_for(status: int) -> Exception:
    """What it means that the child ended without an answer.

    A signal is the file's doing; an ordinary failure is ours (the child could
    not even be started), and must not be blamed on the file.
    """
    if status in _OUT_OF_TIME:
        return FileRefused(Reason.TOO_SLOW)
    if status == -signal.SIGKILL:
        return FileRefused(Reason.TOO_MUCH_MEMORY)
    if status < 0:
        return FileRefused(Reason.DAMAGED)
    return RuntimeError(f"The reading process failed with status {status}.")
