"""Drafts made into actions: dates and leads read, comments parted, statuses understood, keys given.

Texts longer than a field of their kind goes to the notes and are never cut
in silence.

Source: the plan printed with the report of 2 May 2018 (columns "Ref" to "RAG status").
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from goldenthread.kernel.dates import PartialDate, Precision, read_date, read_steps
from goldenthread.plan.numbering import Keys
from goldenthread.plan.reading.columns import LONGEST_REF
from goldenthread.plan.reading.comments import read_updates
from goldenthread.plan.reading.drafts import Draft
from goldenthread.plan.reading.memory import remembered
from goldenthread.plan.reading.people import is_nobody, read_leads
from goldenthread.plan.reading.periods import as_month, find_period, prints_months_as_days
from goldenthread.plan.reading.sources import Book, Finder, split_ref
from goldenthread.plan.reading.statuses import LETTERS, Meaning, Read, fold, read_status, sentence_for
from goldenthread.plan.reading.titles import is_recommendation
from goldenthread.plan.reading.values import (
    Column,
    ReadAction,
    ReadHeader,
    ReadPriority,
    ReadRating,
)
from goldenthread.plan.states import Colour, State

LONGEST_DATE = 120
LONGEST_DATES = 1_000
"""No cell with dates is longer; what is, is prose in the wrong column."""
LONGEST_LEADS = 300
LONGEST_SENIOR = 120
_LONGEST = {
    Column.REF: LONGEST_REF,
    Column.STARTS: LONGEST_DATE,
    Column.ENDS: LONGEST_DATE,
    Column.LEADS: LONGEST_LEADS,
    Column.SENIOR_LEAD: LONGEST_SENIOR,
}
_KEY = re.compile(r"^[a-z0-9][a-z0-9.\-]{0,79}$")
_STANDING = re.compile(
    r"\b(?:remains?|stays?|kept|left|retained)\b[^.]{0,40}\bon (?:the"
    r"|this)(?: \w+){0,3} plan\b[^.]{0,40}\b(?:remind|keep)"
    r"|\breminder to (?:keep|continue|maintain)\b|\bkeep (?:this|it) going\b|\bstanding (?:duty|action|item)\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[•·*\u2023\uf0b7-]\s*|\(?\d{1,2}[.)]\s+)")


@remembered
def _steps(text: str) -> tuple[PartialDate, ...]:
    return read_steps(text) if len(text) <= LONGEST_DATES else (PartialDate(text),)


@remembered
def _date(text: str) -> PartialDate:
    return read_date(text) if len(text) <= LONGEST_DATES else PartialDate(text)


class Maker:
    """Makes the actions of a plan, collecting its rating words, leads, sources and findings on the way."""

    def __init__(
        self,
        drafts: Sequence[Draft],
        priorities: Sequence[ReadPriority],
        header: ReadHeader,
        *,
        legend: Mapping[str, str],
        given: Mapping[str, Meaning],
    ) -> None:
        self._drafts = drafts
        self._priorities = priorities
        self._legend = legend
        self._given = given
        self._finder = Finder(header.name, priorities, _source_labels(drafts))
        self._statuses: dict[str, Read] = {}
        self._pairs: dict[tuple[str, str], tuple[tuple[str, ...], str, tuple[str, ...]]] = {}
        self._ratings: dict[str, ReadRating] = {}
        self._month_columns = frozenset(
            column for column in (Column.STARTS, Column.ENDS)
            if prints_months_as_days(day for draft in drafts for day in _steps(draft.text(column)))
        )  # fmt: skip
        self.unknown_words: frozenset[str] = frozenset()
        self.status_places: dict[str, str] = {}
        self.lead_places: dict[str, str] = {}
        self.lead_counts: dict[str, int] = {}

    @property
    def book(self) -> Book:
        """The sources and findings found."""
        return self._finder.book

    @property
    def ratings(self) -> list[ReadRating]:
        """The status words of the paper in the order of their rows, then those only its key has."""
        used = {LETTERS.get(word, word) for word in self._ratings}
        unused = [word for word in self._legend if LETTERS.get(word, word) not in used]
        further = [(word, read_status(word, self._legend, self._given)) for word in unused]
        return [
            *self._ratings.values(),
            *(
                ReadRating(word[:1].upper() + word[1:], read.colour, read.state, self._legend[word])
                for word, read in further if read.is_known
            ),
        ]  # fmt: skip

    def actions(self) -> list[ReadAction]:
        """The actions in the order of the paper, each with a key of its own."""
        given = [draft.text(Column.KEY) for draft in self._drafts]
        keys = Keys({key for key in given if _KEY.match(key)})
        taken: set[str] = set()
        made: list[ReadAction] = []
        for draft, key in zip(self._drafts, given, strict=True):
            draft.ref, draft.paragraphs = _read_ref(draft.text(Column.REF))
            if _KEY.match(key) and key not in taken:
                draft.key = key
            else:
                draft.key = keys.key(self._priorities[draft.at.priority].number, draft.ref)
            taken.add(draft.key)
            made.append(self._action(draft))
        self.unknown_words = frozenset(read.word for read in self._statuses.values() if not read.is_known and read.word)
        return made

    def _action(self, draft: Draft) -> ReadAction:
        starts, ends = self._starts(draft), self._ends(draft)
        leads, senior = self._leads(draft)
        completed = _date(draft.text(Column.COMPLETED))
        if not completed.is_read and len(completed.written) <= LONGEST_DATES:
            completed = _bounded(replace(find_period(completed.written) or completed, written=completed.written))
        updates = tuple(update for period, text in draft.comments for update in read_updates(text, period))
        comments = "\n".join(text for _, text in draft.comments)
        read = self._status(draft, completed, has_comment=bool(comments))
        wording = draft.text(Column.ACTION)
        return ReadAction(
            key=draft.key,
            where=draft.where,
            priority=draft.at.priority,
            section=draft.at.section,
            aim=draft.aim,
            aim_kind="recommendation" if is_recommendation(draft.aim) else draft.columns.aim_kind,
            ref=draft.ref,
            wording=wording,
            starts=starts,
            ends=ends,
            measure=draft.measure,
            leads=leads,
            senior_lead=senior,
            comments=comments,
            updates=updates,
            status=read.word,
            colour=read.colour,
            state=read.state,
            recurrence=recurrence_of(ends),
            is_standing=_is_standing(comments) or _is_standing(wording),
            notes=tuple((*draft.notes, *self._homeless(draft, read, leads, senior))),
            milestones=_milestones(draft.text(Column.MILESTONES)),
            evidence=draft.text(Column.EVIDENCE),
            findings=self._finder.findings_of(draft),
            aim_group=draft.aim_group,
            measure_group=draft.measure_group,
            cells=draft.cells,
            completed=completed,
        )

    def _starts(self, draft: Draft) -> PartialDate:
        read = _date(draft.text(Column.STARTS))
        return _bounded(as_month(read) if Column.STARTS in self._month_columns else read)

    def _ends(self, draft: Draft) -> tuple[PartialDate, ...]:
        text = draft.text(Column.ENDS)
        if not text:
            return ()
        steps = _steps(text)
        return tuple(_bounded(as_month(day) if Column.ENDS in self._month_columns else day) for day in steps)

    def _leads(self, draft: Draft) -> tuple[tuple[str, ...], str]:
        """Leads and senior lead, each entered with the place where it first stands."""
        cells = draft.text(Column.LEADS), draft.text(Column.SENIOR_LEAD)
        if cells not in self._pairs:
            self._pairs[cells] = _read_pair(*cells)
        leads, senior, everybody = self._pairs[cells]
        for lead in everybody:
            if lead in self.lead_counts:
                self.lead_counts[lead] += 1
            else:
                self.lead_counts[lead] = 1
                self.lead_places[lead] = draft.place(Column.LEADS if lead in leads else Column.SENIOR_LEAD)
        return leads, senior

    def _status(self, draft: Draft, completed: PartialDate, *, has_comment: bool) -> Read:
        """The status of a row: its word, else its fill, else its table's, else that a completion date stands there."""
        text = " ".join(draft.text(Column.STATUS).split()) or draft.fill or draft.at.table_status
        if not text:
            if completed.is_read:
                return Read("", Colour.BLUE.value, State.COMPLETED_ON_PAPER.value, is_known=True)
            state = State.IN_PROGRESS if has_comment else State.NOT_STARTED
            return Read("", Colour.NONE.value, state.value, is_known=True)
        if text not in self._statuses:
            read = read_status(text, self._legend, self._given)
            known = self._ratings.get(fold(read.word))
            if known is not None:
                read = replace(read, word=known.word)
            elif read.word:
                read = replace(read, word=read.word.strip(" .:"))
                sentence = sentence_for(fold(read.word), self._legend)
                self._ratings[fold(read.word)] = ReadRating(read.word, read.colour, read.state, sentence)
            self._statuses[text] = read
        read = self._statuses[text]
        if read.word and read.word not in self.status_places:
            self.status_places[read.word] = draft.place(Column.STATUS)
        return read

    def _homeless(self, draft: Draft, read: Read, leads: tuple[str, ...], senior: str) -> list[tuple[str, str]]:
        """Texts of the row that no field holds, with the labels of their columns."""
        texts = draft.texts
        found = [column for column, longest in _LONGEST.items() if len(texts.get(column, "")) > longest]
        if not leads and 0 < len(texts.get(Column.LEADS, "")) <= LONGEST_LEADS:
            found.append(Column.LEADS)
        if not senior and 0 < len(texts.get(Column.SENIOR_LEAD, "")) <= LONGEST_SENIOR:
            found.append(Column.SENIOR_LEAD)
        if read.rest:
            found.append(Column.STATUS)
        if draft.text(Column.KEY) not in {"", draft.key}:
            found.append(Column.KEY)
        if draft.text(Column.SECTION) not in {"", draft.at.section}:
            found.append(Column.SECTION)
        found.extend(column for column in (Column.COMPLETED, Column.SOURCE) if texts.get(column))
        if not found:
            return []
        labels = {slot.column: slot.label for slot in draft.columns.slots if slot is not None}
        return [(labels.get(column, column.value), texts[column]) for column in found]


