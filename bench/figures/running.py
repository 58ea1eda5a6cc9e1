"""How long the program takes to start again, and what a backup costs."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile

from bench.product import ROOT, folder, ready
from bench.registry import Measured, figure

ENTRIES = 20_000


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def until_it_answers(words: list[str], port: int) -> None:
    """Start a server, wait until a page comes from it, and end it."""
    server = subprocess.Popen(words, env=os.environ | {"PORT": str(port)}, stdout=subprocess.DEVNULL)
    try:
        while server.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).close()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.01)
        raise RuntimeError("The server ended before it answered.")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def any_server() -> Measured:
    """The floor of a start: Python's own file server, until its port answers."""

    def start() -> None:
        port = free_port()
        words = [sys.executable, "-m", "http.server", "-d", str(folder()), "--bind", "127.0.0.1", str(port)]
        until_it_answers(words, port)

    return start


@figure("start-second", floor=any_server, times=3, rounds=2)
def start_second() -> Measured:
    """The second start of a folder with a council, set-up check included, until the port answers."""

    def council() -> None:
        from datetime import date

        from goldenthread.identity.models import Council

        Council.objects.create(name="Northmere", made_on=date(2026, 1, 5))

    ready(council)
    return lambda: until_it_answers([sys.executable, str(ROOT / "run")], free_port())


def fill_ledger() -> None:
    """Many entries with two values each."""
    from django.db import transaction

    from goldenthread.identity.actor import system
    from goldenthread.ledger.writing import record

    with transaction.atomic():
        by = system("bench", "Bench")
        for number in range(ENTRIES):
            changes = {"rating": ("green", "amber"), "text": (None, f"What was said about step {number}. " * 4)}
            record("plan.updated", by=by, subject=f"action:plan/p1-{number}", changes=changes)


def zipped_copy() -> Measured:
    """The floor of a backup: a copy of the database by SQLite itself, zipped as much."""
    ready(fill_ledger)

    def copy() -> None:
        plain, target = folder() / "floor.sqlite3", folder() / "floor.zip"
        source, copied = sqlite3.connect(folder() / "golden-thread.sqlite3"), sqlite3.connect(plain)
        source.backup(copied)
        source.close()
        copied.close()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            archive.write(plain)

    return copy


@figure("backup", floor=zipped_copy, times=2, rounds=2, warm_up=0)
def backup() -> Measured:
    """A backup of 20,000 entries of the ledger, the check of its chain included."""
    ready(fill_ledger)
    from goldenthread.documents.backup import back_up

    return lambda: back_up(folder() / "kept.zip")
