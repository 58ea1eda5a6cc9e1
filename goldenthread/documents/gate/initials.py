"""Initials of people that a paper prints and does not explain.

Sources: the plan of 2 May 2018, which prints initials in 114 rows and explains none; a written statement of action
whose first page explains its own; WCAG 2.2, success criterion 3.1.4 (a way to find what an abbreviation means).
"""

import re
from collections.abc import Iterable, Iterator

from goldenthread.documents.gate.colleagues import with_article
from goldenthread.documents.gate.findings import Code, Hit
from goldenthread.documents.gate.known import People
from goldenthread.documents.gate.laying import Laid
from goldenthread.documents.gate.ordinary import ABBREVIATIONS
from goldenthread.documents.gate.signs import POSTS

_INITIALS = re.compile(r"(?<![\w&.@#£-])[A-ZÀ-Þ](?:[a-z]?[A-ZÀ-Þ]|[A-ZÀ-Þ]{2}|\.[A-ZÀ-Þ]\.?)(?![\w&@-])")
_ACTS = re.compile(
    r"(?:['’]s)? (?:has|had|have|is|was|will|to|met|meets|attend(?:s|ed)|monitors?|leads?|led|chairs?|chaired"
    r"|confirm(?:s|ed)|agree[sd]|sen[dt]s?|spoke|raise[sd]|report(?:s|ed)|review(?:s|ed)|complete[sd]|arrange[sd]"
    r"|visit(?:s|ed)|contact(?:s|ed)|e-?mail(?:s|ed)|update[sd]|draft(?:s|ed)|circulate[sd]|present(?:s|ed)"
    r"|collected|delivered|asked|wrote|and [A-Z][a-z]?[A-Z]\b)\b"
)
_LED = re.compile(
    r"\b(?:[Ll]ead(?: officer)?|[Oo]wner|[Oo]fficer|[Aa]uthor|[Bb]y|[Ww]ith|[Ff]rom|[Nn]amed|[Aa]ctions?|[Tt]o):? $"
)
_CAPITALS = re.compile(r"(?<![A-Z])(?:[A-Z]{4,} |[A-Z]{3,} [A-Z]{2,} )$")
_CAPITALS_BEHIND = re.compile(r" [A-Z]{4,}\b| [A-Z]{2,} [A-Z]{3,}\b")
_IN_BRACKETS = re.compile(r"\((?P<initials>[A-Z][A-Za-z]{0,2}[A-Z])\)")
_WORDS_BEFORE, _REACH = 8, 120
_IN_A_LIST = re.compile(
    r"^[ *•·-]{0,4}(?P<initials>[A-Z][A-Za-z]{0,2}[A-Z]) ?(?:[:=–|\n\t-]|\bis\b|\bmeans\b) ?(?P<words>[^\n]{3,80})",
    re.MULTILINE,
)
_BOTH = re.compile(r"[^\W\d_][\w'’]*")
_WHY = "“{}” stands here and nowhere does the paper say who that is."
_SAY = "Say the post instead: “{}”; or explain the initials once in the paper."
_EXPLAIN = "Say the post instead, or explain the initials once in the paper."


def initials_unexplained(laid: Laid, people: People) -> Iterator[Hit]:
    """Initials of a person stand only in a paper that explains them.

    Members and the public cannot ask whose they are, and a screen reader spells them out. Abbreviations of the field
    ("LAC", "IRO") are nobody's initials, unless somebody known bears them and they act or lead; known initials that
    are no abbreviation count wherever they stand.

    Source: the plan of 2 May 2018 (initials in 114 rows, none explained); WCAG 2.2, success criterion 3.1.4.
    """
    text = laid.text
    for found in _INITIALS.finditer(text):
        initials = found[0].replace(".", "")
        if initials in people.explained:
            continue
        colleague = people.by_initials.get(initials)
        is_short = len(initials) == 2 or not initials.isupper()
        if initials in ABBREVIATIONS or colleague is None:
            is_candidate = colleague is not None or (is_short and initials not in ABBREVIATIONS)
            if not is_candidate or not _is_in_a_persons_place(text, found.start(), found.end(), people):
                continue
        post = with_article(text, found.start(), colleague.post) if colleague and colleague.post else ""
        why = _WHY.format(found[0])
        suggestion = _SAY.format(post) if post else _EXPLAIN
        yield Hit(Code.INITIALS_UNEXPLAINED, found.start(), found.end(), why, suggestion, post or None)


def _is_in_a_persons_place(text: str, start: int, end: int, people: People) -> bool:
    """Whether initials act, lead, or stand beside others with a stroke; words in a line of capitals do not."""
    before, behind = text[max(0, start - 24) : start], text[end : end + 24]
    if _CAPITALS.search(before) or _CAPITALS_BEHIND.match(behind):
        return False
    if _ACTS.match(behind) or _LED.search(before):
        return True
    if before.endswith("/") or behind.startswith("/"):
        return _stands_with_a_person(before, behind, people)
    return before.endswith("(") and behind.startswith(")")


def _stands_with_a_person(before: str, behind: str, people: People) -> bool:
    """Whether what stands on the other side of a stroke is a person's too: "AB/CD", but not "AB/LAC"."""
    others = [*re.findall(r"([A-Za-z]{2,4})/$", before), *re.findall(r"^/([A-Za-z]{2,4})\b", behind)]
    return bool(others) and all(other in people.by_initials or other not in ABBREVIATIONS for other in others)


def explained_in(texts: Iterable[str]) -> frozenset[str]:
    """The initials that texts explain: "Team Manager (TM)", "AB: Ann Bell", "AB – Designated Nurse".

    The letters must be those of the words, in their order, or the words must name a post.
    """
    found: set[str] = set()
    for text in texts:
        if "(" in text:
            for match in _IN_BRACKETS.finditer(text):
                before = text[max(0, match.start() - _REACH) : match.start()].split()[-_WORDS_BEFORE:]
                if _letters_of(" ".join(before), match["initials"]):
                    found.add(match["initials"])
        for match in _IN_A_LIST.finditer(text):
            words = match["words"]
            if _letters_of(words, match["initials"]) or _opens_with_a_post(words):
                found.add(match["initials"])
    return frozenset(found)


def _letters_of(words: str, initials: str) -> bool:
    """Whether the initials are first letters of the words, in their order."""
    firsts = iter(word[0].casefold() for word in _BOTH.findall(words))
    return all(letter.casefold() in firsts for letter in initials if letter.isupper())


def _opens_with_a_post(words: str) -> bool:
    post = POSTS.search(words[:50])
    return bool(post) and words[:1].isupper() and not re.search(r"\b(?:to|please|will|has|have|had|is|was)\b", words)
