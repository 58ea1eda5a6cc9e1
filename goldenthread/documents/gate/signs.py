"""The cheap look before the dear one: whether a text can hold a remark or a small number at all.

The patterns of ``remarks`` and ``counting`` try every place of a text; a plan
of ten thousand rows has eight million places, and nearly all of them hold
nothing. What is looked for here stands in every text that they find, and is
found by searches for bare characters, once for a whole row. A sign alone says
nothing yet.

Source: the patterns of ``remarks`` and ``counting``, whose words these are.
"""

import re
import string

ASKING = (
    "updat", "inform", "info ", "clarif", "confirm", "feedback", "detail", "please", "tbc", "tba", "to follow",
    "could ",
)  # fmt: skip
SPEAKING = ("asked", "mailed", "spoke", "chased", "requested", "contacted", "reminded", "told", " met ")
NUMBER_WORDS = ("one ", "two ", "three ", "four ", "five ")
COUNTS = ("1 ", "2 ", "3 ", "4 ", "5 ", *NUMBER_WORDS)
POSTS = re.compile(
    "Nurse|Manager|Director|Officer|Co-?ordinator|Head|Practitioner|Worker|Doctor|Paediatrician|Consultant|Advis"
    "|Administrator|Lead|Psychologist|Therapist|Chair|Commissioner"
)
_LETTER, _COUNT, _WORD, _JOINED, _APART = b"A1a. "
_CAPITALS = frozenset(string.ascii_uppercase) - {"I"}


def _class_of(code: int) -> int:
    """What a byte is to the patterns; every byte beyond ASCII may stand beside a letter or a count of its own."""
    character = chr(code)
    if character in _CAPITALS:
        return _LETTER
    if character in "12345":
        return _COUNT
    if code < 128 and (character.isalnum() or character == "_"):
        return _WORD
    return _JOINED if character in ".,:/$%(+-" else _APART


_CLASSES = bytes(_class_of(code) for code in range(256))


def may_count(text: str) -> bool:
    """Whether a digit from 1 to 5, its word or a single capital letter stands anywhere by itself."""
    classes = b" %b " % text.encode("utf-8", "replace").translate(_CLASSES)
    if b" 1 " in classes or b" A " in classes or b" A." in classes:
        return True
    return has_any(text.casefold(), NUMBER_WORDS)


def may_remark(text: str) -> bool:
    """Whether a question, a word of asking or telling, or a post stands anywhere."""
    if "?" in text or POSTS.search(text):
        return True
    small = text.casefold()
    return has_any(small, ASKING) or has_any(small, SPEAKING)


def has_any(text: str, words: tuple[str, ...]) -> bool:
    """Whether any of the words stands in a text, wherever."""
    for word in words:  # noqa: SIM110 - a plain loop takes half the time of any() here
        if word in text:
            return True
    return False
