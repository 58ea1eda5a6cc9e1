"""Figures that stand behind their words: "Amber actions: 3", "the number of late actions is 4", "fell from 5 to 3".

Source: the key figures with which reports of the boards open; report of 8 February 2019, paragraph 3, has them as a
list.
"""

from goldenthread.reports.claims.amounts import whole_number
from goldenthread.reports.claims.counting import CountAt, noun_at
from goldenthread.reports.claims.naming import DASHES, scope_at
from goldenthread.reports.claims.phrases import words
from goldenthread.reports.claims.predicates import predicate_at
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.values import Amount, Counted, Noun, Quantity, Said, Scope

_IS = words("is was are were now stands stood at remains remained : = | currently still has been")
_MOVED = words(
    "rose risen fell fallen increased decreased dropped gone went grew grown reduced changed moved come down up has "
    "have had also now again since further been was"
)
_BEHIND = frozenset({"", ".", ",", ";", ")", "and", "(", "|"})


def key_figures_at(sentence: Sentence, place: int) -> list[CountAt]:
    """A figure told behind what it counts, and where it rose or fell the one of the round before as well."""
    start = place
    of_number = sentence.low(place) == "number" and sentence.low(place + 1) == "of"
    if of_number:
        start = place + 2
        while sentence.low(start) in ("the", "all", "our"):
            start += 1
    elif sentence.low(place - 1) not in ("", ",", ";", "|", "(") or sentence.low(place) in ("the", "of"):
        return []
    if not of_number and sentence.low(start) == "total":
        start += 1
    noun = noun_at(sentence, start)
    if noun is None or noun.noun is not Noun.ACTION:
        return []
    said, scope, step = noun.base, noun.scope, noun.after
    told = predicate_at(sentence, step + (sentence.low(step) in ("that", "which")))
    if told and not said and (of_number or not told.finite):
        said, step = told.said, told.after
    if sentence.low(step) in ("in", "under", "for") and (named := scope_at(sentence, step + 1)):
        scope, step = named
    found = _moved(sentence, place, step, said, scope) if of_number else []
    return found or _is(sentence, place, step, said, scope, of_number=of_number)


def _is(sentence: Sentence, place: int, step: int, said: Said, scope: Scope, *, of_number: bool) -> list[CountAt]:
    first = step
    while sentence.low(step) in (_IS if of_number else (":", "=", "|")) or sentence.at(step).text in DASHES:
        step += 1
    counted = whole_number(sentence, step) if step > first else None
    if counted is None or sentence.low(counted[1]) not in _BEHIND:
        return []
    return [_figure(place, step, counted, said, scope)]


def _moved(sentence: Sentence, place: int, step: int, said: Said, scope: Scope) -> list[CountAt]:
    """A rise or fall: the figure it came from is that of the round before."""
    first = step
    while sentence.low(step) in _MOVED:
        step += 1
    if step == first or not said.now:
        return []
    found: list[CountAt] = []
    if sentence.low(step) == "from":
        before = whole_number(sentence, step + 1)
        if before is None:
            return []
        found.append(_figure(place, step + 1, before, said.from_before(), scope))
        step = before[1]
    after = whole_number(sentence, step + 1) if sentence.low(step) == "to" else None
    if after is None:
        return []
    return [*found, _figure(place if not found else step + 1, step + 1, after, said, scope)]


def _figure(place: int, step: int, counted: tuple[int, int, bool], said: Said, scope: Scope) -> CountAt:
    quantity = Quantity(Amount.EXACT, counted[0], in_words=counted[2])
    return CountAt(Counted(quantity, Noun.ACTION, said, scope=scope), place, counted[1], (step, counted[1]))
