"""Whether words say nothing: made of "done", "in progress", "no update" and their like alone, or of keyboard noise.

A text is filler only where nothing is left of it once such words are taken away, in whatever order and with whatever
strokes and "and" between them. One other word, "all six schools done", makes it a note.

Sources: thirteen completed rows of the plan of 2 May 2018 say only that they are complete, some of them twice
("complete" and "done" with a stroke between); which other words say no more is our reading.
"""

import re

_WORD = re.compile(r"[^\W_]+")
_PHRASES = re.compile(
    r"\b(?:in (?:progress|process|hand|train)|under way|on (?:going|track|target|course|schedule|time)|"
    r"(?:according )?to plan|as (?:planned|before|above|agreed|last time|previously|per last|per previous)(?: time)?|"
    r"see (?:above|previous|last)|same as (?:before|above|last time)|"
    r"no (?:changes?|(?:further |new |other )?updates?|(?:further )?comments?|news)|"
    r"no(?:thing)? (?:(?:further |more |else |new )?to (?:add|report|say|update)|new|further|more|has changed|changed)|"
    r"(?:update )?to (?:follow|come|be confirmed|be updated|be advised|be completed)|"
    r"(?:awaiting|needs?) (?:an )?updates?|"
    r"(?:further|more) (?:information|info|detail|details) (?:is )?(?:required|needed)|"
    r"(?:so|thus) far|at (?:present|the moment|this time)|to date|n a|t b [ca]|(?:going|doing) (?:well|fine|ok|okay))\b"
)
_SAYS_HOW_FAR = (
    "complete completed completion done finished closed achieved delivered actioned ongoing underway progressing "
    "progress started continuing continues continued unchanged same ditto update updates updated tbc tba na none nil "
    "ok okay fine good well yes noted 100 blah test"
)
_SAID_AROUND = (
    "now all action actions task tasks item work works this it its is are was were has have had been being be the a "
    "an still currently fully and but also again just already mostly nearly almost partly very status as per"
)
_EMPTY = frozenset(_WORD.findall(f"{_SAYS_HOW_FAR} {_SAID_AROUND}"))
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")
_RUNS = (*_ROWS, *(row[::-1] for row in _ROWS))
_REPEATED = re.compile(r"(.{1,4}?)\1+")
_CONSONANTS = re.compile(r"[b-df-hj-np-tv-xz]{5}")
_NO = frozenset({"no", "progress"})


def is_filler(text: str) -> bool:
    """Whether a text says nothing: words such as "done", "on track" and "as before" in any combination, or noise.

    That there was no progress is something said. What is in another script than ours is never taken for noise.
    """
    words = _WORD.findall(text.casefold())
    if _NO.issubset(words):
        return False
    left = _PHRASES.sub(" ", " ".join(words)).split()
    return all(word in _EMPTY or _is_noise(word) for word in left)


def _is_noise(word: str) -> bool:
    """A word without a vowel, a run of neighbouring keys, the same few letters again and again."""
    if not word.isascii():
        return False
    if any(word in run for run in _RUNS) and len(word) > 2:
        return True
    if word.isdigit():
        return False
    has_vowel = any(letter in "aeiouy" for letter in word) or any(letter.isdigit() for letter in word)
    return not has_vowel or bool(_REPEATED.fullmatch(word) or _CONSONANTS.search(word))
