"""Claims held against a closed round: confirmed, contradicted with what the plan says, or not checkable and why.

Source: cover report of 2 May 2018, paragraphs 3, 4, 7 and 8, whose ten newly complete actions cannot be reproduced
from the plan behind it; that a doubtful claim is left to its author and never guessed is our rule.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import product

from goldenthread.reports.claims.amounts_held import holds
from goldenthread.reports.claims.checking_moved import check_moved
from goldenthread.reports.claims.checking_named import Verdict, check_named
from goldenthread.reports.claims.checking_parts import check_having, check_located, check_part
from goldenthread.reports.claims.doubting import OF_ANY_PLAN
from goldenthread.reports.claims.facts import RoundFacts
from goldenthread.reports.claims.finding import find_claims
from goldenthread.reports.claims.offering import with_offers_that_hold
from goldenthread.reports.claims.places import Part, from_source, meant_by, part_of
from goldenthread.reports.claims.readings import Keys, as_of_now, readings
from goldenthread.reports.claims.status_words import COLOURS
from goldenthread.reports.claims.values import (
    Amount,
    Checked,
    Claim,
    Counted,
    Listed,
    Named,
    Noun,
    Outcome,
    Scope,
    Unread,
)
from goldenthread.reports.claims.wording import better_number, number_of, said_in_words

_COLOURED = frozenset(COLOURS)
_BESIDE = "It is told beside another number, and which actions are meant it does not say."
_OF_THE_PLAN = frozenset({"plan", "plan's", "plan’s", "sip"})
CONFIRMED, CONTRADICTED, NOT_CHECKABLE = Outcome.CONFIRMED, Outcome.CONTRADICTED, Outcome.NOT_CHECKABLE


def check_claims(claims: Iterable[Claim], facts: RoundFacts) -> list[Checked]:
    """Every claim with its outcome, in the order of the claims; words are offered only where they make it right."""
    found = [_checked(claim, facts) for claim in claims]
    return with_offers_that_hold(found, lambda passages: [_checked(one, facts) for one in find_claims(passages)])


def _checked(claim: Claim, facts: RoundFacts) -> Checked:
    says = claim.says
    doubt = claim.doubt or _of_another_plan(claim, facts)
    if doubt:
        return Checked(claim, NOT_CHECKABLE, doubt)
    if isinstance(says, Named):
        found = _as_far_as_read(check_named(facts, claim, says), says.unread)
    elif isinstance(says, Counted):
        found = _with_its_share(facts, claim, says, check_counted(facts, claim, says))
        found = _as_far_as_read(found, says.unread)
    elif isinstance(says, Listed):
        found = check_listed(facts, says)
    else:
        found = _unread(says)
    return Checked(claim, found.outcome, found.why, facts.in_order(found.actions), found.suggested)


def _as_far_as_read(found: Verdict, unread: str) -> Verdict:
    """Nothing is confirmed beside words of a verdict that were not read; what is wrong stays wrong without them."""
    if not unread or found.outcome is not CONFIRMED:
        return found
    return Verdict(NOT_CHECKABLE, f"{found.why} What stands beside it was not read: “{unread}”.", found.actions)


def _of_another_plan(claim: Claim, facts: RoundFacts) -> str:
    """Why a claim that names its plan is not held against this one; nothing where every word may be of its name."""
    known = _words_of(facts.plan) | OF_ANY_PLAN | {"plan", "strategy", "programme"}
    if _words_of(claim.plan) <= known:
        return ""
    return f"It is told of “{claim.plan}”; this round is of the plan “{facts.plan}”."


def _words_of(name: str) -> set[str]:
    return {word.strip(",.:;()").replace("’", "'") for word in name.casefold().split()}


def _unread(says: Unread) -> Verdict:
    return Verdict(NOT_CHECKABLE, says.why)


def _with_its_share(facts: RoundFacts, claim: Claim, says: Counted, found: Verdict) -> Verdict:
    """A right number beside a share that is not the plan's is wrong all the same."""
    if says.share is None or found.outcome is not CONFIRMED:
        return found
    share = check_counted(facts, claim, replace(says, quantity=says.share, share=None, change=None, whole=None))
    return found if share.outcome is CONFIRMED else replace(share, suggested="")


