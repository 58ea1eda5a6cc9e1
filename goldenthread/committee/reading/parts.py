"""The two parts of a meeting: the headings that begin them, and what follows the exclusion of the public."""

import re

from goldenthread.committee.reading.lines import LONGEST_HEADING, Line
from goldenthread.committee.reading.words import CLOSED, EXCLUSION, PART, READMISSION

_PUBLIC_ALL_THE_SAME = re.compile(r"(?i)non-?public|exclu\w+ (?:of )?(?:the )?(?:press and )?public")


def part_of(line: Line) -> int:
    """The part that a heading begins: 1 is public, 2 is not; nothing where a line is no such heading."""
    text = line.text
    if len(text) > LONGEST_HEADING or not (said := PART.match(text)):
        return 0
    if text.endswith(".") and not line.is_loud:
        return 0
    if said["which"]:
        is_second = said["which"].casefold() in ("2", "ii", "two", "b")
        return 2 if is_second or _says_closed(said["rest"] or "") else 1
    return 2 if said["closed"] else 1


def _says_closed(text: str) -> bool:
    return bool(CLOSED.search(text)) and "public" not in _PUBLIC_ALL_THE_SAME.sub("", text).casefold()


def part_after(title: str, part: int) -> int:
    """Where no heading parts a paper: what follows the exclusion of the public is not public, until it returns."""
    if EXCLUSION.search(title):
        return 2
    return 1 if READMISSION.search(title) else part
