"""What is said of a priority or recommendation itself, held against the plan: whether it is there, and its actions.

Source: cover report of 2 May 2018, paragraph 7; that a part of a plan has no rating of its own is our reading.
"""

from goldenthread.reports.claims.checking_named import Verdict, check_named
from goldenthread.reports.claims.facts import RoundFacts
from goldenthread.reports.claims.places import part_of
from goldenthread.reports.claims.readings import readings
from goldenthread.reports.claims.values import Claim, Counted, Named, Noun, Outcome, Reference
from goldenthread.reports.claims.wording import number_of, said_in_words


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
