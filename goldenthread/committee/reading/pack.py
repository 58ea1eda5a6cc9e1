"""The door: a document in, all that a pack holds beside a plan out.

Nothing is refused here. A document in which nothing of the kind stands gives an empty reading.
"""

from collections.abc import Sequence

from goldenthread.committee.reading.agendas import agendas_of
from goldenthread.committee.reading.closed import closed_papers
from goldenthread.committee.reading.cutting import Paper, papers_in
from goldenthread.committee.reading.lines import Line, lines_of
from goldenthread.committee.reading.minutes import minutes_of
from goldenthread.committee.reading.offers import offers_of
from goldenthread.committee.reading.pages import papers_without_pages
from goldenthread.committee.reading.reports import reports_of
from goldenthread.committee.reading.values import AgendaRead, CoverReportRead, MinutesRead, PackReading
from goldenthread.intake.document import Document


def read_pack(document: Document) -> PackReading:
    """The agendas, minutes and cover reports of a document, the findings they offer, and papers without pages."""
    lines, papers = _cut(document)
    agendas, minutes, reports = agendas_of(lines, papers), minutes_of(lines, papers), reports_of(lines, papers)
    read: dict[int, AgendaRead | MinutesRead | CoverReportRead] = {
        paper.begin: one for found in (agendas, minutes, reports) for paper, one in found
    }
    taken = tuple(one for _, one in minutes)
    return PackReading(
        agendas=tuple(one for _, one in agendas),
        minutes=taken,
        reports=tuple(one for _, one in reports),
        offered=offers_of(lines, papers, taken, closed_papers(lines, papers, read)),
        problems=papers_without_pages(lines, papers, read),
    )


def agendas_in(document: Document) -> list[AgendaRead]:
    """The agendas of a document in their order."""
    return [one for _, one in agendas_of(*_cut(document))]


def minutes_in(document: Document) -> list[MinutesRead]:
    """The minutes of a document in their order."""
    return [one for _, one in minutes_of(*_cut(document))]


def reports_in(document: Document) -> list[CoverReportRead]:
    """The cover reports of a document in their order."""
    return [one for _, one in reports_of(*_cut(document))]


def _cut(document: Document) -> tuple[Sequence[Line], Sequence[Paper]]:
    lines = lines_of(document)
    return lines, papers_in(lines)
