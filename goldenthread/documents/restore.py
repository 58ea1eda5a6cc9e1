"""Restore: a backup in the place of the data, all of it or nothing.

The new database is built beside the old one and takes its place in a single
step, so whoever ends the restore at any moment finds the old data or the new.
Stored files have random names that are never used twice: those of the backup
are put beside the others first, and those nobody names any more go last.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from goldenthread.documents import archive, check, rows, standing_in
from goldenthread.documents.models import StoredFile
from goldenthread.identity.actor import system
from goldenthread.identity.models import Council, Person
from goldenthread.kernel import data_folder
from goldenthread.kernel.commands import prepare_database
from goldenthread.kernel.erasures import erasures
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.erasing import reapply
from goldenthread.ledger.models import Entry
from goldenthread.notices.restoring import hold_after_restore

STAGE = "restoring"


class RestoreRefused(RuleBroken):
    """The restore is refused and nothing was changed; the message says why."""

    exit_status = 1


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: rows, files, erasures applied again, and the faults the data already had."""

    made_at: str
    rows: int
    files: int
    erased: int
    faults: tuple[str, ...]


def restore(source: Path, *, replace: bool) -> Restored:
    """Put a backup in the place of the data; over data only where that is asked for."""
    with data_folder.replacing(settings.DATA), archive.reading(source) as backup:
        if not _is_new():
            prepare_database()
            if holds_data() and not replace:
                raise RestoreRefused("This folder holds data already; --replace puts the backup in its place.")
        staged = _staged_sqlite() if connection.vendor == "sqlite" else _staged_postgresql()
        with staged:
            restored = _fill(backup)
            kept = {path for path, _size, _sha256 in check.stored_files()}
            _put_files(backup, kept)
        for path in list(check.files_on_disk()):
            if path not in kept:
                (settings.FILES / path).unlink(missing_ok=True)
    return restored


def holds_data() -> bool:
    """Whether anybody has worked in this folder: a council, a person, a file, or anything in the ledger."""
    people = Person.objects.filter(is_system=False)
    return any(found.exists() for found in (Council.objects, people, StoredFile.objects, Entry.objects))


def _is_new() -> bool:
    """Whether there is no database yet: one need not be made only to be replaced."""
    return connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists()


def _fill(backup: archive.ArchiveReader) -> Restored:
    """Build the database of the backup, bring it up to date, and erase again what was erased since it was made."""
    manifest = backup.manifest
    tables = rows.tables(rows.build(manifest.migrations))
    if {f"tables/{label}.jsonl" for label in tables} != set(backup.names("tables")):
        raise archive.BadArchive("The tables in the backup are not those of its version.")
    with transaction.atomic():
        rows.empty(tables.values())
        count = sum(rows.write(model, backup.lines(f"tables/{label}.jsonl")) for label, model in tables.items())
        rows.continue_numbering(tables.values())
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    DBTaskResult.objects.running().update(status="READY")
    _refuse_new_faults(backup)
    listed = erasures(settings.DATA)
    erased = reapply(listed, by=system("restore", "Restore of a backup")) if listed else 0
    hold_after_restore(listed, at=timezone.now())
    return Restored(manifest.made_at, count, len(backup.names("files")), erased, tuple(manifest.faults))


def _refuse_new_faults(backup: archive.ArchiveReader) -> None:
    """What was whole when the backup was made has to be whole now; older faults are kept as they were."""
    members = backup.manifest.members
    files = [
        check.file_fault(path, (size, sha256), members.get(f"files/{path}"))
        for path, size, sha256 in check.stored_files()
    ]
    found = [*check.check_database().faults, *check.check_ledger().faults, *filter(None, files)]
    new = [fault for fault in found if fault not in backup.manifest.faults]
    if new:
        raise RestoreRefused(f"The backup cannot be restored whole; nothing was changed. {new[0]}")


def _put_files(backup: archive.ArchiveReader, kept: set[str]) -> None:
    for name in backup.names("files"):
        path = name.removeprefix("files/")
        if path in kept:
            target = settings.FILES / path
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            backup.copy(name, target)
            archive.synchronise(target.parent)


@contextmanager
def _staged_sqlite() -> Iterator[None]:
    """Build a new file beside the database; one renaming puts it in its place."""
    new, old = settings.DATA / f"{STAGE}.sqlite3", Path(connection.settings_dict["NAME"])
    beside = [new, new.with_name(f"{new.name}-journal")]
    for file in beside:
        file.unlink(missing_ok=True)
    try:
        with standing_in.sqlite_file(str(new)):
            yield
        connection.close()
        if old.exists():
            _leave_nothing_beside(old)
        descriptor = os.open(new, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)
        new.replace(old)
        archive.synchronise(old.parent)
    finally:
        for file in beside:
            file.unlink(missing_ok=True)


def _leave_nothing_beside(database: Path) -> None:
    """Write the log of the old database into it and remove the log: the new one must not find it.

    Source: SQLite, "How To Corrupt An SQLite Database File", section 1.4
    (a log that belongs to another file).
    """
    raw = sqlite3.connect(database, isolation_level=None)
    try:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (mode,) = raw.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError:
        mode = "locked"
    finally:
        raw.close()
    if mode != "delete":
        raise RestoreRefused("Another program has the database open; close it, then restore.")


@contextmanager
def _staged_postgresql() -> Iterator[None]:
    """Build the new tables in a schema of their own; one transaction moves their rows over."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {STAGE} CASCADE")
            cursor.execute(f"CREATE SCHEMA {STAGE}")
    except DatabaseError as failure:
        why = str(failure).splitlines()[0]
        raise RestoreRefused(f"The database's account may not make a schema, which a restore needs: {why}.") from None
    try:
        with standing_in.postgresql_schema(STAGE):
            yield
        with transaction.atomic():
            _move_rows()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {STAGE} CASCADE")


def _move_rows() -> None:
    """Replace the rows of every table by those built beside it. The ledger's triggers rest for this one transaction."""
    quote = connection.ops.quote_name
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    names = [str(name) for name in tables]
    names.append(str(settings.CACHES["default"]["LOCATION"]))
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"ALTER TABLE {quote(name)} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {', '.join(map(quote, names))}")
        for name in names:
            into = ", ".join(map(quote, _stored_columns(name)))
            cursor.execute(f"INSERT INTO {quote(name)} ({into}) SELECT {into} FROM {STAGE}.{quote(name)}")  # noqa: S608 - names are ours
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in names:
            cursor.execute(f"ALTER TABLE {quote(name)} ENABLE TRIGGER USER")
    rows.continue_numbering(rows.tables(apps).values())


def _stored_columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_schema = %s AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
            [STAGE, table],
        )
        return [name for (name,) in cursor.fetchall()]
