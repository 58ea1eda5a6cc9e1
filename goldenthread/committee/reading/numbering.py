"""Which lines begin an item: numbered in one order through a paper, or loud where nothing is numbered.

A number alone proves nothing: lists within an item are numbered too. A line begins an item where its number is the
next of the items before it; and where most items are set as headings, one that is not is taken for words.

Source: agendas and minutes number per meeting (1 to 21), through the year (801), by date (18.05.1), by paragraph
(62.1), with a suffix (33A, R2024-019B), and now and then with a slip.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from goldenthread.committee.reading.lines import LONGEST_HEADING, Line, is_upper, tidy
from goldenthread.committee.reading.words import PART

LONGEST_TITLE = 300
MOST_ITEMS = 1_000
_WIDEST_GAP = 12
_LINES_OF_TITLE = 3
_NO_TITLE = re.compile(
    r"(?i)^(?:part|section|resolved|resolution|agreed|recommended|decision|decided|action|noted|motion|agenda|minutes|"
    r"for (?:decision|information|discussion|noting)|report of|item|paragraph|present|matters arising|public|"
    r"non-public|private|exempt|confidential|chair(?:man)?|signed|to follow|the meeting|document is|this page)\b"
)
_NUMBERED = re.compile(
    r"^(?i:(?:agenda\s+)?item\s*(?:no\.?\s*)?|minute\s*(?:no\.?\s*)?|\*)?"
    r"(?P<prefix>[A-Z]{1,5}[ /.-]?)??(?P<figures>\d{1,4}(?:[./]\d{1,4}){0,3}|(?<=[A-Z])\d{4}-\d{1,4})"
    r"(?P<sub>(?<=\d)[a-z]\b|(?<=\d)[A-Z](?=[.):\s])|\([a-z]{1,3}\))?"
    r"(?P<mark>[.):]|\s?[-–—](?=\s))?(?P<gap>\s+|$)(?P<title>.*)$",
    re.DOTALL,
)
_UNIT = re.compile(
    r"^(?:am|pm|a\.m|p\.m|%|per cent|years?|months?|days?|hours?|minutes|members?|children|young|people|families|"
    r"st|nd|rd|th|(?i:january|february|march|april|may|june|july|august|september|october|november|december)|"
    r"of|and|or|to|in|out|x|were|was|is|are|had|have|copies|places)\b"
)


@dataclass(frozen=True, slots=True)
class Begin:
    """The beginning of an item: which line, its number as printed and in figures, its title, how it is set."""

    at: int
    number: str
    figures: tuple[int, ...]
    sub: str
    title: str
    is_loud: bool
    is_sure: bool
    takes: int = 1
    """How many lines the number and title take: two where the number stands on a line of its own."""
    rest: tuple[str, ...] = ()
    """What else stands in its row."""


def begins_in(lines: Sequence[Line], *, with_below: bool = False) -> list[Begin]:
    """Where items begin in these lines.

    ``with_below`` says that a short line numbered below an item (4.1 below 4) is an item too, as in agendas; in
    minutes it is a paragraph.
    """
    found = [one for at in range(len(lines)) if (one := _begin_at(lines, at)) is not None]
    if with_below:
        found = [replace(one, is_loud=True) if _may_stand_below(one) else one for one in found]
    chain = _chosen(found)
    return chain[:MOST_ITEMS] if chain else _loud(lines)


def _begin_at(lines: Sequence[Line], at: int) -> Begin | None:
    line = lines[at]
    if not any(char.isdigit() for char in line.text[:20]):
        return None
    head, rest = _head_of_row(line) if line.is_row else (tidy(line.text[: LONGEST_TITLE + 40]), ())
    read = _NUMBERED.match(head)
    if read is None:
        return None
    title, taken = tidy(read["title"]), 1
    is_marked = bool(read["mark"]) or line.is_row
    if not title and at + 1 < len(lines) and (is_marked or len(head) <= 4) and _may_be_title(lines[at + 1]):
        title, taken, line = tidy(lines[at + 1].text), 2, lines[at + 1]
    if not _is_title(title):
        return None
    if is_upper(title):
        title, taken = _whole_title(lines, at, title, taken)
    is_sure = is_marked or line.is_loud or lines[at].is_loud
    if not is_sure and (_UNIT.match(title) or title[0].islower()):
        return None
    is_loud = line.is_loud or _is_loud_title(title) or (line.is_row and len(line.cells[0]) < 12)
    return Begin(
        at=at,
        number=f"{read['prefix'] or ''}{read['figures']}".strip(),
        figures=tuple(int(part) for part in re.split(r"[./-]", read["figures"])),
        sub=(read["sub"] or "").strip("()"),
        title=title,
        is_loud=is_loud,
        is_sure=is_sure,
        takes=taken,
        rest=rest,
    )


def _head_of_row(line: Line) -> tuple[str, tuple[str, ...]]:
    """Number and title of a row, and what else stands in it: the further lines of the title's cell, further cells."""
    cells = line.cells
    split = 1 if any(char.isalpha() for char in cells[0].replace("Item", "").replace("item", "")[3:]) else 2
    first, *below = cells[split - 1].strip().split("\n")
    head = first if split == 1 else f"{cells[0]} {first}"
    return tidy(head)[: LONGEST_TITLE + 40], (*below, *cells[split:])


