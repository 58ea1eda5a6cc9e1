"""What a sentence says of actions it names, and of "this action" where it names none.

Source: cover report of 2 May 2018, paragraphs 3, 4 and 7; report of 8 February 2019, paragraphs 6, 7 and 9 (amber
actions without a ref).
"""

from dataclasses import dataclass, replace

from goldenthread.reports.claims.counted_at import CountAt
from goldenthread.reports.claims.dated import date_at
from goldenthread.reports.claims.naming import DASHES, NamedAt, looks_like_ref, references_at
from goldenthread.reports.claims.predicates import Predicate, due_at, is_conditional, led_at, predicate_at
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.status_words import COLOURS, COMPLETE, FINITE, LATE, status_at, statuses_at
from goldenthread.reports.claims.subjects import (
    compared_aside,
    has_verdict_farther_on,
    neither_at,
    said_before,
    told_in_aside,
    verbs_farther_on,
)
from goldenthread.reports.claims.values import Amount, Counted, Noun, Quantity, Said, Scope

LONGEST_ASIDE = 14
"""Words between an action and its verb, set off by commas or brackets."""
_KEYWORDS = frozenset({"action", "actions", "task", "tasks"})
_SET_APART = frozenset({"except", "but", "excluding", "besides", "bar", "neither", "nor", "than", "from", "not"})
"""Words before a ref whose verb is not about it: "all except 2.2 are blue", "neither 1.3 nor 2.2 is blue"."""
_BEHIND_OTHERS = frozenset({"of", "for", "on", "to", "about", "with", "by", "behind", "against", "like", "unlike",
                            "alongside", "following", "after", "before", "over", "beyond"})  # fmt: skip
"""Words before a ref behind which it is no subject: "the lead **of** 1.3 is new", "**unlike** 1.3, 1.4 is green"."""
_ITS_OWN = frozenset({"rating", "status", "colour", "brag", "rag", "progress", "work", "position", "delivery", "state",
                      "completion"})  # fmt: skip
