"""Figures told as a movement: "a fall in overdue actions to 12", "has doubled", "we have reduced the number to eight".

What moved stands in front of its figures or behind its verb; which way it went, by how much and from what are held
against the round before.

Source: the key figures with which reports of the boards open; that a movement is told before its figures as often as
behind them is our reading of such reports.
"""

from dataclasses import dataclass, replace

from goldenthread.reports.claims.amounts import share_by_which, whole_number
from goldenthread.reports.claims.counted_at import CountAt
from goldenthread.reports.claims.counting import noun_at
from goldenthread.reports.claims.moving import STEPS, way_of
from goldenthread.reports.claims.naming import scope_at
from goldenthread.reports.claims.phrases import words
from goldenthread.reports.claims.predicates import predicate_at
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.values import Amount, Change, Counted, Direction, Noun, Quantity, Said, Scope, Time
from goldenthread.reports.claims.when_told import time_here

_MOVED = words(
    "rose risen fell fallen increased decreased dropped gone went grew grown reduced changed moved come down up has "
    "have had also now again since further been was were is are declined climbed shrank shrunk lowered raised slightly "
    "sharply unchanged steady static stayed remain remains remained not the same"
)
_TELLS = words(
    "rose risen fell fallen increased decreased dropped grew grown reduced changed down up declined climbed shrank "
    "shrunk unchanged steady static same"
)
_NOW = frozenset({"has", "have", "is", "are", "now"})
_OF_THE_NUMBER = frozenset({"the", "number", "of", "total", "our"})
_DESCRIBING = words("a an the further small slight sharp marked significant welcome big large steady net overall")
_TIMES = {"doubled": 2.0, "trebled": 3.0, "tripled": 3.0, "quadrupled": 4.0, "halved": 0.5}
_DRIVING = {"reduced": Direction.FELL, "cut": Direction.FELL, "lowered": Direction.FELL, "decreased": Direction.FELL,
            "increased": Direction.ROSE, "raised": Direction.ROSE, "brought": Direction.ANY}  # fmt: skip
