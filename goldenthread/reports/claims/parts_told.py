"""A status told of a priority or recommendation itself: "Priority 9 is on track", "Ofsted recommendation 2 is done".

The plan rates actions alone, so that such words are never confirmed: the author is told how its actions stand, or that
the plan has no such part.

Source: cover report of 2 May 2018, paragraph 7, which speaks of recommendations by the actions under them; that a part
is not rated is our reading.
"""

from goldenthread.reports.claims.counting import CountAt
from goldenthread.reports.claims.naming import scope_at
from goldenthread.reports.claims.predicates import is_conditional, predicate_at
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.values import Amount, Counted, Noun, Quantity

_IN_FRONT = frozenset({"", ",", ";", ":", "(", "and", "but", "while", "whilst", "whereas", "that", "because",
                       "although", "though", "-", "–", "—"})  # fmt: skip
_BEHIND_A_CODE = frozenset({"", ".", ",", ";", ":", "!", "?", ")", "and", "but", "while", "because", "again", "too"})
"""What may follow on "P9 is late": with more words behind, as in "late for school", it is nothing of the plan."""


def part_told_at(sentence: Sentence, place: int) -> CountAt | None:
    """What is said of a part of the plan that is named by its number and stands as the subject of its clause."""
    if sentence.low(place - 1) not in _IN_FRONT or is_conditional(sentence, place):
        return None
    named = scope_at(sentence, place)
    told = predicate_at(sentence, named[1]) if named else None
    if named is None or told is None or not told.finite:
        return None
    if named[0].code and sentence.low(told.after) not in _BEHIND_A_CODE:
        return None
    noun = Noun.RECOMMENDATION if named[0].recommendation else Noun.PRIORITY
    counted = Counted(Quantity(Amount.ALL, in_words=True), noun, told.said, scope=named[0])
    return CountAt(counted, place, told.after, (place, place), told.status)
