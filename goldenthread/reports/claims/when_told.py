"""The time of which a number is told: "in March 2026 there were 25 blue actions" says nothing of today.

A round has its own position and that of the round before. A number of another day is neither right nor wrong by them;
a number told in the past without a time may be of either, so that it must fit both.

Source: cover report of 2 May 2018, paragraphs 3 and 4, which tell what was so at the last board; that a number of
another day is left to its author is our rule.
"""

from dataclasses import dataclass, replace

from goldenthread.reports.claims.counted_at import CountAt
from goldenthread.reports.claims.dated import MAY_OPEN, date_at, time_at
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.status_words import FINITE, MOVEMENTS, PAST, status_at
from goldenthread.reports.claims.values import Amount, Counted, Noun, Quantity, Said, Time

_FARTHEST_BEHIND = 14
_FARTHEST_AHEAD = 40
_ENDS = frozenset({".", ";", ":", "!", "?", "(", ")", ",", "and", "but", "while", "whilst", "whereas", "which", "-",
                   "–", "—", "because", "who"})  # fmt: skip
_BREAKS = frozenset({"(", ")", "-", "–", "—", ":"})
_PARTS = frozenset({"and", "but", "while", "whilst", "whereas", "which", "that", "though", "although"})
_BETWEEN = frozenset({"by", "before", "after", "until", "till", "from", "between", "of", "for"})
_MAY_OPEN = MAY_OPEN | _BETWEEN | {"ago"}
_SEASONS = frozenset({"spring", "summer", "autumn", "winter", "easter", "christmas"})
_EDGES = frozenset({"end", "start", "beginning", "early", "late", "mid", "middle", "around", "close"})
_AT = frozenset({"in", "at", "on", "of", "for"})
_RUNS_ON = frozenset({"action", "actions", "task", "tasks", "no", "none", "rated", "marked", "at", "as", "blues",
                      "greens", "ambers", "reds"})  # fmt: skip
_YEARS = frozenset({"year", "years", "month", "months", "year's"})
NO_QUANTITY = Quantity(Amount.SOME)
_DUE = frozenset({"due", "until", "ends", "ending", "deadline"})


@dataclass(frozen=True, slots=True)
class Told:
    """A time in a sentence: what it is, its words, whether it is the very time or only near it, whether it is now."""

    time: Time
    words: str
    is_exact: bool = True
    is_this: bool = False
    is_since: bool = False


def told_when(sentence: Sentence, found: CountAt) -> CountAt:
    """A number with the time of which it is told, where its own words did not take it up."""
    counted = found.counted
    said, base = counted.said, counted.base
    if counted.change and counted.change.is_step:
        return _moved_when(sentence, found)
    if counted.change and counted.change.came_from is not None and sentence.low(found.after) == "(":
        return found
    if said.when or base.when or said.due or said.extended_to or said.extended_from or said.completed_on:
        return found
    is_past = said.past if found.status else _is_past(sentence, found)
    if counted.noun is not Noun.ACTION and not is_past:
        return found
    behind = _behind(sentence, found)
    if behind and not is_past and _is_of_another_number(sentence, found, behind):
        return replace(found, counted=replace(counted, unsure=_not_told(behind)))
    told = behind or _ahead(sentence, found)
    if told and not (told.is_this and not is_past):
        return replace(found, counted=_timed(counted, told, is_past=is_past))
    if is_past and not found.status:
        return replace(found, counted=_in_the_past(counted))
    return found


def _moved_when(sentence: Sentence, found: CountAt) -> CountAt:
    """A difference with the time it is told to be from: "since the last board", "than in December", "this quarter".

    A time that is an end and no beginning, such as "by the last board", leaves it open.
    """
    counted = found.counted
    told = _behind(sentence, found) or _ahead(sentence, found)
    if counted.change is None or told is None or counted.change.since:
        return found
    whole = sentence.text(0, len(sentence)).casefold()
    ahead, _, behind = whole.partition(told.words.casefold())
    is_end = told.words.startswith(("by ", "before ")) or ahead.split()[-1:] in (["by"], ["before"], ["until"])
    is_year = not _YEARS.isdisjoint(word.strip(".,;") for word in behind.split()[:3])
    is_from = told.is_since or (ahead.split()[-1:] in (["than"], ["with"], ["on"], ["to"], ["from"]))
    if is_end or is_year or not (told.time.last_round or (told.time.on and is_from)):
        return replace(found, counted=replace(counted, unsure=_not_told(told)))
    return replace(found, counted=replace(counted, change=replace(counted.change, since=told.time)))


def _in_the_past(counted: Counted) -> Counted:
    """A number told in the past without a time: of a status it may be of now or of the round before."""
    if counted.said.now:
        return replace(counted, said=replace(counted.said, past=True))
    return replace(counted, unsure="It is told in the past; say when the plan had so many.")


def _timed(counted: Counted, told: Told, *, is_past: bool) -> Counted:
    said = counted.said
    if told.is_this:
        return _in_the_past(counted)
    if told.is_since and (told.time.last_round or told.time.on) and _is_state(said) and counted.change:
        return replace(counted, change=replace(counted.change, since=told.time))
    if _is_state(said) and told.is_exact and (told.time.on or (told.time.last_round and is_past)):
        return replace(counted, said=replace(said.from_before(), when=told.time))
    if told.is_since and not _is_state(said):
        return replace(counted, said=replace(said, when=told.time))
    return replace(counted, unsure=_not_told(told))


def _not_told(told: Told) -> str:
    return f"The round does not tell what was so “{told.words}”."


