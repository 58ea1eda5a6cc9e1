"""Why a claim is left to its author although its words could be counted: it is not asserted, or of another plan.

"Nobody said that five actions are blue" asserts nothing; "apart from 2.2, no action is red" counts without one;
"in the Youth Justice Plan four actions are blue" is of another plan.

Source: our rule that a truth is never contradicted; cover report of 2 May 2018, paragraph 7, which names the plan by
whoever asked for it.
"""

from goldenthread.reports.claims.phrases import by_first, words
from goldenthread.reports.claims.sentences import Sentence

_NOT_ASSERTED = by_first(
    {
        "It is not told as being so, and is not held against the plan.": "nobody; no one; wrongly; mistakenly; untrue; "
        "incorrect; incorrectly; erroneously; denied; denies; hoped; hopes; hope; forecast; predicted; predicts; "
        "target; targets; imagine; suppose; supposing; assume; assuming; if; whether; unless; misreported; not true; "
        "not right; not correct; not so; not the case; false; never said; did not say; does not say; would; aim; aims; "
        "aimed; expect; expects; expected; ambition; example; disputed; disputes; claims that; claimed that; "
        "was told that; far from",
    }
)
_EXCEPTED = by_first(
    {
        "The sentence makes an exception, so which actions are counted the round cannot tell.": "except; excepting; "
        "excluding; besides; bar; barring; apart from; aside from; other than; save for; with the exception; but for; "
        "not counting; leaving aside; setting aside; disregarding; discounting; without counting; ignoring"
    }
)
_PLANS = frozenset({"plan", "strategy", "programme"})
_DETERMINERS = words("the this that our its their a an my your his her")
_JOINS = words(
    "in of to for and or on by with from as at is are was were has have we they i you it will would not under"
)
OF_ANY_PLAN = words(
    "improvement service services action sip ofsted inspection post-inspection whole current overall existing live "
    "refreshed agreed same full entire single council's council annual published present"
)
"""Words in front of "plan" that name no plan in particular."""
_MOST_WORDS = 6


def doubt_about(sentence: Sentence, first: int, *, is_count: bool) -> str:
    """Why a claim that begins at a word is not held against the round; nothing where it is."""
    for step in range(first - 1, -1, -1):
        if sentence.low(step) in (";", "."):
            break
        for phrase, why in _NOT_ASSERTED.get(sentence.low(step), ()):
            if sentence.matches(step, phrase):
                return why
    if "respectively" in sentence.lows:
        return "“Respectively” says one thing of each; say them one by one."
    if is_count:
        for step, low in enumerate(sentence.lows):
            for phrase, why in _EXCEPTED.get(low, ()):
                if sentence.matches(step, phrase) and sentence.low(step - 1) not in ("all", "every", "none"):
                    return why
    return ""


def plan_spoken_of(sentence: Sentence) -> str:
    """The name of a plan in a sentence: "the SEND plan", "last year's plan"; nothing where it is only "the plan"."""
    for place, low in enumerate(sentence.lows):
        if low in _PLANS:
            first = _first_of_name(sentence, place)
            if any(word not in OF_ANY_PLAN for word in sentence.lows[first:place]):
                return sentence.text(first, place + 1)
    return ""


def _first_of_name(sentence: Sentence, place: int) -> int:
    """Where the name of a plan begins: behind its article, or with its first capital."""
    first = place
    while first > max(0, place - _MOST_WORDS):
        low = sentence.low(first - 1)
        if low in _DETERMINERS:
            return first
        if low in _JOINS or not low[:1].isalpha():
            break
        first -= 1
    named = sentence.at(place).text[:1].isupper() or "'s" in sentence.low(place - 1)
    return first if named or sentence.low(first) in ("another", "other", "last", "next", "previous") else place
