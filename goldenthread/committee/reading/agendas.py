"""Agendas: the items of a meeting with their part, purpose, report and pages, and the head above them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from goldenthread.committee.reading.cutting import Kind, Paper
from goldenthread.committee.reading.heads import issued_by, read_head, read_roll
from goldenthread.committee.reading.lines import LONGEST_HEADING, Line, is_furniture, tidy
from goldenthread.committee.reading.numbering import Begin, begins_in
from goldenthread.committee.reading.parts import part_after, part_of
from goldenthread.committee.reading.values import AgendaItemRead, AgendaRead
from goldenthread.committee.reading.words import (
    AGENDA_TITLE,
    BARE_PAGES,
    BARE_PURPOSE,
    BARE_RANGE,
    FOOT_OF_AGENDA,
    LEADER_PAGES,
    MINUTES_BELOW,
    PAGES,
    PART,
    PURPOSE,
    PURPOSE_NAMES,
    REPORT_LABEL,
    REPORT_OF,
)

MOST_RUBRIC = 12_000
_COLUMN_HEADS = re.compile(
    r"(?i)^(?:item|no\.?|number|items?|page|pages|page nos?\.?|title|subject|agenda item|report|lead|time|purpose|"
    r"presented by|action|enclosure)(?:\s|\t|/|\||item|no\.?|number|page|pages|title|subject|lead|purpose|action)*$"
)


_TO_COME = re.compile(
    r"(?i)\s*\(?\b(?P<how>to follow|verbal(?: report| update)?|oral(?: report| update)?|attached|enclosed)\)?$"
)


_MOST_OF_SUMMONS = 400
_FEWEST_ITEMS = 3
_FEWEST_USUAL = 2
_USUAL = re.compile(
    r"(?i)\b(?:apologies|declarations? of|declarations under|minutes|public (?:questions|participation|speaking)|"
    r"exclusion of|urgent business|other business|date of (?:the )?next meeting)\b"
)
_EDGE = re.compile(r"\s(?P<first>\d{1,3})(?:\s*[-–—]\s*(?P<last>\d{1,3}))?$")


@dataclass(slots=True)
class _Item:
    """An item while its lines are gone through."""

    begin: Begin
    where: str
    part: int
    title: str = ""
    purpose: str = ""
    report_of: str = ""
    pages: str | None = None
    rubric: list[str] = field(default_factory=list)

    def frozen(self) -> AgendaItemRead:
        number, sub = _numbers(self.begin)
        return AgendaItemRead(
            number=number,
            title=self.title,
            where=self.where,
            part=self.part,
            sub_number=sub,
            purpose=self.purpose,
            report_of=self.report_of,
            pages=self.pages,
            rubric="\n".join(self.rubric)[:MOST_RUBRIC],
        )


def read_agenda(lines: Sequence[Line], paper: Paper) -> AgendaRead | None:
    """The agenda in a paper, or nothing where no items stand in it."""
    own = lines[paper.begin : paper.end]
    title = paper.opens - paper.begin
    below = own[title + 1 :]
    begins = begins_in(below, with_below=True)
    if not begins:
        return None
    first = title + 1 + begins[0].at
    end = _end_of_items(below, begins[-1])
    items = _read_items(below[:end], begins)
    tail = below[end:]
    if not items:
        return None
    before = [line for line in own[:first] if not PART.match(line.text[:LONGEST_HEADING])]
    members, contact, issuer = read_roll([*before, *tail])
    return AgendaRead(
        head=read_head(before),
        items=tuple(items),
        where=own[title].where,
        members=members,
        contact=contact,
        issued_by=issuer,
    )


def _end_of_items(lines: Sequence[Line], last: Begin) -> int:
    """Where the words of the last item end: at whom to ask, who sits on it, or who signed, which may stand below."""
    for at in range(last.at + last.takes, len(lines)):
        text = lines[at].text[:LONGEST_HEADING]
        if FOOT_OF_AGENDA.match(text) or (at + 1 < len(lines) and issued_by(lines[at : at + 2]) is not None):
            return at
    return len(lines)


def _read_items(lines: Sequence[Line], begins: Sequence[Begin]) -> list[AgendaItemRead]:
    """The items with all that stands under each."""
    has_page_column = any(_is_column_heads(line) and "page" in line.text.casefold() for line in lines)
    has_parts = any(part_of(line) for line in lines)
    part = 1
    for line in lines[: begins[0].at]:
        part = part_of(line) or part
    found: list[_Item] = []
    for place, begin in enumerate(begins):
        end = begins[place + 1].at if place + 1 < len(begins) else len(lines)
        item = _Item(begin, lines[begin.at].where, part)
        _take(item, begin.title, is_title=True)
        if has_page_column:
            _take_last_figures(item)
        for cell in begin.rest:
            _take_cell(item, cell)
        for line in lines[begin.at + begin.takes : end]:
            new = part_of(line)
            if MINUTES_BELOW.match(line.text[:LONGEST_HEADING]):
                break
            if new:
                part = new
            else:
                _take_line(item, line)
        if not has_parts:
            part = part_after(item.title, part)
        found.append(item)
    return [item.frozen() for item in found if item.title]


def _take_line(item: _Item, line: Line) -> None:
    if is_furniture(line.text) or AGENDA_TITLE.match(line.text[:LONGEST_HEADING]) or _is_column_heads(line):
        return
    if line.is_row:
        for cell in line.cells:
            _take_cell(item, cell)
    elif BARE_RANGE.match(line.text[:40]):
        _take_cell(item, line.text)
    else:
        _take(item, line.text)


def _take_last_figures(item: _Item) -> None:
    """Where a column of pages stands at the edge, the figures at the end of a title are its pages."""
    found = _EDGE.search(item.title)
    pages = _range(found["first"], found["last"]) if found else None
    if found and pages and item.pages is None:
        item.pages, item.title = pages, item.title[: found.start()].rstrip(" .")


def _is_column_heads(line: Line) -> bool:
    return len(line.text) < 80 and bool(_COLUMN_HEADS.match(line.text))


def _take_cell(item: _Item, cell: str) -> None:
    """A cell beside the title: pages, a purpose, whose report, or words."""
    for text in cell.split("\n"):
        bare = tidy(text)
        pages = BARE_PAGES.match(bare)
        if pages and item.pages is None:
            item.pages = _range(pages["first"], pages["last"])
        elif BARE_PURPOSE.match(bare) and not item.purpose:
            item.purpose = f"For {bare.capitalize()}"
        elif bare:
            _take(item, bare)


def _take(item: _Item, text: str, *, is_title: bool = False) -> None:
    """A line of an item: what it says of pages, purpose and report is taken out, the rest is title or rubric."""
    rest = _without_pages(item, tidy(text.replace("\t", " ")))
    purpose = PURPOSE.match(rest)
    if purpose and not is_title:
        what = PURPOSE_NAMES.get(purpose["what"].casefold(), purpose["what"].capitalize())
        item.purpose = item.purpose or f"For {what}"
        return
    report = None if is_title else (REPORT_OF.match(rest[:400]) or REPORT_LABEL.match(rest[:400]))
    if report and not item.report_of:
        item.report_of = report["who"].strip(" .,")
        return
    if is_title:
        waits = _TO_COME.search(rest)
        if waits and waits.start():
            rest = rest[: waits.start()]
            item.rubric.append(waits["how"])
        item.title = rest.strip(" -–—")
    elif rest and not is_furniture(rest):
        item.rubric.append(rest)


def _without_pages(item: _Item, text: str) -> str:
    """A text without the pages it names, which become the item's where it has none yet."""
    leader = LEADER_PAGES.search(text[-60:]) if "...." in text or ". . . ." in text else None
    if leader:
        item.pages = item.pages or _range(leader["first"], leader["last"])
        return text[: text.rfind(leader[0])].rstrip(" .")
    found = PAGES.search(text[-80:])
    if found is None or not _stands_alone(text, found[0]):
        return text
    pages = _range(found["first"], found["last"])
    if pages is None or item.pages is not None:
        return text
    item.pages = pages
    return tidy(text.replace(found[0], " ")).strip()


