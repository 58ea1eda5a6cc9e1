"""Figures that stand behind their words: "Amber actions: 3", "the number of late actions is 4", "fell from 5 to 3".

Source: the key figures with which reports of the boards open; report of 8 February 2019, paragraph 3, has them as a
list.
"""

from goldenthread.reports.claims.amounts import whole_number
from goldenthread.reports.claims.counting import CountAt, noun_at
from goldenthread.reports.claims.moving import way_of
from goldenthread.reports.claims.naming import DASHES, scope_at
from goldenthread.reports.claims.phrases import words
from goldenthread.reports.claims.predicates import predicate_at
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.values import Amount, Change, Counted, Direction, Noun, Quantity, Said, Scope

_IS = words("is was are were now stands stood at remains remained : = | currently still has been")
_MOVED = words(
    "rose risen fell fallen increased decreased dropped gone went grew grown reduced changed moved come down up has "
    "have had also now again since further been was were is are declined climbed shrank shrunk lowered raised slightly "
    "sharply"
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
    step += 3 * sentence.matches(step, ("in", "the", "plan"))
    found = _moved(sentence, place, step, said, scope)
    return found or _is(sentence, place, step, said, scope, of_number=of_number)


def _is(sentence: Sentence, place: int, step: int, said: Said, scope: Scope, *, of_number: bool) -> list[CountAt]:
    first = step
    while sentence.low(step) in (_IS if of_number else (":", "=", "|")) or sentence.at(step).text in DASHES:
        step += 1
    counted = whole_number(sentence, step) if step > first else None
    if counted is None or sentence.low(counted[1]) not in _BEHIND:
        return []
    way = way_of(sentence.lows[first:step])
    return [_figure(place, step, counted, said, scope, Change(way) if way is Direction.STAYED else None)]


def _moved(sentence: Sentence, place: int, step: int, said: Said, scope: Scope) -> list[CountAt]:
    """A rise or fall: the figure it came from is that of the round before, and both tell which way it went."""
    first = step
    while sentence.low(step) in _MOVED:
        step += 1
    way = way_of(sentence.lows[first:step])
    if step == first or not said.now:
        return []
    found: list[CountAt] = []
    for word in ("from", "by", "to"):
        number = whole_number(sentence, step + 1) if sentence.low(step) == word else None
        if number is None:
            continue
        start = step + 1 if found else place
        told = said.from_before() if word == "from" else said
        change = Change(way, by=number[0], is_step=True) if word == "by" else Change(way)
        found.append(_figure(start, step + 1, number, told, scope, change))
        step = number[1]
    return found


def _figure(
    place: int, step: int, number: tuple[int, int, bool], said: Said, scope: Scope, change: Change | None
) -> CountAt:
    quantity = Quantity(Amount.EXACT, number[0], in_words=number[2])
    counted = Counted(quantity, Noun.ACTION, said, scope=scope, change=change)
    return CountAt(counted, place, number[1], (step, number[1]))
