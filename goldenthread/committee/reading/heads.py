"""What stands before the items: which committee meets when and where, who sits on it, whom to ask, who issued it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from goldenthread.committee.reading.lines import LONGEST_HEADING, Line, is_furniture, tidy
from goldenthread.committee.reading.moments import day_in, time_in
from goldenthread.committee.reading.people import is_person, read_contact, read_people
from goldenthread.committee.reading.values import ContactRead, HeadRead, PersonRead
from goldenthread.committee.reading.words import (
    AGENDA_TITLE,
    BODY,
    COMMITTEE,
    LABEL_OF_HEAD,
    MEETING_SENTENCE,
    MINUTES_TITLE,
    PLACE_IN,
    POST,
    SURE_BODY,
)

_MINUTES_OF = re.compile(
    r"(?i)^.{0,60}?\b(?:minutes?|record|notes|proceedings) of (?:the |an? )?"
    r"(?:(?:ordinary|extraordinary|special|annual|public|virtual|remote|hybrid|inaugural|last|adjourned)\s+)*"
    r"(?:(?:public )?meeting of (?:the )?)?(?P<body>[^.;:]{3,140}?)"
    r"(?=,?\s+(?:meeting\b|(?:was |which was )?held\b|on\b|at\b|in\b|-|–)|[,.]|$)"
)
_DRESSING = re.compile(
    r"(?i)^(?:a |the )?(?:supplementary )?"
    r"(?:agenda|minutes|notice of (?:a )?meeting|meeting|public document pack|summons)"
    r"(?:\s+(?:for|of)\s+(?:the\s+)?|\s*[-–—:]\s*)"
)
_TAIL = re.compile(r"(?i)\s*(?:[-–—]\s*)?(?:agenda|minutes|meeting)\s*$")
_LIST_LABELS = frozenset({"members", "membership", "councillors", "to", "committee members", "voting members"})
_CONTACT = re.compile(r"(?i)^(?:enquir|contact|clerk|democratic|committee |governance|for (?:further|more))")
_CHAIR = re.compile(r"(?i)^(?:vice|deputy)?[- ]?chair")
_ISSUED = re.compile(
    r"(?i)^(?:issued(?: by| on)?|published by|signed|by order(?: of)?)\b[:\s]*(?P<rest>.*)$", re.DOTALL
)
_ASKING = re.compile(r"(?i)^for (?:further|more|any) (?:information|details|queries)\b.{0,80}?\bcontact\b(?P<rest>.*)$")
_ROOM = re.compile(r"(?i)\b(?:committee|board|cabinet|council) (?:rooms?|chamber|offices?|suite|house|hall)\b")
_ADDRESS = re.compile(r"(?i)\b(?:street|road|hall|lane|house|centre|avenue|square|room|floor|chamber|offices?|civic)\b")


@dataclass(slots=True)
class _Labelled:
    """A label of the head with all that stands under it until the next one."""

    label: str
    values: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return tidy(" ".join(one.text for one in self.values))


def read_head(lines: Sequence[Line]) -> HeadRead:
    """The committee, the day, the time and the place out of the lines before the items."""
    head = _head_of_labels(_labelled(lines))
    for line in lines:
        head = _head_of_sentence(head, line)
    return _head_of_titles(head, lines)


def read_roll(lines: Sequence[Line]) -> tuple[tuple[PersonRead, ...], ContactRead, PersonRead | None]:
    """The members with their offices, the contact, and the officer who issues the paper."""
    members: list[PersonRead] = []
    contact = ContactRead()
    for one in _labelled(lines):
        if _CHAIR.match(one.label):
            office = one.label.capitalize()
            members.extend(replace(person, office=office) for person in _people(one.values[:1]))
        elif one.label in _LIST_LABELS or one.label.startswith("members"):
            members.extend(_people(one.values))
        elif _CONTACT.match(one.label) and not contact.name:
            contact = read_contact(line.text for line in one.values)
        elif one.label.startswith(("tel", "phone", "e-mail", "email")) and not (contact.telephone and contact.email):
            more = read_contact(line.text for line in one.values)
            contact = ContactRead(contact.name, contact.telephone or more.telephone, contact.email or more.email)
    issuer = issued_by(lines)
    return _each_once([one for one in members if issuer is None or one.name != issuer.name]), contact, issuer


def issued_by(lines: Sequence[Line]) -> PersonRead | None:
    """Who issued it: a name above or beside a post that may issue papers, or behind the word "Issued by"."""
    for at, line in enumerate(lines):
        text = line.text
        if len(text) > LONGEST_HEADING or not POST.search(text) or (LABEL_OF_HEAD.match(text) and not _signs(text)):
            continue
        said = _ISSUED.match(text)
        text = said["rest"] if said else text
        name, comma, post = (part.strip() for part in tidy(text).partition(","))
        if comma and is_person(name) and POST.search(post):
            return PersonRead(name, department=post, where=line.where)
        above = tidy(lines[at - 1].text) if at else ""
        if at and is_person(above) and POST.match(tidy(text)) and not line.is_row:
            return PersonRead(above, department=tidy(text), where=lines[at - 1].where)
    return None


def _signs(text: str) -> bool:
    return bool(_ISSUED.match(text))


def _labelled(lines: Sequence[Line]) -> list[_Labelled]:
    """The labels of a head, each with its lines; a line that is a title or a sentence ends the last."""
    found: list[_Labelled] = []
    current: _Labelled | None = None
    for line in _cells_as_lines(lines):
        said = LABEL_OF_HEAD.match(line.text[:600])
        asked = None if said else _ASKING.match(line.text[:400])
        if asked:
            current = _Labelled("contact", [replace(line, text=asked["rest"], cells=())])
            found.append(current)
        elif said:
            current = _Labelled(said["label"].casefold())
            found.append(current)
            if rest := said["rest"].strip():
                current.values.append(replace(line, text=rest, cells=()))
        elif current is not None and not _ends(line, current):
            current.values.append(line)
        else:
            current = None
    return found


def _cells_as_lines(lines: Sequence[Line]) -> Iterator[Line]:
    """A row whose first cell is a label is that label with what stands beside it; every line of a cell is one."""
    for line in lines:
        if is_furniture(line.text):
            continue
        if line.is_row and (line.cells[0].endswith(":") or LABEL_OF_HEAD.match(f"{line.cells[0]}:")):
            label = line.cells[0].rstrip(": ")
            for number, text in enumerate("\n".join(line.cells[1:]).split("\n")):
                yield replace(line, text=f"{label}: {text}" if number == 0 else tidy(text), cells=())
        else:
            yield line


def _ends(line: Line, current: _Labelled) -> bool:
    """Whether a line without a label is no part of what stands under the last one."""
    text = line.text
    if AGENDA_TITLE.match(text[:LONGEST_HEADING]) or len(text) > 300:
        return True
    is_list = current.label in _LIST_LABELS or current.label.startswith("members")
    if is_list:
        return not _people([line]) or bool(POST.search(text))
    if _CONTACT.match(current.label) or current.label.startswith(("tel", "phone", "e-mail", "email")):
        return read_contact([text]) == ContactRead() or bool(POST.search(text)) or len(current.values) >= 4
    return bool(current.values)


def _people(lines: Sequence[Line]) -> list[PersonRead]:
    found: list[PersonRead] = []
    for line in lines:
        found.extend(read_people(line.text, line.where))
    return found


def _each_once(people: Sequence[PersonRead]) -> tuple[PersonRead, ...]:
    """Everybody once: named with an office and in the list, a member is one."""
    found: dict[str, PersonRead] = {}
    for one in people:
        name = one.name.casefold()
        had = found.get(name)
        found[name] = replace(had, office=had.office or one.office) if had else one
    return tuple(found.values())


def _head_of_labels(labels: Sequence[_Labelled]) -> HeadRead:
    head = HeadRead()
    for one in labels:
        text = one.text
        if one.label in ("committee", "body", "meeting", "meeting of") and BODY.search(text) and not head.committee:
            head = replace(head, committee=_named(text))
        if one.label in ("venue", "place", "location", "where", "held at", "held in", "meeting place"):
            head = replace(head, place=head.place or text)
        if one.label.startswith(("date", "day", "on", "time")) and not one.label.startswith("date of issue"):
            head = _with_moment(head, text)
    return head


def _head_of_sentence(head: HeadRead, line: Line) -> HeadRead:
    """What a sentence says: "a meeting of the ... will be held at ... on ... at ..."; "Minutes of ..."."""
    text = line.text[:600]
    found = MEETING_SENTENCE.search(text) or _MINUTES_OF.match(text)
    if found is None or not (BODY.search(found["body"]) or day_in(text)):
        return head
    if BODY.search(found["body"]) and not head.committee:
        head = replace(head, committee=_named(found["body"]))
    if not head.place:
        place = PLACE_IN.search(text[found.end("body") :])
        if place and not day_in(place["place"]):
            head = replace(head, place=tidy(place["place"]).strip(" ,."))
    return _with_moment(head, text)


def _head_of_titles(head: HeadRead, lines: Sequence[Line]) -> HeadRead:
    """What titles say where no label and no sentence did: a line that names a body, a line that is a day."""
    titles = [line for line in lines if len(line.text) <= LONGEST_HEADING and not line.is_row]
    if not head.committee:
        head = replace(head, committee=_title_of_body(titles))
    elif len(head.committee.split()) <= 2:
        head = replace(head, committee=_whole_name(head.committee, titles))
    for line in titles:
        if head.on.first is None and day_in(line.text).first is not None:
            head = replace(head, on=day_in(line.text))
            if not head.time_written:
                head = _with_moment(head, line.text)
        elif not head.time_written and len(line.text) < 60 and time_in(line.text)[0]:
            head = _with_moment(head, line.text)
    if not head.place:
        place = next((line.text for line in titles if _ADDRESS.search(line.text) and not _is_told(line.text)), "")
        head = replace(head, place=tidy(place))
    return head


def _is_told(text: str) -> bool:
    """Whether a line of the head is something else than a place: a label, a sentence, a body, a telephone number."""
    is_label = bool(LABEL_OF_HEAD.match(text))
    return (
        is_label
        or text.endswith(".")
        or bool(SURE_BODY.search(_ROOM.sub("", text)))
        or "@" in text
        or bool(POST.search(text))
    )


def _title_of_body(titles: Sequence[Line]) -> str:
    """The first title that names a committee or the like; else the first that names a council, or what may meet."""
    for pattern in (COMMITTEE, SURE_BODY, BODY):
        for line in titles:
            text = line.text
            if not pattern.search(text) or text.endswith(".") or LABEL_OF_HEAD.match(text) or len(text) > 120:
                continue
            if MINUTES_TITLE.match(text) and not BODY.search(_DRESSING.sub("", text)):
                continue
            return _named(text)
    return ""


def _whole_name(short: str, titles: Sequence[Line]) -> str:
    """A short name in full, where a title has it: "the Parish Council" is that of the title above."""
    ends = f" {short.casefold()}"
    for line in titles:
        if len(line.text) <= 80 and line.text.casefold().endswith(ends) and not LABEL_OF_HEAD.match(line.text):
            return _named(line.text)
    return short


def _named(text: str) -> str:
    """The name of a body without the words around it."""
    name = _TAIL.sub("", _DRESSING.sub("", tidy(text)))
    day = day_in(name)
    if day.written:
        name = name[: name.find(day.written)]
        name = re.sub(
            r"(?i)[\s,:–—-]*(?:\b(?:on|held|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?)?[\s,:–—-]*$", "", name
        )
    return name.strip(" ,.:-–—")


def _with_moment(head: HeadRead, text: str) -> HeadRead:
    day = day_in(text)
    if head.on.first is None and day.first is not None:
        head = replace(head, on=day)
    if not head.time_written:
        written, clock = time_in(text)
        head = replace(head, time_written=written, starts_at=clock)
    return head
