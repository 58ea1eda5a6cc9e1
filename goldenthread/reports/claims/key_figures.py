"""Figures that stand behind their words: "Amber actions: 3", "the number of late actions is 4", "fell from 5 to 3".

Source: the key figures with which reports of the boards open; report of 8 February 2019, paragraph 3, has them as a
list.
"""

from dataclasses import replace

from goldenthread.reports.claims.amounts import share_by_which, whole_number
from goldenthread.reports.claims.counting import CountAt, noun_at
from goldenthread.reports.claims.moving import STEPS, way_of
from goldenthread.reports.claims.naming import DASHES, scope_at
from goldenthread.reports.claims.phrases import words
from goldenthread.reports.claims.predicates import predicate_at
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.values import Amount, Change, Counted, Direction, Noun, Quantity, Said, Scope

_IS = words("is was are were now stands stood at remains remained : = | currently still has been")
_MOVED = words(
    "rose risen fell fallen increased decreased dropped gone went grew grown reduced changed moved come down up has "
    "have had also now again since further been was were is are declined climbed shrank shrunk lowered raised slightly "
    "sharply"
)
_NOW = frozenset({"has", "have", "is", "are", "now"})
_OF_THE_NUMBER = frozenset({"the", "number", "of", "total", "our"})
_DESCRIBING = words("a an the further small slight sharp marked significant welcome big large steady net overall")
_TIMES = {"doubled": 2.0, "trebled": 3.0, "tripled": 3.0, "quadrupled": 4.0, "halved": 0.5}
_BEHIND = frozenset({"", ".", ",", ";", ")", "and", "(", "|"})


def key_figures_at(sentence: Sentence, place: int) -> list[CountAt]:
    """A figure told behind what it counts, and where it rose or fell the one of the round before as well."""
    fall = fall_at(sentence, place)
    if fall:
        return fall
    start = place
    of_number = sentence.low(place) == "number" and sentence.low(place + 1) == "of"
    if of_number:
        start = place + 2
        while sentence.low(start) in ("the", "all", "our"):
            start += 1
    elif sentence.low(place - 1) not in ("", ",", ";", "|", "(") or sentence.low(place) in ("the", "of"):
        return []
    if not of_number and sentence.low(start) == "total":
        start += 1
    noun = noun_at(sentence, start)
    if noun is None or noun.noun is not Noun.ACTION:
        return []
    said, scope, step = noun.base, noun.scope, noun.after
    told = predicate_at(sentence, step + (sentence.low(step) in ("that", "which")))
    if told and not said and (of_number or not told.finite):
        said, step = told.said, told.after
    if sentence.low(step) in ("in", "under", "for") and (named := scope_at(sentence, step + 1)):
        scope, step = named
    step += 3 * sentence.matches(step, ("in", "the", "plan"))
    found = _moved(sentence, place, step, said, scope) or times_at(sentence, place, step, said, scope)
    return found or _is(sentence, place, step, said, scope, of_number=of_number)


def _is(sentence: Sentence, place: int, step: int, said: Said, scope: Scope, *, of_number: bool) -> list[CountAt]:
    first = step
    while sentence.low(step) in (_IS if of_number else (":", "=", "|")) or sentence.at(step).text in DASHES:
        step += 1
    counted = whole_number(sentence, step) if step > first else None
    if counted is None or sentence.low(counted[1]) not in _BEHIND:
        return []
    way = way_of(sentence.lows[first:step])
    return [_figure(place, step, counted, said, scope, Change(way) if way is Direction.STAYED else None)]


def _moved(sentence: Sentence, place: int, step: int, said: Said, scope: Scope) -> list[CountAt]:
    """A rise or fall: the figure it came from is that of the round before, and both tell which way it went."""
    first = step
    while sentence.low(step) in _MOVED:
        step += 1
    if step == first or not said.now:
        return []
    lows = sentence.lows[first:step]
    change = Change(way_of(lows), is_now=not _NOW.isdisjoint(lows))
    return _from_and_to(sentence, place, step, said, scope, change)


