"""Numbers of actions in a sentence: "4 tasks marked blue", "three of the four amber actions", "no action is stuck".

A number counts only in front of a word for actions, or in front of a verb and a colour, and only where something is
said that a round can hold. Everything else in a report that is a number (dates, paragraphs, ages, money, shares of
other things) is passed over.

Sources: cover report of 2 May 2018, paragraphs 3, 4, 7 and 8; report of 8 February 2019, summary and paragraph 3.
"""

from dataclasses import dataclass, replace

from goldenthread.reports.claims.amounts import quantity_at, whole_number
from goldenthread.reports.claims.counted_at import CountAt
from goldenthread.reports.claims.counting_bare import without_noun
from goldenthread.reports.claims.naming import DASHES, NamedAt, references_at
from goldenthread.reports.claims.narrowing import NOUNS, STOPS, narrowed, predicate_of, second_predicate
from goldenthread.reports.claims.phrases import words
from goldenthread.reports.claims.predicates import is_conditional, predicate_at
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.spoken import Spoken, scope_ahead
from goldenthread.reports.claims.status_words import (
    COLOURS,
    FINITE,
    IMPROVED,
    LATE,
    MODAL,
    MOVEMENTS,
    NEWLY_BLUE,
    WORSENED,
    colours_noun_at,
    is_every,
    status_at,
    statuses_at,
)
from goldenthread.reports.claims.values import NOTHING, Among, Amount, Counted, Noun, Quantity, Said, Scope

_BEFORE_NOUN = words(
    "former previous previously main key ofsted individual improvement plan planned remaining agreed separate "
    "different specific overall sip live current numbered inspection"
)
_HAS = frozenset({"has", "have", "contains", "contain", "holds", "includes", "comprises", "lists", "had", "contained"})
_PLANS = frozenset({"plan", "sip", "we", "it", "programme", "there"})
_THERE = frozenset({"is", "are", "were", "was", "remain", "remains", "'s"})


@dataclass(frozen=True, slots=True)
class Counting:
    """What is counted, with what narrows it: its colour in front, whose it is.

    ``also`` is a second status in front: "two **late** amber actions".
    """

    noun: Noun
    base: Said
    after: int
    scope: Scope
    colours: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


def count_at(sentence: Sentence, place: int, spoken: Spoken) -> CountAt | None:
    """The number of actions that is told from a place on; ``spoken`` is what it may be counted among."""
    found = quantity_at(sentence, place)
    if found is None or is_conditional(sentence, place) or _is_no_number(sentence, place):
        return None
    quantity, after = found[0], over_share(sentence, found[1])
    noun = noun_at(sentence, after)
    if noun is None:
        found_at = without_noun(sentence, place, quantity, after, spoken)
    else:
        found_at = _with_noun(sentence, (place, found[1]), quantity, noun)
    if found_at is None:
        return None
    counted = found_at.counted
    if noun and not counted.scope and _is_of_parts(sentence, place):
        return replace(found_at, counted=replace(counted, unsure=_EACH_OF_THEM))
    ahead = scope_ahead(sentence, place)
    if ahead and not counted.scope:
        return replace(found_at, counted=replace(counted, scope=ahead, whole=None))
    is_whole = sentence.low(place) == "nothing" or (noun and not counted.said)
    may_also = () if counted.scope or is_whole else spoken.among
    if _leads_back(sentence, place, after):
        return _of_which(found_at, spoken)
    these = quantity.of_these or bool({"these", "those"} & {*sentence.lows[place:after]})
    if these and not (spoken.base or may_also):
        return replace(found_at, counted=replace(counted, vague="these"))
    if noun and not these:
        fitting = [Among(one.scope) for one in may_also if one.scope]
    else:
        fitting = [one for one in may_also if not _exclude(one.base, counted.said)]
    return replace(found_at, counted=replace(counted, may_also=tuple(fitting)))


def _is_no_number(sentence: Sentence, place: int) -> bool:
    """Whether a number is taken back by what stands in front: "not one action", or is half of a rate: "one in four"."""
    before = sentence.low(place - 1)
    if before in ("not", "hardly", "scarcely", "barely", "never", "without"):
        return True
    is_rate = before == "in" and whole_number(sentence, place - 2) is not None
    return is_rate or (sentence.low(place + 1) == "in" and whole_number(sentence, place + 2) is not None)


_BETWEEN_PARTS = frozenset({"now", "still", "all", "each", "have", "has", "had", "also", "already"})
_EACH_OF_THEM = "It is told of parts of the plan, and how many actions of each are so the words do not tell."


