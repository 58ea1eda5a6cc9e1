"""Why a file is not read: one code and one clear sentence for each reason.

Reading is refused as a whole and leaves nothing behind. The sentences are
shown to the person who gave the file, so each says what to do next.
"""

from collections.abc import Mapping
from enum import StrEnum

from goldenthread.kernel.errors import RuleBroken


class Reason(StrEnum):
    """The code of each refusal: stable, so that tests, logs and help pages can name it."""

    UNKNOWN_ENDING = "unknown-ending"
    ENDING_MISMATCH = "ending-mismatch"
    EMPTY = "empty-file"
    NO_TEXT = "no-text"
    TOO_BIG = "too-big"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    UNPACKS_TOO_BIG = "unpacks-too-big"
    TOO_MANY_PARTS = "too-many-parts"
    TOO_MANY_ROWS = "too-many-rows"
    TOO_MANY_PARAGRAPHS = "too-many-paragraphs"
    TOO_MANY_CELLS = "too-many-cells"
    TOO_MUCH_TEXT = "too-much-text"
    OLD_WORD = "old-word"
    OLD_EXCEL = "old-excel"
    PDF = "pdf"
    OPEN_DOCUMENT = "open-document"
    DAMAGED = "damaged"
    UNSAFE_XML = "unsafe-xml"
    TOO_SLOW = "too-slow"
    TOO_MUCH_MEMORY = "too-much-memory"


SENTENCES: dict[Reason, str] = {
    Reason.UNKNOWN_ENDING: (
        "A file {ending} cannot be read: please give a Word (.docx), Excel (.xlsx), CSV, TSV or text (.txt) file."
    ),
    Reason.ENDING_MISMATCH: (
        "The name of this file ends in {ending}, but what is inside is {content}: please {advice}."
    ),
    Reason.EMPTY: "This file is empty.",
    Reason.NO_TEXT: "There is no text in this file.",
    Reason.TOO_BIG: "This file is bigger than 25 MB: please take out pictures or split it.",
    Reason.ENCRYPTED: "This file is protected by a password: please save it without one and try again.",
    Reason.MACROS: "This file carries macros, which are never opened here: please save it as {safe} without macros.",
    Reason.UNPACKS_TOO_BIG: "This file unpacks to more than 200 MB, so it was not opened.",
    Reason.TOO_MANY_PARTS: "This file is packed from more than 10,000 parts, so it was not opened.",
    Reason.TOO_MANY_ROWS: "This file has more than 20,000 rows: please split it.",
    Reason.TOO_MANY_PARAGRAPHS: "This file has more than 100,000 paragraphs: please split it.",
    Reason.TOO_MANY_CELLS: "This file has more than 2,000,000 cells: please take out columns or sheets not in use.",
    Reason.TOO_MUCH_TEXT: "This file holds more than 100 million characters: please split it.",
    Reason.OLD_WORD: "The old Word format (.doc) cannot be read: please open the file in Word and save it as .docx.",
    Reason.OLD_EXCEL: (
        "The old and binary Excel formats (.xls, .xlsb) cannot be read: "
        "please open the file in Excel and save it as .xlsx."
    ),
    Reason.PDF: "PDF files are not read yet: please give the Word (.docx) or Excel (.xlsx) file it was made from.",
    Reason.OPEN_DOCUMENT: (
        "OpenDocument files (.odt, .ods) are not read yet: please save the file as Word (.docx) or Excel (.xlsx)."
    ),
    Reason.DAMAGED: "This file is damaged and cannot be read: please open it in its own program and save it again.",
    Reason.UNSAFE_XML: (
        "This file defines its own entities or document type, which Word and Excel never do, so it was not opened."
    ),
    Reason.TOO_SLOW: "Reading this file took too long and was stopped: please split it.",
    Reason.TOO_MUCH_MEMORY: "Reading this file needed too much memory and was stopped: please split it.",
}


class FileRefused(RuleBroken):
    """A file is not read, for one named reason; the message is its sentence.

    ``details`` fill the gaps of the sentence and travel with the code from
    the reading process, so that the sentence is always made here.
    """

    def __init__(self, reason: Reason, **details: str) -> None:
        self.reason = reason
        self.details = {name: _short(value) for name, value in details.items()}
        super().__init__(SENTENCES[reason].format(advice=_advice(self.details), **self.details))

    @property
    def code(self) -> str:
        """The stable code of the reason, such as ``too-many-rows``."""
        return self.reason.value


_READ_UNDER = {"a Word document": ".docx", "an Excel workbook": ".xlsx"}
"""What is whole inside and only wrongly named, with the ending under which it is read."""


def _advice(details: Mapping[str, str]) -> str:
    """What to do about a wrong ending: a whole document needs another name, anything else another format."""
    own = _READ_UNDER.get(details.get("content", ""))
    return f"name it {own}" if own else f"save it again as {details.get('ending', '')}"


def _short(value: str) -> str:
    """Cut what came from a file's name to what a sentence can carry, without control characters."""
    printable = "".join(character for character in value if character.isprintable())
    return printable if len(printable) <= 40 else printable[:39] + "…"