def fall_at(sentence: Sentence, place: int) -> list[CountAt]:
    """A rise or fall told as a noun: "a fall in overdue actions to 12", "a rise of two in the number of reds"."""
    way, step = STEPS.get(sentence.low(place), Direction.ANY), place + 1
    if way in (Direction.ANY, Direction.CHANGED):
        return []
    by = whole_number(sentence, step + 1) if sentence.low(step) == "of" else None
    step = by[1] if by else step
    if sentence.low(step) != "in":
        return []
    step += 1
    while sentence.low(step) in _OF_THE_NUMBER:
        step += 1
    noun = noun_at(sentence, step)
    if noun is None or noun.noun is not Noun.ACTION:
        return []
    told = None if noun.base else predicate_at(sentence, noun.after)
    said, step = (told.said, told.after) if told and not told.finite else (noun.base, noun.after)
    scope = noun.scope
    if sentence.low(step) in ("in", "under", "for") and (named := scope_at(sentence, step + 1)):
        scope, step = named
    if not said.now:
        return []
    change = Change(way, is_now=_is_of_today(sentence, place))
    if by:
        more = replace(change, by=by[0], is_step=True)
        return [_figure(place, by[1] - 1, by, said, scope, more, after=step)]
    return _from_and_to(sentence, place, step, said, scope, change)


def _is_of_today(sentence: Sentence, place: int) -> bool:
    """Whether a rise or fall opens its sentence or item, or is told in the present: "there has been a fall in"."""
    step = place - 1
    while sentence.low(step) in _DESCRIBING:
        step -= 1
    low = sentence.low(step)
    if low in ("been", "seen"):
        return sentence.low(step - 1) in ("has", "have")
    return low in ("", ":", ";") or (low in ("is", "are") and sentence.low(step - 1) == "there")


def _from_and_to(sentence: Sentence, place: int, step: int, said: Said, scope: Scope, change: Change) -> list[CountAt]:
    """The figures behind a rise or fall: from where, by how much, to what."""
    found: list[CountAt] = []
    for word in ("from", "by", "to"):
        number = whole_number(sentence, step + 1) if sentence.low(step) == word else None
        if number is None:
            continue
        start = step + 1 if found else place
        told = said.from_before() if word == "from" else said
        one = replace(change, by=number[0], is_step=True) if word == "by" else change
        found.append(_figure(start, step + 1, number, told, scope, one))
        step = number[1]
    return found


def times_at(sentence: Sentence, place: int, step: int, said: Said, scope: Scope) -> list[CountAt]:
    """A number that is said to have been multiplied: "has doubled", "have more than halved", "fell by a third"."""
    first, times, bound, way = step, 0.0, Amount.EXACT, Direction.ANY
    while sentence.low(step) in _MOVED | {"more", "than", "nearly", "almost", "roughly", "about", "over"}:
        step += 1
    lows = sentence.lows[first:step]
    if sentence.low(step) in _TIMES:
        times, step = _TIMES[sentence.low(step)], step + 1
    elif sentence.low(step) == "by" and not {"more", "than", "over"}.intersection(lows):
        share, way = share_by_which(sentence, step + 1), way_of(lows)
        if share and way in (Direction.ROSE, Direction.FELL):
            times, step = 1 + share[0] * (1 if way is Direction.ROSE else -1), share[1]
            bound = Amount.ABOUT
    if not times or not said.now:
        return []
    if not {"more", "over"}.isdisjoint(lows):
        bound = Amount.MORE
    elif not {"nearly", "almost", "roughly", "about"}.isdisjoint(lows):
        bound = Amount.NEARLY
    way = Direction.ROSE if times > 1 else Direction.FELL
    change = Change(way, is_step=True, times=times, bound=bound)
    counted = Counted(Quantity(Amount.SOME), Noun.ACTION, said, scope=scope, change=change)
    found = [CountAt(counted, place, step, (place, place))]
    return [*found, *_from_and_to(sentence, step, step, said, scope, Change(way, is_now="has" in lows))]


def _figure(
    place: int,
    step: int,
    number: tuple[int, int, bool],
    said: Said,
    scope: Scope,
    change: Change | None,
    *,
    after: int = 0,
) -> CountAt:
    quantity = Quantity(Amount.EXACT, number[0], in_words=number[2])
    counted = Counted(quantity, Noun.ACTION, said, scope=scope, change=change)
    return CountAt(counted, place, max(number[1], after), (step, number[1]))
