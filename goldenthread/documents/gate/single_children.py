"""Single children and families: told of, lettered, or so described that somebody would know them.

Sources: UK GDPR, recital 26 (singling out); ICO, "Anonymisation: managing data protection risk code of practice", 2012;
Children Act 1989, section 97(2); Local Government Act 1972, Schedule 12A, Part 1, paragraph 2; the plan of 2 May 2018,
which was public, with its mentions of single children and of a lettered case.
"""

import re
from collections.abc import Iterator

from goldenthread.documents.gate.counting import NOT_THEM_BUT, SEVERAL, SINGLE, is_an_article, lettered
from goldenthread.documents.gate.findings import Code, Hit
from goldenthread.documents.gate.known import People
from goldenthread.documents.gate.laying import Laid
from goldenthread.documents.gate.nearby import AGE, SCHOOL, beside
from goldenthread.documents.gate.ordinary import ABBREVIATIONS, GIVEN_NAMES
from goldenthread.documents.gate.signs import has_any
from goldenthread.documents.gate.weighing import NOT_THEIRS, few_in

_TOLD = re.compile(r" ?,? (?:who|whose|whom|with (?!whom)|aged|attending|living|placed in|from)\b", re.IGNORECASE)
_DOES = re.compile(r" (?:was|is|had|has|and|who|did|in|for|to|at|by|on|or|are)\b")
"""What follows a child called A, and no new line that begins with "A"."""
_ONE_OF = re.compile(
    rf"(?<![\w-])(?:one|1) of (?:our|the|these|those|their) (?:[a-z-]{{3,14}} ){{0,2}}(?:{SEVERAL})\b(?!['’])"
    + NOT_THEM_BUT
    + NOT_THEIRS,
    re.IGNORECASE,
)
_ONLY = re.compile(
    rf"\b(?:the|our) (?:only|sole|youngest|eldest|oldest|first) (?:[a-z-]{{3,16}} ){{0,2}}(?:{SINGLE})\b(?!['’])"
    + NOT_THEM_BUT
    + NOT_THEIRS,
    re.IGNORECASE,
)
_SIBLINGS = re.compile(
    r"\bsibling groups? of (?:\d\b|two|three|four|five|six)|\b(?:(?:the|these|our) )?(?:twins\b"
    r"|twin (?:boys|girls|brothers|sisters)\b)"
    r"|\b(?:a|one|the|this) (?:large |young )?sibling (?:group|pair)\b(?= (?:was|were|had|has|have|moved|who|remain))"
    r"|(?<![\w.,:/£$%(+-])(?:[2-6]|two|three|four|five|six) (?:[a-z-]{3,14} )?(?:siblings|brothers|sisters)\b"
    r"(?!['’]| (?:groups?|placements?|assessments?|contact))",
    re.IGNORECASE,
)
_CHILD = r"(?:child|young person|YP|CYP|pupil|student|girl|boy|baby|sibling|son|daughter|brother|sister|care leaver)"
_INITIALS = re.compile(r"(?<![\w&/-])(?:[A-Z][a-z]?[A-Z]|[A-Z]\. ?[A-Z]\.?)(?![\w&/-])")
_CHILD_BEFORE = re.compile(rf"\b(?:{_CHILD}|case) \(?$", re.IGNORECASE)
_AGE_BEHIND = re.compile(r",? \(?aged? \d{1,2}\b|,? \(?\d{1,2}\)? years old")
_LONGEST_BEFORE = 16
_NAME_AND_AGE = re.compile(
    r"(?<![\w-])(?P<name>[A-Z][a-z'’-]{1,20})(?: [A-Z][a-z'’-]{1,20}| [A-Z]\.?)?"
    r"(?: ?\((?:aged? )?(?:[1-9]|1\d|2[0-5])\)|, (?:aged? )?(?:[1-9]|1\d|2[0-5]),|,? (?:aged|age) \d{1,2}\b)"
)
_AGE_SIGN = re.compile(r"[(,] ?(?:aged? )?\d|\baged? \d")
_BIRTH = re.compile(
    r"\b(?:DOB|D\.O\.B\.?|date of birth|born on)(?: ?[:=-])? ?(?:was |is )?(?:the )?\d{1,2}"
    r"(?:[./-]\d{1,2}[./-]\d{2,4}|(?:st|nd|rd|th)? (?:of )?[a-z]{3,9},?(?: ?\d{2,4})?)\b",
    re.IGNORECASE,
)
_HAPPENED = (
    r"(?=[^.;\n]{0,80}\b(?:was|were|had|has|went|ran|came|left|told|said|took|lost|began|spent|moved|lived|stayed"
    r"|struggled|attended|disclosed|reported|returned|refused|became|remains?|is currently|is now)\b)"
)
_DETERMINED = r"(?<![\w-])(?:a|an|the|this|that|our|another) (?:[a-z-]{3,16} ){0,2}"
_AGED = re.compile(
    rf"{_DETERMINED}(?:{AGE}(?! (?:or|and|to)\b)(?: (?:[a-z-]{{3,16}} ){{0,1}}{_CHILD}\b)?(?!['’])"
    rf"|{_CHILD},? aged (?:\d{{1,2}}|[a-z]{{3,9}}teen|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    rf"(?! ?(?:or|and|to|-|–)(?: |\d)))" + _HAPPENED,
    re.IGNORECASE,
)
_AT_SCHOOL = re.compile(
    rf"(?i:{_DETERMINED}{_CHILD}) (?:[a-z]{{2,14}},? ){{0,5}}(?:at|from|attends|attending|attended) {SCHOOL}"
)
_SAY = "Say what was learned or done without the child, or say “some children” where there were more."
_DROP_IT = "Take out what points at the child; what was learned can stand without it."


