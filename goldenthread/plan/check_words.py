"""What the words of a plan tell a check: whether a measure measures, whether an update is one, whether work is left.

Words can be read wrongly, so what is found here is shown to people with the
words that led to it and never changes anything.

Sources: the plan of 2 May 2018 (its measures; ten live comments that are queries or filling; thirteen
completed rows that say only so; completed rows whose words speak of work to come).
"""

import re

from goldenthread.plan.filler import is_filler
from goldenthread.plan.reading.periods import DATE_WORDS

_LONGEST_QUOTE = 80
_ENUMERATOR = re.compile(r"(?:^|(?<=[\s:;,.]))\(?(?:\d{1,2}|[a-z])[.)](?=\s|[A-Z])", re.IGNORECASE)
_DATE = re.compile(
    rf"(?<![\w/]){DATE_WORDS}|\b(?:19|20)\d\d(?:\s*[/-]\s*\d{{2,4}})?\b|\b\d\d\s*[/-]\s*\d\d\b", re.IGNORECASE
)
_AMOUNT = re.compile(
    r"\d|%|\bper ?cent\b|\b(?:all|every|each|no|none|zero|half|a (?:third|quarter)|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|twelve|twenty|thirty|fifty|hundred)\b",
    re.IGNORECASE,
)
_EVIDENCE_SOURCE = re.compile(
    r"\b(?:audit(?:s|ed|ing)?|surveys?|data ?sets?|data|reports?|minutes|dip[- ]samples?|questionnaires?|feedback|"
    r"consultations?|logs?|registers?|records?|recordings?|files?|notes|scorecards?|dashboards?|kpis?|"
    r"indicators?|trackers?|inspections?|reviews?|evaluations?|observations?|complaints|statistics|figures|numbers?|"
    r"returns?)\b",
    re.IGNORECASE,
)


def is_measurable(measure: str) -> bool:
    """Whether a measure has an amount, or names where its evidence will be found.

    Numbers of a list and dates are no amounts; "all", "every" and "no" are.
    """
    if _EVIDENCE_SOURCE.search(measure):
        return True
    return bool(_AMOUNT.search(_DATE.sub(" ", _ENUMERATOR.sub(" ", measure))))


_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_LACKING = r"(?:is |was |still )?(?:required|needed|requested|awaited|outstanding)"
_REMARK = re.compile(
    rf"^(?:.{{0,120}}\?|(?:some )?(?:further|more|additional) information {_LACKING}\b.*|"
    rf"updates? (?:from|please|to follow|to come|{_LACKING})\b.*|"
    r"(?:awaiting|waiting for|chase|chasing|request|requesting|needs?) (?:(?:an?|the|further|for) ){0,3}updates?\b.*|"
    r"to be (?:updated|confirmed|advised)\.?|"
    r"(?:please )?(?:ask|check with|speak to|contact) [A-Z]\S*(?: [A-Z]\S*)?)$",
    re.IGNORECASE | re.DOTALL,
)


def says_nothing(text: str) -> bool:
    """Whether a text is there and says no more than "done" or "in progress"."""
    return bool(text.strip()) and is_filler(text)


def is_remark(text: str) -> bool:
    """Whether a text is a query, a request or a word of filling rather than an account of what happened.

    Every sentence must be one; a text that opens with "??" is a query whatever follows.
    """
    if text.lstrip().startswith("??"):
        return True
    sentences = [sentence.strip() for sentence in _SENTENCE_END.split(text) if sentence.strip()]
    return bool(sentences) and all(says_nothing(one) or _REMARK.match(one) for one in sentences)


_WORK_LEFT = re.compile(
    r"\b(?:still|awaiting|awaits|outstanding|ongoing|on-going|not yet|needs? \w+ing|needs? to|due for|"
    r"to (?:complete|follow|go to)|to be (?!\w+ing)\w+|will (?:be|need|take)|remains? (?:an? issue|to|outstanding)|"
    r"not (?:\w+ )?consistently|not 100 ?%|being (?:added|developed|reviewed|scoped))",
    re.IGNORECASE,
)


def work_left(text: str) -> str:
    """The words of a text that speak of work to come, with a few around them; nothing where it speaks of none."""
    found = _WORK_LEFT.search(text)
    if not found:
        return ""
    begin = text.rfind(" ", 0, max(0, found.start() - 25)) + 1
    end = text.find(" ", min(len(text), found.end() + 30))
    return short(text[begin : end if end >= 0 else len(text)]).rstrip(".")


def short(text: str) -> str:
    """A text on one line, cut where a sentence could not carry it."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1].rstrip() + "…"