def _whole_title(lines: Sequence[Line], at: int, title: str, taken: int) -> tuple[str, int]:
    """A title in capitals that runs on over lines in capitals."""
    for line in lines[at + taken : at + taken + _LINES_OF_TITLE]:
        text = tidy(line.text)
        if line.is_row or len(text) > 120 or not is_upper(text) or not text[0].isalpha() or _NO_TITLE.match(text):
            break
        title, taken = f"{title} {text}", taken + 1
    return title[:LONGEST_TITLE], taken


def _is_title(text: str) -> bool:
    return 0 < len(text) <= LONGEST_TITLE and any(char.isalpha() for char in text[:60])


def _may_head(text: str) -> bool:
    return 3 < len(text) <= LONGEST_HEADING and not PART.match(text)


def _may_stand_below(one: Begin) -> bool:
    return len(one.figures) > 1 and "/" not in one.number and len(one.title) <= 120 and one.title[-1] != "."


def _is_loud_title(title: str) -> bool:
    letters = [char for char in title if char.isalpha()]
    return len(letters) > 3 and sum(char.isupper() for char in letters) >= 0.7 * len(letters)


def _may_be_title(line: Line) -> bool:
    return len(line.text) <= LONGEST_HEADING and line.text[0].isalpha() and not line.is_item


def _chosen(found: Sequence[Begin]) -> list[Begin]:
    """The numbers that go on from one another; those set as headings alone, where most are set so."""
    whole = _chain(found)
    loud = _chain([one for one in found if one.is_loud])
    if len(loud) >= 2 and len(loud) >= 0.6 * len(whole):
        return loud
    return whole if len(whole) >= 2 or (whole and whole[0].is_sure) else []


def _chain(found: Sequence[Begin]) -> list[Begin]:
    """The first run of numbers that go on from one another, unless one begun later is longer by half."""
    best: list[Begin] = []
    starts = [0, *(at for at, one in enumerate(found[:40]) if one.figures[-1] == 1)][:12]
    for start in dict.fromkeys(starts):
        chain = _chain_from(found[start:])
        if 2 * len(chain) > 3 * len(best):
            best = chain
    return best


def _chain_from(found: Sequence[Begin]) -> list[Begin]:
    chain: list[Begin] = []
    for one in found:
        if not chain or _goes_on(chain, one):
            chain.append(one)
    return chain


def _goes_on(chain: Sequence[Begin], one: Begin) -> bool:
    """Whether a number is the next: one more at any place, the next letter, or the first below; a loud one may skip."""
    last = chain[-1]
    if one.figures == last.figures:
        return bool(one.sub) and (not last.sub or one.sub.casefold() > last.sub.casefold())
    if len(one.figures) == len(last.figures):
        return _is_next(last.figures, one.figures, widest=_WIDEST_GAP if one.is_loud or one.is_sure else 1)
    if len(one.figures) == len(last.figures) + 1:
        return one.is_loud and one.figures == (*last.figures, 1)
    top = one.figures[0] - last.figures[0]
    return len(one.figures) < len(last.figures) and 1 <= top <= 2


def _is_next(last: tuple[int, ...], now: tuple[int, ...], *, widest: int) -> bool:
    """The last figure rises while those before stay; or an earlier one rises by one; a slip in one figure is let be."""
    if now[:-1] == last[:-1]:
        return 1 <= now[-1] - last[-1] <= widest
    steps = [after - before for before, after in zip(last, now, strict=True)]
    if len(now) > 1 and steps[-1] == 1:
        return sum(step != 0 for step in steps[:-1]) == 1
    first = next(at for at, step in enumerate(steps) if step)
    return steps[first] == 1 and now[-1] <= 1


def _loud(lines: Sequence[Line]) -> list[Begin]:
    """Headings as items, where nothing is numbered: at least two lines that are set as headings."""
    found = [
        Begin(at, "", (), "", tidy(line.text), is_loud=True, is_sure=False)
        for at, line in enumerate(lines)
        if line.is_loud and not (line.is_item or line.is_row) and _may_head(line.text)
    ]
    return found[:MOST_ITEMS] if len(found) >= 2 else []
