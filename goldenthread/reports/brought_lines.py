"""The paragraphs of a report that was written elsewhere, as the eye takes them: headings, items of lists, paragraphs.

Pure. What a file says of a paragraph (a style, a list, bold words) comes first; where it says nothing, the mark or
the number that somebody typed before the words; and only where no heading of the file is marked at all, the shape of
a line. An item of a list is never a heading.

Source: the cover reports in the pack of 2 May 2018 and the report of 8 February 2019: paragraphs numbered through
under headings without numbers, lists under a paragraph that ends with a colon.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from goldenthread.intake.document import Block, Paragraph, Table

LONGEST_HEADING = 90
LABEL = re.compile(
    r"(?i)^\s*(?P<label>committees?(?:\(s\))?|dated?|subject|report of|report authors?)\s*:\s*(?P<rest>.*)$", re.DOTALL
)
_NUMBER = re.compile(r"^(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})(?P<mark>[.)])?(?P<gap>\s+)(?=(?P<next>\S))")
_BULLET = re.compile(r"^[-–•·▪◦*o‣●○■□➢✓]\s+(?=\S)")
_LETTER = re.compile(r"^(?:\((?:[a-z]|[ivx]{1,4})\)|(?:[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")
_LONGEST_FRAGMENT = 150
_APPENDIX = re.compile(
    r"(?i:appendix)\s+(?P<number>\d{1,2}|[A-Z]|[IVX]{1,4})\b(?:\s*[-–—:.)]+)?\s*(?P<title>.*)", re.DOTALL
)

Number = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its words without the mark or number before them, and what that mark or number was.

    ``depth`` is how deep in lists it stands, 0 for none; ``is_counted`` says that its list counts its items.
    ``number`` is its own number as a paragraph, empty where it has none.
    """

    where: str
    text: str
    level: int = 0
    is_strong: bool = False
    depth: int = 0
    is_counted: bool = False
    number: Number = ()
    written: str = ""
    """As it stands in the file."""
    is_marked_heading: bool = False
    """By its style, or because it is short, bold and alone."""
    is_plain_heading: bool = False
    """By its shape alone, in a file that marks no heading."""


def lines_of(blocks: Sequence[Block]) -> list[Line | Table]:
    """The blocks of a file with every paragraph told for what it is."""
    read = [_read(block) if isinstance(block, Paragraph) else block for block in _filled(blocks)]
    read = list(_numbered(read))
    read = list(_with_fragments(read))
    marks_headings = sum(_may_be_marked(one) for one in read if isinstance(one, Line)) > 1
    return [
        _told(one, behind, marks_headings=marks_headings) if isinstance(one, Line) else one
        for one, behind in zip_longest(read, read[1:])
    ]


def appendix_named(text: str) -> tuple[str, str]:
    """The number of an appendix in its file and its name: ``Appendix 1 - The card``.

    The number is the system's, which prints it before the name; without one, or without a name, that part is blank.
    """
    found = _APPENDIX.fullmatch(text.strip())
    return (found["number"], found["title"].strip()) if found else ("", text.strip())


def _filled(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Table) or block.text.strip():
            yield block


def _read(block: Paragraph) -> Line:
    """A paragraph with the mark of a list taken off; several marks before one another are one."""
    text = written = block.text.strip()
    depth, is_counted = 0, False
    while (mark := _BULLET.match(text)) is not None:
        text, depth = text[mark.end() :], 1
    if depth and (numbered := _NUMBER.match(text)) is not None and numbered["mark"]:
        depth = 0  # "- 1. ...": a numbered paragraph that a converter took for an item
    depth = block.depth or depth
    letter = _LETTER.match(text)
    if letter is not None and not depth:
        text, depth, is_counted = text[letter.end() :], 1, True
    return Line(block.where, text, block.level, block.is_strong, depth, is_counted, written=written)