def _is_of_another_number(sentence: Sentence, found: CountAt, told: Told) -> bool:
    """Whether a number told of today stands before another time: "nine **are** complete, as against three in December".

    "Nine are complete as at 20 March" is of that day.
    """
    is_today = not {"is", "are"}.isdisjoint(sentence.lows[found.first : found.after])
    is_as_at = f"as {told.words}" in sentence.text(found.after, len(sentence))
    return is_today and not (told.is_this or told.is_since or is_as_at)


def _is_state(said: Said) -> bool:
    """Whether it tells how something stood, and not that it moved."""
    return bool(said.now) and not (said.turned or said.was or MOVEMENTS.intersection(said.now))


def named_when(sentence: Sentence, first: int, after: int, said: Said) -> Said:
    """What is said of a named action in the past, with the time that stands in front of it or behind."""
    if said.when or not said.now or not (said.past or said.turned):
        return said
    place = CountAt(Counted(NO_QUANTITY, said=said), first, after, (first, first), (first, after))
    told = _behind(sentence, place) or _ahead(sentence, place)
    if told is None or told.is_this:
        return said
    if said.past and told.is_exact:
        return replace(said.from_before(), when=told.time)
    if told.is_since and said.turned:
        return replace(said, when=told.time)
    return replace(said, when=Time(other=told.words))


def _behind(sentence: Sentence, found: CountAt) -> Told | None:
    """The time told behind a number in the same clause, over more numbers of the same row."""
    for step in range(found.after, min(found.after + _FARTHEST_BEHIND, len(sentence))):
        told = time_here(sentence, step)
        if told:
            return told
        low = sentence.low(step)
        if low == ";" or (low in _BREAKS and not time_here(sentence, step + 1)):
            return None
        if low in _ENDS and not _runs_on(sentence, step + 1) and not _time_next(sentence, step + 1):
            return None
    return None


def _runs_on(sentence: Sentence, place: int) -> bool:
    """Whether another number with its colour follows, or another word of the same row."""
    low = sentence.low(place)
    if sentence.at(place).is_number:
        return status_at(sentence, place + 1) is not None or sentence.low(place + 1) in _RUNS_ON
    return low in _RUNS_ON or low in _ENDS or status_at(sentence, place) is not None


def _time_next(sentence: Sentence, place: int) -> bool:
    return any(time_here(sentence, step) for step in range(place, place + 3))


def _ahead(sentence: Sentence, found: CountAt) -> Told | None:
    """The time told in front of a number: in its own clause, or at the head of the sentence where no verb parts them.

    What stands at the head holds for a row of numbers; behind "and" a number with a verb of its own in the present is
    of today.
    """
    first = max(0, found.first - _FARTHEST_AHEAD)
    parted = False
    for step in range(found.first - 1, first - 1, -1):
        low = sentence.low(step)
        if low in (";", ".", "!", "?"):
            return None
        told = None if parted and _is_present(sentence, step, found) else time_here(sentence, step)
        if told:
            return _from_its_first_word(sentence, step, told)
        parted = parted or low in _PARTS
    return None


def _from_its_first_word(sentence: Sentence, step: int, told: Told) -> Told:
    """The same time with the words in front that belong to it: "since the last board", not "last board"."""
    longer = (time_here(sentence, first) for first in range(max(0, step - 3), step))
    return next((one for one in longer if one and one.words.endswith(told.words)), told)


def _is_present(sentence: Sentence, place: int, found: CountAt) -> bool:
    """Whether a verb in the present stands between a time and a number, or in the number's own words."""
    behind_part = next(
        (step for step in range(found.first - 1, place, -1) if sentence.low(step) in _PARTS), found.first
    )
    verbs = [low for low in sentence.lows[behind_part : found.after] if low in FINITE]
    return bool(verbs) and not PAST.intersection(verbs)


def _is_past(sentence: Sentence, found: CountAt) -> bool:
    """Whether the nearest verb of a number without one of its own is in the past: "there were 25 blue actions"."""
    for step in range(found.after - 1, max(-1, found.first - _FARTHEST_AHEAD), -1):
        low = sentence.low(step)
        if low in FINITE:
            return low in PAST
        if low in (";", ".", ":"):
            return False
    return False


def time_here(sentence: Sentence, step: int) -> Told | None:
    """A time that begins at a word."""
    low = sentence.low(step)
    if low in _SEASONS or (low in ("round", "rounds") and sentence.at(step + 1).is_number):
        return Told(Time(other=low), sentence.text(step, min(step + 2, len(sentence))), is_exact=False)
    if low not in _MAY_OPEN:
        return None
    told = None if sentence.low(step - 1) in _DUE else time_at(sentence, step)
    if told:
        words = sentence.text(step, told[1])
        edges = _EDGES.intersection(sentence.lows[step : told[1]])
        since = low in ("since", "by", "during") or sentence.low(step - 1) in ("since", "by", "during")
        is_this = low == "this" or " this " in words
        return Told(told[0], words, not (edges or since or told[0].other), is_this, low == "since" and not edges)
    if low == "since" and sentence.low(step + 1) not in ("", ",", "."):
        return Told(Time(other="since"), sentence.text(step, min(step + 4, len(sentence))), is_exact=False)
    if low == "ago":
        first = max(0, step - 2)
        return Told(Time(other="ago"), sentence.text(first, step + 1), is_exact=False)
    if low in _BETWEEN:
        dated = date_at(sentence, step + 1)
        if dated and sentence.low(step - 1) not in _DUE:
            exact = low in _AT and sentence.low(step - 1) == "as"
            return Told(Time(on=dated.said), sentence.text(step, dated.after), is_exact=exact)
    return None
