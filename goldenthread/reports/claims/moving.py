"""How a number is said to have moved: "which were previously in process", "up from three", "one more than in December".

A number that is right today is not right as a movement: "ten actions are complete which were in process" counts
those that became so. What is understood is held against both rounds, what is not leaves the number to its author.

Source: cover report of 2 May 2018, paragraph 4, whose ten actions "previously" in process are a movement; that a
movement which nothing proves is neither confirmed nor put right is our rule.
"""

from dataclasses import replace

from goldenthread.reports.claims.amounts import whole_number
from goldenthread.reports.claims.counted_at import CountAt
from goldenthread.reports.claims.naming import DASHES
from goldenthread.reports.claims.phrases import phrases, words
from goldenthread.reports.claims.predicates import Predicate, predicate_at
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.status_words import EARLIER, FINITE
from goldenthread.reports.claims.values import NO_TIME, NOTHING, Amount, Change, Counted, Direction, Noun
from goldenthread.reports.claims.when_told import time_here

_RELATIVE = frozenset({"which", "that", "who"})
_COMPARED = frozenset({"compared", "against", "than", "versus", "instead"})
_WAYS = {"up": Direction.ROSE, "down": Direction.FELL, "more": Direction.ROSE, "fewer": Direction.FELL,
         "less": Direction.FELL}  # fmt: skip
_OF_BEFORE = frozenset({"before", "former", "previous", "hitherto", "since"})
_STOPS = frozenset({"", ".", ";", ":", "!", "?"})
_PARTS = frozenset({"and", "but", "while", "whilst", "whereas"})
_RISING = words("rose risen increased grew grown up climbed raised")
_FALLING = words("fell fallen decreased dropped reduced down declined shrank shrunk lowered")
_STAYING = words("remain remains remained still stays stayed unchanged steady static same")
STEPS = {"increase": Direction.ROSE, "rise": Direction.ROSE, "growth": Direction.ROSE, "gain": Direction.ROSE,
          "fall": Direction.FELL, "drop": Direction.FELL, "decrease": Direction.FELL, "reduction": Direction.FELL,
          "improvement": Direction.ANY, "change": Direction.CHANGED}  # fmt: skip
_SAME = phrases(
    "the same as; the same number as; unchanged from; unchanged since; no change from; no change since; no change on; "
    "level with; as in; as at the last; as before; unchanged"
)
_UNTIL = frozenset({"by", "before", "until", "ahead"})
_LAST = frozenset({"time", "round", "quarter", "board", "report", "meeting", "update"})
_ASIDES = frozenset({"where", "when", "as", "whereas"})
_KEEPING = _STAYING | {"again"}
_LONGEST_CLAUSE = 24
_BOTH = "It tells two things of the actions; whether each of them is both the words do not tell."
_UNREAD = "It tells how the actions stood before, in words that can be read in more than one way."


def way_of(lows: tuple[str, ...]) -> Direction:
    """The direction that the words between a number of actions and its figure tell: "has fallen", "remains at"."""
    if not _RISING.isdisjoint(lows):
        return Direction.ROSE
    if not _FALLING.isdisjoint(lows):
        return Direction.FELL
    return Direction.CHANGED if _STAYING.isdisjoint(lows) else Direction.STAYED


def moving(sentence: Sentence, found: CountAt) -> CountAt:
    """A number with what is told of the time before in the clause behind it, or in front."""
    counted = found.counted
    if counted.noun is not Noun.ACTION or counted.vague or counted.unsure or not counted.said or counted.change:
        return found
    if counted.quantity.step:
        return _more(sentence, found)
    found = _kept(sentence, found)
    counted, step = found.counted, found.after
    while sentence.low(step) in (",", "(") or sentence.at(step).text in DASHES:
        step += 1
    change = compared_at(sentence, step)
    if change:
        is_now = bool(counted.said.now) and not counted.said.past
        return replace(found, counted=replace(counted, change=replace(change, is_now=is_now)))
    low = sentence.low(step)
    told = _state_before(sentence, step)
    if told:
        return _of_those_before(sentence, found, told)
    if low in _COMPARED or low in _WAYS or (low in _RELATIVE | _ASIDES and _tells_of_before(sentence, step)):
        return _unread(found)
    is_step = low in ("a", "an") and sentence.low(step + 1) in STEPS
    if is_step or sentence.matches(step, ("no", "longer")):
        return _unread(found)
    if low in EARLIER or low == "having" or _is_before_ahead(sentence, found):
        return _unread(found)
    return found


def _more(sentence: Sentence, found: CountAt) -> CountAt:
    """A number told as a difference: "nine more actions are complete", "two fewer are late than in December".

    Whatever else is told of the same actions leaves it open: "two more are blue which were amber".
    """
    counted = found.counted
    said, quantity = counted.said, counted.quantity
    is_plain = not (said.was or said.denied or said.past or counted.base or counted.or_base or said.completed_on)
    is_plain = is_plain and quantity.amount is Amount.EXACT and quantity.of is None and not quantity.of_these
    plain = replace(found, counted=replace(counted, quantity=replace(quantity, step="")))
    step = found.after + (sentence.low(found.after) == ",")
    is_than = sentence.low(step) in ("than", "compared")
    is_end = said.when and not _UNTIL.isdisjoint(sentence.lows[found.first : found.after])
    if not is_plain or is_end or (not is_than and moving(sentence, plain) != plain):
        return _unread(found)
    way = _WAYS[quantity.step] if quantity.number else Direction.STAYED
    change = Change(way, by=int(quantity.number), is_step=True, is_more=True, since=said.when)
    said = replace(said, turned=False, freshly=False, when=NO_TIME)
    return replace(found, counted=replace(counted, said=said, change=change, may_also=()))