_TOLD_IN_ASIDES = frozenset({*COLOURS, COMPLETE, LATE})
_NOT_WHOLE = frozenset({"including", "include", "includes", "such", "eg", "e.g", "example", "notably", "among",
                        "especially", "particularly"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToldAt:
    """Actions named with what is said of them, one thing after the other, each with its first word.

    Bare numbers of which nothing is told are given back too, so that their words are not looked at again. ``beside``
    is an action it is compared with, and what is said of that one. ``loosely`` says that a verdict follows which could
    not be tied to bare numbers.
    """

    named: NamedAt
    told: tuple[tuple[int, Predicate], ...]
    after: int
    beside: tuple[NamedAt, Said] | None = None
    loosely: bool = False


@dataclass(frozen=True, slots=True)
class UnnamedAt:
    """What is said of "this action", one thing after the other, each with its first word."""

    told: tuple[tuple[int, Predicate], ...]
    after: int


def told_at(sentence: Sentence, place: int) -> ToldAt | None:
    """The actions named from a place on, and what the verb behind them says.

    A ref without the word "action" in front is taken for one only where a status, a date or a lead is told of it:
    most numbers with a point in a report are something else.
    """
    named = references_at(sentence, place)
    if named is None:
        return None
    neither = neither_at(sentence, place)
    if neither:
        return ToldAt(*neither, neither[1][-1][1].after)
    if sentence.low(place - 1) in _SET_APART and not _joins_a_clause(sentence, place - 1):
        return ToldAt(named, (), named.after)
    if _is_of_something_else(sentence, place, named):
        return ToldAt(named, tuple(_end_of(sentence, place, named.after)), named.after)
    attributive = _status_before(sentence, place)
    compared = compared_aside(sentence, named)
    if compared:
        other, found, denied = compared
        said = replace(found.said, denied=found.said.denied != denied)
        return ToldAt(named, ((other.after + 1, found),), found.after, beside=(other, said))
    predicates = [] if is_conditional(sentence, place) else _own_verbs(sentence, named)
    if named.bare:
        predicates = predicates if predicates and predicates[0][1].finite else []
        if not predicates and has_verdict_farther_on(sentence, named):
            return ToldAt(named, (), named.after, loosely=True)
    if attributive and not predicates:
        said, first = Said(now=attributive[0]), attributive[1]
        predicates = [(first, Predicate(said, (first, place), named.after, finite=False))]
    predicates = predicates or _end_of(sentence, place, named.after)
    if not predicates:
        return ToldAt(named, (), named.after)
    return ToldAt(named, tuple(predicates), max(named.after, predicates[-1][1].after))


def _joins_a_clause(sentence: Sentence, place: int) -> bool:
    """Whether "but" joins two clauses and sets nothing apart: a verb stands in front of it."""
    return sentence.low(place) == "but" and not FINITE.isdisjoint(sentence.lows[:place])


def _own_verbs(sentence: Sentence, named: NamedAt) -> list[tuple[int, Predicate]]:
    """What the verb behind named actions says of them, or one farther on that is still theirs."""
    found = _predicates(sentence, named.after) or verbs_farther_on(sentence, named)
    again = None if found else said_before(sentence, named)
    return [(named.first, again)] if again else found


def _is_of_something_else(sentence: Sentence, place: int, named: NamedAt) -> bool:
    """Whether the verb behind named actions is not surely of each: "1.3 or 1.4 is amber", "the lead of 1.3 is new"."""
    if "or" in sentence.lows[named.first : named.after] or sentence.low(place - 1) == "either":
        return True
    return sentence.low(place - 1) in _BEHIND_OTHERS and sentence.low(place - 2) not in _ITS_OWN


def _end_of(sentence: Sentence, place: int, after: int) -> list[tuple[int, Predicate]]:
    """The date in "the end date of action 1.3 is January 2026"."""
    ahead = [sentence.low(step) for step in range(place - 3, place)]
    dated = date_at(sentence, after + 1) if sentence.low(after) in ("is", "remains") else None
    if dated is None or not (ahead[1:] in (["deadline", "for"], ["deadline", "of"]) or ahead == ["end", "date", "of"]):
        return []
    return [(place, Predicate(Said(due=dated.said), (dated.first, dated.after), dated.after, finite=True))]


def _status_before(sentence: Sentence, place: int) -> tuple[tuple[str, ...], int] | None:
    """A status in front of a named action: "the amber action 2.2", "amber actions 1.2 and 2.3"."""
    if sentence.low(place) not in _KEYWORDS:
        return None
    for step in range(place - 1, max(-1, place - 4), -1):
        found = statuses_at(sentence, step)
        if found and found[1] == place and sentence.low(step - 1) not in ("not", "no"):
            return found[0], step
    return None


def _predicates(sentence: Sentence, place: int) -> list[tuple[int, Predicate]]:
    """Everything said one after the other: "is amber again and due by May and led by RG"."""
    found: list[tuple[int, Predicate]] = []
    step = _over_aside(sentence, place)
    if sentence.low(place) != "(" and _tells_in(sentence, place, step):
        return []
    dated = told_in_aside(sentence, place) if step > place else None
    if dated and dated[1] == step:
        found.append((place + 1, dated[0]))
    relative = sentence.low(place) == "," and sentence.low(place + 1) in ("which", "that")
    inside_aside = predicate_at(sentence, place + 2) if relative else None
    if inside_aside:
        found.append((place + 2, inside_aside))
        step = inside_aside.after + (sentence.low(inside_aside.after) == ",")
    if sentence.low(step) == "(":
        inside = statuses_at(sentence, step + 1)
        if inside and sentence.low(inside[1]) == ")":
            found.append((step, Predicate(Said(now=inside[0]), (step + 1, inside[1]), inside[1] + 1, finite=True)))
            step = inside[1] + 1
    for _ in range(4):
        one = due_at(sentence, step) or led_at(sentence, step) or predicate_at(sentence, step)
        if one is None or (found and not found[-1][1].finite):
            break
        found.append((step, one))
        step = one.after
        while sentence.low(step) in (",", "and", "but", "again"):
            step += 1
    return found


def _tells_in(sentence: Sentence, place: int, after: int) -> bool:
    """Whether an aside tells a status without a verb: "1.3, once green, is amber"; what it says is left unread."""
    if sentence.low(place + 1) in ("which", "that"):
        return False
    told = (status_at(sentence, step) for step in range(place, after - 1))
    return any(one and one[0] in _TOLD_IN_ASIDES for one in told)


def _over_aside(sentence: Sentence, place: int) -> int:
    """The place behind words set off by commas, dashes or brackets: "2.3, the child's own words, was blue"."""
    opening = sentence.at(place).text
    closing = {",": (",",), "(": (")",), "–": ("–",), "—": ("—",), "-": ("-",)}.get(opening)
    if closing is None or (opening == "(" and status_at(sentence, place + 1)):
        return place
    for step in range(place + 1, place + LONGEST_ASIDE):
        if sentence.at(step).text in closing:
            return step + 1 if sentence.low(step + 1) in FINITE or opening == "(" else place
        if looks_like_ref(sentence, step):
            break
    return place


def list_behind(sentence: Sentence, place: int) -> NamedAt | None:
    """The actions listed behind what was said of them: after a colon, a dash or a bracket, at most eight words on."""
    for step in range(place, place + 9):
        token = sentence.at(step)
        if not token.text or token.text in ".;":
            return None
        if token.text == "(" and step > place + 1:
            return None
        if token.text in ":(" or token.text in DASHES or (token.text == "," and sentence.low(step + 1) == "namely"):
            at = step + 1
            while sentence.low(at) in ("namely", "these", "are", "is", "they", "the", ",", "i.e", "viz", ":"):
                at += 1
            found = references_at(sentence, at)
            if found or token.text == ":":
                return found
    return None


def is_whole_list(sentence: Sentence, first: int, after: int) -> bool:
    """Whether a list claims to be all of it: no "including" or "such as" stands in front."""
    return not any(sentence.low(step) in _NOT_WHOLE for step in range(first, after))


def headed_list_at(sentence: Sentence, place: int) -> tuple[Said, NamedAt, tuple[int, int]] | None:
    """A status as the head of a list: "Amber: 1.2 and 2.3", "The amber actions are 1.2 and 2.3", "Reopened (2.3)"."""
    found = statuses_at(sentence, place)
    rated = predicate_at(sentence, place + 1) if sentence.low(place) in _KEYWORDS else None
    if rated and not rated.finite and sentence.low(rated.after) == ":" and rated.said.now:
        named = references_at(sentence, rated.after + 1)
        return (rated.said, named, rated.status) if named else None
    if found is None:
        return None
    step, plain = found[1], sentence.low(place - 1) in ("", ",", ";", ".", "the", ":", "and", "only", "sole", "single")
    if not plain:
        return None
    if sentence.low(step) in _KEYWORDS:
        step += 1
        while sentence.low(step) in ("point", "points"):
            step += 1
    if sentence.low(step) not in (":", "(", ",", "are", "is") and sentence.at(step).text not in DASHES:
        return None
    if sentence.low(step) in ("are", "is", ",") and step == found[1]:
        return None
    step += 1
    named = references_at(sentence, step)
    return (Said(now=found[0]), named, (place, found[1])) if named else None


def unnamed_at(sentence: Sentence, place: int) -> UnnamedAt | None:
    """Something said of "this action" or "the action", or "it is a red action"; which one, it does not say."""
    low = sentence.low(place)
    if low in ("this", "the", "that") and sentence.low(place + 1) in ("action", "task"):
        step = place + 2 + (sentence.low(place + 2) == "point")
        predicates = _predicates(sentence, step)
        if predicates and not references_at(sentence, place + 1):
            told = ((place, predicates[0][1]), *predicates[1:])
            return UnnamedAt(told, predicates[-1][1].after)
        return None
    if low in ("this", "it") and sentence.low(place + 1) in ("is", "was") and sentence.low(place + 2) in ("a", "an"):
        step = place + 3
        while sentence.low(step) in ("further", "new", "now", "current"):
            step += 1
        found = statuses_at(sentence, step)
        if found and sentence.low(found[1]) in _KEYWORDS and not references_at(sentence, found[1]):
            one = Predicate(Said(now=found[0]), (step, found[1]), found[1] + 1, finite=True)
            return UnnamedAt(((place, one),), found[1] + 1)
    return None


def largely_at(sentence: Sentence, place: int) -> CountAt | None:
    """The actions as a whole: "the actions are largely green and blue", "actions are mostly complete".

    "The actions are green", without "largely", means all of them.
    """
    if sentence.low(place) not in _KEYWORDS or not sentence.low(place).endswith("s"):
        return None
    if sentence.low(place - 1) not in ("", "the", "our", "plan's", "its"):
        return None
    step = place + 1 + (sentence.low(place + 1) == "points")
    found = predicate_at(sentence, step)
    if found is None or not found.finite:
        return None
    amount = Amount.MOST if found.mostly else Amount.ALL
    counted = Counted(Quantity(amount, in_words=True), Noun.ACTION, found.said, scope=Scope())
    return CountAt(counted, place, found.after, (place, place), found.status)
