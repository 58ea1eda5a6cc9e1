"""Small numbers in sentences: counted, taken of a total, left over from one, or given as a share of very few.

Sources: DfE, "Characteristics of children in need" (values from 1 to 5 are replaced by "c", with others where one could
be worked out); the plan of 2 May 2018, which was public, with counts of this kind.
"""

import re
from collections.abc import Iterator
from itertools import islice

from goldenthread.documents.gate.counting import KINDS, NOT_THEM_BUT, SEVERAL, SINGLE
from goldenthread.documents.gate.findings import Code, Hit
from goldenthread.documents.gate.known import People
from goldenthread.documents.gate.laying import Laid
from goldenthread.documents.gate.nearby import sentence_around
from goldenthread.documents.gate.signs import has_any
from goldenthread.documents.gate.weighing import few_in, weighs

LARGEST_HIDDEN = 5
"""The largest count that points at somebody: DfE replaces values from 1 to 5."""
SMALLEST_BASE = 10
"""A share of fewer than this many tells how many there were."""
MOST_SHARES = 500
"""So many shares of one passage are held against the words around them."""
_TO_FIFTEEN = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_WORDS = {word: number for number, word in enumerate(_TO_FIFTEEN.split(), 1)}
_N = rf"(?:\d{{1,4}}|{'|'.join(_WORDS)})"
_OPEN = r"(?<![\w.,:/£$%(+–-])"
_OF = re.compile(
    rf"{_OPEN}(?P<n>{_N})(?: (?P<out>out )?of |/)(?P<det>the |our |these |all )?(?P<total>{_N}) {KINDS}"
    rf"(?:{SEVERAL})\b" + NOT_THEM_BUT,
    re.IGNORECASE,
)
_THEN = re.compile(
    rf"\bof (?:the |our |these |all )?(?P<total>{_N}) {KINDS}(?:{SEVERAL})\b[^.;\n]{{0,60}}?,"
    rf" (?:only |just )?(?P<n>{_N})(?= (?:were|was|are|is|have|has|had|did|do"
    r"|live|remain|moved|left|went|came|said|felt|took|\w{2,14}ed)\b)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"\b\d{{1,3}}(?:\.\d{{1,2}})? ?(?:%|per cent) of (?:the |our |these |all )?(?P<total>{_N}) {KINDS}(?:{SEVERAL})\b"
    + NOT_THEM_BUT,
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"\b\d{1,3}(?:\.\d{1,2})? ?(?:%|per cent) \((?:n ?= ?)?(?P<n>\d{1,4})(?: (?:out )?of |/)(?P<total>\d{1,4})\)"
    r"|(?<![\w.,:/£-])(?P<n2>\d{1,4})(?: (?:out )?of |/)(?P<total2>\d{1,4}) \(\d{1,3}(?:\.\d{1,2})? ?(?:%|per cent)\)",
)
_PEOPLE_SIGNS = (
    "child", "young", "famil", "leaver", "yp", "bab", "sibling", "pupil", "student", "girl", "boy", "teen", "uasc",
    "carer", "parent", "victim", "mother", "father", "lac", "cla", "cin", "case",
)  # fmt: skip
_NUMBER = re.compile(rf"\d|\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_PEOPLE = re.compile(rf"\b(?:{SEVERAL}|{SINGLE})\b", re.IGNORECASE)
_LABELLED = re.compile(
    rf"(?:^|(?<=[.;,(] )|\bnumber of )(?:[a-z-]{{3,14}} ){{0,3}}(?:{SEVERAL}|cases)(?: [^.:;=\n\d]{{0,40}})?"
    r" ?[:=] ?(?P<n>[1-5])(?= ?(?:$|[,;)\n]|\.(?!\d)))",
    re.IGNORECASE | re.MULTILINE,
)
_CASES = re.compile(
    rf"{_OPEN}(?P<n>[1-5]|one|two|three|four|five) (?:(?:new|open|more|current|such|closed|further|serious) ){{0,2}}"
    r"cases?\b(?=(?: (?:of|were|was|are|is|remain|remained|have|has|had|where|in which|involving|escalated|opened"
    r"|closed|referred|stepped|went|came|led|resulted|open|this|last|since|to court)\b|[.,;)]|$))",
    re.IGNORECASE | re.MULTILINE,
)
_SAMPLED = re.compile(
    r"\b(?:audit|sampl|dip|moderat|per |each|every|select|random|caseload|no more|maximum|up to|example|bring)",
    re.IGNORECASE,
)
_N_IS = re.compile(r"\bn ?= ?(?P<n>[1-5])(?![\d.,%])")
_BOTH = re.compile(
    rf"\bboth (?:of the |the |our )?(?:{SEVERAL})\b(?= (?:were|had|have|are|moved|went|left|live|remain|said|did)\b)"
    rf"|{_OPEN}(?:[2-5]|two|three|four|five) (?:\d{{1,2}}|[a-z]{{3,5}}teen|five|six|seven|eight|nine|ten)"
    r"[- ]year[- ]olds\b",
    re.IGNORECASE,
)
_VERB = re.compile(r" (?P<verb>was|is|has|does)\b")
_PLURAL_VERBS = {"was": "were", "is": "are", "has": "have", "does": "do"}
_PLURALS = {"child": "children", "family": "families", "baby": "babies", "person": "people", "man": "men"}
_SAY_FEWER = "Say “fewer than six”, give the figure for a larger group, or leave it out."
_SAY_MOST = "Say “most” or “nearly all”, or give the figures of a larger group together."


def small_numbers(laid: Laid, _people: People) -> Iterator[Hit]:
    """No count from 1 to 5 of children, young people, families or cases leaves, nor one that can be worked out.

    So the rest of a total counts too ("13 of 15 children" tells of two), and so does a share of fewer than ten. None
    may be said, six and more may be said, and so may "fewer than six" and a limit ("at least two").

    Source: DfE, "Characteristics of children in need" (values from 1 to 5 replaced by "c", and others where needed
    so that none can be worked out); ICO, "Anonymisation: managing data protection risk code of practice", 2012.
    """
    text = laid.text
    for few in few_in(text):
        if few.count > 1 or few.is_figure:
            yield _fewer(text, few.start, few.end, few.count)
    if "both " in laid.small or "olds" in laid.small:
        for found in _BOTH.finditer(text):
            yield _plain(found, "This tells that there were few, and how many.", _SAY_FEWER)
    if has_any(laid.small, _PEOPLE_SIGNS) and _NUMBER.search(text):
        if "of " in laid.small or "/" in text:
            yield from _of_totals(text)
        yield from _shares(text)
        if ":" in text or "=" in text:
            for found in _LABELLED.finditer(text):
                yield _plain(found, f"A count of {found['n']} may say who is meant.", _SAY_FEWER)
        if "case" in laid.small:
            yield from _cases(text)


def _shares(text: str) -> Iterator[Hit]:
    for found in islice(_N_IS.finditer(text), MOST_SHARES):
        if _PEOPLE.search(sentence_around(text, found.start(), found.end())):
            yield _plain(found, f"A count of {found['n']} may say who is meant.", _SAY_FEWER)
    for found in _SHARE.finditer(text) if "%" in text or "per cent" in text else ():
        base = _number(found["total"])
        if 0 < base < SMALLEST_BASE:
            why = f"A share of {base} tells how many there were."
            yield _plain(found, why, "Say it in words (“some”, “most”), or give the share of a larger group.")


def _cases(text: str) -> Iterator[Hit]:
    for found in _CASES.finditer(text):
        around = text[max(0, found.start() - 60) : found.end() + 40]
        if weighs(text, found.start()) and not _SAMPLED.search(around):
            yield _fewer(text, found.start(), found.end(), _number(found["n"]))


def _of_totals(text: str) -> Iterator[Hit]:
    for pattern in (_OF, _THEN):
        for found in pattern.finditer(text):
            n, total = _number(found["n"]), _number(found["total"])
            is_idiom = pattern is _OF and found["out"] and not found["det"] and total in {3, 4, 5, 10, 100}
            if not is_idiom:
                yield from _of_total(found, n, total)
    if "%" in text or "per cent" in text:
        for found in islice(_SHOWN.finditer(text), MOST_SHARES):
            if _PEOPLE.search(sentence_around(text, found.start(), found.end())):
                n, total = int(found["n"] or found["n2"]), int(found["total"] or found["total2"])
                yield from _of_total(found, n, total, is_share=True)


def _of_total(found: re.Match[str], n: int, total: int, *, is_share: bool = False) -> Iterator[Hit]:
    """A part of a total gives a small number where it is one, or where the rest is one."""
    if 1 <= n <= LARGEST_HIDDEN:
        yield _plain(found, f"A count of {n} of {total} may say who is meant.", _SAY_FEWER)
    elif 1 <= total - n <= LARGEST_HIDDEN:
        yield _plain(found, f"{n} of {total} tells that there are {total - n} others.", _SAY_MOST)
    elif is_share and 0 < total < SMALLEST_BASE:
        yield _plain(found, f"A share of {total} tells of every one of so few how it is.", _SAY_MOST)


def _plain(found: re.Match[str], why: str, suggestion: str) -> Hit:
    return Hit(Code.SMALL_NUMBER, found.start(), found.end(), why, suggestion)


def _fewer(text: str, start: int, end: int, count: int) -> Hit:
    """A count with the words that could stand instead: "2 young people" is "fewer than six young people"."""
    first = text[start : start + 1]
    fewer = "Fewer than six" if first.isupper() else "fewer than six"
    counted_words = text[start:end].partition(" ")[2]
    if count == 1:
        verb = _VERB.match(text, end)
        counted_words = _plural(counted_words)
        if verb:
            end = verb.end()
            counted_words += " " + _PLURAL_VERBS[verb["verb"]]
    why = f"A count of {count} may say who is meant."
    return Hit(Code.SMALL_NUMBER, start, end, why, _SAY_FEWER, f"{fewer} {counted_words}")


def _plural(words: str) -> str:
    stem, space, last = words.rpartition(" ")
    small = last.casefold()
    several = last if last.isupper() else _PLURALS.get(small, last + "s")
    return f"{stem}{space}{several}"


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _WORDS[word.casefold()]
