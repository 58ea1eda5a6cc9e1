"""A number that is said to have moved, held against the round before: the direction, the step, and where it came from.

Only what the round before proves is confirmed. Otherwise the author is told both figures and nothing is offered,
because "fell to" the right number is still false where nothing fell.

Source: the key figures with which reports of the boards open; that a movement nobody can prove is left to its author
is our rule.
"""

from dataclasses import replace

from goldenthread.reports.claims.checking_named import Verdict
from goldenthread.reports.claims.facts import RoundFacts
from goldenthread.reports.claims.places import Part
from goldenthread.reports.claims.readings import NO_ROUND_BEFORE, Keys, readings
from goldenthread.reports.claims.values import Change, Counted, Direction, Outcome, Said


def check_moved(facts: RoundFacts, says: Counted, part: Part, found: Verdict | None) -> Verdict:
    """The verdict on a number, kept where the round before proves how it is said to have moved.

    Without a verdict the figure is itself the difference. A figure of the round before that is wrong stays
    contradicted, without an offer; a figure of today is left open, since nobody can tell since when it moved. Where
    actions "remain" so, only those that were so before surely do: a number for them is offered where all were.
    """
    change = says.change
    if change is None or (found is not None and found.outcome is Outcome.NOT_CHECKABLE):
        return found or Verdict(Outcome.NOT_CHECKABLE, NO_ROUND_BEFORE)
    now, before = _both_times(facts, says, part)
    if found and change.way is Direction.KEPT:
        return found if now is not None and now == before else replace(found, suggested="")
    if now is None or before is None:
        why = NO_ROUND_BEFORE if facts.before is None else "How many there were in the round before cannot be told."
        return _left_open(found, why)
    if _is_proved(change, len(now), len(before)):
        return found or Verdict(Outcome.CONFIRMED, _told(now, before), now)
    if found and found.outcome is Outcome.CONTRADICTED and says.said.was and not says.said.now:
        return replace(found, why=f"{found.why} {_told(now, before)}", suggested="")
    return _left_open(found, _told(now, before))


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
