"""How many: figures, words, shares and what stands before them; and the numbers that count nothing.

Sources: cover report of 2 May 2018, paragraphs 3, 4, 7 and 8 (a number in words of a number, a figure, a majority,
"just one"); report of 8 February 2019, summary and paragraph 3 (figures with nought among them, "largely").
"""

from dataclasses import replace

from goldenthread.kernel.dates import MONTHS
from goldenthread.reports.claims.phrases import by_first, phrases, words
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.values import Amount, Quantity

(_UNIT_WORDS,) = phrases(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
(_TEN_WORDS,) = phrases("twenty thirty forty fifty sixty seventy eighty ninety")
_UNITS = {word: number for number, word in enumerate(_UNIT_WORDS)}
_TENS = {word: number * 10 for number, word in enumerate(_TEN_WORDS, start=2)}
_NAMES = {number: word for word, number in (_UNITS | _TENS).items()}
_SHARES = {"half": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4, "fifth": 1 / 5,
           "fifths": 1 / 5, "tenth": 1 / 10, "tenths": 1 / 10}  # fmt: skip
_BEFORE = by_first(
    {
        Amount.AT_LEAST: "at least; no fewer than; no less than; a minimum of; not fewer than",
        Amount.AT_MOST: "at most; up to; no more than; a maximum of; not more than",
        Amount.MORE: "more than; over; in excess of; upwards of; above",
        Amount.FEWER: "fewer than; less than; under; below",
        Amount.ABOUT: "about; around; approximately; roughly; some; circa; approx",
        Amount.NEARLY: "nearly; almost; just under; close to",
        Amount.EXACT: "just; only; exactly; precisely; a total of; in total",
    }
)
_WHOLE = by_first(
    {
        Amount.NOT_ALL: "not all of; not all; not every; not quite all",
        Amount.NEARLY_ALL: "nearly all of; nearly all; almost all of; almost all; the vast majority of; "
        "the great majority of; virtually all; nearly every; almost every",
        Amount.MOST: "most of; most; the majority of; a majority of; the bulk of; more than half of; over half of; "
        "more than half; over half",
        Amount.ALL: "all of; all; every; each of; each",
        Amount.SOME: "some of; some; several of; several; a few of; a few; many of; many; a number of; "
        "a handful of; a small number of; a couple of",
    }
)
_NO_LONGER = phrases("no longer any; no longer have any; no longer has any")
_FURTHER = frozenset({"further", "more", "additional"})
_MORE = frozenset({"more", "fewer", "less"})
_PARTS = frozenset({"further", "other", "another", "additional", "remaining", "rest"})
_LABELS = words(
    "paragraph paragraphs para paras section sections appendix appendices part parts page pages table tables figure "
    "figures version article articles regulation regulations round priority priorities recommendation action actions "
    "point points step stage year band tier grade week no number item items question chapter annex schedule room floor "
    "option phase aged age ref refs task objective aim theme standard rule clause sub-paragraph indicator kpi day "
    "level form case child group team unit ward line column row note key £ $ € # rec p pp pg"
)
_UNITS_BEHIND = words(
    "% million billion bn m k per percent years year months month weeks week days day hours hour minutes minute am pm "
    "miles pounds pence st nd rd th"
)
_PRONOUNS = frozenset({"them", "these", "those", "which"})
_NOUNS_AHEAD = frozenset({"action", "actions", "task", "tasks", "recommendations", "blue", "green", "amber", "red"})
_ARTICLES = frozenset({"the", "these", "those", "its", "our", "their", "this", "all"})


_OPENINGS = frozenset({*_BEFORE, *_WHOLE, *_PARTS, *_UNITS, *_TENS, *_SHARES, *_ARTICLES}) | words(
    "a an no none nil both nothing nobody no-one"
)


def may_open(sentence: Sentence, place: int) -> bool:
    """Whether a quantity can begin with the word at a place; most words of a report cannot, and cost nothing more."""
    low = sentence.low(place)
    return low in _OPENINGS or low[:1].isdecimal() or ("-" in low and low.partition("-")[0] in _OPENINGS)


def is_labelled(sentence: Sentence, place: int) -> bool:
    """Whether a number is a label and counts nothing: "Appendix 1", "Section 20", "aged 12", "Priorities 1 and 2".

    Such numbers outnumber the figures of a report ten to one, and reading one of them as a claim would teach its
    author to pass over all of them.
    """
    before = sentence.low(place - 1)
    if before in _LABELS or (before.rstrip(".") in MONTHS and sentence.at(place).is_number):
        return True
    step, numbers = place - 1, 0
    while step > place - 8 and (sentence.low(step) in (",", "and", "&", "to", "-", "–") or sentence.at(step).is_number):
        numbers += sentence.at(step).is_number
        step -= 1
    return bool(numbers) and sentence.low(step) in _LABELS and sentence.low(step).endswith("s")


def whole_number(sentence: Sentence, place: int) -> tuple[int, int, bool] | None:
    """A whole number in figures or words at a place: the number, the place behind it, whether it is in words.

    Labels, years, days of a month, percentages, ages and money are no numbers of actions.
    """
    token = sentence.at(place)
    if token.is_number:
        behind = sentence.low(place + 1)
        number = int(token.text.replace(",", ""))
        if is_labelled(sentence, place) or behind in _UNITS_BEHIND or _is_date_or_time(sentence, place):
            return None
        return None if 1900 <= number <= 2100 and "," not in token.text else (number, place + 1, False)
    found = _in_words(sentence, place)
    return None if found is None or is_labelled(sentence, place) else (*found, True)


def _is_date_or_time(sentence: Sentence, place: int) -> bool:
    """Whether a number is part of "1 April", "10:30", "01/04/2018" or a telephone number."""
    behind, before = sentence.low(place + 1), sentence.low(place - 1)
    if behind.rstrip(".") in MONTHS or before.replace(",", "").isdecimal() or sentence.at(place + 1).is_number:
        return True
    if behind == ":" or before == ":":
        here, other = sentence.at(place), sentence.at(place + 2 if behind == ":" else place - 2)
        return other.is_number and max(here.start, other.start) - min(here.end, other.end) == 1
    return behind == "/" and sentence.at(place + 2).is_number and sentence.low(place + 3) == "/"


def _in_words(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """A number in words up to nine hundred and ninety-nine."""
    first = sentence.low(place)
    number = _up_to_99(first)
    after = place + 1
    if number is None and first == "a" and sentence.low(place + 1) == "hundred":
        number = 1
    if number is None:
        return None
    if sentence.low(after) == "hundred":
        number, after = number * 100, after + 1
        step = after + (sentence.low(after) == "and")
        rest = _up_to_99(sentence.low(step))
        if rest:
            number, after = number + rest, step + 1
            if rest in _TENS.values() and (unit := _UNITS.get(sentence.low(after))) and unit < 10:
                number, after = number + unit, after + 1
    return number, after


def _up_to_99(word: str) -> int | None:
    if word in _UNITS or word in _TENS:
        return _UNITS[word] if word in _UNITS else _TENS[word]
    if "-" not in word:
        return None
    tens, _, unit = word.partition("-")
    if tens in _TENS and 0 < _UNITS.get(unit, 0) < 10:
        return _TENS[tens] + _UNITS[unit]
    return None


def number_as_word(number: int) -> str:
    """A number as a report writes it where it writes words; figures above ninety-nine."""
    if number in _NAMES:
        return _NAMES[number]
    return f"{_NAMES[number // 10 * 10]}-{_NAMES[number % 10]}" if number < 100 else str(number)


def _is_run(sentence: Sentence, place: int) -> bool:
    """Whether a number is the end of a span, which says no one number: "between 4 and 6", "four or five", "4-6"."""
    before = sentence.low(place - 1)
    if before not in ("to", "or", "-", "–", "—", "and", "but", "except", "bar"):
        return False
    other = sentence.low(place - 2)
    if before in ("but", "except", "bar"):
        return other in ("all", "every", "none")
    is_number = sentence.at(place - 2).is_number or _up_to_99(other) is not None
    return is_number and (before != "and" or sentence.low(place - 3) == "between")


def quantity_at(sentence: Sentence, place: int) -> tuple[Quantity, int] | None:
    """The quantity that stands at a place and the place behind it, "of the" included.

    "One of the" without a number behind it says only that there is one, and counts nothing.
    """
    if not may_open(sentence, place) or _is_run(sentence, place):
        return None
    but = _all_but(sentence, place)
    if but:
        return but
    start = place
    is_part = False
    while sentence.low(start) in ("the", "a", "an", "our") and sentence.low(start + 1) in _PARTS:
        start += 1
    while sentence.low(start) in _PARTS:
        start, is_part = start + 1, True
    if not is_part:
        found = share_at(sentence, start) or _none_at(sentence, start) or _whole_at(sentence, start)
        if found:
            return found
    return _number_at(sentence, start, is_part=is_part)


def _number_at(sentence: Sentence, start: int, *, is_part: bool) -> tuple[Quantity, int] | None:
    """A number with what stands before and behind it: "over 20", "six or more", "three of the four"."""
    amount, after = _amount_before(sentence, start)
    share = share_at(sentence, after)
    if share:
        return replace(share[0], bound=amount), share[1]
    counted = whole_number(sentence, after)
    if counted is None:
        return None
    number_of, after, in_words = counted
    if sentence.low(after) == "or" and sentence.low(after + 1) in ("more", "fewer", "less"):
        amount = Amount.AT_LEAST if sentence.low(after + 1) == "more" else Amount.AT_MOST
        after += 2
    while sentence.low(after) in _PARTS:
        after, is_part = after + 1, True
    step = sentence.low(after) if sentence.low(after) in _MORE and sentence.low(after + 1) != "than" else ""
    after += bool(step)
    return _of(sentence, after, Quantity(amount, number_of, in_words=in_words, is_part=is_part, step=step))


def _all_but(sentence: Sentence, place: int) -> tuple[Quantity, int] | None:
    """All but so many: "all but two of the actions"."""
    if sentence.low(place) != "all" or sentence.low(place + 1) not in ("but", "except", "bar"):
        return None
    counted = whole_number(sentence, place + 2)
    if counted is None:
        return None
    return _of(sentence, counted[1], Quantity(Amount.ALL_BUT, counted[0], in_words=counted[2]))


def _amount_before(sentence: Sentence, place: int) -> tuple[Amount, int]:
    if sentence.low(place) in ("the", "these", "those") and sentence.low(place + 1) not in _PARTS:
        place += 1
    for phrase, amount in _BEFORE.get(sentence.low(place), ()):
        if sentence.matches(place, phrase):
            return amount, place + len(phrase)
    return Amount.EXACT, place


def _of(sentence: Sentence, after: int, quantity: Quantity) -> tuple[Quantity, int] | None:
    """Read "of the four" or "out of four" behind a number; a bare "one of the" counts nothing."""
    step = after + (sentence.matches(after, ("out", "of")))
    if sentence.low(step) != "of":
        slash = sentence.low(after) == "/" and whole_number(sentence, after + 1)
        if slash:
            return Quantity(quantity.amount, quantity.number, of=slash[0]), slash[1]
        return quantity, after
    step += 1
    if sentence.low(step) in _PRONOUNS and sentence.low(step + 1) not in _NOUNS_AHEAD:
        return replace(quantity, of_these=True), step + 1
    while sentence.low(step) in _ARTICLES:
        step += 1
    whole = whole_number(sentence, step)
    if whole is None:
        return (quantity, step) if quantity.number > 1 or quantity.amount is Amount.ALL_BUT else None
    return replace(quantity, of=whole[0]), whole[1]


def _none_at(sentence: Sentence, place: int) -> tuple[Quantity, int] | None:
    word = sentence.low(place)
    if word == "none":
        after = place + 1
        while sentence.low(after) in _ARTICLES | {"of"}:
            after += 1
        whole = whole_number(sentence, after)
        return Quantity(Amount.EXACT, 0, whole[0] if whole else None, in_words=True), whole[1] if whole else after
    if word in ("nobody", "no-one") or sentence.matches(place, ("no", "one")):
        return Quantity(Amount.EXACT, 0, in_words=True), place + 1 + (word == "no")
    if word == "nothing":
        return Quantity(Amount.EXACT, 0, in_words=True), place + 1 + 3 * sentence.matches(
            place + 1, ("in", "the", "plan")
        )
    if word == "no" and sentence.low(place + 1) in _FURTHER and sentence.low(place + 2) == "actions":
        return Quantity(Amount.EXACT, 0, in_words=True, step="more"), place + 2
    longer = next((len(one) for one in _NO_LONGER if sentence.matches(place, one)), 0)
    if longer:
        return Quantity(Amount.EXACT, 0, in_words=True), place + longer
    if word in ("no", "nil") and sentence.low(place + 1) not in ("longer", ".", "more", "fewer", "less"):
        return Quantity(Amount.EXACT, 0, in_words=True), place + 1
    if sentence.matches(place, ("a", "single")):
        return Quantity(Amount.EXACT, 1, in_words=True), place + 2
    return None


def share_at(sentence: Sentence, place: int) -> tuple[Quantity, int] | None:
    """A percentage or a fraction at a place: "25%", "25 per cent of", "half of", "three quarters", "two-thirds"."""
    token, behind = sentence.at(place), sentence.low(place + 1)
    after = place + 1
    whole, _, decimals = token.text.partition(".")
    if whole.isdecimal() and len(token.text) < 8 and (not decimals or decimals.isdecimal()):
        after += 1 if behind in ("%", "percent") else 2 if sentence.matches(after, ("per", "cent")) else 0
        if after > place + 1 and not is_labelled(sentence, place):
            of, after = _behind_of(sentence, after)
            return Quantity(Amount.PERCENT, float(token.text), of, decimals=len(decimals)), after
        return None
    word, _, part = token.low.partition("-")
    if not part:
        if word in ("a", "one", "half") or word in _UNITS:
            half = word == "half" or (behind == "half" and word in ("a", "one"))
            after = place + 1 if word == "half" else place + 2
            part = "half" if half else behind
        else:
            return None
    if part not in _SHARES or (part in ("third", "quarter", "half") and _UNITS.get(word, 1) > 1):
        return None
    number = 1 if word in ("a", "half") else _UNITS.get(word, 0)
    if part != "half" and sentence.low(after) not in ("of", "the", "our", "are", "have", "were"):
        return None
    of, after = _behind_of(sentence, after)
    return Quantity(Amount.SHARE, number * _SHARES[part], of, in_words=True), after


def share_by_which(sentence: Sentence, place: int) -> tuple[float, int] | None:
    """The share by which a number moved, and the place behind it: "20 per cent", "half", "a third", "two thirds"."""
    found = share_at(sentence, place)
    if found and found[0].of is None:
        share = found[0].number / (100 if found[0].amount is Amount.PERCENT else 1)
        return share, found[1]
    word, part = sentence.low(place), sentence.low(place + 1)
    number = 1 if word == "a" else _UNITS.get(word, 0)
    return (number * _SHARES[part], place + 2) if number and part in _SHARES else None


def _whole_at(sentence: Sentence, place: int) -> tuple[Quantity, int] | None:
    for phrase, amount in _WHOLE.get(sentence.low(place), ()):
        if sentence.matches(place, phrase):
            after = place + len(phrase)
            while sentence.low(after) in _ARTICLES:
                after += 1
            whole = whole_number(sentence, after)
            if whole and amount is Amount.ALL:
                _, behind = _behind_of(sentence, whole[1])
                return Quantity(Amount.ALL, whole[0], whole[0], whole[2]), behind
            if whole and amount in (Amount.SOME, Amount.NEARLY_ALL):
                return None
            return Quantity(amount, of=whole[0] if whole else None, in_words=True), whole[1] if whole else after
    if sentence.low(place) == "both":
        return Quantity(Amount.ALL, 2, 2, in_words=True), place + 1
    return None


def _behind_of(sentence: Sentence, after: int) -> tuple[int | None, int]:
    """Read "of the 46" behind a share: the number of the whole, where there is one, and the place behind."""
    if sentence.low(after) == "of":
        after += 1
    while sentence.low(after) in _ARTICLES:
        after += 1
    whole = whole_number(sentence, after)
    return (whole[0], whole[1]) if whole else (None, after)
