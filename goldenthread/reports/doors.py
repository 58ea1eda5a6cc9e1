"""Whether somebody may still be told of a report: asked when an e-mail is made, and again before each later try."""

from goldenthread.identity.models import Person
from goldenthread.reports.models import Clearance, Report
from goldenthread.reports.states import ReportState


def may_still_clear(person: Person, about: str) -> bool:
    """Whether a report in clearance still waits for this person's word; else the notice is no longer true."""
    waiting = Clearance.objects.waiting().filter(person=person, report__key=_key(about))
    return waiting.filter(report__state=ReportState.IN_CLEARANCE).exists()


def may_still_read(person: Person, about: str) -> bool:
    """Whether this person may see the report."""
    return Report.objects.visible_to(person).filter(key=_key(about)).exists()


def _key(about: str) -> str:
    """The key of the report a notice speaks of, from its name in the ledger."""
    return about.removeprefix("report:").partition("/")[0]
