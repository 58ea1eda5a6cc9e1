"""The door: a document in, a plan as read out. Pure functions over values.

The order of work: lines, tables, titles, rows, parallel lists, aims and
measures carried, dates, statuses, sources, keys, problems. Each step has a
file of its own.

Source: the plan printed with the report of 2 May 2018, which every step was counted against.
"""

from collections.abc import Mapping, Sequence

from goldenthread.intake.document import Document
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.reading.actions import Maker
from goldenthread.plan.reading.corrected import correct_header, taken_rows, with_cells, without_skipped
from goldenthread.plan.reading.cuts import Vocabulary
from goldenthread.plan.reading.drafts import Draft
from goldenthread.plan.reading.grouping import carry
from goldenthread.plan.reading.header import Block, find_block, find_name, read_block
from goldenthread.plan.reading.labels import plain
from goldenthread.plan.reading.legends import read_content, read_glossary, read_legend
from goldenthread.plan.reading.lines import Line, lines_of
from goldenthread.plan.reading.not_read import without_further
from goldenthread.plan.reading.oddities import find_problems, mixed_statuses, unknown_leads
from goldenthread.plan.reading.parallel import split_lists
from goldenthread.plan.reading.rows import Walk, Walked
from goldenthread.plan.reading.statuses import fold
from goldenthread.plan.reading.tables import Found, find_tables
from goldenthread.plan.reading.titles import highest_kind, is_opening, read_title
from goldenthread.plan.reading.unclear import hidden_words, unclear_headers
from goldenthread.plan.reading.values import Column, PlanReading

TITLE_DISTANCE = 30


class NoPlanFound(RuleBroken):
    """Nothing in the document is a plan; the sentence says what was looked for."""


def read_plan(
    document: Document,
    *,
    known_people: frozenset[str] = frozenset(),
    columns: dict[str, Column] | None = None,
    statuses: dict[str, tuple[str, str]] | None = None,
    cells: dict[tuple[str, Column], str] | None = None,
    rows: dict[str, str] | None = None,
    header_lines: dict[str, str] | None = None,
    verbatim: bool = False,
) -> PlanReading:
    """Read the plan that stands in a document, with every oddity named and nothing dropped.

    ``known_people`` are initials, names and posts that are matched already.
    ``columns`` (the paper's label to a column) and ``statuses`` (the paper's
    word to a colour and a state) are corrections made on the review page, and so
    are ``cells`` (the text of a row's column), ``rows`` (a row to ``skip`` or to
    take as an ``action``) and ``header_lines`` (a field of the header block).
    ``verbatim`` says that the document is an export of ours, without pages.
    """
    document = without_further(document)
    lines, hidden = lines_of(document, verbatim=verbatim)
    lines = without_skipped(lines, rows or {})
    tables = find_tables(lines, {plain(label): column for label, column in (columns or {}).items()})
    if tables is None:
        raise NoPlanFound(
            "No improvement plan was found: looked for a table whose header names an action or recommendation and at "
            "least two of lead, date, measure, progress and rating."
        )
    lines = with_cells(lines, tables, cells or {})
    block = find_block(lines, tables.first)
    walked = _walk(lines, tables, block, taken_rows(rows or {}))
    if not walked.drafts:
        raise NoPlanFound(
            f"No improvement plan was found: the header at {tables.headers[tables.first].line.where} names the columns "
            "of a plan, but looked for actions under it in vain."
        )
    name = find_name(lines, block.begin if block is not None else tables.first, tables.first, document.name)
    header = correct_header(read_block(block, name=name, other=walked.other), header_lines or {})
    drafts = split_lists(walked.drafts)
    for number, draft in enumerate(drafts):
        draft.number = number
    carry(drafts)

    legend = _legend(lines, tables, walked)
    meanings = {fold(word): meaning for word, meaning in (statuses or {}).items()}
    maker = Maker(drafts, walked.priorities, header, legend=legend, given=meanings)
    actions = maker.actions()
    glossary = read_glossary(lines, frozenset(walked.plan_rows))
    vocabulary = Vocabulary(text for line in lines for text in line.texts)
    problems = [
        *hidden_words(document),
        *unclear_headers(tables, walked, drafts, header, hidden),
        *find_problems(drafts, actions, header.ends, maker.unknown_words, vocabulary),
        *mixed_statuses(actions, maker.ratings, maker.status_places),
        *unknown_leads(maker.lead_counts, maker.lead_places, known_people, glossary),
    ]
    return PlanReading(
        header=header,
        priorities=tuple(walked.priorities),
        actions=tuple(actions),
        ratings=tuple(maker.ratings),
        sources=tuple(maker.book.sources),
        findings=tuple(maker.book.findings),
        problems=tuple(problems),
        refused=tuple(walked.refused),
        initials=tuple(maker.lead_places),
        column_labels=_labels(drafts),
        snapshot=block.found.get("snapshot", "") if block is not None else "",
        glossary=glossary,
    )


def _walk(lines: Sequence[Line], tables: Found, block: Block | None, taken: frozenset[str]) -> Walked:
    begin, first = block.end if block is not None else 0, tables.first
    near = range(max(begin, first - TITLE_DISTANCE), first)
    kind = highest_kind([lines[at] for at in near] + list(lines[first:]))
    if block is None:
        own = [at for at in near if lines[at].table in {-1, lines[first].table} and len(lines[at].filled) == 1]
        titles = [at for at in own if _is_priority(lines[at], kind)]
        titles = titles or [at for at in own[-1:] if at == first - 1 and is_opening(lines[at].text)]
        begin = titles[-1] if titles else first
    return Walk(lines, tables, kind, {} if kind else _headings(lines, tables), taken).walk(begin)


def _is_priority(line: Line, kind: str) -> bool:
    title = read_title(line.text) if kind and len(line.filled) == 1 else None
    return title is not None and title.kind == kind


def _headings(lines: Sequence[Line], tables: Found) -> dict[int, str]:
    """Where no word names the priorities: headings or sheet names over two tables or more, by place of the header."""
    found: dict[int, str] = {}
    before = 0
    for at in sorted(tables.headers):
        headings = [line.text for line in lines[before:at] if line.level > 0]
        title = tables.headers[at].line.title
        if headings:
            found[at] = headings[-1]
        elif title and not title.casefold().startswith(("sheet", "table")):
            found[at] = title
        before = at
    return found if len(set(found.values())) > 1 else {}


def _legend(lines: Sequence[Line], tables: Found, walked: Walked) -> Mapping[str, str]:
    used = frozenset(fold(draft.text(Column.STATUS)) for draft in walked.drafts)
    legend = read_legend(lines, frozenset(walked.plan_rows), used)
    for header in tables.headers.values():
        for label in header.labels:
            for word, meaning in read_content(label.content):
                legend.setdefault(word, meaning)
    return legend


def _labels(drafts: Sequence[Draft]) -> dict[str, str]:
    """The paper's own names of its columns; the first header that has a column names it."""
    labels: dict[str, str] = {}
    for columns in {id(draft.columns): draft.columns for draft in drafts}.values():
        for slot in columns.slots:
            if slot is not None and slot.name and not slot.word:
                labels.setdefault(slot.name, slot.label)
    return labels