_DRIVEN = {"down": Direction.FELL, "up": Direction.ROSE}
_CLOSES = frozenset({"", ".", ",", ";", ":", ")", "and", "but", "while", "whilst"})
_LONGER = "The round does not tell what was so before the round before."


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is of: its first word, the place behind it, its status and its part of the plan."""

    first: int
    after: int
    said: Said
    scope: Scope


def subject_at(sentence: Sentence, first: int, start: int, *, of_number: bool) -> Subject | None:
    """The actions whose figure follows: "the number of red actions in Priority 2", "actions rated amber"."""
    noun = noun_at(sentence, start)
    if noun is None or noun.noun is not Noun.ACTION:
        return None
    said, scope, step = noun.base, noun.scope, noun.after
    told = predicate_at(sentence, step + (sentence.low(step) in ("that", "which")))
    if told and not said and (of_number or not told.finite):
        said, step = told.said, told.after
    if sentence.low(step) in ("in", "under", "for") and (named := scope_at(sentence, step + 1)):
        scope, step = named
    step += 3 * sentence.matches(step, ("in", "the", "plan"))
    return Subject(first, step, said, scope)


def risen_at(sentence: Sentence, subject: Subject) -> list[CountAt]:
    """A movement behind what moved: its figures, how many times as many, or only which way it went."""
    first = step = subject.after
    while sentence.low(step) in _MOVED and not (sentence.low(step) == "since" and time_here(sentence, step)):
        step += 1
    if step == first or not subject.said.now:
        return _times_at(sentence, subject)
    lows = sentence.lows[first:step]
    change = Change(way_of(lows), is_now=not _NOW.isdisjoint(lows))
    found = [] if "not" in lows else _from_and_to(sentence, subject, step, change)
    return found or _times_at(sentence, subject) or _only_moved(sentence, subject, step, lows)


def _only_moved(sentence: Sentence, subject: Subject, step: int, lows: tuple[str, ...]) -> list[CountAt]:
    """Which way a number went, without a figure: "overdue actions have fallen", "the number is unchanged"."""
    way = way_of(lows)
    stays = not {"unchanged", "steady", "static", "same"}.isdisjoint(lows) or ("not" in lows and "changed" in lows)
    way = Direction.STAYED if stays else way
    if _TELLS.isdisjoint(lows) or ("not" in lows and not stays) or ("same" in lows and "the" not in lows):
        return []
    is_longer = sentence.low(step) == "for" and sentence.low(step + 1) in ("the", "a", "three", "several", "two")
    if not (sentence.low(step) in _CLOSES or time_here(sentence, step) or is_longer):
        return []
    change = Change(way, is_step=True)
    return [_moved(subject, step, change, unsure=_LONGER if is_longer else "")]


def _times_at(sentence: Sentence, subject: Subject) -> list[CountAt]:
    """A number that is said to have been multiplied: "has doubled", "have more than halved", "fell by a third"."""
    first = step = subject.after
    while sentence.low(step) in _MOVED | {"more", "than", "nearly", "almost", "roughly", "about", "over"}:
        step += 1
    lows, times, bound = sentence.lows[first:step], 0.0, Amount.EXACT
    if sentence.low(step) in _TIMES:
        times, step = _TIMES[sentence.low(step)], step + 1
    elif sentence.low(step) == "by" and not {"more", "than", "over"}.intersection(lows):
        share, way = share_by_which(sentence, step + 1), way_of(lows)
        if share and way in (Direction.ROSE, Direction.FELL):
            times, step = 1 + share[0] * (1 if way is Direction.ROSE else -1), share[1]
            bound = Amount.ABOUT
    if not times or not subject.said.now or "not" in lows:
        return []
    if not {"more", "over"}.isdisjoint(lows):
        bound = Amount.MORE
    elif not {"nearly", "almost", "roughly", "about"}.isdisjoint(lows):
        bound = Amount.NEARLY
    way = Direction.ROSE if times > 1 else Direction.FELL
    found = _moved(subject, step, Change(way, is_step=True, times=times, bound=bound))
    more = Change(way, is_now=not _NOW.isdisjoint(lows))
    return [found, *_from_and_to(sentence, replace(subject, first=step), step, more)]


def _moved(subject: Subject, after: int, change: Change, *, unsure: str = "") -> CountAt:
    """A movement without a figure of its own."""
    counted = Counted(
        Quantity(Amount.SOME), Noun.ACTION, subject.said, scope=subject.scope, change=change, unsure=unsure
    )
    return CountAt(counted, subject.first, after, (subject.first, subject.first))


def fall_at(sentence: Sentence, place: int) -> list[CountAt]:
    """A rise or fall told as a noun: "a fall in overdue actions to 12", "a rise of two in the number of reds"."""
    way, step = STEPS.get(sentence.low(place), Direction.ANY), place + 1
    stays = way is Direction.CHANGED and sentence.low(place - 1) == "no"
    way = Direction.STAYED if stays else way
    if way in (Direction.ANY, Direction.CHANGED):
        return []
    by = whole_number(sentence, step + 1) if sentence.low(step) == "of" else None
    step = by[1] if by else step
    if sentence.low(step) != "in":
        return []
    subject = subject_at(sentence, place, _over_number(sentence, step + 1), of_number=False)
    if subject is None or not subject.said.now:
        return []
    if stays:
        return [_moved(replace(subject, first=place - 1), subject.after, Change(way, is_step=True))]
    change = Change(way, is_now=_is_of_today(sentence, place))
    if by:
        return [figure(subject, by[1] - 1, by, replace(change, by=by[0], is_step=True), after=subject.after)]
    return _from_and_to(sentence, subject, subject.after, change)


def driven_at(sentence: Sentence, place: int) -> list[CountAt]:
    """A number that somebody moved: "we have reduced the number of overdue actions to eight"."""
    way = _DRIVING.get(sentence.low(place))
    if way is None:
        return []
    step = place + 1
    if sentence.low(step) in _DRIVEN:
        way, step = _DRIVEN[sentence.low(step)], step + 1
    subject = subject_at(sentence, place, _over_number(sentence, step), of_number=False)
    if subject is None or not subject.said.now:
        return []
    step = subject.after
    if sentence.low(step) in _DRIVEN:
        way, step = _DRIVEN[sentence.low(step)], step + 1
    if way is Direction.ANY:
        return []
    is_now = not {"has", "have"}.isdisjoint(sentence.lows[max(0, place - 3) : place])
    return _from_and_to(sentence, subject, step, Change(way, is_now=is_now))


def more_at(sentence: Sentence, place: int) -> list[CountAt]:
    """More or fewer than before, without a number: "fewer actions are overdue than in October", "as many ... as"."""
    ways = {"more": Direction.ROSE, "fewer": Direction.FELL, "less": Direction.FELL}
    is_as = sentence.matches(place, ("as", "many"))
    way = Direction.STAYED if is_as else ways.get(sentence.low(place))
    noun = noun_at(sentence, place + 1 + is_as) if way else None
    if way is None or noun is None or noun.noun is not Noun.ACTION or whole_number(sentence, place - 1):
        return []
    told = None if noun.base else predicate_at(sentence, noun.after)
    said, step = (told.said, told.status[1]) if told and told.finite else (noun.base, noun.after)
    if not said.now or said.denied or sentence.low(step) != ("as" if is_as else "than"):
        return []
    since = time_here(sentence, step + 1)
    if since is None and sentence.low(step + 1) != "before":
        return []
    said = replace(said, turned=False, freshly=False, past=False, when=Time())
    change = Change(way, is_step=True, since=since.time if since else Time(last_round=True))
    after = step + 1 + (len(since.words.split()) if since else 1)
    return [_moved(Subject(place, step, said, noun.scope), min(after, len(sentence)), change)]


def _over_number(sentence: Sentence, step: int) -> int:
    while sentence.low(step) in _OF_THE_NUMBER:
        step += 1
    return step


def _is_of_today(sentence: Sentence, place: int) -> bool:
    """Whether a rise or fall opens its sentence or item, or is told in the present: "there has been a fall in"."""
    step = place - 1
    while sentence.low(step) in _DESCRIBING:
        step -= 1
    low = sentence.low(step)
    if low in ("been", "seen"):
        return sentence.low(step - 1) in ("has", "have")
    return low in ("", ":", ";") or (low in ("is", "are") and sentence.low(step - 1) == "there")


def _from_and_to(sentence: Sentence, subject: Subject, step: int, change: Change) -> list[CountAt]:
    """The figures behind a rise or fall: the one it came from is that of the round before."""
    found: list[CountAt] = []
    for word in ("from", "by", "to", "at"):
        number = whole_number(sentence, step + 1) if sentence.low(step) == word else None
        if number is None or (word == "at" and change.way is not Direction.STAYED):
            continue
        said = subject.said.from_before() if word == "from" else subject.said
        one = replace(change, by=number[0], is_step=True) if word == "by" else change
        first = step + 1 if found else subject.first
        found.append(figure(replace(subject, first=first, said=said), step + 1, number, one))
        step = number[1]
    return found


def figure(
    subject: Subject, step: int, number: tuple[int, int, bool], change: Change | None, *, after: int = 0
) -> CountAt:
    """A figure at a place, told of a subject."""
    quantity = Quantity(Amount.EXACT, number[0], in_words=number[2])
    counted = Counted(quantity, Noun.ACTION, subject.said, scope=subject.scope, change=change)
    return CountAt(counted, subject.first, max(number[1], after), (step, number[1]))
