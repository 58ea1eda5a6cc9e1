"""What stands behind a number and narrows it after all: "three are amber **in Priority 2**", "late **by a month**".

A part of the plan that is named narrows what is counted. Other words may narrow it in a way that the plan does not
know, so that the number is neither right nor wrong by it; only words that are known to narrow nothing leave it alone.

Source: cover report of 2 May 2018, paragraph 7, whose majority is of each recommendation; that words which nobody
understands leave a number open is our rule.
"""

from dataclasses import replace

from goldenthread.reports.claims.counted_at import CountAt
from goldenthread.reports.claims.naming import scope_at
from goldenthread.reports.claims.phrases import by_first
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.values import NOTHING, Noun, Scope
from goldenthread.reports.claims.when_told import time_here

_CLOSES = frozenset({"", ".", ",", ";", ":", "!", "?", "…", "(", ")", "[", "]", "|", "/", "-", "–", "—", "&", "and",
                     "but", "or", "while", "whilst", "whereas", "although", "though", "yet", "remain", "remains",
                     "overall", "today", "now", "currently", "presently", "already", "again", "altogether", "together",
                     "too", "respectively", "namely", "including", "which", "against", "compared", "plus", "among",
                     "amongst", "still", "out", "up", "down", "than", "nor", "so"})  # fmt: skip
_NARROWS_NOTHING = by_first(
    {
        "": "in the plan; in this plan; in our plan; in the sip; in total; in all; at present; at the moment; at this "
        "stage; at this time; at the time of writing; in the appendix; of the plan; in the table; to date; as "
        "follows; as well; as expected; as planned; in the improvement plan; in the service improvement plan; as "
        "shown; on the plan; as set out"
    }
)
_INTO = frozenset({"in", "under", "within", "across", "for", "of", "from"})


def bounded(sentence: Sentence, found: CountAt) -> CountAt:
    """A number with the part of the plan named behind it, or left open by words that may narrow it."""
    counted = found.counted
    if counted.noun is not Noun.ACTION or counted.scope.each or counted.vague or counted.unsure or found.listed:
        return found
    after = found.after + (sentence.low(found.after) in ("action", "actions", "tasks"))
    narrowed = _scope_behind(sentence, after)
    if narrowed and not counted.scope:
        scope, behind = narrowed
        return bounded(sentence, replace(found, counted=replace(counted, scope=scope, may_also=()), after=behind))
    low = sentence.low(after)
    if low in _CLOSES or time_here(sentence, after) or counted.said == NOTHING:
        return found
    known = next((one for one, _ in _NARROWS_NOTHING.get(low, ()) if sentence.matches(after, one)), None)
    if known:
        return found
    if sentence.low(found.first) in ("the", "our") and low not in _INTO | {"by", "with", "that", "on", "at"}:
        return found
    words = sentence.text(after, min(after + 5, len(sentence)))
    return replace(found, counted=replace(counted, vague=words.rstrip(".,;:!? ")))


def _scope_behind(sentence: Sentence, place: int) -> tuple[Scope, int] | None:
    """A part of the plan named behind a number: "in Priority 2", "(Priority 2)", ", under Ofsted recommendation 3"."""
    step = place + (sentence.low(place) == "," and sentence.low(place + 1) in ("in", "under", "within"))
    if sentence.low(step) == "(":
        step += 1 + (sentence.low(step + 1) in _INTO)
        named = scope_at(sentence, step)
        return (named[0], named[1] + 1) if named and sentence.low(named[1]) == ")" else None
    if sentence.low(step) not in _INTO:
        return None
    step += 1
    while sentence.low(step) in ("the", "our", "its"):
        step += 1
    return scope_at(sentence, step)
