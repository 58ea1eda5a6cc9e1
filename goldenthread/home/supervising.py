"""Keeping children running: each forked from the program as it stands, started again when it dies, gone when it ends.

Forking spares each child the second it takes to load the program, and lets
them share its memory. Every child leads a process group of its own, so that
what it starts ends with it; where the system can tell (Linux), a child also
ends when the supervisor is killed outright.
"""

import ctypes
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import FrameType

GRACE = 3.0  # seconds between asking a child to end and ending it
STEADY = 10.0  # a child that ran so long is started again at once
LONGEST_PAUSE = 30.0
_PR_SET_PDEATHSIG = 1


@dataclass(slots=True)
class Child:
    """One child: what it runs, and how its last run went."""

    name: str
    run: Callable[[], None]
    signal_if_orphaned: int = signal.SIGKILL
    pid: int = 0
    started: float = 0.0
    pause: float = 0.0
    due: float = field(default=0.0)


class Supervisor:
    """Runs children until it is told to end by SIGTERM, SIGINT or SIGHUP.

    ``to_close`` are descriptors the children must not keep: a lock that a
    child held would outlive the supervisor.
    """

    def __init__(self, children: list[Child], *, to_close: tuple[int, ...] = (), say: Callable[[str], None]) -> None:
        self.children = children
        self.to_close = to_close
        self.say = say
        self.ending = False

    def run(self) -> None:
        """Start the children and stay until told to end; then end them all."""
        with self._woken_by_signals() as wake:
            try:
                while not self.ending:
                    self._start_those_due()
                    select.select([wake], [], [], self._until_next())
                    with suppress(BlockingIOError):
                        os.read(wake, 4096)
                    self._bury_the_dead()
            finally:
                self._end_all()

    @contextmanager
    def _woken_by_signals(self) -> Iterator[int]:
        """A pipe that every signal writes to: a signal between two looks is not missed."""
        read, write = os.pipe()
        os.set_blocking(read, False)
        os.set_blocking(write, False)
        before = {number: signal.signal(number, self._told) for number in (signal.SIGTERM, signal.SIGINT)}
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # as nohup leaves it
            before[signal.SIGHUP] = signal.signal(signal.SIGHUP, self._told)
        before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        signal.set_wakeup_fd(write, warn_on_full_buffer=False)
        try:
            yield read
        finally:
            signal.set_wakeup_fd(-1)
            for number, handler in before.items():
                signal.signal(number, handler)
            os.close(read)
            os.close(write)

    def _told(self, _number: int, _frame: FrameType | None) -> None:
        self.ending = True

    def _start_those_due(self) -> None:
        now = time.monotonic()
        for child in self.children:
            if not child.pid and child.due <= now:
                self._fork(child)

    def _fork(self, child: Child) -> None:
        supervisor = os.getpid()
        sys.stdout.flush()
        sys.stderr.flush()
        child.started = time.monotonic()
        child.pid = os.fork()
        if child.pid:
            with suppress(OSError):
                os.setpgid(child.pid, child.pid)
            return
        status = 1
        try:
            self._become(child, supervisor)
            child.run()
            status = 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(bool(end.code))
        except BaseException:
            sys.excepthook(*sys.exc_info())  # the child ends here, whatever happened
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def _become(self, child: Child, supervisor: int) -> None:
        """Be a child: lead a group, drop the supervisor's signals and locks, end when it is gone."""
        os.setpgid(0, 0)
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        for descriptor in self.to_close:
            os.close(descriptor)
        end_with_parent(child.signal_if_orphaned, parent=supervisor)

    def _bury_the_dead(self) -> None:
        for child in self.children:
            status = _ended(child.pid) if child.pid else None
            if status is None:
                continue
            _signal_group(child.pid, signal.SIGKILL)  # what it started goes with it
            child.pid = 0
            lasted = time.monotonic() - child.started
            child.pause = 0.0 if lasted >= STEADY else min(LONGEST_PAUSE, max(0.1, child.pause * 2))
            child.due = time.monotonic() + child.pause
            if not self.ending:
                self.say(f"{child.name} ended ({_in_words(status)}) and is started again.")

    def _until_next(self) -> float | None:
        waiting = [child.due for child in self.children if not child.pid]
        return max(0.0, min(waiting) - time.monotonic()) if waiting else None

    def _end_all(self) -> None:
        """Ask every child to end, wait, and end those that are late together with all they started."""
        running = [child for child in self.children if child.pid]
        for child in running:
            _signal_group(child.pid, signal.SIGTERM)
        latest = time.monotonic() + GRACE
        while running and time.monotonic() < latest:
            running = [child for child in running if _ended(child.pid) is None]
            if running:
                time.sleep(0.02)
        for child in self.children:
            if child.pid:
                _signal_group(child.pid, signal.SIGKILL)
        for child in running:
            with suppress(ChildProcessError):
                os.waitpid(child.pid, 0)


def end_with_parent(number: int = signal.SIGKILL, *, parent: int) -> None:
    """Ask Linux to signal this process when its parent dies; elsewhere this does nothing."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)
    if os.getppid() != parent:  # it died before we asked
        os._exit(1)


def _ended(pid: int) -> int | None:
    try:
        found, status = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return 0
    return status if found else None


def _signal_group(pid: int, number: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)


def _in_words(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    return f"signal {-code}" if code < 0 else f"status {code}"
