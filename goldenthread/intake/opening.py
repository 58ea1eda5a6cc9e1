"""Opening a file: its ending, its size and its content are checked, then the one reader for it is called.

The readers of packed formats are imported when they are needed, since a text
file is read in less time than their libraries take to load.
"""

import logging
import os
import traceback
from importlib import import_module
from pathlib import PurePath
from typing import BinaryIO

from goldenthread.intake.allowance import MAX_BYTES, Allowance
from goldenthread.intake.content import Content, content_of, content_of_package, refuse_ole
from goldenthread.intake.document import Block, Document, Hidden, Paragraph
from goldenthread.intake.refusals import FileRefused, Reason

logger = logging.getLogger(__name__)

PACKED_ENDINGS = {".docx": Content.WORD, ".xlsx": Content.EXCEL}
TEXT_ENDINGS = (".txt", ".csv", ".tsv")
_READERS = {
    ".docx": ("package", "word"),
    ".xlsx": ("package", "excel"),
    ".txt": ("text",),
    ".csv": ("csv",),
    ".tsv": ("csv",),
}
_REFUSED_ENDINGS: dict[str, Reason] = {
    **dict.fromkeys((".doc", ".dot"), Reason.OLD_WORD),
    **dict.fromkeys((".xls", ".xlt", ".xlsb"), Reason.OLD_EXCEL),
    **dict.fromkeys((".docm", ".dotm", ".xlsm", ".xltm", ".xlam"), Reason.MACROS),
    **dict.fromkeys((".odt", ".ods", ".odp", ".ott", ".ots", ".fodt", ".fods"), Reason.OPEN_DOCUMENT),
    ".pdf": Reason.PDF,
}


def checked_ending(name: str) -> str:
    """The ending of a file's name in lower case, if it is one that can be read."""
    ending = PurePath(name).suffix.lower()
    if ending in PACKED_ENDINGS or ending in TEXT_ENDINGS:
        return ending
    reason = _REFUSED_ENDINGS.get(ending)
    if reason is None:
        named = f"ending in {ending}" if ending else "without an ending"
        raise FileRefused(Reason.UNKNOWN_ENDING, ending=named)
    safe = ".docx" if ending.startswith(".do") else ".xlsx"
    raise FileRefused(reason, **({"safe": safe} if reason is Reason.MACROS else {}))


def check_size(size: int) -> None:
    """Refuse a file that is empty or too big, before anything of it is read."""
    if size == 0:
        raise FileRefused(Reason.EMPTY)
    if size > MAX_BYTES:
        raise FileRefused(Reason.TOO_BIG)


def read_stream(stream: BinaryIO, name: str) -> Document:
    """The document in an open file, or the refusal that fits it.

    A reader that stumbles over a file in a way nobody foresaw refuses it as
    damaged; where it stumbled is logged, without what stood there.
    """
    ending = checked_ending(name)
    check_size(stream.seek(0, os.SEEK_END))
    hidden: list[Hidden] = []
    try:
        blocks = _blocks_of(stream, ending, hidden)
    except (FileRefused, MemoryError):
        raise
    except Exception as error:
        frames = "".join(traceback.format_tb(error.__traceback__))
        logger.error("A reader stumbled over a %s file: %s\n%s", ending, type(error).__name__, frames)
        raise FileRefused(Reason.DAMAGED) from error
    if not any(_has_text(block) for block in blocks):
        raise FileRefused(Reason.NO_TEXT)
    return Document(name, ending[1:], blocks, tuple(hidden))


def _blocks_of(stream: BinaryIO, ending: str, hidden: list[Hidden]) -> tuple[Block, ...]:
    content = content_of(stream)
    if content is Content.OLE:
        raise refuse_ole(stream, ending)
    if ending in TEXT_ENDINGS:
        return _text_blocks(stream, ending, content)
    if content is not Content.PACKED:
        raise _mismatch(ending, content)
    return _packed_blocks(stream, ending, hidden)


def load_reader(ending: str) -> None:
    """Load what reads files with this ending, so that a limit set afterwards bounds the reading alone."""
    for name in _READERS[ending]:
        import_module(f"goldenthread.intake.readers.{name}")


def _text_blocks(stream: BinaryIO, ending: str, content: Content) -> tuple[Block, ...]:
    if content is not Content.TEXT:
        raise _mismatch(ending, _content_of_packed(stream, ending) if content is Content.PACKED else content)
    allowance = Allowance()
    data = stream.read()
    if ending == ".txt":
        from goldenthread.intake.readers.text import read_text

        return read_text(data, allowance)
    from goldenthread.intake.readers.csv import read_csv

    return read_csv(data, allowance, separator="\t" if ending == ".tsv" else "")


def _packed_blocks(stream: BinaryIO, ending: str, hidden: list[Hidden]) -> tuple[Block, ...]:
    from goldenthread.intake.readers.package import Package

    allowance = Allowance()
    package = Package(stream, allowance)
    content = content_of_package(package, ending)
    if content is not PACKED_ENDINGS[ending]:
        raise _mismatch(ending, content)
    if content is Content.WORD:
        from goldenthread.intake.readers.word import read_word

        return read_word(package, allowance, hidden)
    from goldenthread.intake.readers.excel import read_excel

    return read_excel(package, allowance)


def _content_of_packed(stream: BinaryIO, ending: str) -> Content:
    from goldenthread.intake.readers.package import Package

    return content_of_package(Package(stream, Allowance()), ending)


def _mismatch(ending: str, content: Content) -> FileRefused:
    if content is Content.EMPTY:
        return FileRefused(Reason.EMPTY)
    if content is Content.BINARY and ending in PACKED_ENDINGS:
        return FileRefused(Reason.DAMAGED)
    return FileRefused(Reason.ENDING_MISMATCH, ending=ending, content=content.value)


def _has_text(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return bool(block.text.strip())
    return any(cell.text and not cell.text.isspace() for row in block.rows for cell in row.cells)
