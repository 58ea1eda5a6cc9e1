"""Numbers without a word for actions: "three have become blue", "3 got worse", "nobody was late"."""

from goldenthread.reports.claims.counted_at import CountAt
from goldenthread.reports.claims.naming import scope_at
from goldenthread.reports.claims.predicates import predicate_at
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.spoken import Spoken
from goldenthread.reports.claims.standing_alone import ALONE, OF_NOTHING, OF_PLAN, SHARES, stands_alone
from goldenthread.reports.claims.status_words import (
    FINITE,
    IMPROVED,
    LATE,
    OFF_TRACK,
    WORSENED,
    status_at,
)
from goldenthread.reports.claims.values import Amount, Counted, Noun, Quantity, Scope


def without_noun(sentence: Sentence, place: int, quantity: Quantity, after: int, spoken: Spoken) -> CountAt | None:
    """A number in front of a verb and a status: "three have become blue"; a state only where actions were named."""
    people = _of_nobody(sentence, place, quantity, after, spoken)
    if people:
        return people
    scope, after = _inside_at(sentence, place, after) or (Scope(), after)
    moved = _moves(sentence, after)
    of_plan = sentence.low(after) in ("plan", "sip") and quantity.amount in SHARES
    after += of_plan
    if (
        (spoken.other and not of_plan)
        or (spoken.foreign and not of_plan)
        or not (sentence.low(after) in FINITE or (spoken.whole and status_at(sentence, after)) or moved)
        or quantity.amount in (Amount.SOME, Amount.NOT_ALL)
    ):
        return None
    if quantity.of is not None and not spoken.actions:
        return None
    found = predicate_at(sentence, after)
    if found is None:
        return None
    is_known = spoken.actions or bool(scope)
    loose = OF_PLAN if of_plan else "" if is_known or quantity.amount not in SHARES else OF_NOTHING
    if not (is_known or of_plan) and not stands_alone(sentence, place, quantity, found):
        if not moved or sentence.low(place - 1) not in ALONE or sentence.low(found.after) not in ALONE:
            return None
        counted = Counted(quantity, Noun.ACTION, found.said, unsure=OF_NOTHING)
        return CountAt(counted, place, found.after, (place, after), found.status)
    counted = Counted(quantity, Noun.ACTION, found.said, spoken.base, scope, loose=loose)
    return CountAt(counted, place, found.after, (place, after), found.status)


def _moves(sentence: Sentence, after: int) -> bool:
    """Whether the verb itself says that a rating moved: "3 got worse", "and 3 worsened"."""
    found = status_at(sentence, after)
    return found is not None and found[0] in (IMPROVED, WORSENED)


def _of_nobody(sentence: Sentence, place: int, quantity: Quantity, after: int, spoken: Spoken) -> CountAt | None:
    """ "Nobody was late", "none was late": of whom or of what it is told the sentence does not say."""
    is_people = sentence.low(place) in ("nobody", "no-one") or sentence.matches(place, ("no", "one"))
    is_none = sentence.low(place) == "none" and after == place + 1 and not spoken.actions
    found = predicate_at(sentence, after) if is_people or is_none else None
    if found is None or not {LATE, OFF_TRACK}.intersection(found.said.now) or not found.finite:
        return None
    if spoken.foreign or sentence.low(found.after) not in ALONE or sentence.low(place - 1) not in ALONE:
        return None
    counted = Counted(quantity, Noun.ACTION, found.said, unsure=OF_NOTHING)
    return CountAt(counted, place, found.after, (place, after), found.status)


def _inside_at(sentence: Sentence, place: int, after: int) -> tuple[Scope, int] | None:
    """The part of the plan behind "nothing" or "none": "nothing in Priority 2 is late"."""
    if sentence.low(place) not in ("nothing", "none") or sentence.low(after) not in ("in", "under", "within"):
        return None
    return scope_at(sentence, after + 1)
