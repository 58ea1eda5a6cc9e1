"""Where actions of a status stand: "nine of the 18 overdue actions are in Priority 3", "the reds are all in ...".

The part of the plan is here what is said of them, and not what they are counted among.

Source: cover report of 2 May 2018, paragraph 7, which tells where what is not complete stands; that the sentence may
tell it in either order is our reading.
"""

from goldenthread.reports.claims.amounts import quantity_at
from goldenthread.reports.claims.counted_at import CountAt
from goldenthread.reports.claims.counting import noun_at, over_share
from goldenthread.reports.claims.naming import scope_at
from goldenthread.reports.claims.predicates import is_conditional
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.values import Amount, Counted, Noun, Quantity

_STAND = frozenset({"is", "are", "sit", "sits", "lie", "lies", "fall", "falls", "stand", "stands"})
_SMALL = frozenset({"all", "now", "also", "both", "still", "currently", "each"})
_INTO = frozenset({"in", "under", "within"})


def located_at(sentence: Sentence, place: int) -> CountAt | None:
    """A number of actions of a status that is said to stand in a part of the plan."""
    found = quantity_at(sentence, place)
    is_all = found is None and sentence.low(place) == "the"
    if (found is None and not is_all) or is_conditional(sentence, place):
        return None
    quantity, after = found or (Quantity(Amount.ALL, in_words=True), place + 1)
    noun = noun_at(sentence, over_share(sentence, after))
    if noun is None or noun.noun is not Noun.ACTION or not noun.base.now or noun.also:
        return None
    if sentence.low(noun.after) not in _STAND:
        return None
    step = noun.after + 1
    while sentence.low(step) in _SMALL:
        step += 1
    named = scope_at(sentence, step + 1) if sentence.low(step) in _INTO else None
    is_one = sentence.low(noun.after - 1) in ("action", "task")
    if named is None or (is_all and not is_one and not {"all", "both"}.intersection(sentence.lows[noun.after : step])):
        return None
    counted = Counted(quantity, Noun.ACTION, base=noun.base, scope=noun.scope, within=named[0])
    number = (place, after) if found else (place, place)
    return CountAt(counted, place, named[1], number)
