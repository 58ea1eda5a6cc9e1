"""What a number may be counted among where its own words do not say: what was spoken of before it.

"In Priority 2, three actions are amber" counts in Priority 2. "All are late" counts what the sentence before counted,
or the plan. Where both can be meant and they differ, nobody can tell.
"""

from dataclasses import dataclass, field

from goldenthread.reports.claims.dated import date_at, time_at
from goldenthread.reports.claims.naming import DASHES, scope_at
from goldenthread.reports.claims.phrases import words
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.status_words import FINITE
from goldenthread.reports.claims.values import NO_SCOPE, NOTHING, Among, Said, Scope

LONGEST_TOPIC = 9
_LINKS = words("has have had contains contain holds with there are is now currently still also only just : , of its")
_AHEAD = words("for in on under within across regarding concerning among of about")
_NOT_TOPICS = words(
    "plan sip round quarter period total all summary addition conclusion short particular general contrast fact turn "
    "full table appendix report board meantime information example instance year month overall action actions task "
    "tasks this these which whom that it them and us we line brief place practice"
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was spoken of before a number.

    ``actions`` says that actions were; ``among`` are the parts of the plan and the counted actions it may mean;
    ``base`` is what the same sentence has just narrowed to ("of the three amber actions, ..."), ``running`` where the
    last number of this sentence ended, and in which part of the plan. ``other`` says that it counted something else,
    ``last`` what it counted of actions, to which "of which" leads back, ``whole`` of how many it says to count ("of 117
    actions, ..."), ``foreign`` that what was counted last is no action.
    """

    actions: bool = False
    among: tuple[Among, ...] = field(default=())
    base: Said = NOTHING
    running: tuple[int, Scope] = (0, NO_SCOPE)
    other: bool = False
    last: Among | None = None
    whole: int | None = None
    foreign: bool = False


def scope_ahead(sentence: Sentence, place: int) -> Scope:
    """The part of the plan that stands directly in front of a number: "Priority 2 has ...", "In Priority 2, ..."."""
    step = place
    for _ in range(4):
        if sentence.low(step - 1) not in _LINKS and sentence.at(step - 1).text not in DASHES:
            break
        step -= 1
    for start in range(max(0, step - 6), step):
        named = scope_at(sentence, start)
        if named and named[1] == step:
            return named[0]
    return topic_ahead(sentence, place)


def topic_ahead(sentence: Sentence, place: int) -> Scope:
    """Words at the head of a sentence that may be those of a title: "For care leavers, three actions are amber"."""
    if sentence.low(0) not in _AHEAD or sentence.low(place - 1) != "," or place > LONGEST_TOPIC + 2:
        return NO_SCOPE
    inside = range(1, place - 1)
    if date_at(sentence, 1) or time_at(sentence, 0) or any(sentence.low(step) in FINITE for step in inside):
        return NO_SCOPE
    if any(sentence.low(step) in _NOT_TOPICS or not sentence.low(step).isalpha() for step in inside):
        return NO_SCOPE
    first = 2 if sentence.low(1) in ("the", "our") else 1
    return Scope(topic=sentence.text(first, place - 1)) if first < place - 1 else NO_SCOPE
