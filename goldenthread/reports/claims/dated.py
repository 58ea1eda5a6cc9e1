"""Dates and times as sentences say them: "by May", "June 2026", "since the last board", "at the previous meeting"."""

import re
from datetime import date
from typing import NamedTuple

from goldenthread.kernel.dates import MONTHS, PartialDate, Precision, read_date
from goldenthread.reports.claims.phrases import phrases, words
from goldenthread.reports.claims.sentences import Sentence
from goldenthread.reports.claims.values import SaidDate, Time

_MONTH = (
    r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)(?![a-z])"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)(?![a-z])(?:\.(?= ?\d))?)"
)
_DATE = re.compile(
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}})?"
    rf"|{_MONTH}[ -]\d{{4}}(?!\d)|{_MONTH}[ -]?['’]?\d{{2}}(?![\d:])|{_MONTH}"
    r"|\d{1,2}/\d{1,2}/\d{4}(?!\d)|\d{4}-\d{2}-\d{2}(?!\d)|Q[1-4] \d{4}(?!\d)|20\d{2}(?!\d))",
    re.IGNORECASE,
)
_AHEAD = words("the a end of by in on at early late mid start beginning around")
_LAST = phrases(
    "since the last; since the previous; since last; at the last; at the previous; at last; in the last; in the "
    "previous; over the last; over the past; in the past; during the last; last quarter; last time; last round; "
    "last board; this quarter; this round; this period; this time; in the quarter; in the period; during the "
    "quarter; during the period; over the quarter; over the period; the last board; the last report; the last "
    "meeting; previous round; previous report; since then; previous quarter; before the last"
)
_BASES = frozenset({"board", "meeting", "report", "round", "quarter", "update", "period", "committee", "time", "paper",
                    "three", "return", "review"})  # fmt: skip
_OTHER = phrases(
    "this year; last year; since the start; since its start; over the year; during the year; in the year; this "
    "month; last month; in total since; so far this; this financial; since the beginning; last summer; last autumn"
)
_NO_BASE = frozenset({"year", "years", "month", "months", "week", "summer", "autumn", "winter", "spring", "decade"})


MAY_OPEN = frozenset({"since", "in", "at", "by", "on", "during", *(phrase[0] for phrase in (*_LAST, *_OTHER))})
"""The words with which a time can begin; most words of a report are none of them, and cost nothing more."""


class DateAt(NamedTuple):
    """A date, its first word, and the place behind it."""

    said: SaidDate
    first: int
    after: int


def date_at(sentence: Sentence, place: int) -> DateAt | None:
    """The date that stands at a place, behind "the end of" and the like, and the place behind it.

    A month without a year stays one: which year is meant is for the plan to say.
    """
    ahead = place
    while ahead < place + 5 and sentence.low(ahead) in _AHEAD:
        ahead += 1
    token = sentence.at(ahead)
    found = _DATE.match(sentence.source, token.start, sentence.tokens[-1].end) if token.text else None
    if found is None or (found[0].islower() and not any(letter.isdigit() for letter in found[0])):
        return None
    after = ahead
    while after < len(sentence) and sentence.tokens[after].start < found.end():
        after += 1
    written = found[0].strip()
    read = read_date(written)
    if read.is_read:
        return DateAt(SaidDate(written, read), ahead, after)
    bare = written.rstrip(".").lower()
    if bare not in MONTHS:
        return None
    return DateAt(SaidDate(written, PartialDate(written), MONTHS[bare]), ahead, after)


def time_at(sentence: Sentence, place: int) -> tuple[Time, int] | None:
    """When something was so or became so, told at a place, and the place behind it."""
    if sentence.low(place) in ("since", "in", "at", "by", "on", "during"):
        dated = date_at(sentence, place + 1)
        if dated and sentence.low(place) != "by":
            return Time(on=dated.said), dated.after
    for phrase in _OTHER:
        if sentence.matches(place, phrase):
            return Time(other=" ".join(phrase)), place + len(phrase)
    for phrase in _LAST:
        if sentence.matches(place, phrase):
            return _last(sentence, place, place + len(phrase))
    return None


def _last(sentence: Sentence, place: int, after: int) -> tuple[Time, int]:
    """A time told by the last of something: the round before, unless it is a year or a month."""
    behind = [sentence.low(step) for step in range(after, after + 4)]
    if behind[0] in _NO_BASE or (behind[0] in ("few", "six", "twelve", "12", "6") and behind[1] in _NO_BASE):
        return Time(other=sentence.text(place, min(after + 1, len(sentence)))), after + 1
    ends = next((step for step, word in enumerate(behind) if not word.isalnum() or word == "and"), len(behind))
    near = next((step for step, word in enumerate(behind[:ends]) if word in _BASES), None)
    return Time(last_round=True), after if near is None else after + near + 1


def same_date(said: SaidDate, kept: PartialDate) -> bool | None:
    """Whether a date in a sentence is one the plan has; ``None`` where the plan has it less exactly.

    The less exact of the two decides: "June" is right for 12 June. Where the plan has only the month, its last day is
    right and any other day cannot be told.
    """
    if kept.first is None or kept.last is None:
        return None
    if said.month_only:
        months = {month for month in _months(kept.first, kept.last)}
        return None if len(months) > 1 and said.month_only in months else said.month_only in months
    first, last = said.first, said.read.last
    if first is None or last is None:
        return None
    if first <= kept.first and kept.last <= last:
        return True
    if kept.first <= first and last <= kept.last:
        return True if last == kept.last and said.precision is Precision.DAY else None
    return False


def _months(first: date, last: date) -> list[int]:
    return [month % 12 + 1 for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month)][:12]
