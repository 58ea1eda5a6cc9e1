"""Opening a Word or Excel file: a zip of XML parts, checked before and while it is unpacked.

A zip's directory can lie about sizes, so the sums of the directory are
checked first (cheap) and the bytes are counted as they come out (certain).
No part is ever written to disk, and links to other files are not followed.

Sources: Office Open XML, part 2 "Open Packaging Conventions" (parts, content
types, relationships); David Fifield, "A better zip bomb" (2019), for parts that overlap.
"""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, BinaryIO

from goldenthread.intake.allowance import MAX_PARTS, MAX_UNPACKED, Allowance
from goldenthread.intake.readers.markup import elements
from goldenthread.intake.refusals import FileRefused, Reason

_PACKING_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
_ENCRYPTED_FLAG = 0x1


@dataclass(frozen=True, slots=True)
class Relation:
    """One link of a part to another part of the same file."""

    kind: str
    target: str


class Package:
    """The parts of one packed file, by name; names are compared without regard to case."""

    def __init__(self, stream: BinaryIO, allowance: Allowance) -> None:
        try:
            self._zip = zipfile.ZipFile(stream)
        except _PACKING_ERRORS:
            raise FileRefused(Reason.DAMAGED) from None
        self._allowance = allowance
        self._check_directory()
        self._parts = {_part_name(entry.filename): entry for entry in self._zip.infolist()}

    def _check_directory(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > MAX_PARTS:
            raise FileRefused(Reason.TOO_MANY_PARTS)
        if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
            raise FileRefused(Reason.ENCRYPTED)
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise FileRefused(Reason.UNPACKS_TOO_BIG)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in lower case."""
        return tuple(self._parts)

    def __contains__(self, name: str) -> bool:
        return _part_name(name) in self._parts

    def open(self, name: str) -> io.BufferedReader:
        """The content of a part as a stream that counts what it gives and refuses damage."""
        try:
            return io.BufferedReader(_Counted(self._zip.open(self._parts[_part_name(name)]), self._allowance), 65536)
        except (KeyError, *_PACKING_ERRORS):
            raise FileRefused(Reason.DAMAGED) from None

    def content_types(self) -> dict[str, str]:
        """The declared type of each named part, and of endings under ``.ending``."""
        types: dict[str, str] = {}
        with self.open("[Content_Types].xml") as stream:
            for element in elements(stream, "Override", "Default"):
                declared = element.get("ContentType", "")
                name = element.get("PartName") or "." + element.get("Extension", "")
                types[_part_name(name)] = declared.lower()
        return types

    def relations_of(self, part: str) -> dict[str, Relation]:
        """The links of a part to other parts by their id; ``""`` is the package itself. Outside links are left out."""
        folder, name = posixpath.split(part)
        source = posixpath.join(folder, "_rels", f"{name}.rels")
        if source not in self:
            return {}
        found: dict[str, Relation] = {}
        with self.open(source) as stream:
            for element in elements(stream, "Relationship"):
                if element.get("TargetMode", "").lower() != "external":
                    kind = element.get("Type", "").rpartition("/")[2]
                    target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
                    found[element.get("Id", "")] = Relation(kind, target)
        return found

    def related(self, part: str, kind: str) -> str | None:
        """The first part of a kind that this part links to and that is there, or None."""
        for relation in self.relations_of(part).values():
            if relation.kind == kind and relation.target in self:
                return relation.target
        return None

    def main_part(self) -> str:
        """The part that holds the document itself."""
        part = self.related("", "officeDocument")
        if part is None:
            raise FileRefused(Reason.DAMAGED)
        return part


class _Counted(io.RawIOBase):
    """A part being unpacked: each byte counts against the allowance as it comes out."""

    def __init__(self, packed: IO[bytes], allowance: Allowance) -> None:
        self._packed = packed
        self._allowance = allowance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._packed.read(len(buffer))
        except _PACKING_ERRORS:
            raise FileRefused(Reason.DAMAGED) from None
        self._allowance.take_unpacked(len(data))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._packed.close()
        super().close()


def _part_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
