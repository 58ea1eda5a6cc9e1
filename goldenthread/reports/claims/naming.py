"""References to actions: "Priority 2 – action 2.3", "Ofsted recommendation 1 – action points 1.1 and A7", "2.3".

A printed ref repeats from one priority to the next, so what stands before it, or behind it, narrows it. Whether there
is such an action is not asked here.

Source: cover report of 2 May 2018, paragraphs 3, 4 and 7, which name fifteen actions in five ways.
"""

import re
from dataclasses import dataclass, replace

from goldenthread.kernel.dates import MONTHS
from goldenthread.reports.claims.amounts import number_as_word, whole_number
from goldenthread.reports.claims.phrases import words
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.values import Reference, Scope

MOST_IN_A_LIST = 120
DASHES = frozenset({"-", "–", "—", "‑", "−"})
_REF = re.compile(r"[A-Za-z]{0,3}\d{1,4}(?:\.\d{1,4}){0,4}[a-z]?")
_DOTTED = re.compile(r"[A-Za-z]{0,3}\d{1,3}(?:\.\d{1,3}){1,4}[a-z]?")
_CODED = re.compile(r"[A-Z]{1,3}\d{1,3}[a-z]?")
_KEYWORDS = frozenset({"action", "actions", "task", "tasks", "ref", "refs", "sub-action", "sub-actions"})
_POINTS = frozenset({"point", "points", "no", "number", "numbers", "nos", "ref", "refs"})
_NOT_REFS = words(
    "paragraph paragraphs para paras section sections appendix appendices part page pages table figure version "
    "article regulation regulations chapter annex schedule clause rule standard indicator kpi measure £ $ € band rate "
    "score item question wcag level of to from by at than about around over under only nearly almost step stage "
    "version v key plan"
)
_NOT_BEHIND = words("% million billion bn m k per percent years year months days hours am pm times points")
_RECOMMENDATION = frozenset({"recommendation", "recommendations", "rec", "recs"})
_SMALL_NUMBERS = {number_as_word(number): str(number) for number in range(1, 13)}
_NO_SOURCE = words(
    "The Priority This That These Those In Of For And Our Its As To Under All Both Also Only Just However Today Now "
    "Currently Since When While Each Every Another Either Neither Nor But So Thus Then Here There No Not On At By With "
    "From Yet Still Overall If Unless Whether Once Until Unlike Like Before After Because Although Though"
)


@dataclass(frozen=True, slots=True)
class NamedAt:
    """References in a row: each with its first and last word, the place behind them, and whether all are bare refs."""

    references: tuple[Reference, ...]
    spans: tuple[tuple[int, int], ...]
    first: int
    after: int
    bare: bool


def scope_at(sentence: Sentence, place: int) -> tuple[Scope, int] | None:
    """A priority or recommendation named by its number at a place, and the place behind it.

    "Ofsted recommendation 3.2" has no number of a recommendation but an action's ref behind a name, and is left to
    the references.
    """
    word, token = sentence.low(place), sentence.at(place)
    if word in ("priority", "priorities"):
        return _priorities(sentence, place + 1, several=word == "priorities")
    if re.fullmatch(r"P\d{1,2}", token.text):
        return Scope(priority=token.text[1:], code=token.text), place + 1
    source = ""
    if token.text[:1].isupper() and sentence.low(place + 1) in _RECOMMENDATION and token.text not in _NO_SOURCE:
        source, place, word = token.text, place + 1, sentence.low(place + 1)
    if word not in _RECOMMENDATION:
        return None
    step = place + 1
    while sentence.low(step) in ("no", "number", "."):
        step += 1
    number = _scope_number(sentence, step)
    return (Scope(recommendation=number, source=source), step + 1) if number else None


def _priorities(sentence: Sentence, place: int, *, several: bool) -> tuple[Scope, int] | None:
    """The number behind "Priority", or the numbers behind "Priorities"."""
    number = _scope_number(sentence, place)
    if not number:
        return None
    numbers, step = [number], place + 1
    while several and sentence.low(step) in (",", "and", "&"):
        behind = step + 1 + (sentence.low(step + 1) == "and")
        more = _scope_number(sentence, behind)
        if not more:
            break
        numbers.append(more)
        step = behind + 1
    return Scope(priority=", ".join(numbers)), step


def _scope_number(sentence: Sentence, place: int) -> str:
    text = sentence.at(place).text
    if re.fullmatch(r"\d{1,3}[a-z]?", text):
        return text
    return _SMALL_NUMBERS.get(text.lower(), "")


def _keyword(sentence: Sentence, place: int) -> int:
    """The place behind "action", "action points", "tasks", "action no." and the like; the same place without."""
    if sentence.low(place) not in _KEYWORDS and sentence.low(place) not in ("point", "points"):
        return place
    place += 1
    while sentence.low(place) in _POINTS:
        place += 1
    return place + 1 if sentence.low(place) in (".", ":") and sentence.low(place - 1) in ("no", "nos") else place


