"""Words of a verdict or a figure that stand in the clause of a claim and that nobody read.

"Action 1.4 will be complete by Easter" names an action that the plan has and says something of it that no round can
hold. Shown as confirmed, the mark would vouch for all of it. So what was left unread is kept beside the claim, and
nothing is confirmed beside it.

Source: our rule that a mark "confirmed" vouches for everything its clause says of the action or the figure; cover
report of 2 May 2018, paragraphs 3 and 4, whose clauses each say one thing of what they name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goldenthread.reports.claims.amounts import share_at, whole_number
from goldenthread.reports.claims.dated import date_at
from goldenthread.reports.claims.phrases import words
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.status_words import FINITE, MODAL, SMALL, colours_noun_at, status_at

_ENDS = frozenset({".", ";", ":", "!", "?"})
_JOINS = frozenset({"and", "but", "while", "whilst", "whereas", "although", "though", "yet"})
_NEW_SUBJECTS = frozenset({"the", "our", "we", "a", "an", "there", "all", "no"})
_OTHER_REASONS = frozenset({"because", "as", "since", "who", "whom", "whose", "where", "so", "owing", "following"})
_VERDICTS = words(
    "delayed stalled slipped slipping failed failing missed abandoned cancelled blocked resolved concluded ended "
    "movement improving worsening deteriorating nearly almost behind ahead blues greens ambers reds likewise too same"
)
_BY = frozenset({"by", "until", "before", "due", "in", "to", "from", "since"})
_SEVERAL_AGAIN = frozenset({"both", "they", "these", "each", "neither"})
_SAME_AGAIN = _SEVERAL_AGAIN | {"it", "this"}
_MOST_SHOWN = 8
_FARTHEST = 30
_TAIL = MODAL | SMALL | FINITE | {"not", "never", "nearly", "almost", "no", "longer", "be", "been", "become", "it"}


@dataclass(frozen=True, slots=True)
class Span:
    """The words of a claim; ``is_bare`` says that it claims no more than that there is such an action."""

    first: int
    after: int
    is_bare: bool


def unread_beside(sentence: Sentence, spans: Sequence[Span]) -> list[str]:
    """For each claim of a sentence the words of a verdict or a figure beside it that no claim took up, or nothing.

    Of a claim that was read the words behind it count only where they go on with the same subject: "is amber **but
    will be green by May**".
    """
    read = {step for span in spans if not span.is_bare for step in range(span.first, span.after)}
    bare = {step for span in spans if span.is_bare for step in range(span.first, span.after)}
    found: list[str] = []
    for number, span in enumerate(spans):
        if span.is_bare:
            zone = (*_ahead(sentence, span, read), *_behind(sentence, span, read, bare))
            found.append(_words_at(sentence, (step for step in zone if step not in read | bare)))
        else:
            found.append(_words_at(sentence, _tail(sentence, span, read)))
        found[-1] = found[-1] or _said_behind(sentence, span, read | bare)
        before = spans[number - 1] if number else None
        if before and before.is_bare and span.is_bare and _are_listed(sentence, before.after, span.first):
            found[-1] = found[-1] or found[-2]
    return found


def _are_listed(sentence: Sentence, first: int, after: int) -> bool:
    return after - first <= 2 and all(low in (",", "and", "&") for low in sentence.lows[first:after])


def said_of_the_same(sentence: Sentence, spans: Sequence[Span]) -> str:
    """The verdict of a sentence that begins with "it" or "both", which no claim of its own took up, or nothing."""
    if sentence.low(0) not in _SAME_AGAIN:
        return ""
    read = {step for span in spans for step in range(span.first, span.after)}
    return _words_at(sentence, _to_the_end(sentence, 0, read))


def _said_behind(sentence: Sentence, span: Span, read: set[int]) -> str:
    """The verdict of a clause behind a semicolon that begins with "it" or "both", or that stands alone behind ":"."""
    for step in range(span.after, min(len(sentence), span.after + _FARTHEST)):
        if sentence.low(step) == ":" and _is_verdict(sentence, step + 1):
            return _words_at(sentence, _to_the_end(sentence, step + 1, read))
        if sentence.low(step) == ";" and sentence.low(step + 1) in _SAME_AGAIN:
            return _words_at(sentence, _to_the_end(sentence, step + 1, read))
    return ""


def _to_the_end(sentence: Sentence, first: int, read: set[int]) -> list[int]:
    """The words of a clause as far as nobody read them; a number of "both" that was counted is tied to no action."""
    zone: list[int] = []
    counts_apart = sentence.low(first) in _SEVERAL_AGAIN
    for step in range(first, min(len(sentence), first + _FARTHEST)):
        if sentence.low(step) in _ENDS or (step in read and not counts_apart):
            break
        zone.append(step)
    return zone


def _ahead(sentence: Sentence, span: Span, read: set[int]) -> list[int]:
    """The words of the clause in front of a reference, back to the claim or the clause before."""
    zone: list[int] = []
    for step in range(span.first - 1, max(-1, span.first - _FARTHEST), -1):
        low = sentence.low(step)
        if low in _ENDS or low == "," or low in _JOINS or step in read:
            break
        zone.append(step)
    return zone[::-1]


def _behind(sentence: Sentence, span: Span, read: set[int], bare: set[int]) -> list[int]:
    """The words of the clause behind a reference, up to where another subject has a verb of its own.

    Behind such a subject words count again only where a verb follows on a joining word, since it may be of the first.
    """
    zone: list[int] = []
    has_verb = is_others = False
    for step in range(span.after, min(len(sentence), span.after + _FARTHEST)):
        low = sentence.low(step)
        if low in _ENDS or step in read or (has_verb and step in bare):
            break
        if low in _OTHER_REASONS or (low in _JOINS and has_verb and sentence.low(step + 1) in _NEW_SUBJECTS):
            is_others = True
        elif low in _JOINS and sentence.low(step + 1) in FINITE | MODAL:
            is_others = False
        has_verb = has_verb or low in FINITE | MODAL
        if not is_others:
            zone.append(step)
    return zone


def _tail(sentence: Sentence, span: Span, read: set[int]) -> list[int]:
    """The words behind a claim that go on with its subject: a joining word, then verbs and small words, a verdict."""
    step = span.after + (sentence.low(span.after) == ",")
    goes_on = sentence.low(span.after) == "," and sentence.low(step) in FINITE | MODAL
    if not (goes_on or sentence.low(step) in _JOINS - {"while", "whilst", "whereas"}) or step in read:
        return []
    zone: list[int] = []
    for place in range(step + (not goes_on), min(len(sentence), step + 8)):
        if place in read:
            return []
        zone.append(place)
        if _is_verdict(sentence, place):
            return zone
        if sentence.low(place) not in _TAIL:
            return []
    return []


def _is_verdict(sentence: Sentence, place: int) -> bool:
    return bool(status_at(sentence, place) or colours_noun_at(sentence, place) or sentence.low(place) in _VERDICTS)


def _is_figure(sentence: Sentence, place: int) -> bool:
    """Whether a number, a share or a day by which something is told begins at a word."""
    if sentence.low(place - 1) in _BY and date_at(sentence, place):
        return True
    return share_at(sentence, place) is not None or whole_number(sentence, place) is not None


def _words_at(sentence: Sentence, zone: Iterable[int]) -> str:
    """The words from the first verdict or figure of a zone on; nothing where it has none."""
    places = list(zone)
    first = next((at for at, step in enumerate(places) if _is_verdict(sentence, step)), None)
    if first is None:
        first = next((at for at, step in enumerate(places) if _is_figure(sentence, step)), None)
    if first is None:
        return ""
    begins = first
    while (
        begins
        and first - begins < 4
        and places[begins] - places[begins - 1] == 1
        and _leads(sentence, places[begins - 1])
    ):
        begins -= 1
    ends = places[begins]
    while ends + 1 in places and ends - places[begins] < _MOST_SHOWN:
        ends += 1
    return sentence.text(places[begins], ends + 1).strip(" ,.;:")


def _leads(sentence: Sentence, place: int) -> bool:
    low = sentence.low(place)
    return low in _TAIL or low in _BY
