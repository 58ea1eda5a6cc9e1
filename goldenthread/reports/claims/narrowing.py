"""What stands behind the actions that are counted and narrows them, and the verb that is said of what is left.

"Ten actions **in Priority 2 rated as in process** are now complete": the part of the plan, what only describes, and
then the predicate. A verb behind words with a subject of their own is another sentence's: "four actions marked blue,
and action 1.4 is green" says nothing of what the four became.

Source: cover report of 2 May 2018, paragraphs 3, 4 and 7.
"""

from dataclasses import replace

from goldenthread.reports.claims.amounts import whole_number
from goldenthread.reports.claims.naming import looks_like_ref, scope_at
from goldenthread.reports.claims.predicates import Predicate, due_at, predicate_at
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.status_words import FINITE, MARK, status_at
from goldenthread.reports.claims.values import Noun, Quantity, Scope

FARTHEST = 16
"""Words that may stand between what is counted and its verb."""

NOUNS = {
    "action": Noun.ACTION, "actions": Noun.ACTION, "task": Noun.ACTION, "tasks": Noun.ACTION,
    "recommendation": Noun.RECOMMENDATION, "recommendations": Noun.RECOMMENDATION,
    "priority": Noun.PRIORITY, "priorities": Noun.PRIORITY,
}  # fmt: skip
STOPS = frozenset({".", ";", ":", "!", "?", "("})
_TOPIC = frozenset({"for", "on", "about", "in", "under", "relating", "concerning", "around", "of", "from", "within",
                    "across"})  # fmt: skip
_PLAN = frozenset({"plan", "sip", "programme", "all", "total", "board", "table", "appendix"})
_SOURCES = frozenset({"ofsted", "cqc", "hmip", "jtai", "ilacs", "hmicfrs", "send"})


def predicate_of(sentence: Sentence, step: int) -> Predicate | None:
    """A status, or a date by which the actions are said to be due; what they should be by then is no count."""
    return predicate_at(sentence, step) or due_at(sentence, step, only_due=True)


_JOINS = frozenset({",", "and", "but", "while", "whilst", "whereas", "though", "although", "yet", "so", "as"})
_GOES_ON = MARK | frozenset({"in", "at", "on", "of", "with", "by", "since", "under", "from", "within", "across",
                             "previously", "formerly", "still", "now", "not", "also", "then"})  # fmt: skip
_OF_ONE = frozenset({"is", "has", "was", "isn't", "hasn't", "wasn't", "becomes", "remains", "stands"})


def second_predicate(sentence: Sentence, place: int, quantity: Quantity) -> tuple[Scope, Predicate] | None:
    """A predicate with a verb behind one that only describes: "rated as in process **are now complete**".

    Its verb must be of what is counted: behind "and" or a comma no new subject may stand, and several actions do not
    go with "is".
    """
    for step in range(place, place + FARTHEST):
        if sentence.at(step).text in STOPS or not sentence.at(step).text:
            return None
        if sentence.low(step) in _JOINS and not _goes_on(sentence, step + 1):
            return None
        if _is_subject(sentence, step):
            return None
        if sentence.low(step) in FINITE:
            if sentence.low(step) in _OF_ONE and quantity.number != 1:
                return None
            found = predicate_at(sentence, step)
            if found:
                named = next((one for at in range(place, step) if (one := scope_at(sentence, at))), None)
                return (named[0] if named else Scope()), found
    return None


def _is_subject(sentence: Sentence, step: int) -> bool:
    """Whether a word names actions anew; a priority by its number only says where."""
    if sentence.low(step) in ("priority", "priorities") and scope_at(sentence, step):
        return False
    return sentence.low(step) in NOUNS or looks_like_ref(sentence, step)


def _goes_on(sentence: Sentence, place: int) -> bool:
    """Whether what follows "and" or a comma goes on describing: it opens with no subject."""
    low = sentence.low(place)
    if low == "of" and sentence.low(place + 1) == "which":
        return False
    return low in _JOINS or low in _GOES_ON or low in FINITE or status_at(sentence, place) is not None


def narrowed(sentence: Sentence, place: int, scope: Scope) -> tuple[Scope, int]:
    """What narrows the actions counted: "in Priority 2", "for each", "for children in our care".

    Words behind "for", "on" or "about" up to the verb may be those of a title.
    """
    step = place
    while sentence.low(step) in _TOPIC or (sentence.low(step) == "," and sentence.low(step + 1) in _TOPIC):
        start = step
        step += sentence.low(step) == ","
        at = step + 1
        while sentence.low(at) in ("the", "our", "its", "this", "to"):
            at += 1
        if sentence.low(at) in ("which", "whom", "these", "those", "them") or _is_number_of_parts(sentence, at):
            step = start
            break
        named = scope_at(sentence, at)
        if named:
            scope, step = replace(named[0], source=named[0].source or scope.source), named[1]
            continue
        if sentence.low(at) in ("each", "every"):
            noun = NOUNS.get(sentence.low(at + 1))
            scope, step = replace(scope, each=noun.value if noun else "each"), at + 1 + bool(noun)
            continue
        if sentence.low(step) == "from" and sentence.at(at).text[:1].isupper():
            scope, step = replace(scope, source=sentence.at(at).text), at + 1
            continue
        until = _until_verb(sentence, at)
        topic = sentence.text(at, until)
        if not topic or until == at:
            break
        lows = {sentence.low(one) for one in range(at, until)}
        if lows & _PLAN:
            scope = replace(scope, source=_source_in(sentence, at, until) or scope.source)
        else:
            scope = replace(scope, topic=topic)
        step = until
    return scope, step


def _is_number_of_parts(sentence: Sentence, place: int) -> bool:
    """Whether the parts of a plan are counted, which narrows nothing: "across six priorities"."""
    number = whole_number(sentence, place)
    return number is not None and sentence.low(number[1]) in NOUNS


def _source_in(sentence: Sentence, first: int, after: int) -> str:
    """Whose plan it is: "in the Ofsted Action Plan"."""
    return next((sentence.at(step).text for step in range(first, after) if sentence.low(step) in _SOURCES), "")


def _until_verb(sentence: Sentence, place: int) -> int:
    """The place of the first verb or sign behind a topic, at most nine words on."""
    for step in range(place, place + 9):
        token = sentence.at(step)
        if not token.text or token.text in STOPS or token.text in ",)–—-" or token.low in FINITE:
            return step
        if step > place and (status_at(sentence, step) or token.low in ("that", "which", "marked", "rated")):
            return step
    return place
