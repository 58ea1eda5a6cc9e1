"""Minutes: who was there, and for each item its words, what was asked, decided and promised."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from goldenthread.committee.reading.attendance import apologies_in, read_attendance, sorry_in, with_apologies
from goldenthread.committee.reading.cutting import Kind, Paper
from goldenthread.committee.reading.excluding import excludes, exclusions_in
from goldenthread.committee.reading.heads import read_head
from goldenthread.committee.reading.lines import Line, is_furniture
from goldenthread.committee.reading.moments import time_in
from goldenthread.committee.reading.numbering import Begin, begins_in
from goldenthread.committee.reading.parts import part_after, part_of
from goldenthread.committee.reading.people import read_contact
from goldenthread.committee.reading.promising import MOST_OF_ITEM, promises_in
from goldenthread.committee.reading.talk import MATTERS, asked_in, is_resolution, matters_in, resolutions_in
from goldenthread.committee.reading.values import (
    ContactRead,
    ExclusionRead,
    MinutesItemRead,
    MinutesRead,
    PersonRead,
    PromiseRead,
)
from goldenthread.committee.reading.words import (
    CLOSE_LABEL,
    CLOSING,
    MINUTES_BELOW,
    PAGES,
    PRESENT,
)

_MOST_AFTER_CLOSE = 14
_CONTACT = re.compile(r"(?i)^(?:contact|enquiries|minutes (?:taken|prepared) by|clerk|committee (?:officer|clerk))\b")
_SIGNATURE = re.compile(
    r"(?i)^(?:signed|chair(?:man|woman|person)?|date|dated|minutes signed|[.…_-]{4,})[\s.:_…-]*.{0,60}$"
)
_DRESSING = re.compile(r"(?i)^(?:(?:draft )?minutes|additional documents|supporting documents|decision)\s*:$")
_APOLOGY = re.compile(r"(?i)\bapolog(?:y|ies)\b")
_ENDS = re.compile(r"(?i)\b(?:closed|ended|concluded|finished|terminated|rose|ceased|close|end)\b.*$", re.DOTALL)


def minutes_of(lines: Sequence[Line], papers: Sequence[Paper]) -> list[tuple[Paper, MinutesRead]]:
    """The minutes among the papers of a pack, each with its paper; one page may print agenda and minutes."""
    found = []
    for paper in papers:
        is_theirs = paper.kind is Kind.MINUTES or (paper.kind is Kind.AGENDA and _has_minutes_below(lines, paper))
        read = read_minutes(lines, paper) if is_theirs else None
        if read is not None:
            found.append((paper, read))
    return found


def _has_minutes_below(lines: Sequence[Line], paper: Paper) -> bool:
    """Whether one page prints an agenda with what was minuted under each of its items."""
    return any(MINUTES_BELOW.match(line.text[:20]) for line in lines[paper.opens : paper.end])


def read_minutes(lines: Sequence[Line], paper: Paper) -> MinutesRead | None:
    """The minutes in a paper, or nothing where neither people nor items stand in it."""
    own = [line for line in lines[paper.begin : paper.end] if not is_furniture(line.text)]
    end, written, clock = _end_of(own)
    body = own[:end]
    told = next((at for at, line in enumerate(body) if _is_present(line)), None)
    present = told or 0
    begins = begins_in(body[present:])
    attendance = read_attendance(body[present : present + begins[0].at] if begins else body[present:])
    if not begins and not attendance.members:
        return None
    items, exclusions, sorry = _read_items(body[present:], begins)
    return MinutesRead(
        head=read_head(body[: begins[0].at] if told is None and begins else body[: max(present, 1)]),
        items=tuple(items),
        where=lines[paper.opens].where,
        members=tuple(attendance.members),
        officers=tuple(attendance.officers),
        others=tuple(attendance.others),
        apologies=with_apologies(attendance.apologies, sorry),
        exclusions=tuple(exclusions),
        closed_written=written,
        closed_at=clock,
        contact=_contact(own[end : end + _MOST_AFTER_CLOSE]),
    )


def _is_present(line: Line) -> bool:
    first = line.cells[0] if line.cells else line.text
    return len(first) < 400 and bool(PRESENT.match(first))


def _end_of(lines: Sequence[Line]) -> tuple[int, str, time | None]:
    """Where the words of minutes end, and when the meeting did: at the last line that says so, else above signatures.

    "The meeting began at 6 pm and ended at 7 pm" has two times, of which the one behind "ended" counts.
    """
    for at in range(len(lines) - 1, -1, -1):
        text = lines[at].text
        if len(text) > 300 or not (CLOSING.match(text) or CLOSE_LABEL.match(text)):
            continue
        ends = _ENDS.search(text)
        written, clock = time_in(ends[0] if ends else text)
        return (at, written, clock) if written else (at, *time_in(text))
    end = len(lines)
    while end > max(0, len(lines) - _MOST_AFTER_CLOSE) and _is_under_the_end(lines[end - 1]):
        end -= 1
    return end, "", None


def _is_under_the_end(line: Line) -> bool:
    return len(line.text) < 100 and bool(_SIGNATURE.match(line.text) or _CONTACT.match(line.text))


def _contact(tail: Sequence[Line]) -> ContactRead:
    """Whom to ask, named under the end of the minutes."""
    at = next((at for at, line in enumerate(tail) if _CONTACT.match(line.text)), None)
    if at is None:
        return ContactRead()
    return read_contact(
        [tail[at].text.partition(":")[2] or tail[at].text, *(line.text for line in tail[at + 1 : at + 5])]
    )


def _read_items(
    lines: Sequence[Line], begins: Sequence[Begin]
) -> tuple[list[MinutesItemRead], list[ExclusionRead], list[PersonRead]]:
    """The items, for which the public was excluded, and who is said to have sent apologies."""
    found: list[MinutesItemRead] = []
    exclusions: list[ExclusionRead] = []
    sorry: list[PersonRead] = []
    has_parts = any(part_of(line) == 2 for line in lines)
    part = 1
    for place, begin in enumerate(begins):
        end = begins[place + 1].at if place + 1 < len(begins) else len(lines)
        own, begun = _lines_of_item(lines, begin, end)
        item = _read_item(begin, own, lines[begin.at].where, part)
        found.append(item)
        sorry.extend(_apologies(item.title, own))
        told = [item.title, *(line.text[:2_000] for line in own if is_resolution(line.text))]
        if any(excludes(text) for text in told):
            exclusions.extend(exclusions_in([replace(lines[begin.at], text=item.title, cells=()), *own]))
        if not has_parts:
            for text in told:
                part = part_after(text, part)
        part = begun or part
    return _parted(found, exclusions), exclusions, sorry


def _apologies(title: str, own: Sequence[Line]) -> list[PersonRead]:
    """Who sent apologies by the sentences of an item; where its title asks for them, by the names alone."""
    found = [one for line in own if _APOLOGY.search(line.text[:400]) for one in apologies_in(line.text, line.where)]
    if found or not _APOLOGY.search(title):
        return found
    behind = title.partition(":")[2]
    where = own[0].where if own else ""
    named = [Line(where, behind)] if behind.strip() else [line for line in own if len(line.text) < 300]
    return [one for line in named[:1] for one in sorry_in(line.text, line.where)]


def _lines_of_item(lines: Sequence[Line], begin: Begin, end: int) -> tuple[list[Line], int]:
    """The lines under a title, and the part that a heading among them begins; a title that is a sentence is one too."""
    own: list[Line] = []
    part = 0
    if begin.title.endswith(".") or is_resolution(begin.title):
        own.append(replace(lines[begin.at], text=begin.title, cells=()))
    own.extend(replace(lines[begin.at], text=cell, cells=()) for cell in begin.rest)
    below = lines[begin.at + begin.takes : end]
    minuted = next((at + 1 for at, line in enumerate(below) if MINUTES_BELOW.match(line.text[:20])), 0)
    for line in below[minuted:]:
        new = part_of(line)
        if new:
            part = new
        elif not _DRESSING.match(line.text):
            own.append(line)
    return own, part


def _read_item(begin: Begin, own: Sequence[Line], where: str, part: int) -> MinutesItemRead:
    number = f"{begin.number}{begin.sub}"
    title = PAGES.sub("", begin.title).strip(" -–—") or begin.title
    matters = matters_in(own)
    begins_matters = next((at for at, line in enumerate(own) if MATTERS.match(line.text)), len(own))
    promises = [one for line in own for one in _promises(line, number, title)]
    return MinutesItemRead(
        number=number,
        title=title,
        where=where,
        part=part,
        paragraphs=tuple(line.text for line in own),
        matters_arising=tuple(matters),
        asked=tuple(asked_in(own[:begins_matters])),
        resolutions=tuple(resolutions_in(own)),
        promises=tuple(promises[:MOST_OF_ITEM]),
    )


def _promises(line: Line, number: str, title: str) -> list[PromiseRead]:
    return [] if is_resolution(line.text) else promises_in(line.text, where=line.where, item=number, title=title)


def _parted(items: Sequence[MinutesItemRead], exclusions: Sequence[ExclusionRead]) -> list[MinutesItemRead]:
    """Where the exclusion names its items, those alone are not public."""
    named = {number for one in exclusions for number in one.numbers}
    if not named & {item.number for item in items}:
        return list(items)
    return [replace(item, part=2 if item.number in named else 1) for item in items]
