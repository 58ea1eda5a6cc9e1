"""A report drawn for its reader: what it names leads somewhere only where she may go."""

from django.utils.safestring import SafeString

from goldenthread.documents.page import draw_paper, without_ways
from goldenthread.documents.paper import Paper
from goldenthread.identity.models import Person
from goldenthread.reports.models import Report
from goldenthread.reports.queries.inner_readers import reads_its_plan

PLANS = "/plans/"


def drawn_for(reader: Person, report: Report, paper: Paper) -> SafeString:
    """A report as a page: its figures lead to their lists, and its actions to the plan where the reader sees that."""
    return ways_for(draw_paper(paper), reads_plan=reads_its_plan(report, reader))


def ways_for(drawn: SafeString, *, reads_plan: bool) -> SafeString:
    """What was drawn, with no way into a plan for whoever does not read it."""
    return drawn if reads_plan else without_ways(drawn, under=PLANS)