def _is_of_parts(sentence: Sentence, place: int) -> bool:
    """Whether several parts of the plan are what has the actions: "three of the six recommendations have every one"."""
    parts, step = ("recommendations", "priorities"), place - 1
    while sentence.low(step) in _BETWEEN_PARTS:
        step -= 1
    return step < place - 1 and sentence.low(step) in parts


def _leads_back(sentence: Sentence, place: int, after: int) -> bool:
    """Whether a number is of those just counted: ", of which 10 became late", "two of which are amber"."""
    return sentence.matches(place - 2, ("of", "which")) or "which" in sentence.lows[place:after]


def _of_which(found: CountAt, spoken: Spoken) -> CountAt:
    """A number of those just counted; where nothing was, nobody can say of which."""
    counted = found.counted
    if spoken.last is None:
        return replace(found, counted=replace(counted, vague=counted.vague or "of which"))
    scope = counted.scope or spoken.last.scope
    return replace(found, counted=replace(counted, base=spoken.last.base, scope=scope, may_also=()))


_RATED = frozenset({*COLOURS, "complete", "in progress"})
_OF_PARTS = _RATED | {"on track", "off track", "late"}
_APART = frozenset({*COLOURS, "complete", "in progress", *MOVEMENTS})


def _exclude(base: Said, said: Said) -> bool:
    """Whether nothing can be both at once, so that one cannot be counted among the other: amber among the blue."""
    return bool(base.now) and set(base.now) <= _APART and set(said.now) <= _APART


def _with_noun(sentence: Sentence, number: tuple[int, int], quantity: Quantity, noun: Counting) -> CountAt | None:
    """A number in front of a word for actions: with what is said of them, or how many there are."""
    told = _told(sentence, noun, quantity)
    if (
        told
        and noun.noun is not Noun.ACTION
        and not told.counted.scope.each
        and not _OF_PARTS & {*told.counted.said.now}
    ):
        return None
    is_mixed = noun.also and noun.also == noun.colours
    if told and noun.also:
        told = replace(told, counted=replace(told.counted, vague=" ".join((*noun.also, *noun.colours))))
    if told:
        return replace(told, first=number[0], number=number)
    is_told = (
        bool(scope_ahead(sentence, number[0]))
        or _there_before(sentence, number[0])
        or _remain_behind(sentence, noun.after)
    )
    is_told = is_told or _which_behind(sentence, noun.after)
    if noun.colours and (is_told or _is_among(sentence, number[0], noun.after)):
        counted = Counted(quantity, noun.noun, Said(now=noun.colours), Said(now=noun.also), scope=noun.scope)
        if is_mixed:
            counted = replace(counted, vague=" and ".join(noun.colours))
        return CountAt(counted, number[0], noun.after, number, is_base=not is_told)
    is_rated = bool(noun.colours) and {*noun.colours} <= {*COLOURS, LATE}
    if is_rated and quantity.amount is Amount.EXACT and quantity.number and quantity.of is None:
        return _of_a_colour(sentence, number, quantity, noun)
    return _total(sentence, number, quantity, noun)


def _of_a_colour(sentence: Sentence, number: tuple[int, int], quantity: Quantity, noun: Counting) -> CountAt | None:
    """Actions of a colour that are counted and of which nothing is told: "the seven red actions were discussed".

    There must be so many; where there are more, these may be some of them.
    """
    if not MODAL.isdisjoint(sentence.lows[max(0, number[0] - 4) : number[0]]):
        return None
    scope, after = narrowed(sentence, noun.after, noun.scope)
    low = sentence.low(after)
    is_open = low not in FINITE and low not in STOPS and low not in ("", ",", "and", "but", ")")
    vague = " ".join((*noun.also, *noun.colours)) if noun.also else low if is_open else ""
    counted = Counted(quantity, noun.noun, Said(now=noun.colours), scope=scope, vague=vague, may_be_some=True)
    return CountAt(counted, number[0], after, number) if noun.noun is Noun.ACTION else None


def over_share(sentence: Sentence, place: int) -> int:
    """The place behind a number told again in brackets: "four (27%) are blue", "27% (4 of 15) actions"."""
    if sentence.low(place) != "(" or not sentence.low(place + 1)[:1].isdecimal():
        return place
    closed = next((step for step in range(place + 2, place + 8) if sentence.low(step) == ")"), None)
    return place if closed is None or sentence.low(place + 1).count(".") else closed + 1


