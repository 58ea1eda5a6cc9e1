"""The verb that is an action's own although other words stand between: a title, another verb, a comparison, "neither".

"Action 3.9 **offers each child a mentor and was completed**" says that 3.9 was completed: behind "and" no other subject
stands. "Action 3.9 offers a home that was closed" says nothing of 3.9. What is not surely the action's own is left
unread, and the action is then not confirmed.

Source: cover report of 2 May 2018, paragraph 4, where the child's own words stand between an action and its verb; that
a truth is never contradicted is our rule.
"""

from dataclasses import replace

from goldenthread.reports.claims.naming import DASHES, NamedAt, looks_like_ref, references_at
from goldenthread.reports.claims.phrases import words
from goldenthread.reports.claims.predicates import Predicate, due_at, led_at, predicate_at
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.status_words import COLOURS, COMPLETE, FINITE, LATE, MODAL, status_at

FARTHEST = 18
"""Words between an action and a verb that is still its own."""
_ENDS = frozenset({".", ";", ":", "!", "?", "(", ")", ""})
_OPENS = frozenset({"", ",", ";", ":", "and", "but", "while", "whereas", "that", "-", "–", "—"})
_ABOUT = frozenset({"on", "about", "for", "around", "regarding", "concerning"})
_OTHER_SUBJECTS = words(
    "which that who whose whom where because as if when until once after before since unless although though so what "
    "how why whether while whereas"
)
_COMPARED = frozenset({"unlike", "like", "alongside"})
_ALONE = frozenset({"", ".", ",", ";", ":", "!", "and", "but", "yet"})
_IS_NOT = (("is", "not"), ("isn't",), ("are", "not"), ("aren't",), ("has", "not"), ("hasn't",), ("was", "not"),
           ("wasn't",), ("have", "not"), ("haven't",))  # fmt: skip
_AS_IS = frozenset({"is", "are", "was", "were", "has", "have"})
_SEVERAL = frozenset({"are", "were", "have", "aren't", "weren't", "haven't", "remain", "become", "stay"})
_VERDICTS = frozenset({*COLOURS, COMPLETE, LATE})


def verbs_farther_on(sentence: Sentence, named: NamedAt) -> list[tuple[int, Predicate]]:
    """What is said of named actions behind a title ("on housing is late") or another verb ("... and was completed").

    A verdict that stands before the verb, or behind it with a verb of its own, leaves all of it unread.
    """
    if sentence.low(named.first - 1) not in _OPENS:
        return []
    for step in range(named.after + 1, min(named.after + FARTHEST, len(sentence))):
        low = sentence.low(step)
        if low in _ENDS or low in _OTHER_SUBJECTS or looks_like_ref(sentence, step) or status_at(sentence, step):
            return []
        if low in FINITE:
            joined = sentence.low(step - 1) in ("and", "but") and step - 1 > named.after
            titled = sentence.low(named.after) in _ABOUT
            found = _one(sentence, step) if joined or titled else None
            if found and (joined or _agrees(low, named)):
                return [(step, found)] if _is_last(sentence, found.after) else []
            if titled and not joined:
                return []
    return []


def _one(sentence: Sentence, step: int) -> Predicate | None:
    found = due_at(sentence, step) or led_at(sentence, step) or predicate_at(sentence, step)
    return found if found and found.finite else None


def _agrees(verb: str, named: NamedAt) -> bool:
    """Whether a verb may be of one action, or of several."""
    is_one = len(named.references) == 1 and not named.references[0].until
    return (verb in _SEVERAL) != is_one


def _is_last(sentence: Sentence, place: int) -> bool:
    """Whether no other verb follows in the same clause, which might be the action's true one."""
    for step in range(place, min(place + FARTHEST, len(sentence))):
        if sentence.low(step) in _ENDS or sentence.low(step) in (",", "and", "but"):
            return True
        if sentence.low(step) in FINITE | MODAL:
            return False
    return True


