"""Cuts a pack into its papers: agendas, minutes, reports and what else begins on a page of its own.

A paper begins where something opens it: the word AGENDA, the title of minutes with its attendance, the block of a
report, the mark of an agenda item. It ends where the next begins, or where a page is said to be blank.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from goldenthread.committee.reading.lines import LONGEST_HEADING, Line, is_blank_page, is_furniture
from goldenthread.committee.reading.moments import day_in
from goldenthread.committee.reading.report_labels import Label, label_of
from goldenthread.committee.reading.words import (
    AGENDA_ITEM_MARK,
    AGENDA_TITLE,
    BODY,
    MEETING_SENTENCE,
    MINUTES_SENTENCE,
    MINUTES_TITLE,
    PRESENT,
)

_HEAD_OF_AGENDA = 60
_HEAD_OF_MINUTES = 8
_TO_PRESENT = 30
_BLOCK_GAP = 4
_RESTRICTED = re.compile(
    r"(?i)^(?:document is restricted|by virtue of (?:regulation|paragraph).{0,120}|(?:this )?(?:document|report|"
    r"appendix) "
    r"is (?:exempt|confidential|restricted|not for publication).{0,80})$"
)
_SUMMONS = re.compile(r"(?i)\b(?:summoned|notice is hereby given|hereby invited|invited to attend|meeting of)\b")


class Kind(Enum):
    """What a paper of the pack is."""

    AGENDA = "agenda"
    MINUTES = "minutes"
    REPORT = "report"
    MARK = "agenda item mark"
    RESTRICTED = "restricted"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Paper:
    """A stretch of lines: what it is, from where to where, and where the line stands that says what it is."""

    kind: Kind
    begin: int
    opens: int
    end: int


def papers_in(lines: Sequence[Line]) -> list[Paper]:
    """The papers of a pack in their order; together they cover every line."""
    opened = _openers(lines)
    found: list[Paper] = []
    for place, (begin, opens, kind) in enumerate(opened):
        end = opened[place + 1][0] if place + 1 < len(opened) else len(lines)
        found.append(Paper(kind, begin, opens, end))
    if not found or found[0].begin > 0:
        found.insert(0, Paper(Kind.OTHER, 0, 0, found[0].begin if found else len(lines)))
    return found


def _openers(lines: Sequence[Line]) -> list[tuple[int, int, Kind]]:
    """Where each paper begins, which line opens it, and what it is; a later one never begins before an earlier."""
    presents = _places_of_attendance(lines)
    blocks = _report_blocks(lines)
    found: list[tuple[int, int, Kind]] = []
    last = 0
    for at, line in enumerate(lines):
        kind = _opens(lines, at, line, presents, blocks)
        if kind is None:
            continue
        if kind is Kind.AGENDA and found and found[-1][2] is Kind.AGENDA and at - found[-1][1] < _TO_PRESENT:
            continue  # the title of the agenda, and again above its first part
        if kind is Kind.MINUTES and found and found[-1][2] is Kind.MINUTES and _is_one_head(lines, found[-1][1], at):
            continue
        begin = _begins(lines, at, last, kind)
        if found and found[-1][2] is Kind.OTHER and begin <= found[-1][1]:
            found.pop()  # what began a page was the head of this paper
        found.append((begin, at, kind))
        last = at if kind is Kind.OTHER else at + 1
    return found


def _opens(lines: Sequence[Line], at: int, line: Line, presents: Sequence[int], blocks: frozenset[int]) -> Kind | None:
    """What begins at a line, if anything."""
    text = line.text
    if at in blocks:
        return Kind.REPORT
    if len(text) > LONGEST_HEADING:
        return Kind.MINUTES if _opens_minutes(lines, at, presents) else None
    if AGENDA_ITEM_MARK.match(text):
        return Kind.MARK
    if _RESTRICTED.match(text):
        return Kind.RESTRICTED
    if AGENDA_TITLE.match(text):
        return Kind.AGENDA
    if _opens_minutes(lines, at, presents):
        return Kind.MINUTES
    return Kind.OTHER if at and is_blank_page(lines[at - 1].text) and not is_furniture(text) else None


def _places_of_attendance(lines: Sequence[Line]) -> list[int]:
    """For each line, how many lines on the next label of attendance stands; far off where there is none."""
    away = [len(lines) + _TO_PRESENT] * (len(lines) + 1)
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        first = line.cells[0] if line.cells else line.text
        away[at] = 0 if len(first) < 400 and PRESENT.match(first) else away[at + 1] + 1
    return away


def _opens_minutes(lines: Sequence[Line], at: int, presents: Sequence[int]) -> bool:
    """The title of minutes, or a head with a body and a day, with the attendance soon behind it."""
    if presents[at] > _TO_PRESENT:
        return False
    text = lines[at].text
    if MINUTES_SENTENCE.match(text[:LONGEST_HEADING]) or MINUTES_TITLE.match(text[:LONGEST_HEADING]):
        return not any(AGENDA_TITLE.match(one.text) for one in lines[at : at + presents[at]] if len(one.text) < 120)
    return presents[at] == 0 and _stands_under_a_head(lines, at)


def _stands_under_a_head(lines: Sequence[Line], at: int) -> bool:
    """Whether a label of attendance has the name of a body and a day shortly above it, and no agenda between."""
    above = lines[max(0, at - _HEAD_OF_MINUTES) : at]
    if any(len(one.text) > 400 or AGENDA_TITLE.match(one.text[:LONGEST_HEADING]) for one in above):
        return False
    return any(BODY.search(one.text) for one in above) and any(day_in(one.text) for one in above)


def _is_one_head(lines: Sequence[Line], first: int, at: int) -> bool:
    """Whether two openers of minutes are of one head: only short lines between them, none of them numbered."""
    if at - first > _TO_PRESENT:
        return False
    between = lines[first + 1 : at]
    return all(len(one.text) < 400 and not one.text[:1].isdigit() for one in between)


def _begins(lines: Sequence[Line], at: int, last: int, kind: Kind) -> int:
    """Where a paper begins: with the lines of its head that stand above the line which opens it."""
    if kind is Kind.AGENDA:
        return _head_of_agenda(lines, at, last)
    if kind is Kind.MINUTES:
        return _head_of_minutes(lines, at, last)
    return at


def _head_of_agenda(lines: Sequence[Line], at: int, last: int) -> int:
    begin = at
    for above in range(at - 1, max(last, at - _HEAD_OF_AGENDA) - 1, -1):
        text = lines[above].text
        if is_blank_page(text) or _RESTRICTED.match(text[:LONGEST_HEADING]):
            break
        if len(text) > 600 and not _SUMMONS.search(text[:600]):
            break
        begin = above
    return begin


def _head_of_minutes(lines: Sequence[Line], at: int, last: int) -> int:
    """Back over short lines without a number, as far as one of them names a body or a day."""
    begin = at
    for above in range(at - 1, max(last, at - _HEAD_OF_MINUTES) - 1, -1):
        line = lines[above]
        text = line.text
        if is_blank_page(text) or len(text) > LONGEST_HEADING or (text[:1].isdigit() and not day_in(text)):
            break
        if len(text) >= 120 or text.endswith("."):
            break
        if BODY.search(text) or day_in(text) or MEETING_SENTENCE.search(text):
            begin = above
    return begin


def _report_blocks(lines: Sequence[Line]) -> frozenset[int]:
    """Where the block of a report begins: a subject with its author or whose report it is, and where it goes."""
    begins: set[int] = set()
    open_at, last, seen = 0, -_BLOCK_GAP - 1, set[Label]()
    done = False
    for at, line in enumerate(lines):
        label = label_of(line)
        if label is None:
            last = -_BLOCK_GAP - 1 if AGENDA_ITEM_MARK.match(line.text[:LONGEST_HEADING]) else last
            continue
        if at - last > _BLOCK_GAP or (label in seen and label is Label.SUBJECT):
            open_at, seen, done = at, set(), False
        seen.add(label)
        last = at
        if seen == {Label.AUTHOR}:
            open_at, seen = at + 1, set()  # whom to ask about the paper above
        elif not done and Label.SUBJECT in seen and seen & {Label.REPORT_OF, Label.AUTHOR} and len(seen) >= 3:
            begins.add(open_at)
            done = True
    return frozenset(begins)
