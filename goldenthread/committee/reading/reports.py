"""Cover reports of a pack, found by their blocks: subject, author, purpose, the bodies they go to and when.

A block is first said in our own labels, because councils name one thing in many ways; what it says is then read as any
report that is brought is read.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from goldenthread.committee.reading.cutting import Kind, Paper
from goldenthread.committee.reading.lines import Line, is_furniture, tidy
from goldenthread.committee.reading.moments import days_in
from goldenthread.committee.reading.report_labels import Label, parted
from goldenthread.committee.reading.values import BodyRead, CoverReportRead
from goldenthread.committee.reading.words import BARE_PURPOSE, BODY, PURPOSE, PURPOSE_NAMES
from goldenthread.intake.document import Block, Cell, Document, Paragraph, Row, Table
from goldenthread.reports.brought import Brought, read_report

_MOST_OF_BLOCK = 24
_MOST_LINES = 600
_PUBLIC = re.compile(
    r"(?i)^(?:non-?public|public|exempt|confidential|restricted|open|not for publication|part (?:1|2|i|ii))$"
)
_DATED = re.compile(r"(?i)^\s*(?:dated?|day)\s*:?\s*$")
_OPEN = re.compile(r"(?i)^(?:public|open|part (?:1|i))$")
_BODY_ENDS = re.compile(r"\b((?i:committee|cabinet|board|panel|forum|council|commission))\s+(?=[A-Z])")


def reports_of(lines: Sequence[Line], papers: Sequence[Paper]) -> list[tuple[Paper, CoverReportRead]]:
    """The cover reports among the papers of a pack, each with its paper."""
    return [(paper, read_cover(lines, paper)) for paper in papers if paper.kind is Kind.REPORT]


def read_cover(lines: Sequence[Line], paper: Paper) -> CoverReportRead:
    """The cover report that begins with a paper."""
    own = lines[paper.begin : min(paper.end, paper.begin + _MOST_LINES)]
    block, end, purpose, is_public = _block(own)
    brought = read_report(Document("report", "txt", (*block, *_body(own[end:]))))
    return CoverReportRead(
        subject=brought.subject,
        where=lines[paper.begin].where,
        author=brought.author_name,
        author_post=brought.author_post,
        report_of=", ".join(part for part in (brought.report_of, brought.report_of_post) if part),
        purpose=purpose,
        is_public=is_public,
        bodies=_bodies(brought),
        appendices=tuple(brought.appendices),
    )


def _block(lines: Sequence[Line]) -> tuple[tuple[Block, ...], int, str, bool | None]:
    """The block in our own labels, how many lines it takes, for what the report is, and whether it is public."""
    rows: list[Row] = []
    purpose, is_public, end, label = "", None, 0, None
    for at, line in enumerate(lines[:_MOST_OF_BLOCK]):
        found = parted(line)
        if found is None and not _goes_on(line, label):
            if at > 0 and Label.SUBJECT in _labels(rows) and at - end > 2:
                break
            continue
        end = at + 1
        label = found[0] if found else label
        said = [found[1]] if found else [line.cells[0] if line.cells else line.text]
        aside: list[str] = []
        for cell in line.cells[1:]:
            if what := _purpose(cell):
                purpose = purpose or what
            elif _PUBLIC.match(tidy(cell)):
                is_public = bool(_OPEN.match(tidy(cell)))
            else:
                aside.append(cell)
        if found and found[0] is Label.PURPOSE:
            purpose = purpose or _purpose(f"for {found[1]}") or _purpose(found[1])
            continue
        rows.append(_row(line.where, label if found else None, said + aside))
    return (Table(lines[0].where, tuple(rows)),) if rows else (), end, purpose, is_public


def _goes_on(line: Line, label: Label | None) -> bool:
    """Whether a line without a label belongs to the block: the bodies and days under their head."""
    if label is None or not line.is_row:
        return False
    return label is Label.BODY and (bool(BODY.search(line.cells[0])) or bool(days_in(line.text)))


def _labels(rows: Sequence[Row]) -> set[Label]:
    return {label for label in Label for row in rows if row.cells and row.cells[0].text.startswith(f"{label.value}:")}


def _row(where: str, label: Label | None, said: Sequence[str]) -> Row:
    """A row of the block as our own reports print it: the label and its value in one cell, the rest beside."""
    texts = [text for text in said if text.strip()]
    if label is None:
        return Row(where, tuple(Cell(text) for text in _bodies_and_days(texts)))
    if label is Label.BODY:
        texts = [text for text in texts if not _DATED.match(text)]
    first = " ".join(tidy(text) for text in texts[:1])
    return Row(where, tuple(Cell(text) for text in (f"{label.value}: {first}", *texts[1:])))


def _bodies_and_days(texts: Sequence[str]) -> list[str]:
    """Bodies that a copy ran together are parted where there are as many days as bodies."""
    days = [day for text in texts[1:] for day in days_in(text)]
    names = _BODY_ENDS.sub(r"\1\n", texts[0]).split("\n") if texts and "\n" not in texts[0] else []
    if len(days) == len(names) > 1:
        return ["\n".join(tidy(name) for name in names), "\n".join(day.written for day in days)]
    return list(texts)


def _purpose(text: str) -> str:
    said = PURPOSE.match(tidy(text)) or (BARE_PURPOSE.match(tidy(text)) and PURPOSE.match(f"for {tidy(text)}"))
    return f"For {PURPOSE_NAMES.get(said['what'].casefold(), said['what'].capitalize())}" if said else ""


def _body(lines: Sequence[Line]) -> Iterator[Block]:
    """What stands under the block: only headings, appendices and contacts are wanted, so tables stay away."""
    for line in lines:
        if not line.is_row and not is_furniture(line.text):
            yield Paragraph(line.where, line.text, line.level, int(line.is_item), line.is_strong)


def _bodies(brought: Brought) -> tuple[BodyRead, ...]:
    found: dict[tuple[str, date | None], BodyRead] = {}
    for name, day in brought.going_to:
        found.setdefault((name.casefold(), day), BodyRead(name, day))
    return tuple(found.values())
