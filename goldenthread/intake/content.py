"""What a file is by its content, whatever its name says.

A name is a claim. The first bytes decide which reader may touch a file, and a
packed file is looked into before its parts are read.

Sources: the published signatures of each format; Office Open XML, part 2 (content
types); [MS-OFFCRYPTO] 2.3 (a protected workbook is an OLE file with a stream "EncryptedPackage").
"""

from enum import Enum
from typing import TYPE_CHECKING, BinaryIO

from goldenthread.intake.refusals import FileRefused, Reason

if TYPE_CHECKING:
    from goldenthread.intake.readers.package import Package

_HEAD = 4096
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_OTHER_BINARY = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"MZ", b"\x7fELF",
    b"II*\x00", b"MM\x00*", b"SQLite format 3\x00",
)  # fmt: skip
_CONTROLS = frozenset(range(32)) - frozenset(b"\x00\t\n\v\f\r\x1a")
_MOST_CONTROLS = 0.02
_MACRO_MARKS = ("macroenabled", "vbaproject", "macrosheet")
_MACRO_PARTS = ("vbaproject.bin", "/macrosheets/")


class Content(Enum):
    """The kinds of content that are told apart, in words that stand in a sentence."""

    EMPTY = "nothing"
    PACKED = "a packed file"
    OLE = "an old Office file"
    PDF = "a PDF"
    RICH_TEXT = "a rich text file"
    WEB_PAGE = "a web page"
    BINARY = "not text"
    TEXT = "plain text"
    WORD = "a Word document"
    EXCEL = "an Excel workbook"


def content_of(stream: BinaryIO) -> Content:
    """What the first bytes of a file say that it is."""
    stream.seek(0)
    head = stream.read(_HEAD)
    stream.seek(0)
    if not head:
        return Content.EMPTY
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Content.PACKED
    if head.startswith(_OLE):
        return Content.OLE
    if b"%PDF-" in head[:1024]:
        return Content.PDF
    return _loose_content_of(head)


def _loose_content_of(head: bytes) -> Content:
    """Text and what is near it; anything with many control characters is not text."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"{\\rtf"):
        return Content.RICH_TEXT
    if start.startswith((b"<!doctype html", b"<html")):
        return Content.WEB_PAGE
    controls = sum(byte in _CONTROLS for byte in head)
    if head.startswith(_OTHER_BINARY) or controls > len(head) * _MOST_CONTROLS:
        return Content.BINARY
    return Content.TEXT


def refuse_ole(stream: BinaryIO, ending: str) -> FileRefused:
    """The refusal of an OLE file: protected by a password, old Word or old Excel, or something else."""
    data = stream.read()
    if _named(data, "EncryptedPackage"):
        return FileRefused(Reason.ENCRYPTED)
    if _named(data, "WordDocument"):
        return FileRefused(Reason.OLD_WORD)
    if _named(data, "Workbook") or _named(data, "Book"):
        return FileRefused(Reason.OLD_EXCEL)
    return FileRefused(Reason.ENDING_MISMATCH, ending=ending, content=Content.OLE.value)


def _named(data: bytes, stream_name: str) -> bool:
    return (stream_name + "\0").encode("utf-16-le") in data


def content_of_package(package: "Package", ending: str) -> Content:
    """Whether a packed file is a Word document or an Excel workbook; refuses macros and every other kind."""
    if "mimetype" in package and "[content_types].xml" not in package:
        _refuse_open_document(package)
    if "[content_types].xml" not in package:
        return Content.PACKED
    types = package.content_types()
    main = types.get(package.main_part().lstrip("/").lower()) or types.get(".xml", "")
    if "sheet.binary" in main:
        raise FileRefused(Reason.OLD_EXCEL)
    _refuse_macros(package, types, ending)
    if main.endswith(("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")):
        return Content.WORD
    if main.endswith(("spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml")):
        return Content.EXCEL
    return Content.PACKED


def _refuse_open_document(package: "Package") -> None:
    with package.open("mimetype") as stream:
        if stream.read(100).startswith(b"application/vnd.oasis.opendocument"):
            raise FileRefused(Reason.OPEN_DOCUMENT)


def _refuse_macros(package: "Package", types: dict[str, str], ending: str) -> None:
    """Refuse a file that carries macros or says that it may, under whatever name."""
    declared = any(mark in content_type for content_type in types.values() for mark in _MACRO_MARKS)
    carried = any(part in f"/{name}" for name in package.names for part in _MACRO_PARTS)
    if declared or carried:
        raise FileRefused(Reason.MACROS, safe=".docx" if ending.startswith(".do") else ".xlsx")
