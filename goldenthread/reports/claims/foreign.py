"""Numbers of other things in the same breath: "of the 40 indicators, eight are red" says nothing of the plan.

A report of a plan counts children, audits and measures too, and rates some of them in the same colours. Where a number
names nothing itself and what was counted last is no action, it is of that.

Source: our rule that nobody learns to pass over marks which are wrong; cover report of 2 May 2018, whose numbers of
other bodies name no action.
"""

from goldenthread.reports.claims.amounts import whole_number
from goldenthread.reports.claims.narrowing import NOUNS
from goldenthread.reports.claims.phrases import words
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.status_words import FINITE, colours_noun_at, status_at

_PLURALS = words("children people families staff carers men women")
_NOT_THINGS = words(
    "rounds meetings boards quarters reports periods occasions points times is was has as this plus versus status "
    "progress less unless us ones others theirs ours"
)
_AMONG = frozenset({"of", "among", "amongst", "across"})
_THE = frozenset({"the", "our", "all", "these", "those", "its"})


def foreign_before(sentence: Sentence, *, already: bool) -> list[bool]:
    """For each word whether what was counted last before it is no action, and behind the last word for the sentence."""
    found, is_other = [], already
    for step, low in enumerate(sentence.lows):
        found.append(is_other)
        if low in NOUNS or colours_noun_at(sentence, step):
            is_other = False
        elif _is_thing(sentence, step) and _is_counted(sentence, step):
            is_other = True
    return [*found, is_other]


def _is_thing(sentence: Sentence, step: int) -> bool:
    """Whether a word is the plural of something that is no action."""
    low = sentence.low(step)
    is_plural = low in _PLURALS or (len(low) > 3 and low.endswith("s") and low.isalpha())
    if not is_plural or low in _NOT_THINGS or low in FINITE or status_at(sentence, step):
        return False
    return sentence.low(step + 1) not in NOUNS


def _is_counted(sentence: Sentence, step: int) -> bool:
    """Whether a number stands in front of it, or "of the", with at most two words between."""
    for first in range(step - 1, max(-1, step - 4), -1):
        if whole_number(sentence, first) or (sentence.low(first) in _THE and sentence.low(first - 1) in _AMONG):
            return True
        if not sentence.low(first).isalpha() or sentence.low(first) in FINITE:
            return False
    return False
