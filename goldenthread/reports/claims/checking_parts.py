"""What is said of a priority or recommendation itself, held against the plan: whether it is there, and its actions.

Source: cover report of 2 May 2018, paragraph 7; that a part of a plan has no rating of its own is our reading.
"""

from collections.abc import Sequence

from goldenthread.reports.claims.amounts_held import holds
from goldenthread.reports.claims.checking_named import Verdict, check_named
from goldenthread.reports.claims.facts import RoundFacts
from goldenthread.reports.claims.places import Part, part_of
from goldenthread.reports.claims.readings import Keys, readings
from goldenthread.reports.claims.values import Claim, Counted, Named, Noun, Outcome, Reference
from goldenthread.reports.claims.wording import better_number, number_of, said_in_words


def check_part(facts: RoundFacts, claim: Claim, says: Counted) -> Verdict:
    """What is said of a part of the plan; "P9" is the action of that ref where the plan has one and no such priority.

    Where it has both, or neither, nobody can tell what is meant.
    """
    code = says.scope.code
    is_action = code.casefold() in facts.by_ref
    is_priority = says.scope.priority.casefold() in facts.by_priority
    if code and not is_priority:
        if is_action:
            return check_named(facts, claim, Named(Reference(code), says.said))
        why = f"There is no Priority {says.scope.priority} and no action {code} in this plan."
        return Verdict(Outcome.NOT_CHECKABLE, f"{why} What {code} is the words do not tell.")
    if code and is_action:
        why = f"It may be said of Priority {says.scope.priority} or of action {code}; say which is meant."
        return Verdict(Outcome.NOT_CHECKABLE, why)
    return _of_a_part(facts, says)


def _of_a_part(facts: RoundFacts, says: Counted) -> Verdict:
    """A part that the plan has not is contradicted; what is said of one that it has is left open, with its actions.

    A recommendation of somebody whom the plan does not name, or of nobody, may be one of another paper.
    """
    part, scope = part_of(facts, says.scope), says.scope
    if part.missing:
        sources = " ".join(one.source for one in facts.recommendations).split()
        if not scope.recommendation or (scope.source and scope.source.casefold() in sources):
            return Verdict(Outcome.CONTRADICTED, part.missing)
        return Verdict(
            Outcome.NOT_CHECKABLE, f"{part.missing} Whether it is one of another paper the words do not tell."
        )
    rated = f"The plan rates actions, not {number_of(2, says.noun).split()[1]}."
    found = readings(facts, says.said)
    if part.unknown or found.unsure:
        return Verdict(Outcome.NOT_CHECKABLE, f"{rated} {part.unknown or found.unsure}")
    where = "in" if says.noun is Noun.PRIORITY else "under"
    so = part.keys & found.plain
    told = (
        f"Of {number_of(len(part.keys))} {where} {part.name}, {len(so) or 'none'} {said_in_words(says.said, len(so))}."
    )
    return Verdict(Outcome.NOT_CHECKABLE, f"{rated} {told}", so)


def check_having(facts: RoundFacts, says: Counted, groups: Sequence[tuple[str, Keys]]) -> Verdict:
    """How many parts of the plan have an action that is so, or none; a wider meaning that fits leaves it open."""
    found = readings(facts, says.said)
    if found.unsure or not groups:
        return Verdict(Outcome.NOT_CHECKABLE, found.unsure or "The plan has no such parts.")
    named = [_parts_having(groups, keys, says.having) for keys in (found.plain, *found.wider)]
    fits = [_holds_of(says, len(one), len(groups)) for one in named]
    listed = f": {', '.join(named[0])}" if 0 < len(named[0]) <= 12 else ""
    has = "has" if len(named[0]) == 1 else "have"
    an_action = "no action" if says.having == "without" else "an action"
    why = (
        f"{len(named[0]) or 'None'} of the {number_of(len(groups), says.noun)} {has} {an_action} that "
        f"{said_in_words(says.said, 1)}{listed}."
    )
    behind = frozenset(key for _, keys in groups for key in keys & found.plain)
    if fits[0]:
        return Verdict(Outcome.CONFIRMED, why, behind)
    unsure = fits[0] is None or any(fits) or says.quantity.is_part
    return Verdict(Outcome.NOT_CHECKABLE if unsure else Outcome.CONTRADICTED, why, behind)


def _parts_having(groups: Sequence[tuple[str, Keys]], so: Keys, having: str) -> list[str]:
    return [name for name, keys in groups if bool(keys & so) == (having == "with")]


def check_located(facts: RoundFacts, claim: Claim, says: Counted, part: Part) -> Verdict:
    """How many actions of a status stand in a part of the plan, of all that have it."""
    inside, base = part_of(facts, says.within), readings(facts, says.base)
    if inside.missing or inside.unknown or base.unsure:
        outcome = Outcome.CONTRADICTED if inside.missing else Outcome.NOT_CHECKABLE
        return Verdict(outcome, inside.missing or inside.unknown or base.unsure)
    among = [part.keys & keys for keys in (base.plain, *base.wider)]
    fits = [_holds_of(says, len(keys & inside.keys), len(keys)) for keys in among]
    whole, so = among[0], among[0] & inside.keys
    where = "in" if inside.name.startswith("Priority") else "under"
    are = "is" if len(so) == 1 else "are"
    listed = f": {facts.names(tuple(so))}" if so else ""
    why = (
        f"Of {number_of(len(whole))} that {said_in_words(says.base, len(whole))}, {len(so) or 'none'} {are} {where} "
        f"{inside.name}{listed}."
    )
    if fits[0]:
        return Verdict(Outcome.CONFIRMED, why, so)
    if fits[0] is None or any(fits) or says.quantity.is_part or says.quantity.step:
        return Verdict(Outcome.NOT_CHECKABLE, why, so)
    return Verdict(Outcome.CONTRADICTED, why, so, better_number(claim, says, len(so), len(whole)))


def _holds_of(says: Counted, count: int, total: int) -> bool | None:
    if says.quantity.of not in (None, total):
        return False
    return holds(says.quantity, count, total)
