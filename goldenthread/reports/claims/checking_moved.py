"""A number that is said to have moved, held against the round before: the direction, the step, and where it came from.

Only what the round before proves is confirmed. Otherwise the author is told both figures and nothing is offered,
because "fell to" the right number is still false where nothing fell.

Source: the key figures with which reports of the boards open; that a movement nobody can prove is left to its author
is our rule.
"""

from dataclasses import replace

from goldenthread.reports.claims.amounts_held import SHARE_NEAR
from goldenthread.reports.claims.checking_named import Verdict
from goldenthread.reports.claims.facts import RoundFacts
from goldenthread.reports.claims.places import Part
from goldenthread.reports.claims.readings import NO_ROUND_BEFORE, Keys, readings
from goldenthread.reports.claims.values import Amount, Change, Counted, Direction, Outcome, Said

_NEARLY = 0.25
"""Nearly doubled is less than double, by a quarter of the number before at most."""


def check_moved(facts: RoundFacts, says: Counted, part: Part, found: Verdict | None) -> Verdict:
    """The verdict on a number, kept where the round before proves how it is said to have moved.

    Without a verdict the figure is itself the difference. A figure of the round before that is wrong stays
    contradicted, without an offer; one of today is left open where nobody can tell of when it is told, and a movement
    where nobody can tell since when: told since the round before, what did not take place is contradicted. Where
    actions "remain" so, only those that were so before surely do: a number for them is offered where all were.
    """
    change = says.change
    if change is None or (found is not None and found.outcome is Outcome.NOT_CHECKABLE):
        return found or Verdict(Outcome.NOT_CHECKABLE, NO_ROUND_BEFORE)
    now, before = _both_times(facts, says, part)
    if found and change.way is Direction.KEPT:
        return found if now is not None and now == before else replace(found, suggested="")
    other = readings(facts, Said(was=says.said.now or says.said.was, when=change.since)).unsure if change.since else ""
    if now is None or before is None or other:
        why = "How many there were in the round before cannot be told."
        return _left_open(found, NO_ROUND_BEFORE if facts.before is None else other or why)
    told = _told(now, before) + _became(facts, says, change, now)
    fits = _fits(facts, says, change, now, before)
    if fits:
        return found or Verdict(Outcome.CONFIRMED, told, now)
    if found and found.outcome is Outcome.CONTRADICTED and says.said.was and not says.said.now:
        return replace(found, why=f"{found.why} {told}", suggested="")
    is_wrong = found is not None and found.outcome is Outcome.CONTRADICTED and change.is_now
    is_since = bool(change.since) and change.way is not Direction.ANY
    if is_wrong or (fits is False and (is_since or _is_too_many(change, now))):
        why = f"{found.why} {told}" if found else told
        return Verdict(Outcome.CONTRADICTED, why, found.actions if found else now)
    return _left_open(found, told)


def _became(facts: RoundFacts, says: Counted, change: Change, now: Keys) -> str:
    """How many became so, where that may be meant beside how many more there are."""
    turned = readings(facts, Said(now=says.said.now, turned=True)) if change.is_more else None
    if turned is None or turned.unsure or change.way is Direction.FELL:
        return ""
    count = len(turned.plain & now)
    return f" {count or 'None'} became so since."


def _is_too_many(change: Change, now: Keys) -> bool:
    """Whether more are said to have become so than are so today, whenever the movement began."""
    return change.is_more and change.way is Direction.ROSE and (change.by or 0) > len(now)


def _fits(facts: RoundFacts, says: Counted, change: Change, now: Keys, before: Keys) -> bool | None:
    """Whether both rounds show what is said; nobody can tell where "nine more" is one of two numbers only.

    It may be by how many there are more, or how many became so; that "no further" are is of those that became so.
    """
    fits = _is_proved(change, len(now), len(before))
    if not change.is_more or change.way is Direction.FELL:
        return fits
    turned = readings(facts, Said(now=says.said.now, turned=True))
    if not change.by:
        return None if turned.unsure else not turned.plain & now
    became = None if turned.unsure else len(turned.plain & now) == change.by
    return fits if became is fits else None


def _left_open(found: Verdict | None, why: str) -> Verdict:
    told = f"{found.why} {why}" if found else why
    return Verdict(Outcome.NOT_CHECKABLE, told, found.actions if found else frozenset())


def _told(now: Keys, before: Keys) -> str:
    return f"It is {len(now)} in this round and was {len(before)} in the round before."


def _both_times(facts: RoundFacts, says: Counted, part: Part) -> tuple[Keys | None, Keys | None]:
    """The actions of a status now and in the round before; neither where more than a status is said of them."""
    said = says.said
    statuses = said.now or said.was
    is_plain = statuses and not (says.base or says.or_base or said.denied or said.turned or (said.now and said.was))
    if facts.before is None or not is_plain or said.when.other:
        return None, None
    now = _within(facts, part, Said(now=statuses, every=said.every))
    return now, _within(facts, part, Said(was=statuses, every=said.every))


def _within(facts: RoundFacts, part: Part, said: Said) -> Keys | None:
    """Those of a part of the plan; unknown where one of them has left the plan, as its part is not kept."""
    found = readings(facts, said)
    if found.unsure:
        return None
    if not part.name:
        return found.plain
    return None if found.plain - facts.keys else found.plain & part.keys


def _is_proved(change: Change, now: int, before: int) -> bool:
    """Whether two numbers show what is said: the direction, the difference and the number before."""
    if change.times:
        return _is_multiplied(change, now, before)
    step = now - before
    goes = {
        Direction.ROSE: step > 0,
        Direction.FELL: step < 0,
        Direction.CHANGED: step != 0,
        Direction.STAYED: step == 0,
        Direction.ANY: True,
    }
    is_step = change.by is None or abs(step) == change.by
    return goes[change.way] and is_step and change.came_from in (None, before)


def _is_multiplied(change: Change, now: int, before: int) -> bool:
    """Whether a number is so many times that of before: of an odd one half is either side of its middle.

    A share is told to the nearest action, and in large numbers to two and a half in a hundred.
    """
    wanted = change.times * before
    off = now - wanted
    if not before:
        return False
    if change.bound is Amount.MORE:
        return off > 0 if change.times > 1 else off < 0
    if change.bound is Amount.NEARLY:
        is_short = off < 0 if change.times > 1 else off > 0
        return is_short and abs(off) <= max(1, _NEARLY * before)
    return abs(off) <= max(0.5, SHARE_NEAR * before if change.bound is Amount.ABOUT else 0)
