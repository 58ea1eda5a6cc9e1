"""The archive of a backup: a zip whose last member, the manifest, names every other with its size and SHA-256.

One format for both databases: the rows of each table as JSON lines in the
values of the program, not of a database, and the stored files as they are. So
a backup made on SQLite can be restored on PostgreSQL and the other way round.
"""

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from goldenthread.kernel.errors import RuleBroken

FORMAT = 1
MANIFEST = "manifest.json"
_PIECE = 1024 * 1024


class BadArchive(RuleBroken):
    """The file is no backup, or not a whole one."""

    exit_status = 1


@dataclass(slots=True)
class Manifest:
    """What an archive holds, and the state of the data it was made from."""

    program: str
    database: str
    made_at: str
    migrations: list[tuple[str, str]]
    faults: list[str]
    members: dict[str, tuple[int, str]] = field(default_factory=dict)
    format: int = FORMAT


class ArchiveWriter:
    """Puts members into an archive and remembers their sizes and hashes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.members: dict[str, tuple[int, str]] = {}

    def add(self, name: str, pieces: Iterable[bytes]) -> str:
        """Add one member from its pieces; gives the SHA-256 of what was written."""
        digest, size = hashlib.sha256(), 0
        with self._archive.open(name, "w", force_zip64=True) as out:
            for piece in pieces:
                out.write(piece)
                digest.update(piece)
                size += len(piece)
        self.members[name] = (size, digest.hexdigest())
        return digest.hexdigest()

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest, last: an archive without one is not whole."""
        manifest.members = self.members
        self._archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))


@contextmanager
def writing(target: Path) -> Iterator[ArchiveWriter]:
    """Write an archive beside its place; it moves there when whole and on disk, and an older one stays until then."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "w+b") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
                yield ArchiveWriter(archive)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(target)
        synchronise(target.parent)
    except OSError as failure:
        raise BadArchive(f"The backup cannot be written to {target}: {failure.strerror or failure}.") from None
    finally:
        draft.unlink(missing_ok=True)


class ArchiveReader:
    """Reads an archive whose every member has been found whole."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self._archive = archive
        self.manifest = manifest

    def names(self, folder: str) -> list[str]:
        """The members in a folder of the archive."""
        return [name for name in self.manifest.members if name.startswith(f"{folder}/")]

    def lines(self, name: str) -> Iterator[Any]:
        """The JSON lines of a member."""
        with self._archive.open(name) as member:
            for line in member:
                yield json.loads(line)

    def copy(self, name: str, target: Path) -> None:
        """Put a member on disk under its place, whole or not at all."""
        draft = target.with_name(f".{target.name}.part")
        try:
            with self._archive.open(name) as member, draft.open("wb") as out:
                shutil.copyfileobj(member, out, _PIECE)
                out.flush()
                os.fsync(out.fileno())
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)


@contextmanager
def reading(source: Path) -> Iterator[ArchiveReader]:
    """Open an archive and check all of it before anything is taken from it."""
    try:
        archive = zipfile.ZipFile(source)
    except (OSError, zipfile.BadZipFile) as failure:
        why = "there is no such file" if isinstance(failure, FileNotFoundError) else "it is not a backup"
        raise BadArchive(f"{source} cannot be restored: {why}.") from None
    with archive:
        try:
            manifest = _manifest(archive)
            _check_members(archive, manifest)
        except BadArchive as refusal:
            raise BadArchive(f"{source} cannot be restored: {refusal}") from None
        yield ArchiveReader(archive, manifest)


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    """The manifest, refused where it is missing, of another format, or not of the form it should have."""
    try:
        read = json.loads(archive.read(MANIFEST))
        if read["format"] != FORMAT:
            raise BadArchive("another version of Golden Thread made it, in a form this one does not know.")
        return Manifest(
            program=str(read["program"]),
            database=str(read["database"]),
            made_at=str(read["made_at"]),
            migrations=[(str(app), str(name)) for app, name in read["migrations"]],
            faults=[str(fault) for fault in read["faults"]],
            members={str(name): (int(size), str(sha256)) for name, (size, sha256) in read["members"].items()},
        )
    except (KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile, OSError):
        raise BadArchive("it is not a whole backup of Golden Thread.") from None


def _check_members(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Every member stands in the manifest with its size and hash, under a name that stays in its folder."""
    infos = {info.filename: info for info in archive.infolist() if info.filename != MANIFEST}
    if set(infos) != set(manifest.members):
        raise BadArchive("parts of it are missing or were added.")
    for name, (size, sha256) in manifest.members.items():
        if name.startswith("/") or ".." in name.split("/") or "\\" in name:
            raise BadArchive("it names a place outside the data.")
        if infos[name].file_size != size or _sha256(archive, name) != sha256:
            raise BadArchive(f"its part {name} is damaged.")


def _sha256(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    # A damaged member shows as an error of zip or of its compression; its hash is then blank and fits nothing.
    with suppress(Exception), archive.open(name) as member:
        while piece := member.read(_PIECE):
            digest.update(piece)
        return digest.hexdigest()
    return ""


def synchronise(folder: Path) -> None:
    """See to it that a new name in a folder is on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
