"""What makes a child known where it stands beside it: an age, a school, a day.

Source: UK GDPR, recital 26 (a person is identifiable by all means reasonably likely to be used, such as singling
out); ICO, "Anonymisation: managing data protection risk code of practice", 2012 (the motivated intruder, who joins
what he reads with what he knows).
"""

import re

_REACH = 120
_SENTENCE_ENDS = re.compile(r"[.!?](?= )|\n")
AGE = (
    r"(?:\b(?:aged?|turned) \d{1,2}\b|\b(?:\d{1,2}|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen)[- ]years?[- ]olds?\b|\b(?:\d{1,2}) months old\b)"
)
SCHOOL = (
    r"\b(?!(?:Virtual|Secondary|The|Our|Primary|Independent|Special|Every|All|Each) (?:School|Academy|College|Nursery))"
    r"[A-Z][\w'’]{1,24} (?:[A-Z][\w'’]{1,24} ){0,3}(?:School|Academy|College|Nursery)\b"
    r"(?! (?:[Hh]ead|[Tt]eam|[Bb]oard))"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_DAY = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:\d\d){{1,2}}\b")
_MARKS = (
    ("an age", re.compile(AGE, re.IGNORECASE)),
    ("a school", re.compile(SCHOOL)),
    ("a date", _DAY),
)


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence in which a piece stands, cut where it is very long."""
    left = text[max(0, start - _REACH) : start]
    begins = max((found.end() for found in _SENTENCE_ENDS.finditer(left)), default=0)
    right = text[end : end + _REACH]
    stop = _SENTENCE_ENDS.search(right)
    return left[begins:].lstrip() + text[start:end] + (right[: stop.start()] if stop else right)


def beside(text: str, start: int, end: int) -> tuple[str, ...]:
    """Which of an age, a school and a date stand in the same sentence."""
    sentence = sentence_around(text, start, end)
    return tuple(name for name, pattern in _MARKS if pattern.search(sentence))
