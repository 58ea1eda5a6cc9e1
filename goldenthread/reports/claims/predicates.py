"""What a sentence says of actions: their status now and before, their date, their lead.

A verb in the future, a wish or a condition says nothing that a round could hold, except a change that was agreed and
a date by which something is due.

Source: cover report of 2 May 2018, paragraphs 3, 4, 7 and 8: "flagging", "previously rated", "now complete", "changed
from" one status to another; report of 8 February 2019, paragraph 3: "marked".
"""

from dataclasses import dataclass, replace

from goldenthread.reports.claims.dated import date_at, time_at
from goldenthread.reports.claims.phrases import phrases
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.status_words import (
    BE,
    BECOME,
    BLUE,
    CHANGE,
    COMPLETE,
    EARLIER,
    EXTENDED,
    FINITE,
    HAVE,
    MARK,
    MODAL,
    MOSTLY,
    MOVEMENTS,
    NOT,
    PAST,
    REMAIN,
    SMALL,
    is_every,
    statuses_at,
)
from goldenthread.reports.claims.values import Said, Time

FARTHEST = 9
"""Words that may stand between an action and its status, all of them known."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """What is said, the words of its status (first and behind the last), the place behind, and how it is said."""

    said: Said
    status: tuple[int, int]
    after: int
    finite: bool
    mostly: bool = False


@dataclass(slots=True)
class _Verb:
    """The words between an action and its status, as they are read."""

    finite: bool = False
    past: bool = False
    had: bool = False
    have: bool = False
    become: bool = False
    change: bool = False
    denied: bool = False
    modal: bool = False
    agreed: bool = False
    now: bool = False
    earlier: bool = False
    mostly: bool = False
    seen: int = 0


def predicate_at(sentence: Sentence, place: int) -> Predicate | None:
    """The predicate that begins at a place: small known words and verbs, then a status, then perhaps a time.

    Any word that is not known ends it without a result, so that only what is surely said of the action counts.
    """
    verb, step = _Verb(), place
    while sentence.low(step) == "," and step == place:
        step += 1
    for _ in range(FARTHEST):
        if (verb.change or verb.become) and sentence.low(step) in ("from", "back"):
            return _changed(sentence, step + (sentence.low(step) == "back"), verb)
        found = statuses_at(sentence, step)
        if found and not (sentence.low(step) in BECOME and not verb.seen):
            return _said(sentence, step, found, verb)
        if not _take(sentence, step, verb):
            return None
        step += 1
    return None


def _take(sentence: Sentence, step: int, verb: _Verb) -> bool:
    """Take one word between an action and its status; false where it is none of the known."""
    word = sentence.low(step)
    if word == "no" and sentence.low(step + 1) == "longer":
        verb.denied = True
        return True
    if word == "longer" and sentence.low(step - 1) == "no":
        return True
    if word == "to" and not (verb.change or sentence.low(step - 1) in MARK | BECOME):
        return False
    known = {
        "finite": word in FINITE,
        "past": word in PAST,
        "had": word in ("had", "hadn't"),
        "have": word in HAVE,
        "become": word in BECOME,
        "change": word in CHANGE,
        "denied": word in NOT,
        "modal": word in MODAL,
        "now": word in ("now", "currently", "presently"),
        "earlier": word in EARLIER,
        "mostly": word in MOSTLY,
    }
    for name, is_so in known.items():
        if is_so:
            setattr(verb, name, True)
    if not any(known.values()) and word not in BE | REMAIN | MARK | SMALL:
        return False
    verb.seen += 1
    return True


def _said(sentence: Sentence, step: int, found: tuple[tuple[str, ...], int], verb: _Verb) -> Predicate | None:
    """What a status says behind its verb: so now, so before, or become so."""
    statuses, after = found
    if verb.modal and not (verb.change and _agreed(sentence, step)):
        return None
    if sentence.low(after - 1) == "no":
        after = _over_barriers(sentence, after)
    time, after = _time(sentence, after)
    time = time or _time_ahead(sentence, verb)
    every = is_every(sentence, step, found[1], statuses)
    said = Said(now=statuses, denied=verb.denied, when=time, every=every)
    is_state = sentence.low(found[1] - 1) == "complete"
    if EXTENDED in statuses:
        return _extended(sentence, said, (step, found[1]), verb)
    if verb.earlier:
        said = said.from_before()
    elif verb.had and not MOVEMENTS.intersection(statuses):
        said = said.from_before() if time.last_round or time.on else replace(said, past=True)
    elif verb.become or verb.change:
        said = replace(said, turned=True)
    elif COMPLETE in statuses and (verb.have or (verb.past and not is_state)):
        said, after = _completed(sentence, said, found[1], after)
    elif verb.past and not verb.have and not MOVEMENTS.intersection(statuses):
        said = said.from_before() if time.last_round or time.on else replace(said, past=True)
    elif not MOVEMENTS.intersection(statuses):
        said = replace(said, turned=bool(time), freshly=verb.now and bool({BLUE, COMPLETE} & {*statuses}))
    return Predicate(said, (step, found[1]), after, verb.finite, verb.mostly)


def _over_barriers(sentence: Sentence, after: int) -> int:
    """The place behind what does not stand in the way, after "in process with no"."""
    for step in range(after, after + 6):
        if not sentence.at(step).text.isalpha() or sentence.low(step) in ("and", "but"):
            return step
    return after


def _completed(sentence: Sentence, said: Said, behind: int, after: int) -> tuple[Said, int]:
    """ "Have been completed" and "were completed": complete by now, newly so where a time says so, or on a day.

    Without a time it may mean all that is complete or what became so; the count decides, and where it fits neither
    it is wrong either way.
    """
    dated = date_at(sentence, behind + 1) if sentence.low(behind) in ("in", "on") else None
    if dated:
        return replace(said, completed_on=dated.said, when=Time()), dated.after
    return replace(said, turned=bool(said.when), freshly=not said.when), after


_OTHER_CLAUSES = EARLIER | {"which", "that", "who", "having", "compared", "against", "than", "up", "down", "due",
                           "until", "ends", "ending", "deadline"}  # fmt: skip
"""Words that open a clause whose time is not that of the status in front of it."""


def _time(sentence: Sentence, after: int) -> tuple[Time, int]:
    """The time told behind a status, over "by the board" and "with no barriers"."""
    for step in range(after, min(after + 5, len(sentence))):
        if sentence.at(step).text in (",", ".", ";", ":", "(", ")") or sentence.low(step) in _OTHER_CLAUSES:
            break
        time = time_at(sentence, step)
        if time:
            return time
    return Time(), after


def _time_ahead(sentence: Sentence, verb: _Verb) -> Time:
    """The time at the head of a sentence, for what its verb tells of the past: "Since December, three have become"."""
    if not (verb.past or verb.have or verb.become or verb.change):
        return Time()
    found = time_at(sentence, 0)
    return found[0] if found and sentence.low(found[1]) == "," else Time()


def _agreed(sentence: Sentence, place: int) -> bool:
    """Whether something agreed or decided stands before a place in the sentence."""
    return any(sentence.low(step) in ("agreed", "decided", "resolved") for step in range(place))


def _changed(sentence: Sentence, step: int, verb: _Verb) -> Predicate | None:
    """A change from one status to another, or of a date; of a wish only what was agreed counts."""
    if sentence.low(step) != "from" or (verb.modal and not _agreed(sentence, step)):
        return None
    before = statuses_at(sentence, step + 1)
    if before and sentence.low(before[1]) in ("to", "into"):
        now = statuses_at(sentence, before[1] + 1)
        if now:
            said = Said(now=now[0], was=before[0], denied=verb.denied)
            return Predicate(said, (before[1] + 1, now[1]), now[1], finite=True)
    if verb.denied:
        return None
    return _dates(sentence, Said(), step, finite=True)


def _extended(sentence: Sentence, said: Said, places: tuple[int, int], verb: _Verb) -> Predicate:
    """An extension, with the dates it names."""
    after = places[1]
    dated = None if verb.denied else _dates(sentence, said, after, finite=verb.finite)
    return dated or Predicate(said, places, after, verb.finite)


def _dates(sentence: Sentence, said: Said, step: int, *, finite: bool) -> Predicate | None:
    """The dates from and to which an end moved."""
    first = step
    if sentence.low(step) == "from":
        start = date_at(sentence, step + 1)
        if start is None:
            return None
        said, first, step = replace(said, extended_from=start.said), start.first, start.after
    if sentence.low(step) in ("to", "until", "till", "into"):
        end = date_at(sentence, step + 1)
        if end is None:
            return None
        said, first, step = replace(said, extended_to=end.said), end.first, end.after
    if not (said.extended_from or said.extended_to):
        return None
    return Predicate(replace(said, now=said.now or (EXTENDED,)), (first, step), step, finite)


_DUE = phrases(
    "due to be completed; due for completion; due to be complete; due to end; due to finish; to be completed; "
    "to be complete; due by; due in; due on; due at; due; ends; end date is; ends on; ends in; deadline is; "
    "end date of; will be completed; will be complete; with an end date of; deadline of; will end; to end; "
    "should be completed; should be complete; must be completed; expected to be completed; expected to be complete; "
    "is expected to complete; to complete; target date is; due date is; end date remains; date is"
)
_DUE_AHEAD = frozenset({"is", "are", "was", "were", "has", "have", "an", "the", "its", "their", "whose", "with", "and",
                        "which", "now", "still", ",", "be", "remains", "remain"})  # fmt: skip


_CONDITIONS = frozenset({"if", "when", "until", "unless", "once", "whether", "provided", "should", "neither", "nor"})


def is_conditional(sentence: Sentence, place: int) -> bool:
    """Whether what begins at a place is not asserted: "if three actions are amber", "neither of the two"."""
    for step in range(place - 1, max(-1, place - 5), -1):
        if sentence.low(step) in (",", ".", ";", ":", "agreed", "that"):
            return False
        if sentence.low(step) in _CONDITIONS:
            return True
    return False


def due_at(sentence: Sentence, place: int, *, only_due: bool = False) -> Predicate | None:
    """A date by which something is due, told at a place: "is due by May", "to be completed by the end of June"."""
    step = place
    while step < place + 4 and sentence.low(step) in _DUE_AHEAD:
        step += 1
    phrase = next((phrase for phrase in _DUE if sentence.matches(step, phrase)), None)
    if phrase is None or (only_due and phrase[0] != "due"):
        return None
    dated = date_at(sentence, step + len(phrase))
    if dated is None:
        return None
    return Predicate(Said(due=dated.said), (dated.first, dated.after), dated.after, finite=True)


_LED = phrases("led by; owned by; lead is; lead officer is; owner is")


def led_at(sentence: Sentence, place: int) -> Predicate | None:
    """Who leads, told at a place: "is led by RG", "owned by Ann Low"; names are words with a capital."""
    step = place
    while step < place + 4 and sentence.low(step) in _DUE_AHEAD:
        step += 1
    phrase = next((phrase for phrase in _LED if sentence.matches(step, phrase)), None)
    if phrase is None:
        return None
    names: list[str] = []
    step += len(phrase)
    first = step
    while True:
        start = step
        while sentence.at(step).text[:1].isupper() and sentence.at(step).text.replace("-", "").isalpha():
            step += 1
        if step == start:
            break
        names.append(sentence.text(start, step))
        joins = sentence.low(step) in ("and", "&", "/", ",") and sentence.at(step + 1).text[:1].isupper()
        if not joins:
            break
        step += 1
    return Predicate(Said(leads=tuple(names)), (first, step), step, finite=True) if names else None