def _kept(sentence: Sentence, found: CountAt) -> CountAt:
    """A number of those that are "no longer" so were so before; of those that "remain" so it may be all or those."""
    counted, lows = found.counted, sentence.lows[found.first : found.after]
    said = counted.said
    if said.denied and "longer" in lows and not said.was and not counted.base:
        return replace(found, counted=replace(counted, said=replace(said, was=said.now)))
    if said.now and not said.was and not _KEEPING.isdisjoint(lows):
        return replace(found, counted=replace(counted, change=Change(Direction.KEPT)))
    return found


def _unread(found: CountAt) -> CountAt:
    return replace(found, counted=replace(found.counted, unsure=_UNREAD))


def compared_at(sentence: Sentence, step: int) -> Change | None:
    """Another number that this one is compared with: "up from three", "one more than", "(three in December)"."""
    low = sentence.low(step)
    if low in ("up", "down"):
        behind = sentence.low(step + 1)
        number = whole_number(sentence, step + 1 + (behind in ("from", "by")))
        if number is None:
            return None
        way = _WAYS[low]
        return _from(sentence, number, way) if behind == "from" else Change(way, by=number[0])
    same = next((len(one) for one in _SAME if sentence.matches(step, one)), 0)
    if same:
        told = time_here(sentence, step + same)
        return Change(Direction.STAYED, since=told.time if told else NO_TIME)
    ahead = _before_at(sentence, step)
    if ahead:
        number = whole_number(sentence, ahead)
        return _from(sentence, number) if number else None
    if low in ("a", "an") and sentence.low(step + 1) in STEPS and sentence.low(step + 2) == "of":
        number = whole_number(sentence, step + 3)
        return Change(STEPS[sentence.low(step + 1)], by=number[0]) if number else None
    number = whole_number(sentence, step)
    if number and sentence.low(number[1]) in ("more", "fewer", "less") and sentence.low(number[1] + 1) == "than":
        return Change(_WAYS[sentence.low(number[1])], by=number[0])
    if number and sentence.low(step - 1) == "(":
        is_before = time_here(sentence, number[1]) or sentence.low(number[1]) in EARLIER
        return _from(sentence, number) if is_before else None
    return None


def _from(sentence: Sentence, number: tuple[int, int, bool], way: Direction = Direction.ANY) -> Change:
    """A number of before, with the time it is told of where one stands behind it."""
    told = time_here(sentence, number[1])
    return Change(way, came_from=number[0], since=told.time if told else NO_TIME)


def _before_at(sentence: Sentence, step: int) -> int:
    """The place of a number behind words that tell of before: "previously 3", "last time: 3", "compared with three"."""
    low, behind = sentence.low(step), step + 1
    if low in ("compared", "against"):
        return behind + (sentence.low(behind) in ("with", "to"))
    if low == "last" and sentence.low(behind) in _LAST:
        behind += 1
    elif low not in EARLIER and not (low in ("was", "were") and sentence.low(step - 1) == "("):
        return 0
    return behind + (sentence.low(behind) == ":")


def _state_before(sentence: Sentence, step: int) -> Predicate | None:
    """A status told of the same actions in a clause behind: "which were in process", "and were green"."""
    low = sentence.low(step)
    if low in _RELATIVE or low == "having":
        found = predicate_at(sentence, step + 1)
        if found and low == "having":
            return replace(found, said=replace(found.said, past=not found.said.was))
        return found
    step += low in ("and", "but", "though", "although")
    return predicate_at(sentence, step) if sentence.low(step) in FINITE or sentence.low(step) in EARLIER else None


def _of_those_before(sentence: Sentence, found: CountAt, told: Predicate) -> CountAt:
    """A number of those that stood otherwise before; of a state at the same time, or denied, it is left open."""
    counted, said = found.counted, told.said
    is_before = bool(said.was and not said.now) or said.past
    is_plain = not (counted.base or counted.said.was or counted.said.past or counted.or_base)
    if not is_before:
        return replace(found, counted=replace(counted, unsure=_BOTH))
    if not is_plain or said.denied or told.mostly:
        return _unread(found)
    after = told.after + (sentence.low(told.after) == "before")
    among = tuple(one for one in counted.may_also if not one.base)
    base = replace(said.from_before(), when=said.when)
    counted = replace(counted, base=base, may_also=among)
    return replace(found, counted=counted, after=after, status=found.status or told.status)


def _tells_of_before(sentence: Sentence, step: int) -> bool:
    """Whether a clause speaks of an earlier time: "which the board had previously rated green"."""
    for at in range(step, step + _LONGEST_CLAUSE):
        low = sentence.low(at)
        if low in _STOPS or low in _PARTS:
            return False
        if low in EARLIER | _RISING | _FALLING | _OF_BEFORE or low in STEPS:
            return True
    return False


def _is_before_ahead(sentence: Sentence, found: CountAt) -> bool:
    """Whether "previously" opens the clause of a number that is told of today: "previously green, ten are blue"."""
    if _is_of_before(found.counted):
        return False
    for at in range(found.first - 1, max(-1, found.first - _LONGEST_CLAUSE), -1):
        low = sentence.low(at)
        if low in _STOPS or low in _PARTS:
            return False
        if low in EARLIER:
            return True
    return False


def _is_of_before(counted: Counted) -> bool:
    return any(one.was or one.past for one in (counted.said, counted.base)) or counted.said == NOTHING
