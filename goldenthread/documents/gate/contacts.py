"""Telephone numbers, e-mail addresses and postal addresses of somebody who does not answer for the paper.

Source: UK GDPR, Article 5(1)(c) (personal data limited to what is necessary); in proceedings about children, Children
Act 1989, section 97(2)(b), which forbids publishing an address as that of the child.
"""

import re
from collections.abc import Iterator

from goldenthread.documents.gate.findings import Code, Hit
from goldenthread.documents.gate.known import People, contact_digest
from goldenthread.documents.gate.laying import Laid

_E_MAIL = re.compile(r"(?<![\w.+-])(?P<local>[\w+-][\w.+'-]{0,63})@(?=[\w-]{1,63}\.)[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_OFFICE_WORDS = (
    "enquiries enquiry info information contact contactus hello help admin office team service services democratic "
    "committee committees committeeservices democraticservices members clerk feedback complaints foi press media fis "
    "localoffer send sendiass mash frontdoor duty edt safeguarding earlyhelp children childrens childrensservices "
    "fostering adoption virtualschool participation consultation engagement dpo dataprotection support family "
    "families information education admissions customer customerservices council governance scrutiny cpb lado iro "
    "referrals youth careleavers leavingcare"
)
_OFFICES = frozenset(_OFFICE_WORDS.split())
_FIGURE = re.compile(r"\d")
_TELEPHONE = re.compile(
    r"(?<![\w/.,-])(?!\d\d[- ]\d\d[- ]\d{4}\b)(?:\+44 ?(?:\(0\) ?)?|\(?0)\d[\d ()-]{7,14}\d(?![\w/-])"
)
_FOR_EVERYBODY = ("0800", "0808", "0300", "0303", "0330", "0333", "0345", "0370", "0844", "0845", "0870")
_POSTCODE = re.compile(r"(?<![\w-])(?:[A-Z]{1,2}\d{1,2}|[A-Z]{1,2}\d[A-Z]) ?\d[ABD-HJLNP-UW-Z]{2}(?![\w-])")
_STREET = re.compile(
    r"(?<![\w.,£-])(?:(?:Flat|Unit|Room) \d{1,4}[A-Za-z]?,? )?\d{1,4}[A-Za-z]?,? "
    r"(?!(?:Family|High|Crown|County|Youth|Supreme|Magistrates) )(?:[A-Z][a-z'’]{1,20} ){1,3}"
    r"(?:Street|Road|Avenue|Lane|Close|Drive|Crescent|Terrace|Gardens|Grove|Square|Court|Walk|Mews|Way|Rise|Row|Quay)"
    r"\b(?! (?:[Ss]chools?|[Aa]cademy|[Cc]hildren|[Cc]entre|[Ss]tation|[Cc]onsultation|[Ss]urgery|[Pp]roject))"
)
_WHY = "{what} stands here, and it is not one of those that may stand in this paper."
_SAY = "Take it out, or give the address or number of the office instead."


def contact_details(laid: Laid, people: People) -> Iterator[Hit]:
    """No telephone number, e-mail or postal address leaves but the author's and those of public offices.

    An address can lead somebody to a door that was kept from them. Helplines and mailboxes of a service may stand.

    Source: UK GDPR, Article 5(1)(c); Children Act 1989, section 97(2)(b).
    """
    text = laid.text
    if "@" in text:
        for found in _E_MAIL.finditer(text):
            if not _is_of_an_office(found["local"]) and not _is_theirs(found["local"], people):
                yield from _unless_known(found, "An e-mail address", people)
    if not _FIGURE.search(text):
        return
    for found in _TELEPHONE.finditer(text):
        digits = contact_digest(found[0])
        if 10 <= len(digits) <= 11 and not digits.startswith(_FOR_EVERYBODY):
            yield from _unless_known(found, "A mobile number" if digits[1] == "7" else "A telephone number", people)
    for found in _POSTCODE.finditer(text):
        yield from _unless_known(found, "A postcode", people)
    for found in _STREET.finditer(text):
        yield from _unless_known(found, "A street and house number", people)


def _unless_known(found: re.Match[str], what: str, people: People) -> Iterator[Hit]:
    if contact_digest(found[0]) not in people.contacts:
        yield Hit(Code.CONTACT_DETAIL, found.start(), found.end(), _WHY.format(what=what), _SAY)


def _is_of_an_office(local: str) -> bool:
    return all(part in _OFFICES for part in re.split(r"[._+-]", local.casefold()) if part)


def _is_theirs(local: str, people: People) -> bool:
    """Whether an address is that of a person who may stand in the paper: all words of the name are in it."""
    flat = re.sub("[._-]", " ", local.casefold())
    return " " in flat and any(name.replace("-", " ") == flat for name in people.standing_names)