def noun_at(sentence: Sentence, place: int) -> Counting | None:
    """What is counted: adjectives, a status, then "actions", "tasks", "recommendations" or a noun such as "ambers"."""
    step, base = place, Said()
    colours: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    former = source = ""
    for _ in range(6):
        plural = colours_noun_at(sentence, step)
        if plural:
            return Counting(Noun.ACTION, Said(now=(plural,)), step + 1, Scope(), (plural,))
        if sentence.low(step) in NOUNS:
            break
        status = statuses_at(sentence, step)
        if status:
            also, colours = colours, status[0]
            also = colours if is_every(sentence, step, status[1], colours) else also
            step = status[1]
        elif sentence.low(step) in _BEFORE_NOUN:
            former = former or (
                sentence.low(step) if sentence.low(step) in ("former", "previous", "previously") else ""
            )
            source = sentence.at(step).text if sentence.low(step) == "ofsted" else source
            step += 1
        else:
            return None
    noun = NOUNS.get(sentence.low(step))
    if noun is None or (sentence.low(step + 1) == "for" and sentence.at(step + 2).text == "Children"):
        return None  # the charity of that name, which stands in many reports
    after = step + 1
    while sentence.low(after) in ("point", "points", "plan"):
        after += 1
    if colours:
        base = Said(was=colours) if former else Said(now=colours)
    scope = Scope(source=source) if source else Scope()
    return Counting(noun, base, after, scope, () if former else colours, also)


def _told(sentence: Sentence, noun: Counting, quantity: Quantity) -> CountAt | None:
    """What is said of the actions counted: the last of the predicates behind them, those before it narrow."""
    scope, step = narrowed(sentence, over_share(sentence, noun.after), noun.scope)
    listed, step = _listed(sentence, step)
    first = predicate_of(sentence, step)
    base = noun.base
    if first is None:
        step += sentence.low(step) in (",", "(") and sentence.low(step + 1) in ("that", "which", "whose")
        relative = sentence.low(step) in ("that", "which", "whose")
        first = predicate_of(sentence, step + 1) if relative else None
        if first is None:
            return _farther(sentence, noun, quantity, scope, step)
    if not first.finite or sentence.low(step) in ("that", "which"):
        second = second_predicate(sentence, first.after, quantity)
        if second:
            base = _merged(base, first.said)
            scope, first = second[0] or scope, second[1]
    if set(base.now) == set(first.said.now) and not first.said.turned:
        base = NOTHING
    or_base = NOTHING
    is_of_these = NEWLY_BLUE in first.said.now and set(base.now) <= {"blue", "complete"}
    if base.now and not is_of_these and {IMPROVED, WORSENED, NEWLY_BLUE}.intersection(first.said.now):
        or_base, base = base, base.from_before()
    if first.said.now and base.now and not MOVEMENTS.intersection(first.said.now) and _differ(base, first.said):
        base = base.from_before()
    counted = Counted(quantity, noun.noun, first.said, _settled(base), scope, or_base=or_base)
    return CountAt(counted, 0, first.after, (0, 0), first.status, listed=listed)


def _listed(sentence: Sentence, place: int) -> tuple[NamedAt | None, int]:
    """Actions named between their number and the verb: "three actions (1.3, 2.3 and 3.2) are amber"."""
    opening = sentence.at(place).text
    if opening not in ("(", ",") and opening not in DASHES:
        return None, place
    named = references_at(sentence, place + 1)
    closes = ")" if opening == "(" else opening
    if named is None or sentence.at(named.after).text != closes:
        return None, place
    return named, named.after + 1


def _differ(base: Said, said: Said) -> bool:
    """Whether both are colours or states that cannot be at one time, so that the first was so before.

    Of "the four rated amber or red" some may well be amber now.
    """
    plain = {*COLOURS, "complete", "in progress"}
    return set(base.now) <= plain and set(said.now) <= plain and not set(base.now) & set(said.now)


def _settled(base: Said) -> Said:
    """A base told in the past is as it was in the round before."""
    return base.from_before() if base.past or (base.now and base.when.last_round) else base


def _merged(base: Said, more: Said) -> Said:
    more = _settled(more)
    return replace(more, now=more.now or base.now, was=more.was or base.was)


def _farther(sentence: Sentence, noun: Counting, quantity: Quantity, scope: Scope, step: int) -> CountAt | None:
    """A number narrowed in words that the plan does not know: found, so that its author is told it was not checked."""
    if quantity.amount in (Amount.SOME, Amount.NOT_ALL):
        return None
    for at in range(step, step + 9):
        token = sentence.at(at)
        if not token.text or token.text in STOPS or token.low in (",", "and", "will", "should", "to", "before", "if"):
            return None
        if token.low in ("is", "are") and at > step:
            found = predicate_at(sentence, at)
            if found and set(found.said.now) & set(COLOURS):
                vague = sentence.text(step, at)
                counted = Counted(quantity, noun.noun, found.said, noun.base, scope, vague=vague)
                return CountAt(counted, 0, found.after, (0, 0), found.status)
            return None
    return None