def neither_at(sentence: Sentence, place: int) -> tuple[NamedAt, tuple[tuple[int, Predicate], ...]] | None:
    """ "Neither action 1.3 nor action 2.2 is blue" denies it of each."""
    if sentence.low(place - 1) != "neither":
        return None
    first = references_at(sentence, place)
    if first is None or sentence.low(first.after) != "nor":
        return None
    second = references_at(sentence, first.after + 1)
    found = _one(sentence, second.after) if second else None
    if second is None or found is None or found.said.denied or not found.said.now:
        return None
    named = NamedAt(
        (*first.references, *second.references), (*first.spans, *second.spans), place, second.after, bare=False
    )
    return named, ((second.after, replace(found, said=replace(found.said, denied=True))),)


def compared_aside(sentence: Sentence, named: NamedAt) -> tuple[NamedAt, Predicate, bool] | None:
    """The action of a comparison in front of the verb, and whether it is denied: "1.4, **unlike** 1.3, is green"."""
    place = named.after
    if sentence.low(place) != "," or sentence.low(place + 1) not in _COMPARED:
        return None
    other = references_at(sentence, place + 2)
    if other is None or sentence.low(other.after) != ",":
        return None
    found = _one(sentence, other.after + 1)
    return (other, found, sentence.low(place + 1) == "unlike") if found and found.said.now else None


def said_before(sentence: Sentence, named: NamedAt) -> Predicate | None:
    """What was said before and is said again without its words: "... but action 1.3 **is not**", "**as is** 1.3"."""
    behind = next((one for one in _IS_NOT if sentence.matches(named.after, one)), None)
    if behind and sentence.low(named.after + len(behind)) in _ALONE:
        found = _said_last(sentence, named.first)
        after = named.after + len(behind)
        return _moved_to(found, named, after, denied=not found.said.denied) if found else None
    ahead = sentence.low(named.first - 2), sentence.low(named.first - 1)
    if ahead[0] in ("as", "so") and ahead[1] in _AS_IS and sentence.low(named.after) in _ALONE:
        found = _said_last(sentence, named.first - 2)
        return _moved_to(found, named, named.after, denied=found.said.denied) if found else None
    return None


def _moved_to(found: Predicate, named: NamedAt, after: int, *, denied: bool) -> Predicate:
    return replace(found, said=replace(found.said, denied=denied), status=(named.after, after), after=after)


def _said_last(sentence: Sentence, place: int) -> Predicate | None:
    """The last predicate in front of a place in the sentence."""
    for step in range(place - 1, -1, -1):
        if sentence.low(step) in FINITE:
            found = predicate_at(sentence, step)
            is_plain = found and found.said.now and not (found.said.due or found.said.was or found.said.completed_on)
            return found if found and is_plain and found.after <= place else None
    return None


def told_in_aside(sentence: Sentence, place: int) -> tuple[Predicate, int] | None:
    """A date or a lead told between commas in front of the verb: ", **due in June 2026**, is blue"."""
    if sentence.low(place) != "," and sentence.at(place).text not in DASHES:
        return None
    found = due_at(sentence, place + 1) or led_at(sentence, place + 1)
    closed = found and sentence.at(found.after).text == sentence.at(place).text
    return (found, found.after + 1) if found and closed else None


def has_verdict_farther_on(sentence: Sentence, named: NamedAt) -> bool:
    """Whether bare numbers that open a clause are told of by a verdict that could not be tied to them surely."""
    if _is_object(sentence, named) and all("." in one.ref for one in named.references):
        return True
    if sentence.low(named.first - 1) not in _OPENS - {",", "-", "–", "—", "that"}:
        return False
    if not all("." in one.ref for one in named.references) or sentence.low(named.after) in FINITE | MODAL:
        return False
    for step in range(named.after, min(named.after + FARTHEST, len(sentence))):
        if sentence.low(step) == ":" and status_at(sentence, step + 1):
            return True
        if sentence.low(step) in _ENDS:
            return False
        if sentence.low(step) in FINITE:
            found = predicate_at(sentence, step)
            if found and found.finite and _VERDICTS.intersection(found.said.now):
                return True
    return False


def _is_object(sentence: Sentence, named: NamedAt) -> bool:
    """Whether a verdict leads to bare numbers: "we have **completed** 3.9", "**completed actions include** 3.9"."""
    if sentence.low(named.first - 1) in ("include", "includes"):
        return any(status_at(sentence, step) for step in range(max(0, named.first - 5), named.first - 1))
    found = status_at(sentence, named.first - 1)
    return bool(found and found[0] == COMPLETE and found[1] == named.first)
