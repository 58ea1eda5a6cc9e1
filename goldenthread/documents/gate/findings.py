"""What the gate looks at and what it says: passages, findings, and the key by which a decision finds its finding again.

Source: ICO, "Disclosing documents to the public securely" (a second look before anything goes out), of which this is
the list that the second person is shown.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

AROUND = 5
"""So many words before and behind belong to a finding's key."""
REACH = 120
"""So many characters are searched for those words."""
_WORD = re.compile(r"\w+")


class Code(StrEnum):
    """What a finding is, the gravest first: where two lie over each other, the graver one is shown."""

    CONTACT_DETAIL = "contact-detail"
    SINGLE_CHILD = "single-child"
    SMALL_NUMBER = "small-number"
    NAMES_A_COLLEAGUE = "names-a-colleague"
    QUERY_LEFT_IN = "query-left-in"
    INITIALS_UNEXPLAINED = "initials-unexplained"
    HIDDEN_IN_FILE = "hidden-in-file"
    CHANGES_IN_FILE = "changes-in-file"
    NOT_LOOKED_THROUGH = "not-looked-through"


OF_FILES = frozenset({Code.HIDDEN_IN_FILE, Code.CHANGES_IN_FILE, Code.NOT_LOOKED_THROUGH})
"""What is found of a file that goes out beside a paper; the others are found in words."""


GRAVITY = {code: rank for rank, code in enumerate(Code)}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands: an address that only the caller reads, and a label for people ("paragraph 4")."""

    address: str
    label: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in its place. A table is one passage: a row a line, its cells parted by tabs or upright bars.

    ``is_note`` marks an update or a comment of an action, in which a bare question is a query to somebody; a report
    may ask one in a heading or quote a child who asked.
    """

    place: Place
    text: str
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """What one rule found in one text, before it is put in its place.

    ``beside`` names what makes it worse where it stands (an age, a school): a decision made without it does not hold
    with it. ``replacement`` is the text that could stand instead, empty where the words can simply go; ``None`` means
    that only a person can say it differently.
    """

    code: Code
    start: int
    end: int
    why: str
    suggestion: str
    replacement: str | None = None
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GateFinding:
    """Something that wants a decision before it goes out: what, where, why, and what could be done.

    ``start`` and ``end`` count within the passage's text, of which ``words`` are that piece.
    """

    code: Code
    place: Place
    start: int
    end: int
    words: str
    why: str
    suggestion: str
    replacement: str | None
    key: str


def found_in(passage: Passage, hit: Hit, occurrence: int, digest: str) -> GateFinding:
    """A hit in its place. The first of several alike has the digest for its key, the others a number behind it."""
    words = passage.text[hit.start : hit.end]
    key = digest if occurrence == 1 else f"{digest}-{occurrence}"
    return GateFinding(
        hit.code, passage.place, hit.start, hit.end, words, hit.why, hit.suggestion, hit.replacement, key
    )


def digest_of(text: str, hit: Hit) -> str:
    """A finding is the same as before while its code, its words and the words around it are the same.

    Its place does not count, so that a decision survives a paragraph moving up; nor do spaces, capitals and marks.
    Findings alike in all this are told apart by counting (``found_in``), so that a decision about one "TBC" never
    lets a second one pass.
    """
    before = _WORD.findall(text[max(0, hit.start - REACH) : hit.start].casefold())[-AROUND:]
    behind = _WORD.findall(text[hit.end : hit.end + REACH].casefold())[:AROUND]
    words = " ".join(text[hit.start : hit.end].casefold().split())
    parts = [hit.code.value, words, " ".join(before), " ".join(behind), " ".join(hit.beside)]
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