def _stands_alone(text: str, said: str) -> bool:
    """Whether pages are named for the item, and not in the middle of a sentence: in brackets, alone, or at the end."""
    return said.startswith("(") or text == said or text.endswith(said)


def _range(first: str, last: str | None) -> str | None:
    """The pages as ``25-38``; a range that runs backwards is none."""
    begin, end = int(first), int(last or first)
    if begin > end or begin == 0:
        return None
    return f"{begin}-{end}" if last and begin != end else str(begin)


def _numbers(begin: Begin) -> tuple[str, str]:
    """Number and sub-number: ``3a`` is item 3 with the letter a, ``6.1`` is item 6 with 1."""
    if begin.sub:
        return begin.number, begin.sub
    if len(begin.figures) == 2 and "." in begin.number and begin.number[0].isdigit():
        number, _, sub = begin.number.partition(".")
        return number, sub
    return begin.number, ""


def agendas_of(lines: Sequence[Line], papers: Sequence[Paper]) -> list[tuple[Paper, AgendaRead]]:
    """The agendas among the papers of a pack, each with its paper; a summons alone need not have the word."""
    found = []
    for paper in papers:
        read = read_agenda(lines, paper) if paper.kind is Kind.AGENDA else None
        if read is not None:
            found.append((paper, read))
    return found or _summons(lines, papers)


def _summons(lines: Sequence[Line], papers: Sequence[Paper]) -> list[tuple[Paper, AgendaRead]]:
    """A notice that says what is done at a meeting without the word "agenda": by its day and its usual items."""
    first = papers[0]
    if first.kind is not Kind.OTHER or any(paper.kind is Kind.MINUTES for paper in papers):
        return []
    begins = begins_in(lines[: min(first.end, _MOST_OF_SUMMONS)], with_below=True)
    usual = sum(bool(_USUAL.search(begin.title)) for begin in begins)
    if len(begins) < _FEWEST_ITEMS or usual < _FEWEST_USUAL or begins[0].at == 0:
        return []
    paper = Paper(Kind.AGENDA, 0, begins[0].at - 1, first.end)
    read = read_agenda(lines, paper)
    is_meeting = read is not None and read.on is not None and bool(read.committee)
    return [(paper, read)] if read is not None and is_meeting else []
