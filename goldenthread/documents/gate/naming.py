"""People named in full whom nobody here knows: by a post beside the name, by a given name, or by what stands before.

Precision comes first: two words with capitals are far more often a place, a programme or a body than a person. So a
given name has to be one in common use, or a post or a word such as "with" has to say that somebody is meant; and
what goes on with another capital, or with "school" or "inquiry", is the name of a thing.

Source: the column "Comments" of the plan of 2 May 2018, which was public (two people named, one of them with her
post); UK GDPR, Article 5(1)(c).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goldenthread.documents.gate.ordinary import BOTH_NAME_AND_WORD, GIVEN_NAMES, PROPER_WORDS
from goldenthread.documents.gate.remarks import is_office_word

_UP, _LOW = "A-ZÀ-ÖØ-Þ", "a-zß-öø-ÿ"
_PART = rf"(?:[OD]['’]|Mc|Mac|Fitz)?[{_UP}][{_LOW}]{{1,20}}"
_NAME = re.compile(
    rf"(?<![\w.@'’-])(?=(?P<given>{_PART}(?:-{_PART})?) (?:[{_UP}]\.? )?"
    rf"(?:(?:de|du|da|van|von|der|den|al|el|bin|ap|ní|ni) ){{0,2}}"
    rf"(?P<surname>{_PART}(?:[-–]{_PART})?)(?P<end>)(?![\w-]))"
)
_MARK = r" ?(?:, ?|\(|[–-] )"
_POST = (
    r"(?:(?:our|the|an?) )?(?P<post>(?:[A-Za-z][a-z'’/&-]{1,15} ){0,4}"
    r"(?:nurse|manager|director|officer|co-?ordinator|head ?teacher|teacher|practitioner|worker|doctor|paediatrician"
    r"|consultant|advis[eo]r|administrator|psychologist|therapist|commissioner|solicitor|clerk"
    r"|(?:chair|lead|head)(?= ?(?:[.,;:)]|$)|(?: of| for)\b)))(?!\w)"
)
_POST_BEHIND = re.compile(_MARK + _POST, re.IGNORECASE)
_THING = re.compile(
    r"['’]s? (?:law|hospice|house|school|hospital)\b"
    rf"|,? (?:(?!(?:The|He|She|This|We|They|It) )[{_UP}][\w'’]|(?:inquiry|enquiry|centre|school|academy|college"
    r"|report|review|foundation|trust|house|programme|project|scheme|estate|ward|court|hospital|street|road|awards?|fund|model"
    r"|services?|teams?|framework|approach|toolkit|training|clinic|charity|theatre|library|park|surgery|judgment)\b)"
)
_BEFORE = re.compile(r"(?P<word>[\w'’.-]{1,24})[ (]{0,3}$")
_KEY = re.compile(r"(?:^|[\n;,(])[ *•·-]{0,4}(?P<initials>[A-Z][A-Za-z]{0,2}[A-Z]) ?[:=–-] ?$")
_SOMEBODY = "with by from per via and to cc contact speak thanks dear hi hello lead leads"
_MEANS_SOMEBODY = frozenset(_SOMEBODY.split())
_OFFICE = "sir dame lord lady baroness councillor cllr alderman alderwoman mayor saint st the our mp judge justice"
_TITLES_OF_OFFICE = frozenset(_OFFICE.split())
_NO_SURNAMES = (
    "street road lane avenue close square green hill park gate bridge wharf quay dock docks house court hall heath "
    "common town village hamlets island water wood woods field fields ford bank cross station valley river rivers sea "
    "bay point market estate ward north south east west upper lower great little saint st new old high mill church "
    "kent essex surrey sussex hackney camden islington southwark newham croydon london york yorkshire hampshire "
    "limited ltd plc cic group associates solutions systems consulting consortium coalition charity foundation fund "
    "league link links first best start steps step star stars kids youth child parent voice voices matters futures "
    "future bridges pathways signs safety safe home homes start ltd logic liquid microsoft google mosaic framework "
    "chief executive deputy chairman chairwoman vice clerk chamberlain president honorary alderman "
    "toolkit protocol charter pledge standards standard offer award prize week fortnight hub hubs portal"
)
_PLACES = frozenset(_NO_SURNAMES.split())
"""Words of places, bodies, firms, programmes and offices, which end what two capitals begin, or begin it."""


@dataclass(frozen=True, slots=True)
class Named:
    """Where somebody is named, with the post that stands beside the name where one does."""

    start: int
    end: int
    post: str = ""


def named_in_full(text: str) -> Iterator[Named]:
    """Each place where somebody stands with given name and surname.

    Source: the plan of 2 May 2018 (a professional named with her post in a column that was published).
    """
    until = 0
    for found in _NAME.finditer(text):
        start, end = found.start(), found.end("end")
        if start < until or not _may_name(found["given"], found["surname"]):
            continue
        post = _POST_BEHIND.match(text, end)
        if post is not None and not is_office_word(found["given"]):
            until = post.end() + (text[end:].startswith((" (", "(")) and text[post.end() : post.end() + 1] == ")")
            yield Named(start, until, post["post"])
        elif not _THING.match(text, end) and _is_somebody(text, start, end, found["given"]):
            until = end
            yield Named(start, end)


def _may_name(given: str, surname: str) -> bool:
    """Whether two words can be a name: neither is a word of services, of papers or of places."""
    words = [word for part in (given, surname) for word in re.split("[-–]", part.casefold())]
    return not any(word in PROPER_WORDS or word in _PLACES or is_office_word(word) for word in words)


def _is_somebody(text: str, start: int, end: int, given: str) -> bool:
    """Whether what stands around two words with capitals says that a person is meant."""
    key = _KEY.search(text[max(0, start - 14) : start])
    if key is not None and key["initials"][0] == given[0]:
        return False  # the paper says there whose initials these are
    found = _BEFORE.search(text[max(0, start - 24) : start])
    before = found["word"] if found else ""
    small = before.casefold().strip(".'’")
    if small in _TITLES_OF_OFFICE:
        return False
    goes_on = before[:1].isupper() and text[start - 1 : start] == " " and not before.endswith(".")
    if goes_on and small not in _MEANS_SOMEBODY:
        return False
    first = given.casefold().partition("-")[0]
    if first in GIVEN_NAMES:
        return True
    is_whole = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
    return first not in BOTH_NAME_AND_WORD and (is_whole or small in _MEANS_SOMEBODY)
