"""Words offered in the place of a claim, kept only where they are right where they would stand.

Every offer of a report is put in its place and the passages are read and held against the round again: where the
offers of a sentence are not confirmed there, or something else in it is contradicted by them, it has none.

Source: an offer that was taken and confirmed although the sentence stayed false would be worse than none; that is our
rule.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from goldenthread.reports.claims.sentences import Passage
from goldenthread.reports.claims.values import Checked, Listed, Named, Outcome

Check = Callable[[Sequence[Passage]], list[Checked]]
_Sentence = tuple[int, int]


def with_offers_that_hold(found: Sequence[Checked], check: Check) -> list[Checked]:
    """What was found, without the offers that are not right in their sentence or change what it says beside them.

    With all its offers in place each claim that has one is confirmed, no other is contradicted that was not before,
    and the sentence makes as many claims as it did.
    """
    offered: dict[int, list[Checked]] = defaultdict(list)
    for one in found:
        if one.suggested:
            offered[one.claim.passage].append(one)
    if not offered:
        return list(found)
    holding = _holding(found, offered, check)
    return [
        replace(one, suggested="") if one.suggested and (one.claim.passage, one.claim.opens) not in holding else one
        for one in found
    ]


def _holding(found: Sequence[Checked], offered: dict[int, list[Checked]], check: Check) -> set[_Sentence]:
    """The sentences that are right with their offers in place."""
    passages = list(offered)
    texts = {number: _rewritten(offered[number]) for number in passages}
    again: dict[_Sentence, list[Checked]] = defaultdict(list)
    for one in check([Passage(texts[number]) for number in passages]):
        again[passages[one.claim.passage], one.claim.opens].append(one)
    before: dict[_Sentence, list[Checked]] = defaultdict(list)
    for one in found:
        before[one.claim.passage, one.claim.opens].append(one)
    holding: set[_Sentence] = set()
    for number in passages:
        for sentence, opens, starts in _moved(offered[number]):
            if _is_right(before[number, sentence], again[number, opens], starts):
                holding.add((number, sentence))
    return holding


def _is_right(was: Sequence[Checked], now: Sequence[Checked], starts: set[int]) -> bool:
    """Whether the offers of a sentence are confirmed where they now begin, and contradict nothing beside them.

    A list that is longer than its right number by an action that is contradicted itself is no reason against it.
    """
    wrong_before = [one for one in was if one.outcome is Outcome.CONTRADICTED and not one.suggested]
    if any(isinstance(one.claim.says, Named) for one in wrong_before):
        was, now = _without_lists(was), _without_lists(now)
    confirmed = {one.claim.start for one in now if one.outcome is Outcome.CONFIRMED}
    wrong = sum(one.outcome is Outcome.CONTRADICTED for one in now)
    return starts <= confirmed and wrong <= len(wrong_before) and len(now) == len(was)


def _without_lists(found: Sequence[Checked]) -> list[Checked]:
    return [one for one in found if not isinstance(one.claim.says, Listed)]


def _rewritten(offers: Sequence[Checked]) -> str:
    """A passage with every offer in its place; of two that overlap the first."""
    source, at, parts = offers[0].claim.source, 0, []
    for one in offers:
        if one.claim.start >= at:
            parts += [source[at : one.claim.start], one.suggested]
            at = one.claim.end
    return "".join((*parts, source[at:]))


def _moved(offers: Sequence[Checked]) -> list[tuple[int, int, set[int]]]:
    """Each sentence with offers: where it began, where it begins now, and where its offers now stand."""
    by_sentence: dict[int, tuple[int, set[int]]] = {}
    by, at = 0, 0
    for one in offers:
        starts = by_sentence.setdefault(one.claim.opens, (one.claim.opens + by, set()))[1]
        starts.add(one.claim.start + by if one.claim.start >= at else -1)
        if one.claim.start >= at:
            by += len(one.suggested) - len(one.claim.text)
            at = one.claim.end
    return [(opens, now, starts) for opens, (now, starts) in by_sentence.items()]
