"""Backup: the rows and the stored files as they stood at one moment, taken while others work."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils import timezone

from goldenthread.documents import archive, check, rows, standing_in
from goldenthread.documents.storing import read_chunks


def back_up(target: Path) -> archive.Manifest:
    """Write a backup; what was already wrong with the data is noted in it and does not stop it.

    Files are written once and never altered, so those that the rows name are
    copied after the rows were read. One that was erased meanwhile is noted as
    missing; the list of erasures explains it.
    """
    if target.is_dir():
        raise archive.BadArchive(f"{target} is a folder; name the file the backup shall be written to.")
    with archive.writing(target) as out:
        with standing_in.one_moment():
            migrations = rows.applied()
            for label, model in rows.tables(apps).items():
                out.add(f"tables/{label}.jsonl", rows.read(model))
            faults = [*check.check_database().faults, *check.check_ledger().faults]
            stored = check.stored_files()
        faults += [fault for path, size, sha256 in stored if (fault := _add_file(out, path, (size, sha256)))]
        manifest = archive.Manifest(
            program=program_version(),
            database=connection.vendor,
            made_at=timezone.now().isoformat(timespec="seconds"),
            migrations=migrations,
            faults=faults,
        )
        out.finish(manifest)
    return manifest


def _add_file(out: archive.ArchiveWriter, path: str, stated: tuple[int, str]) -> str:
    file = settings.FILES / path
    if not file.is_file():
        return check.file_fault(path, stated, None)
    name = f"files/{path}"
    out.add(name, read_chunks(file))
    return check.file_fault(path, stated, out.members[name])


def program_version() -> str:
    """The version of the program, as ``pyproject.toml`` states it."""
    lines = (settings.BASE_DIR / "pyproject.toml").read_text().splitlines()
    return next(line.split('"')[1] for line in lines if line.startswith("version = "))