def check_listed(facts: RoundFacts, says: Listed) -> Verdict:
    """A list has as many actions as the number in front of it says.

    Which of the two is wrong the sentence does not tell, so that nothing is suggested.
    """
    keys = {one.key for reference in says.references for one in meant_by(facts, reference).actions}
    named = len(says.references)
    return Verdict(
        CONTRADICTED,
        f"The sentence says {says.number} and names {number_of(named)}.",
        frozenset(keys) if len(keys) <= named else frozenset(),
    )


def check_counted(facts: RoundFacts, claim: Claim, says: Counted) -> Verdict:
    """A number is compared with the list of actions it is true of, in the part of the plan it names."""
    if says.vague or says.unsure:
        vague = f"Which actions are meant by “{says.vague.strip()}” the plan does not say."
        return Verdict(NOT_CHECKABLE, says.unsure or vague)
    if says.scope.each:
        return _check_each(facts, says)
    says = replace(says, said=as_of_now(facts, says.said))
    if says.noun is not Noun.ACTION:
        return _check_number_of(facts, claim, says)
    part = part_of(facts, says.scope)
    if part.missing or part.unknown:
        return Verdict(CONTRADICTED if part.missing else NOT_CHECKABLE, part.missing or part.unknown)
    if says.within:
        return check_located(facts, claim, says, part)
    if says.change and says.change.is_step:
        return check_moved(facts, says, part, None)
    if says.whole not in (None, len(facts.keys)) and not _names_the_plan(claim):
        return Verdict(NOT_CHECKABLE, _which_are_meant(says.whole))
    found = _check_among(facts, claim, says, _check_base(facts, claim, says, part))
    return _loosely(says, check_moved(facts, says, part, found))


def _loosely(says: Counted, found: Verdict) -> Verdict:
    """A share of which nobody says of what, or of the plan as a whole: of colours it may be right, but never wrong."""
    is_rated = not _COLOURED.isdisjoint(says.said.now)
    if not says.loose or (found.outcome is CONFIRMED and is_rated):
        return found
    return Verdict(NOT_CHECKABLE, f"{says.loose} {found.why}", found.actions)


def _check_base(facts: RoundFacts, claim: Claim, says: Counted, part: Part) -> Verdict:
    """A number among what its base means; where that fits not and another meaning of it does, nobody can tell."""
    first = _check_in(facts, claim, says, part)
    if first.outcome is CONTRADICTED and says.or_base:
        other = _check_in(facts, claim, replace(says, base=says.or_base), part)
        if other.outcome is not CONTRADICTED:
            return Verdict(NOT_CHECKABLE, f"{first.why} {other.why} Say which time is meant.", first.actions)
    return first


def _check_among(facts: RoundFacts, claim: Claim, says: Counted, first: Verdict) -> Verdict:
    """A number that may also be counted among what was spoken of before must come out the same there."""
    for among in says.may_also:
        other = part_of(facts, among.scope)
        if other.missing or other.unknown:
            continue
        second = _check_in(facts, claim, replace(says, base=among.base or says.base), other)
        if first.outcome is not second.outcome:
            why = f"It may be said of the plan or of what was spoken of before. {first.why} {second.why}"
            return Verdict(NOT_CHECKABLE, why, first.actions)
    return first


