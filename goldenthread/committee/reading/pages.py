"""Papers of a pack that no page range of the agenda covers, each with the item it may belong to.

Who prints a pack from its agenda finds what has no page there too late. A paper is known by its subject, by the mark
of its item, or by the words of its title; it is held against the items by the words they share.

Source: the pack of 2 May 2018, whose slides were admitted as urgent business and stand in the pack without pages.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from goldenthread.committee.reading.cutting import Kind, Paper
from goldenthread.committee.reading.lines import LONGEST_HEADING, Line, is_furniture, tidy
from goldenthread.committee.reading.moments import day_in
from goldenthread.committee.reading.values import (
    AgendaItemRead,
    AgendaRead,
    CoverReportRead,
    MinutesRead,
    PaperProblem,
)
from goldenthread.committee.reading.words import AGENDA_ITEM_MARK

FEWEST_SHARED = 4
MOST_PAPERS = 400
"""So many papers of a pack are held against its agenda: each against every item."""
_FEWEST_OF_TITLE = 3
_LIKE = 0.5
_LONG_TABLE = 5
_TITLE_LINES = 4
_WORD = re.compile(r"[A-Za-z]{4,}|\d{4}")
_SAYS_NOTHING = frozenset({
    "report", "reports", "update", "from", "with", "that", "this", "which", "their", "been", "have", "were", "will",
    "item", "items", "members", "member", "committee", "public", "agenda", "meeting", "chairman", "chair", "business",
    "urgent", "agreed", "admission", "respect", "held", "part", "note", "approve", "receive", "council", "appendix",
    "attached", "page", "pages", "information", "decision", "director", "officer", "officers", "head", "service",
})  # fmt: skip
_MINUTES = re.compile(r"(?i)\bminutes\b")

Read = Mapping[int, AgendaRead | MinutesRead | CoverReportRead]
"""What was read of a paper, by where it begins."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A problem, and by how many words its paper was known: by its subject or mark it is known for sure."""

    problem: PaperProblem
    shared: int = 1_000


def papers_without_pages(lines: Sequence[Line], papers: Sequence[Paper], read: Read) -> tuple[PaperProblem, ...]:
    """The papers behind an agenda that none of its page ranges covers; an agenda without pages is held to none."""
    found: list[_Found] = []
    agenda: AgendaRead | None = None
    cover: CoverReportRead | None = None
    marked, held = "", 0
    for paper in papers:
        here = read.get(paper.begin)
        if isinstance(here, AgendaRead):
            agenda = here if any(item.pages for item in here.items) else None
        elif agenda is not None and paper.kind is Kind.MARK:
            marked = _mark(lines[paper.opens])
            found.extend(_of_mark(lines, paper, agenda, marked))
        elif agenda is not None and paper.kind is not Kind.RESTRICTED and held < MOST_PAPERS:
            held += 1
            cover = here if isinstance(here, CoverReportRead) else cover
            found.extend(_of_paper(lines, paper, here, agenda, marked, cover))
            marked = ""
        else:
            marked = ""
    return tuple(_each_item_once(found))


def _mark(line: Line) -> str:
    said = AGENDA_ITEM_MARK.match(line.text)
    return said["number"] if said else ""


def _of_mark(lines: Sequence[Line], paper: Paper, agenda: AgendaRead, number: str) -> Iterator[_Found]:
    """A paper under the mark of an item that has no pages, where nothing else says what it is."""
    below = [line for line in lines[paper.opens + 1 : paper.end] if not is_furniture(line.text)]
    if below and not _is_covered(agenda, number):
        yield _Found(_problem(below[0], _title(below), _item(agenda, number)))


def _of_paper(
    lines: Sequence[Line],
    paper: Paper,
    here: object,
    agenda: AgendaRead,
    marked: str,
    cover: CoverReportRead | None,
) -> Iterator[_Found]:
    own = lines[paper.begin : paper.end]
    if isinstance(here, CoverReportRead):
        item = _item(agenda, marked) or _like(agenda.items, here.subject)
        if here.subject and (item is None or item.pages is None):
            yield _Found(_problem(lines[paper.opens], here.subject, item))
        yield from _of_starts(own, agenda, cover, is_begun=True)
    elif isinstance(here, MinutesRead):
        item = _item(agenda, marked) or _of_minutes(agenda, here)
        if item is None or item.pages is None:
            day = f" of {here.head.on.in_words}" if here.head.on.first else ""
            yield _Found(_problem(lines[paper.opens], f"Minutes{day}", item))
    elif not (marked and _is_covered(agenda, marked)):
        yield from _of_starts(own, agenda, cover, is_begun=False)


