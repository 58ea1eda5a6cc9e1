"""A status told of a priority or recommendation itself: "Priority 9 is on track", "Ofsted recommendation 2 is done".

The plan rates actions alone, so that such words are never confirmed: the author is told how its actions stand, or that
the plan has no such part.

Source: cover report of 2 May 2018, paragraph 7, which speaks of recommendations by the actions under them; that a part
is not rated is our reading.
"""

from goldenthread.reports.claims.amounts import share_at
from goldenthread.reports.claims.counted_at import CountAt
from goldenthread.reports.claims.naming import scope_at
from goldenthread.reports.claims.predicates import is_conditional, predicate_at
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.standing_alone import ALONE, OF_PLAN
from goldenthread.reports.claims.status_words import LATE, OFF_TRACK, ON_TRACK, status_at
from goldenthread.reports.claims.values import Amount, Counted, Noun, Quantity, Said

_IN_FRONT = frozenset({"", ",", ";", ":", "(", "and", "but", "while", "whilst", "whereas", "that", "because",
                       "although", "though", "-", "–", "—"})  # fmt: skip
_OF_A_PLAN = frozenset({ON_TRACK, OFF_TRACK, LATE})
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


def plan_told_at(sentence: Sentence, place: int) -> CountAt | None:
    """What is said of the plan as a whole: "the plan is on track", "our plan is 55 per cent complete".

    That it is complete, without a share, may be said of the paper.
    """
    if sentence.low(place) not in ("plan", "sip") or sentence.low(place - 1) not in ("the", "our", "this"):
        return None
    if sentence.low(place - 2) not in _IN_FRONT or is_conditional(sentence, place - 1):
        return None
    step = place + 1
    if sentence.low(step) not in ("is", "remains", "stays"):
        return None
    step += 1
    while sentence.low(step) in ("now", "currently", "still", "also", "over"):
        step += 1
    share = share_at(sentence, step)
    nearly = sentence.low(step) in ("nearly", "almost")
    status = status_at(sentence, share[1] if share else step + nearly)
    if status is None or sentence.low(status[1]) not in ALONE or not (share or nearly or status[0] in _OF_A_PLAN):
        return None
    quantity = share[0] if share else Quantity(Amount.NEARLY_ALL if nearly else Amount.ALL, in_words=True)
    counted = Counted(quantity, Noun.ACTION, Said(now=(status[0],)), loose=OF_PLAN)
    return CountAt(counted, place - 1, status[1], (place, place))