def _numbered(lines: Sequence[Line | Table]) -> Iterator[Line | Table]:
    """Takes off the numbers that were typed or printed before paragraphs, which are the system's.

    A number that begins again under words ending with a colon counts the items of a list.
    """
    last: Number = ()
    counted, before = 0, ""
    for line in lines:
        found = _number_of(line, last) if isinstance(line, Line) and not line.depth else None
        if not isinstance(line, Line) or found is None:
            before = line.text if isinstance(line, Line) else ""
            counted = counted if isinstance(line, Line) and line.depth else 0
            yield line
            continue
        number, text = found
        alone = number[0] if len(number) == 1 else 0
        begins = alone == 1 and bool(last) and before.endswith(":")
        goes_on = counted > 0 and alone == counted + 1 and not _follows(last, number)
        counted = alone if begins or goes_on else 0
        before = text
        if counted:
            yield replace(line, text=text, depth=1, is_counted=True)
            continue
        last = number
        yield replace(line, text=text, number=number)


def _number_of(line: Line, last: Number) -> tuple[Number, str] | None:
    """The number before a paragraph and the words behind it; a figure that begins a sentence is none."""
    found = _NUMBER.match(line.text)
    if found is None:
        return None
    number = tuple(map(int, found["number"].split(".")))
    is_sure = (found["mark"] and len(number) == 1) or (len(number) > 1 and (line.level or line.is_strong))
    is_next = _follows(last, number) and not found["next"].islower() and found["next"] not in "%–-"
    is_set_off = bool(found["mark"]) or "\t" in found["gap"] or len(number) > 1
    return (number, line.text[found.end() :]) if is_sure or (is_next and is_set_off) else None


def _follows(last: Number, number: Number) -> bool:
    """Whether a number is the next one: 2 after 1.4, 1.5 after 1.4, 1.1 after 1."""
    if not last:
        return number in ((1,), (1, 1), (1, 0))
    if number in ((*last, 1), (*last, 0)):
        return True
    place = len(number) - 1
    return (place < len(last) and number == (*last[:place], last[place] + 1)) or number == (last[0] + 1, 1)


def _with_fragments(lines: Sequence[Line | Table]) -> Iterator[Line | Table]:
    """Two or more bits of a sentence under words that end with a colon are a list, though nothing marks them."""
    place = 0
    while place < len(lines):
        line = lines[place]
        yield line
        place += 1
        if isinstance(line, Table) or not line.text.endswith(":") or LABEL.match(line.text):
            continue
        end = place
        while end < len(lines) and _is_fragment(lines[end]):
            end += 1
        if end - place > 1:
            yield from (replace(one, depth=1) for one in lines[place:end] if isinstance(one, Line))
            place = end


def _is_fragment(line: Line | Table) -> bool:
    if isinstance(line, Table) or line.depth or line.number or line.level or line.is_strong:
        return False
    ends = line.text[-1]
    return len(line.text) <= _LONGEST_FRAGMENT and ends not in ".:?!" and not LABEL.match(line.text)


def _is_short(line: Line) -> bool:
    return len(line.text) <= LONGEST_HEADING and "\n" not in line.text and not LABEL.match(line.text)


def _may_be_marked(line: Line) -> bool:
    """Whether a style says that it is a heading, or it is a short bold line; a numbered sentence is none."""
    if line.depth or not _is_short(line) or not (line.level or line.is_strong):
        return False
    closes = line.text[-1] in ".;,:"
    return not closes or (line.level > 0 and not line.number)


def _told(line: Line, behind: Line | Table | None, *, marks_headings: bool) -> Line:
    """Whether it is a heading, seen in its file: a heading has something under it, one with a number numbers below."""
    if behind is None or line.depth:
        return line
    if _may_be_marked(line):
        return replace(line, is_marked_heading=True)
    ends_open = line.text[-1].isalnum() or line.text[-1] in ")’'"
    has_below = isinstance(behind, Line) and behind.number[:-1] == line.number
    is_plain = not marks_headings and _is_short(line) and ends_open and (not line.number or has_below)
    return replace(line, is_plain_heading=True) if is_plain else line