def _check_in(facts: RoundFacts, claim: Claim, says: Counted, part: Part) -> Verdict:
    """Hold a number against one part of the plan, in the plain meaning first and then in the wider ones."""
    said, base = readings(facts, says.said), readings(facts, says.base)
    unsure = said.unsure or base.unsure or _untold(says)
    if unsure:
        return Verdict(NOT_CHECKABLE, unsure)
    wholes, trues = (base.plain, *base.wider), (said.plain, *said.wider)
    tried = [_try(facts, says, part, whole, true) for whole, true in product(wholes, trues)]
    plain, is_true, whole = tried[0]
    if is_true is None:
        return Verdict(NOT_CHECKABLE, f"{_told(facts, says, part, plain, whole)} The words leave it open.", plain)
    fits = [one[1] for one in tried]
    if said.both and any(one is not is_true for one in fits):
        return Verdict(NOT_CHECKABLE, f"{_both(tried)} Say which time is meant.", plain)
    if is_true:
        return Verdict(CONFIRMED, _told(facts, says, part, plain, whole), plain)
    if says.may_be_some and len(plain) > says.quantity.number:
        why = f"{_told(facts, says, part, plain, whole)} Which of them are meant the words do not tell."
        return Verdict(NOT_CHECKABLE, why, plain)
    if says.quantity.is_part:
        return Verdict(NOT_CHECKABLE, f"{_BESIDE} {_told(facts, says, part, plain, whole)}", plain)
    fitting = next((one for one in tried if one[1]), None)
    if fitting:
        return Verdict(
            NOT_CHECKABLE,
            f"{_told(facts, says, part, plain, whole)} In a {'wider' if len(fitting[0]) > len(plain) else 'narrower'} "
            f"sense it is {len(fitting[0])}; say which is meant.",
            plain,
        )
    if says.said.past:
        return Verdict(NOT_CHECKABLE, f"{_both(tried)} It is told in the past; say which time is meant.", plain)
    of = says.quantity.of
    if of not in (None, len(whole)) and not (says.base or part.name or _names_the_plan(claim)):
        return Verdict(NOT_CHECKABLE, _which_are_meant(of))
    better = better_number(claim, says, len(plain), len(whole)) if len(tried) == 1 or len(plain) else ""
    return Verdict(CONTRADICTED, _told(facts, says, part, plain, whole), plain, better)


def _untold(says: Counted) -> str:
    """Why no round could tell how many; nothing where it could.

    Beside another number only what became so since then may be told: "three further actions have been completed".
    """
    if says.said.completed_on:
        return "The round does not keep on which day an action was completed."
    return _BESIDE if says.quantity.step or (says.quantity.is_part and not says.said.turned) else ""


def _which_are_meant(number: int | None) -> str:
    return f"Which {number} actions are meant the sentence does not say."


def _names_the_plan(claim: Claim) -> bool:
    """Whether the sentence says that the actions are those of the plan: "of the 117 actions in the plan"."""
    return not _OF_THE_PLAN.isdisjoint(claim.sentence.casefold().replace(",", " ").rstrip(".").split())


def _try(facts: RoundFacts, says: Counted, part: Part, whole: Keys, true: Keys) -> tuple[Keys, bool | None, Keys]:
    """One reading: the actions it is true of, whether the number fits, and those it is counted among.

    What was withdrawn is counted only where withdrawal is spoken of.
    """
    among = part.keys & whole if says.base else part.keys if part.name else facts.keys
    if not part.name and not says.base and true - facts.keys:
        among = among | true
    count = among & true
    fits = holds(says.quantity, len(count), len(among))
    if says.quantity.of is not None and says.quantity.of != len(among):
        fits = False
    return count, fits, among


def _told(facts: RoundFacts, says: Counted, part: Part, count: Keys, whole: Keys) -> str:
    """What the plan says: so many of so many, and which."""
    where = f" {'in' if part.name.startswith('Priority') else 'under'} {part.name}" if part.name else ""
    if not says.said:
        return f"The plan has {number_of(len(count))}{where}."
    narrowed = f" that {said_in_words(says.base, len(whole))}" if says.base else ""
    listed = f": {facts.names(tuple(count))}" if 0 < len(count) <= 30 else ""
    of = f"Of {number_of(len(whole))}{narrowed}{where}, " if narrowed or where or _is_share(says) else ""
    there = f"{len(count) or 'none'} {said_in_words(says.said, len(count))}" if of else ""
    if of:
        share = f" ({100 * len(count) / len(whole):.0f}%)" if whole and _is_proportion(says) else ""
        return f"{of}{there}{share}{listed}."
    return f"{number_of(len(count)).capitalize()} {said_in_words(says.said, len(count))}{listed}."


def _is_share(says: Counted) -> bool:
    return says.quantity.amount is not Amount.EXACT or says.quantity.of is not None


def _is_proportion(says: Counted) -> bool:
    return says.quantity.amount in (Amount.SHARE, Amount.PERCENT, Amount.NEARLY_ALL)


