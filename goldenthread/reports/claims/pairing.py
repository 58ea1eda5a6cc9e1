"""Counts without a word for actions: "67 blue, 46 green and 1 amber", "Blue: 25", "amber 8".

Source: report of 8 February 2019, paragraph 3, which lists the four counts; the elliptical forms are those of the
boards' own tables.
"""

from goldenthread.reports.claims.amounts import whole_number
from goldenthread.reports.claims.counted_at import CountAt
from goldenthread.reports.claims.moving import compared_at
from goldenthread.reports.claims.naming import DASHES
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.spoken import Spoken, scope_ahead
from goldenthread.reports.claims.status_words import COLOURS, COMPLETE, IN_PROGRESS, LATE, colours_noun_at, status_at
from goldenthread.reports.claims.values import Amount, Counted, Noun, Quantity, Said

_BEHIND = frozenset({"", ",", ".", ";", "(", ")", "and", "among", "of", "/", "|", "with", "but", "out", "-", "–", "—",
                     ":"})  # fmt: skip
_INTO = frozenset({"in", "under"})
_STATES = frozenset({*COLOURS, COMPLETE, IN_PROGRESS, LATE})
_COLOUR_WORDS = frozenset({*COLOURS, *(f"{colour}s" for colour in COLOURS)})


def pairs_at(sentence: Sentence, place: int, spoken: Spoken) -> CountAt | None:
    """A number and its colour side by side, where what follows shows that the colour describes nothing else.

    The caller knows whether actions are spoken of, or the sentence has pairs of two colours: "8 amber" alone may be
    beads.
    """
    is_running = not spoken.other and 0 < spoken.running[0] <= place <= spoken.running[0] + 2
    found = _pair(sentence, place, running=is_running)
    found = found or (_turned_pair(sentence, place) if _starts(sentence, place) else None)
    if found is None:
        return None
    number, colour, first, after, in_words = found
    if sentence.low(first - 1) in ("further", "other", "another", "remaining"):
        return None
    quantity, scope = Quantity(Amount.EXACT, number, in_words=in_words), scope_ahead(sentence, first)
    if not scope and 0 <= first - spoken.running[0] <= 2:
        scope = spoken.running[1]
    may_also = () if scope else tuple(one for one in spoken.among if one.scope and not one.base)
    counted = Counted(quantity, Noun.ACTION, Said(now=(colour,)), scope=scope, may_also=may_also)
    at = first if number_first(sentence, first) else after - 1
    return CountAt(counted, first, after, (at, at + 1))


def number_first(sentence: Sentence, place: int) -> bool:
    """Whether a pair opens with its number."""
    return whole_number(sentence, place) is not None or sentence.low(place) in ("no", "none")


def has_pairs(sentence: Sentence) -> bool:
    """Whether two numbers of a sentence stand beside two colours, or a line is a number and its colour and no more."""
    if _COLOUR_WORDS.isdisjoint(sentence.lows):
        return False
    alone = _pair(sentence, 0) or _turned_pair(sentence, 0)
    if alone and (not sentence.low(alone[3]).strip(".;,") or _is_compared(sentence, alone[3])):
        return True
    colours: set[str] = set()
    for place in range(len(sentence)):
        found = _pair(sentence, place) or _turned_pair(sentence, place)
        if found:
            colours.add(found[1])
            if len(colours) > 1:
                return True
    return False


def _is_compared(sentence: Sentence, place: int) -> bool:
    """Whether the number before stands behind a pair: "Blue: 9 (previously 3)"."""
    opens = sentence.low(place) in ("(", ",") or sentence.at(place).text in DASHES
    return opens and compared_at(sentence, place + 1) is not None


def _pair(sentence: Sentence, place: int, *, running: bool = False) -> tuple[int, str, int, int, bool] | None:
    """A number and its colour; behind another number of the same row other states too: "4 blue, 52 in progress"."""
    counted = whole_number(sentence, place)
    if counted is None and sentence.low(place) == "no":
        counted = (0, place + 1, True)
    if counted is None:
        return None
    number, step, in_words = counted
    while sentence.low(step) in ("is", "are", "rated", "marked", "at", "now", "were"):
        step += 1
    status = status_at(sentence, step)
    colour = status[0] if status else colours_noun_at(sentence, step)
    after = status[1] if status else step + 1
    is_ones = sentence.low(after) in ("one", "ones") and "actions" in sentence.lows[:place]
    after += is_ones
    is_row = running and status is not None and step == counted[1]
    may_follow = _BEHIND | _INTO if is_ones else _BEHIND
    if colour not in (_STATES if is_row else COLOURS) or sentence.low(after) not in may_follow:
        return None
    return number, colour, place, after, in_words


def _turned_pair(sentence: Sentence, place: int) -> tuple[int, str, int, int, bool] | None:
    """A colour and then its number: "Blue: 25", "Amber – 8"; in a row with colours "complete: 57" too."""
    status = status_at(sentence, place)
    colour = status[0] if status else colours_noun_at(sentence, place)
    step = status[1] if status else place + 1
    is_row = sentence.low(step) == ":" and len(_COLOUR_WORDS.intersection(sentence.lows)) > 1
    if colour not in (_STATES if is_row else COLOURS):
        return None
    while sentence.low(step) in (":", "=", "|", "(") or sentence.at(step).text in DASHES:
        step += 1
    counted = whole_number(sentence, step)
    if counted is None or sentence.low(counted[1]) not in _BEHIND:
        return None
    return counted[0], colour, place, counted[1], counted[2]


def _starts(sentence: Sentence, place: int) -> bool:
    """Whether nothing stands in front but what parts two pairs."""
    return sentence.low(place - 1) in ("", ",", ";", ":", "(", "/", "|", "and", ")", "are", "-")
