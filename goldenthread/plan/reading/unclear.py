"""What is unclear in the headers of a paper: said once for each label, cell or row, never guessed in silence."""

from collections.abc import Iterator, Sequence

from goldenthread.intake.document import Document, Hidden, Mark
from goldenthread.plan.reading.drafts import Draft
from goldenthread.plan.reading.lines import Line
from goldenthread.plan.reading.oddities import quote
from goldenthread.plan.reading.rows import Walked
from goldenthread.plan.reading.tables import Found
from goldenthread.plan.reading.values import Column, Problem, ProblemCode, ReadHeader

PLACES_NAMED = 8
_WANTED = {
    Column.ENDS: "an end date", Column.LEADS: "a lead", Column.MEASURE: "a measure", Column.STATUS: "a status",
}  # fmt: skip


def unclear_headers(
    tables: Found, walked: Walked, drafts: Sequence[Draft], header: ReadHeader, hidden: Sequence[Line]
) -> Iterator[Problem]:
    """Problems of headers: contents in them, labels nobody knows, columns that are absent, other tables, split rows."""
    yield from _labels(tables)
    for line in hidden:
        text = f"{line.text.rstrip('.')}; it was read like the rest."
        yield Problem(ProblemCode.HEADER_UNCLEAR, line.where, text)
    for where, label, content in walked.header_contents:
        text = f'The header cell "{label}" also holds "{quote(content)}"; it was kept with the notes.'
        yield Problem(ProblemCode.HEADER_UNCLEAR, where, text)
    yield from _absent(tables)
    for other in tables.left_out:
        labels = ", ".join(label.text for label in other.labels if label.text)
        text = f"A smaller table with the columns {quote(labels)} was not taken as part of the plan."
        yield Problem(ProblemCode.HEADER_UNCLEAR, other.line.where, text)
    if header.duration and not header.ends.is_read:
        text = f'The duration "{quote(header.duration)}" cannot be read as two dates; the words are kept.'
        yield Problem(ProblemCode.HEADER_UNCLEAR, tables.headers[tables.first].line.where, text)
    yield from _split_rows(drafts)


def hidden_words(document: Document) -> Iterator[Problem]:
    """How many words the file hides, and where: none of them, since more people read the receipt than may read those.

    They never become words of the plan.
    """
    hidden = [one for one in document.hidden if not one.kind]
    if hidden:
        words = sum(one.words for one in hidden)
        text = f"{words} hidden word{'s were' if words != 1 else ' was'} left in the file: {_places(hidden)}."
        yield Problem(ProblemCode.HIDDEN_WORDS, hidden[0].where, text)
    for kind in (Mark.DELETION, Mark.COMMENT):
        marks = [one for one in document.hidden if one.kind == kind]
        if marks:
            count, words = len(marks), sum(one.words for one in marks)
            were = "s were" if count != 1 else " was"
            text = f"{count} {kind}{were} not read ({words} word{'s' * (words != 1)}): {_places(marks)}."
            yield Problem(ProblemCode.HIDDEN_WORDS, marks[0].where, text)


def _places(hidden: Sequence[Hidden]) -> str:
    more = f", and in {len(hidden) - PLACES_NAMED} more places" if len(hidden) > PLACES_NAMED else ""
    return ", ".join(one.where for one in hidden[:PLACES_NAMED]) + more


def _labels(tables: Found) -> Iterator[Problem]:
    said: set[str] = set()
    for at in sorted(tables.columns):
        columns, where = tables.columns[at], tables.headers[at].line.where
        if columns.guessed and columns.guessed not in said:
            said.add(columns.guessed)
            text = f'No column is called action; "{quote(columns.guessed)}" holds the longest texts and was read as it.'
            yield Problem(ProblemCode.HEADER_UNCLEAR, where, text)
        unknown = [(label, f'The column "{quote(label)}" is not known') for label in columns.unknown]
        displaced = [
            (label, f'Another column was taken for what "{quote(label)}" may hold') for label in columns.displaced
        ]
        for label, text in [*unknown, *displaced]:
            if label.casefold() not in said:
                said.add(label.casefold())
                yield Problem(ProblemCode.HEADER_UNCLEAR, where, f"{text}; its texts went to the notes of each action.")


def _absent(tables: Found) -> Iterator[Problem]:
    absent = [name for column, name in _WANTED.items() if not any(one.has(column) for one in tables.columns.values())]
    if absent:
        names = absent[0] if len(absent) == 1 else f"{', '.join(absent[:-1])} or {absent[-1]}"
        text = f"No header names a column for {names}; the actions have none."
        yield Problem(ProblemCode.HEADER_UNCLEAR, tables.headers[tables.first].line.where, text)


def _split_rows(drafts: Sequence[Draft]) -> Iterator[Problem]:
    counts: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.split_from:
            counts.setdefault(draft.split_from, []).append(draft)
    for where, parts in counts.items():
        text = f"The row holds {len(parts)} actions, with as many dates or leads, as lines; it was split into as many."
        yield Problem(ProblemCode.HEADER_UNCLEAR, where, text, parts[0].key)
