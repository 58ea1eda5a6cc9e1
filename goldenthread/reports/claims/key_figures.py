"""Figures that stand behind their words: "Amber actions: 3", "the number of late actions is 4", "fell from 5 to 3".

Source: the key figures with which reports of the boards open; report of 8 February 2019, paragraph 3, has them as a
list.
"""

from goldenthread.reports.claims.amounts import share_at, whole_number
from goldenthread.reports.claims.counted_at import CountAt
from goldenthread.reports.claims.moving import way_of
from goldenthread.reports.claims.naming import DASHES
from goldenthread.reports.claims.phrases import words
from goldenthread.reports.claims.risen import Subject, driven_at, fall_at, figure, more_at, risen_at, subject_at
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.values import Amount, Change, Counted, Direction, Noun

_IS = words("is was are were now stands stood at remains remained : = | currently still has been unchanged steady")
_SHARE_IS = words("is now stands at has have risen rose fallen fell increased decreased grown dropped currently to")
_SHARES = frozenset({"proportion", "percentage", "share"})
_BEHIND = frozenset({"", ".", ",", ";", ")", "and", "(", "|"})


def key_figures_at(sentence: Sentence, place: int) -> list[CountAt]:
    """A figure told behind what it counts, and where it rose or fell the one of the round before as well."""
    found = fall_at(sentence, place) or driven_at(sentence, place) or more_at(sentence, place)
    return found or _proportion_at(sentence, place) or _behind_at(sentence, place)


def _behind_at(sentence: Sentence, place: int) -> list[CountAt]:
    start = place
    of_number = sentence.low(place) == "number" and sentence.low(place + 1) == "of"
    if of_number:
        start = _over_articles(sentence, place + 2)
    elif sentence.low(place - 1) not in ("", ",", ";", "|", "(") or sentence.low(place) in ("the", "of"):
        return []
    if not of_number and sentence.low(start) == "total":
        start += 1
    subject = subject_at(sentence, place, start, of_number=of_number)
    if subject is None:
        return []
    return risen_at(sentence, subject) or _is(sentence, subject, of_number=of_number)


def _over_articles(sentence: Sentence, step: int) -> int:
    while sentence.low(step) in ("the", "all", "our"):
        step += 1
    return step


def _is(sentence: Sentence, subject: Subject, *, of_number: bool) -> list[CountAt]:
    first = step = subject.after
    while sentence.low(step) in (_IS if of_number else (":", "=", "|")) or sentence.at(step).text in DASHES:
        step += 1
    counted = whole_number(sentence, step) if step > first else None
    if counted is None or sentence.low(counted[1]) not in _BEHIND:
        return []
    way = way_of(sentence.lows[first:step])
    return [figure(subject, step, counted, Change(way) if way is Direction.STAYED else None)]


def _proportion_at(sentence: Sentence, place: int) -> list[CountAt]:
    """A share told behind its words: "the proportion of actions that are complete has risen to 55 per cent"."""
    if sentence.low(place) not in _SHARES or sentence.low(place + 1) != "of":
        return []
    subject = subject_at(sentence, place, _over_articles(sentence, place + 2), of_number=True)
    if subject is None or not subject.said.now:
        return []
    first = step = subject.after
    while sentence.low(step) in _SHARE_IS:
        step += 1
    lows = sentence.lows[first:step]
    if sentence.low(step) == "from":
        step = next((to + 1 for to in range(step + 2, step + 5) if sentence.low(to) == "to"), step)
    found = share_at(sentence, step) if step > first else None
    if found is None or found[0].amount is not Amount.PERCENT:
        return []
    way = way_of(lows)
    change = Change(way, is_now=True) if way in (Direction.ROSE, Direction.FELL) else None
    counted = Counted(found[0], Noun.ACTION, subject.said, scope=subject.scope, change=change)
    return [CountAt(counted, place, found[1], (step, found[1]))]
