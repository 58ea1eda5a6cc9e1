"""Passages taken apart into sentences and words, each with its place, in time that grows with the text alone.

No pattern here looks back or tries twice, so that a text made to be slow is only long.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

LONGEST_TEXT = 1_000_000
"""Characters of a report that are read; more than any pack printed so far."""
LONGEST_SENTENCE = 240
"""Words after which a sentence is taken to end: lists of a hundred refs fit, and nothing looks further ahead."""

_TOKEN = re.compile(
    r"[A-Za-z]{1,3}\d{1,4}(?:\.\d{1,4})*[a-z]?(?!\w)"
    r"|\d{1,3}(?:,\d{3})+(?!\d)"
    r"|\d+(?:\.\d+)*(?:[a-z](?!\w))?"
    r"|[^\W\d_]+(?:[-’'‑][^\W\d_]+)*"
    r"|\S"
)
_QUOTES = frozenset("'\"‘’“”*_`#«»‹›")
_ENDS = frozenset(".!?…")
_ITEM = re.compile(r"[ \t]*(?:[-–—•·▪◦*‣]|\(?[a-z]\)|\(?[ivx]{1,4}\))[ \t]+")
_NOTE = re.compile(r"\[[^\[\]]{1,400}\.\]")
_SHORT = frozenset({"no", "nos", "para", "paras", "e.g", "i.e", "eg", "ie", "approx", "etc", "vs", "ref", "refs", "rec",
                    "recs", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "dr",
                    "mr", "mrs", "ms", "p", "pp", "cf", "incl"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign of a passage; ``low`` is the word in small letters with plain hyphens."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it is a whole number."""
        return self.text.replace(",", "").isdecimal() and len(self.text) < 8


END = Token("", "", 0, 0)
"""What stands behind the last word of a sentence."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item or line of a report; ``is_item`` says that it belongs to the list before it.

    ``own`` are its words that a fact printed, as characters from and to: they are the plan's own.
    """

    text: str
    is_item: bool = False
    own: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its passage, its words, and whether it is an item of a list."""

    passage: int
    source: str = field(repr=False)
    tokens: tuple[Token, ...]
    is_item: bool
    lows: tuple[str, ...] = field(repr=False, default=())

    def at(self, place: int) -> Token:
        """The word at a place; an empty one behind the last and before the first."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else END

    def low(self, place: int) -> str:
        """The word at a place, in small letters."""
        return self.lows[place] if 0 <= place < len(self.lows) else ""

    def __len__(self) -> int:
        return len(self.tokens)

    def text(self, first: int, after: int) -> str:
        """The text from one word to before another, as it is written."""
        if not first < after:
            return ""
        return self.source[self.tokens[first].start : self.tokens[after - 1].end]

    def matches(self, place: int, words: Sequence[str]) -> bool:
        """Whether these words stand at a place."""
        return place >= 0 and self.lows[place : place + len(words)] == tuple(words)


def set_apart_in(passage: str | Passage) -> list[tuple[int, int]]:
    """The words of a passage that tell nothing of the report: a fact's own, and a whole sentence in square brackets.

    So the product prints what a fact cannot tell, and so officers write notes to each other.
    """
    text = passage if isinstance(passage, str) else passage.text
    own = () if isinstance(passage, str) else passage.own
    return sorted((*own, *(found.span() for found in _NOTE.finditer(text[:LONGEST_TEXT]))))


def passages_of(text: str) -> list[Passage]:
    """The passages of a report that comes as one text: a line each, without the empty ones.

    A line that opens with a bullet, a dash or a letter in brackets is an item of a list.
    """
    lines = (line for line in text[:LONGEST_TEXT].splitlines() if line.strip())
    return [Passage(line, bool(_ITEM.match(line))) for line in lines]


def sentences_of(passages: Sequence[str | Passage]) -> Iterator[Sentence]:
    """The sentences of passages, in order, up to the longest text that is read."""
    room = LONGEST_TEXT
    for number, passage in enumerate(passages):
        if room <= 0:
            return
        text = passage if isinstance(passage, str) else passage.text
        is_item = isinstance(passage, Passage) and passage.is_item
        for start, end in _lines(text, min(len(text), room)):
            mark = _ITEM.match(text, start, end)
            item = is_item or mark is not None
            yield from _sentences(number, text, mark.end() if mark else start, end, is_item=item)
        room -= len(text)


def _lines(text: str, end: int) -> Iterator[tuple[int, int]]:
    start = 0
    while start < end:
        after = text.find("\n", start, end)
        after = end if after < 0 else after
        yield start, after
        start = after + 1


def _sentences(number: int, text: str, start: int, end: int, *, is_item: bool) -> Iterator[Sentence]:
    held: list[Token] = []
    found = (match for match in _TOKEN.finditer(text, start, end) if match[0] not in _QUOTES)
    for match in found:
        token = Token(match[0], match[0].lower().replace("‑", "-").replace("’", "'"), match.start(), match.end())
        held.append(token)
        if len(held) >= LONGEST_SENTENCE or (token.text in _ENDS and _ends_here(text, token.end, end, held)):
            yield _sentence(number, text, held, is_item=is_item)
            held = []
    if held:
        yield _sentence(number, text, held, is_item=is_item)


def _sentence(number: int, text: str, held: Sequence[Token], *, is_item: bool) -> Sentence:
    return Sentence(number, text, tuple(held), is_item, tuple(token.low for token in held))


def _ends_here(text: str, place: int, end: int, held: Sequence[Token]) -> bool:
    """Whether a full stop ends a sentence: a space and a capital, a digit or a quotation mark follow it.

    A number that stands alone in front of a paragraph is a sentence of its own, so that it is never read as a figure.
    """
    rest = text[place : min(end, place + 12)].lstrip("*_'\"’”)]")
    if not rest:
        return True
    if not rest[0].isspace():
        return False
    following = rest.strip().lstrip("'\"‘“(*_[")
    if held[-1].text == "." and len(held) > 1 and held[-2].low in _SHORT:
        return False
    return not following or following[0].isupper() or following[0].isdigit()
