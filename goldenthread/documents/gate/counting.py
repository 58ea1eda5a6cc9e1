"""Counts so small that they point at a child: one to five children, young people or families, or a lettered case.

In a small authority such a count may say who is meant. The rule stands once, here, for the reader of a paper that
comes in and for the gate on the way out. Precision comes first: "priority 2 children" and "two family support
workers" count nobody.

Source: the plan of 2 May 2018, which was public, with its mentions of single children and of a lettered case.
"""

import re
from collections.abc import Iterator

from goldenthread.documents.gate.signs import COUNTS, has_any

_CAPITAL = re.compile(r"\s['‘\"“]?[A-HJ-Z]\b")
SINGLE = (
    r"child|young (?:person|man|woman)|family|care leaver|CYP|YP|baby|sibling|pupil|student|girl|boy|teenager|UASC|"
    r"foster carer|carer|parent|victim|mother|father|LAC|CLA"
)
SEVERAL = (
    r"children|young (?:people|persons|men|women)|families|care leavers|CYPs?|YPs?|LAC|CLA|CiN|babies|siblings|pupils|"
    r"students|girls|boys|teenagers|UASCs?|foster carers|carers|parents|victims|mothers|fathers"
)
KINDS = (
    r"(?:(?:new|more|other|further|looked[- ]after|unaccompanied|older|younger|disabled"
    r"|local|"
    r"such|open|current|vulnerable|individual|additional)\s+){0,2}"
)
_MORE = rf"(?:of (?:our|the|these)\s+)?{KINDS}"
NOT_THEM_BUT = (
    r"(?!['’]s?\s+(?:services?|social|centres?|homes?|board))"
    r"(?!\s+(?:plans?|reviews?|services?|assessments?|centres?|homes?|meetings?|panels?|forums?|boards?|policy"
    r"|policies|"
    r"strategy|support|workers?|champions?|hubs?|groups?|practitioners?|representatives?|reps?|governors?|events?|team|"
    r"teams|protection|friendly|voice|and families|and young people['’]s)\b)"
)
"""What follows where not the children are counted but their homes, plans or workers."""
_COUNT = re.compile(
    rf"(?<![\w.,:/£$%(+–-])(?<!\d )"
    rf"(?:(?P<one>1|one)\s+{_MORE}(?:{SINGLE})"
    rf"|(?P<few>[2-5]|two|three|four|five)\s+{_MORE}(?:{SEVERAL}))\b" + NOT_THEM_BUT,
    re.IGNORECASE,
)
_NUMBERED_BEFORE = re.compile(
    r"(?:\b(?:priority|phase|tier|level|year|stage|section|paragraph|para|part|step|group|band|table|page|appendix"
    r"|item|"
    r"objective|theme|number|no\.?|in|out of|every|aged?|under|over|to|and|ratio|any|regulation|schedule|clause"
    r"|article|rule|"
    r"chapter|domain|standard|strand|workstream|outcome|aim|action|recommendation|question|figure|grade|cohort|wave|"
    r"quarter|week|day|month)\s*|\d\s*)$",
    re.IGNORECASE,
)
_AT_A_TIME = re.compile(r"(?<!\s)\s+(?:at a time|per|from each|in each)\b", re.IGNORECASE)
"""What follows a "one" that counts nobody: "one family at a time"."""
_LETTERED = re.compile(
    r"\b(?i:case|child|family|young person|yp|mother|father|baby|pupil"
    r"|sibling)\s+(?:['‘\"“](?P<quoted>[A-Z])['’\"”]|(?P<bare>[A-HJ-Z])(?=\b(?!['’][a-z]{2})))"
)
_NOT_A_LETTER = re.compile(r"A\s+(?:child|young|family|case|new|review|plan|[a-z]{1,3})\b")
LOOK_BACK = 14
"""So many characters before a number say whether it numbers something: "Priority 2", "every 3"."""


def small_number(text: str) -> str:
    """The words that count one to five children, young people or families, or name a lettered case; else nothing."""
    for found in counted(text):
        if not is_numbered(text, found.start()) and not is_a_rate(text, found.end()):
            return " ".join(found[0].split())
    for found in lettered(text):
        if not is_an_article(text, found):
            return " ".join(found[0].split())
    return ""


def counted(text: str) -> Iterator[re.Match[str]]:
    """Each place where a number from one to five stands before children, young people or families.

    The number is the group ``one`` or ``few``. Some only number or rate: ``is_numbered`` and ``is_a_rate`` tell.
    """
    if has_any(text.casefold(), COUNTS):
        yield from _COUNT.finditer(text)


def is_numbered(text: str, start: int) -> bool:
    """Whether what stands before a number makes it a number of something else, or one end of a span."""
    return bool(_NUMBERED_BEFORE.search(text[max(0, start - LOOK_BACK) : start]))


def is_a_rate(text: str, end: int) -> bool:
    """Whether what stands behind a count makes it a rate: "one family at a time"."""
    return bool(_AT_A_TIME.match(text, end))


def lettered(text: str) -> Iterator[re.Match[str]]:
    """Each place where a child, family or case stands under a letter: "Child B", "case 'B'".

    A bare "A" may begin a new line instead: ``is_an_article`` tells.
    """
    if _CAPITAL.search(text):
        yield from _LETTERED.finditer(text)


def is_an_article(text: str, found: re.Match[str]) -> bool:
    """Whether the letter behind a child or case is a bare "A" that belongs to the words behind it."""
    return not found["quoted"] and bool(_NOT_A_LETTER.match(text, found.start("bare")))
