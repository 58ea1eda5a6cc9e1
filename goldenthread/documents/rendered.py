"""What rendering gives."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Output(StrEnum):
    """The outputs that a process of their own makes, by the ending of the file."""

    PDF = "pdf"
    WORD = "docx"


MEDIA_TYPES = {
    Output.PDF: "application/pdf",
    Output.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


MOST_SAID = 10


@dataclass(frozen=True, slots=True)
class Rendered:
    """A paper as a file, and the characters in it that no font holds, which were replaced: the author is told."""

    content: bytes
    replaced: tuple[str, ...] = ()


def said_of_replaced(replaced: tuple[str, ...]) -> str:
    """One sentence that tells the author which characters could not be printed."""
    shown = ", ".join(f"{one} ({unicodedata.name(one, 'no name').lower()})" for one in replaced[:MOST_SAID])
    more = len(replaced) - MOST_SAID
    rest = f" and {more} more" if more > 0 else ""
    return f"No font here has these characters, which were replaced: {shown}{rest}."