def _there_before(sentence: Sentence, place: int) -> bool:
    """Whether "there are", "we have" or "the plan has" stands in front."""
    if sentence.low(place) == "no" and sentence.low(place + 2) in _HAS:  # "no longer have any"
        return sentence.low(place - 1) in _PLANS
    step = place - 1
    while sentence.low(step) in ("also", "now", "still", "currently", "only", "just", "all", "the", "with"):
        step -= 1
    word, before = sentence.low(step), sentence.low(step - 1)
    if before in ("now", "still", "currently", "also"):
        before = sentence.low(step - 2)
    return (word in _THERE and before == "there") or word == "there's" or (word in _HAS and before in _PLANS)


def _remain_behind(sentence: Sentence, place: int) -> bool:
    """Whether the sentence goes on "remain" and no more: "eight amber actions remain"."""
    return sentence.low(place) in ("remain", "remains") and sentence.low(place + 1) in ("", ".", ",", ";", ":", "and")


_ACROSS = frozenset({"across", "under", "within"})


def _total(sentence: Sentence, number: tuple[int, int], quantity: Quantity, noun: Counting) -> CountAt | None:
    """How many there are: "there are six recommendations", "the plan has 114 actions", "of the 114 actions".

    Only where it is told of the plan: "the audit made twelve recommendations" says nothing of it.
    """
    place = number[0]
    is_number = quantity.amount not in (Amount.SOME, Amount.MOST, Amount.NOT_ALL, Amount.NEARLY_ALL, Amount.SHARE)
    if not is_number or quantity.amount is Amount.PERCENT or noun.base:
        return None
    if quantity.amount is Amount.ALL and quantity.of is None:
        return None
    scope, step = narrowed(sentence, noun.after, noun.scope)
    ends = sentence.low(step) in ("", ".", ",", ";", ":", "and", ")", "(", *_ACROSS) or bool(scope)
    is_of = quantity.of is not None or _is_of_all(sentence, place)
    if is_of and quantity.amount is Amount.EXACT and ends and noun.noun is Noun.ACTION:
        these = f"these {quantity.of}" if quantity.of is not None else "these"
        unsure = f"It does not say what is so of {int(quantity.number)} of {these} actions."
        return CountAt(Counted(quantity, noun.noun, scope=scope, unsure=unsure), place, noun.after, number)
    is_told = _there_before(sentence, place) or _is_among(sentence, place, step) or bool(scope_ahead(sentence, place))
    is_told = is_told or (sentence.low(place - 1) in _ACROSS and sentence.low(place - 2) in NOUNS)
    if not (ends and is_told):
        return None
    if quantity.amount is Amount.ALL:
        quantity = replace(quantity, amount=Amount.EXACT, of=None)
    counted = Counted(quantity, noun.noun, scope=scope)
    if noun.noun is Noun.ACTION and not scope and quantity.number and _is_among(sentence, place, step):
        counted = replace(counted, whole=int(quantity.number))
    return CountAt(counted, place, noun.after, number)


def _is_of_all(sentence: Sentence, place: int) -> bool:
    """Whether a number is of a whole that is not counted: "3 of all actions in Priority 5"."""
    return sentence.low(place + 1) == "of" and sentence.low(place + 2) == "all"


def _which_behind(sentence: Sentence, place: int) -> bool:
    """Whether "of which" follows, so that a number of them stands by itself: "18 overdue actions, of which ..."."""
    return sentence.matches(place + (sentence.low(place) == ","), ("of", "which"))


def _is_among(sentence: Sentence, place: int, after: int) -> bool:
    """Whether a number says among how many others are counted: "of the 15 actions, 4 are blue", "among 15 actions"."""
    ahead = place - 1
    while sentence.low(ahead) in ("the", "these", "its", "all", "our"):
        ahead -= 1
    return sentence.low(ahead) in ("of", "among") and _counts_behind(sentence, after)


def _counts_behind(sentence: Sentence, place: int) -> bool:
    """Whether a number with a status follows, or went before, so that the sentence counts actions."""
    return any(
        found and (status_at(sentence, found[1]) or predicate_at(sentence, found[1]))
        for step in range(max(0, place - 40), min(len(sentence), place + 12))
        if (found := whole_number(sentence, step))
    )
