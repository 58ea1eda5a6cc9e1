"""Which files are taken as a paper of an agenda: PDF and Word, told by their content as well as by their names.

A paper is read by everyone entitled on whatever machine they have, and stands in the pack with page numbers; a web page
or a plain text has no pages. Source: agenda of 2 May 2018 of the Safeguarding Sub (Community & Children's Services)
Committee, whose papers stand in one paginated pack.
"""

import zipfile
from pathlib import Path, PurePath
from typing import BinaryIO

from goldenthread.documents.models import StoredFile
from goldenthread.intake.content import Content, content_of
from goldenthread.kernel.errors import RuleBroken

ONLY_THESE = "A paper is a PDF or a Word document (.pdf, .docx or .doc)"
WORD_STREAM = "WordDocument".encode("utf-16-le")
"""The name of the stream that makes an old Office file a Word document. Source: [MS-DOC] 2.1.1."""
MOST_SEARCHED = 40 * 1024 * 1024


def check_paper(file: StoredFile) -> None:
    """Refuse a file that is neither a PDF nor a Word document, or whose name says another kind than its content."""
    ending = PurePath(file.name).suffix.lower()
    if ending not in (".pdf", ".docx", ".doc"):
        raise RuleBroken(f"{ONLY_THESE}; “{file.name}” is neither.", about="file")
    with Path(file.location).open("rb") as stream:
        found = _ending_of(stream)
    if found is None:
        raise RuleBroken(f"{ONLY_THESE}; “{file.name}” is neither, whatever its name says.", about="file")
    if found != ending:
        raise RuleBroken(f"“{file.name}” is not what its name says: by its content it is a {found} file.", about="file")


def _ending_of(stream: BinaryIO) -> str | None:
    """The ending that belongs to the content; nothing where it is no paper."""
    content = content_of(stream)
    if content == Content.PDF:
        return ".pdf"
    if content == Content.PACKED:
        return ".docx" if _holds_word(stream) else None
    if content == Content.OLE:
        return ".doc" if WORD_STREAM in stream.read(MOST_SEARCHED) else None
    return None


def _holds_word(stream: BinaryIO) -> bool:
    try:
        with zipfile.ZipFile(stream) as packed:
            return "word/document.xml" in packed.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