def _read_pair(lead_cell: str, senior_cell: str) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """The leads, the senior lead as printed, and everybody named in either cell, each once."""
    leads = read_leads(lead_cell) if len(lead_cell) <= LONGEST_LEADS else ()
    senior = " ".join(senior_cell.split())
    senior = senior if len(senior) <= LONGEST_SENIOR and not is_nobody(senior) else ""
    return leads, senior, tuple(dict.fromkeys((*leads, *read_leads(senior))))


def _read_ref(cell: str) -> tuple[str, str]:
    """The ref as text, and paragraph numbers that stood with it. A text too long for a ref is none."""
    text = " ".join(cell.split())
    if len(text) > LONGEST_REF:
        return "", ""
    ref, paragraphs = split_ref(text)
    return ref.rstrip(".:)") if not ref.endswith("..") and "(" not in ref else ref, paragraphs


def _is_standing(text: str) -> bool:
    may_be = "keep" in text or "remind" in text or "standing" in text
    return may_be and bool(_STANDING.search(text))


def recurrence_of(ends: Sequence[PartialDate]) -> str:
    """A duty that comes round: steps at an equal distance of months, "every 6 months"; else nothing."""
    if len(ends) < 2:
        return ""
    days = [day.first for day in ends]
    if any(day.precision not in {Precision.MONTH, Precision.DAY} for day in ends):
        return ""
    months = [day.year * 12 + day.month for day in days if day is not None]
    distances = {later - earlier for earlier, later in pairwise(months)}
    if len(distances) != 1:
        return ""
    distance = distances.pop()
    if distance < 1:
        return ""
    return "every month" if distance == 1 else f"every {distance} months"


def _bounded(read: PartialDate) -> PartialDate:
    """A date whose words a field can hold; longer words stand whole in the notes."""
    return read if len(read.written) <= LONGEST_DATE else replace(read, written=read.written[: LONGEST_DATE - 1] + "…")


def _milestones(text: str) -> tuple[tuple[str, PartialDate], ...]:
    """The lines of a milestones cell, each with the date it names."""
    found: list[tuple[str, PartialDate]] = []
    for line in text.split("\n"):
        words = _BULLET.sub("", line).strip()
        if words:
            found.append((words, find_period(words) or PartialDate("")))
    return tuple(found)


def _source_labels(drafts: Sequence[Draft]) -> list[str]:
    columns = {id(draft.columns): draft.columns for draft in drafts}
    wanted = {Column.SOURCE, Column.AIM, Column.REF}
    return [slot.label for one in columns.values() for slot in one.slots if slot is not None and slot.column in wanted]
