"""A share told again in brackets behind a number: "61 actions (53%) are complete" says two things, and both are held.

Source: the key figures with which reports of the boards open; that a right number does not vouch for the share beside
it is our rule.
"""

from dataclasses import replace

from goldenthread.reports.claims.amounts import share_at
from goldenthread.reports.claims.counted_at import CountAt
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.values import Amount, Noun

_FARTHEST = 8


def with_share(sentence: Sentence, found: CountAt) -> CountAt:
    """A number with the percentage in brackets within its words or right behind them, said of the same actions."""
    counted = found.counted
    is_number = counted.quantity.amount is Amount.EXACT and not (counted.quantity.is_part or counted.quantity.step)
    is_step = counted.change is not None and counted.change.is_step
    if counted.noun is not Noun.ACTION or not counted.said or not is_number or is_step:
        return found
    for place in range(found.first, min(found.after + 1, found.first + _FARTHEST)):
        share = share_at(sentence, place + 1) if sentence.low(place) == "(" else None
        if share and share[0].amount is Amount.PERCENT and share[0].of is None and sentence.low(share[1]) == ")":
            after = max(found.after, share[1] + 1)
            return replace(found, counted=replace(counted, share=share[0]), after=after)
    return found