def single_children(laid: Laid, _people: People) -> Iterator[Hit]:
    """No single child or family is told of, nor under a letter or initials, nor by age, school, day or siblings.

    In a small authority one fact is enough for a neighbour, a parent or a journalist to know who is meant, and the
    child herself reads it. An age, a school or a date in the same sentence makes it surer, and asks for a new
    decision. Each child, any child and children in general may stand.

    Source: UK GDPR, recital 26; ICO, "Anonymisation: managing data protection risk code of practice", 2012 (the
    motivated intruder); Children Act 1989, section 97(2) (no school or address that identifies a child in
    proceedings); Local Government Act 1972, Schedule 12A, Part 1, paragraph 2.
    """
    text = laid.text
    for few in few_in(text):
        if few.count == 1 and (not few.is_figure or _TOLD.match(text, few.end)):
            yield _hit(text, few.start, few.end, "One child, young person or family is spoken of", _SAY)
    for found in lettered(text):
        if is_an_article(text, found) and not _DOES.match(text, found.end()):
            continue
        why = "A child, a family or a case stands here under a letter"
        yield _hit(text, found.start(), found.end(), why, _DROP_IT)
    for signs, pattern, why in _PATTERNS:
        if has_any(laid.small, signs):
            for found in pattern.finditer(text):
                yield _hit(text, found.start(), found.end(), why, _SAY)
    yield from _by_name_or_initials(text)


_PATTERNS = (
    (("one of ", "1 of "), _ONE_OF, "One child, young person or family is spoken of"),
    (
        ("only", "sole", "youngest", "eldest", "oldest", "first"),
        _ONLY,
        "Somebody is singled out as the only or the first",
    ),
    (("sibling", "twin", "brother", "sister"), _SIBLINGS, "Brothers and sisters are spoken of together"),
    (("dob", "d.o.b", "of birth", "born on"), _BIRTH, "A day of birth stands here"),
    (("aged", "year-", "year old", "years old", "years-", "months old"), _AGED, "A single child is described by age"),
    (("school", "academy", "college", "nursery"), _AT_SCHOOL, "A single child is described by school"),
)
"""What stands in every text that a pattern finds, the pattern, and what is said of it."""


def _by_name_or_initials(text: str) -> Iterator[Hit]:
    for found in _INITIALS.finditer(text):
        if found[0].replace(".", "").replace(" ", "") in ABBREVIATIONS:
            continue
        start = max(0, found.start() - _LONGEST_BEFORE)
        child = _CHILD_BEFORE.search(text[start : found.start()])
        if child or _AGE_BEHIND.match(text, found.end()):
            start = start + child.start() if child else found.start()
            yield _hit(text, start, found.end(), "A child stands here under initials", _DROP_IT)
    for found in _NAME_AND_AGE.finditer(text) if _AGE_SIGN.search(text) else ():
        if found["name"].casefold() in GIVEN_NAMES:
            yield _hit(text, found.start(), found.end(), "A name stands here with an age", _DROP_IT)


def _hit(text: str, start: int, end: int, why: str, suggestion: str) -> Hit:
    near = beside(text, start, end)
    more = f", and {' and '.join(near)} in the same sentence" if near else ""
    return Hit(Code.SINGLE_CHILD, start, end, f"{why}{more}.", suggestion, None, near)
