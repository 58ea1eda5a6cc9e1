"""Which small counts weigh: not a limit, a number of something else, one end of a span, or a rate.

The reading of a paper asks only whether a row holds a small number; the gate asks of each one whether it tells how
many there were.

Source: the plan of 2 May 2018 for what counts; DfE, "Characteristics of children in need" (a count from 1 to 5 is not
published) for why a limit such as "fewer than five" may stand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goldenthread.documents.gate.counting import counted, is_a_rate, is_numbered

_BACK = 28
_LIMITED = re.compile(
    r"\b(?:at (?:least|most)|no (?:more|fewer|less) than|(?:more|fewer|less|greater) than|(?:max|min)(?:imum)?(?: of)?"
    r"|between \w{1,9} and|(?:groups?|pairs?|teams?|blocks?|classes) of|per|for every|up to) $",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?<![\w-])(?:(?P<word>[\w-]{1,30}) )?(?:and|to|in) $", re.IGNORECASE)
NOT_THEIRS = (
    r"(?! (?:nurses?|doctors?|leads?|managers?|officers?|advis[eo]rs?|psychologists?|therap(?:y|ists?)|social workers?"
    r"|premium|medicals?|co-?ordinators?|solicitors?|lawyers?|judges?|courts?|consultants?|liaison|link|practices?"
    r"|health|mental|education|conferences?|members?|councils?|surveys?|bursar(?:y|ies)|programmes?|projects?|networks?"
    r"|ambassadors?|apprentice(?:ship)?s?|mentors?|trainers?|governors?|charit(?:y|ies)|allowances?)\b)"
)
"""What is counted instead where it follows: "one LAC nurse", "two family therapists"."""
_THEMSELVES = re.compile(NOT_THEIRS, re.IGNORECASE)
_TO_TWELVE = "one two three four five six seven eight nine ten eleven twelve"
VALUES = {word: number for number, word in enumerate(_TO_TWELVE.split(), 1)}


@dataclass(frozen=True, slots=True)
class Few:
    """One to five children, young people or families, where they stand."""

    start: int
    end: int
    count: int
    is_figure: bool


def few_in(text: str) -> Iterator[Few]:
    """Each count of one to five that tells how many there were."""
    for found in counted(text):
        start, end = found.span()
        if "\n" in found[0] or not weighs(text, start) or is_a_rate(text, end) or not _THEMSELVES.match(text, end):
            continue
        word = found["one"] or found["few"]
        count = int(word) if word.isdecimal() else VALUES[word.casefold()]
        yield Few(start, end, count, word.isdecimal())


def weighs(text: str, start: int) -> bool:
    """Whether a number that starts here counts: it is no limit, no number of a thing and no end of a span."""
    before = text[max(0, start - _BACK) : start]
    if _LIMITED.search(before):
        return False
    joined = _JOINED.search(before)
    if joined:
        word = joined["word"] or ""
        return not (word.casefold() in VALUES or word.isdecimal())
    return not is_numbered(text, start)
