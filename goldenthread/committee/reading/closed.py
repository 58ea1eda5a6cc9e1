"""Which papers of a pack are not public: behind an item of Part 2, or under a report that says so itself.

What stands behind a report up to the next one, its appendices, is as public as the report.
"""

from collections.abc import Mapping, Sequence

from goldenthread.committee.reading.cutting import Kind, Paper
from goldenthread.committee.reading.lines import Line
from goldenthread.committee.reading.placing import MOST_ALIKE, titled
from goldenthread.committee.reading.values import AgendaItemRead, AgendaRead, CoverReportRead, MinutesRead
from goldenthread.committee.reading.words import AGENDA_ITEM_MARK

Read = Mapping[int, AgendaRead | MinutesRead | CoverReportRead]
"""What was read of a paper, by where it begins."""


def closed_papers(lines: Sequence[Line], papers: Sequence[Paper], read: Read) -> frozenset[int]:
    """Where the papers begin that are not public."""
    found: set[int] = set()
    items: tuple[AgendaItemRead, ...] = ()
    is_closed, reports = False, 0
    for paper in papers:
        here = read.get(paper.begin)
        if isinstance(here, AgendaRead):
            items, is_closed = here.items, False
        elif isinstance(here, MinutesRead):
            is_closed = False
        elif isinstance(here, CoverReportRead):
            reports += 1
            own = titled(here.subject, items, nearly=reports <= MOST_ALIKE)
            is_closed = here.is_public is False or (own is not None and own.part == 2)
        elif paper.kind is Kind.RESTRICTED:
            is_closed = True
        elif paper.kind is Kind.MARK:
            is_closed = _is_of_part_two(lines[paper.opens].text, items)
        if is_closed:
            found.add(paper.begin)
    return frozenset(found)


def _is_of_part_two(mark: str, items: Sequence[AgendaItemRead]) -> bool:
    said = AGENDA_ITEM_MARK.match(mark)
    return said is not None and any(one.part == 2 and one.printed_number == said["number"] for one in items)
