"""A text laid even for the rules, and the way back to the text as it was written.

Word writes soft hyphens, hard spaces and wrapped lines into what people read as plain words. Laid even, a text has
one space between words and one break between lines or cells; so the rules can be simple, and none of them can be made
slow by a million spaces.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_WRAPPED = re.compile(r"(?<![\n\r])\r?\n(?=[a-z])")
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BREAKS = "\t\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_SAME_WIDTH = {**dict.fromkeys(map(ord, _SPACES), " "), **dict.fromkeys(map(ord, _BREAKS), "\n"), 0: "\ufffd"}
_UNEVEN = re.compile(rf"[{_UNSEEN}]+|[ \n]{{2,}}")
MASK = "\x01"
"""Stands for each character of a name that may stand; it is no letter, no space and no mark."""


@dataclass(frozen=True, slots=True)
class Laid:
    """An even text, the same in small letters for the cheap looks, and where each of its pieces began as written."""

    text: str
    small: str
    is_note: bool
    starts: tuple[int, ...] = (0,)
    origins: tuple[int, ...] = (0,)

    def written(self, at: int) -> int:
        """The place in the written text of a place in the even one."""
        piece = bisect_right(self.starts, at) - 1
        return self.origins[piece] + at - self.starts[piece]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The piece of the written text that a piece of the even one stands for."""
        return self.written(start), self.written(end - 1) + 1 if end > start else self.written(start)

    def masked(self, spans: Iterable[tuple[int, int]]) -> "Laid":
        """The same text with the names that may stand out of sight."""
        parts: list[str] = []
        done = 0
        for start, end in spans:
            if start >= done:
                parts.extend((self.text[done:start], MASK * (end - start)))
                done = end
        if not parts:
            return self
        text = "".join([*parts, self.text[done:]])
        return Laid(text, text.lower(), self.is_note, self.starts, self.origins)


def lay(text: str, *, is_note: bool = False) -> Laid:
    """A text without what nobody sees, its spaces single, its wrapped lines joined."""
    even = _WRAPPED.sub(lambda found: " " * len(found[0]), text) if "\n" in text else text
    if not even.isprintable():
        even = even.translate(_SAME_WIDTH)
    elif "  " not in even:
        return Laid(even, even.lower(), is_note)
    parts: list[str] = []
    starts, origins = [0], [0]
    length = done = 0
    for found in _UNEVEN.finditer(even):
        piece = even[done : found.start()]
        stays = "" if found[0][0] in _UNSEEN else "\n" if "\n" in found[0] else " "
        parts.extend((piece, stays))
        length += len(piece) + len(stays)
        done = found.end()
        starts.append(length)
        origins.append(done)
    if not parts:
        return Laid(even, even.lower(), is_note)
    laid = "".join([*parts, even[done:]])
    return Laid(laid, laid.lower(), is_note, tuple(starts), tuple(origins))
