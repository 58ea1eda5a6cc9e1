"""Whose turn it is in the data folder: who serves from it, who works in it, who replaces it.

Locks are the operating system's (``flock``): they end with the process that
holds them, however it ends, so nothing has to be cleaned up after a crash.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from goldenthread.kernel.errors import RuleBroken

SERVING = "serving.lock"
IN_USE = "in-use.lock"
MIGRATING = "migrating.lock"


class FolderTaken(RuleBroken):
    """Another process has the data folder; the message says what it does there."""

    exit_status = 1


def _open(folder: Path, name: str) -> int:
    return os.open(folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


@contextmanager
def _held(folder: Path, name: str, kind: int, refusal: str) -> Iterator[int]:
    descriptor = _open(folder, name)
    try:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderTaken(refusal) from None
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """Only one program serves from a data folder; the second is refused.

    Gives the lock's descriptor: a process forked from the holder must close
    it, or the lock would outlive the holder.
    """
    refusal = (
        f"Golden Thread already serves from {folder}; end that first, or name another folder in GOLDENTHREAD_DATA."
    )
    with _held(folder, SERVING, fcntl.LOCK_EX, refusal) as descriptor:
        yield descriptor


@contextmanager
def working(folder: Path) -> Iterator[int]:
    """Any number of commands may work in a data folder at once, but none while it is being replaced."""
    with _held(folder, IN_USE, fcntl.LOCK_SH, "A backup is being restored here; try again when it has ended.") as held:
        yield held


@contextmanager
def replacing(folder: Path) -> Iterator[None]:
    """The data may be replaced only while nobody serves from the folder and no command works in it."""
    with (
        _held(folder, SERVING, fcntl.LOCK_EX, "Golden Thread is serving this data; end it first, then restore."),
        _held(
            folder, IN_USE, fcntl.LOCK_EX, "A command is working in this data; wait until it has ended, then restore."
        ),
    ):
        yield


@contextmanager
def one_at_a_time(folder: Path, name: str) -> Iterator[None]:
    """Wait for the turn: two commands that both find the database old do not both bring it up to date."""
    descriptor = _open(folder, name)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
