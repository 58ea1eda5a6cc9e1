"""A number that names nothing, where no actions were spoken of: "three are amber", "over half are complete".

A number of a colour is one of the plan's. A share may be of anything, and "nothing is overdue" too, so that they must
be all that their clause says, in the present.

Source: report of 8 February 2019, paragraph 3, whose list names its actions once; that a share which names nothing is
never contradicted is our rule.
"""

from goldenthread.reports.claims.predicates import Predicate
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.status_words import COLOURS, LATE, OFF_TRACK
from goldenthread.reports.claims.values import Amount, Quantity

SHARES = frozenset({Amount.SHARE, Amount.PERCENT, Amount.MOST})
OF_NOTHING = "Of what it is told the sentence does not say."
OF_PLAN = "The plan rates actions and not itself."
ALONE = frozenset({"", ".", ",", ";", ":", "!", "and", "but"})


def stands_alone(sentence: Sentence, place: int, quantity: Quantity, found: Predicate) -> bool:
    """Whether a number is surely one of actions although none were spoken of.

    A number of a colour is. A share, and "nothing is overdue", must be all that its sentence says, in the present.
    """
    said = found.said
    colours = set(said.now + said.was) & set(COLOURS) or "reopened" in said.now
    is_share = quantity.amount in SHARES
    if colours and not is_share:
        return quantity.amount is not Amount.ALL
    is_now = bool(said.now) and not (said.turned or said.past or said.was or said.completed_on)
    ends = sentence.low(found.after) in ALONE or sentence.matches(found.after, ("in", "the", "plan"))
    is_nothing = sentence.low(place) == "nothing" and set(said.now) <= {LATE, OFF_TRACK}
    return is_now and ends and sentence.low(place - 1) in ALONE and (is_share or is_nothing)
