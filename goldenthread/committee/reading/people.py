"""People as papers print them: alone on a line, several to a line, with an office, a department or a reason behind."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from goldenthread.committee.reading.lines import Line, tidy
from goldenthread.committee.reading.values import ContactRead, PersonRead
from goldenthread.committee.reading.words import OFFICE, PARTING

LONGEST_NAME = 70
MOST_NAMES = 60
_LONGEST_LIST = 2_000
_LEADING = re.compile(
    r"(?i)^(?:and\s+)?(?:the\s+)?(?:(?:members of the \w+|members?|councillors|cllrs\.?|officers)\s*:?\s+)(?=[A-Z])"
)
_TITLE = re.compile(
    r"^(?:(?:Councillor|Cllr\.?|Coun\.?|Mr\.?|Mrs\.?|Ms\.?|Miss|Mx\.?|Dr\.?|Sir|Dame|Lord|Lady|Prof(?:essor)?\.?|"
    r"Re?vd?\.?|Reverend|Deputy|Alderman|Ald\.?|Alderwoman|Honorary|Hon\.?|Baroness|Canon|Major|Colonel|Col\.?|"
    r"The Right Hon(?:ourable)?\.?)\s+)+",
)
_TOKEN = re.compile(
    r"^(?:[A-Z]\.?(?:[A-Z]\.?){0,3}|[A-ZÀ-Þ][\w’'`.-]*|d[eiu]|de[lr]|la|le|van|von|der|den|ter|al|el|bin|ibn|of|y)$"
)
_AND = re.compile(r"\s+(?:and|&)\s+")
_DASH = re.compile(r"\s+[-–—]\s*|\s*[–—]\s+")
_PARENS = re.compile(r"^(?P<name>[^()]{2,80}?)\s*\((?P<aside>[^()]{1,120})\)\s*(?P<rest>.{0,80})$")
_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PHONE = re.compile(r"(?<![\d/])(?:\+44\s?\(?0?\)?\s?|\(?0)\d[\d\s()-]{7,14}\d(?![\d/])")
_BETWEEN = re.compile(r"[,\t\n|()]|\s[-–—]\s|\b(?:on|or|at)\b|(?i:\b(?:tel(?:ephone)?|e-?mail|phone|direct dial)\b)")
_CONTACT_LABEL = re.compile(
    r"(?i)^(?:tel(?:ephone)?\.?\s*(?:no\.?|number)?|phone|e-?mail|email address|direct (?:line|dial)|mobile|fax|web)"
    r"\s*[.:]*\s*"
)


def is_person(text: str) -> bool:
    """Whether a text may be the name of one person: a few words with capitals, none of a post or a service."""
    if not 2 < len(text) <= LONGEST_NAME or any(mark in text for mark in ':;@/?!\t\n"') or PARTING.search(text):
        return False
    bare = _TITLE.sub("", text)
    tokens = bare.split()
    if not 1 <= len(tokens) <= 5 or any(char.isdigit() for char in bare):
        return False
    if len(tokens) == 1 and bare == text:
        return False
    return all(_TOKEN.match(token) for token in tokens) and tokens[-1][0].isupper() and len(tokens[-1]) > 1


def read_people(text: str, where: str) -> list[PersonRead]:
    """The people a text names, in its order; what is no name and belongs to the one before is their office."""
    found: list[PersonRead] = []
    before, colon, behind = text[:120].partition(":")
    if colon and behind.strip() and not any(mark in before for mark in ",;(\n") and not is_person(before):
        text = text[len(before) + 1 :]  # "To members of the Panel: ..."
    for piece in _pieces(text[:_LONGEST_LIST]):
        person = read_person(piece, where)
        if person is not None:
            found.append(person)
        elif found and not found[-1].office and (OFFICE.search(piece) or PARTING.search(piece)):
            found[-1] = _with_aside(found[-1], piece)
    return found[:MOST_NAMES]


def read_person(text: str, where: str) -> PersonRead | None:
    """One person with what stands behind the name in brackets or after a dash; nothing where it is no name."""
    text = _LEADING.sub("", tidy(text)).strip(" .,;*†•-")
    aside = ""
    parted = _PARENS.match(text)
    if parted:
        text, aside = parted["name"].strip(), parted["aside"].strip()
        if not is_person(text) and is_person(aside):
            return PersonRead(aside, department=text, where=where)
    elif (dash := _DASH.search(text)) is not None:
        text, aside = text[: dash.start()].strip(), text[dash.end() :].strip()
    text = text.strip(" .,;*†")
    if not is_person(text):
        return None
    return _with_aside(PersonRead(text, where=where), aside)


def _with_aside(person: PersonRead, aside: str) -> PersonRead:
    """What stands behind a name: an office of the committee, or where somebody works."""
    if not aside:
        return person
    aside = aside.strip(" .,;")
    is_office = OFFICE.search(aside) and not re.search(r"(?i)\b(?:of|for|services?|director|manager)\b", aside)
    return replace(person, office=aside) if is_office else replace(person, department=aside)


def read_officers(line: Line) -> list[PersonRead]:
    """The officers of a line: a row gives a name and a department, a sentence may give several."""
    cells = [cell for cell in line.cells if cell.strip(" -–—.:")]
    if len(cells) >= 2 and is_person(cells[0]) and not is_person(cells[1]):
        return [PersonRead(cells[0], department=tidy(" ".join(cells[1:])).strip(" -–—"), where=line.where)]
    if len(cells) >= 2 and is_person(cells[0]) and len(cells) < len(line.cells):
        return [PersonRead(cells[0], department=tidy(" ".join(cells[1:])), where=line.where)]
    if cells:
        return [person for cell in cells for person in read_officers(Line(line.where, cell))]
    name, comma, post = line.text.partition(",")
    if comma and is_person(name) and not is_person(post.partition(",")[0].strip()) and not _AND.search(name):
        posts = [piece.strip() for piece in post.split(",")]
        if not any(is_person(piece.partition("(")[0].strip()) for piece in posts):
            return [PersonRead(name.strip(), department=post.strip(" ."), where=line.where)]
    return [
        replace(one, department=one.department or one.office, office="") for one in read_people(line.text, line.where)
    ]


def read_contact(lines: Iterable[str]) -> ContactRead:
    """The first name, telephone number and address among some lines."""
    name = telephone = email = ""
    for text in lines:
        address, number = _EMAIL.search(text[:400]), _PHONE.search(text[:400])
        email = email or (address[0] if address else "")
        telephone = telephone or (tidy(number[0]) if number else "")
        if not name:
            name = _name_in(text[:400])
    return ContactRead(name, telephone, email)


def _name_in(text: str) -> str:
    for piece in _BETWEEN.split(_EMAIL.sub(",", _PHONE.sub(",", text))):
        bare = tidy(_CONTACT_LABEL.sub("", tidy(piece))).strip(" .:;-")
        if is_person(bare):
            return bare
    return ""


def _pieces(text: str) -> Iterator[str]:
    """A list of names cut at commas, semicolons, tabs, lines and "and", but never inside brackets."""
    depth, begin = 0, 0
    for at, char in enumerate(text):
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif char in ",;\t\n" and depth == 0:
            yield from _and_parted(text[begin:at])
            begin = at + 1
    yield from _and_parted(text[begin:])


def _and_parted(text: str) -> Iterator[str]:
    parts = _AND.split(text)
    if "(" in text:
        parts = re.split(r"(?<=\))\s+(?:and|&)\s+|\s+(?:and|&)\s+(?=[^()]*(?:\([^()]*\))?$)", text)
    for part in parts:
        piece = re.sub(r"^(?:and|&)\s+", "", part.strip())
        if piece:
            yield piece
