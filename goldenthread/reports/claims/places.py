"""Which actions a sentence means: the part of the plan it names, and the action behind a printed ref.

Nothing is guessed: where a ref stands for two actions, both are given back.

Source: cover report of 2 May 2018, paragraph 4, which names an action under a recommendation that has none of that
ref, and two under a recommendation beside the one they answer.
"""

import re
from dataclasses import dataclass

from goldenthread.reports.claims.facts import ActionFacts, Recommendation, RoundFacts
from goldenthread.reports.claims.values import Reference, Scope


@dataclass(frozen=True, slots=True)
class Part:
    """The actions of a part of the plan and its name; ``missing`` says that there is no such part.

    ``unknown`` says that the plan's words do not tell which actions are meant.
    """

    keys: frozenset[str]
    name: str = ""
    missing: str = ""
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Meant:
    """The actions a ref may stand for, a remark on where they stand, and what to say where there is none."""

    actions: tuple[ActionFacts, ...]
    remark: str = ""
    missing: str = ""
    unsure: str = ""


def part_of(facts: RoundFacts, scope: Scope) -> Part:
    """The part of the plan that a sentence names: a priority or recommendation by number, a source, words of a title.

    Words count as a title where they stand in the title of one priority, or in the name of one aim, and of no other.
    """
    keys, names = facts.keys, []
    if scope.priority:
        wanted = scope.priority.split(", ")
        missing = [number for number in wanted if number.casefold() not in facts.by_priority]
        if missing:
            return Part(frozenset(), missing=f"There is no Priority {missing[0]} in this plan.")
        found = frozenset().union(*(facts.by_priority[number.casefold()] for number in wanted))
        keys, names = keys & found, [_listed([f"Priority {number}" for number in wanted])]
    if scope.recommendation:
        groups = _recommendations(facts, scope)
        called = _called(scope)
        if not groups:
            return Part(frozenset(), missing=f"There is no {called} in this plan.")
        if len(groups) > 1:
            return Part(
                frozenset(), unknown=f"There are {len(groups)} recommendations of number {scope.recommendation}."
            )
        return Part(keys & frozenset(groups[0].actions), groups[0].name)
    if scope.source:
        found = from_source(facts, scope.source)
        if not found:
            return Part(frozenset(), unknown=f"The plan does not say what comes from {scope.source}.")
        keys, names = keys & found, [*names, scope.source]
    if scope.topic:
        return _by_title(facts, scope.topic, keys)
    return Part(keys, ", ".join(names))


def _by_title(facts: RoundFacts, topic: str, keys: frozenset[str]) -> Part:
    words = _plain(topic)
    titles = {one.priority_title for one in facts.standing if words in _plain(one.priority_title)}
    aims = {name for one in facts.standing for name in one.under if words in _plain(name)}
    if len(titles) == 1:
        (title,) = titles
        found = [one for one in facts.standing if one.priority_title == title]
        name = f"Priority {found[0].priority}" if found[0].priority else title
        return Part(keys & frozenset(one.key for one in found), name)
    if len(aims) == 1 and not titles:
        (aim,) = aims
        return Part(keys & frozenset(one.key for one in facts.standing if aim in one.under), aim)
    why = "Several parts of the plan have" if titles or aims else "No priority of the plan has"
    return Part(frozenset(), unknown=f"{why} “{topic}” in the title, so which actions are meant cannot be told.")


def _recommendations(facts: RoundFacts, scope: Scope) -> list[Recommendation]:
    source = scope.source.casefold()
    found = [one for one in facts.recommendations if _same(one.number, scope.recommendation)]
    return [one for one in found if source in one.source] if source else found


def from_source(facts: RoundFacts, source: str) -> frozenset[str]:
    """The actions that a source stands behind: by the name of what they answer, or by the title of their priority."""
    word = re.compile(rf"\b{re.escape(source.casefold())}\b")
    return frozenset(
        one.key
        for one in facts.standing
        if word.search(one.priority_title.casefold()) or any(word.search(name.casefold()) for name in one.under)
    )