def _both(tried: list[tuple[Keys, bool | None, Keys]]) -> str:
    return f"{len(tried[0][0])} are so in this round and {len(tried[-1][0])} were so in the round before."


def _check_number_of(facts: RoundFacts, claim: Claim, says: Counted) -> Verdict:
    """How many recommendations the plan answers, or how many priorities it has; numbered ones are counted."""
    if says.scope.priority or says.scope.recommendation:
        return check_part(facts, claim, says)
    if says.having:
        return check_having(facts, says, _groups(facts, replace(says.scope, each=says.noun.value)))
    if says.said:
        return Verdict(NOT_CHECKABLE, _of_whole_parts(facts, says))
    if says.noun is Noun.PRIORITY:
        names = {one.priority or one.priority_title for one in facts.standing}
        keys: Keys = facts.keys
    else:
        source = says.scope.source or says.scope.topic
        found = [one for one in facts.recommendations if not source or source.casefold() in one.source.split()]
        if not found:
            return Verdict(NOT_CHECKABLE, "The plan names no numbered recommendations from there.")
        names = {one.name for one in found}
        keys = frozenset(key for one in found for key in one.actions)
    is_true = holds(says.quantity, len(names), len(names))
    why = f"The plan has {number_of(len(names), says.noun)}."
    if is_true:
        return Verdict(CONFIRMED, why, keys)
    return Verdict(CONTRADICTED, why, keys, better_number(claim, says, len(names), len(names)))


def _of_whole_parts(facts: RoundFacts, says: Counted) -> str:
    """That a part is not rated, and in how many of them every action is as is said of the part."""
    name = number_of(2, says.noun).split()[1]
    rated = f"The plan rates actions, not {name}."
    said, groups = readings(facts, says.said), _groups(facts, replace(says.scope, each=says.noun.value))
    if said.unsure or not groups or says.said.denied or not (says.said.now or says.said.was):
        return rated
    whole = [part for part, keys in groups if keys <= said.plain]
    named = f": {', '.join(whole)}" if 0 < len(whole) <= 12 else ""
    have = "have" if len(whole) > 1 else "has"
    so = " or ".join(says.said.now or says.said.was)
    return f"{rated} {len(whole) or 'None'} of the {len(groups)} {name} {have} every action {so}{named}."


def _check_each(facts: RoundFacts, says: Counted) -> Verdict:
    """What is said of each recommendation or priority must be true of every one.

    Source: cover report of 2 May 2018, paragraph 7, which says it of six recommendations; of one it is not so.
    """
    said = readings(facts, says.said)
    if said.unsure:
        return Verdict(NOT_CHECKABLE, said.unsure)
    groups = _groups(facts, says.scope)
    if not groups:
        return Verdict(NOT_CHECKABLE, "The sentence does not say of each of what.")
    results = [(name, holds(says.quantity, len(keys & said.plain), len(keys)), keys) for name, keys in groups]
    failing = [one for one in results if one[1] is False]
    told = "; ".join(f"{name}: {len(keys & said.plain)} of {len(keys)}" for name, _, keys in failing or results)
    words = said_in_words(replace(says.said), 2)
    if failing:
        behind = frozenset(key for _, _, keys in failing for key in keys)
        return Verdict(CONTRADICTED, f"Not of each: {told} {words}.", behind)
    behind = frozenset(key for _, _, keys in results for key in keys & said.plain)
    if any(one[1] is None for one in results):
        return Verdict(NOT_CHECKABLE, f"{told} {words}. The words leave it open.", behind)
    return Verdict(CONFIRMED, f"{told} {words}.", behind)


def _groups(facts: RoundFacts, scope: Scope) -> list[tuple[str, Keys]]:
    if scope.each == Noun.RECOMMENDATION:
        of = from_source(facts, scope.source) if scope.source else facts.keys
        return [(one.name, frozenset(one.actions)) for one in facts.recommendations if of & {*one.actions}]
    if scope.each == Noun.PRIORITY:
        numbers = dict.fromkeys(one.priority or one.priority_title for one in facts.standing)
        return [
            (
                f"Priority {number}",
                frozenset(one.key for one in facts.standing if number in (one.priority, one.priority_title)),
            )
            for number in numbers
        ]
    return []
