"""Whether the data is whole: the database, every stored file against its hash, the ledger against its chain.

Runs while others work: all of it is judged as it stood at one moment.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection

from goldenthread.documents import rows, standing_in
from goldenthread.documents.models import StoredFile
from goldenthread.documents.storing import read_chunks
from goldenthread.ledger import chain

Stored = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the check: what was counted, and each fault in one sentence."""

    counted: Mapping[str, int]
    faults: tuple[str, ...]

    @property
    def as_json(self) -> dict[str, Any]:
        """The part as ``./run check --json`` prints it."""
        return {"ok": not self.faults, **self.counted, "faults": list(self.faults)}


@dataclass(frozen=True, slots=True)
class Report:
    """The whole check."""

    database: Finding
    files: Finding
    ledger: Finding

    @property
    def faults(self) -> tuple[str, ...]:
        """Every fault of every part."""
        return self.database.faults + self.files.faults + self.ledger.faults

    @property
    def as_json(self) -> dict[str, Any]:
        """The check as ``./run check --json`` prints it."""
        return {
            "ok": not self.faults,
            "database": self.database.as_json,
            "files": self.files.as_json,
            "ledger": self.ledger.as_json,
        }


def check() -> Report:
    """Check the database, the files and the ledger as they stand at one moment."""
    with standing_in.one_moment():
        database = check_database()
        ledger = check_ledger()
        stored = stored_files()
    return Report(database, check_files(stored), ledger)


def check_database() -> Finding:
    """Read every table, and let SQLite check its pages, its indexes and what points where.

    PostgreSQL enforces what points where itself and reports a damaged page
    when it is read.
    """
    faults = list(_faults_of_sqlite()) if connection.vendor == "sqlite" else []
    tables = rows.tables(apps)
    count = 0
    for label, model in tables.items():
        try:
            count += model._base_manager.count()
        except DatabaseError as failure:
            faults.append(f"The table of {label} cannot be read: {str(failure).splitlines()[0]}.")
    return Finding({"tables": len(tables), "rows": count}, tuple(faults))


def _faults_of_sqlite() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        for (words,) in cursor.fetchall():
            if words != "ok":
                yield f"The database is damaged: {words}."
        cursor.execute("PRAGMA foreign_key_check")
        for table, row, parent, _key in cursor.fetchall():
            yield f"Row {row} of {table} points to a row of {parent} that is not there."


def check_ledger() -> Finding:
    """The chain of the ledger and the digests of its values."""
    report = chain.verify()
    counted = {"entries": report.entries, "values": report.values, "erased": report.erased}
    return Finding(counted, report.faults)


def stored_files() -> list[Stored]:
    """Where each stored file stands, its size and its hash."""
    return list(StoredFile.objects.order_by("pk").values_list("path", "size", "sha256"))


def check_files(stored: list[Stored]) -> Finding:
    """Every stored file against its size and hash; what stands on disk unknown is counted and is no fault.

    A file is on disk before its row, so one that a crash or a running command
    left without a row is to be expected. One that is missing because it was
    erased since its row was read is no fault either.
    """
    faults = []
    for path, size, sha256 in stored:
        fault = file_fault(path, (size, sha256), _found(settings.FILES / path))
        if fault and StoredFile.objects.filter(path=path).exists():
            faults.append(fault)
    known = {path for path, _size, _sha256 in stored}
    unknown = sum(1 for path in files_on_disk() if path not in known)
    return Finding({"checked": len(stored), "unknown": unknown}, tuple(faults))


def file_fault(path: str, stated: tuple[int, str], found: tuple[int, str] | None) -> str:
    """What is wrong with a stored file, in one sentence; nothing where it is as stated."""
    if found is None:
        return f"The file {path} is missing."
    return "" if found == stated else f"The file {path} was altered."


def files_on_disk() -> Iterator[str]:
    """Every file in the folder of stored files, by its path there."""
    for file in sorted(settings.FILES.rglob("*")):
        if file.is_file():
            yield str(file.relative_to(settings.FILES))


def _found(file: Path) -> tuple[int, str] | None:
    digest, size = hashlib.sha256(), 0
    try:
        for chunk in read_chunks(file):
            digest.update(chunk)
            size += len(chunk)
    except OSError:
        return None
    return size, digest.hexdigest()