def meant_by(facts: RoundFacts, reference: Reference) -> Meant:
    """The actions a printed ref stands for in the part of the plan that is named with it.

    A ref that does not stand under the named recommendation but once in the same priority is that one, with a remark:
    reports put actions under the recommendation beside theirs. Under another priority it is another action, and the
    named one is not there.
    """
    ref, scope = reference.ref, reference.scope
    everywhere = tuple(one for one in facts.by_ref.get(ref.casefold(), ()))
    if not scope:
        return Meant(everywhere, missing=_no_such(facts, ref, ""), unsure=_lost_zero(facts, ref, None))
    part = part_of(facts, Scope(scope.priority, scope.recommendation, scope.source))
    if part.missing:
        return Meant((), missing=part.missing)
    if part.unknown and scope.recommendation:
        return Meant((), unsure=part.unknown)
    if part.unknown:
        return Meant(everywhere, missing=_no_such(facts, ref, ""))
    inside = _inside(everywhere, part.keys, scope)
    if inside:
        return Meant(inside, remark=_beside(facts, reference, inside[0]) if len(inside) == 1 else "")
    if scope.recommendation:
        priorities = {facts.by_key[key].priority for key in part.keys}
        beside = tuple(one for one in everywhere if one.priority in priorities)
        if beside:
            stands = beside[0].under[0] if beside[0].under else "another aim"
            return Meant(beside, remark=f"{ref} stands under “{stands}”, not under {_called(scope)}.")
    if reference.shares and everywhere:
        return Meant((), unsure=f"Whether {ref} is meant under {part.name} too, or elsewhere, the words do not tell.")
    return Meant((), missing=_no_such(facts, ref, part.name), unsure=_lost_zero(facts, ref, part.keys))


def _beside(facts: RoundFacts, reference: Reference, one: ActionFacts) -> str:
    """A remark where an action is named as if it answered a recommendation that it does not answer.

    Source: cover report of 2 May 2018, paragraph 3, the last of the three.
    """
    scope = Scope(recommendation=reference.beside, source=reference.scope.source)
    groups = _recommendations(facts, scope) if reference.beside else []
    if not groups or any(one.key in group.actions for group in groups) or not one.under:
        return ""
    return f"{one.ref} stands under “{one.under[0]}”, not under {_called(scope)}."


def _inside(found: tuple[ActionFacts, ...], keys: frozenset[str], scope: Scope) -> tuple[ActionFacts, ...]:
    """Those within a part of the plan; what was withdrawn stands in its priority still."""
    return tuple(
        one
        for one in found
        if one.key in keys or (scope.priority and not scope.recommendation and _same(one.priority, scope.priority))
    )


def _no_such(facts: RoundFacts, ref: str, part: str) -> str:
    under = f" under {part}" if part else " in this plan"
    elsewhere = [one for one in facts.by_ref.get(ref.casefold(), ()) if one.priority] if part else []
    also = (
        f" There is one under {_listed(sorted({f'Priority {one.priority}' for one in elsewhere}))}."
        if elsewhere
        else ""
    )
    return f"There is no action {ref}{under}.{also}"


def _lost_zero(facts: RoundFacts, ref: str, keys: frozenset[str] | None) -> str:
    """A ref that ends in nought may be printed without it, where the shorter one stands twice.

    Source: the plan of 2 May 2018, Priority 4: two rows "4.1", of which one stands between 4.9 and 4.11.
    """
    short = ref.rstrip("0")
    if short == ref or "." not in short or short.endswith("."):
        return ""
    twins = [one for one in facts.by_ref.get(short, ()) if keys is None or one.key in keys]
    by_priority = {one.priority for one in twins}
    if any(sum(1 for one in twins if one.priority == number) > 1 for number in by_priority):
        return f"The plan prints {short} twice; one of them may be {ref}."
    return ""


def _called(scope: Scope) -> str:
    return f"{scope.source} recommendation {scope.recommendation}".strip()


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold()).split())


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
