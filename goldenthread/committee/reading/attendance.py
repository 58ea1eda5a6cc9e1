"""Who was there: members with their offices, officers with their departments, others, and who sent apologies."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from goldenthread.committee.reading.lines import Line, is_furniture, tidy
from goldenthread.committee.reading.people import is_person, read_officers, read_people
from goldenthread.committee.reading.promising import sentences_of
from goldenthread.committee.reading.values import PersonRead
from goldenthread.committee.reading.words import OFFICE

_MOST_LINES = 400
_LABELS: tuple[tuple[str, str], ...] = (
    (
        "apologies",
        r"(?:apolog(?:y|ies)(?: for (?:absence|lateness))?(?: (?:were|was) received from)?|absent|absences?)",
    ),
    (
        "officers",
        r"(?:(?:council )?officers?(?: (?:present|in attendance|attending))?|staff(?: present)?|officers in support|"
        r"(?:officers )?in attendance|advisers?|also attending|support officers?|clerk)",
    ),
    (
        "others",
        r"(?:also (?:present|in attendance)|others?(?: present| in attendance)?|guests?|visitors?|observers?|"
        r"by invitation|"
        r"public(?: present)?|external (?:attendees|representatives)|invitees?|witnesses|non-voting (?:members|"
        r"advisors))",
    ),
    (
        "members",
        r"(?:(?:committee |voting |elected |council )?members?(?: of the (?:committee|board|panel|cabinet|council))?"
        r"(?: present| in attendance)?|(?:those |members |councillors )?present(?: were)?|(?:town |parish |district )?"
        r"councillors?(?: present)?|cllrs\.?|attendance|attendees|"
        r"(?P<office>(?:vice|deputy)?[- ]?chair(?:man|woman|person)?(?: \(?in the chair\)?)?|"
        r"(?:the )?(?:town )?mayor))",
    ),
)
_LABEL = re.compile(
    r"^(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _LABELS)
    + r")\s*(?:(?::|[-–—](?=\s)|\t)\s*(?P<rest>.*)|)$",
    re.IGNORECASE | re.DOTALL,
)
_APOLOGIES = re.compile(
    r"(?i)\bapolog(?:y|ies)(?: for (?:absence|lateness|non-attendance|inability to attend))?"
    r"(?: (?:for the meeting |had |have |has )?(?:were|was|been|is|are)?(?: also)?(?: been)?"
    r"(?: received| submitted| given| noted| reported| made| accepted| tendered)?(?: and accepted)?)?"
    r" (?:from|by|on behalf of|of)\s+(?P<who>.+)$",
    re.DOTALL,
)
_NONE = re.compile(r"(?i)^(?:there were )?(?:no apologies|none|nil|no absences|n/a)\b")
_REASON = re.compile(
    r"(?i)(?:,\s*)?\s*(?:\b(?:who|which|due to|owing to|because|as (?:he|she|they)|on account of|for reasons?)\b)"
)
_SORRY_CELL = re.compile(r"(?i)^(?:apolog(?:y|ies)|absent|no|x|n)\b.{0,40}$")
_TICK = re.compile(r"(?i)^(?:yes|y|present|attended|p|in attendance|[✓✔☑√]|-|–)\.?$")


@dataclass(slots=True)
class Attendance:
    """The four groups while they are read."""

    members: list[PersonRead] = field(default_factory=list)
    officers: list[PersonRead] = field(default_factory=list)
    others: list[PersonRead] = field(default_factory=list)
    apologies: list[PersonRead] = field(default_factory=list)


def read_attendance(lines: Sequence[Line]) -> Attendance:
    """The people in the lines between the head of minutes and their first item."""
    found = Attendance()
    group = ""
    for line in _by_label(lines[:_MOST_LINES]):
        said = _LABEL.match(line.text[:2_000])
        if said and (said["rest"] is not None or len(line.text) < 60):
            group = next(name for name, _ in _LABELS if said[name] is not None)
            office = tidy(said["office"] or "").capitalize()
            rest = (said["rest"] or "").strip()
            if rest:
                _put(found, group, replace(line, text=rest, cells=()), office=office)
        elif group:
            _put(found, group, line)
    for name in ("members", "officers", "others", "apologies"):
        setattr(found, name, _each_once(getattr(found, name)))
    return found


def _by_label(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with every label at the beginning of its own; a row of label and names is one of them."""
    for line in lines:
        if is_furniture(line.text):
            continue
        if line.is_row and _LABEL.match(line.cells[0]):
            label = line.cells[0].rstrip(": ")
            values = "\n".join(line.cells[1:]).split("\n")
            yield replace(line, text=f"{label}: {tidy(values[0])}", cells=())
            yield from (replace(line, text=tidy(value), cells=()) for value in values[1:] if tidy(value))
        elif line.is_row and any("\n" in cell for cell in line.cells):
            for cell in line.cells:
                yield from (replace(line, text=tidy(part), cells=()) for part in cell.split("\n") if tidy(part))
        else:
            yield line


def _put(found: Attendance, group: str, line: Line, office: str = "") -> None:
    if group == "officers":
        found.officers.extend(read_officers(line))
        return
    if group == "apologies":
        found.apologies.extend(sorry_in(line.text, line.where))
        return
    if line.is_row and any(_SORRY_CELL.match(cell) for cell in line.cells[1:]) and is_person(line.cells[0]):
        found.apologies.append(PersonRead(line.cells[0], where=line.where))
        return
    people = _people_of(line)
    if office and len(people) == 1:
        people = [replace(people[0], office=office)]
    (found.others if group == "others" else found.members).extend(people)


def _people_of(line: Line) -> list[PersonRead]:
    """The people of a line: a row of names gives each cell, a row of a name and a word gives one with that word."""
    if line.is_row and is_person(line.cells[0]) and not any(read_people(cell, line.where) for cell in line.cells[1:]):
        told = "; ".join(tidy(cell) for cell in line.cells[1:] if not _TICK.match(cell))
        return [PersonRead(line.cells[0], office=told, where=line.where)]
    return read_people(line.text, line.where)


def apologies_in(text: str, where: str) -> list[PersonRead]:
    """Who sent apologies, by a sentence that says so, with the reason where it gives one."""
    found: list[PersonRead] = []
    for sentence in sentences_of(text[:4_000]):
        said = _APOLOGIES.search(sentence)
        if said:
            found.extend(sorry_in(said["who"], where))
    return found


def sorry_in(text: str, where: str) -> list[PersonRead]:
    """Names with what keeps them; a reason behind several names is that of the last."""
    text = tidy(text).rstrip(".")
    if _NONE.match(text):
        return []
    reason = _REASON.search(text)
    names, why = (text[: reason.start()], text[reason.start() :].strip(" ,()")) if reason else (text, "")
    found = [
        replace(one, office="", department="", reason="" if OFFICE.search(one.office) else one.office or one.department)
        for one in read_people(names, where)
    ]
    if why and found:
        found[-1] = replace(found[-1], reason=why)
    return found


def _each_once(people: Sequence[PersonRead]) -> list[PersonRead]:
    found: dict[str, PersonRead] = {}
    for one in people:
        found.setdefault(one.name.casefold(), one)
    return list(found.values())


def with_apologies(had: Sequence[PersonRead], more: Sequence[PersonRead]) -> tuple[PersonRead, ...]:
    """Everybody once who sent apologies, in the list above the items or under one; a reason is kept where one is."""
    found = {one.name.casefold(): one for one in had}
    for one in more:
        name = one.name.casefold()
        if name not in found or not found[name].reason:
            found[name] = one
    return tuple(found.values())
