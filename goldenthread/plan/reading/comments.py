"""Comments that carry their own dates: "Feb 2018: ...", "Update Feb-18 - ...", several in one cell.

Each dated piece becomes an update; what has no date stays as an undated one.
Nothing is lost: the pieces as written, put together again, are the cell.

Source: the column "Comments" of the plan of 2 May 2018 (55 cells begin with a date, in seven spellings).
"""

import re

from goldenthread.kernel.dates import PartialDate, read_date
from goldenthread.plan.reading.memory import remembered
from goldenthread.plan.reading.periods import DATE_WORDS
from goldenthread.plan.reading.values import ReadUpdate

_LEAD_IN = (
    r"(?:(?:(?:further |latest |progress |position |status )?(?:update|updated|progress|position|status|comments?|note|"
    r"review(?:ed)?)(?: (?:as )?(?:at|on|from|for|of|to|in))?|as at|as of)[\s:\-–]*)"
)
_BREAK = re.compile(r"[.!?;:\n)\]](?:(?<=[.!?])['\"’”])?\s*")
"""Where a dated piece may begin, apart from the start: after what ends a sentence, a line or a bracket."""
_PREFIX = re.compile(
    rf"(?P<bullet>[•*·-]\s*)?(?P<open>[(\[]\s*)?(?P<lead>{_LEAD_IN})?"
    rf"(?P<date>{DATE_WORDS})(?P<close>\s*[)\]])?(?P<after>\s*(?::|[-–—](?=\s|[A-Z])|\.(?=\s)|\n|\Z)\s*|\s+(?=[\"'‘“(A-Z]))",
    re.IGNORECASE,
)
LONGEST_PREFIX = 60
_DIGIT = re.compile(r"\d")
_AS_AT = re.compile(r"(?:position |progress |status )?as (?:at|of)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\w+ (?:and|to|&)\b")
_SENTENCE_START = re.compile(r"[\"'‘“(]?[A-Z]")


@remembered
def _date(text: str) -> PartialDate:
    return read_date(text)


def read_updates(text: str, period: PartialDate | None = None) -> tuple[ReadUpdate, ...]:
    """The dated pieces of a cell in their order, and the undated text before the first of them.

    ``period`` is the date the column's own label names ("Progress October 2003");
    it dates text that has no date itself.
    """
    if not text.strip():
        return ()
    starts = _starts(text) if _DIGIT.search(text) else []
    if not starts:
        return (ReadUpdate(text.strip(), period, text.strip()),)
    pieces: list[ReadUpdate] = []
    before = text[: starts[0][0]].strip()
    if before:
        pieces.append(ReadUpdate(before, period, before))
    for number, (begin, words, dated) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(text)
        pieces.append(ReadUpdate(text[words:end].strip(), dated, text[begin:end].strip()))
    return tuple(pieces)


def _starts(text: str) -> list[tuple[int, int, PartialDate]]:
    """Where dated pieces begin: the place of the prefix, the place of the words after it, the date."""
    found: list[tuple[int, int, PartialDate]] = []
    start = len(text) - len(text.lstrip())
    for begin in (start, *[gap.end() for gap in _BREAK.finditer(text, start)]):
        match = _PREFIX.match(text, begin) if _DIGIT.search(text, begin, begin + LONGEST_PREFIX) else None
        if match is None or (found and match.start() < found[-1][1]):
            continue
        dated = _date(match["date"])
        if dated.is_read and _is_prefix(match, text):
            found.append((match.start(), match.end(), dated))
    return found


def _is_prefix(match: re.Match[str], text: str) -> bool:
    """Whether a date opens a piece rather than a sentence such as "March 2018 saw more referrals".

    A mark must follow, or a new sentence. A bracket that opens must close.
    """
    if bool(match["open"]) != bool(match["close"]):
        return False
    after = match["after"].strip()
    if after or match["close"] or "\n" in match["after"] or match.end() == len(text):
        return True
    if match["lead"] and _AS_AT.match(match["lead"]):
        return True
    if not _SENTENCE_START.match(text, match.end()):
        return False
    if match["lead"]:
        return True
    return match.start() > 0 or not _GOES_ON.match(text, match.end())
