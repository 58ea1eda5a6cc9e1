"""The children of a serving program: the web server, the worker of background tasks, and the mail worker."""

import hashlib
import logging
import os
import signal
import socket
import tempfile
import threading
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from goldenthread.home.supervising import end_with_parent

# Two processes keep both cores of a small server busy; threads wait for the
# database together. Memory is shared, so a second process costs little.
WEB_PROCESSES, WEB_THREADS = 2, 4
REQUEST_TIMEOUT = 60  # seconds until a process that does not answer is replaced
LAST_REQUESTS = 2  # seconds for requests under way when the program ends
TASK_POLL = 0.5  # seconds between two looks at the queue
MAIL_POLL = 60.0  # seconds between two looks at what is to be sent
FIRST_MAIL = 10.0  # seconds after the start, which has better things to do
TRIES = 3  # a task whose worker died so often is given up


class WebServer(BaseApplication):  # type: ignore[misc]
    """gunicorn with this program in it, on a port that is already taken."""

    def __init__(self, program: WSGIHandler, port: socket.socket) -> None:
        self.program = program
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        """Set every option here: no file and no variable of the environment changes them."""
        for name, value in {
            "bind": f"fd://{self.port.fileno()}",
            "worker_class": "gthread",
            "workers": WEB_PROCESSES,
            "threads": WEB_THREADS,
            "timeout": REQUEST_TIMEOUT,
            "graceful_timeout": LAST_REQUESTS,
            "keepalive": 5,
            "loglevel": "warning",
            "control_socket_disable": True,
            "worker_tmp_dir": _memory_folder(),
            "post_fork": _end_with_the_arbiter,
        }.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        """The program, loaded before the server was forked."""
        return self.program


def _memory_folder() -> str:
    """Where a web process shows that it lives: in memory where possible, as a slow disk must not look like a hang."""
    shared = Path("/dev/shm")  # noqa: S108 - the folder itself is only named; gunicorn makes its own file there
    return str(shared) if os.access(shared, os.W_OK) else tempfile.gettempdir()


def _end_with_the_arbiter(arbiter: Arbiter, _worker: Any) -> None:
    end_with_parent(parent=arbiter.pid)


def run_web_server(program: WSGIHandler, port: socket.socket) -> None:
    """Answer requests until told to end."""
    WebServer(program, port).run()


def run_task_worker() -> None:
    """Run background tasks one after the other until told to end.

    A task that a dead worker left behind is queued again first: tasks are safe
    to run twice, and one that was merely lost would wait for ever.
    """
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    requeue_left_behind(worker_id())
    worker = Worker(
        queue_names=["*"],
        interval=TASK_POLL,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id(),
        excluded_queue_names=[],
    )
    worker.configure_signals()
    worker.run()


def run_mail_worker() -> None:
    """Do what is due and send e-mails about every minute until told to end; what is on the wire then ends.

    A process of its own: a mail server that stalls must not hold up an import. Several may run, on several machines.
    """
    # Loaded by this process alone, once the others have started.
    from goldenthread.home.days import keep_days
    from goldenthread.notices.jobs import mail_pass

    ending = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: ending.set())
    wait = FIRST_MAIL
    while not ending.wait(wait):
        keep_days(at=timezone.now())
        mail_pass(is_ending=ending.is_set)
        close_old_connections()
        wait = MAIL_POLL


def worker_id() -> str:
    """The worker of this data folder: one at a time, so the same name over all its lives."""
    return hashlib.sha256(f"{socket.gethostname()}:{settings.DATA}".encode()).hexdigest()[:32]


def requeue_left_behind(worker: str) -> int:
    """Queue again what a worker had begun when it died; how many tasks that were.

    On SQLite there is no other worker, so whatever runs was left behind. A
    task that was begun too often fails instead: it may be what kills workers.
    """
    count = 0
    for task in DBTaskResult.objects.running():
        if connection.vendor != "sqlite" and task.worker_ids[-1:] != [worker]:
            continue
        if len(task.worker_ids) >= TRIES:
            task.set_failed(RuntimeError(f"The worker died {TRIES} times in this task."))
            continue
        task.status = "READY"
        task.save(update_fields=["status"])
        count += 1
    return count