def _source_before(sentence: Sentence, place: int) -> tuple[str, int]:
    """A name that narrows: "Ofsted action point 1.4", "Ofsted recommendation 3.2"."""
    token = sentence.at(place)
    if not token.text[:1].isupper() or token.text in _NO_SOURCE or not token.text.isalpha() or token.low in MONTHS:
        return "", place
    behind = sentence.low(place + 1)
    if behind in _RECOMMENDATION:
        return token.text, place + 2
    return (token.text, place + 1) if behind in _KEYWORDS else ("", place)


def _is_ref(sentence: Sentence, place: int, *, after_keyword: bool, after_scope: bool, weak: bool) -> bool:
    text = sentence.at(place).text
    behind = sentence.low(place + 1)
    if not _REF.fullmatch(text) or behind in _NOT_BEHIND or behind.rstrip(".") in MONTHS:
        return False
    if _DOTTED.fullmatch(text):
        return after_keyword or after_scope or sentence.low(place - 1) not in _NOT_REFS
    if _CODED.fullmatch(text):
        return after_keyword or after_scope
    return after_keyword and weak and len(text) <= 3 and whole_number(sentence, place + 1) is None


def looks_like_ref(sentence: Sentence, place: int) -> bool:
    """Whether a word is written like a ref, or names a kind of part: where one aside ends and another action begins."""
    return bool(_DOTTED.fullmatch(sentence.at(place).text)) or sentence.low(place) in _KEYWORDS | {"priority"}


def references_at(sentence: Sentence, place: int) -> NamedAt | None:
    """The references that begin at a place, over commas, "and" and semicolons, each with what narrows it.

    A scope holds for the refs behind it until another is named; behind "action" in the singular for one ref alone. A
    bare whole number is a ref only behind the word "action". What follows in brackets or behind "under" or "in"
    narrows the refs before it.
    """
    found: list[Reference] = []
    spans: list[tuple[int, int]] = []
    scope, step, bare = Scope(), place, True
    was_keyword = weak = False
    start = place
    while len(found) < MOST_IN_A_LIST:
        opened = _open(sentence, step)
        scope = opened.scope or scope
        after_scope = bool(opened.scope)
        was_keyword = was_keyword or opened.keyword
        bare = bare and not opened.keyword and not after_scope
        weak = opened.keyword or (weak and not after_scope)
        was_single = opened.single and after_scope
        step = opened.after
        if not _is_ref(sentence, step, after_keyword=was_keyword, after_scope=bool(scope), weak=weak):
            break
        last, until = step + 1, ""
        if sentence.low(last) in DASHES | {"to"} and _DOTTED.fullmatch(sentence.at(last + 1).text):
            until, last = sentence.at(last + 1).text, last + 2
        beside = sentence.low(step).partition(".")[0] if opened.recommended else ""
        found.append(Reference(sentence.at(step).text, until, scope, beside))
        if was_single:
            scope = Scope()
        spans.append((start, last))
        behind = _scope_behind(sentence, last)
        if behind and not found[-1].scope:
            found = [one if one.scope else replace(one, scope=behind[0], shares=True) for one in found]
            found[-1] = replace(found[-1], shares=False)
            spans[-1] = (start, behind[1])
            last, bare = behind[1], False
        after = last
        step = start = _next(sentence, last)
        if step == last:
            break
    if not found:
        return None
    return NamedAt(tuple(found), tuple(spans), place, after, bare)


@dataclass(frozen=True, slots=True)
class _Opened:
    scope: Scope
    keyword: bool
    single: bool
    recommended: bool
    after: int


def _open(sentence: Sentence, place: int) -> _Opened:
    """What stands in front of a ref: a scope, a dash, the word "action"."""
    while sentence.low(place) in ("the", "both"):
        place += 1
    scope = Scope()
    named = scope_at(sentence, place)
    if named:
        scope, place = named
        while sentence.at(place).text in DASHES or sentence.low(place) in (",", ":", "("):
            place += 1
    else:
        source, after = _source_before(sentence, place)
        if source and (after > place + 1 or sentence.low(place + 1) in _KEYWORDS):
            scope, place = Scope(source=source), after
        elif sentence.low(place) in _RECOMMENDATION and _DOTTED.fullmatch(sentence.at(place + 1).text):
            place += 1
    after = _keyword(sentence, place)
    single = after > place and not sentence.low(after - 1).endswith("s")
    recommended = not named and after == place and sentence.low(place - 1) in _RECOMMENDATION
    return _Opened(scope, after > place, single, recommended, after)


def _scope_behind(sentence: Sentence, place: int) -> tuple[Scope, int] | None:
    step = place
    while sentence.low(step) in ("under", "of", "in", "from", "within", "(", "for"):
        step += 1
    if step == place:
        return None
    named = scope_at(sentence, step)
    if named is None:
        return None
    closed = sentence.low(step - 1) == "("
    if closed != (sentence.low(named[1]) == ")"):
        return None
    return named[0], named[1] + closed


def _next(sentence: Sentence, place: int) -> int:
    """The place behind what parts two refs; the same place where nothing does."""
    step = place
    while sentence.low(step) in (",", "and", "&", ";", "or", "/", "also"):
        step += 1
    if sentence.low(step) in ("as",) and sentence.matches(step, ("as", "well", "as")):
        step += 3
    return step
