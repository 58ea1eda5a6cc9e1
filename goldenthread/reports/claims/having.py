"""How many parts of the plan have an action of a status, or none: "four of the five priorities have no red".

Source: cover report of 2 May 2018, paragraph 7, which tells of each recommendation how its actions stand.
"""

from goldenthread.reports.claims.amounts import quantity_at
from goldenthread.reports.claims.counted_at import CountAt
from goldenthread.reports.claims.narrowing import NOUNS
from goldenthread.reports.claims.predicates import is_conditional
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.standing_alone import ALONE
from goldenthread.reports.claims.status_words import statuses_at
from goldenthread.reports.claims.values import Counted, Noun, Said

WITHOUT, WITH = "without", "with"
_SMALL = frozenset({"now", "still", "currently", "also", "all", "each"})
_ANY = (("at", "least", "one"), ("one", "or", "more"), ("a",), ("an",), ("some",))


def having_at(sentence: Sentence, place: int) -> CountAt | None:
    """A number of priorities or recommendations that have no action of a status, or have at least one."""
    found = quantity_at(sentence, place)
    noun = NOUNS.get(sentence.low(found[1])) if found else None
    if found is None or noun in (None, Noun.ACTION) or is_conditional(sentence, place):
        return None
    step = found[1] + 1
    if sentence.low(step) not in ("have", "has"):
        return None
    step += 1
    while sentence.low(step) in _SMALL:
        step += 1
    having, step = _whether(sentence, step)
    status = statuses_at(sentence, step)
    if status is None or noun is None:
        return None
    after = status[1] + (sentence.low(status[1]) in ("action", "actions", "tasks", "ones"))
    if sentence.low(after) not in ALONE or not (having or after > status[1]):
        return None
    counted = Counted(found[0], noun, Said(now=status[0]), having=having or WITH)
    return CountAt(counted, place, after, (place, found[1]))


def _whether(sentence: Sentence, step: int) -> tuple[str, int]:
    if sentence.low(step) == "no":
        return WITHOUT, step + 1
    some = next((len(one) for one in _ANY if sentence.matches(step, one)), 0)
    return (WITH if some else ""), step + some
