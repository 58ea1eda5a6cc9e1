"""Titles inside a plan: priorities, sections, recommendations as titles, and titles that tell a status.

Papers say "Priority 2: ...", "Workstream A - ...", "Concern 4: ..."; of
several such words in one paper the highest names the priorities. A tracker
split into tables tells the status of its rows by the table they stand in.

Sources: the five priorities and eight section rows of the plan of 2 May 2018; plans by
workstream, concern, area, standard and objective of other authorities; a tracker in five tables.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from goldenthread.plan.reading.lines import Line, without_continued
from goldenthread.plan.reading.memory import remembered

LONGEST_TITLE = 300
NO_PRIORITY = "(no priority)"
"""What our own exports print over rows of a priority without number and title that others stand before."""
LONGEST_LEAD_IN = 60
"""More characters than can stand before the word "recommendation" in a title, and its beginning."""

KINDS = (
    "priority", "theme", "workstream", "work stream", "strand", "concern", "pillar", "area", "standard", "objective",
    "outcome",
)  # fmt: skip
_NUMBERED = re.compile(
    rf"^(?:(?:key|strategic|improvement)\s+)?(?P<kind>{'|'.join(KINDS)})\s*(?:no\.?\s*|area\s*)?"
    r"(?:(?P<number>\d{1,3}(?:\.\d{1,2})?[a-z]?)\b|(?P<letter>[A-Z]|[IVX]{1,5})(?=\s*[:.\-–—)]|\s*$))"
    r"(?P<mark>\s*[:.\-–—)]+)?\s*(?P<title>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_BARE = re.compile(
    r"^(?P<number>\d{1,2}|[A-Z]{1,4}\d{1,2}|[A-Z])\s*(?:[.:)]|\s[-–—])\s*(?P<title>[A-Z\"'‘“].{2,200})$", re.DOTALL
)
_RECOMMENDATION = re.compile(
    r"^(?:[\w&’'. -]{0,40}\b)?recommendation\s*\d{1,3}[a-z]?\b\s*(?:[:.\-–—)]|\s[A-Z])", re.IGNORECASE
)
_TABLE_STATUS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), word)
    for pattern, word in (
        (r"\bnot (?:yet )?started\b", "Not started"),
        (r"\bextensions?\b.{0,30}\b(?:requested|sought|required)\b|\brequests? for extension", "Extension requested"),
        (r"\b(?:outstanding|overdue|not completed|incomplete)\b", "Outstanding"),
        (r"(?<!to be )(?<!not )\b(?:completed|closed|discharged|achieved|implemented)\b", "Completed"),
        (r"\b(?:live|in progress|ongoing|open|current)\b", "Live"),
        (r"\b(?:withdrawn|superseded|cancelled)\b", "Withdrawn"),
        (r"\bon hold\b", "On hold"),
    )
)
_OF_ROWS = re.compile(r"\b(?:actions?|recommendations?|items?|table|tasks?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    """A numbered title: its kind of word, its number as text, its words."""

    kind: str
    number: str
    words: str


@remembered
def read_title(text: str) -> Title | None:
    """A title such as "Priority 2: Help early"; ``None`` for a sentence that merely begins with such a word."""
    if len(text) > LONGEST_TITLE:
        return None
    found = _NUMBERED.match(text)
    if not found:
        return None
    words = without_continued(found["title"].strip())
    if not found["mark"] and words and not words[0].isupper():
        return None
    kind = found["kind"].casefold().replace("work stream", "workstream")
    return Title(kind, found["number"] or found["letter"].upper(), words)


def read_bare_title(text: str) -> Title | None:
    """A numbered title without a word for its kind: "2. Help early", "CP1: Town centre"."""
    found = _BARE.match(text) if len(text) <= LONGEST_TITLE else None
    return Title("", found["number"], without_continued(found["title"].strip())) if found else None


def highest_kind(lines: Iterable[Line]) -> str:
    """Of the kinds of titles that stand alone in a paper, the one that names its priorities."""
    found = {
        title.kind for line in lines if len(line.filled) == 1 and len(line.text) <= LONGEST_TITLE
        for title in [read_title(line.text)] if title is not None
    }  # fmt: skip
    return next((kind for kind in KINDS if kind in found), "")


def is_recommendation(text: str) -> bool:
    """Whether a title is a numbered recommendation, which stands for the aim of the rows under it."""
    return "recomm" in text[:LONGEST_LEAD_IN].casefold() and bool(_RECOMMENDATION.match(text))


def status_of_title(text: str) -> str:
    """The status a table's title gives its rows: "Table B: completed since the last meeting"; else nothing."""
    if len(text) > 160 or not (_OF_ROWS.search(text) or re.match(r"^[A-H][.:)\s]", text) or len(text.split()) <= 3):
        return ""
    return next((word for pattern, word in _TABLE_STATUS if pattern.search(text)), "")


def is_opening(text: str) -> bool:
    """Whether a line directly above the first header belongs to its table: numbered, or telling a status."""
    return bool(read_bare_title(text) or is_recommendation(text) or status_of_title(text))


def codes_of(lines: Iterable[Line]) -> frozenset[str]:
    """Letters that number titles throughout a paper: "CP" where "CP1: Town centre" and "CP2: Homes" stand."""
    numbers: dict[str, set[str]] = {}
    for line in lines:
        title = read_bare_title(line.text) if len(line.filled) == 1 else None
        if title is not None and len(title.number) > 1 and title.number[0].isalpha():
            numbers.setdefault(title.number.rstrip("0123456789"), set()).add(title.number)
    return frozenset(letters for letters, found in numbers.items() if len(found) > 1)


def is_title_like(text: str) -> bool:
    """Whether a paragraph reads as a title rather than as a sentence."""
    return (
        2 <= len(text) <= 120
        and text[-1] not in ".;,:"
        and (text[0].isupper() or text[0].isdigit())
        and "\n" not in text
    )


def read_column_title(text: str) -> Title:
    """A priority as a cell of a flat table gives it: "Priority 1: Help early", "1. Help early", "1" or "Help early"."""
    if text == NO_PRIORITY:
        return Title("", "", "")
    title = read_title(text) or read_bare_title(text)
    if title is not None:
        return title
    found = re.match(r"^(\d{1,2})(?:\s+([A-Z].*))?$", text, re.DOTALL)
    return Title("", found[1], found[2] or "") if found else Title("", "", text)