def _of_starts(
    own: Sequence[Line], agenda: AgendaRead, cover: CoverReportRead | None, *, is_begun: bool
) -> Iterator[_Found]:
    """Papers that begin without a block: at the top of a page, or behind a long table, by the words of their titles.

    What has the name of the report before it, or of one of its appendices, goes with that report.
    """
    open_items = [item for item in agenda.items if item.pages is None]
    named = [_words(text) for text in (cover.subject, *cover.appendices)] if cover else []
    for at in _starts(own, is_begun=is_begun):
        title = [line for line in own[at : at + _TITLE_LINES] if len(line.text) <= LONGEST_HEADING and not line.is_row]
        words = _words(" ".join(line.text for line in title))
        if any(len(one) > 1 and len(one & words) > _LIKE * len(one) for one in named):
            continue
        item, shared = _told_of(open_items, words)
        if item is not None:
            yield _Found(_problem(own[at], _title(title), item), shared)


def _starts(own: Sequence[Line], *, is_begun: bool) -> Iterator[int]:
    """Where a paper may begin: the first line, and running text behind a table of some length."""
    rows = 0
    for at, line in enumerate(own):
        if at == 0 and not is_begun:
            yield at
        if line.table < 0 and rows >= _LONG_TABLE:
            yield at
        if line.is_row:
            rows += 1
        elif line.table < 0 and not is_furniture(line.text):
            rows = 0


def _told_of(items: Sequence[AgendaItemRead], words: frozenset[str]) -> tuple[AgendaItemRead | None, int]:
    """The item without pages whose words tell of a paper with this title, and how many words they share."""
    best, most = None, 0
    for item in items:
        shared = len(words & _words(f"{item.title} {item.rubric[:2_000]}"))
        is_enough = shared >= FEWEST_SHARED or (shared >= _FEWEST_OF_TITLE and shared >= len(words) * _LIKE)
        if is_enough and shared > most:
            best, most = item, shared
    return best, most


def _like(items: Sequence[AgendaItemRead], subject: str) -> AgendaItemRead | None:
    """The item whose title is most like a subject, by the words both have; nothing where none is like it."""
    words = _words(subject)
    best, most = None, (_LIKE, False)
    for item in items:
        own = _words(item.title)
        if not words or not own:
            continue
        like = (len(words & own) / len(words | own), item.pages is not None)
        if like > most:
            best, most = item, like
    return best


def _of_minutes(agenda: AgendaRead, minutes: MinutesRead) -> AgendaItemRead | None:
    """The item under which minutes are approved: that which names their day, else the first that names minutes."""
    found = [item for item in agenda.items if _MINUTES.search(f"{item.title} {item.rubric[:400]}")]
    named = [item for item in found if minutes.on is not None and day_in(item.rubric).first == minutes.on]
    return next(iter(named or found), None)


def _item(agenda: AgendaRead, number: str) -> AgendaItemRead | None:
    if not number:
        return None
    return next((item for item in agenda.items if item.printed_number.casefold() == number.casefold()), None)


def _is_covered(agenda: AgendaRead, number: str) -> bool:
    item = _item(agenda, number)
    return item is not None and item.pages is not None


@lru_cache(maxsize=4_096)
def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text)) - _SAYS_NOTHING


def _title(lines: Sequence[Line]) -> str:
    """The first line of a paper, with the second where both are short."""
    texts = [tidy(line.text) for line in lines[:2] if len(line.text) <= 90 and not line.is_row]
    if len(texts) > 1 and texts[1][-1] in ".:;?!":
        texts.pop()
    return " – ".join(texts) or tidy(lines[0].text)[:120]


def _problem(line: Line, title: str, item: AgendaItemRead | None) -> PaperProblem:
    named = f'"{title[:160]}"'
    if item is None:
        text = f"{named} stands in the pack, and no page range of the agenda covers it. No item tells of it."
        return PaperProblem(line.where, text)
    text = (
        f"{named} stands in the pack, and no page range of the agenda covers it. "
        f"It may belong to item {item.printed_number or '?'}, {item.title[:160]}."
    )
    return PaperProblem(line.where, text, item.printed_number or None)


def _each_item_once(found: Sequence[_Found]) -> Iterator[PaperProblem]:
    """An item is named once, for the paper that is most surely its own; what has no item is told each time."""
    best: dict[str, int] = {}
    for one in found:
        if one.problem.item is not None:
            best[one.problem.item] = max(one.shared, best.get(one.problem.item, 0))
    for one in found:
        item = one.problem.item
        if item is None:
            yield one.problem
        elif best.get(item) == one.shared:
            del best[item]
            yield one.problem
