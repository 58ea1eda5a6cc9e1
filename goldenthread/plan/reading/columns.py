"""The header of a table: which column holds what, found by the words of the labels and never by place.

A paper repeats its header, varies it ("End date", "End"), splits it over two
rows, names a period in it ("Progress October 2003") and puts content into it
("Specific aim: ..."). What the labels leave open, the texts below decide: a
"Target" above dates is an end date, a "Status" above sentences is a comment.

Source: the twelve header rows of the plan of 2 May 2018, in four variants, and
the layouts of seventeen other plans.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from goldenthread.kernel.dates import MONTHS, PartialDate, read_date
from goldenthread.plan.reading.labels import EXACT, FIRST_WORDS, Label, cheap, plain, read_label
from goldenthread.plan.reading.lines import Line
from goldenthread.plan.reading.memory import remembered
from goldenthread.plan.reading.statuses import known_meaning
from goldenthread.plan.reading.values import Column

FEWEST_COLUMNS = 3
SHARED = frozenset({Column.COMMENTS, Column.NOTES, Column.MILESTONES, Column.EVIDENCE, Column.SOURCE})
"""Columns a paper may have several of; every other meaning goes to one column only."""
_SUBJECT = frozenset({Column.ACTION, Column.AIM})
_COMPANIONS = frozenset({Column.ENDS, Column.LEADS, Column.STATUS, Column.COMMENTS, Column.MEASURE, Column.STARTS})
_RANKS = frozenset({"high", "medium", "low", "h", "m", "l", "urgent", "critical", "very high"})
_SUB_LABEL = re.compile(r"^(?:[a-z]{3,9}\.?[\s\-'’]*(?:\d{2}|\d{4})?|q[1-4].{0,8}|quarter [1-4].{0,8})$", re.IGNORECASE)
LONGEST_REF = 40
LONGEST_FIRST = 48
LONGEST_GIVEN = 300
LONGEST_STATUS = 60


@dataclass(frozen=True, slots=True)
class Slot:
    """One column of a paper: what it holds, its label, the period its label names, its name among the cells."""

    column: Column
    label: str
    name: str
    period: PartialDate | None = None
    word: str = ""
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """A header row: its labels by place. ``content`` are texts that stood in header cells, with their labels."""

    line: Line
    labels: tuple[Label, ...]
    rows: int = 1

    @property
    def columns(self) -> frozenset[Column]:
        """What the labels want most, before the texts below had their say."""
        return frozenset(label.wants[0][0] for label in self.labels if label.wants)

    @property
    def is_plan(self) -> bool:
        """Whether these labels can head a table of actions: a subject, a companion, and no register of risks."""
        columns = self.columns
        wanted = {column for label in self.labels for column, _ in label.wants}
        foreign = sum(1 for label in self.labels if label.is_foreign)
        names = {label.plain for label in self.labels}
        if foreign >= 3 or (foreign == 2 and names & {"likelihood", "probability"}):
            return False
        nameless = {Column.REF, Column.ENDS} <= columns and bool(columns & {Column.LEADS, Column.STATUS})
        has_subject = bool(wanted & _SUBJECT) or nameless
        return has_subject and bool(columns & _COMPANIONS) and len(columns) >= FEWEST_COLUMNS


@dataclass(frozen=True, slots=True)
class Columns:
    """The settled columns of a table, by place. ``aim_kind`` is ``aim`` or ``recommendation``.

    ``ordered`` are the columns that hold texts of actions, with their places, in the order of their names.

    ``unknown`` are labels nobody knows, ``displaced`` those whose meaning another
    column has; the texts of both go to the notes. ``guessed`` is the label of a
    column that was read as the action by its texts alone.
    """

    slots: tuple[Slot | None, ...]
    aim_kind: str
    ordered: tuple[tuple[int, Slot], ...] = ()
    unknown: tuple[str, ...] = ()
    displaced: tuple[str, ...] = ()
    guessed: str = ""

    def has(self, column: Column) -> bool:
        """Whether the paper has such a column."""
        return any(slot is not None and slot.column is column for slot in self.slots)

    @property
    def first(self) -> int:
        """The place of the first column that has a label."""
        return next((at for at, slot in enumerate(self.slots) if slot is not None), 0)

    def place(self, column: Column) -> int:
        """The place of the first such column, or -1."""
        return next((at for at, slot in enumerate(self.slots) if slot is not None and slot.column is column), -1)


def is_likely_header(line: Line, given: Collection[str] = ()) -> bool:
    """Whether several short cells are, or begin like, common labels: the quick test before a row is a header.

    A label whose column was given by hand makes its row likely by itself.
    """
    score = 0
    for text in line.texts:
        if text and len(text) <= LONGEST_FIRST:
            score += _likeness(text)
        if text and given and len(text) <= LONGEST_GIVEN and plain(text) in given:
            return True
    return score >= FEWEST_COLUMNS


@remembered
def _likeness(text: str) -> int:
    """Two for a common label, one for a text that begins like one."""
    name = cheap(text)
    if name in EXACT:
        return 2
    return 1 if name and name.split(None, 1)[0] in FIRST_WORDS else 0


def read_header(line: Line, given: Mapping[str, Column]) -> Header | None:
    """A row as a header, or ``None`` where fewer than three columns or less than half of its cells are known labels."""
    if line.is_paragraph:
        return None
    header = Header(line, tuple(read_label(text) for text in line.texts))
    if given:
        corrected = Header(line, tuple(_label(text, given) for text in line.texts))
        return corrected if _heads_a_plan(header) or _heads_a_plan(corrected) else None
    return header if _heads_a_plan(header) else None


def with_second_row(header: Header, line: Line, given: Mapping[str, Column]) -> Header | None:
    """The header together with the row under it, where that row is a second row of labels; else ``None``.

    "Timescale" over "Start" and "End", or "Progress" over months.
    """
    if line.table != header.line.table or not line.filled:
        return None
    for at in line.filled:
        text = line.texts[at]
        if len(text) > 40 or not (_label(text, given).is_known or _is_sub_label(text)):
            return None
        under = header.labels[at].text if at < len(header.labels) else ""
        if under and _label(text, given).wants[:1] == header.labels[at].wants[:1]:
            return None
    above = _spread(header)
    labels = tuple(
        _combined(above[at] if at < len(above) else Label("", ""), text, given) for at, text in enumerate(line.texts)
    )
    return replace(header, labels=labels + header.labels[len(labels) :], rows=2)


def settle(header: Header, samples: Sequence[Sequence[str]]) -> Columns:
    """Give each column of the paper one meaning, by its label and by the texts that stand under it."""
    labels = [_by_texts(label, texts) for label, texts in zip(header.labels, samples, strict=True)]
    if any(label.plain.startswith(("origin", "exec date")) for label in labels):
        labels = [replace(label, wants=()) if label.plain in {"date", "dates"} else label for label in labels]
    chosen = _assign(labels)
    guessed = _fill_action(labels, chosen, samples)
    if Column.COMMENTS not in chosen.values():
        for at, column in chosen.items():
            if column is Column.NOTES and labels[at].plain in {"notes", "note", "remarks"}:
                chosen[at] = Column.COMMENTS
    noted = [labels[at] for at, column in chosen.items() if column is Column.NOTES and not labels[at].is_plain_note]
    unknown = tuple(label.text for label in noted if not label.is_known)
    displaced = tuple(label.text for label in noted if label.is_known and label.wants[0][1] < 100)
    subjects = {column: labels[at] for at, column in chosen.items() if column in _SUBJECT}
    subject = subjects.get(Column.AIM) or subjects.get(Column.ACTION)
    kind = "recommendation" if subject is not None and subject.recommends else "aim"
    slots = _slots(labels, chosen)
    held = ((at, slot) for at, slot in enumerate(slots) if slot is not None and not slot.is_list)
    ordered = tuple(sorted(held, key=lambda pair: pair[1].name))
    return Columns(slots, kind, ordered, unknown, displaced, guessed)


def _heads_a_plan(header: Header) -> bool:
    filled = [label for label in header.labels if label.text]
    known = sum(1 for label in filled if label.is_known or label.is_list or label.is_foreign)
    return known * 2 >= len(filled) and header.is_plan


def _label(text: str, given: Mapping[str, Column]) -> Label:
    if given and text:
        column = given.get(plain(text))
        if column is not None:
            read = read_label(text)
            shown = " ".join(text.split()).rstrip(":").strip()
            return Label(shown, plain(text), ((column, 100),), read.period)
    return read_label(text)


def _is_sub_label(text: str) -> bool:
    if not _SUB_LABEL.match(text):
        return False
    letters = re.match(r"[a-z]+", text.casefold())
    return letters is not None and (letters[0] in MONTHS or letters[0] in {"q", "quarter"})


def _spread(header: Header) -> list[Label]:
    """The labels with those of merged cells repeated over the cells they cover."""
    spread: list[Label] = []
    for at, label in enumerate(header.labels):
        covered = not label.text and spread and header.line.continues(at)
        spread.append(spread[-1] if covered else label)
    return spread


def _combined(above: Label, text: str, given: Mapping[str, Column]) -> Label:
    if not text:
        return above
    below = _label(text, given)
    if below.is_known or not above.text:
        return below
    return _label(f"{above.text} {text}", given)


@remembered
def _is_date(text: str) -> bool:
    return read_date(text).is_read


def _by_texts(label: Label, texts: Sequence[str]) -> Label:
    """Let the texts under a label decide what the label leaves open."""
    if not texts or not label.wants or label.wants[0][1] >= 100:
        return label
    first = label.wants[0][0]
    length = sum(map(len, texts)) / len(texts)
    if label.plain in {"target", "targets"}:
        dates = sum(1 for text in texts if _is_date(text))
        return replace(label, wants=((Column.ENDS, 6),) if dates * 2 > len(texts) else ((Column.MEASURE, 4),))
    if first is Column.PRIORITY and all(text.casefold() in _RANKS for text in texts):
        return replace(label, wants=(), plain="priority rank")
    if first is Column.REF and length > 24:
        return replace(label, wants=((Column.AIM, 5), (Column.SECTION, 4)))
    if first is Column.STATUS and length > LONGEST_STATUS:
        return replace(label, wants=((Column.COMMENTS, 6),))
    if first is Column.COMMENTS and length <= 14 and all(known_meaning(text) is not None for text in texts):
        return replace(label, wants=((Column.STATUS, 5), (Column.COMMENTS, 4)))
    return label


def _assign(labels: Sequence[Label]) -> dict[int, Column]:
    """Give the surest wishes first; a meaning that is taken goes to the label's next wish, at last to the notes.

    Among equal wishes the label without a period, then the latest period wins.
    """

    def rank(option: tuple[int, Column, int]) -> tuple[int, int, str, int]:
        at, _, strength = option
        period = labels[at].period
        day = period.first if period is not None and period.first is not None else date.max
        return (-strength, -day.toordinal(), labels[at].plain, at)

    options = sorted(
        ((at, column, strength) for at, label in enumerate(labels) for column, strength in label.wants), key=rank
    )
    chosen: dict[int, Column] = {}
    taken: set[Column] = set()
    words = not any(column is Column.STATUS and not labels[at].word for at, column, _ in options)
    for at, column, _ in options:
        if at in chosen:
            continue
        if labels[at].word:
            if words:
                chosen[at] = Column.STATUS
            continue
        if column in SHARED or column not in taken:
            chosen[at] = column
            taken.add(column)
    for at, label in enumerate(labels):
        if at not in chosen and label.text and not label.is_list:
            chosen[at] = Column.NOTES
    return chosen


def _fill_action(labels: Sequence[Label], chosen: dict[int, Column], samples: Sequence[Sequence[str]]) -> str:
    """Where no column is called action, the recommendation is what is to be done; else the longest unknown texts are.

    The second is a guess; its label is returned so that the reading can say so.
    """
    if Column.ACTION in chosen.values():
        return ""
    unknown = [at for at, column in chosen.items() if column is Column.NOTES and not labels[at].wants]
    aims = [at for at, column in chosen.items() if column is Column.AIM]
    if aims:
        chosen[aims[0]] = Column.ACTION
        return ""
    unknown.sort(key=lambda at: -sum(map(len, samples[at])))
    if unknown:
        chosen[unknown[0]] = Column.ACTION
        return labels[unknown[0]].text
    return ""


def _slots(labels: Sequence[Label], chosen: Mapping[int, Column]) -> tuple[Slot | None, ...]:
    """Slots by place. Names are given in the order of the labels' words, so that places do not matter."""
    names: dict[int, str] = {}
    counts: dict[Column, int] = {}
    for at in sorted(chosen, key=lambda at: (_first_day(labels[at]), -_strength(labels[at]), labels[at].plain, at)):
        column = chosen[at]
        counts[column] = counts.get(column, 0) + 1
        names[at] = column.value if counts[column] == 1 else f"{column.value}-{counts[column]}"
    slots: list[Slot | None] = []
    for at, label in enumerate(labels):
        if label.is_list:
            slots.append(Slot(Column.NOTES, label.text, "", is_list=True))
        elif at in chosen:
            slots.append(Slot(chosen[at], label.text, names[at], label.period, label.word))
        else:
            slots.append(None)
    return tuple(slots)


def _strength(label: Label) -> int:
    return label.wants[0][1] if label.wants else 0


def _first_day(label: Label) -> date:
    return label.period.first if label.period is not None and label.period.first is not None else date.min
