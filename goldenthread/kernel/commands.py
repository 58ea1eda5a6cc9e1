"""What every command of the product does alike: find a ready database, refuse in one sentence, print JSON alone.

``./run help`` reads ``help`` and ``shown_as`` from the source of each command,
so both are plain literals.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from goldenthread.kernel import data_folder
from goldenthread.kernel.dates import Precision, read_date
from goldenthread.kernel.errors import Conflict, NotAllowed, Refusals, RuleBroken

BAD_INPUT = 2
REFUSED = 1
_POSTGRESQL_TURN = 0x676F6C64  # any number, the same for every process that migrates


class ProductCommand(BaseCommand):
    """A command people may use. A refusal is one sentence on standard error and an exit status, never a traceback.

    ``shown_as`` maps each way to call the command to its line in ``./run
    help``; without it the command's name and ``help`` stand there.
    ``refusal_status`` is the exit status of a refusal that names none itself.
    """

    shown_as: ClassVar[dict[str, str]] = {}
    needs_database: ClassVar[bool] = True
    shares_data: ClassVar[bool] = True
    refusal_status: ClassVar[int] = BAD_INPUT
    # The tests hold the system checks; a command of every day does not repeat them.
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """The parser, which calls the program ``./run``, as people do."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.prog = f"./run {subcommand}"
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        """Run from the command line; a refusal becomes its sentence and exit status."""
        try:
            super().run_from_argv(argv)
        except (RuleBroken, NotAllowed, Conflict, ImproperlyConfigured) as refusal:
            self._refuse(str(refusal), getattr(refusal, "exit_status", self.refusal_status))
        except Refusals as refusals:
            self._refuse("\n".join(map(str, refusals.found.values())), self.refusal_status)
        except OperationalError as failure:
            self._refuse(f"The database cannot be used: {_first_line(failure)}", REFUSED)
        except KeyboardInterrupt:
            sys.exit(130)
        except BrokenPipeError:
            # Whoever read our output has gone; there is nobody to tell.
            sys.exit(REFUSED)

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run with the data folder shared and, where the command needs one, a database that is up to date."""
        shared = data_folder.working(settings.DATA) if self.shares_data else nullcontext()
        with shared:
            if self.needs_database:
                prepare_database()
            return super().execute(*args, **options)

    def print_json(self, value: Any) -> None:
        """Print one JSON value on standard output; texts keep their letters."""
        self.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str))

    def _refuse(self, sentence: str, status: int) -> None:
        sys.stdout.flush()
        self.stderr.write(sentence)
        sys.exit(status)


def add_json_option(parser: CommandParser) -> None:
    """Offer ``--json``: standard output then holds one JSON value and nothing else."""
    parser.add_argument("--json", action="store_true", help="print JSON alone on standard output")


def a_day(text: str) -> date:
    """A day as an argument of a command; a month or a year is none."""
    read = read_date(text)
    if read.first is None or read.precision != Precision.DAY:
        raise argparse.ArgumentTypeError(f"“{text[:40]}” is not a day; give it as 2026-05-02.")
    return read.first


def write_whole(out: Path, content: bytes) -> None:
    """Write a file whole or not at all, in one sentence where it cannot be; into a pipe or a device straight."""
    try:
        # No name at all is the folder in which one stands, as the path to it is.
        if out.is_dir():
            raise RuleBroken(f"{_named(out)} is a folder: name the file to write.")
        if out.exists() and not out.is_file():
            out.write_bytes(content)
            return
        draft = out.with_name(f"{out.name}.part")
        try:
            draft.write_bytes(content)
            draft.replace(out)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as failure:
        raise RuleBroken(f"The file {_named(out)} cannot be written: {failure.strerror}.") from None


def _named(out: Path) -> str:
    """A path as a sentence can hold it, whatever is in its name: bytes that are no letters too."""
    return str(out).encode(errors="replace").decode()[:300]


def prepare_database() -> None:
    """Make the database, or bring it up to date, where that is needed; cheap where it is not.

    Compares the migrations on disk with those applied, without loading them,
    because this runs before every command.
    """
    if _is_ready():
        return
    with data_folder.one_at_a_time(settings.DATA, data_folder.MIGRATING), _turn_on_the_server():
        if not _is_ready():
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)


def _is_ready() -> bool:
    applied = set(MigrationRecorder(connection).applied_migrations())
    known = set(_migrations_on_disk())
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("goldenthread.")}
    unknown = sorted(f"{app}.{name}" for app, name in applied - known if app in ours)
    if unknown:
        raise ImproperlyConfigured(f"This data was written by a newer version of Golden Thread ({unknown[0]}).")
    return known <= applied and settings.CACHES["default"]["LOCATION"] in connection.introspection.table_names()


def _migrations_on_disk() -> Iterator[tuple[str, str]]:
    for config in apps.get_app_configs():
        for file in (Path(config.path) / "migrations").glob("*.py"):
            if file.stem[0] not in "_~":
                yield config.label, file.stem


@contextmanager
def _turn_on_the_server() -> Iterator[None]:
    """On PostgreSQL several machines may start at once; the server itself lets one migrate at a time."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_POSTGRESQL_TURN])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_POSTGRESQL_TURN])


def _first_line(failure: DatabaseError) -> str:
    return str(failure).strip().split("\n")[0].rstrip(".") + "."
